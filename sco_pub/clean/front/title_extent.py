"""Say which lines the title block holds: from the top to the abstract, the first heading or the first paragraph.

Strategy.  The block ends at a field that never stands inside it, at a heading, at a line that ends a sentence, or at one
that begins running text (full, with a full line or a sentence's end below it).  Fields that do stand inside it (codes, dates) are
passed over; an institution's line stays in it while its bracket is open.  Geometry overrules width: a line larger
than the running text is display.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Sequence

from sco_pub.clean.front.fields import Front
from sco_pub.clean.front.title_forms import SUBTITLE
from sco_pub.clean.lines.lines import Line, ends_sentence, line_at, measure
from sco_pub.lexicon import labels, names
from sco_pub.lexicon.names import ORG
from sco_pub.model.characters import HANZI, hanzi_count

# Fields above which the title block never reaches.
_CLOSING = frozenset({"abstract", "keywords", "abstract-en", "keywords-en", "title-en", "author-en", "editor"})
_MOST_READ, _MOST_LINES = 24, 16  # no journal's block is longer


def extent(lines: Sequence[Line], flow: Sequence[int], front: Front, is_heading: Callable[[str], bool]) -> list[int]:
    """The positions of the title block; fields inside it are passed over."""
    keys = {line_at(lines, r.start): f.key for f in front.fields for r in f.ranges}
    full = measure([lines[p] for p in flow])
    top: list[int] = []
    for n, p in enumerate(flow[:_MOST_READ]):
        text = lines[p].text
        if p in front.taken:
            if keys.get(p, "") in _CLOSING or (top and keys.get(p, "") == "bio"):
                break
            continue
        if len(top) >= _MOST_LINES:
            break
        if not _affiliated(lines, top, p):
            over = is_heading(text) or "。" in text or (ends_sentence(text) and not _question(lines, flow, n))
            if over or _paragraph(lines, flow, n, full) or _prose(lines, top, text):
                break
        top.append(p)
    return top


def _question(lines: Sequence[Line], flow: Sequence[int], n: int) -> bool:
    """Whether a line that ends with ？ or ！ is a title: what follows is a subtitle, names, or a field's label."""
    if not re.search("[？?！!][”’]?$", lines[flow[n]].text) or n + 1 >= len(flow):
        return False
    below = lines[flow[n + 1]].text
    return bool(SUBTITLE.match(below)) or names.is_author_line(below) or bool(labels.find(below))


def _affiliated(lines: Sequence[Line], top: list[int], p: int) -> bool:
    """Whether a line goes on with the authors' institutions: an opening bracket, a number, or a bracket still open."""
    if not top:
        return False
    if re.match(r"[(（]\s*\d{1,2}\s*[)）]", lines[p].text) and not ORG.search(lines[p].text):
        return False  # a numbered paragraph
    named = any(names.is_author_line(lines[q].text) for q in top)
    if not named and not (ORG.search(lines[p].text) and re.match(r"[(（]", lines[p].text)) and not _open(lines, top):
        return False
    return bool(re.match(rf"[(（]|\d\s*(?:[.．)）]|(?=[{HANZI}]))", lines[p].text)) or _open(lines, top)


def _open(lines: Sequence[Line], top: list[int]) -> bool:
    text = "".join(lines[q].text for q in top[-3:])
    return text.count("（") + text.count("(") > text.count("）") + text.count(")")


def _paragraph(lines: Sequence[Line], flow: Sequence[int], n: int, full: float) -> bool:
    """Whether a line begins running text: full, and so is the next, or the next ends a sentence."""
    line = lines[flow[n]]
    if line.width <= full - 3 or hanzi_count(line.text) < min(20, full * 0.6) or n + 1 >= len(flow):
        return False
    if _display(lines, flow, n):
        return False
    following = lines[flow[n + 1]]
    return following.width > full - 3 or ends_sentence(following.text)


def _prose(lines: Sequence[Line], top: list[int], text: str) -> bool:
    """Whether a line below the authors reads like a sentence: long, with a comma, without an institution."""
    named = any(names.is_author_line(lines[q].text) for q in top)
    return named and hanzi_count(text) >= 15 and "，" in text and not ORG.search(text) and names.read(text) is None


def _display(lines: Sequence[Line], flow: Sequence[int], n: int) -> bool:
    """Whether geometry says that a line is larger than the running text: over two columns a title fills a column's measure."""
    g = lines[flow[n]].geometry
    sizes = [h.size for p in flow if (h := lines[p].geometry)]
    return g is not None and g.size > 1.1 * statistics.median(sizes)
