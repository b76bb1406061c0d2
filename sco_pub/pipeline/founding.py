"""Take an empty folder, make a house of it; take a text, make a publication of it.  No file that stands is ever touched."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from sco_pub.edge import bounds, config, files
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Place
from sco_pub.model.wording import N_, Phrase, phrase
from sco_pub.pipeline.house import RAW, Project, loose

#: The house's files, by what they are made from (pipeline/house_files).
_FILES = {
    config.NAME: "sco_pub.toml",
    "Makefile": "Makefile",
    ".gitignore": "gitignore",
    ".github/workflows/editions.yml": "ci.yml",
}
_FOLDERS = ("source", "translations")


def found_house(folder: Path) -> Iterator[tuple[Path, bool]]:
    """Make what a house has; each file, and whether it is new."""
    for name, model in _FILES.items():
        text = resources.files("sco_pub.pipeline").joinpath("house_files", model).read_text("utf-8")
        path = folder / name
        new = not path.exists()
        if new:
            files.write_text(path, text)
        yield path, new
    for name in _FOLDERS:
        (folder / name).mkdir(exist_ok=True)


def new_publication(workshop: Project, name: str, file: Path | None) -> Path:
    """The folder of a new publication, with a copy of its raw text if there is a file; InputError where one stands."""
    if fault := bounds.name_fault(name):
        said = phrase(
            N_("A publication can't be called {name!r}: the name {fault}."), name=name[:60], fault=Phrase(fault)
        )
        raise InputError(said, hint=N_("Choose another name."))
    folder = workshop.root / workshop.house.paths.source / name
    target = folder / raw_name(file) if file else folder
    if any((folder / each).exists() for each in (*RAW, "master.md")):
        raise InputError(
            phrase(N_("There is a publication {name} already."), name=name),
            place=Place(workshop.shown(folder)),
            hint=N_("Choose another name."),
        )
    data = files.read_bytes(file, what=N_("raw text")) if file else None
    folder.mkdir(parents=True, exist_ok=True)
    if data is not None:
        files.write_bytes(target, data)
    return target


def take_in(workshop: Project) -> Iterator[Path]:
    """Make a publication of each text that was dropped into source/ itself: it moves into a folder of its name."""
    for file in loose(workshop):
        target = new_publication(workshop, file.stem, file)
        file.unlink()
        yield target


def raw_name(file: Path) -> str:
    """What a raw text is called in its publication; InputError for what can't be one."""
    name = f"raw{file.suffix.lower()}"
    if name not in RAW:
        raise InputError(
            phrase(
                N_("{path} is no raw text: it would have to be one of {kinds}."), path=str(file), kinds=", ".join(RAW)
            ),
            place=Place(str(file)),
            hint=N_("Save it as text, or ask for a PDF."),
        )
    return name
