"""A file that validators have seen isn't shown to them again until it, or one of them, has changed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from sco_pub.check.verify_report import Verdict
from sco_pub.edge.validators import running
from sco_pub.model.choices import Format
from sco_pub.pipeline import house
from sco_pub.pipeline.build import Order, build
from sco_pub.pipeline.crew import Hands
from sco_pub.pipeline.verify import Verified, verify

HOUSE = 'schema = 1\nsource_language = "zh"\nlanguages = ["zh"]\nformats = ["html", "epub", "docx"]\n'
MASTER = "---\ntitle: 论信任\nauthor: 甲乙丙\nlang: zh\n---\n\n# 一、引言\n\n国家之间需要信任。\n"
FORMATS = (Format.EPUB, Format.HTML, Format.DOCX)


class Java:
    """A Java on the PATH that notes each start before it hands on to the real one."""

    def __init__(self, folder: Path, real: str) -> None:
        self._log, self._program, self._real = folder / "starts", folder / "java", real
        folder.mkdir()
        self.write("")

    def write(self, remark: str) -> None:
        self._program.write_text(f'#!/bin/sh\n#{remark}\necho >> "{self._log}"\nexec "{self._real}" "$@"\n')
        self._program.chmod(0o755)

    @property
    def starts(self) -> int:
        found = len(self._log.read_text()) if self._log.is_file() else 0
        self._log.unlink(missing_ok=True)
        return found


@pytest.fixture
def java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Java:
    real = shutil.which("java")
    if real is None:
        pytest.skip("Java isn't installed")
    made = Java(tmp_path / "bin", real)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    return made


@pytest.fixture
def workshop(tmp_path: Path) -> house.Project:
    root = tmp_path / "house"
    (root / "source" / "small").mkdir(parents=True)
    (root / "sco_pub.toml").write_text(HOUSE)
    (root / "source" / "small" / "master.md").write_text(MASTER)
    found = house.find(root)
    build(found, Order(formats=FORMATS))
    return found


def verified(workshop: house.Project, wanted: Format, jobs: int = 1) -> Verified:
    (done,) = verify(workshop, Order(formats=(wanted,), hands=Hands(jobs)), pictures=False)
    return done


def reports(workshop: house.Project) -> list[bytes]:
    return [(workshop.root / "build" / "small" / name).read_bytes() for name in ("verify.html", "verify.json")]


def test_a_book_is_shown_to_its_validator_once_until_one_of_them_changes(workshop: house.Project, java: Java) -> None:
    first, written = verified(workshop, Format.EPUB), reports(workshop)
    starts = java.starts
    assert "EPUBCheck" in {check.tool for check in first.checks}
    assert starts >= 1
    assert verified(workshop, Format.EPUB) == first
    assert java.starts == 0
    assert reports(workshop) == written
    java.write("another version")
    assert verified(workshop, Format.EPUB) == first
    assert java.starts == starts
    master = workshop.root / "source" / "small" / "master.md"
    master.write_text(MASTER.replace("需要", "离不开"))
    build(workshop, Order(formats=FORMATS))
    verified(workshop, Format.EPUB)
    assert java.starts == starts


def test_two_workers_write_the_same_report(workshop: house.Project) -> None:
    (two,) = verify(workshop, Order(formats=FORMATS[1:], hands=Hands(2)), pictures=False)
    written = reports(workshop)
    shutil.rmtree(workshop.root / "build" / ".store")
    build(workshop, Order(formats=FORMATS))
    (one,) = verify(workshop, Order(formats=FORMATS[1:], hands=Hands(1)), pictures=False)
    assert one == two
    assert reports(workshop) == written


def test_a_validator_that_took_too_long_is_asked_again(
    workshop: house.Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(running, "_TIMEOUT", 0.01)
        late = verified(workshop, Format.DOCX)
    assert any("more than" in str(check.reason) for check in late.checks)
    again = verified(workshop, Format.DOCX)
    assert not any("more than" in str(check.reason) for check in again.checks)
    assert any(check.verdict is Verdict.PASSED for check in again.checks)
