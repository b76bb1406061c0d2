"""Take the English line of authors and institutions, give each author's English name and institution, or nothing.

Strategy.  "LI Ming1, WANG Fang2 (1. School of Law, …; 2. Institute of …)": names stand before the first bracket, number or word
of an institution; institutions carry the numbers or letters that stand behind the names, and one without any serves all.
Only a line that gives as many names as the Chinese one is read; any other stays as it is.
"""

from __future__ import annotations

import re

_WORD = r"[A-ZÀ-Þ][A-Za-zÀ-ÿ’'\-.]*"
_INSTITUTION = re.compile(
    r"\b(?:University|College|School|Institute|Academy|Department|Faculty|Cent(?:er|re)|Hospital|Laboratory|Bureau|Museum|Press)\b"
)
_BETWEEN = re.compile(r"\s*;\s*|\s*,\s*(?=[A-Z])|\s*(?:,\s*)?\band\b\s*|\s*&\s*|(?<=[\d)*])\s+(?=[A-Z])")
_MARK = re.compile(
    r"(?:^|(?<=[;；,，.。\s(（]))\(?(\d{1,2}|[a-h](?=\s*[.:：)）]))\s*"
    r"(?:[)）]?\s*[.:：．]?\s*[(（]?\s*(?=[A-Z])|[)）]\s*[(（]\s*(?=\d{1,5}\s[A-Z]))"  # 2) (12 Hill Street, …)
)


def english_authors(text: str, count: int) -> tuple[tuple[str, str], ...]:
    """(name, institution) of ``count`` authors; empty when the line can't be read for certain."""
    line = " ".join(text.replace("；", "; ").replace("，", ", ").split())
    at = _places_begin(line)
    places = _places(line[at:])
    names = _names(line[:at], "".join(key for key in places if key.isalpha()))
    if len(names) != count:
        return ()
    found = []
    for name, marks in names:
        own = [places[mark] for mark in marks if mark in places] or [place for key, place in places.items() if not key]
        if not own and places:
            return ()
        found.append((name, "; ".join(own)))
    return tuple(found)


def _places_begin(line: str) -> int:
    """Where the names end: at a bracket or a number that opens an institution, or at the institution itself."""
    word = _INSTITUTION.search(line)
    if word is None:
        return len(line)
    opening = re.search(
        r"[(（]\s*(?:\d|[a-h]\b|[A-Z])|(?:(?<=[;,\s])|(?<=\d))\d\s*[.)]?\s*[(（]?[A-Z]", line[: word.end()]
    )
    return opening.start() if opening else max(line.rfind(mark, 0, word.start()) for mark in ",;") + 1


def _names(part: str, letters: str) -> list[tuple[str, list[str]]]:
    """Each name with its marks, numbers or some of ``letters``; empty when anything else stands between the names."""
    marks = rf"[{letters}]?[\d\s,)*＊†#]*" if letters else r"[\d\s,)*＊†#]*"
    out: list[tuple[str, list[str]]] = []
    for piece in _BETWEEN.split(part.strip(" ,;")):
        match = re.fullmatch(rf"(?P<name>{_WORD}(?:\s{_WORD}?){{1,3}}?)(?P<marks>{marks})", piece)
        if match is None:
            return []
        out.append((match["name"], re.findall(r"\d+|[a-h]", match["marks"])))
    return out


def _places(part: str) -> dict[str, str]:
    """Institutions by their mark, several of one mark together; under "" the one that has none."""
    inner = part.strip()
    pieces = _MARK.split(inner)
    if len(pieces) == 1:
        return {"": inner.strip(" ()（）,;.")} if inner else {}
    if pieces[0].strip(" (（"):
        return {}
    found: dict[str, list[str]] = {}
    for mark, place in zip(pieces[1::2], pieces[2::2], strict=True):
        found.setdefault(mark, []).append(_closed(place))
    return {mark: "; ".join(places) for mark, places in found.items()}


def _closed(place: str) -> str:
    place = place.strip(" ;；,，.")
    while place.endswith((")", "）")) and sum(map(place.count, "(（")) < sum(map(place.count, ")）")):
        place = place[:-1].rstrip(" ;,.")
    return place.strip(" (（;")
