#!/usr/bin/env bash
# validate.sh: put what is wrong at its lines, as annotations, and say in the step's outputs whether anything is.
# PREVENT_ASSURE is the command; WORKSPACE, STRICT, SELECT and IGNORE are the action's inputs.
set -euo pipefail

words=(validate --format github)
if [ "$STRICT" = true ]; then words+=(--strict); fi
if [ -n "$SELECT" ]; then words+=(--select "$SELECT"); fi
if [ -n "$IGNORE" ]; then words+=(--ignore "$IGNORE"); fi

code=0
"$PREVENT_ASSURE" -C "$WORKSPACE" "${words[@]}" || code=$?
if [ "$code" -gt 1 ]; then exit "$code"; fi
if [ "$code" = 0 ]; then valid=true; else valid=false; fi
echo "valid=$valid" >>"$GITHUB_OUTPUT"
