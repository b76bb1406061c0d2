"""Find what a publisher or a data base has stamped on the pages: copyright lines, download lines, identifiers.

Strategy.  Such lines are known by their words, and by standing alone: short of hanzi, no sentence, and come back or too long for
anything else.  An article's identifiers on every page are its metadata once, furniture after.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from sco_pub.clean.furniture.sentence_splits import shape
from sco_pub.clean.lines.lines import Line, ends_sentence
from sco_pub.lexicon import stamps
from sco_pub.model.characters import hanzi_count
from sco_pub.model.rule import Rule


def publisher_lines(lines: Sequence[Line], dropped: dict[int, Rule]) -> dict[int, Rule]:
    """Publishers' lines (copyright, data base stamps) that repeat or stand alone in a short line."""
    shapes = Counter(shape(line.text) for line in lines)
    return {
        i: Rule.PUBLISHER_LINE
        for i, line in enumerate(lines)
        if i not in dropped
        and stamps.LEGAL.search(line.text)
        and (shapes[shape(line.text)] > 1 or len(line.text) > 20 or stamps.NAME_ALONE.fullmatch(line.text))
        and hanzi_count(line.text) <= 30
        and (shapes[shape(line.text)] > 1 or hanzi_count(stamps.BOILERPLATE.sub("", line.text)) <= 6)
        and (not ends_sentence(line.text) or (stamps.SENTENCE.search(line.text) and not hanzi_count(line.text)))
    } | {i: Rule.PUBLISHER_LINE for i in _identifiers(lines) if i not in dropped}


def _identifiers(lines: Sequence[Line]) -> list[int]:
    """An article's identifiers printed on every page: all but the first, which is the metadata's."""
    places: dict[str, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if stamps.IDENTIFIER.match(line.text):
            places[re.sub(r"\s", "", line.text)].append(i)
    return [i for where in places.values() for before, i in itertools.pairwise(where) if i - before >= 10]
