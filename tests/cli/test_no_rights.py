"""Who may read a house and not write it, or not read a part of it, is told so in sentences: no command ends with a fault of ours."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import rights

RAW = "论地区治理\n\n李某\n\n一、引言\n" + "地区治理与全球治理不能分割，这是许多学者的看法，也是本文的出发点。\n" * 9
#: What each command would write stands in the house, which may not be written.
WRITING = (
    "make", "clean raw", "clean source/raw/raw.txt -o out.md", "update", "build small",
    "dist --lang zh", "review --by 王某", "po normalize", "po export-tmx all.tmx", "po import-tmx terms.tmx", "po glossary terms.csv all.tbx",
    "po prefill --command cat", "exchange xliff export", "exchange omegat export", "language add kk", "new third source/raw/raw.txt",
    "init other", "stats --page all.html", "stats --plot all.svg", "stats --words --csv all.csv",
)  # fmt: skip
READING = (
    "check",
    "stats",
    "stats --words",
    "po find 信任",
    "graph",
    "why build/small/small.zh.html",
    "explain PO-030",
    "doctor",
    "verify",
)
TMX = '<tmx version="1.4"><body><tu><tuv xml:lang="zh"><seg>信任</seg></tuv><tuv xml:lang="ru"><seg>доверие</seg></tuv></tu></body></tmx>'


@pytest.fixture
def worked(run, house: Path) -> Path:
    """A house whose catalogues are there, one of them in another tool's form, and which isn't built."""
    (house / "sco_pub.toml").write_text('languages = ["zh", "ru"]\nformats = ["html"]\nglossary = "terms.csv"\n')
    (house / "terms.csv").write_text("zh,ru\n信任,доверие\n")
    (house / "terms.tmx").write_text(TMX)
    (house / "source" / "raw").mkdir()
    (house / "source" / "raw" / "raw.txt").write_text(RAW)
    run(house, "update", "small")
    catalogue = house / "translations" / "small" / "ru.po"
    catalogue.write_text(catalogue.read_text().replace('msgstr ""\n\n', 'msgstr ""\n"Слово."\n\n', 2))
    master = house / "source" / "small" / "master.md"
    master.write_text(f"{master.read_text()}\n又一段。\n")
    return house


@contextmanager
def barred(places: list[Path], mode: int) -> Iterator[None]:
    """These may be used as little as ``mode`` says, by the superuser too."""
    before = {place: place.stat().st_mode for place in places}
    for place in reversed(places):
        place.chmod(before[place] & mode)
    try:
        with rights.minded():
            yield
    finally:
        for place, was in before.items():
            place.chmod(was)


def everything(house: Path) -> list[Path]:
    return [house, *sorted(house.rglob("*"))]


def sentences(said) -> str:
    whole = said.out + said.err
    assert "Traceback" not in whole and "fault of sco-pub" not in whole, whole
    return whole


@pytest.mark.parametrize("command", WRITING)
def test_who_may_not_write_is_told_so_and_nothing_is_changed(run, worked, command):
    before = {path: path.read_bytes() for path in everything(worked) if path.is_file()}
    with barred(everything(worked), 0o555):
        said = run(worked, *command.split())
    whole = sentences(said)
    assert said.code in (1, 2), (said.code, whole)
    assert "Permission denied" in whole, whole
    assert {path: path.read_bytes() for path in everything(worked) if path.is_file()} == before


@pytest.mark.parametrize("command", READING)
def test_who_may_not_write_may_look(run, worked, command):
    with barred(everything(worked), 0o555):
        said = run(worked, *command.split())
    sentences(said)
    assert said.code in (0, 1, 2)


@pytest.mark.parametrize("command", ["make", "build small", "update", "verify", "dist --lang zh"])
def test_who_may_not_write_what_is_made_is_told_so(run, worked, command):
    (worked / "build").mkdir(exist_ok=True)
    with barred([path for path in everything(worked / "build") if path.is_dir()], 0o555):
        said = run(worked, *command.split())
    sentences(said)
    assert said.code in (0, 1, 2)


@pytest.mark.parametrize("place", ["translations/small", "source/small", "terms.csv", "sco_pub.toml"])
@pytest.mark.parametrize(
    "command", ["update", "check", "stats", "exchange csv export --to out", "po export-tmx all.tmx", "build small"]
)
def test_who_may_not_read_a_part_is_told_so(run, worked, place, command):
    with barred([worked / place], 0):
        said = run(worked, *command.split())
    sentences(said)
    assert said.code in (0, 1, 2)
    assert os.access(worked / place, os.R_OK)
