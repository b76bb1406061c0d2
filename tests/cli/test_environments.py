"""The environments in which a page once had other bytes (all are tried by ``python -m benchmarks.environments``)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchmarks.environments import ENVIRONMENTS, Environment, founded, made, run

NAMED = {each.name: each for each in ENVIRONMENTS}
MADE = ("html", "docx", "epub")
PAGE = ("build", "-q", "made", "--lang", "ru", "--format", "pdf", "-j", "1")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    house = tmp_path_factory.mktemp("environments") / "house"
    founded(house)
    return house


def page(house: Path, place: Path, environment: Environment) -> str:
    """The digest of a page that is made in an environment."""
    here = place / (environment.name or "usual")
    shutil.copytree(house, here)
    code, said = run(environment, here, PAGE)
    assert code == 0, said
    return made(here)["build/made/made.ru.pdf"]


@pytest.mark.parametrize("name", ["LC_ALL=zh_CN.GB18030", "PYTHONOPTIMIZE=1"])
def test_a_page_has_the_same_bytes(house, tmp_path, name):
    """Fontconfig names families in the locale's language; asserts that do work are gone in an optimised WeasyPrint."""
    assert page(house, tmp_path, NAMED[name]) == page(house, tmp_path, Environment(""))


@pytest.mark.parametrize("name", ["pandoc's folder of the user", "options of pandoc's run time"])
def test_pandoc_takes_nothing_from_the_user(house, tmp_path, name):
    """Neither templates and reference files of ~/.local/share/pandoc nor options for its run time."""
    asked = ("build", "-q", "made", "--lang", "ru", "-j", "1", *(part for form in MADE for part in ("--format", form)))
    found = []
    for environment in (NAMED[name], Environment("usual")):
        here = tmp_path / environment.name
        shutil.copytree(house, here)
        if environment.before:
            environment.before(here)
        code, said = run(environment, here, asked)
        assert code == 0, said
        found.append(made(here))
    assert found[0] == found[1]
