"""What a run wrote itself is no reason to look at everything again; what someone else saved meanwhile is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sco_pub.cli import standing

PO = "translations/small/ru.po"


def rows(*paths: Path) -> list[str]:
    return [f"{standing.state_of(str(path))} {path}" for path in paths]


def test_a_folder_in_which_only_this_run_wrote_has_the_state_it_has_now(tmp_path: Path) -> None:
    before, names = rows(tmp_path), standing.names_in([str(tmp_path)])
    (tmp_path / "ru.po").write_text("ours")
    assert list(standing.renewed(before, names, {str(tmp_path / "ru.po")})) == rows(tmp_path) != before


def test_a_file_that_someone_else_put_there_meanwhile_is_noticed_the_next_time(tmp_path: Path) -> None:
    before, names = rows(tmp_path), standing.names_in([str(tmp_path)])
    (tmp_path / "ru.po").write_text("ours")
    (tmp_path / "master.md").write_text("theirs")
    assert list(standing.renewed(before, names, {str(tmp_path / "ru.po")})) == before


def test_a_file_that_came_or_changed_meanwhile_keeps_the_state_in_which_it_was_read(tmp_path: Path) -> None:
    glossary = tmp_path / "glossary.csv"
    glossary.write_text("term")
    before, names = rows(glossary), standing.names_in([str(glossary)])
    glossary.write_text("another term")
    assert list(standing.renewed(before, names, {str(glossary)})) == before


def test_after_a_run_that_wrote_a_catalogue_the_next_has_nothing_to_do_at_once(run, house, monkeypatch) -> None:
    (house / "sco_pub.toml").write_text('languages = ["zh", "ru"]\nformats = ["html"]\n')
    run(house, "make")
    text = (house / PO).read_text()
    (house / PO).write_text(text.replace('msgid "张三"\n', 'msgid "李四"\n'))
    run(house, "make")
    assert (house / PO).read_text() != text.replace('msgid "张三"\n', 'msgid "李四"\n')
    monkeypatch.chdir(house)
    assert standing.known(("make",)) == ""


@pytest.fixture
def built(run, house: Path, monkeypatch) -> Path:
    """The record of a `make` that had nothing to do."""
    (house / "sco_pub.toml").write_text('languages = ["zh", "ru"]\nformats = ["html"]\n')
    run(house, "make")
    run(house, "make")
    monkeypatch.chdir(house)
    assert standing.known(("make",)) is not None
    return Path(standing._place(str(house), ("make",)))


def test_a_record_that_came_with_a_house_is_believed_nothing(built: Path) -> None:
    head, said, *rows = built.read_text().split("\0")
    built.write_text("\0".join([head, said]))
    assert standing.known(("make",)) is None
    built.write_text("\0".join([head, "\x1b]0;x\x07", *rows]))
    assert standing.known(("make",)) is None


@pytest.mark.parametrize("kind", ["link", "pipe"])
def test_a_record_that_is_no_file_is_not_read(built: Path, kind: str) -> None:
    built.rename(built.with_name("other"))
    built.symlink_to("other") if kind == "link" else os.mkfifo(built)
    assert standing.known(("make",)) is None


def test_no_record_is_written_through_a_link(run, built: Path, house: Path) -> None:
    built.parent.rename(house / "elsewhere")
    built.parent.symlink_to(house / "elsewhere")
    before = {path: path.read_bytes() for path in (house / "elsewhere").iterdir()}
    run(house, "build")
    assert {path: path.read_bytes() for path in (house / "elsewhere").iterdir()} == before
