"""What a run wrote itself is no reason to look at everything again; what someone else saved meanwhile is."""

from __future__ import annotations

from pathlib import Path

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
