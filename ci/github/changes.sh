#!/usr/bin/env bash
# changes.sh: write what the pull request changes in meaning to $CHANGES, and say so in the job's summary.
# BASE_SHA and HEAD_SHA are the pull request's. HEAD is what is checked out: most often the request merged into its base.
set -euo pipefail

if [ "$(git rev-parse --verify --quiet 'HEAD^2' || true)" = "$HEAD_SHA" ]; then
    base=$(git rev-parse 'HEAD^1')
elif ! base=$(git merge-base "$BASE_SHA" HEAD); then
    echo "::error title=prevent-assure::The history that shows the changes is not here: give actions/checkout fetch-depth 0"
    exit 2
fi

code=0
"$PREVENT_ASSURE" -C "$WORKSPACE" diff "$base..HEAD" --format md >"$CHANGES" 2>/dev/null || code=$?
if [ "$code" -gt 1 ]; then
    "$PREVENT_ASSURE" -C "$WORKSPACE" diff "$base..HEAD" --format md >/dev/null || exit $?
fi
printf '\n' | cat - "$CHANGES" >>"$GITHUB_STEP_SUMMARY"
