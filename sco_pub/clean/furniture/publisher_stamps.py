"""Find what a publisher or a data base has stamped on the pages: copyright lines, download lines, identifiers.

Strategy.  Such lines are known by their words, and by standing alone: short of hanzi, no sentence, and come back or too long for
anything else.  An article's identifiers on every page are its metadata once, furniture after.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Collection

from sco_pub.clean.lines.features import LineFeatures, Rows
from sco_pub.lexicon import stamps
from sco_pub.model.characters import hanzi_count
from sco_pub.model.rule import Rule

_MOST = 30  # hanzi of such a line
_LEFT = 6  # hanzi that may be left of one without its own words: an author's or a buyer's name
_NAME = 20  # signs: a shorter line is only a data base's name
_SIZE, _INDENT = 0.03, 0.5  # of the text's size, and em: how far a line of a paragraph may differ from the one above
_PAGE = 10  # lines, at least, from one page's identifier to the next one's


def publisher_lines(rows: Rows, dropped: Collection[int]) -> dict[int, Rule]:
    """Publishers' lines (copyright, data base stamps) that repeat or stand alone in a short line."""
    found = {i for i, row in enumerate(rows) if row.stamped and _stands_alone(row) and not _in_sentence(rows, i)}
    found |= set(_identifiers(rows))
    return {i: Rule.PUBLISHER_LINE for i in sorted(found) if i not in dropped}


def _in_sentence(rows: Rows, i: int) -> bool:
    """Whether the page shows that a line is one of a paragraph that names a data base: deep inside, at its column's edge, in the
    text's size, below a line that ends no sentence."""
    row, above = rows[i], rows[max(i - 1, 0)]
    if row.place is None or above.place is None or not row.far_inside:
        return False
    same = (above.page, above.place.column) == (row.page, row.place.column)
    alike = abs(row.place.size - above.place.size) < _SIZE and row.place.indent < _INDENT
    return i > 0 and same and alike and above.hanzi > 0 and not above.ended


def _stands_alone(row: LineFeatures) -> bool:
    """Whether a line with a publisher's words is nothing else: it repeats, or hardly any other word is left of it."""
    if row.hanzi > _MOST or (row.ended and (row.hanzi or not stamps.SENTENCE.search(row.text))):
        return False
    bare = hanzi_count(stamps.BOILERPLATE.sub("", row.text)) <= _LEFT
    return (
        row.repeats > 1
        or stamps.HOLDER.fullmatch(row.text) is not None
        or (bare and (len(row.text) > _NAME or stamps.NAME_ALONE.fullmatch(row.text) is not None))
    )


def _identifiers(rows: Rows) -> list[int]:
    """An article's identifiers printed on every page: all but the first, which is the metadata's."""
    places: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        if stamps.IDENTIFIER.match(row.text):
            places[re.sub(r"\s", "", row.text)].append(i)
    return [i for where in places.values() for before, i in itertools.pairwise(where) if i - before >= _PAGE]
