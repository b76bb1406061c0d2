"""Take an edition's metadata, give its front matter in the order of the first page, whatever shape the values have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sco_pub.model import ast
from sco_pub.model.front_matter import KEYS, Kind

_GAP = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class Author:
    """One author; each part as inlines, empty when the metadata has none."""

    name: ast.Inlines
    affiliation: ast.Inlines
    bio: ast.Inlines
    email: str = ""
    orcid: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What an original says of itself in another language."""

    title: ast.Inlines
    authors: ast.Inlines
    affiliations: tuple[ast.Inlines, ...]
    abstract: ast.Blocks
    keywords: tuple[ast.Inlines, ...]
    bio: ast.Inlines
    funding: ast.Inlines


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands before the text: inlines, but ``abstract`` as blocks; empty where the metadata is silent."""

    title: ast.Inlines
    subtitle: ast.Inlines
    authors: tuple[Author, ...]
    abstract: ast.Blocks
    keywords: tuple[ast.Inlines, ...]
    funding: ast.Inlines
    editor: ast.Inlines
    journal: ast.Inlines
    date: ast.Inlines
    doi: str
    rights: ast.Inlines
    correspondence: ast.Inlines
    acknowledgement: ast.Blocks
    erratum: ast.Blocks
    column: ast.Inlines
    translator: ast.Inlines
    publisher: ast.Inlines
    cite_as: ast.Inlines
    cite_as_en: ast.Inlines
    codes: Mapping[str, str]
    history: tuple[tuple[str, ast.Inlines], ...]
    english: Part
    russian: Part

    @property
    def plain_title(self) -> str:
        """Title and subtitle as one line without notes."""
        title, subtitle = plain(self.title), plain(self.subtitle)
        if not subtitle:
            return title
        wide = "\u2e80" < title[-1:] < "\uffff"
        return f"{title}：{subtitle}" if wide else f"{title}: {subtitle}"


def front_matter(meta: Mapping[str, Any]) -> FrontMatter:
    """Read pandoc's metadata; an author may be a mere name or a map of name, affiliation and bio."""
    return FrontMatter(
        title=inlines(meta.get("title")),
        subtitle=inlines(meta.get("subtitle")),
        authors=tuple(_author(value) for value in _items(meta.get("author"))),
        abstract=_blocks(meta.get("abstract")),
        keywords=tuple(inlines(value) for value in _items(meta.get("keywords"))),
        funding=inlines(meta.get("funding")),
        editor=inlines(meta.get("editor")),
        journal=inlines(meta.get("journal") or meta.get("published-in")),
        date=inlines(meta.get("date")),
        doi=plain(inlines(meta.get("doi"))),
        rights=inlines(meta.get("rights")),
        correspondence=inlines(meta.get("correspondence")),
        acknowledgement=_blocks(meta.get("acknowledgement")),
        erratum=_blocks(meta.get("erratum")),
        column=inlines(meta.get("column")),
        translator=inlines(meta.get("translator")),
        publisher=inlines(meta.get("publisher")),
        cite_as=inlines(meta.get("cite-as")),
        cite_as_en=inlines(meta.get("cite-as-en")),
        codes={key.name: plain(inlines(meta.get(key.name))) for key in KEYS if key.kind in (Kind.CODE, Kind.DAY)},
        history=tuple(_change(value) for value in _items(meta.get("history"))),
        english=_part(meta, "en"),
        russian=_part(meta, "ru"),
    )


def _change(value: Any) -> tuple[str, ast.Inlines]:
    """One entry of the history: its date and what changed."""
    if value["t"] == "MetaMap":
        return plain(inlines(value["c"].get("date"))), inlines(value["c"].get("text"))
    return "", inlines(value)


def _part(meta: Mapping[str, Any], lang: str) -> Part:
    people = [item["c"] for item in _items(meta.get("author")) if item["t"] == "MetaMap"]
    names = [found for person in people if (found := inlines(person.get(f"name-{lang}")))]
    places = [found for person in people if (found := inlines(person.get(f"affiliation-{lang}")))]
    joined = [part for n, name in enumerate(names) for part in ([ast.text(", ")] * (n > 0) + name)]
    return Part(
        title=inlines(meta.get(f"title-{lang}")),
        authors=joined or inlines(meta.get(f"author-{lang}")),
        affiliations=tuple(place for n, place in enumerate(places) if place not in places[:n]),
        abstract=_blocks(meta.get(f"abstract-{lang}")),
        keywords=tuple(inlines(value) for value in _items(meta.get(f"keywords-{lang}"))),
        bio=inlines(meta.get(f"bio-{lang}")),
        funding=inlines(meta.get(f"funding-{lang}")),
    )


def plain(node: Any) -> str:
    """The text of inlines or blocks as one line, without notes; an ideographic space is a sign, not a gap."""
    return " ".join(part for part in _GAP.split(ast.stringify(node)) if part)


def inlines(value: Any) -> ast.Inlines:
    """A metadata value as inlines; paragraphs are joined with line breaks, lists and maps are nothing."""
    if not isinstance(value, Mapping):
        return []
    content = value["c"]
    if value["t"] == "MetaInlines":
        return list(content)
    if value["t"] in ("MetaString", "MetaBool"):
        return [ast.text(str(content))]
    if value["t"] == "MetaBlocks":
        joined: ast.Inlines = []
        for block in content:
            if block["t"] in ("Para", "Plain"):
                joined += ([{"t": "LineBreak"}] if joined else []) + block["c"]
        return joined
    return []


def _blocks(value: Any) -> ast.Blocks:
    if isinstance(value, Mapping) and value["t"] == "MetaBlocks":
        return list(value["c"])
    found = inlines(value)
    return [ast.para(found)] if found else []


def _items(value: Any) -> list[Any]:
    if not isinstance(value, Mapping):
        return []
    return list(value["c"]) if value["t"] == "MetaList" else [value]


def _author(value: Any) -> Author:
    if isinstance(value, Mapping) and value["t"] == "MetaMap":
        fields = value["c"]
        email, orcid = (plain(inlines(fields.get(name))) for name in ("email", "orcid"))
        name, affiliation, bio = (inlines(fields.get(name)) for name in ("name", "affiliation", "bio"))
        return Author(name, affiliation, bio, email, orcid)
    return Author(inlines(value), [], [])
