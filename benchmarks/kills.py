"""Whether a run that is killed leaves anything half or lost: ``python -m benchmarks.kills``.

For each command that writes, a small house (that of benchmarks.environments, with a translator's and an editor's own comments) is copied,
the command is begun there in a fork (benchmarks.forked) and killed with all that it started (SIGKILL) at a random moment of the time that it takes.  Then:

1. every file is as it was before, or as the command makes it: nothing half, nothing else (what is written beside, ``.NAME.XXXXXXXX.part``,
   and the store and records, which bear checksums, are passed over here);
2. every translation and comment of the catalogues is there;
3. the command run again ends as it does where nobody killed it, with the same bytes, and sweeps what the killed run left.  ``new``,
   ``language add`` and an export to OmegaT may say instead that all is there already: they don't write over what stands.

``--kills N`` for each command; ``--only WORD`` for some commands; ``--seed`` for other moments.  The exit code is 1 where anything is told.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks import forked
from benchmarks.environments import founded
from sco_pub.edge.po.file import parse, render

_ROOT = Path(__file__).resolve().parents[1]
_PART = re.compile(r"\..+\.[a-z0-9_]{8}\.part")
_HIDDEN = (
    ".store",
    ".made.json",
    ".stat",
    ".catalogues",
    ".trees.sqlite",
    "memory.sqlite",
    "memory.sqlite-journal",
    ".standing",
    "store",
)
_LONG_AGO = 3600  # seconds: what is written beside is swept when it is older than ten minutes
_LONG = 600.0  # seconds: no command takes so long
#: By the name of each: the commands that come before, and the one that is killed.
COMMANDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "make": (("make", "-q"),),
    "clean": (("clean", "raw"),),
    "clean a file": (("clean", "source/raw/raw.txt", "-o", "out/master.md"),),
    "update": (("update",),),
    "build": (("build", "made"),),
    "dist": (("dist", "--lang", "zh"),),
    "dist to a zip": (("dist", "--lang", "zh", "--zip", "all.zip"),),
    "review": (("review", "--by", "王某", "--date", "2024-05-06"),),
    "po normalize": (("po", "normalize"),),
    "po migrate": (("po", "migrate"),),
    "po restore": (("update", "-q"), ("po", "restore")),
    "po prefill": (("po", "prefill", "--command", "cat"),),
    "po glossary": (("po", "glossary", "terms.csv", "terms.tbx"),),
    "po replace-term": (("po", "replace-term", "--term", "信任", "--old", "Перевод", "--yes"),),
    "po export-tmx": (("po", "export-tmx", "all.tmx"),),
    "po import-tmx": (("po", "export-tmx", "all.tmx"), ("po", "import-tmx", "all.tmx")),
    "exchange export": (("exchange", "xliff", "export", "--to", "out"),),
    "exchange import": (("exchange", "csv", "export", "--to", "out"), ("exchange", "csv", "import", "out/made.ru.csv")),
    "exchange OmegaT": (("exchange", "omegat", "export", "--to", "out"),),
    "language add": (("language", "add", "kk"),),
    "new": (("new", "third", "source/raw/raw.txt"),),
    "init": (("init", "other"),),
}


def model(place: Path) -> None:
    """The house; a person has written into its catalogues."""
    founded(place)
    (place / "sco_pub.toml").write_text(
        (place / "sco_pub.toml").read_text().replace("\n\n", '\nglossary = "terms.csv"\n\n', 1)
    )
    (place / "terms.csv").write_text("zh,ru,ru:forbidden\n信任,доверие,\n治理,управление,\n")
    for path in sorted((place / "translations" / "made").glob("*.po")):
        read = parse(path.read_text(), publication="made", language=path.stem, path=path.name)
        entries = tuple(
            replace(each, comments=(*each.comments, "a word of the translator's own")) for each in read.entries[:-2]
        )
        empty = tuple(replace(each, target="") for each in read.entries[-2:])
        path.write_text(render(replace(read, entries=(*entries, *empty))))


def state(house: Path) -> dict[str, str]:
    """The digest of every file that isn't a record or a store."""
    found = {}
    for path in sorted(house.rglob("*")):
        name = path.relative_to(house)
        if path.is_file() and not _PART.fullmatch(path.name) and not any(part in _HIDDEN for part in name.parts):
            found[name.as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def written_by_hand(house: Path) -> dict[tuple[str, str], int]:
    """How often each translation and each comment of a person's stands in the catalogues."""
    found: dict[tuple[str, str], int] = {}
    for path in sorted((house / "translations" / "made").glob("*.po")):
        read = parse(path.read_text(), publication="made", language=path.stem, path=path.name)
        texts = [
            text
            for each in read.entries
            for text in (each.target, *each.comments)
            if text and not text.startswith("sco-")
        ]
        for text in texts:
            found[path.name, text] = found.get((path.name, text), 0) + 1
    return found


def done(house: Path, command: tuple[str, ...], seconds: float = _LONG) -> tuple[int | None, str]:
    """The exit code of a command, None if it was killed after so many seconds with what it had started; and what it said."""
    said = house.parent / "said"
    pid = forked.begun(command, house, said, {"PYTHONPATH": str(_ROOT), "SCO_PUB_STORE": str(house / "store")})
    return forked.ended(pid, seconds), said.read_bytes().decode("utf-8", "replace")


class Told(list[str]):
    """What is wrong after a kill."""

    def compare(self, now: dict[str, str], before: dict[str, str], after: dict[str, str]) -> None:
        for name in sorted(now.keys() | before.keys()):
            if now.get(name) not in (before.get(name), after.get(name)):
                self.append(f"{name} is neither as it was nor as it is to be")


def tried(name: str, place: Path, whole: Path, kills: int, rng: random.Random) -> Iterator[str]:
    """What each kill of a command left, in words; "" for nothing, "over" where the command had ended before."""
    *first, last = COMMANDS[name]
    start = place / "start"
    shutil.copytree(whole, start)
    for command in first:
        done(start, command)
    before, hand = state(start), written_by_hand(start)
    good = place / "good"
    shutil.copytree(start, good)
    began = time.monotonic()
    usual, _ = done(good, last)
    took = time.monotonic() - began
    after, still = state(good), written_by_hand(good)
    for number in range(kills):
        house = place / str(number)
        shutil.copytree(start, house)
        if done(house, last, rng.uniform(0, took))[0] is not None:
            yield "over"
        told = Told()
        told.compare(state(house), before, after)
        now = written_by_hand(house)
        told += [
            f"gone from {file}: {text[:40]!r}"
            for (file, text), count in hand.items()
            if now.get((file, text), 0) < min(count, still.get((file, text), 0))
        ]
        parts = [path for path in house.rglob(".*.part") if _PART.fullmatch(path.name) and "build" not in path.parts]
        for path in parts:
            os.utime(path, (time.time() - _LONG_AGO,) * 2)
        code, said = done(house, last)
        if code != usual and state(house) != after:
            told.append(f"run again: exit code {code} for {usual}: {said[-200:]}")
        told += [f"run again, {each} is otherwise" for each in sorted(after) if state(house).get(each) != after[each]]
        told += [f"left: {path.relative_to(house)}" for path in parts if path.exists()]
        yield "; ".join(told)
        shutil.rmtree(house)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--only", default="", metavar="WORD")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    all_, over, bad = 0, 0, 0
    forked.load()
    with tempfile.TemporaryDirectory(prefix="kills") as folder:
        whole = Path(folder) / "model"
        model(whole)
        for name in (each for each in COMMANDS if asked.only in each):
            place = Path(folder) / name
            place.mkdir()
            ended = list(tried(name, place, whole, asked.kills, random.Random(f"{asked.seed}:{name}")))
            shutil.rmtree(place)
            told = [each for each in ended if each not in ("", "over")]
            late = ended.count("over")
            all_, over, bad = all_ + asked.kills, over + late, bad + len(told)
            print(
                f"{name:18} {asked.kills - late} killed, {late} had ended, {len(told)} with something to tell",
                flush=True,
            )
            print(*(f"      ! {each}\n" for each in told), sep="", end="", flush=True)
    print(f"{all_ - over} kills, {bad} with something to tell")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
