"""Take the lines of all pages, give findings on how paragraphs and pages end: what is a blemish, never an error.

Strategy.  Measured on the drawn lines, as in check.pages:

- VER-304: a paragraph's last line is shorter than three ems (of hanzi: than three signs);
- VER-308: its last line holds nothing but the rest of a divided word;
- VER-309: a page ends with a divided word;
- VER-310: a page is left short by two lines or more though the text goes on.

A last line is one that ends well before the line above it, which has the same left edge and type.

Sources: CLREQ 3.2.1; A. Milchin and L. Cheltsova, 5.3.7; Chicago Manual of Style, 2.115–2.117.
Known doubts: a table's or a list's short lines can be taken for a paragraph's; the last page may be short, and so may
one that is followed by a heading with a page of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from sco_pub.check.pages_lines import CLOSING, HYPHENS, Frame, Line, is_text, on_page
from sco_pub.model.codes import verification
from sco_pub.model.finding import Finding, found

Span: TypeAlias = tuple[float, float]  # bottom and top, in points from the page's foot
_LEAST = 3.0  # ems
_LEAST_SIGNS = 3  # hanzi: the same for a text that has no hyphens
_SPACE = 0.12  # of an em: what parts two words
_FULL = 0.5  # of the text block: what is narrower is a table's cell
_SHORT = 2  # lines
_LARGER = 0.3  # points: a heading's type is larger by so much
_HEADED = 4  # lines: what a heading takes at least, with the white above it and two lines of its text
_NOTES_HEAD = 2.3  # of a note's size: what its first line's ascent, the rule and the room above and below it take
_BELOW = 0.34  # of a body line's size: from its baseline to where the next line begins


def check_ends(
    pages: Sequence[Sequence[Line]], frame: Frame, figures: Sequence[Sequence[Span]] = ()
) -> Iterator[Finding]:
    """The findings on the ends of paragraphs and of pages; ``figures``: the heights that pictures take on each page."""
    texts = [[line for line in page if is_text(line, frame)] for page in pages]
    for page in texts:
        yield from _paragraphs(page, frame)
    for number, (here, after) in enumerate(pairwise(texts)):
        headed = _begins_with_heading(pages[number + 1], after, frame)
        yield from _page(
            here, after, pages[number], frame, figures[number] if number < len(figures) else (), headed=headed
        )


def _begins_with_heading(page: Sequence[Line], texts: Sequence[Line], frame: Frame) -> bool:
    """Does a line of larger type stand above a page's first line of text?"""
    first = texts[0].y if texts else frame.bottom
    return any(first < line.y <= frame.top + 1 and line.size > frame.size + _LARGER for line in page)


def _paragraphs(page: Sequence[Line], frame: Frame) -> Iterator[Finding]:
    for here, after in pairwise(page):
        if not _is_last(here, after, frame):
            continue
        signs = [sign for sign in after.signs if sign.text not in CLOSING]
        han = any(sign.text > "\u2e7f" for sign in signs)
        short = len(signs) < _LEAST_SIGNS if han else after.right - after.left < (_LEAST - 0.05) * after.size
        rest = here.text[-1] in HYPHENS and not han and not _has_space(after)  # hanzi are no part of the divided word
        if rest:
            yield found(verification.WORD_REST, on_page(after.page), words=after.text)
        elif short:
            yield found(verification.SHORT_LAST_LINE, on_page(after.page), words=after.text)


def _is_last(here: Line, after: Line, frame: Frame) -> bool:
    """Whether ``after`` is the last line of the paragraph that ``here`` belongs to."""
    if abs(here.size - after.size) > 0.1 or not 0 < here.y - after.y < 1.1 * frame.leading:
        return False
    if here.right - here.left < _FULL * (frame.right - frame.left):
        return False
    return here.left - after.left > -0.6 and here.right - after.right > here.size


def _has_space(line: Line) -> bool:
    return any(b.x0 - a.x1 > _SPACE * line.size for a, b in pairwise(line.signs))


def _page(
    here: Sequence[Line],
    after: Sequence[Line],
    whole: Sequence[Line],
    frame: Frame,
    figures: Sequence[Span],
    *,
    headed: bool,
) -> Iterator[Finding]:
    """How a page ends that isn't the last; ``after`` is the next one, ``whole`` has what is no text, too.

    ``headed``: the next page begins with a heading, which needs more room than a line.
    """
    body = [line for line in here if abs(line.size - frame.size) < 0.1]
    if not body or not after:
        return
    last = body[-1]
    if last.text[-1] in HYPHENS and abs(after[0].left - frame.left) < 0.6:
        yield found(verification.PAGE_DIVIDES, on_page(last.page), words=last.text[-12:])
    short = short_by(last, whole, frame)
    if short >= (_HEADED if headed else _SHORT) and not any(
        bottom < last.y and top > frame.bottom for bottom, top in figures
    ):
        yield found(verification.SHORT_PAGE, on_page(last.page), count=short)


def short_by(last: Line, page: Sequence[Line], frame: Frame) -> int:
    """The lines that would have had room below the last body line, above the notes."""
    notes = [line for line in page if frame.bottom - 1 <= line.y < last.y - 0.1 and line.size < frame.size - 0.1]
    floor = max(line.y for line in notes) + _NOTES_HEAD * frame.note_size if notes else frame.bottom
    return int((last.y - _BELOW * frame.size - floor) / frame.leading + 0.1)
