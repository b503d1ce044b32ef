#!/usr/bin/env bash
# scores.sh: put the table of outcomes into the job's summary. Files with errors are left out of it; validate.sh says why.
set -euo pipefail

limit=900000 # bytes; GitHub takes a mebibyte from each step
scores=$RUNNER_TEMP/prevent-assure-scores.md
code=0
"$PREVENT_ASSURE" -C "$WORKSPACE" score --format md >"$scores" 2>/dev/null || code=$?
if [ "$code" -gt 1 ]; then
    "$PREVENT_ASSURE" -C "$WORKSPACE" score --format md >/dev/null || exit $?
fi
if [ "$(wc -c <"$scores")" -gt "$limit" ]; then
    # Whole lines only: half a row is no row.
    head -c "$limit" "$scores" | sed '$d' >>"$GITHUB_STEP_SUMMARY"
    printf '\nThere are more authorities than a summary holds.\n' >>"$GITHUB_STEP_SUMMARY"
else
    cat "$scores" >>"$GITHUB_STEP_SUMMARY"
fi
