#!/usr/bin/env bash
# Asks Lighthouse, as a phone, about every page of the published site in a sandbox of its own; prints a table, and fails
# below 99 in performance or accessibility. Needs Node.js, Chromium and curl; takes about 12 s a page.
#   bash tests/lighthouse.sh [folder of the published program]
# With REWARDS_LIGHTHOUSE=FOLDER the reports stay there.
set -Eeuo pipefail
cd "$(dirname "$0")/.."
app=$(realpath "${1:-artifacts/app}")
[ -f "$app/Rewards.Api.dll" ] || { echo "Publish first: dotnet publish src/Rewards.Api -c Release --use-current-runtime -o $app" >&2; exit 2; }
site=http://127.0.0.1:${REWARDS_LIGHTHOUSE_PORT:-48090}
work=$(mktemp -d)
reports=${REWARDS_LIGHTHOUSE:-$work}
mkdir -p "$reports"
tidy() {
    [ -z "${service:-}" ] || kill "$service" 2> /dev/null || true
    rm -rf "$work"
}
trap tidy EXIT

(exec env --chdir="$work" ASPNETCORE_ENVIRONMENT=Development ASPNETCORE_URLS="$site" dotnet "$app/Rewards.Api.dll" > "$work/log" 2>&1) &
service=$!
for _ in $(seq 240); do
    if curl -sf "$site/health/ready" > /dev/null; then break; fi
    kill -0 "$service" || { cat "$work/log" >&2; exit 1; }
    sleep 0.25
done

# A browser with the cookies of one member; follows redirects, and prints the last page.
browse() { curl -sS -L --fail-with-body -b "$work/cookies" -c "$work/cookies" "$@"; }
first() { grep -oE "$1" | sed -nE "1{s#$1#\1#; s/&amp;/\&/g; s/&\#x2B;/+/g; p}"; }
submit() {
    local token
    token=$(browse "$site$1" | first 'name="__RequestVerificationToken" type="hidden" value="([^"]+)"')
    browse "$site$1" --data-urlencode "__RequestVerificationToken=$token" "${@:2}" > "$work/page"
}

# lighthouse PATH REPORT [FLAG…]
lighthouse() {
    npx --yes lighthouse@12.8.2 "$site$1" --quiet --output json --output-path "$2" "${@:3}" \
        --only-categories performance,accessibility,best-practices --chrome-flags="--headless --no-sandbox --disable-gpu \
        --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync" 2> "$work/said"
}

# measure NAME PATH [COOKIE]: the cookie goes as a header, which a stream of events does not take, so that /code loses
# points for good practice here.
failed=0
measure() {
    local headers=() score
    if [ -n "${3:-}" ]; then
        echo "{\"Cookie\":\"$3\"}" > "$work/headers.json"
        headers=(--extra-headers "$work/headers.json")
    fi
    # Its trace is lost now and then: asked twice.
    lighthouse "$2" "$reports/$1.json" "${headers[@]}" || lighthouse "$2" "$reports/$1.json" "${headers[@]}" \
        || { cat "$work/said" >&2; exit 1; }
    score=$(node -p "Object.values(require('$reports/$1.json').categories).map(it => Math.round(it.score * 100)).join(' | ')")
    printf '| %s | %s |\n' "$1" "$score"
    awk -F' [|] ' '{ exit $1 < 99 || $2 < 99 }' <<< "$score" || failed=1
}

# What a machine does once, for the first page that it draws, is not the page's.
lighthouse /sign-in "$work/first.json" || true
printf '| page | performance | accessibility | best practices |\n|---|---|---|---|\n'
code=$(browse "$site/sign-in/wechat?return=/invite" | first 'href="([^"]*person=alice&amp;[^"]*)"')
browse "$site$code" > "$work/page"
newcomer=$(awk '$6 != "rewards" && NF > 6 { print $6 "=" $7 }' "$work/cookies" | paste -sd ';')
measure welcome /welcome "$newcomer"
submit /welcome --data-urlencode accepted=true
invitation=$(first '(/i/[A-Z0-9]+)' < "$work/page")
for path in /sign-in "$invitation" /i/NOBODY /terms /privacy /merchants /rules /help /look; do
    name=$(cut -d / -f 2 <<< "$path")
    measure "visitor-$name$([ "$path" != /i/NOBODY ] || echo -unknown)" "$path"
done

member=rewards=$(awk '$6 == "rewards" { print $7 }' "$work/cookies")
measure member-home-before / "$member"
submit /
measure member-code /code "$member"
paid=$(browse "$site/code" | first 'member_code&quot;:&quot;([^&]+)&' | { read -r code; curl -sS --fail-with-body "$site/v1/redemptions" \
    -H 'Authorization: Bearer rk_test_bookshop' -H 'Content-Type: application/json' -H "Idempotency-Key: lighthouse-$RANDOM-$RANDOM" \
    -d '{"member_code":"'"$code"'","order_no":"lighthouse","points":200,"capture":true,"items":[{"name":"三体","quantity":1,"unit_price_fen":8800}]}'; })
redemption=$(first '^\{"id":"([^"]+)"' <<< "$paid")
measure member-code-paid /code "$member"
for path in / /entries /entries/all /entries/1 /redemptions "/redemptions/$redemption" /invite /me /merchants /rules /help /look "$invitation"; do
    name=$(sed -E 's#^/$#/home#; s#rdm_.*#one#; s#(/i)/.*#\1#; s#/#-#g' <<< "$path")
    measure "member$name" "$path" "$member"
done
exit "$failed"
