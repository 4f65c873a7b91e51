#!/bin/sh
# Makes .venv and installs the locked dependencies into it; PYTHON names the interpreter to start from.
set -eu
cd "$(dirname "$0")/.."
UV=uv==0.13.9
PYTHON=${PYTHON:-python3}

fail() {
    echo "setup: $*" >&2
    exit 1
}

if ! [ -x .venv/bin/pip ]; then
    command -v "$PYTHON" >/dev/null || fail "$PYTHON is missing: install python3 3.11 or newer, or name one: make setup PYTHON=python3.12"
    "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        fail "$("$PYTHON" --version) is too old: name Python 3.11 or newer, as in make setup PYTHON=python3.12"
    if ! "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null; then
        [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || fail "Python's venv is missing: apt-get install python3-venv"
        echo "setup: installing python3-venv"
        { apt-get update -q && apt-get install -q -y --no-install-recommends python3-venv; } >/dev/null ||
            fail "python3-venv could not be installed"
    fi
    echo "setup: .venv"
    "$PYTHON" -m venv .venv
fi
if [ "$(.venv/bin/uv --version 2>/dev/null | cut -d' ' -f2)" != "${UV#uv==}" ]; then
    .venv/bin/python -m pip install --quiet --disable-pip-version-check "$UV"
fi
echo "setup: Python packages"
UV_PROJECT_ENVIRONMENT=.venv VIRTUAL_ENV= exec .venv/bin/uv sync --locked --quiet
