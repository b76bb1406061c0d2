"""Take the characters of a PDF's pages and what the edition has beside paragraphs, give findings where the two differ.

Strategy.  Words are held against the edition in check.pages_text; what is no word of a paragraph is looked for here:

- a list's item bears the very mark that the edition gives it (a mark is drawn apart from its item, on the same height);
- a table's row stands on one page with all its cells, and a caption on the page where its table begins;
- no formula stands as TeX: a backslash before letters, or two dollar signs, is drawn nowhere but in code;
- each formula is there as one, by the tags' alternative texts.

Known doubts: two items with the same beginning and different marks vouch for each other; a row with a note's call in it may be
parted by that call, and is looked for cell by cell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sco_pub.check.pages_lines import Sign, on_page
from sco_pub.check.pages_text import bare
from sco_pub.model.codes import verification
from sco_pub.model.finding import Finding, found

_BEGIN = 8  # characters of an item that tell it from others
_TEX = re.compile(r"\$\$|\\[A-Za-z]{2,}")
_TOUCH = 0.6  # of a type size: how far apart the baselines of a mark and its item may be


@dataclass(frozen=True, slots=True)
class Item:
    """A list's item: the mark it is to bear, and its words."""

    mark: str
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A table's row: its cells' words one behind the other; ``called``: whether a note is called in it."""

    words: str
    called: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table's caption (empty where it has none) and its rows."""

    caption: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """What an edition has beside paragraphs: items, tables, formulas (what their tags must say), words in code."""

    items: tuple[Item, ...] = ()
    tables: tuple[Table, ...] = ()
    formulas: tuple[str, ...] = ()
    code: str = ""


def check_parts(
    pages: Sequence[Sequence[Sign]], wanted: Parts, formulas: Sequence[str] | None = None
) -> tuple[Finding, ...]:
    """``formulas``: the alternative texts of the formulas that were drawn; None where the file says nothing of them."""
    drawn = [bare("".join(sign.text for sign in page)) for page in pages]
    made = [*_items(pages, wanted.items)]
    for table in wanted.tables:
        made += _table(drawn, table)
    made += _raw(pages, wanted.code)
    if formulas is not None:
        missing = Counter(wanted.formulas) - Counter(formulas)
        made += [found(verification.FORMULA_MISSING, formula=formula) for formula in missing]
    return tuple(made)


def _items(pages: Sequence[Sequence[Sign]], items: Sequence[Item]) -> Iterator[Finding]:
    heights = "\n".join(line for page in pages for line in by_height(page)) if items else ""
    for item in items:
        begin = bare(item.words)[:_BEGIN]
        if begin and bare(item.mark) + begin not in heights and begin in heights:
            yield found(verification.LIST_MARK, mark=item.mark, words=item.words[:20])


def by_height(page: Sequence[Sign]) -> Iterator[str]:
    """What stands at one height of a page, from left to right."""
    rows: list[list[Sign]] = []
    for sign in sorted((sign for sign in page if sign.text.strip()), key=lambda sign: -sign.y):
        if rows and abs(rows[-1][0].y - sign.y) < _TOUCH * min(rows[-1][0].size, sign.size) / 2:
            rows[-1].append(sign)
        else:
            rows.append([sign])
    for row in rows:
        yield bare("".join(sign.text for sign in sorted(row, key=lambda sign: sign.x0)))


def _table(drawn: Sequence[str], table: Table) -> Iterator[Finding]:
    whole = "".join(drawn)
    rows = [bare(row.words) for row in table.rows if row.words and not row.called]
    for row, written in zip(rows, (row for row in table.rows if row.words and not row.called), strict=True):
        if row not in whole or not any(row in page for page in drawn):
            yield found(verification.ROW_TORN, words=written.words[:30])
    caption = bare(table.caption)
    if not caption or not rows:
        return
    begins = {number for number, page in enumerate(drawn, 1) if rows[0] in page}
    stands = {number for number, page in enumerate(drawn, 1) if caption in page}
    if begins and stands and not begins & stands:
        yield found(
            verification.CAPTION_APART,
            on_page(min(stands)),
            words=table.caption[:30],
            page=min(stands),
            other=min(begins),
        )


def _raw(pages: Sequence[Sequence[Sign]], code: str) -> Iterator[Finding]:
    """TeX that was drawn as it was written."""
    for number, page in enumerate(pages, 1):
        text = "".join(sign.text for sign in page)
        raw = next((match for match in _TEX.finditer(text) if match[0] not in code), None)
        if raw:
            yield found(verification.RAW_TEX, on_page(number), words=text[raw.start() : raw.start() + 30].strip())
