"""Take a line of a design's running heads or of its colophon, give its words for one edition.

A line names in braces what stands for it: ``{title}``, ``{author}``, ``{journal}``, ``{number}`` (2021年第1期), ``{page}``.  What
is in brackets goes where one of its names stands for nothing; ``a|b`` is the first of several lines that has any words:

    [{journal}　][{number}]|{author}

A literal brace, bracket or bar can't be written: nobody has needed one yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sco_pub.model.design import FIELDS
from sco_pub.model.edition import Edition
from sco_pub.typeset.front import front_matter, plain
from sco_pub.typeset.journal import published

PAGE = "\ue000"  # what {page} becomes: the place of the folio
_FIELD = re.compile(r"\{([a-z-]*)\}")
_GROUP = re.compile(r"\[([^\[\]]*)\]")
_LONG = 60  # characters of a running title


def unknown(template: str) -> tuple[str, ...]:
    """The names in a line that stand for nothing."""
    return tuple(dict.fromkeys(name for name in _FIELD.findall(template) if name not in FIELDS))


def fill(template: str, values: Mapping[str, str]) -> str:
    """The line's words."""
    for alternative in template.split("|"):
        grouped = _GROUP.sub(lambda group: group[1] if _has_all(group[1], values) else "", alternative)
        words = _FIELD.sub(lambda field: values.get(field[1], ""), grouped).strip(" ")
        if words.strip("\N{IDEOGRAPHIC SPACE}"):
            return words
    return ""


def _has_all(text: str, values: Mapping[str, str]) -> bool:
    return all(values.get(name) for name in _FIELD.findall(text))


def pieces(words: str) -> Iterator[str]:
    """The words of a filled line and, as PAGE, the folio's places."""
    yield from (piece for piece in re.split(f"({PAGE})", words) if piece)


def values(edition: Edition) -> dict[str, str]:
    """What stands for the names, in the edition's language; nothing for what the metadata doesn't have."""
    meta = edition.document.meta
    front, place = front_matter(meta), published(meta)
    comma = "\N{IDEOGRAPHIC COMMA}" if edition.lang.split("-")[0] == "zh" else ", "
    number = ""
    if place.year and place.issue:
        number = edition.labels.gettext("{year}, no. {issue}").format(year=place.year, issue=place.issue)
    return {
        "page": PAGE,
        "title": _running_title(plain(front.title)),
        "author": comma.join(plain(author.name) for author in front.authors),
        "journal": place.journal,
        "number": number or place.year,
        "year": place.year,
        "volume": place.volume,
        "issue": place.issue,
        "pages": place.pages,
        "doi": front.doi,
        "publisher": plain(front.publisher),
        "section": plain(front.column),
    }


def _running_title(title: str) -> str:
    """The title, or its main part when it is long: what stands before a colon."""
    if len(title) <= _LONG:
        return title
    for colon in (":", "\N{FULLWIDTH COLON}"):
        main = title.split(colon)[0]
        if len(main) < len(title):
            return main
    return title
