#!/usr/bin/env bash
# Redeems as fast as it can against a service of its own in a folder of its own, then verifies the ledger.
#   bash tests/load/redeem.sh [SECONDS] [CONNECTIONS]
set -euo pipefail
seconds=${1:-20} connections=${2:-64}
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'kill "$service" 2>/dev/null; wait "$service" 2>/dev/null; rm -rf "$folder"' EXIT
command -v wrk > /dev/null || { echo "wrk is missing: apt-get install wrk" >&2; exit 2; }

echo "publishing …"
dotnet publish "$here/../../src/Rewards.Api" --configuration Release --output "$folder/app" > /dev/null
cd "$folder"
export ASPNETCORE_ENVIRONMENT=Development ASPNETCORE_URLS=http://localhost:5099 MEMBERS="$folder/members"
dotnet app/Rewards.Api.dll > "$folder/log" 2>&1 &
service=$!
until curl -sf http://localhost:5099/health/ready > /dev/null; do sleep 0.2; done

echo "signing members up …"
wrk -t1 -c16 -d4 -s "$here/sign-up.lua" http://localhost:5099 > /dev/null
echo "$(wc -l < "$MEMBERS") members; $connections connections for $seconds seconds:"
wrk -t1 -c"$connections" -d"$seconds" --latency -s "$here/redeem.lua" http://localhost:5099
dotnet app/Rewards.Api.dll verify
