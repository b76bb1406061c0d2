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
    began = time.process_time()
    with pytest.raises(InputError, match=r"a\.txt takes more than 1 seconds"), bounds.deadline("a.txt"):
        re.match(r"(a|aa)+$", "a" * 60 + "b")
    assert time.process_time() - began < 5


def work_for(seconds: float) -> None:
    """Use the processor."""
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_a_deadline_that_was_kept_rings_no_more():
    bounds.use(bounds.Bounds(Limits(seconds=1)))
    with bounds.deadline("a.txt"):
        pass
    work_for(1.2)


def test_a_step_that_waits_for_the_processor_loses_none_of_its_time():
    bounds.use(bounds.Bounds(Limits(seconds=1)))
    with bounds.deadline("a.txt"):
        time.sleep(1.5)


def test_a_step_that_works_too_long_says_which_setting_to_raise():
    bounds.use(bounds.Bounds(Limits(seconds=1)))
    with pytest.raises(InputError) as caught, bounds.deadline("a.txt"):
        work_for(3)
    assert caught.value.message == "a.txt takes more than 1 seconds of the processor."
    assert caught.value.hint == "If it is meant, raise seconds in [limits] of sco_pub.toml."


def test_a_step_that_waits_for_what_never_comes_is_ended_by_the_clock_on_the_wall(monkeypatch):
    monkeypatch.setattr(bounds, "_WALL", 2)
    bounds.use(bounds.Bounds(Limits(seconds=1)))
    with pytest.raises(InputError, match=r"a\.txt takes more than 2 seconds\."), bounds.deadline("a.txt"):
        time.sleep(30)


def test_a_deadline_within_another_one_leaves_the_outer_one_running():
    bounds.use(bounds.Bounds(Limits(seconds=1)))
    with pytest.raises(InputError, match=r"outer\.txt"), bounds.deadline("outer.txt"):
        with bounds.deadline("inner.txt"):
            pass
        work_for(3)


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
        ('[fonts.ru]\nquote = ["a\\u0000b"]', "can't be a font"),
        (f'[paths]\nsource = "{"a" * 300}"', "can't be a path"),
    ],
)
def test_a_configuration_that_is_too_much_is_a_sentence(text, says):
    with pytest.raises(InputError, match=re.escape(says)):
        config.parse(text, "sco_pub.toml")


def test_limits_are_settings():
    assert config.parse("[limits]\nseconds = 5\npages = 7\n", "sco_pub.toml").limits == Limits(seconds=5, pages=7)


def test_patience_gives_a_running_alarm_more_time_and_starts_none() -> None:
    clocks = (signal.ITIMER_PROF, signal.ITIMER_REAL)
    bounds.longer(5)
    assert [signal.getitimer(clock)[0] for clock in clocks] == [0, 0]
    bounds.alarm()
    bounds.longer(5)
    running = [signal.getitimer(clock)[0] for clock in clocks]
    bounds.no_alarm()
    assert running == pytest.approx([5 * bounds.limits().seconds, bounds.patience(5)], abs=1)
