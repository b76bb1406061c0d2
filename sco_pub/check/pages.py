"""Take the pages of a PDF as they were drawn, give findings: what a typesetter with a ruler would mark.

Strategy.  The pages are read back from the finished file, not from the engine that made it, so that a fault of the engine can't
hide.  Characters come in the order of drawing with origin, right edge, baseline and size, in points; here they
are put into lines and the lines are measured:

- lines that a paragraph goes on from must reach both edges of the text block (CLREQ 2.2, 3.1.6: within half a point, 98 of 100);
  a full-width mark at an edge counts with its inked half;
- no line begins with a mark that may not begin one, or ends with one that may not end one (CLREQ 3.1.3);
- no more than two lines in a row end with a hyphen; how paragraphs and pages end is looked at in check.pages_ends;
- nothing stands outside the text block by more than a hanging mark's half;
- body lines stand on the grid.

Known doubts: a line is taken for a paragraph's inner line when the next one, of the same size and a leading below, begins
at the left edge; lines of addresses, which can't be stretched, and lines before them are left out; a heading that fills
its line and a table set at full width can be mistaken for text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sco_pub.check.pages_ends import check_ends
from sco_pub.check.pages_lines import HYPHENS, Frame, Line, Sign, is_text, lines, on_page
from sco_pub.lexicon.addresses import BEGINS
from sco_pub.model.characters import hanzi_count
from sco_pub.model.codes import verification
from sco_pub.model.finding import Finding, found
from sco_pub.model.sheet import Box

__all__ = ["Drawn", "Frame", "Line", "Sign", "aligned_share", "check_pages", "inner_lines", "lines"]

_NEVER_FIRST = frozenset("）》〉」』】〕］｝、，。．；：！？,.;:!?)]}»%‰～①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_NEVER_LAST = frozenset("（《〈「『【〔［｛([{«“‘")
_TRUE = 0.5  # points: as near as an edge must be
_SHARE = 0.98  # of the lines that fill the measure; a heading or an address that the engine breaks may stay ragged
_ADDRESS = re.compile(r"://|/[!-~]*/[!-~]*/|/[!-~]*/[!-~]*=")  # its line may stay short
_NUMBERED = re.compile(r"\[\d{1,3}\]|\d{1,3}[.．、]|[（(]\d{1,3}[)）]")
_DOMAIN = re.compile(r"[.?%][A-Za-z0-9]")  # an address goes on
_FEWEST_GAPS, _TORN = (
    4,
    0.22,
)  # pairs of hanzi in a line; of an em: a fifth of an em is what a line may at most be widened by
_RAISED = 0.85  # of a line's size: what is smaller is raised or lowered
_WORD_SPACE = 0.12  # of an em: what parts two words
_OVERHANG = 0.02  # of an em: what an f may reach over its body


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture or a drawing on a page; ``picture``: of dots, as a figure is, not of lines."""

    box: Box
    picture: bool


def check_pages(
    pages: Sequence[Sequence[Sign]], frame: Frame, figures: Sequence[Sequence[Drawn]] = ()
) -> tuple[Finding, ...]:
    """All the findings of a file's pages, which are numbered from 1; ``figures``: each page's pictures and drawings."""
    by_page = [lines(number, signs) for number, signs in enumerate(pages, 1)]
    made: list[Finding] = []
    for page in by_page:
        body = [line for line in page if is_text(line, frame)]
        made += _edges_of_lines(body)
        made += _hyphens(body)
        made += _outside(page, frame)
        made += _off_grid(body, frame)
        made += _loose(body)
    for number, drawn in enumerate(figures, 1):
        made += _pictures_outside(number, drawn, frame)
    heights = [[(one.box.y0, one.box.y1) for one in drawn] for drawn in figures]
    made += check_ends(by_page, frame, heights)
    return (*_alignment([line for page in by_page for line in page], frame), *made)


def inner_lines(all_lines: Sequence[Line], frame: Frame) -> Iterator[Line]:
    """The lines after which their paragraph goes on in the next line, at the text block's left edge."""
    listed = sources(all_lines, frame)
    for here, after in pairwise(all_lines):
        if (
            id(after) in listed
            or not is_text(here, frame)
            or here.page != after.page
            or abs(here.size - after.size) > 0.1
        ):
            continue
        if BEGINS.match(after.text) or _begins_with_mark(after):
            continue
        if abs(after.left - frame.left) < 0.6 and 0 < here.y - after.y < 1.1 * frame.leading:
            yield here


def _begins_with_mark(line: Line) -> bool:
    """Whether a line begins a note by its raised number or its stars, where a design sets notes without an indent."""
    return line.text[0] == "*" or (line.signs[0].text.isdigit() and line.signs[0].size < _RAISED * line.size)


def sources(all_lines: Sequence[Line], frame: Frame) -> frozenset[int]:
    """The lines (by ``id``) of reference lists, which begin at the left edge and aren't stretched to the right one.

    They are set in the notes' size, but begin a page, follow a heading or begin with a number; notes do none of these.
    """
    found: set[int] = set()
    before: Line | None = None
    for line in all_lines:
        if abs(line.size - frame.note_size) < 0.1:
            first = before is None or before.page != line.page or before.size > frame.size + 0.3
            goes_on = before is not None and id(before) in found and before.y - line.y < 1.2 * frame.leading
            if first or goes_on or (_NUMBERED.match(line.text) and abs(line.left - frame.left) < 0.6):
                found.add(id(line))
        if is_text(line, frame) or line.size > frame.size:
            before = line
    return frozenset(found)


def aligned_share(all_lines: Sequence[Line], frame: Frame) -> tuple[int, int, list[Line]]:
    """How many inner lines there are, how many reach the right edge within half a point, and those that don't."""
    inner = [line for line in inner_lines(all_lines, frame) if not _ADDRESS.search(line.text)]
    ragged = [line for line in inner if not -_TRUE <= line.right - frame.right <= _TRUE + _OVERHANG * line.size]
    return len(inner), len(inner) - len(ragged), ragged


def _alignment(all_lines: Sequence[Line], frame: Frame) -> Iterator[Finding]:
    total, true, ragged = aligned_share(all_lines, frame)
    if len(ragged) > max(1, (1 - _SHARE) * total):
        worst = max(ragged, key=lambda line: abs(line.right - frame.right))
        yield found(verification.RAGGED, on_page(worst.page), true=true, total=total, words=worst.text[-12:])


def _edges_of_lines(page: Iterable[Line]) -> Iterator[Finding]:
    for line in page:
        if line.text[0] in _NEVER_FIRST and not _DOMAIN.match(line.text) and not _is_note_start(line):
            yield found(verification.LINE_BEGINS, on_page(line.page), mark=line.text[0], words=line.text[:10])
        if line.text[-1] in _NEVER_LAST and not _closes(line):
            yield found(verification.LINE_ENDS, on_page(line.page), mark=line.text[-1], words=line.text[-10:])


def _closes(line: Line) -> bool:
    """“ or ‘ that ends an inner quotation, as in German and Russian „…“: it stands close behind a letter."""
    if len(line.signs) < 2 or line.text[-1] not in "“‘":
        return False
    before, last = line.signs[-2:]
    return before.text.isalnum() and not hanzi_count(before.text) and last.x0 - before.x1 < _WORD_SPACE * line.size


def _loose(page: Sequence[Line]) -> Iterator[Finding]:
    """Lines whose hanzi are torn apart."""
    for line in page:
        gaps = [
            after.x0 - here.x1
            for here, after in pairwise(line.signs)
            if hanzi_count(here.text) and hanzi_count(after.text)
        ]
        # of a line that is blown up all gaps grow; where only some do it is a table's row
        if len(gaps) >= _FEWEST_GAPS and sorted(gaps)[len(gaps) // 4] > _TORN * line.size:
            share = sorted(gaps)[len(gaps) // 2] / line.size
            yield found(verification.LOOSE_LINE, on_page(line.page), share=share, words=line.text[:12])


def _is_note_start(line: Line) -> bool:
    """A note's own number stands at full size, or before a gap; a call that came to a line's start is small."""
    return line.text[0] in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳" and line.signs[0].size >= 0.9 * line.size


def _hyphens(page: Sequence[Line]) -> Iterator[Finding]:
    row, size = 0, 0.0
    for line in page:
        row = row if abs(line.size - size) < 0.1 else 0
        size = line.size
        row = row + 1 if line.text[-1] in HYPHENS and line.text[-2:-1].isalpha() else 0
        if row == 3:
            yield found(verification.HYPHENS, on_page(line.page), words=line.text[-10:])


def _outside(page: Sequence[Line], frame: Frame) -> Iterator[Finding]:
    for line in page:
        edge = frame.left - frame.hang
        left = frame.left if abs(line.left - edge) > _TRUE + 0.1 * line.size else edge
        over = max(line.right - frame.right, left - line.left)
        if over > _TRUE + 0.1 * line.size:
            words = f"{line.text[:6]}…{line.text[-6:]}"
            yield found(verification.OUTSIDE, on_page(line.page), points=over, words=words)


def _pictures_outside(number: int, drawn: Sequence[Drawn], frame: Frame) -> Iterator[Finding]:
    """Pictures of the text that reach beyond its edges; what a design draws in the margins is no picture."""
    for one in drawn:
        over = max(one.box.x1 - frame.right, frame.left - one.box.x0)
        if one.picture and over > _TRUE and one.box.y1 > frame.bottom and one.box.y0 < frame.top:
            yield found(verification.OUTSIDE, on_page(number), "picture", points=over)


def _off_grid(page: Sequence[Line], frame: Frame) -> Iterator[Finding]:
    """Body lines that begin at the left edge or a first line's indent stand a whole number of leadings below the first."""
    body = [line for line in page if abs(line.size - frame.size) < 0.1]
    heights = [line.y % frame.leading for line in body]
    if not heights:
        return
    usual = sorted(heights)[len(heights) // 2]
    for line, height in zip(body, heights, strict=True):
        off = abs(height - usual)
        if min(off, frame.leading - off) > 0.3:
            yield found(verification.OFF_GRID, on_page(line.page), words=line.text[:10])
            return
