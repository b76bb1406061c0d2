"""The locks hold every package by its hashes; the bill names them; an audit that got no answer says so, and isn't a clean one."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tools import sbom

ROOT = Path(__file__).resolve().parents[1]
LOCKS = sorted(ROOT.glob("requirements*.lock"))
#: A Python whose pip-audit says what a real one said, and ends as it ended.
_PYTHON = """#!/usr/bin/env bash
case "$2" in
  tools.sbom) exec {python} "$@" ;;
  pip_audit) [ "$3" = --version ] && exit {there}; cat <<'END' >&2
{said}
END
  exit {code} ;;
esac
"""
_NONE = "No known vulnerabilities found"
_UNKNOWN = "ERROR:pip_audit._cli:attrs: Dependency not found on PyPI and could not be audited: attrs (26.1.0)"
_BROKEN = "Traceback (most recent call last):\n  File “x”, line 1\nConnectionError: Max retries exceeded"
_FOUND = "Found 1 known vulnerability in 1 package\nName Version ID Fix Versions\n---- ------- -- ---\nx 1 PYSEC-1 2"


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_package_of_a_lock_has_its_hashes(lock: Path) -> None:
    found = sbom.components(lock.read_text("utf-8"))
    assert found
    assert [item["name"] for item in found if not item["hashes"]] == []
    named = re.findall(r"^[A-Za-z0-9]\S*", lock.read_text("utf-8"), re.MULTILINE)
    assert len(named) == len(found)  # a line that isn't NAME==VERSION would be installed without them


def test_pip_and_setuptools_are_locked_too() -> None:
    names = {item["name"] for item in sbom.components((ROOT / "requirements.lock").read_text("utf-8"))}
    assert {"pip", "setuptools"} <= names


def audited(folder: Path, said: str, code: int, there: int = 0) -> subprocess.CompletedProcess[str]:
    python = folder / "bin" / "python"
    python.parent.mkdir()
    python.write_text(_PYTHON.format(python=sys.executable, there=there, said=said, code=code))
    python.chmod(0o755)
    house = folder / "house"
    (house / "tools").mkdir(parents=True)
    for path in (*LOCKS, ROOT / "pyproject.toml", *(ROOT / "tools").glob("*.py")):
        (house / path.relative_to(ROOT)).write_bytes(path.read_bytes())
    return subprocess.run(
        [ROOT / "tools" / "audit.sh", python.parent], cwd=house, capture_output=True, text=True, check=False
    )


def test_an_audit_of_locks_without_a_vulnerability_passes_and_writes_their_bill(tmp_path: Path) -> None:
    done = audited(tmp_path, _NONE, 0)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count(_NONE) == 3
    bill = json.loads((tmp_path / "house" / "build" / "sbom.cdx.json").read_text("utf-8"))
    assert f"{len(bill['components'])} components" in done.stdout
    assert "weasyprint" in {item["name"] for item in bill["components"]}


def test_an_audit_that_finds_a_vulnerability_shows_it_and_fails(tmp_path: Path) -> None:
    done = audited(tmp_path, _FOUND, 1)
    assert done.returncode == 1
    assert "PYSEC-1" in done.stdout


@pytest.mark.parametrize("said", [_UNKNOWN, _BROKEN], ids=["an index without vulnerabilities", "no index"])
def test_an_audit_that_got_no_answer_is_one_sentence_and_not_a_clean_one(tmp_path: Path, said: str) -> None:
    done = audited(tmp_path, said, 1)
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1
    assert "nothing was audited" in done.stderr
    assert said.splitlines()[-1] in done.stderr
    assert "Traceback" not in done.stderr + done.stdout


def test_an_audit_without_pip_audit_says_how_to_get_it(tmp_path: Path) -> None:
    done = audited(tmp_path, "", 1, there=1)
    assert done.returncode == 3
    assert "pip install pip-audit" in done.stderr


def test_what_is_looked_at_before_a_commit_is_what_make_lint_looks_at() -> None:
    recipe = (ROOT / "Makefile").read_text("utf-8").split("\nlint:")[1].split("\n\n")[0]
    linted = {tuple(line.split()) for line in re.findall(r"@\$\(BIN\)/(.+)", recipe)}
    hooks = re.findall(r"entry: \.venv/bin/(.+)", (ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    ours = {"--fix", "--force-exclude", "--check", "."}  # a hook is given the files, and may mend them
    assert {tuple(word for word in hook.split() if word not in ours) for hook in hooks} == {
        tuple(word for word in words if word not in ours) for words in linted
    }
