#!/bin/sh
# lock.sh: pin the newest dependencies that pyproject.toml allows, with hashes, for each system and each Python from 3.11.
# requirements/run.txt is what the installed command needs; requirements/all.txt adds every extra, requirements/dev.txt the
# tools; both hold to the same versions.
set -eu
cd "$(dirname "$0")/.."
command -v uv >/dev/null || { echo "lock: needs uv (https://docs.astral.sh/uv/)" >&2; exit 1; }

pin() {
    uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate \
        --default-index https://pypi.org/simple --custom-compile-command "make lock" pyproject.toml "$@"
}

pin --output-file requirements/run.txt
pin --all-extras --constraints requirements/run.txt --output-file requirements/all.txt
pin --group dev --all-extras --constraints requirements/all.txt --output-file requirements/dev.txt
