#!/usr/bin/env bash
# run.sh: write letters into a temporary folder and hold them to what a browser and two validators can tell.
# PYTHON is the checkout's, with the package in it. CHROMIUM names the browser; KEEP=folder keeps letters, PDFs and pictures.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
case $PYTHON in /*) ;; *) PYTHON=$root/$PYTHON ;; esac

fail() {
    printf 'browser: %s\n' "$1" >&2
    exit 1
}

have() {
    command -v "$1" >/dev/null 2>&1
}

at_least() { # at_least NAME WANTED FOUND
    [ "${3:-0}" -ge "$2" ] || fail "needs $1 $2 or newer, found ${3:-none}"
}

export CHROMIUM=${CHROMIUM:-/usr/bin/chromium}
missing=()
have node && have npm || missing+=(nodejs npm)
have java || missing+=(default-jre-headless)
[ -x "$CHROMIUM" ] || missing+=(chromium)
if [ ${#missing[@]} -gt 0 ]; then
    if [ "$(id -u)" = 0 ] && have apt-get; then
        echo "Installing ${missing[*]} ..."
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" fonts-liberation >/dev/null
    else
        fail "needs ${missing[*]}; on Debian or Ubuntu: sudo apt install ${missing[*]} (or CHROMIUM=/path/to/chromium)"
    fi
fi
[ -x "$CHROMIUM" ] || fail "there is no browser at $CHROMIUM; name one with CHROMIUM=/path/to/chromium"
at_least Node.js 20 "$(node --version | sed 's/^v\([0-9]*\).*/\1/')"
at_least Java 17 "$(java -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p')"

cd "$here"
if ! cmp -s package-lock.json node_modules/.installed; then
    npm ci --ignore-scripts --omit=optional --no-audit --no-fund --loglevel=error
    cp package-lock.json node_modules/.installed
fi

away=${KEEP:-$(mktemp -d)}
mkdir -p "$away"
[ -n "${KEEP:-}" ] || trap 'rm -rf "$away"' EXIT
"$PYTHON" letters.py "$away"

failed=()
check() {
    local name=$1
    shift
    echo "== $name"
    "$@" || failed+=("$name")
}

check "HTML: html-validate" node_modules/.bin/html-validate --config htmlvalidate.json "$away"/*.html
# What characters an author begins a text with is no fault of the letter's.
check "HTML: Nu Html Checker" java -jar node_modules/vnu-jar/build/dist/vnu.jar --Werror \
    --filterpattern ".*Text run starts with a composing character.*" "$away"/*.html
check "Accessibility: axe-core, reflow, text spacing" node accessibility.mjs "$away"
check "Print" node printing.mjs "$away"
check "Inertness" node inertness.mjs "$away"

pages=("$away"/sites/*/*.html "$away"/sites/*/authorities/alder*.html "$away"/sites/*/authorities/here*.html)
check "Sites, HTML: html-validate" node_modules/.bin/html-validate --config htmlvalidate.json "${pages[@]}"
# It holds the site's own script for one from elsewhere: a page on disk has no origin that it could compare.
check "Sites, HTML: Nu Html Checker" java -jar node_modules/vnu-jar/build/dist/vnu.jar --Werror \
    --filterpattern ".*(Text run starts with a composing character|Content Security Policy).*" "${pages[@]}"
check "Sites: axe-core, reflow, text spacing" node accessibility.mjs "$away/sites"
check "Sites: with and without scripts" node sites.mjs "$away/sites"

echo
if [ ${#failed[@]} -gt 0 ]; then
    printf 'browser: failed: %s\n' "${failed[@]}" >&2
    exit 1
fi
echo "The letters hold: $(find "$away" -name '*.html' | wc -l) of them, in all checks."
