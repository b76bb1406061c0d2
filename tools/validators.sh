#!/bin/sh
# Brings the validators that are neither Debian's nor Python's into the virtual environment, where npm and Maven are at hand;
# says in one line what is left out otherwise (sco-pub verify and the tests then say what they could not run).
# Usage: tools/validators.sh path/to/.venv
set -u
venv=$1
here=$(dirname "$0")/validators
if command -v npm >/dev/null 2>&1; then
    cp "$here/package.json" "$here/package-lock.json" "$venv/"
    if ! PUPPETEER_SKIP_DOWNLOAD=1 npm install --prefix "$venv" --ignore-scripts --no-audit --no-fund --silent; then
        echo "npm could not fetch Ace, axe, the Nu HTML Checker and the OOXML validator; they are left out." >&2
    fi
else
    echo "Without npm, Ace and axe (accessibility), the Nu HTML Checker and the OOXML validator are left out." >&2
fi
if command -v mvn >/dev/null 2>&1; then
    if ! mvn --quiet --batch-mode dependency:get -Dartifact=org.verapdf.apps:greenfield-apps:1.28.2 -Dtransitive=false; then
        echo "Maven could not fetch veraPDF; it is left out." >&2
    fi
else
    echo "Without Maven, veraPDF (PDF/A and PDF/UA) is left out." >&2
fi
