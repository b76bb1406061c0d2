# `make` sets everything up and builds every publication; `make test` sets up and passes the tests.
# Both work on a fresh clone: the virtual environment is .venv/, Debian packages are installed where that is allowed.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.DEFAULT_GOAL := all
.PHONY: all build test nightly fuzz audit ocr dask validators docs lint yardstick renew-yardstick setup setup-test lock clean help

all: setup  ## set up, clean, update the catalogues and build every publication
	@$(BIN)/sco-pub make

build: setup  ## build from the masters and catalogues as they stand
	@$(BIN)/sco-pub build

test: setup-test lint yardstick  ## set up and pass all tests
	@$(BIN)/python -m pytest -n auto --dist loadfile

yardstick: setup-test  ## hold what the cleaner makes of 60 articles and more against the committed status
	@$(BIN)/python -m benchmarks.cleaning.yardstick

renew-yardstick: setup-test  ## write that status anew; look at the difference, commit it with the change
	@$(BIN)/python -m benchmarks.cleaning.yardstick --renew

nightly: setup-test  ## property tests alone, on other examples each time, twenty times as many; six hours at most
	@HYPOTHESIS_PROFILE=random timeout --signal=INT 6h $(BIN)/python -m pytest -m hypothesis -n auto --dist worksteal $$(grep -rl --include="*.py" "@given" tests)

fuzz: setup-test  ## a million mutated inputs for everything that reads files; SEED=… for others
	@$(BIN)/python -m benchmarks.fuzzing.run --inputs 1000000 --seed $(or $(SEED),1)

audit: setup-test  ## known vulnerabilities of the locked packages, and their list (build/sbom.cdx.json)
	@tools/audit.sh $(BIN)

docs: setup-test  ## write the page of findings and the catalogues of our own sentences anew
	@$(BIN)/python -m tools.findings
	@$(BIN)/python -m tools.ui

lint: setup-test  ## style, types, the direction of imports, functions that decide too much
	@$(BIN)/ruff check .
	@$(BIN)/complexipy --plain
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/mypy --config-file tests/mypy.ini
	@$(BIN)/lint-imports --no-cache

setup: $(VENV)/.ready
setup-test: $(VENV)/.ready-test

$(VENV)/.ready: requirements.lock pyproject.toml tools/debian-packages.txt tools/debian-packages.sh
	@tools/debian-packages.sh run
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.ready-test: $(VENV)/.ready requirements-test.lock tools/validators.sh tools/validators/package-lock.json
	@tools/debian-packages.sh validate test
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@tools/validators.sh $(VENV)
	@touch $@

ocr: setup  ## install the engine that reads pages that are pictures
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-ocr.lock

dask: setup  ## install what a cluster needs (on each of its machines)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dask.lock

validators: setup  ## install what `sco-pub verify` checks with, without the tests
	@tools/debian-packages.sh validate
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-validators.lock
	@tools/validators.sh $(VENV)

lock: setup-test  ## renew the locks from pyproject.toml (needs uv in the environment)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@tools/lock.sh $(BIN)/uv

clean:  ## remove what is derived
	rm -rf build

help:
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16
