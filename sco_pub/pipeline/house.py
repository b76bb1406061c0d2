"""Take a folder, give the house in it and its publications.

A publication is a folder of source/ that holds raw.txt, raw.pdf or master.md; its name is the folder's.  Nothing here or
further in knows the name of any of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from sco_pub.edge import config
from sco_pub.model.config import House
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Place
from sco_pub.model.wording import N_, phrase

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*", re.IGNORECASE)
_RAW = ("raw.txt", "raw.pdf", "raw.docx", "raw.odt", "raw.html")
_SOURCES = (*_RAW, "master.md")


@dataclass(frozen=True, slots=True)
class Publication:
    """One publication's places on disk, all under the house's root."""

    name: str
    folder: Path
    translations: Path
    build: Path

    @property
    def raw(self) -> Path | None:
        """The raw text, PDF or manuscript, whichever is there first; None for a publication that begins with its master."""
        return next((path for name in _RAW if (path := self.folder / name).is_file()), None)

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
        source = self.root / self.house.paths.source
        if not names:
            folders = sorted(source.iterdir()) if source.is_dir() else []
            names = tuple(folder.name for folder in folders if any((folder / name).is_file() for name in _SOURCES))
            if not names:
                raise InputError(
                    phrase(N_("There is no publication under {source}."), source=str(source)),
                    place=Place(str(source)),
                    hint=N_("Make a folder there and put the text in as raw.txt or raw.pdf."),
                )
        return tuple(self._publication(name) for name in dict.fromkeys(names))

    def _publication(self, name: str) -> Publication:
        paths = self.house.paths
        folder = self.root / paths.source / name
        if not _NAME.fullmatch(name) or not any((folder / source).is_file() for source in _SOURCES):
            raise InputError(
                phrase(N_("There is no publication {name}."), name=name),
                place=Place(str(folder)),
                hint=phrase(
                    N_("It would be the folder {folder} with raw.txt, raw.pdf or master.md in it."), folder=str(folder)
                ),
            )
        return Publication(name, folder, self.root / paths.translations / name, self.root / paths.build / name)

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

    def shown(self, path: Path) -> str:
        """A path as the user sees it: relative to the house where it lies inside."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)


def find(start: Path) -> Project:
    """The house in ``start`` or the nearest folder above it that has a sco_pub.toml."""
    here = start.absolute()
    for folder in (here, *here.parents):
        if (folder / config.NAME).is_file():
            return Project(folder, config.read(folder))
    raise InputError(
        phrase(N_("There is no {name} in {here} or above it."), name=config.NAME, here=str(here)),
        place=Place(str(here)),
        hint=N_("Name the house with --house."),
    )
