#!/usr/bin/env bash
# Does what "First start in Production" in README.md says, word for word, on a SQLite file and on PostgreSQL, behind
# deploy/tls.conf. Only names and paths are other ones: this machine's ports, its own certificate, folders of its own.
#   bash tests/first-start.sh [folder of the published program]
set -Eeuo pipefail
cd "$(dirname "$0")/.."
name=first-start
app=$(realpath "${1:-artifacts/app}")
port=${REWARDS_FIRST_START_PORT:-48100}
. tests/machine.sh
secure=$((port + 1)) behind=$((port + 2)) site=https://points.example

# What stands in code under the heading, wherever in the documents that is, until the next heading.
commands() {
    { cat README.md docs/*.md 2> /dev/null || true; } | awk '
        /^(\*\*|#+ )First start in Production/ { inside = 1; next }
        /^(\*\*|#+ )/ { inside = 0 }
        /^```/ { code = !code && /^```bash/; next }
        inside && code'
}

# What must hold afterwards, in the same shell: the service is its child.
checks() {
    cat <<'CHECKS'
answers() { local got; got=$(curl -s -o "$PWD/answer" -w '%{http_code}' "${@:2}"); [ "$got" = "$1" ] || { echo "$got, not $1: ${*:2} $(cat "$PWD/answer")"; exit 1; }; }
answers 200 https://points.example/health/live
answers 200 https://points.example/terms
answers 200 https://points.example/v1/operator/programme -H "Authorization: Bearer $ADMIN"
answers 422 https://points.example/v1/quotes -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' \
    -d '{"member_code":"nobody","items":[{"name":"book","quantity":1,"unit_price_fen":100}]}'
grep -q '"member_code_invalid"' "$PWD/answer"
answers 401 https://points.example/v1/redemptions -H 'Authorization: Bearer rk_test_bookshop'
answers 404 https://points.example/sandbox/clock
answers 404 https://points.example/sandbox/wechat/sns/oauth2/access_token?code=sandbox-alice
answers 404 https://points.example/swagger
[ "$(curl -s -o /dev/null -w '%{http_code}' "$ASPNETCORE_URLS/v1/member")" = 421 ]
location=$(curl -s -o /dev/null -w '%{redirect_url}' https://points.example/sign-in/wechat)
[[ $location == https://open.weixin.qq.com/connect/oauth2/authorize?appid=*redirect_uri=https%3A%2F%2Fpoints.example%2Fsign-in%2Fcallback* ]]
dotnet app/Rewards.Api.dll verify
kill %1
wait %1
CHECKS
}

# first_start ENGINE CONNECTION
first_start() {
    local folder=$work/$1 pid
    mkdir -p "$folder"
    ln -s "$app" "$folder/app"
    commands > "$folder/readme"
    grep -q 'keys init' "$folder/readme" || fail "README.md has no commands in that section"
    sed -e "s#Data Source=/var/lib/rewards/rewards.db#$2#; s#/var/lib/rewards#$folder/data#g; s#/etc/rewards#$folder/keys#g" \
        -e "s#127.0.0.1:8080#127.0.0.1:$behind#g; s#YOUR-APP-ID#wx$(openssl rand -hex 8)#; s#YOUR-SECRET#$(openssl rand -hex 16)#" \
        "$folder/readme" > "$folder/script"
    checks >> "$folder/script"
    printf 'cacert = "%s"\nconnect-to = "points.example:443:127.0.0.1:%s"\n' "$work/certificate.pem" "$secure" > "$folder/.curlrc"
    ( cd "$folder" && CURL_HOME=$folder bash -euo pipefail script ) > "$work/$1.log" 2>&1 || fail "on $1, the README's commands end with $?"
    ! grep -E '^(fail|crit):' "$work/$1.log" || fail "on $1, the log has errors"
    say "$1: the README's commands work, word for word"
}

start_postgres
make_certificate
start_tls "$port" "$secure" "$behind"
first_start SQLite "Data Source=$work/SQLite/data/rewards.db"
first_start PostgreSQL "$postgres"
