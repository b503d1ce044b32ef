#!/bin/sh
# lock.sh: pin the newest dependencies that pyproject.toml allows, with hashes, for each system and each Python from 3.11.
# requirements/run.txt is what the installed command needs; requirements/all.txt adds every extra, requirements/dev.txt the
# tools; both hold to the same versions. bench/rivals/ is what `make bench` measures against, each in an environment of its own.
set -eu
cd "$(dirname "$0")/.."
command -v uv >/dev/null || { echo "lock: needs uv (https://docs.astral.sh/uv/)" >&2; exit 1; }
command -v npm >/dev/null || { echo "lock: needs npm (https://nodejs.org/)" >&2; exit 1; }

pin() {
    uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate \
        --default-index https://pypi.org/simple --custom-compile-command "make lock" "$@"
}

pin pyproject.toml --output-file requirements/run.txt
pin pyproject.toml --all-extras --constraints requirements/run.txt --output-file requirements/all.txt
pin pyproject.toml --group dev --all-extras --constraints requirements/all.txt --output-file requirements/dev.txt

pin_rival() {
    name=$1
    shift
    printf '%s\n' "$@" | pin - --output-file "bench/rivals/$name.txt"
}

pin_rival check-jsonschema check-jsonschema
pin_rival check-jsonschema-clib check-jsonschema ruamel.yaml.clib
pin_rival sourcemeta sourcemeta-jsonschema
pin_rival mkdocs mkdocs
(cd bench/rivals && npm install --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund)
