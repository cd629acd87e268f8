#!/usr/bin/env bash
# Builds the Dockerfile and runs the image as a container's host would: as its own user, with a root that can't be written,
# and a /data that stays. Base images are pulled; where no registry can be reached they are stood in by a minimal Debian and
# this machine's own .NET, and kept for the next time. Needs root, buildah and debootstrap:
#   bash tests/image.sh
set -Eeuo pipefail
cd "$(dirname "$0")/.."
export BUILDAH_ISOLATION=chroot
work=$(mktemp -d)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])' 2> /dev/null || echo 18080)
address=http://localhost:$port
container= served=

tidy() {
    [ -z "$served" ] || kill -9 "$served" 2> /dev/null || true
    [ -z "$container" ] || buildah rm "$container" > /dev/null 2>&1 || true
    rm -rf "$work"
}
trap tidy EXIT
say() { printf '%5ss  %s\n' "$SECONDS" "$*"; }
fail() {
    trap - ERR
    echo "image: $*" >&2
    tail -n 30 "$work/log" >&2 || true
    exit 1
}
trap 'fail "line $LINENO"' ERR

# What stands-in are made of: packages of this machine's own Debian (or what is made of it), from where its apt gets them.
debian() {
    ! buildah inspect --type image localhost/rewards-debian > /dev/null 2>&1 || return 0
    local release mirror libraries made root
    release=$(. /etc/os-release && echo "$VERSION_CODENAME")
    mirror=$(apt-get indextargets --format '$(CODENAME) $(REPO_URI)' 'Created-By: Packages' | awk -v r="$release" '$1 == r { print $2; exit }')
    libraries=$(apt-cache pkgnames lib | grep -xE 'libicu[0-9]+|libssl3(t64)?|libstdc\+\+6' | paste -sd,)
    debootstrap --variant=minbase --include="ca-certificates,tzdata,zlib1g,$libraries" "$release" "$work/debian" "$mirror" > "$work/log" \
        || fail "debootstrap failed"
    made=$(buildah from scratch)
    root=$(buildah mount "$made")
    cp -a "$work/debian/." "$root/"
    cp -L --remove-destination /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
    rm -rf "$work/debian" "$root/var/cache/apt" "$root/var/lib/apt/lists"
    buildah umount "$made" > /dev/null
    buildah commit -q --rm "$made" localhost/rewards-debian > /dev/null
}

# stand_in NAME FILL OPTIONS…: an image of a minimal Debian, filled by a function that gets its root folder.
stand_in() {
    local name=$1 fill=$2 made root
    shift 2
    debian
    made=$(buildah from --pull-never localhost/rewards-debian)
    root=$(buildah mount "$made")
    "$fill" "$root"
    buildah umount "$made" > /dev/null
    buildah config "$@" "$made"
    buildah commit -q --rm "$made" "$name" > /dev/null
}

dotnet_home=$(dirname "$(readlink -f "$(command -v dotnet)")")
fill_sdk() {
    mkdir -p "$1/usr/share/dotnet" "$1/root/.nuget/NuGet"
    cp -a "$dotnet_home/." "$1/usr/share/dotnet/"
    ln -sf /usr/share/dotnet/dotnet "$1/usr/bin/dotnet"
    cp ~/.nuget/NuGet/NuGet.Config "$1/root/.nuget/NuGet/" 2> /dev/null || true
}

# As the chiseled image: no shell, a user of its own.
fill_runtime() {
    mkdir -p "$1/usr/share/dotnet" "$1/home/app"
    cp -a "$dotnet_home/dotnet" "$dotnet_home/host" "$dotnet_home/shared" "$1/usr/share/dotnet/"
    ln -sf /usr/share/dotnet/dotnet "$1/usr/bin/dotnet"
    echo 'app:x:1654:1654::/home/app:/bin/false' >> "$1/etc/passwd"
    echo 'app:x:1654:' >> "$1/etc/group"
    chown 1654:1654 "$1/home/app"
    rm -f "$1/bin/sh" "$1/bin/bash" "$1/bin/dash"
}

base() {
    local certificates=/etc/ssl/certs/ca-certificates.crt
    if buildah inspect --type image "$1" > /dev/null 2>&1; then
        say "$1 is here"
    elif timeout 120 buildah pull -q "$1" > /dev/null 2>&1; then
        say "$1 was pulled"
    else
        case $1 in
            *dotnet/sdk*) stand_in "$1" fill_sdk --env NUGET_CERT_REVOCATION_MODE=offline --env SSL_CERT_FILE=$certificates ;;
            *dotnet/aspnet*) stand_in "$1" fill_runtime --env APP_UID=1654 --env DOTNET_RUNNING_IN_CONTAINER=true ;;
            *) fail "nothing stands in for $1" ;;
        esac
        say "$1 is stood in"
    fi
}

of_image() { buildah inspect --type image --format "$1" localhost/rewards-test; }

# inside COMMAND…: in a container of its own, as the image says, as the first process there.
inside() {
    local user
    user=$(of_image '{{.OCIv1.Config.User}}')
    exec unshare --mount --pid --fork --kill-child bash -euc '
        root=$1 data=$2 user=$3
        shift 3
        touch "$root/etc/hosts"
        mount --bind "$root" "$root"
        mount -o remount,bind,ro "$root"
        mount --bind "$data" "$root/data"
        mount --bind /etc/hosts "$root/etc/hosts"
        mount --rbind /dev "$root/dev"
        mount -t proc proc "$root/proc"
        exec env -i PATH=/usr/local/bin:/usr/bin:/bin "${@:2:$1}" \
            unshare --root "$root" --wd /app --setuid "$user" --setgid "$user" "${@:$1 + 2}"' \
        - "$root" "$work/data" "$user" "${#environment[@]}" "${environment[@]}" "$@"
}

serve() {
    ( inside "${entrypoint[@]}" ) > "$work/log" 2>&1 &
    served=$!
    for _ in $(seq 120); do
        kill -0 "$served" 2> /dev/null || fail "it ended by itself"
        if ( inside "${entrypoint[@]}" health --address "$address" ) > /dev/null 2>&1; then return; fi
        sleep 0.25
    done
    fail "it did not get healthy within 30 s"
}

# The first process in the container, as this machine counts it.
first() { pgrep -P "$served"; }

stop() {
    local status=0 began=$SECONDS
    kill -TERM "$(first)"
    wait "$served" || status=$?
    served=
    [ "$status" -eq 0 ] || fail "it ended with $status"
    [ $((SECONDS - began)) -le 30 ] || fail "it took longer than 30 s to stop"
}

sign_in() {
    curl -sS --fail-with-body "$address/v1/member/sessions" -H 'Content-Type: application/json' -d '{"wechat_code":"sandbox-alice"}' \
        || fail "nobody can sign in"
}

grep -oE '^FROM +[^ ]+' Dockerfile | awk '{ print $2 }' | sed -E 's#^([^./]+)$#docker.io/library/\1#' | sort -u | while read -r name; do
    base "$name"
done

# The packages that were restored here already; a builder elsewhere fetches them.
packages=${NUGET_PACKAGES:-$HOME/.nuget/packages}
mkdir -p "$packages"
buildah bud -q --pull-never --format docker --volume "$packages:/root/.nuget/packages" -t rewards-test . > "$work/log" 2>&1 || fail "it can't be built"
say "the image is built: $(of_image '{{range .OCIv1.Config.Entrypoint}}{{.}} {{end}}') as user $(of_image '{{.OCIv1.Config.User}}')"

container=$(buildah from --pull-never localhost/rewards-test)
root=$(buildah mount "$container")
mkdir -m 755 "$work/data"
chmod 755 "$work"
chown --reference "$root/data" "$work/data"
mapfile -t environment < <(of_image '{{range .OCIv1.Config.Env}}{{.}}{{"\n"}}{{end}}' | grep .)
environment+=("ASPNETCORE_HTTP_PORTS=$port" ASPNETCORE_ENVIRONMENT=Development)
read -ra entrypoint <<< "$(of_image '{{range .OCIv1.Config.Entrypoint}}{{.}} {{end}}')"

serve
user=$(awk '/^Uid:/ { print $2 }' "/proc/$(first)/status")
[ "$user" = 1654 ] || fail "it runs as $user, and not as 1654"
say "it serves as user $user, with a root that can't be written, and says that it is healthy"

grep -q "is running in the sandbox" "$work/log" || fail "it greets nobody"
grep -q "$address/swagger" "$work/log" || fail "it does not say where it can be opened"
! grep -E '^(warn|fail|crit):|Exception|^ +at ' "$work/log" || fail "its first words are an error"
say "it greets, with addresses that can be opened"

session=$(sign_in)
[[ $session == *'"is_new":true'* ]] || fail "not a new member: $session"
say "a member signs in"

stop
say "it stops in order when told to"

serve
session=$(sign_in)
[[ $session == *'"is_new":false'* ]] || fail "the member is gone: $session"
stop
say "started on the same /data it knows the member"
