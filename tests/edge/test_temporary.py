"""A folder for a while goes with its owner: at once, or after a kill with the next run; nobody else's is touched."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from sco_pub.edge import temporary

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="who runs is known from /proc")
OWNER = """
import sys
from sco_pub.edge import temporary
with temporary.folder() as name:
    open(name + "/page.png", "w").close()
    print(name, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def a_place_of_our_own(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(temporary, "_swept", set())


def owner() -> tuple[subprocess.Popen[str], Path]:
    process = subprocess.Popen([sys.executable, "-c", OWNER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def ended(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_a_folder_is_gone_when_the_work_is_done(tmp_path):
    with pytest.raises(ValueError, match="work"), temporary.folder() as name:
        assert Path(name).parent == tmp_path
        raise ValueError("work")
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_left_is_swept_by_the_next_one():
    process, left = owner()
    ended(process)
    assert (left / "page.png").is_file()
    with temporary.folder():
        assert not left.exists()


def test_the_folder_of_a_run_that_lives_stays():
    process, theirs = owner()
    try:
        with temporary.folder():
            assert (theirs / "page.png").is_file()
    finally:
        ended(process)


def test_a_folder_whose_owner_s_number_another_process_has_now_is_swept(tmp_path):
    left = tmp_path / f"sco-pub-{os.getpid()}-1-abcdefgh"
    left.mkdir()
    with temporary.folder():
        assert not left.exists()


def test_a_folder_that_someone_holds_stays_though_its_number_is_nobody_s_here(tmp_path):
    elsewhere = tmp_path / "sco-pub-999999999-1-abcdefgh"
    elsewhere.mkdir()
    handle = temporary._lock(elsewhere)
    with temporary.folder():
        assert elsewhere.is_dir()
    assert handle is not None
    os.close(handle)


@pytest.mark.parametrize("name", ["sco-pub-x", "sco-pub-7-1-abc", "sco-public", "other"])
def test_what_isn_t_named_by_us_stays(tmp_path, name):
    (tmp_path / name).mkdir()
    with temporary.folder():
        assert (tmp_path / name).is_dir()


def test_a_link_with_such_a_name_is_not_followed(tmp_path):
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "text").touch()
    (tmp_path / "sco-pub-999999999-1-abcdefgh").symlink_to(kept)
    with temporary.folder():
        assert (kept / "text").is_file()


WORKING = """
import os, signal
from sco_pub.pipeline.workers import Piece, Workers
with Workers(2) as workers:
    workers.give(Piece(1, "operator:add", (1, 1), "sum"))
    print(next(workers.results())[1], flush=True)
    if {killed}:
        os.kill(os.getpid(), signal.SIGKILL)
"""


def worked(place: str | Path, *, killed: bool) -> str:
    """What a run with workers says."""
    command = [sys.executable, "-c", WORKING.format(killed=killed)]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "TMPDIR": str(place)}
    ).stdout


@pytest.mark.parametrize("killed", [False, True])
def test_workers_leave_nothing_behind_though_they_are_killed(killed, monkeypatch):
    with tempfile.TemporaryDirectory(dir="/tmp", prefix="t") as place:
        assert worked(place, killed=killed) == "2\n"
        assert bool(list(Path(place).iterdir())) == killed
        monkeypatch.setattr(tempfile, "tempdir", place)
        with temporary.folder():
            pass
        assert list(Path(place).iterdir()) == []


def test_a_place_for_temporary_files_may_be_longer_than_the_path_of_a_socket(tmp_path):
    place = tmp_path / ("long" * 30)
    place.mkdir()
    assert worked(place, killed=False) == "2\n"
