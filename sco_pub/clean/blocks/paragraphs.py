"""Take the lines of running text, give the paragraphs: where one ends and the next begins.

Strategy, by what the text offers.  (1) Geometry: a first line is indented against its column.  (2) Indents in the text
itself: lines that begin with two em of space.  (3) Text that is not wrapped: nearly every line is a whole paragraph.
(4) Blank lines, where they never stand inside a sentence.  (5) Measure and sense: a line that ends in a final mark and could
have taken the first word of the next line is a last line; a line that could not is judged by the next one, since a first
line is two em shorter than the measure.  Widths are natural widths; a justified line may be squeezed by half an em for
each mark.  What the widths leave open is decided by the likelier reading and recorded as a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from enum import StrEnum
from itertools import pairwise

from sco_pub.clean.blocks.indents import Break, Edges, breaks_before
from sco_pub.clean.lines.lines import Line, ends_sentence, without_calls
from sco_pub.clean.lines.measures import Measures, measure
from sco_pub.lexicon import captions
from sco_pub.lexicon.captions import is_caption, is_formula
from sco_pub.lexicon.enumerators import ITEM, OPENERS
from sco_pub.model.characters import HANZI, NEVER_FIRST, NUMERALS, em, hanzi_count
from sco_pub.model.doubt import Doubt, DoubtKind, Took, Why

_ENDS_IN_MARK = re.compile("[，。；：、！？”’）》,;:)]$")


class Mode(StrEnum):
    """By what a text shows its paragraphs: places, indents, one a line, blank lines, or lines short of the measure."""

    GEOMETRY = "geometry"
    INDENT = "indent"
    UNWRAPPED = "unwrapped"
    BLANK = "blank"
    MEASURE = "measure"


_WIDE, _UNWRAPPED = 20.0, 60.0  # em: no list's or title's line; wider than any page's measure
_FEW = 3  # lines: a text of so few may be unwrapped whatever their width


def mode(lines: Sequence[Line]) -> Mode:
    """How this text shows its paragraphs; ``lines`` is the running text alone."""
    if sum(line.geometry is not None for line in lines) * 2 > len(lines) > 0:
        return Mode.GEOMETRY
    if _indents_firsts(lines):
        return Mode.INDENT
    if _is_unwrapped(lines):
        return Mode.UNWRAPPED
    return Mode.BLANK if _parts_by_white(lines) else Mode.MEASURE


def _indents_firsts(lines: Sequence[Line]) -> bool:
    """Whether first lines are set in: at least two are, and seven in ten stand behind a finished line."""
    pairs = list(pairwise(lines))
    indented = sum(map(_indent, lines))
    after_final = sum(ends_sentence(a.text) or a.width < 25 for a, b in pairs if _indent(b))
    some = indented == len(lines) or any(not _indent(b) for _, b in pairs)
    return indented >= 2 and after_final * 10 >= (indented - 1) * 7 and some


def _is_unwrapped(lines: Sequence[Line]) -> bool:
    """Whether lines are whole paragraphs: nine wide ones in ten end a sentence, and some are wider than a page."""
    wide = [line for line in lines if line.width > _WIDE]
    final = sum(ends_sentence(line.text) for line in wide)
    if not wide or final * 10 < len(wide) * 9:
        return False
    return max(line.width for line in wide) > _UNWRAPPED or len(wide) <= _FEW


def _parts_by_white(lines: Sequence[Line]) -> bool:
    """Whether blank lines part paragraphs: they never stand inside a sentence, and not only round the headings."""
    blanks = [a for a, b in pairwise(lines) if b.blank_before]
    solid = [a for a, b in pairwise(lines) if not b.blank_before]
    if len(blanks) < 2 or not solid or sum(not _unfinished(a) for a in blanks) * 20 < len(blanks) * 19:
        return False
    full = measure(lines)
    last = sum(ends_sentence(a.text) and a.width < full - 4 for a in solid)
    return last * 3 <= len(blanks)


def _indent(line: Line) -> bool:
    lead = line.lead.replace("\f", "")
    return em("x" + lead + "x") >= 2.4 or lead.count(" ") + 2 * lead.count("\u3000") >= 3


def _unfinished(line: Line) -> bool:
    return not ends_sentence(line.text) and line.width > 20


def breaks(lines: Sequence[Line], how: Mode, forced: Collection[int] = ()) -> list[Break]:
    """For each line after the first, whether a paragraph begins there; ``forced``: a heading stands before those lines."""
    found: list[Break] = []
    first = True
    sizes = Measures(lines)
    edges = Edges(lines)
    flowing = how in (Mode.MEASURE, Mode.INDENT)
    verse = _verse(lines, sizes.measure) if flowing else frozenset()
    for i in range(1, len(lines)):
        decision = Break(True, Why.BELOW_HEADING) if i in forced else _by_words(lines, i, flowing=flowing)
        decision = decision or (Break(True, Why.VERSE) if i in verse else None)
        decision = decision or _by_layout(lines, i, how, sizes, edges, first=first)
        settled = decision.cut or decision.open or not _sets_lines(how, lines[i - 1])
        if not settled and sizes.spare(i, first) > _SHORT:
            decision = Break(False, Why.FAR_SHORT, open=True)
        found.append(decision)
        first = decision.cut
    return found


def _by_words(lines: Sequence[Line], i: int, *, flowing: bool) -> Break | None:
    """What a line's own words say of it, whatever the layout: captions, formulas and the like stand alone."""
    text, before = lines[i].text, lines[i - 1].text
    ended = ends_sentence(before)
    if is_caption(text) or is_caption(before):
        return Break(True, Why.CAPTION_ALONE)
    if text[:1] in NEVER_FIRST:  # CLREQ 3.1.3: no line begins so, and no paragraph; a reader has parted what was one
        return Break(False, Why.BEGINS_WITH_MARK)
    if captions.NOTE.match(text) and ended:
        return Break(True, Why.TABLE_NOTE_ALONE)
    if _formula(lines, i):
        return Break(True, Why.FORMULA_ALONE)
    if _SPEAKS.match(text) and ended:
        return Break(True, Why.SPEAKER)
    if flowing and _STATED.match(text) and ended:
        return Break(True, Why.STATEMENT)
    return None


def _by_layout(lines: Sequence[Line], i: int, how: Mode, sizes: Measures, edges: Edges, *, first: bool) -> Break:
    """What this text's way of showing paragraphs says of a line."""
    before, line = lines[i - 1], lines[i]
    if how is Mode.UNWRAPPED:
        joined = _joined(before, line)
        return Break(not joined, Why.STOPS_IN_SENTENCE if joined else Why.LINE_IS_PARAGRAPH)
    if how is Mode.INDENT:
        return _by_indent(lines, i, first, sizes)
    if how is Mode.BLANK:
        return Break(line.blank_before and not _unfinished(before), Why.BLANK_LINE)
    if how is Mode.GEOMETRY and line.geometry is not None and before.geometry is not None:
        return breaks_before(lines, i, edges, first=first)
    return _by_measure(lines, i, first, sizes)


def _formula(lines: Sequence[Line], i: int) -> bool:
    """Whether line ``i`` or the one before it is a display formula."""
    earlier = lines[i - 2].text if i > 1 else ""
    return is_formula(lines[i].text, lines[i - 1].text) or is_formula(lines[i - 1].text, earlier)


_STATED = re.compile(
    rf"(?:定理|引理|命题|推论|定义|性质|假设|假说|算法)\s*[0-9A-Z{NUMERALS}]{{1,3}}(?:[.．-][0-9]+)?\s*[(（.．:：]|证明?\s*[.．:：]|例\s*[0-9]{{1,2}}$"
)


def _verse(lines: Sequence[Line], measure: float) -> frozenset[int]:
    """Lines of verse and those behind them: three short ones or more, alike in length, each with a mark at its end."""
    short = [
        0.1 * measure < line.width < 0.6 * measure and bool(_VERSE_END.search(without_calls(line.text)))
        for line in lines
    ]
    found: set[int] = set()
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and short[end]:
            end += 1
        if end > at and abs(lines[at].width - lines[min(at + 1, end - 1)].width) > 3 and ends_sentence(lines[at].text):
            at += 1  # the last line of the paragraph above
        widths = [line.width for line in lines[at:end]]
        inside = sum(not ends_sentence(line.text) for line in lines[at:end])
        if end - at >= 3 and inside and max(widths) - min(widths) <= 5:
            found.update(range(at, end + 1))
        at = max(end, at + 1)
    return frozenset(found)


_VERSE_END = re.compile("[，。；！？…—][”’）]*$")
_LABEL = re.compile(f"[{HANZI}]{{1,4}}[：:]")
_SPEAKS = re.compile(rf"[□■◇◆](?=[{HANZI}“《])|(?:问|答)\s*[:：]")
_SHORT = 3.0  # em: more than a justified line ever lacks


def _sets_lines(how: Mode, before: Line) -> bool:
    """Whether a line inside a paragraph must fill the measure: not in unwrapped text, not in Latin that is set ragged."""
    return how in (Mode.MEASURE, Mode.INDENT, Mode.BLANK) and (
        hanzi_count(before.text) * 3 > len(before.text) or before.width < 12
    )


def _joined(before: Line, line: Line) -> bool:
    """In unwrapped text: a line that stops in the middle of a sentence (a page's end) goes on in the next."""
    return bool(before.width > 12 and re.search(f"[{HANZI}，、]$", before.text) and not ITEM.match(line.text))


def _by_indent(lines: Sequence[Line], i: int, first: bool, sizes: Measures) -> Break:
    before, line = lines[i - 1], lines[i]
    if _indent(line):
        return Break(True, Why.INDENT, open=not ends_sentence(before.text) and before.width > 20)
    short = ends_sentence(before.text) and sizes.spare(i, first) > 2
    return Break(False, Why.NO_INDENT_THOUGH_SHORT, open=True) if short else Break(False, Why.NO_INDENT)


def _by_measure(lines: Sequence[Line], i: int, first: bool, sizes: Measures) -> Break:
    """Lines ``i - 1`` and ``i``; ``first``: the former is itself a first line, two em shorter."""
    before, line = lines[i - 1], lines[i]
    full = sizes.around(i)
    room = full - (2.0 if first else 0.0) - sizes.widths[i - 1]
    if not ends_sentence(before.text):
        return _inside(line, without_calls(before.text), room, last=i + 1 == len(lines))
    spare = room - sizes.words[i]
    short = full - sizes.widths[i]  # up to a word for a full line, two em more for a first line
    slack = 0.8 if _ENDS_IN_MARK.search(line.text) else 0.3  # a mark may hang; the fitted widths allow for the rest
    if spare >= 0.3:
        close = spare < 0.5 and short <= 1.5
        return Break(True, Why.SHORT_LAST_LINE, open=close or short - 2.0 < -slack - 0.2)
    last = i + 1 == len(lines) or ends_sentence(line.text)
    sense = bool(OPENERS.match(line.text))
    if last and short > 2.5:
        return Break(spare > -0.1 or sense, Why.FULL_THEN_LAST, open=True)
    word = sizes.words[i + 1] if i + 1 < len(lines) and not last else 1.0
    as_next, as_first = -slack <= short < word + 0.2, -slack <= short - 2.0 < word + 0.2
    if as_first != as_next:
        return Break(
            as_first,
            Why.FULL_AND_FIRST if as_first else Why.BOTH_FULL,
            open=last or min(abs(short - word - 0.2), abs(short - 2.0 + slack)) < 0.2,
        )
    likelier = short + (0.5 if sense else 0.0) + (0.4 if spare > 0 else 0.0) >= 1.0 + min(word, 2.0) / 2
    return Break(likelier, Why.FULL_OR_FIRST, open=True)


def _inside(line: Line, before: str, room: float, *, last: bool) -> Break:
    """The line before doesn't end a sentence: it goes on, unless it is far too short to."""
    if any(before.count(a) > before.count(b) for a, b in ("（）", "()", "《》", "“”")):
        return Break(False, Why.INSIDE_BRACKETS)
    if re.search("[：:]$", before) and room > 2.5 and not last:
        return Break(True, Why.SHORT_WITH_COLON)
    if _LABEL.match(line.text) and (_LABEL.match(before) or room > (2 if re.search("[）)”]$", before) else 8)):
        return Break(True, Why.LABEL_AFTER_SHORT)
    if ITEM.match(line.text) and room > 6:
        return Break(True, Why.ITEM_AFTER_SHORT)
    if (
        room > 8
        and re.search(f"[{HANZI}”）》]$|[{HANZI}][.．]$", before)
        and not re.match("[，。；：、）》”]", line.text)
    ):
        return Break(True, Why.SHORT_WITHOUT_MARK, open=True)
    return Break(False, Why.INSIDE_SENTENCE)


def doubt(line: Line, decision: Break) -> Doubt:
    chosen = Took.PARAGRAPH_BEGINS if decision.cut else Took.PARAGRAPH_GOES_ON
    return Doubt(DoubtKind.PARAGRAPH, line.number, 1, chosen, decision.why, line.text[:40])
