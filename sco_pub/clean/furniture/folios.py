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
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sco_pub.clean.furniture.page_model import Pages
from sco_pub.clean.furniture.sentence_splits import WIDE, splits
from sco_pub.clean.lines.lines import Line, ends_sentence, measure
from sco_pub.model.characters import NUMERALS_LONG, chinese_number

_ORNAMENT = "[-—–―－─━·•・~～⋅.|｜/ _=*●○■□◆◇★☆◎▪▲△※◄►│┃]"
_FOLIO = re.compile(rf"^(?P<a>{_ORNAMENT}*)(?P<n>\d{{1,4}})(?P<b>{_ORNAMENT}*)$")
_FOLIO_MARKS = re.compile("[—·•～-]\\s*[0-9０-９]+\\s*[—·•～-]|第.*页")
_PAGE_WORD = re.compile(
    r"^(?:第(\d+)页(?:[,，/]?共\d+页)?|[Pp]age(\d+)(?:of\d+)?|[Pp]{1,2}\.?(\d+)|(\d+)/\d+|(\d+)[（(]总第?\d+页?[)）])$"
)
_ARTICLE_PAGE = re.compile(r"^\d{5,}[-－](\d{1,3})$")
# Forms that other lines have too (note marks, enumerators, headings): folios only when no other line holds the like.
_BRACKETED = re.compile(r"^[〔［\[【（(](\d{1,4})[〕］\]】）)]$")
_ROMAN = re.compile(r"^[-—·]?((?:c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3}))[-—·]?$")
_HAN = re.compile(rf"^(?P<a>{_ORNAMENT}*)(?P<n>[{NUMERALS_LONG}]{{1,5}})(?P<b>{_ORNAMENT}*)$")


@dataclass(frozen=True, slots=True)
class Candidate:
    values: tuple[int, ...]
    strong: bool
    positions: tuple[int, ...]
    rare: bool = False  # brackets, Roman or Chinese numbers


def candidates_of(lines: Sequence[Line]) -> dict[int, Candidate]:
    """Lines that could be folios by form, with the numbers they could mean (as read, and reversed)."""
    found: dict[int, Candidate] = {}
    padded = _padded(lines)
    for i, line in enumerate(lines):
        text = line.text.translate(WIDE).replace(" ", "").replace("\u3000", "")
        whole = _PAGE_WORD.match(text) or _ARTICLE_PAGE.match(text)
        if whole:
            found[i] = Candidate((int(next(g for g in whole.groups() if g)),), True, (i,))
            continue
        match = _FOLIO.match(text)
        if not match:
            if value := _rare(text):
                found[i] = Candidate((value,), False, (i,), rare=True)
            continue
        digits = match["n"]
        strong = bool(match["a"].strip() and match["b"].strip())
        values = tuple(dict.fromkeys((int(digits), int(digits[::-1]))))
        found[i] = Candidate(values if not digits.startswith("0") or padded else values[::-1], strong, (i,))
    _without_others(lines, found)
    for i in list(found):  # one digit a line: 8 / 0 / 1 is 108 drawn from right to left
        stack = [i]
        while stack[-1] + 1 in found and len(stack) < 4 and _single(lines[stack[-1] + 1]):
            stack.append(stack[-1] + 1)
        if len(stack) > 1 and _single(lines[i]) and not (i - 1 in found and _single(lines[i - 1])):
            digits = "".join(lines[p].text.translate(WIDE) for p in stack)
            found[i] = Candidate((int(digits[::-1]), int(digits)), True, tuple(stack))
    return found


def _padded(lines: Sequence[Line]) -> bool:
    """Whether this journal's folios are filled up with noughts: 032, 033; else a nought in front is a reversed 10."""
    texts = [line.text.translate(WIDE).strip() for line in lines]
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


def _without_others(lines: Sequence[Line], found: dict[int, Candidate]) -> None:
    """Leave out rare forms unless they count pages: at least two, a page's lines apart, one more each, called nowhere."""
    rare = [i for i in sorted(found) if found[i].rare]
    values = [found[i].values[0] for i in rare]
    apart = all(b - a >= 8 for a, b in itertools.pairwise(rare))
    counting = all(0 < b - a <= 3 for a, b in itertools.pairwise(values))
    text = "\n".join(line.text for p, line in enumerate(lines) if p not in rare)
    called = any(re.search(rf"[〔［\[【（(]{v}[〕］\]】）)]", text) for v in values)
    if len(rare) < 2 or not apart or not counting or called:
        for i in rare:
            del found[i]
    else:
        for i in rare:
            found[i] = replace(found[i], strong=True)


def article_pages(lines: Sequence[Line]) -> list[int]:
    """Lines with an article's number and the page in it (1034002-1), in whatever order they come."""
    texts = [line.text.translate(WIDE).replace(" ", "") for line in lines]
    numbers = Counter(t.split("-")[0] for t in (t.replace("－", "-") for t in texts) if _ARTICLE_PAGE.match(t))
    return [
        i for i, t in enumerate(texts) if _ARTICLE_PAGE.match(t) and numbers[t.replace("－", "-").split("-")[0]] > 1
    ]


def _single(line: Line) -> bool:
    return bool(re.fullmatch(r"\d", line.text.translate(WIDE)))


def sequence(lines: Sequence[Line], found: dict[int, Candidate], pages: Pages | None) -> dict[int, int]:
    """The longest run of candidates whose numbers rise as pages do; strong ones alone suffice, bare ones need three."""
    best: dict[int, tuple[int, list[tuple[int, int]]]] = {}
    order = sorted(found)
    ends: list[tuple[int, int, int, list[tuple[int, int]]]] = []  # position, value, score, chain
    for i in order:
        for rank, value in enumerate(found[i].values):
            score = (3 if found[i].strong else 2) - (1 if rank else 0)
            chain, total = [(i, value)], score
            for p, v, s, c in ends[-60:]:
                if p < i and _follows(lines, pages, p, v, i, value) and s + score > total:
                    chain, total = [*c, (i, value)], s + score
            ends.append((i, value, total, chain))
            if total > best.get(0, (0, []))[0]:
                best[0] = (total, chain)
    if not best:
        return {}
    chain = best[0][1]
    strong = sum(found[p].strong for p, _ in chain)
    if pages is None and strong and len(chain) < 2 and len(found[chain[0][0]].positions) > 1:
        return {}
    positions = [p for p, _ in chain]
    if strong == 0 and (not _enough(lines, chain) or (pages is None and not _spread(lines, positions))):
        return {}
    return dict(chain)


def _enough(lines: Sequence[Line], chain: list[tuple[int, int]]) -> bool:
    """Three bare numbers in sequence are folios; two are if they are neighbours and one of them parts a sentence."""
    if len(chain) >= 3:
        return True
    full = measure(lines)
    parts = any(
        0 < p < len(lines) - 1
        and (splits(lines, p, full, ()) or (not ends_sentence(lines[p - 1].text) and lines[p - 1].width > 15))
        for p, _ in chain
    )
    return len(chain) == 2 and chain[1][1] == chain[0][1] + 1 and (parts or chain[1][0] >= len(lines) - 3)


def _follows(lines: Sequence[Line], pages: Pages | None, p: int, v: int, i: int, value: int) -> bool:
    if value <= v or value - v > 40:
        return False
    if pages is not None:
        return pages.page_of(i) - pages.page_of(p) == value - v
    return (i - p) >= (5 if not _FOLIO_MARKS.search(lines[i].text) else 2) * (value - v)


def _spread(lines: Sequence[Line], positions: list[int]) -> bool:
    """Bare numbers are folios only if about a page of lines lies between them; the last page may be shorter."""
    gaps = [b - a for a, b in itertools.pairwise(positions)]
    last = len(gaps) > 2 or (len(gaps) == 2 and positions[-1] >= len(lines) - 2)
    gaps = gaps[:-1] if last else gaps
    return min(gaps) >= 8 and max(gaps) <= 6 * min(gaps)
