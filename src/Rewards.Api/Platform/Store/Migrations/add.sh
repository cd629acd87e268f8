#!/usr/bin/env bash
# Makes the migration of a changed model for every database engine, under one name:  bash src/Rewards.Api/Platform/Store/Migrations/add.sh NAME
set -euo pipefail
name=${1:?Name the migration, for example: add.sh MembersSite}
cd "$(dirname "$0")/../../.."

# What it says is only worth reading when it fails.
quietly() { local said; said=$("$@" 2>&1) || { printf '%s\nNo migration was made: "%s" failed.\n' "$said" "$*" >&2; exit 1; }; }

quietly dotnet tool restore
quietly dotnet build -clp:ErrorsOnly
for engine in Sqlite Postgres; do
    dotnet ef migrations add "$name" --no-build --context "${engine}RewardsDb" --output-dir "Platform/Store/Migrations/$engine"
done
