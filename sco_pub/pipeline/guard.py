"""Take catalogues on disk, hold them against what they were: the last commit, or without git the last update.

``update`` and ``check`` tell what finished work is gone (localise.guard), ``sco-pub po restore`` puts it back.  What an update
left is copied into ``build/.catalogues/``; a catalogue that lost something doesn't take the place of its better copy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sco_pub.edge import files, git
from sco_pub.edge.po import file as po
from sco_pub.localise import guard
from sco_pub.model.catalogue import Catalogue
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Finding
from sco_pub.model.wording import N_, Value, phrase
from sco_pub.pipeline.house import Project, Publication

_KEPT = ".catalogues"
HEAD = "HEAD"


@dataclass(frozen=True, slots=True)
class Former:
    """A catalogue's bytes as they were, and of when they are, as people call it."""

    data: bytes
    since: Value


def former(
    workshop: Project, catalogues: Sequence[tuple[Publication, str]], revision: str = HEAD
) -> Mapping[tuple[str, str], Former]:
    """What each catalogue was, by publication and language; those of which nothing is known are left out."""
    paths = {publication.catalogue(language): (publication, language) for publication, language in catalogues}
    committed = git.committed(workshop.root, tuple(paths), revision)
    found = {}
    for path, (publication, language) in paths.items():
        data: bytes | None = committed.get(path)
        since: Value = revision
        if data is None and revision == HEAD:
            copy = _copy(workshop, publication.name, language)
            data, since = (files.read_bytes(copy) if copy.is_file() else None), phrase(N_("the last update"))
        if data is not None:
            found[publication.name, language] = Former(data, since)
    return found


def told(before: Former | None, now: Catalogue, data: bytes | None = None) -> tuple[Finding, ...]:
    """PO-030, if finished work is gone; nothing where the former state can't be read, which isn't this catalogue's fault.
    ``data``: the bytes of the catalogue, if they are at hand: the same bytes have lost nothing."""
    old = _read(before, now) if before is not None and before.data != data else None
    return guard.told(old, now, before.since) if old is not None and before is not None else ()


def restored(before: Former, now: Catalogue) -> tuple[Catalogue, int]:
    """The catalogue with what is gone put back, and in how many entries."""
    old = _read(before, now)
    return guard.restored(old, now) if old is not None else (now, 0)


def keep(workshop: Project, publication: str, language: str, data: bytes) -> None:
    """Copy what an update left."""
    files.write_bytes(_copy(workshop, publication, language), data)


def _copy(workshop: Project, publication: str, language: str) -> Path:
    return workshop.root / workshop.house.paths.build / _KEPT / publication / f"{language}.po"


def _read(before: Former, now: Catalogue) -> Catalogue | None:
    try:
        text = before.data.decode("utf-8")
        return po.parse(text, publication=now.publication, language=now.language, path=now.path)
    except (InputError, ValueError):
        return None
