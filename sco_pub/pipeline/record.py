"""What stands in a publication's build folder and what it was made of, in one file; and the digests of files, read once.

Strategy.  ``build/PUB/.made.json`` has a row for each step (key, parts of the key, outputs) and one for each file whose
digest is known: size, times and inode, as in Git's index.  A file whose row still fits is not read again.  One that was changed
so shortly before it was looked at that a later change could bear the same time gets its row when that time is over (``ripe``).
A record that can't be read counts as none: then everything is looked at again, nothing worse.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sco_pub.edge import bounds, files
from sco_pub.edge.store import sha256
from sco_pub.model.errors import InputError

NAME = ".made.json"
ABSENT = ""
_CLOSE = (
    100_000_000  # nanoseconds: file systems' times move in steps of 4 to 10 ms, FAT's and some network's in larger ones
)


#: The files that this run has looked at, and in which state: what `cli.standing` compares the next time.
_looked_at: dict[str, list[int] | None] = {}


def looked_at() -> dict[str, str]:
    """The state of each file that was looked at since the last time this was asked, as cli.standing writes it."""
    seen = {path: ",".join(map(str, state)) if state else "-" for path, state in _looked_at.items()}
    _looked_at.clear()
    return seen


class Record:
    """The record of one folder; ``save`` writes it where something changed."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self.steps: dict[str, dict[str, Any]] = {}
        self._files: dict[str, list[Any]] = {}
        self._young: dict[Path, list[Any]] = {}
        self._before = ""
        try:
            self._before = files.read_text(self._path)
            known = json.loads(self._before)
            self.steps = {name: row for name, row in known["steps"].items() if _is_row(row)}
            self._files = {name: row for name, row in known["files"].items() if isinstance(row, list) and len(row) == 5}
            json.dumps(
                [self.steps, self._files], ensure_ascii=False
            ).encode()  # a lone surrogate can be read, not written
        except (InputError, OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            self.steps, self._files = {}, {}

    def digest(self, path: Path) -> str:
        """The sha256 of a file's bytes; ABSENT where there is none.  InputError for one that can't be read."""
        state = _state(path)
        _looked_at[str(path)] = state
        if state is None:
            self._files.pop(str(path), None)
            return ABSENT
        row = self._files.get(str(path))
        if row is not None and row[:4] == state:
            return str(row[4])
        return self.learn(path, sha256(files.read_bytes(path)), state)

    def learn(self, path: Path, digest: str, state: list[int] | None = None) -> str:
        """Remember the digest of a file that has just been read or written."""
        state = state or _state(path)
        _looked_at[str(path)] = state
        self._files.pop(str(path), None)
        if state is not None and time.time_ns() - max(state[1:3]) > _CLOSE:
            self._files[str(path)] = [*state, digest]
        elif state is not None:
            self._young[path] = [*state, digest]
        return digest

    @property
    def ripe(self) -> int:
        """When (in nanoseconds since 1970) all files that wait for their row can have it; 0 where none waits."""
        return max((max(row[1:3]) + _CLOSE for row in self._young.values()), default=0)

    def ripen(self) -> None:
        """Give those files their rows that have stayed as they were, and write what is known."""
        now = time.time_ns()
        for path, row in self._young.items():
            if _state(path) == row[:4] and now - max(row[1:3]) > _CLOSE and sha256(files.read_bytes(path)) == row[4]:
                self._files[str(path)] = row
            else:
                _looked_at[str(path)] = None  # someone was at it meanwhile: next time it is looked at again
        self._young.clear()
        self.save()

    def save(self) -> None:
        """Write what is known, unless it stands there."""
        # on one line: with indents it is written in Python, which took half the time of a large house in which little changed
        text = json.dumps({"steps": self.steps, "files": self._files}, sort_keys=True, ensure_ascii=False) + "\n"
        if text != self._before:
            # a machine whose locale is ASCII has such names as escaped bytes: they are written as the bytes that they are
            files.write_bytes(self._path, text.encode("utf-8", "surrogateescape"))
            self._before = text


def _state(path: Path) -> list[int] | None:
    bounds.reach(path)
    try:
        seen = os.stat(path)  # noqa: PTH116 - thousands of them
    except (OSError, ValueError):
        return None
    return [seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino]


def _is_row(row: Any) -> bool:
    return (
        isinstance(row, Mapping)
        and isinstance(row.get("key"), str)
        and isinstance(row.get("parts"), Mapping)
        and isinstance(row.get("outputs"), Mapping)
        and isinstance(row.get("said"), Mapping)
    )


def settled(records: Iterable[Record]) -> list[Record]:
    """Write those records whose files can have their rows by now; the others, which have to wait."""
    waiting, now = [], time.time_ns()
    for record in records:
        if record.ripe < now:
            record.ripen()
        else:
            waiting.append(record)
    return waiting


def settle(records: Iterable[Record]) -> None:
    """Wait until the files that were just written can have their rows (a moment), and write the records."""
    records = list(records)
    wait = (max((record.ripe for record in records), default=0) - time.time_ns()) / 1e9
    if 0 < wait < 1:  # more is a clock that goes wrong: a file server's, say
        time.sleep(wait + 0.001)
    for record in records:
        record.ripen()
