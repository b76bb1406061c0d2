"""A disk that is full: one sentence, nothing half written, and the next build is whole."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.environments import Environment, founded, made, run

ROOT = Path(__file__).resolve().parents[2]
VERB = ("build", "-q", "made", "--format", "html", "--format", "docx", "-j", "1")
OF_OUR_OWN = ["unshare", "--map-root-user", "--mount"]  # a disk that nobody else sees
INSIDE = """
import json, subprocess, sys
from pathlib import Path
from shutil import copytree
from benchmarks.environments import Environment, made, run

model, disk, room = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
verb, house = sys.argv[4:], disk / "house"

def sized(size, *options):
    subprocess.run(["mount", "-o", f"size={size}k", *options, str(disk)], check=True)

sized(10_000, "-t", "tmpfs", "tmpfs")
copytree(model, house)
used = int(subprocess.check_output(["du", "-sk", str(disk)]).split()[0])
sized(used + room, "-o", "remount")
told = run(Environment(""), house, verb)
left, parts = made(house), [str(path) for path in house.rglob("*.part")]
sized(10_000, "-o", "remount")
print(json.dumps([told, left, parts, run(Environment(""), house, verb), made(house)]))
"""


def own_disk() -> bool:
    """Whether a process may have a disk of its own here."""
    return (
        shutil.which("unshare") is not None
        and not subprocess.run([*OF_OUR_OWN, "true"], capture_output=True).returncode
    )


@pytest.mark.skipif(not own_disk(), reason="this system gives nobody a disk of their own")
@pytest.mark.parametrize("room", [8, 60, 120])
def test_a_full_disk_is_one_sentence_and_the_next_build_is_whole(tmp_path: Path, room: int) -> None:
    founded(tmp_path / "model")
    disk = tmp_path / "disk"
    disk.mkdir()
    done = subprocess.run(
        [*OF_OUR_OWN, sys.executable, "-c", INSIDE, str(tmp_path / "model"), str(disk), str(room), *VERB],
        env=os.environ | {"PYTHONPATH": str(ROOT)}, check=True, capture_output=True, text=True,
    )  # fmt: skip
    (code, said), left, parts, again, whole = json.loads(done.stdout)
    assert code == 2
    assert said.count("No space left on device") == 1
    assert "Traceback" not in said
    assert parts == []
    assert again == [0, ""]
    assert left.items() <= whole.items(), "what was written is whole"

    run(Environment(""), tmp_path / "model", VERB)
    assert whole == made(tmp_path / "model")
