"""Everything that was promised of the real article's files, by every validator that is installed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from sco_pub.check.verify_report import Verdict
from sco_pub.edge.validators.running import node_package
from sco_pub.model.choices import Format
from sco_pub.pipeline import house
from sco_pub.pipeline.build import Order, build
from sco_pub.pipeline.verify import verify

ROOT = Path(__file__).parents[2]
FORMATS = tuple(Format)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> house.Project:
    """The real house, built in all its languages."""
    root = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "sco_pub.toml", root)
    for name in ("source", "translations"):
        shutil.copytree(ROOT / name, root / name)
    found = house.find(root)
    assert all(item.artifact for item in build(found, Order(formats=FORMATS)))
    return found


@pytest.mark.parametrize("language", ["zh", "ru", "en"])
def test_no_validator_finds_an_error_or_a_warning(workshop: house.Project, language: str) -> None:
    (verified,) = verify(workshop, Order(languages=(language,), formats=FORMATS))
    found = [(check.tool, check.file, finding) for check in verified.checks for finding in check.findings]
    assert found == []
    assert not verified.failed
    ran = {check.tool for check in verified.checks if check.verdict is not Verdict.NOT_RUN}
    installed = {"Nu HTML Checker", "axe-core in Chromium", "Ace by DAISY"} if node_package("axe-core") else set()
    assert installed <= ran
    assert {"EPUBCheck", "page checks", "page-validation pdf/a-2a", "page-validation pdf/ua-1"} <= ran
    report = json.loads((workshop.root / "build" / "sun-2021-sco" / "verify.json").read_text())
    assert len(report["checks"]) == len(verified.checks)
    page = (workshop.root / verified.report).read_text()
    assert page.count("data:image/png") >= 10
    for check in verified.checks:
        assert check.reason or check.tool in page


def test_what_is_not_up_to_date_is_not_verified(workshop: house.Project) -> None:
    path = workshop.root / "build" / "sun-2021-sco" / "sun-2021-sco.zh.epub"
    before = path.read_bytes()
    path.write_bytes(b"changed by hand")
    try:
        (done,) = verify(workshop, Order(languages=("zh",), formats=(Format.EPUB,)), pictures=False)
        assert done.failed
        assert ["isn't there or isn't up to date" in failure.finding.message for failure in done.failures] == [True]
    finally:
        path.write_bytes(before)


def test_two_houses_make_the_same_bytes(workshop: house.Project, tmp_path: Path) -> None:
    shutil.copy(ROOT / "sco_pub.toml", tmp_path)
    for name in ("source", "translations"):
        shutil.copytree(ROOT / name, tmp_path / name)
    built = build(house.find(tmp_path), Order(languages=("zh",), formats=FORMATS))
    for item in built:
        assert item.artifact is not None
        name = Path(item.artifact.path).name
        assert Path(item.artifact.path).read_bytes() == (workshop.root / "build" / "sun-2021-sco" / name).read_bytes()
