"""The translation memory and the update of many catalogues at once."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from sco_pub.edge import bounds
from sco_pub.edge.memory import BrokenMemory, Memory
from sco_pub.edge.po import file as po
from sco_pub.localise.po_header import new_catalogue
from sco_pub.model.catalogue import Catalogue, Entry
from sco_pub.model.errors import InputError, ToolError
from sco_pub.pipeline.bulk import Current, Job, Result, update_many

LONG = "上合组织成员国的命运共同体需要在实践中共同构建。"


def catalogue(name: str, *entries: Entry) -> Catalogue:
    return replace(new_catalogue(name, "ru", f"{name}.po"), entries=entries)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "memory.sqlite"
    with Memory(path) as memory:
        entries = (
            Entry("paragraph", LONG, "Перевод."),
            Entry("paragraph", "乙乙乙乙", "Б", flags=("fuzzy",)),
            Entry("note", "上合", "ШОС"),
        )
        assert memory.learn(catalogue("one", *entries)) == 2
    return path


def test_the_like_of_another_publication_is_suggested_with_its_name_and_score(path: Path) -> None:
    with Memory(path) as memory:
        found = memory.suggest(
            [LONG, LONG.replace("共同", "一起"), "全然不同的另外一句话", "上合"], language="ru", publication="two"
        )
    assert found[LONG] == ("(one, 100 %): Перевод.",)
    assert found[LONG.replace("共同", "一起")][0].startswith("(one, ")
    assert found["上合"] == ("(one, 100 %): ШОС",)
    assert "全然不同的另外一句话" not in found


def test_nothing_comes_from_the_publication_itself_from_fuzzy_entries_or_from_another_language(path: Path) -> None:
    with Memory(path) as memory:
        assert memory.suggest([LONG], language="ru", publication="one") == {}
        assert memory.suggest([LONG], language="en", publication="two") == {}
        assert memory.suggest(["乙乙乙乙"], language="ru", publication="two") == {}


def test_learning_again_replaces(path: Path) -> None:
    with Memory(path) as memory:
        memory.learn(catalogue("one", Entry("paragraph", LONG, "Иначе.")))
        assert memory.suggest([LONG], language="ru", publication="two") == {LONG: ("(one, 100 %): Иначе.",)}


def test_a_catalogue_that_was_learnt_as_it_is_is_known_until_something_else_takes_its_place(
    path: Path, tmp_path: Path
) -> None:
    with Memory(path) as memory:
        memory.learn(catalogue("one", Entry("paragraph", LONG, "Иначе.")), "digest")
        assert [
            memory.has(*key) for key in [("one", "ru", "digest"), ("one", "ru", "other"), ("one", "en", "digest")]
        ] == [True, False, False]
        memory.export_tmx(tmp_path / "house.tmx", source_language="zh")
        memory.import_tmx(tmp_path / "house.tmx", source_language="zh")
        assert not memory.has("one", "ru", "digest")


def test_tmx_there_and_back(path: Path, tmp_path: Path) -> None:
    with Memory(path) as memory:
        assert memory.export_tmx(tmp_path / "a.tmx", source_language="zh-CN") is True
    with Memory(tmp_path / "other.sqlite") as other:
        assert other.import_tmx(tmp_path / "a.tmx", source_language="zh") == 2
        assert other.suggest([LONG], language="ru", publication="two") == {LONG: ("(one, 100 %): Перевод.",)}
        other.export_tmx(tmp_path / "b.tmx", source_language="zh-CN")
    assert (tmp_path / "a.tmx").read_bytes() == (tmp_path / "b.tmx").read_bytes()


def test_a_file_whose_own_schema_is_no_text_is_damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"using fts5 (", b"using fts5 \xb1", 1))
    with pytest.raises(BrokenMemory, match="is damaged"):
        Memory(path)


@pytest.mark.parametrize("workers", [1, 2])
def test_many_catalogues_are_updated_and_the_second_time_nothing_is_done(tmp_path: Path, workers: int) -> None:
    jobs = []
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.md").write_text(f"---\ntitle: 题{name}\nlang: zh-CN\n---\n\n# 一\n\n{LONG}\n", "utf-8")
        jobs.append(Job(name, tmp_path / f"{name}.md", (("ru", tmp_path / f"{name}.po"),)))
    mark = tmp_path / "current.json"
    assert [
        done.result is not Result.UNCHANGED for done in update_many(jobs, current=Current(mark), workers=workers)
    ] == [True] * 3
    assert len(po.read_catalogue(tmp_path / "a.po", publication="a", language="ru").entries) == 3
    before = (tmp_path / "a.po").stat().st_mtime_ns
    assert [
        done.result is not Result.UNCHANGED for done in update_many(jobs, current=Current(mark), workers=workers)
    ] == [False] * 3
    (tmp_path / "b.md").write_text("新的一段文字。\n", "utf-8")
    assert [
        done.result is not Result.UNCHANGED for done in update_many(jobs, current=Current(mark), workers=workers)
    ] == [False, True, False]
    assert (tmp_path / "a.po").stat().st_mtime_ns == before


def test_a_pipe_in_a_memory_s_place_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "memory.sqlite")
    with pytest.raises(ToolError, match="can't be used"):
        Memory(tmp_path / "memory.sqlite")


@pytest.mark.parametrize("name", ["memory.sqlite", "memory.sqlite-journal", "memory.sqlite-wal"])
def test_no_file_of_a_memory_is_reached_through_a_link(tmp_path: Path, name: str) -> None:
    (tmp_path / name).symlink_to("/dev/null")
    bounds.use(bounds.Bounds(fence=tmp_path))
    with pytest.raises(InputError, match=f"{name} is a link"):
        Memory(tmp_path / "memory.sqlite")
