#!/bin/sh
# make_venv.sh FOLDER: make a virtual environment with pip in FOLDER, unless one is there that works.
# PYTHON names the interpreter; else the first of the usual names that is Python 3.11 or newer is taken.
set -eu
folder=$1

fail() {
    printf 'make_venv: %s\n' "$1" >&2
    exit 1
}

will_do() {
    command -v "$1" >/dev/null 2>&1 && "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

works() {
    [ -x "$folder/bin/python" ] && will_do "$folder/bin/python" && "$folder/bin/python" -m pip --version >/dev/null 2>&1
}

if works; then exit 0; fi

python=${PYTHON:-}
if [ -n "$python" ]; then
    will_do "$python" || fail "PYTHON=$python is not a Python 3.11 or newer"
else
    for name in python3 python3.14 python3.13 python3.12 python3.11 python; do
        if will_do "$name"; then
            python=$name
            # Debian's python3 comes without ensurepip: one that has it is better.
            if "$name" -c 'import ensurepip, venv' 2>/dev/null; then break; fi
        fi
    done
    [ -n "$python" ] || fail "no Python 3.11 or newer was found; install one, or name it: make PYTHON=/path/to/python3.12"
fi

if "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    "$python" -m venv --clear "$folder"
elif "$python" -c 'import venv, pip' 2>/dev/null; then
    "$python" -m venv --clear --without-pip "$folder"
    "$python" -m pip --python "$folder/bin/python" install --quiet --disable-pip-version-check pip
else
    fail "$python cannot make virtual environments; on Debian or Ubuntu: apt install python3-venv"
fi
works || fail "the environment in $folder does not work; remove it and try again"
