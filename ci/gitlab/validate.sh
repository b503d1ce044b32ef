#!/usr/bin/env bash
# validate.sh: write the reports that GitLab shows in a merge request, and fail where something must be mended.
# PREVENT_ASSURE is the command. PREVENT_ASSURE_WORKSPACE, _STRICT, _SELECT and _IGNORE are the template's variables.
set -euo pipefail

words=(-C "$PREVENT_ASSURE_WORKSPACE" validate)
if [ "${PREVENT_ASSURE_STRICT:-}" = true ]; then words+=(--strict); fi
if [ -n "${PREVENT_ASSURE_SELECT:-}" ]; then words+=(--select "$PREVENT_ASSURE_SELECT"); fi
if [ -n "${PREVENT_ASSURE_IGNORE:-}" ]; then words+=(--ignore "$PREVENT_ASSURE_IGNORE"); fi

code=0
"$PREVENT_ASSURE" "${words[@]}" || code=$?
if [ "$code" -gt 1 ]; then exit "$code"; fi
# Findings make 1 of each of these, too; the code of the first one decides.
"$PREVENT_ASSURE" "${words[@]}" --format gitlab >gl-code-quality-report.json 2>/dev/null || [ $? = 1 ]
"$PREVENT_ASSURE" "${words[@]}" --format junit >prevent-assure-junit.xml 2>/dev/null || [ $? = 1 ]
"$PREVENT_ASSURE" -C "$PREVENT_ASSURE_WORKSPACE" score --format md >prevent-assure-scores.md 2>/dev/null || [ $? = 1 ]
exit "$code"
