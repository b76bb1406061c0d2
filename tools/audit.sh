#!/usr/bin/env bash
# Hold the locked packages against the known vulnerabilities, and write their list as a CycloneDX file: `tools/audit.sh BIN`.
# The list needs no network and is the same for the same locks.  The vulnerabilities come from the index by way of pip-audit: with
# --strict, a package of which the index says nothing (a mirror may hold packages and no vulnerabilities) fails the audit, so
# that no answer isn't taken for a clean one.  The exit code is 1 where something is vulnerable, 3 where nothing was audited:
# pip-audit isn't there, or got no answer; then its answer is passed on in one sentence.
set -euo pipefail
bin=$1
locks=(requirements.lock requirements-ocr.lock requirements-dask.lock)
mkdir -p build
"$bin/python" -m tools.sbom "${locks[@]}" > build/sbom.cdx.json
echo "build/sbom.cdx.json: $(grep -c '"purl"' build/sbom.cdx.json) components"
if ! "$bin/python" -m pip_audit --version > /dev/null 2>&1; then
  echo "audit: pip-audit isn't installed: pip install pip-audit, then run this again" >&2
  exit 3
fi
vulnerable=0
for lock in "${locks[@]}"; do
  if said=$("$bin/python" -m pip_audit --strict --require-hashes --disable-pip --progress-spinner off -r "$lock" 2>&1); then
    echo "$lock: $said"
  elif grep -q '^Name .*ID' <<< "$said"; then # the table of what was found
    printf '%s:\n%s\n' "$lock" "$said"
    vulnerable=1
  else
    echo "audit: nothing was audited: the index gave pip-audit no answer for $lock (“$(tail -n 1 <<< "$said" | cut -c 1-200)”)." \
      "Run this against an index that has vulnerabilities." >&2
    exit 3
  fi
done
exit "$vulnerable"
