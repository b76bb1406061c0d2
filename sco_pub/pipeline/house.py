"""Take a folder, give the house in it and its publications.

A publication is a folder of source/ that holds raw.txt, raw.pdf or master.md; its name is the folder's, in any script.  Nothing
here or further in knows the name of any of them.  A folder whose name can't be used is refused when its turn comes
(Publication.refuse), and stops no other.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sco_pub.edge import bounds, config, designs
from sco_pub.model.codes import running
from sco_pub.model.config import House
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Finding, Place, found
from sco_pub.model.wording import N_, Phrase, phrase

RAW = ("raw.txt", "raw.pdf", "raw.docx", "raw.odt", "raw.html")
LABELS = "labels"  # the folder of translations/ with the house's own words; no publication can have that name
_SOURCES = (*RAW, "master.md")


@dataclass(frozen=True, slots=True)
class Publication:
    """One publication's places on disk, all under the house's root."""

    name: str
    folder: Path
    translations: Path
    build: Path

    def refuse(self) -> None:
        """InputError for a publication whose name or place can't be used."""
        if fault := bounds.name_fault(self.name):
            shown = ascii(self.name)[1:-1] if not self.name.isprintable() else self.name
            said = phrase(N_("The folder's name {fault}."), fault=Phrase(fault))
            raise InputError(said, place=Place(shown[:60]), hint=N_("Rename the folder."))
        if self.name == LABELS:
            said = phrase(N_("No publication can be called {name}: the house's own words are there."), name=LABELS)
            raise InputError(said, place=Place(self.name), hint=N_("Rename the folder."))
        for folder in (self.folder, self.translations, self.build):
            bounds.reach(folder)

    @property
    def raw(self) -> Path | None:
        """The raw text, PDF or manuscript, whichever is there first; None for a publication that begins with its master."""
        return next((path for name in RAW if (path := self.folder / name).is_file()), None)

    @property
    def master(self) -> Path:
        return self.folder / "master.md"

    @property
    def corrections(self) -> Path:
        return self.folder / "corrections.toml"

    def catalogue(self, language: str) -> Path:
        return self.translations / f"{language}.po"

    def artifact(self, language: str, suffix: str) -> Path:
        return self.build / f"{self.name}.{language}.{suffix}"


@dataclass(frozen=True, slots=True)
class Project:
    """A house on disk: its root folder and its configuration."""

    root: Path
    house: House

    def publications(self, names: tuple[str, ...] = ()) -> tuple[Publication, ...]:
        """The named publications, or all, in the order of their names; InputError for one that isn't there."""
        if names:
            return tuple(self._publication(name) for name in dict.fromkeys(names))
        there = self.standing()
        if not there:
            source = self.root / self.house.paths.source
            raise InputError(
                phrase(N_("There is no publication under {source}."), source=str(source)),
                place=Place(str(source)),
                hint=N_(
                    "Put a text or PDF there and run `sco-pub new`, or make a folder with raw.txt or raw.pdf in it."
                ),
            )
        return there

    def standing(self) -> tuple[Publication, ...]:
        """The publications there are, be it none."""
        source = self.root / self.house.paths.source
        return tuple(self._at(folder.name) for folder in _folders(source) if _is_publication(folder))

    def _publication(self, name: str) -> Publication:
        folder = self.root / self.house.paths.source / name
        if fault := bounds.name_fault(name):
            said = phrase(
                N_("There is no publication {name!r}: the name {fault}."), name=name[:60], fault=Phrase(fault)
            )
            raise InputError(said, hint=N_("Check the name."))
        if not _is_publication(folder):
            raise InputError(
                phrase(N_("There is no publication {name}."), name=name),
                place=Place(str(folder)),
                hint=phrase(
                    N_("It would be the folder {folder} with raw.txt, raw.pdf or master.md in it."), folder=str(folder)
                ),
            )
        return self._at(name)

    def _at(self, name: str) -> Publication:
        source, translations, build = self.house.paths.source, self.house.paths.translations, self.house.paths.build
        return Publication(name, self.root / source / name, self.root / translations / name, self.root / build / name)

    def folders(self) -> list[str]:
        """Every folder in which a source, a picture or a catalogue could appear, the glossary and the design's files; links
        are not followed."""
        roots = (self.root / self.house.paths.source, self.root / self.house.paths.translations)
        folders = [folder for root in roots for folder, _, _ in os.walk(root)]
        folders += [str(self.root / designs.FOLDER), *self.house.look.files]
        return [*folders, str(self.root / self.house.glossary)] if self.house.glossary else folders

    def languages(self, wanted: tuple[str, ...]) -> tuple[str, ...]:
        """The wanted languages in the house's order (all of them for none wanted); InputError for one it doesn't have."""
        for language in wanted:
            if language not in self.house.languages:
                known = ", ".join(self.house.languages)
                raise InputError(
                    phrase(N_("The house has no language {language}; it has {known}."), language=language, known=known),
                    place=Place(config.NAME),
                )
        return tuple(language for language in self.house.languages if not wanted or language in wanted)

    def of(self, publication: Publication, languages: Sequence[str]) -> tuple[str, ...]:
        """Those of the languages that a publication has."""
        own = self.house.languages_of(publication.name)
        return tuple(language for language in languages if language in own)

    def labels(self, language: str) -> Path:
        """Where the house's own words in a language are, if it has any."""
        return self.root / self.house.paths.translations / LABELS / f"{language}.po"

    def shown(self, path: Path) -> str:
        """A path as the user sees it: relative to the house where it lies inside."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)


def loose(workshop: Project) -> tuple[Path, ...]:
    """The texts that lie in source/ itself, in no publication's folder."""
    found = _folders(workshop.root / workshop.house.paths.source)
    suffixes = {Path(name).suffix for name in RAW}
    return tuple(path for path in found if path.suffix.lower() in suffixes and path.is_file() and path.name[0] != ".")


def passed_over(workshop: Project) -> tuple[Finding, ...]:
    """What lies in source/ and is no publication: folders without a text, and texts without a folder."""
    kinds = ", ".join(_SOURCES)
    folders = (path for path in _folders(workshop.root / workshop.house.paths.source) if path.is_dir())
    empty = (path for path in folders if path.name[0] != "." and not _is_publication(path))
    return (
        *(found(running.NO_TEXT, Place(workshop.shown(path)), kinds=kinds) for path in empty),
        *(found(running.LOOSE, Place(workshop.shown(path))) for path in loose(workshop)),
    )


def _folders(source: Path) -> list[Path]:
    bounds.reach(source)
    try:
        return sorted(source.iterdir()) if source.is_dir() else []
    except OSError as error:
        said = phrase(
            N_("The folder {path} can't be read: {strerror}."), path=str(source), strerror=error.strerror or ""
        )
        raise InputError(said, place=Place(str(source))) from None


def _is_publication(folder: Path) -> bool:
    """Whether a folder has a text; one that can't be looked into is taken for one, so that its turn says so."""
    try:
        return any((folder / name).is_file() for name in _SOURCES)
    except PermissionError:
        return True
    except OSError:  # a name too long to be one
        return False


def find(start: Path, *, needed: bool = True) -> Project:
    """The house in ``start`` or the nearest folder above it that has a sco_pub.toml; from now on its bounds hold.

    Where there is none and none is ``needed``: a house as it is by default.
    """
    here = start.absolute()
    for folder in (here, *here.parents):
        if (folder / config.NAME).is_file():
            return Project(folder, config.read(folder))
    if not needed:
        return Project(here, House())
    raise InputError(
        phrase(N_("There is no {name} in {here} or above it."), name=config.NAME, here=str(here)),
        place=Place(str(here)),
        hint=N_("Name the house with --house."),
    )
