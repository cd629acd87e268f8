# What the scripts beside it share: a PostgreSQL and nginx of their own, with the files of deploy/ as they are shipped but for
# addresses and paths. Sourced, in the project's folder; expects $app (the published program) and $name (for messages).
PATH=$PATH:/usr/sbin
[ -f "$app/Rewards.Api.dll" ] || { echo "Publish first: dotnet publish src/Rewards.Api -c Release --use-current-runtime -o $app" >&2; exit 2; }
work=$(mktemp -d)
chmod 755 "$work"
mkdir -m 777 "$work/postgres"
mkdir "$work/nginx"
ours=()

export REWARDS_POSTGRES_FOLDER=$work/postgres/server REWARDS_POSTGRES_PORT=$((port + 9)) REWARDS_POSTGRES_OWNER=postgres
export REWARDS_POSTGRES_INITDB=--auth-host=scram-sha-256
postgres="Host=127.0.0.1;Port=$REWARDS_POSTGRES_PORT;Database=rewards;Username=rewards;Password=its-own;Timeout=60;Command Timeout=60"

tidy() {
    trap - ERR
    # In order, for nginx has children of its own; then what does not listen.
    kill "${ours[@]}" 2> /dev/null || true
    sleep 0.5
    kill -9 "${ours[@]}" 2> /dev/null || true
    bash tests/postgres.sh stop 2> /dev/null || true
    rm -rf "$work"
}
say() { printf '%5ss  %s\n' "$SECONDS" "$*"; }
fail() {
    trap - ERR
    echo "$name: $*" >&2
    # Without the lines of somebody who knocks at what has not started: they would hide why.
    for log in "$work"/*.log "$work"/nginx/*.log; do
        printf '==> %s <==\n' "$log"
        grep -vE '^curl: \(22\)|Connection refused' "$log" | tail -n 30 || true
    done >&2
    exit 1
}
trap tidy EXIT
trap 'fail "line $LINENO: ${page:0:600}"' ERR
page=

# With a role that may do nothing but own its database.
start_postgres() {
    bash tests/postgres.sh start > /dev/null
    POSTGRES_PASSWORD=its-own PGHOST=$REWARDS_POSTGRES_FOLDER PGPORT=$REWARDS_POSTGRES_PORT sh deploy/postgres.sh > /dev/null
}

make_certificate() {
    openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=points.example -addext subjectAltName=DNS:points.example,DNS:localhost \
        -keyout "$work/key.pem" -out "$work/certificate.pem" 2> /dev/null
}

# start_nginx FILE SED…: in the foreground, as a child of ours; what it would write below /var, it writes here.
start_nginx() {
    local file=$work/nginx/$(basename "$1") source=$1 temporary
    shift
    temporary=$(for kind in client_body proxy fastcgi uwsgi scgi; do printf '%s_temp_path %s;' "$kind" "$work/nginx/$kind"; done)
    sed "$@" -e "s#^http {#http { $temporary#" "$source" > "$file"
    nginx -t -q -c "$file" -g "pid $file.pid;" || fail "nginx does not take $source"
    nginx -c "$file" -g "daemon off; pid $file.pid;" 2> "$file.log" &
    ours+=($!)
}

# start_tls PLAIN SECURE BEHIND: deploy/tls.conf with these ports, before what listens on the third.
start_tls() {
    printf 'events {}\nhttp {\naccess_log off;\n' | cat - deploy/tls.conf <(echo '}') > "$work/tls.conf"
    start_nginx "$work/tls.conf" -e "s#listen \(.*\)80;#listen \1$1;#; s#listen \(.*\)443 ssl;#listen \1$2 ssl;#; s#127.0.0.1:8080#127.0.0.1:$3#" \
        -e "s#/etc/ssl/points.example/fullchain.pem#$work/certificate.pem#; s#/etc/ssl/points.example/privkey.pem#$work/key.pem#"
}
