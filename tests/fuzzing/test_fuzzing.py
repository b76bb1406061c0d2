"""Inputs of strangers, mutated from sound ones: each reader reads or refuses, and nothing else ever comes out of it.

The same few thousand inputs each time; ``make fuzz`` tries a million others.
"""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable

import pytest

from benchmarks.fuzzing.mutation import mutated
from benchmarks.fuzzing.run import fuzz, outcome, shares
from benchmarks.fuzzing.splices import spliced
from benchmarks.fuzzing.targets import CORPUS, TARGETS, sound
from tests.examples import PROFILE

FOUND = CORPUS.parent / "found"
INPUTS, LEAST = (400_000, 2_000) if PROFILE == "random" else (8_000, 40)
COUNTS = {kind: max(LEAST, count) for kind, count in shares(INPUTS, list(TARGETS)).items()}


@pytest.mark.parametrize("kind", TARGETS)
def test_what_is_sound_is_read(kind):
    for data in sound(kind):
        TARGETS[kind].run(data)


@pytest.mark.parametrize("kind", TARGETS)
def test_what_is_broken_is_read_or_refused(kind):
    ended, broke = fuzz(kind, 7, COUNTS[kind])
    assert not broke
    assert ended["read"] + ended["refused"] == COUNTS[kind]


@pytest.mark.parametrize("path", sorted(FOUND.iterdir()), ids=lambda path: path.name)
def test_what_once_broke_a_reader_is_read_or_refused(path):
    """Inputs that long runs found (benchmarks/fuzzing/README.md), by their kind."""
    assert outcome(path.name.rpartition("-")[0], path.read_bytes()) in ("read", "refused")


def test_the_same_seed_gives_the_same_inputs():
    files = sound("po")
    assert [mutated(f"po:1:{n}", files) for n in range(50)] == [mutated(f"po:1:{n}", files) for n in range(50)]
    assert mutated("po:1:0", files) != mutated("po:2:0", files)


SPLICED: dict[str, Callable[[bytes], object]] = {
    "docx": lambda data: bool(zipfile.ZipFile(io.BytesIO(data)).infolist()),
    "table-xlsx": lambda data: bool(zipfile.ZipFile(io.BytesIO(data)).infolist()),
    "pdf": lambda data: data.startswith(b"%PDF-") and data.count(b" obj") + data.count(b" R") > 0,
    "state": json.loads,
    "xliff": lambda data: data.startswith(b"<?xml"),
}


@pytest.mark.parametrize("kind", SPLICED)
def test_pieces_change_their_places_in_files_that_stay_what_they_are(kind):
    files = sound(kind)
    made = [spliced(random.Random(n), files[n % len(files)], files) for n in range(60)]
    for data in made:
        SPLICED[kind](data)
    assert len(set(made) - set(files)) > 20
