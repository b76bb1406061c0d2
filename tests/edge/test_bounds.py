"""Limits of time, size and reach: past them one sentence, in time."""

from __future__ import annotations

import os
import re
import signal
import threading
import time
from pathlib import Path

import pytest

from sco_pub.edge import bounds, config, files
from sco_pub.model.config import Limits
from sco_pub.model.errors import InputError


def test_a_step_that_takes_too_long_is_ended_in_the_middle_of_a_regular_expression():
    bounds.use(bounds.Bounds(Limits(seconds=1)))
    began = time.monotonic()
    with pytest.raises(InputError, match=r"a\.txt takes more than 1 seconds"), bounds.deadline("a.txt"):
        re.match(r"(a|aa)+$", "a" * 60 + "b")
    assert time.monotonic() - began < 5


def test_a_deadline_that_was_kept_rings_no_more():
    bounds.use(bounds.Bounds(Limits(seconds=1)))
    with bounds.deadline("a.txt"):
        pass
    time.sleep(1.2)


def test_a_deadline_in_another_thread_does_nothing():
    done = []

    def work() -> None:
        with bounds.deadline("a.txt"):
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]


def test_a_file_larger_than_an_input_may_be(tmp_path):
    bounds.use(bounds.Bounds(Limits(input_mb=1)))
    path = tmp_path / "large.txt"
    path.write_bytes(b"a" * 1_000_001)
    with pytest.raises(InputError, match=r"large\.txt has more than 1 MB") as caught:
        files.read_bytes(path)
    assert "input_mb" in caught.value.hint


def test_a_pipe_is_refused_at_once(tmp_path):
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    with pytest.raises(InputError, match="is a pipe or a device, not a text"):
        files.read_bytes(path, what="text")


def test_a_device_without_an_end_is_refused_at_once():
    with pytest.raises(InputError, match="is a pipe or a device"):
        files.read_bytes(Path("/dev/zero"))


def test_a_link_below_the_open_house_is_not_followed(tmp_path):
    house = tmp_path / "house"
    house.mkdir()
    (tmp_path / "secret").write_text("secret")
    (house / "raw.txt").symlink_to(tmp_path / "secret")
    (house / "folder").symlink_to(tmp_path)
    bounds.use(bounds.Bounds(fence=house))
    for path in (house / "raw.txt", house / "folder" / "secret"):
        with pytest.raises(InputError, match="is a link, which isn't followed") as caught:
            files.read_bytes(path)
        assert "follow_links" in caught.value.hint
    with pytest.raises(InputError, match="is a link"):
        files.write_text(house / "folder" / "new", "x")
    assert not (tmp_path / "new").exists()


def test_a_link_is_followed_where_the_house_says_so(tmp_path):
    (tmp_path / "secret").write_text("not so secret")
    (tmp_path / "raw.txt").symlink_to(tmp_path / "secret")
    bounds.use(bounds.Bounds(fence=tmp_path, follow=True))
    assert files.read_text(tmp_path / "raw.txt") == "not so secret"


@pytest.mark.parametrize("name", ["我的文章", "my article", "上合·组织（2020）", "x", "Ünï", "a　b", "1.2_3-4"])
def test_names_that_folders_have(name):
    assert bounds.name_fault(name) == ""


@pytest.mark.parametrize(
    "name", ["", ".git", "-rf", " a", "a ", "a\nb", "a\x1bb", "a/b", "a\\b", "\udcff", "甲" * 67, "a\u202eb", "e\u0301"]
)
def test_names_that_cannot_be_used(name):
    assert bounds.name_fault(name) != ""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[limits]\nseconds = 0\n", "limits.seconds must be at least 1"),
        ("[limits]\nminutes = 1\n", "unknown minutes in limits"),
        ("x = " + "1" * 5000, "isn't TOML that can be read"),
        ("x = " + "[" * 20_000, "isn't TOML that can be read"),
        ('glossary = "a\\u0000b"', "can't be a path"),
        (f'[paths]\nsource = "{"a" * 300}"', "can't be a path"),
    ],
)
def test_a_configuration_that_is_too_much_is_a_sentence(text, says):
    with pytest.raises(InputError, match=re.escape(says)):
        config.parse(text, "sco_pub.toml")


def test_limits_are_settings():
    assert config.parse("[limits]\nseconds = 5\npages = 7\n", "sco_pub.toml").limits == Limits(seconds=5, pages=7)


def test_patience_gives_a_running_alarm_more_time_and_starts_none() -> None:
    bounds.longer(5)
    assert signal.alarm(0) == 0
    signal.alarm(7)
    bounds.longer(5)
    assert signal.alarm(0) == 5 * bounds.limits().seconds
