"""Files are read strictly and written whole or not at all."""

import os

import pytest

from sco_pub.edge import files
from sco_pub.model.errors import InputError


def test_a_missing_file_is_one_sentence(tmp_path):
    with pytest.raises(InputError, match=r"There is no master .*absent\.md"):
        files.read_text(tmp_path / "absent.md", what="master")


def test_a_folder_is_not_a_file(tmp_path):
    with pytest.raises(InputError, match="is a folder"):
        files.read_bytes(tmp_path)


def test_text_that_is_not_utf8_is_refused_with_its_line(tmp_path):
    path = tmp_path / "gb.txt"
    path.write_bytes("甲\n".encode() + "乙".encode("gb18030"))
    with pytest.raises(InputError, match="isn't UTF-8") as caught:
        files.read_text(path)
    assert caught.value.place is not None
    assert caught.value.place.line == 2


def test_a_byte_order_mark_is_dropped(tmp_path):
    path = tmp_path / "bom.txt"
    path.write_bytes(b"\xef\xbb\xbf" + "甲".encode())
    assert files.read_text(path) == "甲"


def test_writing_the_same_bytes_touches_nothing(tmp_path):
    path = tmp_path / "a" / "b.txt"
    assert files.write_text(path, "甲\n")
    before = path.stat().st_mtime_ns
    assert not files.write_text(path, "甲\n")
    assert path.stat().st_mtime_ns == before


def test_a_failed_write_leaves_the_old_file_and_no_litter(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    files.write_text(path, "old")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="No space left"):
        files.write_text(path, "new")
    assert path.read_text() == "old"
    assert [item.name for item in tmp_path.iterdir()] == ["a.txt"]


def test_permissions_survive_a_rewrite(tmp_path):
    path = tmp_path / "a.txt"
    files.write_text(path, "old")
    path.chmod(0o640)
    files.write_text(path, "new")
    assert path.stat().st_mode & 0o777 == 0o640


def test_what_another_run_sweeps_or_renames_meanwhile_stops_no_writing(tmp_path, monkeypatch):
    gone = tmp_path / ".a.txt.12345678.part"
    monkeypatch.setattr(type(tmp_path), "iterdir", lambda _: iter([gone]))
    assert files.write_bytes(tmp_path / "b.txt", b"text")
