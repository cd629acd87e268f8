#!/bin/sh
# Run once by PostgreSQL's image, when it makes its data: a role for the service that owns its database and nothing else.
# The superuser then has no password: it gets in from inside the container only
# (docker compose exec postgres psql --username postgres).
set -eu
psql --username "${POSTGRES_USER:-postgres}" --dbname postgres --set ON_ERROR_STOP=1 <<'SQL'
\getenv password POSTGRES_PASSWORD
CREATE ROLE rewards LOGIN PASSWORD :'password' NOSUPERUSER NOCREATEDB NOCREATEROLE;
CREATE DATABASE rewards OWNER rewards;
REVOKE ALL ON DATABASE rewards FROM PUBLIC;
ALTER ROLE CURRENT_USER PASSWORD NULL;
SQL
