"""Take catalogues, give them to translators' tools; take what these hand back, give catalogues with just that changed.

A file is called PUB.LANG.ENDING, and most formats say inside whose they are; what a file says about its language is held against
where it is taken, since the same ids stand in every language.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

from sco_pub.edge import bounds, clock, files
from sco_pub.edge.exchange import commas, memories, omegat, sheets, weblate, words, xliff
from sco_pub.edge.glossary import render_omegat
from sco_pub.edge.po import file as po
from sco_pub.localise.exchange import Asked, Table, handed_out, taken_in
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Finding, Place
from sco_pub.model.wording import N_, phrase
from sco_pub.pipeline import catalogues, isolation
from sco_pub.pipeline.catalogue_tools import Written, present
from sco_pub.pipeline.house import Project, Publication
from sco_pub.pipeline.isolation import Failure


class Kind(StrEnum):
    """The formats, as they are named on the command line."""

    XLIFF = "xliff"
    XLIFF2 = "xliff2"
    DOCX = "docx"
    XLSX = "xlsx"
    CSV = "csv"
    TMX = "tmx"
    OMEGAT = "omegat"
    WEBLATE = "weblate"


_ENDING = {
    Kind.XLIFF: "xlf",
    Kind.XLIFF2: "xlf",
    Kind.DOCX: "docx",
    Kind.XLSX: "xlsx",
    Kind.CSV: "csv",
    Kind.TMX: "tmx",
    Kind.WEBLATE: "po",
}
_RENDER: dict[Kind, Callable[[Table], bytes]] = {
    Kind.XLIFF: xliff.render_1,
    Kind.XLIFF2: xliff.render_2,
    Kind.DOCX: words.render,
    Kind.XLSX: sheets.render,
    Kind.CSV: commas.render,
    Kind.TMX: memories.render,
}
_READ: dict[Kind, Callable[[bytes, str], Table]] = {
    Kind.XLIFF: xliff.read,
    Kind.XLIFF2: xliff.read,
    Kind.DOCX: words.read,
    Kind.XLSX: sheets.read,
    Kind.CSV: commas.read,
}


@dataclass(frozen=True, slots=True)
class Back:
    """What one file brought to one catalogue."""

    file: str
    path: str = ""
    applied: int = 0
    unchanged: int = 0
    approved: int = 0
    findings: tuple[Finding, ...] = ()
    failed: Failure | None = None


def hand_out(
    workshop: Project, kind: Kind, names: tuple[str, ...], languages: tuple[str, ...], folder: Path
) -> tuple[Written, ...]:
    """One file a catalogue in ``folder``; for OmegaT one project a language."""
    wanted = present(workshop, names, languages)
    if not wanted:
        raise InputError(N_("There is no catalogue to hand out."), hint=N_("Run `sco-pub update` first."))
    if kind is Kind.OMEGAT:
        used = dict.fromkeys(language for _, language, _ in wanted)
        return tuple(
            written
            for language in used
            for written in _projects(workshop, language, [item for item, lang, _ in wanted if lang == language], folder)
        )
    done = []
    for publication, language, path in wanted:

        def work(publication: Publication = publication, language: str = language) -> Written:
            catalogue = catalogues.read(workshop, publication, language)
            target = folder / f"{publication.name}.{language}.{_ENDING[kind]}"
            if kind is Kind.WEBLATE:
                return Written(str(target), files.write_text(target, weblate.approved_only(catalogue)))
            table = handed_out(catalogue, workshop.house.source_language)
            return Written(str(target), files.write_bytes(target, _RENDER[kind](table)), len(table.rows))

        shown = workshop.shown(path)
        written = isolation.attempt_in_time(shown, work)
        done.append(Written(shown, False, 0, written) if isinstance(written, Failure) else written)
    return tuple(done)


def _projects(
    workshop: Project, language: str, publications: Sequence[Publication], folder: Path
) -> tuple[Written, ...]:
    """A project of OmegaT's; never over one that is there: its memory would win over what is newer here."""
    place = folder / language
    if (place / omegat.PROJECT).exists():
        said = phrase(N_("There is a project in {path} already."), path=str(place))
        raise InputError(said, place=Place(str(place)), hint=N_("Import it, then export to another folder."))
    original, whole = workshop.house.source_language, present(workshop, (), (language,))
    with bounds.deadline(str(place), steps=len(whole)):
        tables = [handed_out(catalogues.read(workshop, item, lang), original) for item, lang, _ in whole]
        project = omegat.project(
            original,
            language,
            {item.name: po.render(catalogues.read(workshop, item, language)).encode() for item in publications},
            {table.publication: memories.render(table) for table in tables},
            render_omegat(catalogues.glossary(workshop), language),
        )
    for empty in ("target", "dictionary", "omegat"):
        (place / empty).mkdir(parents=True, exist_ok=True)
    return tuple(Written(str(place / name), files.write_bytes(place / name, data)) for name, data in project.items())


def take_in(
    workshop: Project, kind: Kind, sources: Sequence[Path], *, publication: str, language: str, by: str, dry: bool
) -> tuple[Back, ...]:
    """What each file (for OmegaT: each project, for Weblate: all together) brings; ``publication`` and ``language`` where its
    name doesn't say, ``by``: who read what comes back approved, where the file doesn't say."""
    asked = Asked(known=kind is not Kind.OMEGAT, texts=kind is not Kind.WEBLATE, by=by, date=clock.today())
    done = []
    for group in [tuple(sources)] if kind is Kind.WEBLATE else [(source,) for source in sources]:
        source = group[0]
        tables = isolation.attempt_in_time(str(source), partial(_tables, workshop, kind, group, language))
        if isinstance(tables, Failure):
            done.append(Back(str(source), failed=tables))
            continue
        for table in tables:
            work = partial(_taken, workshop, asked, source, table, (publication, language), dry)
            back = isolation.attempt_in_time(str(source), partial(files.again, work))
            done.append(Back(str(source), failed=back) if isinstance(back, Failure) else back)
    return tuple(done)


def _tables(workshop: Project, kind: Kind, group: Sequence[Path], language: str) -> tuple[Table, ...]:
    original, source = workshop.house.source_language, group[0]
    if kind is Kind.WEBLATE:
        return weblate.read({str(path): files.read_bytes(path, what=N_("file")) for path in group}, original)
    if kind is Kind.OMEGAT:
        return omegat.read(source, original)
    data = files.read_bytes(source, what=N_("file"))
    if kind is Kind.TMX:
        return (memories.read(data, str(source), original, language or _named(workshop, source)[1]),)
    return (_READ[kind](data, str(source)),)


def _taken(workshop: Project, asked: Asked, source: Path, table: Table, whose: tuple[str, str], dry: bool) -> Back:
    publication, language = _whose(workshop, source, table, whose)
    path = publication.catalogue(language)
    shown = workshop.shown(path)
    before, read = po.load(path, publication=publication.name, language=language, name=shown)
    taken = taken_in(read, table.rows, name=str(source), asked=asked)
    if taken.catalogue is not read and not dry:
        files.write_bytes(path, po.render(taken.catalogue).encode(), instead_of=before)
    return Back(str(source), shown, taken.applied, taken.unchanged, taken.approved, taken.findings)


def _whose(workshop: Project, source: Path, table: Table, asked: tuple[str, str]) -> tuple[Publication, str]:
    """The catalogue that a file belongs to: as asked, as it says itself, as it is called."""
    name, language = asked
    named = _named(workshop, source)
    name, language = name or _known(workshop, table.publication) or named[0], language or named[1]
    tags = catalogues.targets(workshop, ())
    language = language or next((tag for tag in tags if _same(tag, table.language)), "")
    if not name or not language:
        said = phrase(N_("{name} doesn't say which catalogue it belongs to."), name=str(source))
        raise InputError(said, place=Place(str(source)), hint=N_("Say it: --pub PUB --lang LANG."))
    if table.language and not _same(table.language, language):
        said = phrase(
            N_("{name} is in the language {theirs}, not {ours}."),
            name=str(source),
            theirs=table.language,
            ours=language,
        )
        raise InputError(said, place=Place(str(source)))
    catalogues.targets(workshop, (language,))
    (publication,) = workshop.publications((name,))
    publication.refuse()
    return publication, language


def _known(workshop: Project, name: str) -> str:
    return name if name in {item.name for item in workshop.publications()} else ""


def _named(workshop: Project, source: Path) -> tuple[str, str]:
    """What a file's name says: PUB.LANG.ENDING, with whatever a browser or a person put behind the language."""
    for publication in sorted(workshop.publications(), key=lambda item: -len(item.name)):
        for language in catalogues.targets(workshop, ()):
            if source.name.startswith(f"{publication.name}.{language}"):
                return publication.name, language
    return "", ""


def _same(one: str, other: str) -> bool:
    """Whether two tags name the same language, as far as both say: ru and ru-RU do."""
    parts = [tag.replace("_", "-").lower().split("-") for tag in (one, other)]
    return all(mine == yours for mine, yours in zip(*parts, strict=False))
