"""Take a PO file, give a Catalogue; take a Catalogue, give its file.

Two readers stand behind this door: one for files in the canonical form, which are nearly all (edge.po.canonical_text), and one
for what other tools and hands write (edge.po.foreign, through polib).  Nothing of a translator is dropped: comments, flags,
previous texts, obsolete entries, header comments and foreign header fields come back as they were.  There is one writer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from sco_pub.edge import bounds
from sco_pub.edge.files import decoded, read_bytes, write_text
from sco_pub.edge.po.canonical_text import read_canonical, render
from sco_pub.edge.po.foreign import read_foreign
from sco_pub.model.catalogue import Catalogue, Entry, Key
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Place
from sco_pub.model.wording import N_, phrase

__all__ = ["parse", "read_catalogue", "render", "write_catalogue"]

_MSGID = re.compile(r'^(?:#~[ \t]*)?msgid[ \t"]', re.MULTILINE)  # one an entry: counting costs nothing, reading does


def read_catalogue(path: Path, *, publication: str, language: str, name: str | None = None) -> Catalogue:
    """The catalogue in a file.  ``name`` is the path as the user writes it.  InputError: one sentence, with the line."""
    return load(path, publication=publication, language=language, name=name)[1]


def load(path: Path, *, publication: str, language: str, name: str | None = None) -> tuple[bytes, Catalogue]:
    """The bytes of a file and the catalogue in it, of one reading."""
    data = read_bytes(path, what=N_("catalogue"))
    text = decoded(data, path, what=N_("catalogue"))
    return data, parse(text, publication=publication, language=language, path=name or str(path))


def write_catalogue(path: Path, catalogue: Catalogue, *, instead_of: bytes | None = None) -> bool:
    """Write the canonical text beside and rename; False, and nothing touched, when the file has it already.
    ``instead_of``: see edge.files.write_bytes."""
    return write_text(path, render(catalogue), instead_of=instead_of)


def parse(text: str, *, publication: str, language: str, path: str) -> Catalogue:
    """The catalogue that a PO text holds; InputError for a broken file (edge.po.foreign) and for an entry that is there twice."""
    most = bounds.limits().segments
    if sum(1 for _ in _MSGID.finditer(text)) > most + 1:  # one is the header's
        raise _too_many(path, most)
    catalogue = read_canonical(text, publication=publication, language=language, path=path)
    if catalogue is None:
        catalogue = read_foreign(text, publication=publication, language=language, path=path)
    if len(catalogue.entries) > most:
        raise _too_many(path, most)
    _refuse_duplicates(catalogue.entries, path)
    return catalogue


def _too_many(path: str, most: int) -> InputError:
    return bounds.passed(path, phrase(N_("has more than {most} entries"), most=most), "segments")


def _refuse_duplicates(entries: Sequence[Entry], path: str) -> None:
    seen: dict[Key, int | None] = {}
    for entry in entries:
        if entry.obsolete:
            continue
        if entry.key in seen:
            raise InputError(
                phrase(
                    N_("{path} has the same entry twice (lines {first} and {second})."),
                    path=str(path),
                    first=seen[entry.key] or 0,
                    second=entry.line or 0,
                ),
                place=Place(path, entry.line),
                hint=N_("Keep one of them; `sco-pub po merge-driver` prevents this in merges."),
            )
        seen[entry.key] = entry.line
