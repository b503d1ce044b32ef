#!/usr/bin/env bash
# changes_of_fork.sh: write what a pull request from a fork changes to $CHANGES. Its commits are fetched and read as data:
# nothing of them is checked out or run. PULL_REQUEST, BASE_REF and HEAD_SHA say which; GITHUB_TOKEN fetches.
set -euo pipefail

# In the environment and not on the command line, where other processes could see it.
export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0="http.$GITHUB_SERVER_URL/.extraheader"
GIT_CONFIG_VALUE_0="AUTHORIZATION: basic $(printf 'x-access-token:%s' "$GITHUB_TOKEN" | base64 | tr -d '\n')"
export GIT_CONFIG_VALUE_0
git -c core.hooksPath=/dev/null fetch --quiet --no-tags --no-recurse-submodules origin \
    "+refs/heads/$BASE_REF:refs/prevent-assure/base" "+refs/pull/$PULL_REQUEST/head:refs/prevent-assure/head"
unset GIT_CONFIG_COUNT GIT_CONFIG_KEY_0 GIT_CONFIG_VALUE_0 GITHUB_TOKEN

if [ "$(git rev-parse refs/prevent-assure/head)" != "$HEAD_SHA" ]; then
    echo "The pull request has newer commits; their own run will say what they change."
    echo "current=false" >>"$GITHUB_OUTPUT"
    exit 0
fi
base=$(git merge-base refs/prevent-assure/base "$HEAD_SHA")
code=0
"$PREVENT_ASSURE" -C "$WORKSPACE" diff "$base..$HEAD_SHA" --format md >"$CHANGES" 2>/dev/null || code=$?
if [ "$code" -gt 1 ]; then
    "$PREVENT_ASSURE" -C "$WORKSPACE" diff "$base..$HEAD_SHA" --format md >/dev/null || exit $?
fi
echo "current=true" >>"$GITHUB_OUTPUT"
