#!/bin/sh
# Sees to a Java for Spark's tests: installs Debian's where that is allowed, else names in one line what is missing.
set -eu
PACKAGE=openjdk-17-jre-headless

command -v java >/dev/null && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "test: installing $PACKAGE"
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$PACKAGE"; } >/dev/null &&
        exit 0
    [ "${CI:-}" != true ] || exit 1
fi
echo "test: no Java, so Spark is not tested; to test it: apt-get install $PACKAGE" >&2
