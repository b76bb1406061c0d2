"""Take lines, find the headings that carry no number: by their type where the reader gives it, else by standing alone.

Strategy.  (1) Geometry: a line of larger or bolder type than the running text, or of a face that the text hasn't and with
white above and below it, that ends without a mark and is shorter than the column; lines of the same type that follow one
another are one heading.  Its level is that of a
numbered heading of the same type, else it ranks by size below them.  (2) Plain text that has no numbered heading at all: a short
line without a mark at its end, between the end of a paragraph and a new one; two at least, since one may be anything.
Nothing but its form speaks for it, so each is a doubt, and so is a centred line of the text's own type.
"""

from __future__ import annotations

import math
import re
import statistics
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from sco_pub.clean.blocks.pictured import STAND_IN
from sco_pub.clean.lines.lines import Line, ends_sentence, sentence_within, without_calls
from sco_pub.clean.lines.type_face import BodyType, hanzi_face
from sco_pub.lexicon import captions, list_heads, names
from sco_pub.lexicon.enumerators import ANY_NUMBER, enumerator
from sco_pub.model.characters import BULLETS, COUNTING_SIGNS, HANZI, hanzi_count
from sco_pub.model.doubt import Doubt, DoubtKind, Took, Why

# What a heading never ends or begins with, and lines that say where a picture or a table comes from.
_END = re.compile(r"[。，、；：！…,;:.!]$|[-－—]$")
_START = re.compile(
    rf"^[（(\[［〔【{COUNTING_SIGNS}{BULLETS}□◇\-–*＊，。、；：）》”’…]|^——|^\d+\s*$|^(?:{captions.LABELLED})|^算法\s*\d"
)

# What stands in a line of a formula, bold vectors and all: relations, sums, a piece that is kept as a picture.
_FORMULA = re.compile(f"[=＝≠≈≡≤≥∈∉∝∑∏∫√{STAND_IN}]")
_LARGER = 0.9  # points: layers round sizes to a half; a heading is a step of the Chinese scale (小五 to 五: 1.5) larger
_ROUNDED = 0.6  # points: sizes that differ by less are one, as layers round them
_MOST_LINES = 3  # of a heading: no journal sets longer ones
_WHITE = 1.5  # of the text's usual step from line to line: half a line of white at least (CLREQ 3.6 has a whole one)
_MANY = 6  # headings: fewer may all stand behind lists, captions or verse
_OPEN = re.compile(f"[{HANZI}，、]$")
_SUBTITLE = re.compile("(?:——|──)")
_HOME = re.compile(f"[(（].*{names.ORG.pattern}")

# What heads a statement of mathematics in bold, alone on its line.
_STATEMENT = re.compile(r"(?:证\s*明|证|定\s*理|引\s*理|推\s*论|命\s*题|定\s*义|性\s*质|假\s*设)\s*[\d.]*[:：]?")

Type = tuple[float, bool]  # size in points to the half point, bold


def find_subheads(
    lines: Sequence[Line], flow: Sequence[int], levels: Mapping[int, int], full: float
) -> tuple[list[tuple[tuple[int, ...], int]], list[Doubt]]:
    """Headings as (positions, level), and the doubts about them; ``levels`` are those of the numbered headings' lines,
    ``full`` the measure.
    """
    if sum(lines[p].geometry is not None for p in flow) * 2 > len(flow) > 0:
        return _by_type(lines, flow, levels, full)
    return _by_form(lines, flow, levels, full)


def _by_type(
    lines: Sequence[Line], flow: Sequence[int], levels: Mapping[int, int], full: float
) -> tuple[list[tuple[tuple[int, ...], int]], list[Doubt]]:
    """Lines set larger or bolder than the running text."""
    text = [p for p in flow if p not in levels]
    if not text:
        return [], []
    body = statistics.median_low([type_of(lines[p])[0] for p in text])
    bold = sum(type_of(lines[p])[1] for p in text) * 2 > len(text)
    set_off = _set_off(lines, flow)
    groups = _displayed(lines, flow, levels, full, (body, bold), set_off)
    headed = {p for g in groups for p in g}
    below = dict(pairwise(flow))
    first = {g[0] for g in groups}
    before = [lines[p] for p, q in below.items() if q in first and p not in headed]
    if len(before) >= _MANY and sum(bool(_OPEN.search(without_calls(line.text))) for line in before) * 2 > len(before):
        return [], []  # a scan's sizes, which tell nothing: headings stand behind finished sentences
    groups = [g for g in groups if g[-1] in below]
    groups = [g for g in groups if g[-1] in set_off or not _runs_on(lines, g[-1], below[g[-1]], headed)]
    styles = {type_of(lines[p]): level for p, level in reversed(list(levels.items()))}
    unknown = sorted({type_of(lines[g[0]]) for g in groups} - set(styles), reverse=True)
    numbered = (level for p, level in levels.items() if not list_heads.is_head(without_calls(lines[p].text)))
    lowest = max(numbered, default=0)
    ranks = styles | {style: min(lowest + n + 1, 6) for n, style in enumerate(unknown)}
    return [(tuple(g), ranks[type_of(lines[g[0]])]) for g in groups], []


def _displayed(
    lines: Sequence[Line],
    flow: Sequence[int],
    levels: Mapping[int, int],
    full: float,
    text: Type,
    set_off: Collection[int],
) -> list[list[int]]:
    """The lines that could be headings by their type (``text``: the running text's) or because they are ``set_off``, those of
    one heading together.
    """
    body, bold = text
    groups: list[list[int]] = []
    for n, p in enumerate(flow):
        size, heavy = type_of(lines[p])
        above = flow[n - 1] if n else -1
        larger = size >= body + _LARGER or (heavy and not bold and size > min(body, _below(lines, flow, n)) - _ROUNDED)
        open_ = groups[-1] if groups and groups[-1][-1] == above else []
        if not larger and p not in set_off:
            continue
        if open_ and _subtitles(lines, above, p):
            open_.append(p)
            continue
        room = math.inf if p in set_off else full * body / max(size, 1.0)  # the first of two may fill a narrow column
        if p in levels or not _headline(lines[p], room) or _signs(lines, flow, n):
            continue
        follows = 0 < len(open_) < _MOST_LINES and type_of(lines[open_[-1]]) == (size, heavy)
        if follows and not enumerator(lines[p].text)[0]:
            open_.append(p)
        elif above < 0 or above in levels or _ended(lines[above], full):
            groups.append([p])
    return groups


def _set_off(lines: Sequence[Line], flow: Sequence[int]) -> set[int]:
    """Lines of one face that the running text hasn't, of its size, with white above and below: a magazine's headings.

    One alone may be a motto or a caption.
    """
    body = BodyType.of([lines[p] for p in flow])
    steps = [step for p, q in pairwise(flow) if (step := _step(lines[p], lines[q])) is not None and step > 0]
    usual = statistics.median(steps) if steps else 0.0
    found: dict[str, list[list[int]]] = {}
    for n, p in enumerate(flow):
        face = hanzi_face(lines[p]) if body.display(lines[p]) else None
        if face is None or abs(face.size - body.size) > _LARGER:
            continue
        groups = found.setdefault(face.font, [])
        if groups and groups[-1][-1] == flow[n - 1] and not _parted(lines[flow[n - 1]], lines[p], usual):
            groups[-1].append(p)
        else:
            groups.append([p])
    place = {p: n for n, p in enumerate(flow)}
    heads = {
        font: [g for g in groups if _between_white(lines, flow, place[g[0]], place[g[-1]], usual)]
        for font, groups in found.items()
    }
    return {p for groups in heads.values() if len(groups) > 1 for g in groups if len(g) <= _MOST_LINES for p in g}


def _between_white(lines: Sequence[Line], flow: Sequence[int], first: int, last: int, usual: float) -> bool:
    """Whether white parts lines from the text above them, where their column goes on there, and from the text below."""
    if last + 1 >= len(flow):
        return False
    above = first == 0 or _parted(lines[flow[first - 1]], lines[flow[first]], usual)
    below = _step(lines[flow[last]], lines[flow[last + 1]])
    return above and below is not None and below > _WHITE * usual


def _parted(above: Line, below: Line, usual: float) -> bool:
    """Whether white, a column's end or a page's parts two lines."""
    step = _step(above, below)
    return step is None or step > _WHITE * usual


def _step(above: Line, below: Line) -> float | None:
    """How far one line stands below another; None where they share no column."""
    g, h = above.geometry, below.geometry
    alike = g is not None and h is not None and above.page == below.page and g.column == h.column
    return g.baseline - h.baseline if alike and g is not None and h is not None else None


def _subtitles(lines: Sequence[Line], above: int, p: int) -> bool:
    """Whether a line right below a heading is its second one: ——以某地为例."""
    dashed = _SUBTITLE.match(lines[p].text) and not ends_sentence(lines[p].text)
    return bool(dashed) and lines[above].page == lines[p].page


def _signs(lines: Sequence[Line], flow: Sequence[int], n: int) -> bool:
    """Whether a line names who wrote what follows: names over an institution in brackets, as in a symposium."""
    homes = (lines[p].text for p in flow[n + 1 : n + 2])
    return names.is_author_line(lines[flow[n]].text) and any(map(_HOME.match, homes))


def _below(lines: Sequence[Line], flow: Sequence[int], n: int) -> float:
    """The size of the line below, where it is of no heavier type: an appendix may be set smaller as a whole."""
    size, heavy = type_of(lines[flow[n + 1]]) if n + 1 < len(flow) else (math.inf, True)
    return math.inf if heavy or not size else size


def _runs_on(lines: Sequence[Line], p: int, q: int, headed: Collection[int]) -> bool:
    """Whether a line is no heading by the next one: a paragraph goes on in its type, or a picture's caption stands there."""
    g, h = lines[p].geometry, lines[q].geometry
    if g is None or h is None or q in headed or lines[p].page != lines[q].page:
        return False
    if captions.START.match(lines[q].text) and not captions.TABLE.match(lines[q].text):
        return True  # a picture's last label
    last, first = ([(face.font, face.bold) for face in each] for each in (g.faces[-1:], h.faces[:1]))
    goes_on = g.bold and last == first != [] and abs(g.size - h.size) < _ROUNDED
    return (goes_on or type_of(lines[p]) == type_of(lines[q])) and lines[p].width >= 0.8 * lines[q].width


def type_of(line: Line) -> Type:
    """A line's size and boldness, as headings are told apart by them."""
    g = line.geometry
    return (round(g.size * 2) / 2, g.bold) if g else (0.0, False)


def _by_form(
    lines: Sequence[Line], flow: Sequence[int], levels: Mapping[int, int], full: float
) -> tuple[list[tuple[tuple[int, ...], int]], list[Doubt]]:
    """Short lines that stand alone, in a text without numbered headings."""
    if any(level for p, level in levels.items() if ANY_NUMBER.match(lines[p].text)):
        return [], []
    white = sum(lines[p].blank_before for p in flow) * 3 < len(flow)
    blanks = any(lines[p].blank_before for p in flow[1:])
    found: list[int] = []
    for n, p in enumerate(flow[:-1]):
        before, line, after = (lines[flow[n - 1]] if n else None), lines[p], lines[flow[n + 1]]
        if p in levels or not _headline(line, full * 0.6) or not (before is None or _ended(before, full)):
            continue
        alone = after.width >= full * 0.7 or (ends_sentence(after.text) and after.width > line.width)
        if alone and not _headline(after, full * 0.6) and (line.blank_before or not (white and blanks) or not n):
            found.append(p)
    if len(found) < 2:
        return [], []
    chosen, why = Took.SHORT_LINE_AS_HEADING, Why.SHORT_ALONE
    doubts = [Doubt(DoubtKind.HEADING, lines[p].number, 1, chosen, why, lines[p].text[:40]) for p in found]
    return [((p,), 1) for p in found], doubts


def _headline(line: Line, room: float) -> bool:
    """Whether a line could be a heading by its form: a few hanzi, no mark at its end, shorter than ``room`` em."""
    text = without_calls(line.text)
    if not 2 <= hanzi_count(text) <= 40 or line.width >= room or _END.search(text) or _START.match(text):
        return False
    if _STATEMENT.fullmatch(text) or _FORMULA.search(text):
        return False
    if captions.TABLE.match(text) or sentence_within(text):
        return False
    return not ends_sentence(text) or bool(re.search("[？?]$", text))


def _ended(before: Line, full: float) -> bool:
    text = without_calls(before.text)
    return ends_sentence(text) or before.width < full * 0.6
