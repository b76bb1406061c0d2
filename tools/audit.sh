#!/usr/bin/env bash
# Hold the locked packages against the known vulnerabilities, and write their list as a CycloneDX file: `tools/audit.sh BIN`.
# The list needs no network and is the same for the same locks.  The vulnerabilities come from the index by way of pip-audit: with
# --strict, a package of which the index says nothing (a mirror may hold packages and no vulnerabilities) fails the audit, so
# that no answer isn't taken for a clean one.  Without pip-audit the exit code is 3.
set -euo pipefail
bin=$1
mkdir -p build
"$bin/python" -m tools.sbom requirements.lock requirements-ocr.lock requirements-dask.lock > build/sbom.cdx.json
echo "build/sbom.cdx.json: $(grep -c '"purl"' build/sbom.cdx.json) components"
if "$bin/python" -m pip_audit --version > /dev/null 2>&1; then
  "$bin/python" -m pip_audit --strict --require-hashes --disable-pip -r requirements.lock
else
  echo "pip-audit isn't installed: pip install pip-audit, then run this again" >&2
  exit 3
fi
