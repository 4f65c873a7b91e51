#!/bin/sh
# Sees to Chromium for the journeys: installs Debian's where that is allowed, else names in one line what is missing.
set -eu
PACKAGES="chromium fonts-liberation2" # fonts-liberation lacks most Vietnamese letters

[ -x /usr/bin/chromium ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "test: installing $PACKAGES"
    # shellcheck disable=SC2086 # two package names
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $PACKAGES; } >/dev/null &&
        exit 0
    [ "${CI:-}" != true ] || exit 1
fi
echo "test: no browser, so the journeys are skipped; to run them: apt-get install $PACKAGES" >&2
