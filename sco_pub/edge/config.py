"""Take sco_pub.toml, give a House; every fault at once, each with its path, unknown keys refused."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin

from cattrs import Converter, ForbiddenExtraKeysError, transform_error
from cattrs.gen import make_dict_structure_fn, override

from sco_pub.edge import bounds, citation_styles, designs, files, ui
from sco_pub.model.choices import Format, Ocr, Witness
from sco_pub.model.config import (
    Clean,
    Epub,
    Fonts,
    House,
    Limits,
    NoteFoot,
    NoteMark,
    NotePlace,
    NoteRestart,
    NoteStyle,
    OfPublication,
    Page,
    Paths,
    Translate,
)
from sco_pub.model.design import Align, Contents, Face, Headings, Heads, Ink, Margins, Parts, Press, Style
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Place
from sco_pub.model.wording import N_, Phrase, Several, Value, phrase

NAME = "sco_pub.toml"
SCHEMA = 1


def read(root: Path) -> House:
    """The house whose folder is ``root``, with its design; InputError names all the faults of its sco_pub.toml.

    From now on its bounds hold, for what is read of its design, too; sco_pub.toml itself is never a link, for only it may say
    that links are followed."""
    path = root / NAME
    bounds.use(bounds.Bounds(fence=root))
    text = files.read_text(path, what=N_("configuration"))
    house = parse(text, str(path))
    bounds.use(bounds.of(root, house))
    tables, folder = designs.settings(root, house.design)
    own = tomllib.loads(text)
    designed = _house(designs.beneath(own, designs.without_overruled(own, tables)), str(folder / designs.SETTINGS))
    return replace(designed, look=designs.look(root, folder, designed.style))


def parse(text: str, file: str) -> House:
    """TOML text to a House without its design; ``file`` is what messages call it."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(
            phrase(N_("{file} isn't TOML: {error}."), file=str(file), error=str(error)),
            place=Place(file),
            hint=N_("Mend the line it names."),
        ) from None
    except (ValueError, RecursionError):  # an integer of thousands of digits, brackets nested by the thousand
        raise InputError(
            phrase(N_("{file} isn't TOML that can be read."), file=str(file)),
            place=Place(file),
            hint=N_("Write it anew."),
        ) from None
    return _house(data, file)


def _house(data: Mapping[str, Any], file: str) -> House:
    """Settings as a House; InputError names all that is wrong with them."""
    try:
        house = _converter().structure(data, House)
    except Exception as error:  # cattrs raises groups of several kinds; all of them are faults of the file
        text = "; ".join(_sentence(fault) for fault in transform_error(error, path="house", format_exception=_fault))
        raise InputError(phrase(N_("{file}: {faults}."), file=str(file), faults=text), place=Place(file)) from None
    faults = [*_sense(house), *designs.sense(house)]
    if faults:
        raise InputError(
            phrase(N_("{file}: {faults}."), file=str(file), faults=Several(tuple(faults), N_("; "))), place=Place(file)
        )
    return house


@cache
def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)

    def number(value: Any, _: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError("must be a number")
        return float(value)

    def whole(value: Any, _: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueError("must be a whole number")
        return value

    def switch(value: Any, _: Any) -> bool:
        if not isinstance(value, bool):
            raise ValueError("must be true or false")
        return value

    def string(value: Any, _: Any) -> str:
        if not isinstance(value, str):
            raise ValueError("must be a text")
        return value

    def choice(value: Any, kind: type[StrEnum]) -> StrEnum:
        if value not in list(kind):
            raise ValueError(f"must be one of {', '.join(kind)}, not {value!r}")
        return kind(value)

    def series(value: Any, kind: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise ValueError("must be a list")
        return tuple(converter.structure(item, get_args(kind)[0]) for item in value)

    converter.register_structure_hook(float, number)
    converter.register_structure_hook(int, whole)
    converter.register_structure_hook(bool, switch)
    converter.register_structure_hook(str, string)
    for enumeration in (Format, NoteMark, NoteRestart, NotePlace, NoteFoot, Ocr, Witness, Contents, Ink, Face, Align):
        converter.register_structure_hook(enumeration, choice)
    converter.register_structure_hook_func(lambda kind: str(get_origin(kind)) == str(tuple), series)
    converter.register_structure_hook(float | None, lambda value, kind: value if value is None else number(value, kind))
    for kind in (
        *(Margins, Heads, Headings, Parts, Press, Style),
        *(Clean, Page, Epub, Paths, Limits, Fonts, NoteStyle, OfPublication, Translate),
    ):
        hook = make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True)
        converter.register_structure_hook(kind, hook)
    hook = make_dict_structure_fn(House, converter, _cattrs_forbid_extra_keys=True, look=override(omit=True))
    converter.register_structure_hook(House, hook)
    return converter


def _fault(error: BaseException, _: type | None) -> str:
    if isinstance(error, ForbiddenExtraKeysError):
        return f"unknown {', '.join(sorted(error.extra_fields))}"
    if isinstance(error, ValueError):
        return str(error)
    return "must be a table"


def _sentence(fault: str) -> str:
    """``must be a text @ house.page.x`` as ``page.x must be a text``."""
    text, _, path = fault.rpartition(" @ ")
    where = path.removeprefix("house").removeprefix(".")
    return f"{where} {text}" if not text.startswith("unknown") else f"{text} in {where or 'the file'}"


def _sense(house: House) -> list[Value]:
    """What types can't say."""
    faults: list[Value] = []
    if house.schema != SCHEMA:
        faults.append(phrase(N_("schema is {given}, this sco-pub reads {known}"), given=house.schema, known=SCHEMA))
    if house.source_language not in house.languages:
        faults.append(phrase(N_("source_language {name!r} isn't among the languages"), name=house.source_language))
    if len(set(house.languages)) < len(house.languages):
        faults.append(Phrase(N_("a language stands twice in languages")))
    faults += [
        phrase(N_("{name!r} isn't a language tag such as ru or zh-Hant"), name=name)
        for name in house.languages
        if not name.replace("-", "").isalnum()
    ]
    if house.report_language not in ui.LANGUAGES:
        known = ", ".join(ui.LANGUAGES)
        faults.append(phrase(N_("report_language must be one of {known}"), known=known))
    if not 0 <= house.least <= 100:
        faults.append(Phrase(N_("least is outside 0–100")))
    faults += [
        phrase(
            N_("publications.{name} has the language {language}, which the house hasn't"), name=name, language=language
        )
        for name, own in house.publications.items()
        for language in own.languages
        if language not in house.languages
    ]
    faults += _citation_faults(house)
    page = house.page
    if not (80 <= page.width <= 500 and 100 <= page.height <= 700):
        faults.append(Phrase(N_("page is outside 80–500 mm by 100–700 mm")))
    if not 6 <= page.size <= 24:
        faults.append(Phrase(N_("page.size is outside 6–24 pt")))
    if not all(1 <= leading <= 3 for leading in (page.leading, *house.leading.values())):
        faults.append(Phrase(N_("a leading is outside 1–3 times the type's size")))
    own = (house.style.css, house.style.word, house.style.logo)
    paths = (house.paths.source, house.paths.translations, house.paths.build, house.glossary or "x", *filter(None, own))
    faults += [
        phrase(N_("the path {name!r} leaves the house"), name=name)
        for name in paths
        if Path(name).is_absolute() or ".." in Path(name).parts
    ]
    faults += [
        phrase(N_("the path {name!r} can't be a path"), name=name[:40]) for name in paths if not _can_be_a_path(name)
    ]
    faults += _font_faults(house)
    if house.translate.batch < 1:
        faults.append(Phrase(N_("translate.batch must be at least 1")))
    faults += [
        phrase(N_("limits.{name} must be at least 1"), name=name)
        for name in Limits.__dataclass_fields__
        if getattr(house.limits, name) < 1
    ]
    faults += [
        phrase(N_("limits.{name} must be at most {most}"), name=name, most=most)
        for name in Limits.__dataclass_fields__
        if getattr(house.limits, name) > (most := _MOST_INPUT if name == "input_mb" else _MOST)
    ]
    return faults


_MOST = 1_000_000  # of anything: a clock's alarm and an address space have to be able to take it
_MOST_INPUT = 2000  # millions of bytes: room for so many is asked for before a file is read


def _font_faults(house: House) -> list[Value]:
    """Families that no program can be asked for."""
    return [
        phrase(N_("the font {name!r} can't be a font"), name=family[:40])
        for fonts in house.fonts.values()
        for family in (fonts.serif, fonts.sans, *fonts.quote)
        if not family.isprintable()
    ]


def _citation_faults(house: House) -> list[Value]:
    """Citation styles that are neither shipped nor a .csl file of the house."""
    known = citation_styles.names()
    tables = [("citations", house.citations)]
    tables += [(f"publications.{name}.citations", own.citations) for name, own in house.publications.items()]
    return [
        phrase(N_("{name} has {style!r}, which is none of {known} and no .csl file of the house"), name=name, style=style,
               known=", ".join(known))
        for name, table in tables
        for style in table.values()
        if style not in known and not _is_style_file(style)
    ]  # fmt: skip


def _is_style_file(name: str) -> bool:
    path = Path(name)
    inside = not path.is_absolute() and ".." not in path.parts
    return inside and path.suffix == ".csl" and _can_be_a_path(name)


def _can_be_a_path(name: str) -> bool:
    return name.isprintable() and all(len(part.encode()) <= bounds.LONGEST_NAME for part in Path(name).parts)
