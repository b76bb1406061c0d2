"""Take a house, tell which of its publications were saved, as it happens.

Strategy.  The states of the files that a person edits (size, time) are looked at a few times a second; that works on every file
system, and a thousand publications take some hundredths of a second.  Editors save in steps (write beside, rename), so a
change is told when nothing has moved for a moment.  What the build itself writes into these folders is told as well, once:
the next build then finds nothing to do.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from sco_pub.edge import config
from sco_pub.pipeline.house import Project

_PAUSE = 0.3  # seconds between two looks
_QUIET = 2  # looks without a change before one is told

States = dict[str, tuple[int, int]]


def saved(workshop: Project, since: States) -> Iterator[tuple[str, ...]]:
    """The names of the publications that were saved, each time some were; () when it was the settings or the glossary.

    ``since``: the states before what was built last was read, so that nothing saved meanwhile is missed."""
    before, quiet = since, 0
    last = before
    while True:
        time.sleep(_PAUSE)
        now = states(workshop)
        quiet = quiet + 1 if now == last else 0
        last = now
        if now != before and quiet >= _QUIET:
            changed = {path for path in {*before, *now} if before.get(path) != now.get(path)}
            before = now
            yield names(workshop, changed)


def states(workshop: Project) -> States:
    """The files that a person edits, with their states."""
    found: States = {}
    paths = workshop.house.paths
    for folder in (workshop.root / paths.source, workshop.root / paths.translations):
        for here, _, files in os.walk(folder):
            for name in files:
                if name[0] not in ".#" and not name.endswith("~"):
                    _note(found, f"{here}/{name}")
    _note(found, str(workshop.root / config.NAME))
    return found


def names(workshop: Project, changed: set[str]) -> tuple[str, ...]:
    """The publications that files belong to; () if one belongs to all."""
    found = set()
    for path in changed:
        inside = Path(path).relative_to(workshop.root).parts
        if len(inside) < 3:  # source/NAME/file, translations/NAME/file
            return ()
        found.add(inside[-2] if inside[0] == workshop.house.paths.translations else inside[1])
    known = {item.name for item in workshop.publications()}
    return tuple(sorted(found & known)) if found <= known else ()


def _note(found: States, path: str) -> None:
    try:
        seen = os.stat(path)  # noqa: PTH116 - thousands of them
    except OSError:
        return
    found[path] = (seen.st_size, seen.st_mtime_ns)
