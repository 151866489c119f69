#!/usr/bin/env bash
# Puts uv, pinned, into .cache/uv. Usage: ensure_uv.sh PYTHON VERSION
set -euo pipefail
python=$1
version=$2

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Kiosk needs Python 3.11 or newer. Name another one: make PYTHON=python3.12 ..." >&2
    exit 1
fi
if ! "$python" -m venv .cache/uv >/dev/null 2>&1; then
    rm -rf .cache/uv
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null
        "$python" -m venv .cache/uv
    else
        echo "This Python has no venv module. On Debian or Ubuntu: sudo apt-get install python3-venv" >&2
        exit 1
    fi
fi
.cache/uv/bin/python -m pip install --quiet --disable-pip-version-check "uv==$version"
