#!/usr/bin/env bash
# changes.sh: write what the merge request changes in meaning to prevent-assure-changes.md, and comment where one may.
# The job's own token may not comment. Where PREVENT_ASSURE_TOKEN is not set, the file is an artifact and no more.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
changes=prevent-assure-changes.md

if ! git merge-base --is-ancestor "$CI_MERGE_REQUEST_DIFF_BASE_SHA" HEAD; then
    echo "changes: the history that shows the changes is not here: give the job GIT_DEPTH 0" >&2
    exit 2
fi
range=$CI_MERGE_REQUEST_DIFF_BASE_SHA..HEAD
code=0
"$PREVENT_ASSURE" -C "$PREVENT_ASSURE_WORKSPACE" diff "$range" --format md >"$changes" || code=$?
if [ "$code" -gt 1 ]; then exit "$code"; fi

if [ -n "${PREVENT_ASSURE_TOKEN:-}" ]; then
    WORKSPACE="$PREVENT_ASSURE_WORKSPACE" "${PYTHON:-python3}" -I "$here/../forge.py" comment "$changes"
else
    echo "No PREVENT_ASSURE_TOKEN is set, so nothing is commented; $changes is an artifact of this job."
fi
