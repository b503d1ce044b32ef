#!/bin/sh
# accept.sh [PYTEST ARGUMENTS]: build the package, install the wheel away from here, and run the acceptance tests on that command.
# The wheel is built from the sdist, so that both hold all that they need. PYTHON is the checkout's, with the pinned tools.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
case $PYTHON in /*) ;; *) PYTHON=$root/$PYTHON ;; esac
away=$(mktemp -d)
trap 'rm -rf "$away"' EXIT
trap 'exit 130' INT TERM

"$PYTHON" -m build --no-isolation --outdir "$away/dist" . >"$away/build.log" 2>&1 || { cat "$away/build.log" >&2; exit 1; }

PYTHON="$PYTHON" tools/make_venv.sh "$away/venv"
"$away/venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/all.txt
"$away/venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps "$away"/dist/*.whl
"$away/venv/bin/python" -m pip check

mkdir "$away/elsewhere"
cd "$away/elsewhere"
PREVENT_ASSURE_COMMAND=$away/venv/bin/prevent-assure
export PREVENT_ASSURE_COMMAND
"$PYTHON" -m pytest -c "$root/pyproject.toml" --rootdir "$root" -p no:cacheprovider "$root/tests/acceptance" "$@"
