#!/bin/sh
# Installs the Debian packages that are missing, where it may (root, or sudo without a password); says what to type otherwise.
# Usage: tools/debian-packages.sh run|validate|test …
set -eu
list=$(dirname "$0")/debian-packages.txt
wanted=$(for kind in "$@"; do awk -v kind="$kind" '$1 == kind { print $2 }' "$list"; done)
if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "This isn't a Debian system; sco-pub needs what these Debian packages hold:" $wanted >&2
    exit 0
fi
missing=
for package in $wanted; do
    state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing="$missing $package"
done
# A Python that can make environments and a Java that runs are enough, whoever brought them.
if python3 -c 'import venv, ensurepip' >/dev/null 2>&1; then missing=$(echo "$missing" | sed 's/ python3-venv//'); fi
if command -v java >/dev/null 2>&1; then missing=$(echo "$missing" | sed 's/ default-jre-headless//'); fi
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ]; then as_root=
elif sudo -n true 2>/dev/null; then as_root="sudo -n"
else
    echo "Missing Debian packages; type:  sudo apt-get install$missing" >&2
    exit 2
fi
echo "Installing Debian packages:$missing" >&2
log=$(mktemp)
if ! { $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing >"$log" 2>&1 ||
       { $as_root apt-get update >"$log" 2>&1 &&
         $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing >>"$log" 2>&1; }; }; then
    tail -n 5 "$log" >&2
    echo "The packages could not be installed; type:  sudo apt-get install$missing" >&2
    exit 2
fi
rm -f "$log"
