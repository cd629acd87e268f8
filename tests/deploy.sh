#!/usr/bin/env bash
# Tries deploy/ as it is shipped, with addresses of this machine in place of the containers': two published processes on
# one PostgreSQL, in a role that deploy/postgres.sh makes, behind deploy/nginx.conf, and that behind deploy/tls.conf.
# Members sign in on the site, check in and pay; one replica is killed on the way.
#   bash tests/deploy.sh [folder of the published program]
set -euo pipefail
PATH=$PATH:/usr/sbin
cd "$(dirname "$0")/.."
app=$(realpath "${1:-artifacts/app}")
[ -f "$app/Rewards.Api.dll" ] || { echo "Publish first: dotnet publish src/Rewards.Api -c Release --use-current-runtime -o $app" >&2; exit 2; }
work=$(mktemp -d)
chmod 755 "$work"
first=${REWARDS_DEPLOY_PORT:-48080} second=$((${REWARDS_DEPLOY_PORT:-48080} + 1))
site=http://127.0.0.1:$((first + 2)) plain=$((first + 3)) secure=$((first + 4))
declare -A replica=()
nginx=()
failing_over=

export REWARDS_POSTGRES_FOLDER=$work/postgres/server REWARDS_POSTGRES_PORT=$((first + 5)) REWARDS_POSTGRES_OWNER=postgres
export REWARDS_POSTGRES_INITDB=--auth-host=scram-sha-256
mkdir -m 777 "$work/postgres"

tidy() {
    for pid in "${replica[@]}" "${nginx[@]}"; do kill -9 "$pid" 2> /dev/null || true; done
    bash tests/postgres.sh stop 2> /dev/null || true
    rm -rf "$work"
}
trap tidy EXIT
say() { printf '%5ss  %s\n' "$SECONDS" "$*"; }
fail() { echo "deploy: $*" >&2; tail -n 15 "$work"/*.log >&2; exit 1; }

until_well() {
    for _ in $(seq 240); do
        if curl -sf "$1/health/ready" > /dev/null 2>&1; then return; fi
        sleep 0.25
    done
    fail "$1 is not ready after a minute"
}

rewards() {
    env --chdir="$work" ASPNETCORE_ENVIRONMENT=Development Service__TrustedProxies__0=127.0.0.1 "Keys__File=$work/rewards.keys" \
        "ConnectionStrings__Rewards=Host=127.0.0.1;Port=$REWARDS_POSTGRES_PORT;Database=rewards;Username=rewards;Password=its-own" \
        dotnet "$app/Rewards.Api.dll" "$@"
}

start_replica() {
    ASPNETCORE_URLS=http://127.0.0.1:$1 rewards > "$work/replica-$1.log" 2>&1 &
    replica[$1]=$!
    until_well "http://127.0.0.1:$1"
}

# start_nginx FILE SED…: in the foreground, as a child of ours; where it would write below /var, it writes here.
start_nginx() {
    local file=$1 temporary
    shift
    mkdir -p "$work/temporary"
    temporary=$(for kind in client_body proxy fastcgi uwsgi scgi; do printf '%s_temp_path %s;' "$kind" "$work/temporary/$kind"; done)
    sed "$@" -e "s#^http {#http { $temporary#" "$file" > "$work/$(basename "$file")"
    nginx -t -q -c "$work/$(basename "$file")" -g "pid $work/$(basename "$file").pid;" || fail "nginx does not take $file"
    nginx -c "$work/$(basename "$file")" -g "daemon off; pid $work/$(basename "$file").pid;" 2> "$work/$(basename "$file").log" &
    nginx+=($!)
}

# A browser with the cookies of one person; follows redirects, and prints the last page.
browse() { curl -sS -L --fail-with-body --cacert "$work/certificate.pem" -b "$work/cookies-$person" -c "$work/cookies-$person" "$@"; }

field() { grep -oE "$1" <<< "$page" | head -n 1 | sed -E "s#$1#\\1#; s/&amp;/\\&/g; s/&quot;/\"/g; s/&#x27;/'/g; s/&#x2B;/+/g"; }

submit() {
    local path=$1
    shift
    page=$(browse "$from$path")
    page=$(browse "$from$path" --data-urlencode "__RequestVerificationToken=$(field 'name="__RequestVerificationToken" type="hidden" value="([^"]+)"')" "$@")
}

# sign_in SITE: by the links and forms that the pages have.
sign_in() {
    local choice
    from=$1
    page=$(browse "$from/sign-in/wechat?return=/invite")
    choice=$(field 'href="([^"]*person=alice&amp;[^"]*)"')
    [ -n "$choice" ] || fail "the fake WeChat offers nobody: $page"
    page=$(browse "$from${choice/person=alice/person=$person}")
    [[ $page == *'name="accepted"'* ]] || fail "a newcomer sees no terms: $page"
    submit /welcome --data-urlencode accepted=true
    [[ $page == *"$from/i/"* ]] || fail "the page after signing in has no link of $from: $page"
}

# pay CODE: as a till does that got no answer, it sends the same request with the same key again.
pay() {
    local key=$person-$RANDOM$RANDOM$RANDOM
    curl -sS --fail-with-body "$from/v1/redemptions" --cacert "$work/certificate.pem" -H 'Authorization: Bearer rk_test_bookshop' \
        -H 'Content-Type: application/json' -H "Idempotency-Key: $key" \
        -d '{"member_code":"'"$1"'","order_no":"'"$key"'","points":200,"capture":true,"items":[{"name":"三体","quantity":1,"unit_price_fen":8800}]}'
}

morning() {
    local points paid
    submit /
    page=$(browse "$from/")
    points=$(field 'id="points">([0-9]+)<')
    [ "$points" = 305 ] || fail "$person has $points points after checking in"
    page=$(browse "$from/code")
    paid=$(pay "$(field 'member_code&quot;:&quot;([^&]+)&')") || fail "the till: $paid"
    [[ $paid == *'"status":"captured"'* ]] || fail "the till: $paid"
    page=$(browse "$from/")
    points=$(field 'id="points">([0-9]+)<')
    [ "$points" = 105 ] || fail "$person has $points points after paying with 200"
}

visit() {
    person=$1
    sign_in "$2"
    morning
    say "$person signed in at $2, accepted the terms, checked in and paid$failing_over"
}

served_by() { grep -c "127.0.0.1:$1" "$work/upstreams" || true; }

bash tests/postgres.sh start > /dev/null
POSTGRES_PASSWORD=its-own PGHOST=$REWARDS_POSTGRES_FOLDER PGPORT=$REWARDS_POSTGRES_PORT sh deploy/postgres.sh > /dev/null
role=$(PGPASSWORD=its-own psql -h 127.0.0.1 -p "$REWARDS_POSTGRES_PORT" -U rewards -d rewards -Atc 'SELECT rolsuper, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user')
[ "$role" = "f|f|f" ] || fail "the service's role may too much: $role"
say "PostgreSQL has a database, and a role for it that may nothing else"

start_replica "$first"
start_replica "$second"
say "two replicas are ready"

openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=points.example -addext subjectAltName=DNS:points.example,DNS:localhost \
    -keyout "$work/key.pem" -out "$work/certificate.pem" 2> /dev/null
start_nginx deploy/nginx.conf -e "s#rewards-1:8080#127.0.0.1:$first#; s#rewards-2:8080#127.0.0.1:$second#; s#listen 80;#listen 127.0.0.1:${site##*:};#" \
    -e "s#172.31.77.1\b#127.0.0.1#; s#access_log off;#log_format upstreams \$upstream_addr; access_log $work/upstreams upstreams;#"
printf 'events {}\nhttp {\naccess_log off;\n' | cat - deploy/tls.conf <(echo '}') > "$work/whole.conf"
start_nginx "$work/whole.conf" -e "s#listen \(.*\)80;#listen \1$plain;#; s#listen \(.*\)443 ssl;#listen \1$secure ssl;#; s#127.0.0.1:8080#127.0.0.1:${site##*:}#" \
    -e "s#/etc/ssl/points.example/fullchain.pem#$work/certificate.pem#; s#/etc/ssl/points.example/privkey.pem#$work/key.pem#"
until_well "$site"
say "nginx takes both files as they are shipped"

for number in 1 2 3; do visit "visitor$number" "$site"; done
visit visitor4 "http://localhost:${site##*:}"
[ "$(served_by "$first")" -gt 0 ] && [ "$(served_by "$second")" -gt 0 ] || fail "one replica did all the work"
say "both replicas served: $(served_by "$first") and $(served_by "$second") calls"

visit visitor5 "https://localhost:$secure"
grep -q '__Host-rewards' "$work/cookies-visitor5" || fail "the cookie does not say that it came over HTTPS"
claimed=$(curl -sS -o /dev/null -w '%{redirect_url}' --interface 127.0.0.2 -H 'X-Forwarded-Proto: https' "$site/sign-in/wechat")
[[ $claimed == *redirect_uri=http%3A* ]] || fail "anybody is believed about HTTPS: $claimed"
[ "$(curl -sS -o /dev/null -w '%{http_code} %{redirect_url}' -H 'Host: points.example' "http://127.0.0.1:$plain/me")" = "301 https://points.example/me" ] \
    || fail "plain HTTP is not sent to HTTPS"
say "TLS is ended before it, and only the proxy that ends it is believed"

kill -9 "${replica[$first]}"
failing_over=", with one replica dead"
for number in 6 7; do visit "visitor$number" "$site"; done
start_replica "$first"
: > "$work/upstreams"
failing_over=
sleep 2
for number in 8 9; do visit "visitor$number" "$site"; done
[ "$(served_by "$first")" -gt 0 ] || fail "the replica that was started again gets no calls"
say "the replica that was killed serves again"

for port in "$first" "$second"; do
    kill -TERM "${replica[$port]}"
    wait "${replica[$port]}" || fail "a replica ended with $?"
    unset "replica[$port]"
done
rewards verify > "$work/verify.log" || fail "the ledger has findings"
say "both stopped in order: $(tail -n 1 "$work/verify.log")"
