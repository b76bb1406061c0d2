"""Find lines that part a sentence of the running text: what stands there isn't text, wherever the pages begin.

Strategy.  Text is set in full lines: a line that is full and ends no sentence goes on in the next line of text.  What stands
between the two, notes and a page's foot left aside, is a running head when it comes back, when it is a journal's or the
article's name, or when it is short though the word behind it would have fitted.  Numbered lines, lines with marks and
lines with a note's mark are left alone: headings, captions and notes part sentences too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sco_pub.clean.lines.features import LineFeatures, Rows
from sco_pub.lexicon import mastheads
from sco_pub.model.characters import hanzi_count

_LONGEST = 40  # signs: no running head is longer
_HEADS_ROOM = 4.0  # em by which a head stays short of the measure
_FOREIGN_ROOM = 6.0  # the same for words of another script, whose width em tells less well
_PAGE_LINES = 15  # lines between two pages' heads, at least
_FEW_LINES = 5  # the same where a head comes back three times
_TITLE_BLOCK = 8  # lines: the title stands there
_NOTES_REACH = 16  # lines that a page's notes and foot take, at most
_TITLE_SIGNS = 4  # hanzi: no title has fewer
_NO_HEAD = re.compile("[，。；？！,;]")
_MARKED = re.compile(r"[，。；：、？！,.;:?!]")
_NOT_BELOW_NOTES = re.compile("[，。；、？！,.;?!（(【]|编辑")
_FOREIGN_WORD = re.compile("(?<![^\\s,:—&'’-])[A-Za-zА-я]{3,}(?![^\\s,:—&'’-])")
_NO_FOREIGN_HEAD = re.compile("[0-9=+<>@/\\[\\]_，。]|[.;]$")


@dataclass(frozen=True, slots=True)
class _Alike:
    """Lines that look alike (positions): a question asked of the first is asked of all."""

    rows: Rows
    where: Sequence[int]
    dropped: Collection[int]
    titles: frozenset[str]

    @property
    def first(self) -> LineFeatures:
        return self.rows[self.where[0]]

    @property
    def inside(self) -> list[int]:
        """Those behind a line that ends no sentence."""
        return [i for i in self.where if i and not self.rows[i - 1].ended and self.rows[i - 1].width > 12]

    def splitting(self) -> list[int]:
        return [i for i in self.where if splits(self.rows, i, self.dropped)]

    # what may be asked of them, in the order of proof

    def names_issue_twice(self) -> bool:
        return len(self.where) >= 2 and self.first.issue

    def comes_back(self) -> bool:
        """The same line each time and about a page apart, parting a sentence at least once: no table or note does."""
        text = self.first.text
        if len(self.where) < 2 or self.where[0] < 6 or not re.search("[^\\W\\d]{2}", text) or _NO_HEAD.search(text):
            return False
        same = len({self.rows[i].text for i in self.where}) == 1
        apart = min(b - a for a, b in pairwise(self.where)) >= _PAGE_LINES
        numbered = any(self.rows[i].mark or self.rows[i].numbered for i in self.where)
        return same and apart and not numbered and bool(self.splitting())

    def has_known_words(self) -> bool:
        return self.where[0] >= mastheads.FRONT and mastheads.known_words(self.first.text, self.titles)

    def is_foreign(self) -> bool:
        return foreign_words(self.first.text)

    def comes_thrice_inside(self) -> bool:
        enough = len(self.where) >= 3 and len(self.inside) * 2 >= len(self.where)
        return enough and min(b - a for a, b in pairwise(self.where)) >= _FEW_LINES

    def is_title_in_sentence(self) -> bool:
        returns = len(self.where) == 2 or opens_page(self.rows, self.where[0])
        parting = all(_parts_sentence(self.rows, i, self.dropped) for i in self.where)
        return title_like(self.first, self.rows.measure) and returns and parting

    def stands_below_notes(self) -> bool:
        return len(self.where) == 1 and _below_notes(self.rows, self.where[0], self.dropped)

    def is_title_again(self) -> bool:
        here = self.where[0] < _TITLE_BLOCK and bool(self.inside) and title_like(self.first, self.rows.measure)
        return here and (len(self.where) > 2 or len(self.inside) == len(self.where) - 1)

    # what is taken of them then

    def every(self) -> Sequence[int]:
        return self.where

    def short_and_splitting(self) -> Sequence[int]:
        return [i for i in self.splitting() if self.rows[i].width < self.rows.measure - _HEADS_ROOM]

    def foreign_heads(self) -> Sequence[int]:
        return [i for i in self.where if _foreign_head(self.rows, i, self.dropped)]

    def but_the_titles_own(self) -> Sequence[int]:
        return self.where[1:] if self.where[0] < 3 else self.where

    def but_the_first(self) -> Sequence[int]:
        return self.where[1:]


# The first question that is answered with yes says which of the lines are heads.
_QUESTIONS: tuple[tuple[Callable[[_Alike], bool], Callable[[_Alike], Sequence[int]]], ...] = (
    (_Alike.names_issue_twice, _Alike.every),
    (_Alike.comes_back, _Alike.every),
    (_Alike.has_known_words, _Alike.short_and_splitting),
    (_Alike.is_foreign, _Alike.foreign_heads),
    (_Alike.comes_thrice_inside, _Alike.but_the_titles_own),
    (_Alike.is_title_in_sentence, _Alike.every),
    (_Alike.stands_below_notes, _Alike.every),
    (_Alike.is_title_again, _Alike.but_the_first),  # inside sentences
)


def find(rows: Rows, dropped: Collection[int]) -> list[int]:
    """Without sure pages: a short line that comes back inside sentences, or stands in one where a page begins."""
    places: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        if i not in dropped and 3 <= len(row.text) <= _LONGEST and not row.ended:
            places[row.shape].append(i)
    titles = mastheads.titles([row.text for row in rows.rows[: mastheads.FRONT]])
    out: list[int] = []
    for where in places.values():
        alike = _Alike(rows, where, dropped, titles)
        take = next((take for asked, take in _QUESTIONS if asked(alike)), None)
        out += take(alike) if take else ()
    return out


def splits(rows: Rows, i: int, dropped: Collection[int]) -> bool:
    """Whether the running text above a line, notes left aside, is a full line that ends no sentence."""
    above = [p for p in range(max(0, i - _NOTES_REACH), i) if p not in dropped]
    noted = next((p for p in above if rows[p].mark or rows[p].label), None)
    p = next((p for p in reversed(above) if noted is None or p < noted), None)
    if p is None or (rows[p].numbered and not rows[p].ended and p == i - 1):
        return False  # a heading's second line
    return rows[p].full and not rows[p].ended


def _parts_sentence(rows: Rows, i: int, dropped: Collection[int]) -> bool:
    """Whether a line without a mark of its own stands behind a full line that ends no sentence, notes between them or not."""
    row = rows[i]
    return not (_MARKED.search(row.text) or row.numbered or row.mark) and splits(rows, i, dropped)


def _below_notes(rows: Rows, i: int, dropped: Collection[int]) -> bool:
    """A title's words between a page's finished notes and the rest of the sentence above them; a colon may part the title."""
    row = rows[i]
    wordy = _NOT_BELOW_NOTES.search(row.text) or not title_like(row, rows.measure)
    if wordy or row.width > rows.measure - _HEADS_ROOM or row.numbered or row.caption or i + 1 >= len(rows):
        return False
    above = [p for p in range(max(0, i - _NOTES_REACH), i) if p not in dropped]
    first = next((p for p in above if rows[p].mark), i)
    noted = first < i and all(p in above for p in range(first, i))  # nothing but notes between: no page's edge
    finished = bool(above) and rows[above[-1]].ended and not rows[i + 1].mark
    return noted and finished and splits(rows, i, dropped)


def opens_page(rows: Rows, i: int) -> bool:
    """Whether the line below has the lone space by which extractors mark what begins a page."""
    return i + 1 < len(rows) and rows[i + 1].lead == " "


def title_like(row: LineFeatures, full: float) -> bool:
    return row.hanzi > _TITLE_SIGNS and row.width < full - 2


def foreign_words(text: str) -> bool:
    """A line of Latin or Cyrillic words alone, as a head in another language is."""
    return not hanzi_count(text) and len(re.findall("[A-Za-zА-я]{2,}", text)) > 1


def _foreign_head(rows: Rows, i: int, dropped: Collection[int]) -> bool:
    """Foreign words alone on a short line inside a Chinese sentence: the hanzi that follows would have fitted behind them."""
    text = rows[i].text
    if not 0 < i < len(rows) - 1 or _NO_FOREIGN_HEAD.search(text) or rows[i].width > rows.measure - _FOREIGN_ROOM:
        return False
    chinese = rows[i - 1].hanzi * 2 > len(rows[i - 1].text) or i - 1 in dropped
    followed = hanzi_count(rows[i + 1].text[:1]) > 0
    return len(_FOREIGN_WORD.findall(text)) >= 2 and chinese and followed and splits(rows, i, dropped)
