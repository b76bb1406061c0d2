"""Take a publication's metadata, give where it was published, taken apart: journal, year, volume, issue, pages; and its licence.

What the publisher says by itself (``journal``, ``volume``, ``issue`` …) comes first; the rest is read out of the statement that
the article's head has (``published-in``: 《期刊》2021年第1期, Journal. 2021. № 1, Journal, vol. 3, no. 2 (2021)).  What is said
nowhere is empty.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sco_pub.typeset.front import front_matter, inlines, plain

_NAME = re.compile(r"《([^《》]+)》|«([^«»]+)»|^([^\d,.;:（(]+)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_VOLUME = re.compile(r"第\s*(\d+)\s*卷|\b[Vv]ol(?:ume|\.)?\s*(\d+)|\bТ(?:ом|\.)\s*(\d+)")
_ISSUE = re.compile(r"第\s*([\d\-–、,]+)\s*期|\b[Nn]o\.?\s*(\d+)|№\s*(\d+)|\b[Ii]ssue\s*(\d+)")
_PAGES = re.compile(r"(\d+)\s*[-–—~～]\s*(\d+)")
_CREATIVE = re.compile(r"CC[ -]?(BY(?:-(?:NC-SA|NC-ND|NC|SA|ND))?)[ -](\d\.\d)", re.IGNORECASE)
_PUBLIC = re.compile(r"CC0(?:[ -](\d\.\d))?", re.IGNORECASE)
_COMMONS = "https://creativecommons.org"


@dataclass(frozen=True, slots=True)
class Published:
    """Where an article appeared; what isn't known is empty."""

    journal: str = ""
    year: str = ""
    volume: str = ""
    issue: str = ""
    first: str = ""
    last: str = ""

    @property
    def pages(self) -> str:
        return f"{self.first}–{self.last}" if self.last else self.first


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence's name, and the address of its text (empty where none is known)."""

    name: str = ""
    url: str = ""


def published(meta: Mapping[str, Any]) -> Published:
    """Where it appeared, from what the metadata says by itself and from the statement of the head."""
    front = front_matter(meta)
    statement = plain(inlines(meta.get("published-in")))
    own = plain(inlines(meta.get("journal")))
    date = plain(front.date)
    pages = _PAGES.search(front.codes["pages"])
    name = own or _first(_NAME, statement).strip()
    year = _YEAR.search(date) or _YEAR.search(statement)
    return Published(
        name,
        year[0] if year else "",
        front.codes["volume"] or _first(_VOLUME, statement),
        front.codes["issue"] or _first(_ISSUE, statement),
        pages[1] if pages else front.codes["pages"],
        pages[2] if pages else "",
    )


def licence(meta: Mapping[str, Any]) -> Licence:
    """The licence under which the article may be used."""
    value = meta.get("licence")
    if isinstance(value, Mapping) and value["t"] == "MetaMap":
        fields = value["c"]
        return Licence(plain(inlines(fields.get("name"))), plain(inlines(fields.get("url"))))
    name = plain(inlines(value))
    if found := _CREATIVE.fullmatch(name):
        return Licence(f"CC {found[1].upper()} {found[2]}", f"{_COMMONS}/licenses/{found[1].lower()}/{found[2]}/")
    if found := _PUBLIC.fullmatch(name):
        return Licence(f"CC0 {found[1] or '1.0'}", f"{_COMMONS}/publicdomain/zero/{found[1] or '1.0'}/")
    return Licence(name, name if name.startswith("https://") else "")


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return next((group for group in found.groups() if group), "") if found else ""
