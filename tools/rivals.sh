#!/bin/sh
# rivals.sh FOLDER: install what `make bench` measures against into FOLDER, each in an environment of its own, as bench/rivals
# pins it. What cannot be had is said and left out: its line of the table then says so. PYTHON is the checkout's.
set -u
root=$(cd "$(dirname "$0")/.." && pwd)
pins=$root/bench/rivals
case $PYTHON in /*) ;; *) PYTHON=$root/$PYTHON ;; esac
mkdir -p "$1"
cd "$1" || exit 1

from_pypi() { # from_pypi NAME
    cmp -s "$pins/$1.txt" "$1/.installed" && return
    echo "Installing $1 (once) ..."
    rm -rf "$1"
    PYTHON="$PYTHON" "$root/tools/make_venv.sh" "$1" &&
        "$1/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary :all: \
            -r "$pins/$1.txt" &&
        cp "$pins/$1.txt" "$1/.installed"
}

from_npm() {
    cmp -s "$pins/package-lock.json" npm/.installed && return
    command -v node >/dev/null && command -v npm >/dev/null || return
    echo "Installing ajv-cli (once) ..."
    rm -rf npm
    mkdir npm &&
        cp "$pins/package.json" "$pins/package-lock.json" npm &&
        (cd npm && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) &&
        cp npm/package-lock.json npm/.installed
}

for name in check-jsonschema check-jsonschema-clib sourcemeta mkdocs; do
    from_pypi "$name" || { rm -rf "$name"; echo "rivals: $name cannot be had" >&2; }
done
from_npm || { rm -rf npm; echo "rivals: ajv-cli cannot be had; it needs Node.js and npm" >&2; }
