#!/usr/bin/env bash
# Tries deploy/ as it is shipped, with addresses of this machine in place of the containers': two published processes on
# one PostgreSQL, in a role that deploy/postgres.sh makes, behind deploy/nginx.conf, and that behind deploy/tls.conf.
# Members sign in on the site, check in, pay at a till and for tickets online; one replica is killed on the way.
#   bash tests/deploy.sh [folder of the published program]
set -Eeuo pipefail
cd "$(dirname "$0")/.."
name=deploy
app=$(realpath "${1:-artifacts/app}")
port=${REWARDS_DEPLOY_PORT:-48080}
. tests/machine.sh
first=$port second=$((port + 1)) site=http://127.0.0.1:$((port + 2)) plain=$((port + 3)) secure=$((port + 4))
declare -A replica=()
failing_over=

until_well() {
    for _ in $(seq 480); do
        if curl -sf "$1/health/ready" > /dev/null 2>&1; then return; fi
        kill -0 "${ours[-1]}" 2> /dev/null || fail "what should serve $1 has ended"
        sleep 0.25
    done
    fail "$1 is not ready after two minutes"
}

# In a shell of its own that it replaces, so that signals reach it. How fast this machine is, is not what is tried here.
rewards() {
    exec env --chdir="$work" ASPNETCORE_ENVIRONMENT=Development Service__TrustedProxies__0=127.0.0.1 "Keys__File=$work/rewards.keys" \
        "ConnectionStrings__Rewards=$postgres" Ledger__LongestWaitMilliseconds=30000 \
        dotnet "$app/Rewards.Api.dll" "$@"
}

start_replica() {
    ASPNETCORE_URLS=http://127.0.0.1:$1 rewards > "$work/replica-$1.log" 2>&1 &
    replica[$1]=$!
    ours+=($!)
    until_well "http://127.0.0.1:$1"
}

# A browser with the cookies of one person; follows redirects, and prints the last page.
browse() { curl -sS -L --fail-with-body --cacert "$work/certificate.pem" -b "$work/cookies-$person" -c "$work/cookies-$person" "$@"; }

# The first place in the page that fits; what the pattern has in parentheses, as a browser reads it.
field() {
    grep -oE "$1" <<< "$page" | sed -nE "1{s#$1#\\1#; s/&amp;/\\&/g; s/&quot;/\"/g; s/&#x27;/'/g; s/&#x2B;/+/g; p}"
}

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

# As a member's phone calls the API.
api() {
    local path=$1
    shift
    curl -sS --fail-with-body "$from$path" --cacert "$work/certificate.pem" -H 'Content-Type: application/json' -H "Idempotency-Key: $person-$RANDOM$RANDOM$RANDOM" "$@"
}

# A ticket for the tower in a week or two, whose cash is paid at the sandbox's Stripe: by the buttons that the pages have.
buy() {
    local bearer tower slot order
    bearer="Authorization: Bearer $(api /v1/member/sessions -d '{"wechat_code":"sandbox-'"$person"'"}' | sed 's/.*"access_token":"\([^"]*\)".*/\1/')"
    tower=$(api /v1/offers -G --data-urlencode q=神农塔 -d limit=1 | grep -oE 'ofr_[a-z0-9]+' | sed 1q)
    slot=$(api "/v1/offers/$tower/slots" | grep -oE 'slt_[a-z0-9]+' | tail -n 1)
    order=$(api /v1/member/orders -H "$bearer" -d '{"offer_id":"'"$tower"'","slot_id":"'"$slot"'","quantity":1,"accept_version":1}' | grep -oE 'ord_[a-z0-9]+' | sed 1q)
    page=$(browse "$from/orders/$order")
    page=$(browse "$from/orders/$order/pay" --data-urlencode "__RequestVerificationToken=$(field 'name="__RequestVerificationToken" type="hidden" value="([^"]+)"')" \
        --data-urlencode "key=$(field 'name="key" value="([^"]+)"')")
    page=$(browse "$(field 'id="go-pay" href="([^"]+)"')")
    page=$(browse "$from$(field 'action="([^"]+/pay)"')" -d '')
    [[ $page == *ticket__code* ]] || fail "$person paid, and has no ticket: $page"
}

visit() {
    person=$1
    sign_in "$2"
    morning
    buy
    say "$person signed in at $2, accepted the terms, checked in, paid, and has a ticket that was paid online$failing_over"
}

served_by() { grep -c "127.0.0.1:$1" "$work/upstreams" || true; }

start_postgres
role=$(PGPASSWORD=its-own psql -h 127.0.0.1 -p "$REWARDS_POSTGRES_PORT" -U rewards -d rewards -Atc 'SELECT rolsuper, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user')
[ "$role" = "f|f|f" ] || fail "the service's role may too much: $role"
say "PostgreSQL has a database, and a role for it that may nothing else"

start_replica "$first"
start_replica "$second"
say "two replicas are ready"

make_certificate
start_nginx deploy/nginx.conf -e "s#rewards-1:8080#127.0.0.1:$first#; s#rewards-2:8080#127.0.0.1:$second#; s#listen 80;#listen 127.0.0.1:${site##*:};#" \
    -e "s#172.31.77.1\b#127.0.0.1#; s#access_log off;#log_format upstreams \$upstream_addr; access_log $work/upstreams upstreams;#"
start_tls "$plain" "$secure" "${site##*:}"
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
wait "${replica[$first]}" 2> /dev/null || true
failing_over=", with one replica dead"
for number in 6 7; do visit "visitor$number" "$site"; done
start_replica "$first"
: > "$work/upstreams"
failing_over=
sleep 2
for number in 8 9; do visit "visitor$number" "$site"; done
[ "$(served_by "$first")" -gt 0 ] || fail "the replica that was started again gets no calls"
say "the replica that was killed serves again"

for one in "$first" "$second"; do
    kill -TERM "${replica[$one]}"
    wait "${replica[$one]}" || fail "a replica ended with $?"
done
( rewards verify ) > "$work/verify.log" || fail "the ledger has findings"
say "both stopped in order: $(tail -n 1 "$work/verify.log")"
