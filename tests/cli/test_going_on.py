"""One broken publication stops no other, and a fault of ours never looks like the user's."""

from __future__ import annotations

import shutil
from pathlib import Path
from unittest.mock import patch

import pytest

RAW = "一　问题\n国家之间的信任不是自然产生的，它需要时间。\n历史上的例子很多，这里只举一个。\n"


@pytest.fixture
def three(house: Path) -> Path:
    """A house of three publications: a, b and c."""
    for name in "abc":
        shutil.copytree(house / "source" / "small", house / "source" / name)
    shutil.rmtree(house / "source" / "small")
    return house


def editions(house: Path, name: str) -> list[str]:
    return sorted(path.name for path in (house / "build" / name).glob("*.epub"))


@pytest.mark.parametrize(
    ("file", "bytes_", "says"),
    [
        ("source/b/master.md", "---\ntitle: [\n---\n\n文。\n".encode(), "source/b/master.md"),
        ("source/b/raw.txt", b"\x81\xff\xfe\x00\xff", "source/b/raw.txt"),
        ("translations/b/ru.po", b'msgid "\nmsgstr ""\n', "translations/b/ru.po"),
    ],
)
def test_what_breaks_one_publication_leaves_the_others_built(run, three, file, bytes_, says):
    assert run(three, "make").code == 0
    for name in "ac":
        shutil.rmtree(three / "build" / name)
    (three / file).parent.mkdir(parents=True, exist_ok=True)
    (three / file).write_bytes(bytes_)
    said = run(three, "make")
    assert said.code == 2
    assert says in said.err
    assert editions(three, "a") == ["a.ru.epub", "a.zh.epub"]
    assert editions(three, "c") == ["c.ru.epub", "c.zh.epub"]


def test_a_catalogue_that_cannot_be_read_stops_neither_the_other_languages_nor_the_source(run, three):
    run(three, "update")
    (three / "translations" / "b" / "ru.po").write_bytes(b'msgid "\nmsgstr ""\n')
    for verb in ("update", "check", "stats", "build"):
        said = run(three, verb)
        assert said.code == 2, verb
        assert "translations/b/ru.po" in said.err
    assert editions(three, "b") == ["b.zh.epub"]
    assert editions(three, "c") == ["c.ru.epub", "c.zh.epub"]


def test_an_unreadable_catalogue_is_left_as_it_is(run, three):
    run(three, "update")
    broken = b'msgid "\nmsgstr ""\n'
    (three / "translations" / "b" / "ru.po").write_bytes(broken)
    run(three, "make")
    assert (three / "translations" / "b" / "ru.po").read_bytes() == broken


def test_a_fault_of_ours_in_one_file_of_a_folder_ends_that_file_alone(run, tmp_path):
    (tmp_path / "in").mkdir()
    for name in "ab":
        (tmp_path / "in" / f"{name}.txt").write_text(RAW * 20)

    def faulty(raw, *_):
        if raw.file.endswith("a.txt"):
            raise LookupError("no such thing")
        return clean(raw)

    from sco_pub.clean.cleaning import clean

    with patch("sco_pub.clean.cleaning.clean", faulty):
        said = run(tmp_path, "clean", "in", "-o", "out")
    assert said.code == 70
    assert "1 failed" in said.err
    assert (tmp_path / "out" / "b.md").is_file()
    assert "Traceback" not in said.err


def test_a_fault_of_ours_is_a_sentence_a_file_with_the_traceback_and_exit_code_70(run, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "a.txt").write_text(RAW)

    def faulty(*_):
        raise LookupError("no such thing")

    with patch("sco_pub.clean.cleaning.clean", faulty):
        said = run(tmp_path, "clean", "a.txt")
    assert said.code == 70
    assert said.err.startswith("sco-pub: This is a fault of sco-pub itself (LookupError: no such thing).")
    assert "Traceback" not in said.err
    (written,) = tmp_path.glob("sco-pub-fault-*.txt")
    assert str(written) in said.err
    assert "LookupError: no such thing" in written.read_text()


def test_verify_goes_on_past_an_artifact_that_is_not_there(run, house):
    run(house, "make")
    (house / "build" / "small" / "small.ru.epub").unlink()
    said = run(house, "verify", "--no-pictures")
    assert "small.ru.epub isn't there or isn't up to date" in said.err
    assert "small.zh.epub" in said.out
    assert (house / "build" / "small" / "verify.html").is_file()
    assert said.code == 2
