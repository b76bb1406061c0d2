"""Files that are broken, derived or not, are one sentence or are made anew; no file is overwritten that isn't ours."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import zlib
from pathlib import Path

import pytest

TEXT = "一　问题\n国家之间的信任不是自然产生的，它需要时间。\n历史上的例子很多，这里只举一个。\n" * 20


def sound(said) -> None:
    assert said.code == 0, said.err
    assert "fault of sco-pub" not in said.err


STATES = {
    "deep": lambda text: "[" * 100_000,
    "surrogate": lambda text: '{"steps": {"\\ud800": {}}, "files": {}}',
    "a list": lambda text: "[1, 2]",
    "no JSON": lambda text: text[:-20],
    "rows": lambda text: '{"steps": {"epub ru": 1, "epub zh": null}, "files": {"x": 1, "y": [1, 2]}}',
}


@pytest.mark.parametrize("change", STATES.values(), ids=STATES)
def test_a_broken_record_of_the_build_counts_as_none(run, house, change):
    sound(run(house, "make"))
    path = house / "build" / "small" / ".made.json"
    path.write_text(change(path.read_text()))
    sound(run(house, "build"))
    sound(run(house, "build"))
    assert json.loads(path.read_text())["steps"]["epub ru"]


def torn(data: bytes) -> bytes:
    return data[:-1]


def sealed(content: bytes):
    """An entry whose checksum is right and whose content is nonsense."""
    return lambda _: hashlib.sha256(content).digest() + content


@pytest.mark.parametrize(
    "change",
    [
        torn,
        lambda _: b"",
        lambda _: b"x" * 100,
        sealed(b"[" * 100_000),
        sealed(b"null"),
        sealed(b'{"outputs": {"file": 1}, "said": {"findings": 1}}'),
        sealed(b'{"outputs": {}, "said": {"findings": [1], "progress": {"x": 1}}}'),
        sealed(zlib.compress(b"null")),
        sealed(zlib.compress(b"{}")),
        sealed(zlib.compress(b'{"meta":{},"blocks":[{"t":"Para"}]}')),
        sealed(zlib.compress(b"[" * 100_000)),
        sealed(zlib.compress(b'{"meta":{},"blocks":[1]}')),
    ],
    ids=[
        "torn",
        "empty",
        "garbage",
        "deep",
        "null",
        "numbers",
        "rows",
        "no tree",
        "dict",
        "no content",
        "deep tree",
        "number",
    ],
)
def test_a_store_whose_entries_are_broken_counts_as_empty(run, house, change):
    sound(run(house, "update"))
    sound(run(house, "build"))
    before = {path.name: path.read_bytes() for path in (house / "build" / "small").glob("*.epub")}
    for path in (house / "build" / "small").glob("*.epub"):
        path.unlink()
    for path in (house / "build" / ".store").glob("??/*"):
        path.write_bytes(change(path.read_bytes()))
    sound(run(house, "update"))
    sound(run(house, "build"))
    assert {path.name: path.read_bytes() for path in (house / "build" / "small").glob("*.epub")} == before


@pytest.fixture
def two(house: Path) -> Path:
    shutil.copytree(house / "source" / "small", house / "source" / "other")
    return house


def test_a_damaged_memory_is_put_aside_and_learnt_anew(run, two):
    sound(run(two, "update"))
    path = two / "build" / "memory.sqlite"
    data = bytearray(path.read_bytes())
    for at in range(100, len(data), 7):
        data[at] ^= 0xFF
    path.write_bytes(bytes(data))
    shutil.rmtree(two / "build" / ".store")
    sound(run(two, "update"))
    assert (two / "build" / "memory.damaged.sqlite").is_file()


def test_a_memory_that_another_run_holds_is_not_to_be_deleted(run, two):
    sound(run(two, "update"))
    held = sqlite3.connect(two / "build" / "memory.sqlite", isolation_level=None)
    held.execute("begin exclusive")
    try:
        said = run(two, "po", "export-tmx", "x.tmx")
    finally:
        held.close()
    assert (said.code, "locked" in said.err, "wait for its end" in said.err) == (3, True, True)


@pytest.mark.parametrize("sign", ["\\a", "\x01", "\uffff"], ids=ascii)
def test_a_sign_that_xml_cannot_hold_is_named_when_the_memory_is_exported(run, house, sign):
    run(house, "update")
    path = house / "translations" / "small" / "ru.po"
    path.write_text(
        path.read_text().replace('msgid "上海精神的来源"\nmsgstr ""', f'msgid "上海精神的来源"\nmsgstr "А{sign}Б"')
    )
    said = run(house, "po", "export-tmx", "x.tmx")
    assert (said.code, "which XML can't hold" in said.err) == (2, True)


@pytest.mark.parametrize(
    "text",
    ['zh,"ru"x\n', 'zh,"ru\n', "zh," + "r" * 200_000 + "\n", 'zh,ru\r"a\rb,c\r', "\x01,ru\nzh,ru\n"],
    ids=["behind", "open", "long", "old Mac", "control"],
)
def test_a_broken_glossary_is_a_sentence(run, house, text):
    (house / "glossary.csv").write_text(text, newline="")
    toml = house / "sco_pub.toml"
    toml.write_text(f'glossary = "glossary.csv"\n{toml.read_text()}')
    for arguments in (("update",), ("po", "glossary", "glossary.csv", "x.tbx")):
        said = run(house, *arguments)
        assert said.code in (0, 2)
        assert "fault of sco-pub" not in said.err


@pytest.mark.parametrize("name", ["a.cleaning.html", "a.partial.md", "a.cleaning.json"])
def test_the_raw_text_is_never_overwritten_by_what_is_made_of_it(run, tmp_path, name):
    (tmp_path / name).write_text(TEXT)
    said = run(tmp_path, "clean", name, "-o", "a.md")
    assert (said.code, "is the raw text itself" in said.err) == (2, True)
    assert (tmp_path / name).read_text() == TEXT


@pytest.mark.parametrize("name", ["a.cleaning.html", "a.partial.md", "a.cleaning.json"])
def test_a_file_of_someone_else_is_never_overwritten_by_a_report(run, tmp_path, name):
    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / name).write_text("mine")
    said = run(tmp_path, "clean", "b.txt", "-o", "a.md")
    assert (said.code, "would be overwritten" in said.err) == (2, True)
    assert (tmp_path / name).read_text() == "mine"


def test_a_report_of_ours_is_written_anew(run, tmp_path):
    (tmp_path / "b.txt").write_text(TEXT)
    first = run(tmp_path, "clean", "b.txt", "-o", "a.md")
    assert run(tmp_path, "clean", "b.txt", "-o", "a.md").code == first.code
    assert (tmp_path / "a.cleaning.html").is_file()


def test_what_a_killed_run_left_is_swept_by_a_later_one(run, house):
    run(house, "update")
    folder = house / "translations" / "small"
    old, new, other = folder / ".ru.po.ab12cd34.part", folder / ".ru.po.zz99yy88.part", folder / ".mine.part"
    for path in (old, new, other):
        path.write_text("half")
    for path in (old, other):
        os.utime(path, (1, 1))
    from sco_pub.edge import files

    files._swept.clear()
    (house / "source" / "small" / "master.md").write_text(
        (house / "source" / "small" / "master.md").read_text() + "\n又一段。\n"
    )
    sound(run(house, "update"))
    assert [path.exists() for path in (old, new, other)] == [False, True, True]
