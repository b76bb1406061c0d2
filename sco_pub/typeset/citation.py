"""Take an edition, give how the article is cited, in the form of the edition's language.

    GB/T 7714 (Chinese, Japanese, Korean)  甲某. 论题名[J]. 某学刊, 2021, 5(1): 47-58. DOI: 10.1234/ab.
    GOST R 7.0.5 (Russian and its neighbours)  Цзя Моу. Заглавие [论题名] // Журнал. 2021. Т. 5, № 1. С. 47–58.
    Chicago, notes and bibliography (all others)  Jia Mou. “Title” [论题名]. *Journal* 5, no. 1 (2021): 47–58.

A translation is cited by its own title, with the original's in brackets, for that is what libraries have.  Where it appeared is
said as the article's head says it, where the head has a statement: the translator has written that in her readers' form.
Only what the metadata has is said; without author, title, journal and year there is no citation.

Sources: GB/T 7714-2015, 4.4; GOST R 7.0.5-2008, 6; the Chicago Manual of Style, 14.75-76, 14.99, 14.168.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sco_pub.model import ast
from sco_pub.model.edition import Edition
from sco_pub.typeset.front import front_matter, inlines, plain
from sco_pub.typeset.journal import Published, published

_MOST_NAMES = 3  # GB/T 7714, 7.2 and GOST R 7.0.5, 6.2: with more, the first three and 等, и др.
_MOST_IN_CHICAGO, _FIRST_IN_CHICAGO = 10, 7  # 14.76: of more than ten the first seven
_HANZI = frozenset({"zh", "ja", "ko"})
_CYRILLIC = frozenset({"ru", "uk", "be", "kk", "ky", "tg", "mn"})


def citation(edition: Edition) -> ast.Inlines:
    """One line, or nothing."""
    language = edition.lang.partition("-")[0]
    if language in _HANZI:
        cited = _gb_t(edition.source_meta)
        return [ast.span([ast.text(cited)], attributes={"lang": edition.source_lang})] if cited else []
    meta = edition.document.meta
    front, place = front_matter(meta), published(meta)
    names = [plain(author.name) for author in front.authors if author.name]
    if not (names and front.plain_title and place.journal and place.year):
        return []
    original = "" if edition.is_source else front_matter(edition.source_meta).plain_title
    form = _gost if language in _CYRILLIC else _chicago
    title = _original(original, edition) if original != front.plain_title else []
    return form(names, front.plain_title, title, _where(meta, place), place, front.doi)


def _original(title: str, edition: Edition) -> ast.Inlines:
    """The original's title in brackets."""
    return [ast.text(" ["), ast.span([ast.text(title)], attributes={"lang": edition.source_lang}), ast.text("]")]


def _where(meta: Mapping[str, Any], place: Published) -> ast.Inlines:
    """The head's own statement of where the article appeared, without its stop; nothing where the parts are given one by one."""
    stated = inlines(meta.get("published-in"))
    if not stated or meta.get("journal") or place.year not in plain(stated):
        return []
    last = stated[-1]
    return [*stated[:-1], ast.text(last["c"].rstrip("."))] if last["t"] == "Str" else stated


def _gost(
    names: Sequence[str], title: str, original: ast.Inlines, where: ast.Inlines, place: Published, doi: str
) -> ast.Inlines:
    people = ", ".join(names[:_MOST_NAMES]) + (" и др." if len(names) > _MOST_NAMES else "")
    if not where:
        numbers = [f"Т. {place.volume}"] if place.volume else []
        numbers += [f"№ {place.issue}"] if place.issue else []
        where = [ast.text(". ".join([place.journal, place.year, *([", ".join(numbers)] if numbers else [])]))]
    pages = f". С. {place.pages}" if place.pages and place.pages not in plain(where) else ""
    doi = f" DOI: {doi}." if doi else ""
    stop = "" if people.endswith(".") else "."
    return [ast.text(f"{people}{stop} {title}"), *original, ast.text(" // "), *where, ast.text(f"{pages}.{doi}")]


def _chicago(
    names: Sequence[str], title: str, original: ast.Inlines, where: ast.Inlines, place: Published, doi: str
) -> ast.Inlines:
    if not where:
        numbers = (f" {place.volume}" if place.volume else "") + (f", no. {place.issue}" if place.issue else "")
        where = [{"t": "Emph", "c": [ast.text(place.journal)]}, ast.text(f"{numbers} ({place.year})")]
    pages = f": {place.pages}" if place.pages and place.pages not in plain(where) else ""
    doi = f" https://doi.org/{doi}." if doi else ""
    people = _listed(names)
    named = ast.text(people + (" " if people.endswith(".") else ". "))
    quoted = [ast.text(f"“{title}”"), *original, ast.text(". ")] if original else [ast.text(f"“{title}.” ")]
    return [named, *quoted, *where, ast.text(f"{pages}.{doi}")]


def _listed(names: Sequence[str]) -> str:
    if len(names) > _MOST_IN_CHICAGO:
        return ", ".join(names[:_FIRST_IN_CHICAGO]) + ", et al."
    *most, last = names
    return f"{', '.join(most)}, and {last}" if most else last


def _gb_t(meta: Mapping[str, Any]) -> str:
    front, place = front_matter(meta), published(meta)
    names = [plain(author.name) for author in front.authors if author.name]
    if not (names and front.plain_title and place.journal and place.year):
        return ""
    chinese = any(sign > "\u2e7f" for sign in names[0])
    shown = ", ".join(names[:_MOST_NAMES]) + ("" if len(names) <= _MOST_NAMES else ", 等" if chinese else ", et al")
    where = f"{place.year}, {place.volume}" if place.volume else place.year
    where += f"({place.issue})" if place.issue else ""
    where += f": {place.pages.replace(chr(0x2013), '-')}" if place.pages else ""
    doi = f" DOI: {front.doi}." if front.doi else ""
    return f"{shown}. {front.plain_title}[J]. {place.journal}, {where}.{doi}"
