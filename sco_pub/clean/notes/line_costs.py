"""Take the lines of a text, say what each of them costs as running text, as a note, and as a seam between the two.

Strategy.  Costs are small numbers in one currency: 1 is a faint hint, 3 a strong one, 5 and more near proof.  They come from

- width: a line that isn't its paragraph's or note's last is full.  The running text and the notes have each their own
  measure, since notes are set in smaller type; a line that stops inside a sentence and fills only one of the two belongs there;
- ends: a note stops behind a final mark, a page number or an address, never inside a title, brackets or an address;
- seams: a sentence that a note zone cuts goes on behind it; two hanzi that meet over a seam and meet elsewhere in the text
  as well are one word;
- words: publishers, pages and foreign letters are a note's; type size, where geometry gives it.

No cost forbids: what speaks against a reading is weighed with everything else in clean.notes.begin_and_end.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Collection, Mapping, Sequence
from enum import IntEnum

from sco_pub.clean.furniture.page_model import Pages
from sco_pub.clean.lines.lines import Line, ends_sentence, first_word, without_calls
from sco_pub.clean.lines.measures import measure, of_notes
from sco_pub.clean.lines.note_body import cut_off
from sco_pub.clean.notes.mark_tokens import Token
from sco_pub.lexicon import addresses
from sco_pub.lexicon.label_words import FIELD_LINE
from sco_pub.lexicon.note_marks import ENTRY
from sco_pub.lexicon.sources import NAMES_SOURCE, NOTE_LIKE, OPENS_NOTE, PAGES_AT_END
from sco_pub.model.characters import HANZI, em, hanzi_count

_MIDDLE = re.compile(rf"^\s*(?:[，。；：、）”’？！》」』,;:)\]·%]|{addresses.REST})")
_NO_ADDRESS = re.compile(f"[{HANZI}《“А-Я]|[A-Z][a-z]+[ ,]")  # how no address goes on


class Edge(IntEnum):
    """What lies before a line: nothing, furniture, a page's beginning that is only inferred, or a known one."""

    NONE = 0
    FURNITURE = 1
    START = 2
    COLUMN = 3
    PAGE = 4


class Evidence:
    """Costs by index into ``rest``, the positions of the lines that are neither furniture nor fields."""

    def __init__(
        self,
        lines: Sequence[Line],
        pages: Pages,
        rest: Sequence[int],
        marks: Mapping[int, Sequence[Token]],
        listed: Collection[int],
    ) -> None:
        self.rest = rest
        self.lines = [lines[p] for p in rest]
        self.headed = [bool(marks.get(p)) and marks[p][0].at_start and marks[p][0].opens for p in rest]
        self.listed = self._listed(listed)
        self.widths = [em(without_calls(line.text)) for line in self.lines]
        self.words = [em(first_word(line.text)) for line in self.lines]
        self.ended = [ends_sentence(line.text) for line in self.lines]
        self.edges = self._edges(lines, pages)
        self.measure = measure(self.lines)
        self.note_measure = self._note_measure()
        self._pairs = {line.text[i : i + 2] for line in self.lines for i in range(len(line.text) - 1)}
        sizes = [line.geometry.size for line in self.lines if line.geometry]
        self.usual = statistics.median(sizes) if sizes else 0.0
        self.footed = any(line.geometry is not None and line.geometry.foot for line in self.lines)
        small = [n for n in range(len(rest)) if self._small(n) and self.headed[n]]
        self.sized = bool(small)

    def _edges(self, lines: Sequence[Line], pages: Pages) -> list[Edge]:
        starts = set(pages.starts[1:])
        dropped = {d.position for d in pages.dropped}
        known = bool(lines) and lines[0].page is not None
        out = []
        for n, p in enumerate(self.rest):
            before = self.rest[n - 1] if n else -1
            between = range(before + 1, p + 1)
            if n and lines[before].page != lines[p].page and known:
                out.append(Edge.PAGE)
            elif n and _columns_part(lines[before], lines[p]):
                out.append(Edge.COLUMN)
            elif n and any(q in starts for q in between) and not known and self._told(lines, dropped, before, p):
                out.append(Edge.START)
            else:
                out.append(Edge.FURNITURE if n and any(q in dropped for q in between) else Edge.NONE)
        return out

    @staticmethod
    def _told(lines: Sequence[Line], dropped: Collection[int], before: int, p: int) -> bool:
        """Whether anything but the end of the notes above says that a page begins here: furniture, or a lone space."""
        return lines[p].lead == " " or any(q in dropped for q in range(before + 1, p))

    def _listed(self, under: Collection[int]) -> list[bool]:
        """Which lines are entries of a reference list: those under its heading, but for notes that stand between."""
        out, inside = [], False
        for n, p in enumerate(self.rest):
            if p not in under or self.headed[n]:
                inside = False
            elif ENTRY.match(self.lines[n].text):
                inside = True
            out.append(inside)
        return out

    def _note_measure(self) -> float:
        """The width of full lines in notes: of lines that follow an unfinished first line and are unfinished too."""
        first, later = [], []
        for n in range(1, len(self.lines)):
            if self.headed[n - 1] and not self.ended[n - 1] and not self.headed[n] and self.widths[n - 1] > 10:
                first += [self.widths[n - 1]] if self._chinese(n - 1) else []
                later += [self.widths[n]] if self._chinese(n) and not self.ended[n] else []
        return of_notes(first, later, self.measure)

    def _chinese(self, n: int) -> bool:
        text = self.lines[n].text
        return hanzi_count(text) * 2 > len(text)

    def _small(self, n: int) -> bool:
        """Whether geometry says that the line stands among the notes: at its column's foot, or else in smaller type."""
        return self.beside_text(self.lines[n])

    def beside_text(self, line: Line) -> bool:
        """The same for any line."""
        g = line.geometry
        return g is not None and (g.foot if self.footed else g.size < self.usual * 0.94)

    def word_over(self, a: int, b: int) -> float:
        """Whether line ``b`` goes on where line ``a`` stops, as far as the text's own words tell: −1 (yes) to 0.5 (no)."""
        before, after = without_calls(self.lines[a].text), self.lines[b].text
        if not before or not re.match(f"[{HANZI}]", after) or not re.search(f"[{HANZI}]$", before):
            return 0.0
        return -1.2 if before[-1] + after[0] in self._pairs else 0.5

    def text(self, n: int) -> float:
        """The cost of a line as running text."""
        line = self.lines[n]
        cost = 0.0
        cost += min(3.0, 0.8 * max(0.0, self.widths[n] - self.measure - 1.2))
        if FIELD_LINE.match(line.text):
            return cost
        if not self.listed[n]:
            if len(line.text) > 8 and hanzi_count(line.text) * 4 < len(line.text):
                cost += 1.2
            if NAMES_SOURCE.search(line.text):
                cost += 1.0
        if self.sized and self._small(n):
            cost += 3.0
        return cost

    def note(self, n: int) -> float:
        """The cost of a line as a note's."""
        cost = 0.0
        if self.sized and not self._small(n):
            cost += 5.0
        if self.listed[n] or FIELD_LINE.match(self.lines[n].text):
            cost += 4.0
        if self.widths[n] > self.note_measure + 2.0:
            cost += 1.0
        if not self.ended[n] and not NOTE_LIKE.search(self.lines[n].text):
            cost += 0.2
        return cost

    def goes_on(self, n: int, measure: float | None = None) -> float:
        """The cost of line ``n`` going on the note of the line before it; ``measure``: that of its list, if it is known."""
        before = n - 1
        room = (measure or self.note_measure) - self.widths[before] - (2.0 if self.headed[before] else 0.0)
        cost = 0.0
        if room > self.words[n] + 1.0 and not self._in_address(before, n):
            cost += min(5.0, 1.0 + (room - self.words[n]) / 2)
        if self.ended[before]:
            cost += 0.8
        if self.headed[n]:
            cost += 4.0
        if addresses.RUNS_TO_END.search(self.lines[before].text) and _NO_ADDRESS.match(self.lines[n].text):
            cost += 2.5
        return cost + self.word_over(before, n)

    def _in_address(self, a: int, b: int) -> bool:
        """An address broken after one of its marks: its next piece is as long as it likes."""
        before, after = self.lines[a].text, self.lines[b].text
        return bool(re.search(r"[/／?？&＆=＝_.\-－]\s*$", before) and re.match("[A-Za-z0-9]", after))

    def stops(self, n: int, measure: float | None = None) -> float:
        """The cost of a note ending with line ``n``; ``measure`` as in ``goes_on``."""
        text = self.lines[n].text.strip()
        measure = measure or self.note_measure
        if cut_off(text):
            return 4.5
        if addresses.CLOSED.search(text) or (self.ended[n] and (hanzi_count(text[-12:]) or PAGES_AT_END.search(text))):
            return 0.5 if self.widths[n] > measure - 1.5 else 0.0  # a last line is seldom full
        full = self.widths[n] > measure - 3.0
        if addresses.RUNS_TO_END.search(text):
            return 1.0 if full else 0.4
        if self.ended[n] or re.search(r"[0-9页期版]\s*$", text):
            return 2.5 if full else 0.6
        return 3.5 if full else 2.8 if self.widths[n] > measure * 0.5 else 1.2

    def begins(self, n: int) -> float:
        """The cost of a note beginning with line ``n`` where no mark says so."""
        text = self.lines[n].text
        if _MIDDLE.match(text):
            return 6.0
        cost = (0.0 if OPENS_NOTE.match(text) else 1.0) + (4.0 if self.headed[n] else 0.0)
        if addresses.SPACED_SCHEME.match(text):
            cost += 4.0
        return cost - min(0.0, self.word_over(n - 1, n)) if n else cost

    def headlike(self, text: str) -> bool:
        """Whether what stands behind a mark reads like a note's beginning."""
        return bool(OPENS_NOTE.match(text) or NOTE_LIKE.search(text))

    def sourced(self, text: str) -> bool:
        """Whether what stands behind a mark names a source: a note does, a sentence after a call hardly ever."""
        return bool(OPENS_NOTE.match(text) and NAMES_SOURCE.search(text))

    def fragment(self, n: int) -> float:
        """The cost of a line being the beginning of anything: it reads like the end of what was before."""
        line = self.lines[n]
        if _MIDDLE.match(line.text) or re.match(r"\s*(?:[а-яё]|[a-z]{2,} )", line.text):
            return 5.0
        if self.ended[n] and self.widths[n] < self.measure * 0.45:
            return 2.5 if len(line.text) < 6 else 0.8
        return 0.0

    def returns(self, a: int, n: int) -> float:
        """The cost of the running text going on with line ``n`` when ``a`` was its last line before the notes."""
        if a < 0:
            return 3.0
        if self.ended[a]:
            return self.fragment(n)
        return self.word_over(a, n) - 0.3


def _columns_part(a: Line, b: Line) -> bool:
    """Whether a column ends between two lines of one page; the notes of all columns are read together, after the text."""
    g, h = a.geometry, b.geometry
    return g is not None and h is not None and g.column != h.column and not (g.foot or h.foot)
