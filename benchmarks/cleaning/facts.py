"""Take what is known of a real article and the master made of it, count what is right: title, authors, headings and so on.

The facts are read off the printed page by a person and lie beside the checkout, never in it (benchmarks.cleaning.inputs).  A
fact file says: ``title``, ``authors``, ``headings`` as [level, text], ``paragraph_starts`` as [page, first signs] of whole
pages, and how many ``notes`` and ``references`` there are; ``refs/ID.txt`` may say how each reference begins.

Strategy.  What the page can't tell (the width of a sign, the kind of a quotation mark, spaces) is folded away.  Sequences are
aligned in order, each item once: what is missing, invented or out of its place is wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from tests.corpus.article import Fate
from tests.corpus.reading import Reading

_FOLDED = str.maketrans(
    dict.fromkeys("“”„‟〝〞＂「」『』", '"')
    | dict.fromkeys("‘’‚‛′＇｀´", "'")
    | dict.fromkeys("—–―－‐‑‒−─", "-")
    | dict.fromkeys("。．｡", ".")
    | dict.fromkeys("、，﹑", ",")
    | dict.fromkeys("•・‧∙", "·")
    | dict.fromkeys("〔【［", "[")
    | dict.fromkeys("〕】］", "]")
    | dict.fromkeys("～∼〜", "~")
)
_ALIKE = 92  # per cent: a heading with a sign or two that the layer has otherwise
_BEGINS = 80  # per cent of the first signs of a paragraph or reference
_NO_TEXT = re.compile(r"续?[图表]\s*[\dA-Z一二三四五]|fig|tab|注:|资料来源|数据来源|来源:", re.IGNORECASE)
_LIST_HEAD = re.compile(r"(主要)?(参考文献|引用文献|注释|尾注|作者简介|references|notes)[:(]?.*", re.IGNORECASE)
_ENTRY = re.compile(r"[\[(]?\d{1,3}[\]).]+")
_SURE = 12  # signs: a string of so many marks a place in the text
_HANZI_START = 5  # hanzi: a paragraph of fewer between two known ones is a formula's or a chart's


@dataclass(frozen=True, slots=True)
class Found:
    """Of ``wanted`` things ``right`` are there; ``false``: there, but not wanted."""

    right: int
    wanted: int
    false: int = 0

    @property
    def perfect(self) -> bool:
        return self.right == self.wanted and not self.false

    def __str__(self) -> str:
        return f"{self.right}/{self.wanted}" + (f"+{self.false}" if self.false else "")


def fold(text: str) -> str:
    """What a page and a master must share: no spaces, one width, one kind of quotation marks, dashes and brackets."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text.translate(_FOLDED)).translate(_FOLDED))


def compare(facts: Mapping[str, Any], entries: Sequence[str], reading: Reading) -> dict[str, Found]:
    """Every count, by field."""
    return {
        "title": _title(facts["title"], reading),
        "authors": _authors(facts["authors"], reading),
        "headings": _headings(facts["headings"], reading),
        "paragraphs": _paragraphs(facts["paragraph_starts"], reading),
        "notes": _notes(int(facts["notes"]), reading),
        "references": _references(int(facts["references"]), entries, reading),
    }


def _title(title: str, reading: Reading) -> Found:
    def bare(text: str) -> str:
        return re.sub("[-:]", "", fold(text))

    main, rest = (str(reading.metadata.get(key, "")) for key in ("title", "subtitle"))
    return Found(int(bare(title) in (bare(main), bare(main + rest))), 1)


def _authors(names: Sequence[str], reading: Reading) -> Found:
    have = reading.metadata.get("author", ())
    found = [fold(name) for name in ((have,) if isinstance(have, str) else have)]
    right = len(aligned([fold(name) for name in names], found, str.__eq__))
    return Found(right, len(names), len(found) - right)


def _headings(headings: Sequence[Sequence[Any]], reading: Reading) -> Found:
    """Number, text and level; a run-in heading may be one or not."""
    wanted = [(int(one[0]), fold(one[1]).rstrip(".:"), len(one) > 2) for one in headings]
    top = min((level for level, _ in reading.headings), default=1) - 1
    found = [(level - top, fold(text).rstrip(".:")) for level, text in reading.headings]
    pairs = aligned(wanted, found, lambda a, b: fuzz.ratio(a[1], b[1]) >= _ALIKE and abs(len(a[1]) - len(b[1])) <= 2)
    right = sum(wanted[i][0] == found[j][0] for i, j in pairs if not wanted[i][2])
    met = {j for _, j in pairs}
    false = sum(j not in met and not _LIST_HEAD.fullmatch(text) for j, (_, text) in enumerate(found))
    return Found(right, sum(not run_in for _, _, run_in in wanted), false)


def _paragraphs(starts: Sequence[tuple[int, str]], reading: Reading) -> Found:
    """Beginnings of paragraphs; between the first and the last of neighbouring pages every other one is false."""
    wanted = [(page, _unmarked(text)) for page, text in starts]
    found = [_unmarked(text) for text in reading.paragraphs]
    pairs = aligned(wanted, found, lambda a, b: _begins(a[1], b))
    false = 0
    for (i, j), (k, m) in pairwise(pairs):
        if wanted[k][0] - wanted[i][0] <= 1 and k == i + 1:
            false += sum(
                len(re.findall("[㐀-鿿]", t)) >= _HANZI_START and not _NO_TEXT.match(t) for t in found[j + 1 : m]
            )
    return Found(len(pairs), len(wanted), false)


def _notes(count: int, reading: Reading) -> Found:
    whole = sum(note.fate == Fate.KEPT and len(note.body.strip()) > 1 for note in reading.notes) if count else 0
    return Found(min(whole, count), count, max(0, whole - count))


def _references(count: int, entries: Sequence[str], reading: Reading) -> Found:
    if not count:
        return Found(0, 0)
    listed = [_unmarked(text) for text in (*reading.references, *(note.body for note in reading.notes))]
    if not entries:
        return Found(min(len(reading.references) or len(reading.notes), count), count)
    return Found(len(aligned([fold(entry) for entry in entries], listed, _begins)), len(entries))


def _unmarked(text: str) -> str:
    """Without the number of an item or entry, which may be set otherwise."""
    folded = fold(text)
    return _ENTRY.sub("", folded, count=1) if _ENTRY.match(folded) else folded


def _begins(start: str, text: str) -> bool:
    return bool(start) and max(fuzz.ratio(start, text[: len(start) + n]) for n in (-1, 0, 1)) >= _BEGINS


def aligned(wanted: Sequence[Any], found: Sequence[Any], same: Callable[[Any, Any], bool]) -> list[tuple[int, int]]:
    """The longest common subsequence as pairs of indices."""
    like = [[same(a, b) for b in found] for a in wanted]
    best = [[0] * (len(found) + 1) for _ in range(len(wanted) + 1)]
    for i in reversed(range(len(wanted))):
        for j in reversed(range(len(found))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + like[i][j])
    pairs, i, j = [], 0, 0
    while i < len(wanted) and j < len(found):
        if like[i][j] and best[i][j] == best[i + 1][j + 1] + 1:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def error_rate(pages: Sequence[str], reading: Reading) -> float | None:
    """The character error rate on whole pages, as typed from the print; None where no page is found in the master."""
    text = "".join(map(fold, reading.order))
    errors = signs = 0
    for page in map(fold, pages):
        at = [(text.find(page[i : i + _SURE]), i) for i in range(0, len(page) - _SURE, 5)]
        at = [(j, i) for j, i in at if j >= 0 and text.find(page[i : i + _SURE], j + 1) < 0]
        if len(at) < 5:
            continue
        low, high = at[0][0] - at[0][1], at[-1][0] + len(page) - at[-1][1]
        errors += Levenshtein.distance(page, text[max(0, low) : high])
        signs += len(page)
    return errors / signs if signs else None
