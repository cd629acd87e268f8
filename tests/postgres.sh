#!/usr/bin/env bash
# A throw-away PostgreSQL server for tests and benchmarks, from the machine's own installation:
#   export REWARDS_POSTGRES="$(bash tests/postgres.sh start)"     prints the connection string
#   bash tests/postgres.sh stop                                   ends it and deletes its data
# "start PID" ends it by itself when that process has ended, however that ended.
set -euo pipefail
folder=${REWARDS_POSTGRES_FOLDER:-${TMPDIR:-/tmp}/rewards-postgres}
port=${REWARDS_POSTGRES_PORT:-54329}
owner=${REWARDS_POSTGRES_OWNER:-rewards}
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb || true)")
[ -x "$bin/initdb" ] || { echo "PostgreSQL is not installed (Debian: apt-get install postgresql)" >&2; exit 2; }

# PostgreSQL refuses to run as root; Debian's package brings a user for it.
as_owner() { if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

stop() {
    as_owner "$bin/pg_ctl" -D "$folder" -m immediate stop > /dev/null
    rm -rf "$folder"
}

stop_after() {
    trap '' HUP INT TERM
    while [ -e "/proc/$1" ] || kill -0 "$1" 2> /dev/null; do sleep 0.5; done
    stop
}

case "${1:-}" in
start)
    if ! as_owner "$bin/pg_ctl" -D "$folder" status > /dev/null 2>&1; then
        rm -rf "$folder"
        as_owner mkdir -p "$folder"
        as_owner "$bin/initdb" -D "$folder" -U "$owner" --auth=trust ${REWARDS_POSTGRES_INITDB:-} --encoding=UTF8 --locale=C.UTF-8 > /dev/null
        as_owner "$bin/pg_ctl" -D "$folder" -w -l "$folder/log" start \
            -o "-p $port -k $folder -c listen_addresses=127.0.0.1 -c max_connections=400 -c shared_buffers=256MB -c max_wal_size=4GB" > /dev/null
    fi
    # In the background: it inherits no pipe that somebody reads to its end, and Ctrl-C is not meant for it.
    if [ -n "${2:-}" ]; then ( stop_after "$2" ) < /dev/null > /dev/null 2>&1 & fi
    echo "Host=127.0.0.1;Port=$port;Username=$owner"
    ;;
stop)
    stop
    ;;
*)
    sed -n 's/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
