"""Find folios: lines that are page numbers by their form and by the sequence of all of them.

Strategy.  A candidate is a number alone on its line, with or without ornament, read both ways round, since digits drawn from
right to left come out reversed; or one digit a line, which is one number.  Numbers in brackets, Roman or Chinese figures count
only when they count pages and nothing else in the text is numbered so.  The chain of candidates whose numbers rise as pages
do is the folios'.  Ornament or a stack is evidence in itself; bare numbers need three in sequence, or two neighbours that
part a sentence.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from sco_pub.clean.furniture.page_model import Pages
from sco_pub.clean.furniture.sentence_splits import splits
from sco_pub.clean.lines.features import LineFeatures, Rows
from sco_pub.model.characters import NUMERALS_LONG, chinese_number, whole_number

_ORNAMENT = "[-—–―－─━·•・~～⋅.|｜/ _=*●○■□◆◇★☆◎▪▲△※◄►│┃]"
_FOLIO = re.compile(rf"^(?P<a>{_ORNAMENT}*)(?P<n>\d{{1,4}})(?P<b>{_ORNAMENT}*)$")
_FOLIO_MARKS = re.compile("[—·•～-]\\s*[0-9]+\\s*[—·•～-]|第[^第页]*页")
_PAGE_WORD = re.compile(
    r"^(?:第(\d+)页(?:[,，/]?共\d+页)?|[Pp]age(\d+)(?:of\d+)?|[Pp]{1,2}\.?(\d+)|(\d+)/\d+|(\d+)[（(]总第?\d+页?[)）])$"
)
_ARTICLE_PAGE = re.compile(r"^\d{5,}[-－](\d{1,3})$")
# Forms that other lines have too (note marks, enumerators, headings): folios only when no other line holds the like.
_BRACKETED = re.compile(r"^[〔［\[【（(](\d{1,4})[〕］\]】）)]$")
_ROMAN = re.compile(r"^[-—·]?((?:c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3}))[-—·]?$")
_HAN = re.compile(rf"^(?P<a>{_ORNAMENT}*)(?P<n>[{NUMERALS_LONG}]{{1,5}})(?P<b>{_ORNAMENT}*)$")


_MOST_DIGITS = 4  # of a page's number
_MOST_PAGES = 40  # from one folio that was found to the next
_LINES_BARE, _LINES_MARKED = 5, 2  # lines of a page, at least, by whether ornament proves the folio
_PAGE = 8  # lines, at least, between two bare numbers that are folios
_UNEVEN = 6  # how many times as long one page may be as another


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that could be a folio: the numbers it could mean, the likelier first, and the lines that it takes.

    ``strong``: its form alone makes it one; ``rare``: brackets, Roman or Chinese numbers.
    """

    values: tuple[int, ...]
    strong: bool
    positions: tuple[int, ...]
    rare: bool = False


def candidates_of(rows: Rows) -> dict[int, Candidate]:
    """Lines that could be folios by form, with the numbers they could mean (as read, and reversed)."""
    padded = _padded(rows)
    found = {
        i: candidate
        for i, row in enumerate(rows)
        if not row.far_inside
        and (candidate := _candidate(row.text.replace(" ", "").replace("\u3000", ""), i, padded=padded))
    }
    _without_others(rows, found)
    stacks = _stacks(rows, found)
    stacked = {p for stack in stacks.values() for p in stack.positions}
    return {i: each for i, each in found.items() if not rows[i].inside or i in stacked} | stacks


def _candidate(text: str, i: int, *, padded: bool) -> Candidate | None:
    """What a line's text could number, its spaces left out."""
    if whole := _PAGE_WORD.match(text) or _ARTICLE_PAGE.match(text):
        return Candidate((whole_number(next(g for g in whole.groups() if g)),), True, (i,))
    match = _FOLIO.match(text)
    if not match:
        value = _rare(text)
        return Candidate((value,), False, (i,), rare=True) if value else None
    digits = match["n"]
    values = tuple(dict.fromkeys((int(digits), int(digits[::-1]))))
    ornament = bool(match["a"].strip() and match["b"].strip())
    return Candidate(values if not digits.startswith("0") or padded else values[::-1], ornament, (i,))


def _stacks(rows: Rows, found: Collection[int]) -> dict[int, Candidate]:
    """One digit a line: 8 / 0 / 1 is 108 drawn from right to left.  A stack is at its page's edge when one of its digits is."""
    made: dict[int, Candidate] = {}
    for i in found:
        if not _single(rows[i]) or (i - 1 in found and _single(rows[i - 1])):
            continue
        end = next(p for p in range(i + 1, len(rows) + 1) if p == len(rows) or p not in found or not _single(rows[p]))
        stack = tuple(range(i, min(end, i + _MOST_DIGITS)))
        if len(stack) > 1 and not all(rows[p].inside for p in stack):
            digits = "".join(rows[p].text for p in stack)
            made[i] = Candidate((int(digits[::-1]), int(digits)), True, stack)
    return made


def _padded(rows: Rows) -> bool:
    """Whether this journal's folios are filled up with noughts: 032, 033; else a nought in front is a reversed 10."""
    texts = [row.text.strip() for row in rows]
    numbers = [int(t) for t in texts if re.fullmatch("0\\d{2,3}", t)]
    return len(numbers) > 1 and all(0 < b - a <= 3 for a, b in itertools.pairwise(numbers))


def _rare(text: str) -> int:
    """The number of a line in brackets, in small Roman or in Chinese figures; 0 when it is none."""
    if m := _BRACKETED.match(text):
        return int(m[1])
    if (m := _ROMAN.match(text)) and m[1]:
        values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[c] for c in m[1]]
        return sum(-v if v < max(values[n:]) else v for n, v in enumerate(values))
    if (m := _HAN.match(text)) and (len(m["n"]) > 1 or (m["a"] and m["b"])):
        if not re.search("[十百]", m["n"]):
            return int("".join(str(chinese_number(c.replace("零", "〇"))) for c in m["n"]))
        return chinese_number(m["n"]) or 0
    return 0


def _without_others(rows: Rows, found: dict[int, Candidate]) -> None:
    """Leave out rare forms unless they count pages: at least two, a page's lines apart, one more each, called nowhere."""
    rare = [i for i in sorted(found) if found[i].rare]
    values = [found[i].values[0] for i in rare]
    apart = all(b - a >= _PAGE for a, b in itertools.pairwise(rare))
    counting = all(0 < b - a <= 3 for a, b in itertools.pairwise(values))
    text = "\n".join(row.text for p, row in enumerate(rows) if p not in rare)
    called = any(re.search(rf"[〔［\[【（(]{v}[〕］\]】）)]", text) for v in values)
    if len(rare) < 2 or not apart or not counting or called:
        for i in rare:
            del found[i]
    else:
        for i in rare:
            found[i] = replace(found[i], strong=True)


def article_pages(rows: Rows) -> list[int]:
    """Lines with an article's number and the page in it (1034002-1), in whatever order they come."""
    texts = [row.text.replace(" ", "") for row in rows]
    numbers = Counter(t.split("-")[0] for t in (t.replace("－", "-") for t in texts) if _ARTICLE_PAGE.match(t))
    return [
        i for i, t in enumerate(texts) if _ARTICLE_PAGE.match(t) and numbers[t.replace("－", "-").split("-")[0]] > 1
    ]


def _single(row: LineFeatures) -> bool:
    return bool(re.fullmatch(r"\d", row.text))


_Chain = list[tuple[int, int]]  # (position, value)
_REACH = 60  # ends of chains that are looked at
_STRONG, _BARE, _REVERSED = 3, 2, 1  # what a folio with ornament and a bare one count, and how much less a reversed one


def sequence(rows: Rows, found: Mapping[int, Candidate], pages: Pages | None) -> dict[int, int]:
    """The longest run of candidates whose numbers rise as pages do; strong ones alone suffice, bare ones need three."""
    chain = _best_chain(rows, found, pages)
    if not chain:
        return {}
    strong = sum(found[p].strong for p, _ in chain)
    stacked = len(found[chain[0][0]].positions) > 1
    if pages is None and strong and len(chain) < 2 and stacked:
        return {}
    counted = strong or (_enough(rows, chain) and (pages is not None or _spread(rows, [p for p, _ in chain])))
    return dict(chain) if counted else {}


def _best_chain(rows: Rows, found: Mapping[int, Candidate], pages: Pages | None) -> _Chain:
    ends: list[tuple[int, int, int, int]] = []  # what a chain counts, its last number, and the end that it goes on from
    for i in sorted(found):
        for rank, value in enumerate(found[i].values):
            score = (_STRONG if found[i].strong else _BARE) - (_REVERSED if rank else 0)
            most, before = score, -1
            for n in range(max(0, len(ends) - _REACH), len(ends)):
                total, p, v, _ = ends[n]
                if p < i and total + score > most and _follows(rows, pages, (p, v), (i, value)):
                    most, before = total + score, n
            ends.append((most, i, value, before))
    chain: _Chain = []
    at = max(range(len(ends)), key=lambda n: ends[n][0], default=-1)
    while at >= 0:
        _, i, value, at = ends[at]
        chain.append((i, value))
    return chain[::-1]


def _enough(rows: Rows, chain: _Chain) -> bool:
    """Three bare numbers in sequence are folios; two are if they are neighbours and one of them parts a sentence."""
    if len(chain) != 2:
        return len(chain) > 2
    neighbours = chain[1][1] == chain[0][1] + 1
    return neighbours and (any(_parts(rows, p) for p, _ in chain) or chain[1][0] >= len(rows) - 3)


def _parts(rows: Rows, p: int) -> bool:
    """Whether a number stands inside a sentence."""
    if not 0 < p < len(rows) - 1:
        return False
    return splits(rows, p, ()) or (not rows[p - 1].ended and rows[p - 1].width > 15)


def _follows(rows: Rows, pages: Pages | None, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether one folio (position, value) may be the next after another: as many pages, or lines enough for them, on."""
    (p, v), (i, value) = before, after
    if value <= v or value - v > _MOST_PAGES:
        return False
    if pages is not None:
        return pages.page_of(i) - pages.page_of(p) == value - v
    least = _LINES_MARKED if _FOLIO_MARKS.search(rows[i].text) else _LINES_BARE
    return (i - p) >= least * (value - v)


def _spread(rows: Rows, positions: list[int]) -> bool:
    """Bare numbers are folios only if about a page of lines lies between them; the last page may be shorter."""
    gaps = [b - a for a, b in itertools.pairwise(positions)]
    last = len(gaps) > 2 or (len(gaps) == 2 and positions[-1] >= len(rows) - 2)
    gaps = gaps[:-1] if last else gaps
    return min(gaps) >= _PAGE and max(gaps) <= _UNEVEN * min(gaps)
