"""Take a design's name, give its settings and its files: one of the program's (sco_pub/designs) or of the house's own (designs/).

A design is a folder with ``design.toml``, the sheets that it needs (print.css, page.css, epub.css, cover.css), a
``reference.docx`` and a ``logo.svg`` or ``logo.png``; all but the first may be missing.  A house's design goes before one of
the program's with the same name.

Contract: nothing is read but these names in that one folder, within the house's fence (edge.bounds); every fault of the
design is told at once, each with its file.  Settings are the tables that sco_pub.toml has too (``TABLES``), and lie beneath it.
"""

from __future__ import annotations

import re
import tomllib
from base64 import b64encode
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from sco_pub.edge import files
from sco_pub.model.config import House
from sco_pub.model.design import COLOURS, SHEETS, Look, Style
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Place
from sco_pub.model.wording import N_, Phrase, Several, Value, phrase
from sco_pub.typeset import templates

FOLDER = "designs"
SETTINGS, WORD, LOGOS = "design.toml", "reference.docx", ("logo.svg", "logo.png")
TABLES = frozenset(
    {
        "page",
        "margins",
        "sizes",
        "leading",
        "fonts",
        "notes",
        "heads",
        "headings",
        "colours",
        "parts",
        "press",
        "colophon",
    }
)
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,40}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def names(root: Path) -> tuple[str, ...]:
    """The designs that a house can choose from."""
    own = root / FOLDER
    found = {folder.name for folder in own.iterdir() if (folder / SETTINGS).is_file()} if own.is_dir() else set()
    found |= {each.name for each in resources.files("sco_pub").joinpath(FOLDER).iterdir() if _is_design(each)}
    return tuple(sorted(found))


def _is_design(folder: Any) -> bool:
    return bool(folder.joinpath(SETTINGS).is_file())


def settings(root: Path, name: str) -> tuple[dict[str, Any], Path]:
    """The tables of a design, and its folder; InputError where there is none or it isn't TOML."""
    folder = _folder(root, name)
    path = folder / SETTINGS
    text = files.read_text(path, what=N_("design"))
    try:
        tables = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(
            phrase(N_("{file} isn't TOML: {error}."), file=str(path), error=str(error)),
            place=Place(str(path)),
            hint=N_("Mend the line it names."),
        ) from None
    strange = sorted(set(tables) - TABLES)
    if strange:
        said = phrase(N_("{file}: unknown {names}."), file=str(path), names=", ".join(strange))
        hint = phrase(N_("A design has the tables {tables}."), tables=", ".join(sorted(TABLES)))
        raise InputError(said, place=Place(str(path)), hint=hint)
    return tables, folder


def _folder(root: Path, name: str) -> Path:
    if _NAME.fullmatch(name):
        ours = Path(str(resources.files("sco_pub").joinpath(FOLDER, name))).resolve()  # .venv in a house may be a link
        for place in (root / FOLDER / name, ours):
            if (place / SETTINGS).is_file():
                return place
    raise InputError(
        phrase(N_("There is no design {name!r}."), name=name[:60]),
        hint=phrase(N_("There are {names}."), names=", ".join(names(root))),
    )


def beneath(own: Mapping[str, Any], design: Mapping[str, Any]) -> dict[str, Any]:
    """The house's own settings over the design's, table by table."""
    joined = dict(design)
    for key, value in own.items():
        below = joined.get(key)
        joined[key] = beneath(value, below) if isinstance(value, dict) and isinstance(below, dict) else value
    return joined


def without_overruled(own: Mapping[str, Any], design: Mapping[str, Any]) -> dict[str, Any]:
    """The design's tables without those by language that would overrule what the house says for all: a size, margins."""
    page = own.get("page")
    said = set(page) if isinstance(page, dict) else set()
    overruled = {
        table for key, table in (("size", "sizes"), ("margins", "margins")) if key in said and table not in own
    }
    return {name: table for name, table in design.items() if name not in overruled}


def look(root: Path, folder: Path, style: Style) -> Look:
    """The files of a design and of the house itself; InputError names all that they may not contain."""
    sheets, faults, seen = dict[str, str](), list[Value](), [folder, folder / SETTINGS]
    for name in SHEETS:
        path = folder / f"{name}.css"
        seen.append(path)
        if path.is_file():
            sheets[name] = files.read_text(path, what=N_("style sheet"))
            faults += _faults(path.name, sheets[name]) if path.is_relative_to(root) else ()
    if style.css:
        own = root / style.css
        seen.append(own)
        sheet = files.read_text(own, what=N_("style sheet"))
        faults += _faults(style.css, sheet)
        sheets["print"] = f"{sheets.get('print', '')}\n{sheet}"
    if faults:
        raise InputError(
            phrase(N_("{file}: {faults}."), file=str(folder), faults=Several(tuple(faults), N_("; "))),
            place=Place(str(folder)),
        )
    logo = root / style.logo if style.logo else next((folder / n for n in LOGOS if (folder / n).is_file()), None)
    word = root / style.word if style.word else folder / WORD
    seen += [word, *([logo] if logo else [])]
    return Look(
        sheets,
        _base64(word) if style.word or word.is_file() else "",
        _base64(logo) if logo else "",
        tuple(str(path) for path in seen if path.is_relative_to(root)),
        _own(root, folder, style),
    )


def _own(root: Path, folder: Path, style: Style) -> dict[str, tuple[str, ...]]:
    """By name the sheets that are there and aren't the program's, from the root."""
    ours = Path(str(resources.files("sco_pub"))).resolve()
    paths = {name: [folder / f"{name}.css"] for name in SHEETS}
    paths["print"] += [root / style.css] if style.css else []
    found = {
        name: tuple(
            path.relative_to(root).as_posix()
            for path in each
            if path.is_relative_to(root) and path.is_file() and not path.resolve().is_relative_to(ours)
        )
        for name, each in paths.items()
    }
    return {name: each for name, each in found.items() if each}


def _faults(name: str, sheet: str) -> Iterator[Value]:
    """What a house's sheet may not have; the program's own are held by a test, and nothing is loaded for them."""
    from sco_pub.typeset import sheet_check

    return (phrase(N_("{file}, {fault}"), file=name, fault=fault) for fault in sheet_check.faults(sheet))


def _base64(path: Path) -> str:
    return b64encode(files.read_bytes(path, what=N_("file"))).decode()


def sense(house: House) -> list[Value]:
    """What types can't say of a design's settings."""
    faults: list[Value] = []
    for name, colour in house.colours.items():
        if name not in COLOURS:
            faults.append(phrase(N_("colours.{name} is no colour of a design"), name=name))
        elif not _COLOUR.fullmatch(colour):
            faults.append(phrase(N_("colours.{name} must be like #7a2318, not {given!r}"), name=name, given=colour))
    for language, heads in house.heads.items():
        for place in heads.__dataclass_fields__:
            faults += _line_faults(f"heads.{language}.{place}", getattr(heads, place))
    for language, text in house.colophon.items():
        faults += _unknown(f"colophon.{language}", text)
    for margins in (house.page.margins, *house.margins.values()):
        given = [getattr(margins, name) for name in margins.__dataclass_fields__]
        if not all(value is None or 5 <= value <= 100 for value in given):
            faults.append(Phrase(N_("a margin is outside 5–100 mm")))
    if not all(6 <= size <= 24 for size in house.sizes.values()):
        faults.append(Phrase(N_("a size is outside 6–24 pt")))
    if not 0 <= house.headings.hang <= 80:
        faults.append(Phrase(N_("headings.hang is outside 0–80 mm")))
    if not 0 <= house.press.bleed <= 10:
        faults.append(Phrase(N_("press.bleed is outside 0–10 mm")))
    return faults


def _line_faults(where: str, line: tuple[str, ...]) -> Iterator[Value]:
    if len(line) != 3:
        yield phrase(N_("{where} must have three parts: left, middle and right"), where=where)
    for part in line:
        yield from _unknown(where, part)


def _unknown(where: str, template: str) -> Iterator[Value]:
    for name in templates.unknown(template):
        yield phrase(N_("{where} names {name}, which stands for nothing"), where=where, name=f"{{{name}}}")
