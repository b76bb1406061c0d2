"""Take a publication, give its Master: master.md read by pandoc, strictly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sco_pub.edge import bounds, files
from sco_pub.edge.pandoc.cache import Trees
from sco_pub.edge.pandoc.uncalled import read_masters
from sco_pub.localise.extract import extract
from sco_pub.localise.inlines import InlineCodec
from sco_pub.localise.notes import every_note
from sco_pub.model import ast
from sco_pub.model.catalogue import Template
from sco_pub.model.document import Document, Master
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Place
from sco_pub.model.wording import N_, phrase
from sco_pub.pipeline import stores
from sco_pub.pipeline.house import Project, Publication
from sco_pub.structure import three_way

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_WORDS = frozenset({"Str", "MetaString"})
_YEAR = re.compile(r"(?<!\d)(1[6-9]|20)\d\d(?!\d)")
_NO_DATE = 315_532_800  # 1980-01-01, the first day a zip archive can hold


def load(workshop: Project, publications: Sequence[Publication]) -> tuple[Master, ...]:
    """The masters of several publications, parsed in one pandoc process, or not at all where an update has read them before."""
    for publication in publications:
        publication.refuse()
    names = [workshop.shown(publication.master) for publication in publications]
    sources = [
        source(publication.master, name, publication.name)
        for publication, name in zip(publications, names, strict=True)
    ]
    store = stores.place(workshop)
    documents = read_masters([text for _, text in sources], names, Trees(store) if store.is_dir() else None)
    return tuple(
        master(publication.name, name, files.sha256(data), document, workshop.house.source_language)
        for publication, name, (data, _), document in zip(publications, names, sources, documents, strict=True)
    )


def source(path: Path, shown: str, publication: str = "") -> tuple[bytes, str]:
    """A master's bytes and text; InputError when there is none or it isn't one."""
    if not path.is_file():
        raise InputError(
            phrase(N_("There is no master {shown} yet."), shown=shown),
            place=Place(shown),
            hint=phrase(N_("Run `{command}`."), command=f"sco-pub clean {publication}".strip()),
        )
    data = files.read_bytes(path)
    return data, text(data, shown, path)


def text(data: bytes, shown: str, path: Path | None = None) -> str:
    """A master's bytes as text; InputError where they are none."""
    if b"\0" in data:
        raise InputError(phrase(N_("{shown} isn't a text file."), shown=shown), place=Place(shown))
    text = files.decoded(data, path or Path(shown), what=N_("master"))
    if line := three_way.marked(text):
        said = phrase(N_("{shown} has changes that collide and aren't settled (line {line})."), shown=shown, line=line)
        raise InputError(said, place=Place(shown, line), hint=N_("Keep what is right there, and take out the marks."))
    return text


def master(publication: str, shown: str, digest: str, document: Document, source_language: str) -> Master:
    """The Master of a document that pandoc read; its language is the master's own, or else the house's."""
    if not document.blocks:
        raise InputError(
            phrase(N_("{shown} has no text."), shown=shown),
            place=Place(shown),
            hint=N_("A master is front matter and paragraphs."),
        )
    most = bounds.limits().notes
    if sum(1 for _ in every_note(document)) > most:
        raise bounds.passed(shown, phrase(N_("has more than {most} notes"), most=most), "notes")
    lang = ast.stringify(document.meta.get("lang")) or source_language
    return Master(publication, shown, digest, lang, document)


def of_bytes(publication: str, shown: str, data: bytes, source_language: str, store: Path | None) -> Master:
    """The Master in a file's bytes; ``store``: where pandoc's trees are kept.  InputError where they are none."""
    (document,) = read_masters([text(data, shown)], [shown], Trees(store) if store else None)
    return master(publication, shown, files.sha256(data), document, source_language)


def template(master: Master, codec: InlineCodec) -> Template:
    """The master's segments; InputError for more than there may be."""
    made = extract(master, codec).value
    most = bounds.limits().segments
    if len(made.segments) > most:
        raise bounds.passed(master.path, phrase(N_("has more than {most} segments"), most=most), "segments")
    return made


def _days(found: re.Match[str]) -> int:
    """The days from 1970 to a date; 0 for one that no calendar has."""
    try:
        return max((date(int(found[1]), int(found[2]), int(found[3])) - date(1970, 1, 1)).days, 0)
    except ValueError:
        return 0


def epoch(master: Master) -> int:
    """The only time that outputs may know, in seconds since 1970: the last day in ``history``, or else 1 January of the year
    the text appeared in.

    The year is the first one in ``date`` or ``published-in``; a master without one counts as the first day of 1980.
    """
    changed = " ".join(part["c"] for part in ast.walk(master.document.meta.get("history")) if part["t"] in _WORDS)
    if last := max((_days(found) for found in _DAY.finditer(changed)), default=0):
        return last * 86_400
    for name in ("date", "published-in"):
        found = _YEAR.search(ast.stringify(master.document.meta.get(name)))
        if found:
            year = int(found[0])
            days = (year - 1970) * 365 + (year - 1969) // 4 - (year - 1901) // 100 + (year - 1601) // 400
            return max(days * 86_400, _NO_DATE)
    return _NO_DATE
