"""Take a house, give its languages: named, added, taken away; the house's own words in each (``translations/labels/LANG.po``).

A language is a line in sco_pub.toml and a catalogue in each publication.  Adding one writes both, and where the program has no
words for it (“Abstract”, “Notes”) a catalogue of these too.  Taking one away takes the line: translators' files stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sco_pub.edge import config, files, labels
from sco_pub.edge.po import file as po
from sco_pub.localise.po_header import new_catalogue
from sco_pub.localise.update import update
from sco_pub.model import scripts
from sco_pub.model.catalogue import Catalogue, Segment, Template
from sco_pub.model.codes import catalogues as codes
from sco_pub.model.edition import Progress
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Finding, Place, found
from sco_pub.model.wording import N_, phrase
from sco_pub.pipeline.house import LABELS, Project

_LANGUAGES = re.compile(r"^languages\s*=\s*\[[^\]]*\]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Listed:
    """A language of the house: its own name, how many catalogues it has of how many publications, and its labels."""

    language: str
    name: str
    is_source: bool
    catalogues: int
    publications: int
    labels: Progress


def listed(workshop: Project) -> tuple[Listed, ...]:
    """Every language of the house, in its order."""
    publications = workshop.standing()
    source = workshop.house.source_language
    return tuple(
        Listed(
            language,
            labels.language_name(language, in_language=language),
            language == source,
            sum(item.catalogue(language).is_file() for item in publications),
            len(publications),
            progress(workshop, language),
        )
        for language in workshop.house.languages
    )


def progress(workshop: Project, language: str) -> Progress:
    """How far the labels of a language are."""
    count = labels.count()
    done = count - len(labels.missing(language, workshop.labels(language).parent))
    return Progress(segments=count, translated=done, untranslated=count - done)


def told(workshop: Project, languages: Sequence[str]) -> tuple[Finding, ...]:
    """PO-050 for each language in which the house's pages would have English words."""
    said = []
    for language in languages:
        path = workshop.labels(language)
        if missing := labels.missing(language, workshop.labels(language).parent):
            place = Place(workshop.shown(path))
            said.append(found(codes.NO_LABELS, place, count=len(missing), of=labels.count(), language=language))
    return tuple(said)


def write_labels(workshop: Project, languages: Sequence[str]) -> tuple[Path, ...]:
    """Make or bring up to date the house's labels of the languages that need some or have a file; what was written."""
    written = []
    for language in languages:
        path = workshop.labels(language)
        if path.is_file() or labels.missing(language, workshop.labels(language).parent):
            before = files.standing(path)
            catalogue = _catalogue(workshop, language)
            written += [path] if po.write_catalogue(path, catalogue, instead_of=before) else []
    return tuple(written)


def _catalogue(workshop: Project, language: str) -> Catalogue:
    """The house's catalogue of labels with every msgid there is; what stands in its file stays."""
    path = workshop.labels(language)
    shown = workshop.shown(path)
    segments = tuple(Segment("", message, (about,)) for message, about in labels.messages())
    before = (
        po.read_catalogue(path, publication=LABELS, language=language, name=shown)
        if path.is_file()
        else new_catalogue(LABELS, language, shown, plural_forms=labels.plural_forms(language))
    )
    return update(Template(LABELS, "en", "", segments), before).value


def add(workshop: Project, language: str) -> Project:
    """The house with one more language, named in sco_pub.toml, whose every other line stays as it is."""
    labels.locale_of(language)
    if scripts.script_of(language) is None:
        name, code = labels.language_name(language), scripts.code_of(language)
        raise InputError(
            phrase(N_("Editions in {name} can't be set: the script {code} isn't supported."), name=name, code=code),
            place=Place(language),
            hint=phrase(N_("Supported are {known} (ISO 15924)."), known=", ".join(scripts.SCRIPTS)),
        )
    if language in workshop.house.languages and _half_added(workshop, language):
        return workshop
    if language in workshop.house.languages:
        raise InputError(
            phrase(N_("The house has the language {language} already."), language=language), place=Place(config.NAME)
        )
    return _with(workshop, (*workshop.house.languages, language))


def _half_added(workshop: Project, language: str) -> bool:
    """Whether catalogues of a language are lacking: a run that was to add it was ended before it had made them."""
    return any(
        item.master.is_file() and not item.catalogue(language).is_file()
        for item in workshop.publications()
        if workshop.of(item, (language,)) and language != workshop.house.source_language
    )


def remove(workshop: Project, language: str) -> Project:
    """The house without a language; its catalogues and labels stay on disk."""
    if language not in workshop.house.languages:
        known = ", ".join(workshop.house.languages)
        said = N_("The house has no language {language}; it has {known}.")
        raise InputError(phrase(said, language=language, known=known), place=Place(config.NAME))
    if language == workshop.house.source_language:
        said = N_("{language} is the language of the masters and can't be taken away.")
        raise InputError(phrase(said, language=language), place=Place(config.NAME))
    return _with(workshop, tuple(item for item in workshop.house.languages if item != language))


def files_of(workshop: Project, language: str) -> tuple[str, ...]:
    """The files of a language that stand in the house: catalogues and labels."""
    paths = (*(item.catalogue(language) for item in workshop.standing()), workshop.labels(language))
    return tuple(workshop.shown(path) for path in paths if path.is_file())


def _with(workshop: Project, languages: tuple[str, ...]) -> Project:
    path = workshop.root / config.NAME
    text = files.read_text(path, what=N_("configuration")) if path.is_file() else ""
    line = f"languages = [{', '.join(f'{chr(34)}{item}{chr(34)}' for item in languages)}]"
    found_line = _LANGUAGES.search(text)
    changed = text[: found_line.start()] + line + text[found_line.end() :] if found_line else f"{line}\n{text}"
    house = config.parse(changed, config.NAME)
    if house.languages != languages:
        raise InputError(
            phrase(N_("{name} can't be changed by program; write: {line}"), name=config.NAME, line=line),
            place=Place(config.NAME),
        )
    files.write_text(path, changed)
    return Project(workshop.root, house)
