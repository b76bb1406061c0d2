"""Hold the cleaner against what it did when status.txt was written: ``python -m benchmarks.cleaning.yardstick``.

60 generated articles (10 of them as PDFs too), pages of many kinds, the hand-written cases and, where their folder is there, the real articles are
cleaned on all cores; each gives a line of marks (benchmarks.cleaning.records).  A line that isn't the committed one is shown
field by field, and the exit code is 1.  ``--renew`` writes the file anew: what changed is then seen and committed on purpose.
``make test`` runs this.

The file.  One text a line, sorted, so that two branches' changes meet on the same line only where both change the same text;
git keeps both lines then (.gitattributes: merge=union), which counts as a difference until the file is renewed.  The lines of
real articles hold counts and digests, nothing of their text; where the folder isn't there, they are neither checked nor
changed.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.cleaning.records import CASES, Record, measure, real_folder
from tests.corpus import album

STATUS = Path(__file__).with_name("status.txt")
RENEW = "python -m benchmarks.cleaning.yardstick --renew"
FIRST, TEXTS, PDFS = 14001, 60, 10  # seeds that nobody tuned for, as in benchmarks.cleaning.run
_SHOWN = 40  # lines of differences: what one screen holds
_HEAD = f"# What the cleaner makes of each text (benchmarks/cleaning/records.py says how to read it).  Renew: {RENEW}\n"
_DIGESTS = ("master", "report")
_RANK = {"right": 0, "flagged": 1, "silent": 2}


def names(*, texts: int = TEXTS, pdfs: int = PDFS, real: bool = True) -> list[str]:
    """The texts of the yardstick; the slow ones first, so that no core waits for them at the end."""
    folder = real_folder() if real else None
    others = [*folder.glob("pdf/*.pdf"), *folder.glob("txt/*.txt")] if folder else []
    return [
        *(f"real/{path.stem}" for path in sorted(others)),
        *(f"pdf/{FIRST + n}" for n in range(pdfs)),
        *(f"text/{FIRST + n}" for n in range(texts)),
        *(f"page/{name}" for name in album.names()),
        *(f"case/{path.name.removesuffix('.raw.txt')}" for path in sorted(CASES.glob("*.raw.txt"))),
    ]


def measured(wanted: Sequence[str], cores: int | None = None) -> Iterator[Record]:
    """The record of each text, in any order."""
    count = min(cores or os.cpu_count() or 1, len(wanted))
    if count < 2:
        yield from map(measure, wanted)
        return
    with multiprocessing.get_context("spawn").Pool(count) as pool:
        yield from pool.imap_unordered(measure, wanted)


def written(lines: Iterable[str]) -> str:
    return _HEAD + "".join(f"{line}\n" for line in sorted(lines))


def read(text: str) -> dict[str, list[str]]:
    """The lines of a status file by text; more than one where two branches met."""
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            found.setdefault(line.split()[0], []).append(line)
    return found


def marks(line: str) -> dict[str, str]:
    return dict(mark.split("=", 1) for mark in line.split()[1:])


@dataclass(frozen=True, slots=True)
class Difference:
    """What is otherwise in a text: each field with its mark before and now; ``better`` is None where nobody can say."""

    name: str
    fields: tuple[tuple[str, str, str], ...]
    note: str = ""

    @property
    def better(self) -> bool | None:
        steps = {sign for key, before, now in self.fields if (sign := step(key, before, now))}
        return steps == {1} if len(steps) == 1 else None

    def __str__(self) -> str:
        shown = [f"{key} {_said(key, a)} → {_said(key, b)}" for key, a, b in self.fields if key not in _DIGESTS]
        only = " and ".join(key for key, _, _ in self.fields if key in _DIGESTS)
        if not shown and only:
            shown = [f"other bytes in the {only}, the same marks"]
        word = {True: "better", False: "WORSE", None: "other"}[self.better]
        return f"{word:<7}{self.name}: {'; '.join([*shown, self.note] if self.note else shown)}"


def _said(key: str, mark: str) -> str:
    return mark or ("no" if key in ("refused", "crashed") else "right")


def step(key: str, before: str, now: str) -> int:
    """1 when a field's mark became better, -1 when worse, 0 when it can't be said: by kind, then by how many are right."""
    if key in _DIGESTS or key == "asks":
        return 0
    if key in ("refused", "crashed"):
        return (bool(before) > bool(now)) - (bool(before) < bool(now))
    a, b = _weight(before), _weight(now)
    return 0 if a is None or b is None else (a > b) - (a < b)


def _weight(mark: str) -> tuple[float, int] | None:
    """How bad a mark is: how much is wrong, then whether nothing asks."""
    word, _, count = (mark or "right").partition(":")
    if word not in _RANK:
        return None
    if "/" in count:
        right, _, rest = count.partition("/")
        wanted, _, false = rest.partition("+")
        return float(int(wanted) - int(right) + int(false or 0)), _RANK[word]
    return float(count.rpartition("of")[2] or 0), _RANK[word]


def differences(before: Mapping[str, Sequence[str]], now: Mapping[str, Record]) -> list[Difference]:
    """What differs, the worst first."""
    found = []
    for name, record in sorted(now.items()):
        lines = before.get(name, ())
        old, new = marks(lines[0]) if lines else {}, marks(record.line())
        fields = tuple((k, old.get(k, ""), new.get(k, "")) for k in {**new, **old} if old.get(k) != new.get(k))
        note = "new" if not lines else "written twice: two branches met" if len(lines) > 1 else ""
        if fields or note:
            found.append(Difference(name, fields if lines else (), note))
    return sorted(found, key=lambda d: ({False: 0, None: 1, True: 2}[d.better], d.name))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--renew", action="store_true", help="write status.txt anew")
    parser.add_argument("--texts", type=int, default=TEXTS, help="generated articles")
    parser.add_argument("--pdfs", type=int, default=PDFS, help="of them as PDFs too")
    parser.add_argument("--no-real", action="store_true", help="leave the real articles out")
    parser.add_argument("--only", help="texts whose name begins so: text/, pdf/14003, case/, real/h")
    parser.add_argument("--json", type=Path, help="write every record to this file and compare nothing")
    parser.add_argument("--cores", type=int)
    options = parser.parse_args()
    began = time.perf_counter()
    wanted = names(texts=options.texts, pdfs=options.pdfs, real=not options.no_real)
    wanted = [name for name in wanted if name.startswith(options.only or "")]
    now = {record.name: record for record in measured(wanted, options.cores)}
    if options.json:
        options.json.write_text(json.dumps([now[name].as_json() for name in sorted(now)], ensure_ascii=False, indent=1))
        return
    before = read(STATUS.read_text(encoding="utf-8")) if STATUS.exists() else {}
    gone = [name for name in before if name.startswith("case/") and name not in now and not options.only]
    if options.renew:
        kept = {name: lines[0] for name, lines in before.items() if name not in gone}
        STATUS.write_text(written((kept | {name: record.line() for name, record in now.items()}).values()), "utf-8")
        print(f"{len(now)} lines of {STATUS.name} are renewed; look at `git diff` and commit it with the change.")
        return
    sys.exit(_told(differences(before, now), gone, len(now), time.perf_counter() - began))


def _told(found: Sequence[Difference], gone: Sequence[str], count: int, seconds: float) -> int:
    """Print what differs; the exit code."""
    lines = [*map(str, found), *(f"gone   {name}" for name in gone)]
    print("\n".join(lines[:_SHOWN]))
    if len(lines) > _SHOWN:
        print(f"and {len(lines) - _SHOWN} more")
    if not lines:
        print(f"yardstick: {count} texts come out as in {STATUS.name} ({seconds:.0f} s)")
        return 0
    better, worse = (sum(d.better is flag for d in found) for flag in (True, False))
    print(
        f"yardstick: {len(lines)} of {count} texts differ from {STATUS.name}: {better} better, {worse} worse ({seconds:.0f} s).\n"
        f"If that is meant, renew the file and commit it with the change:\n\n    {RENEW}\n"
    )
    return 1


if __name__ == "__main__":
    main()
