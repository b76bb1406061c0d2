#!/bin/sh
# Renews requirements.lock (what runs), requirements-{ocr,dask,validators}.lock (the same with an extra)
# and requirements-test.lock (what the tests need besides).
# Usage: tools/lock.sh path/to/uv
set -eu
uv=$(realpath "$1")
cd "$(dirname "$0")/.."
options="--quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --no-annotate"
# What builds us, and what installs: a new environment has the pip and setuptools that its Python was released with.
printf 'hatchling\npip\nsetuptools\n' >.lock.in
"$uv" pip compile $options pyproject.toml .lock.in -o requirements.lock
"$uv" pip compile $options --extra ocr -c requirements.lock pyproject.toml -o requirements-ocr.lock
"$uv" pip compile $options --extra dask -c requirements.lock pyproject.toml -o requirements-dask.lock
"$uv" pip compile $options --extra validators -c requirements.lock pyproject.toml -o requirements-validators.lock
"$uv" pip compile $options --group test -c requirements.lock -o requirements-test.lock
rm -f .lock.in
