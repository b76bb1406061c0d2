"""The lines of a text layer as the layout rules see them: repaired text, width, place, and what a line's end says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sco_pub.clean.lines import fragments
from sco_pub.lexicon import addresses, note_marks
from sco_pub.lexicon.enumerators import enumerator
from sco_pub.model.characters import CLOSING, HANZI, WORD, em, hanzi_count, is_space
from sco_pub.model.text import Geometry, Range, RawText

_FINAL = re.compile(rf"[。！？!?…][{CLOSING}]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that isn't blank.  ``start``/``end`` bound its text in the raw text, without the white space around it.

    ``full_end`` is the start of the next raw line; ``lead`` the white space before the text; ``text`` the repaired text.
    """

    index: int
    line_start: int
    start: int
    end: int
    full_end: int
    lead: str
    text: str
    page: int | None
    geometry: Geometry | None
    blank_before: bool

    @property
    def number(self) -> int:
        """The 1-based line of the raw text."""
        return self.index + 1

    @property
    def width(self) -> float:
        return em(self.text)

    @property
    def range(self) -> Range:
        return Range(self.line_start, self.full_end)


_NARROW = str.maketrans(
    {chr(c): chr(c - 0xFEE0) for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
    # a typesetter's blanks: one as wide as a hanzi is the ideographic space, narrower ones are spaces
    | dict.fromkeys("\u2001\u2003", "\u3000")
    | dict.fromkeys("\u00a0\u2000\u2002\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f", " ")
)


def layout_text(repaired: str) -> str:
    """The repaired text with half-width letters and digits and with common blanks, for the layout's rules to read; as long as
    before."""
    return repaired.translate(_NARROW)


def read(raw: RawText, repaired: str) -> tuple[Line, ...]:
    """Every line that isn't blank, in order; ``repaired`` as layout_text gives it.

    Lines that the layer gives in pieces (clean.lines.fragments) are one; the line ends between them are spaces in its text.
    """
    found = []
    starts = (*raw.starts(), len(repaired))
    texts = [repaired[start : start + len(line.text)] for line, start in zip(raw.lines, starts, strict=False)]
    last = {} if raw.has_geometry else dict(fragments.runs(texts))
    blank, index = False, 0
    while index < len(texts):
        end = last.get(index, index)
        start, full_end = starts[index], starts[end + 1]
        text = repaired[start : starts[end] + len(texts[end])].replace("\n", " ")
        line = raw.lines[index]
        written = [i for i, character in enumerate(text) if not is_space(character)]
        if written:
            left, right = written[0], written[-1] + 1
            found.append(
                Line(
                    index,
                    start,
                    start + left,
                    start + right,
                    full_end,
                    text[:left],
                    text[left:right],
                    line.page,
                    line.geometry,
                    blank,
                )
            )
        blank, index = not written, end + 1
    return tuple(found)


_CALL = 40  # signs of a note call with the blanks in its brackets, and more


def without_calls(text: str) -> str:
    """A line's text without the note calls at its end, however many."""
    end = len(text.rstrip())
    while found := note_marks.CALL_AT_END.search(
        text, max(0, end - _CALL), end
    ):  # one at a time: a line can be all calls
        end = found.start()
        while end and text[end - 1].isspace():
            end -= 1
    return text[:end]


@lru_cache(maxsize=1 << 15)
def ends_sentence(text: str) -> bool:
    """Whether a line ends with a final mark (closing marks and note calls after it don't count)."""
    text = without_calls(text)
    if addresses.STOPS_AT_QUERY.search(text):
        return False  # its question mark ends nothing: the address goes on
    return bool(_FINAL.search(text)) or (text.endswith(".") and hanzi_count(text[-12:]) == 0)


_NUMBER = 5  # signs of a heading's number at most: 第十二章．
# A point ends a sentence inside a line: 得到结果.这种处理; the hanzi before it keep numbers out (一.引言).
_STOP_WITHIN = re.compile(rf"(?<=[{HANZI}]{{3}})[.．][{HANZI}]")


def sentence_within(text: str) -> bool:
    """Whether a sentence ends before the line does; a number may have a full stop of its own (第十二章．总则)."""
    return "。" in text[:-1] or bool(_STOP_WITHIN.search(text[_NUMBER:]))


def heads_section(text: str) -> bool:
    """Whether a line could head a part of the text by its number or its word (引言, 参考文献)."""
    scheme, number, _ = enumerator(text)
    return scheme == "word" or (number is not None and not ends_sentence(text))


_WORD = re.compile(
    f"[“‘（《〈「『【(\\[«]*(?:[0-9]{{1,3}}(?:[ \u2009][0-9]{{3}})+|[0-9.．%％{WORD}&]+|.)"
    rf"{note_marks.CALLS_IN_WORD}[，。；：、！？”’）》」』】)\]»]*"
)


def first_word(text: str) -> str:
    """What can't be parted at a line's beginning: a hanzi or word with the marks that cling to it."""
    match = _WORD.match(text)
    return match.group() if match else ""


def line_at(lines: Sequence[Line], offset: int) -> int:
    """The position of the line that an offset into the raw text lies on: the last one that begins at or before it."""
    low, high = 0, len(lines) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if lines[middle].line_start <= offset else (low, middle - 1)
    return low
