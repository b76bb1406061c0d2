"""Take WeasyPrint's line boxes, give them the breaks and the gaps of sco_pub.typeset.lines.

Strategy.  WeasyPrint breaks greedily, line by line, and justifies at U+0020 alone.  Here a paragraph is measured once,
its breaks are planned as a whole, and WeasyPrint's own code, which does everything else (inline boxes, notes, pages),
is told where to cut:

1. ``iter_line_boxes``: before a paragraph's first line is asked for, its texts are shaped, the plan is made (or found: it
   serves every page and every pass), and each text box is told the places (byte offsets) at which it ends a line.
2. ``split_text_box``: a text box with a plan is cut at its next place, whatever the width.
3. ``split_inline_box``: a planned line box has no right edge, so that WeasyPrint never looks for a break itself.
4. ``text_align``: every line, planned or not, gets its gaps; they are kept on Pango's layouts until it is drawn.

A text box stands on the baseline of its own family, whatever fallback font some of its signs come from: a line with one
Chinese name in it must not be higher than its neighbours.

Paragraphs that can't be planned (a picture among the words, floats beside them, preserved white space, right to left)
are broken by WeasyPrint and still get their gaps; lines to the left get theirs at their spaces.

Contract: ``Inside`` has each gap by the line's text and its byte at which the cluster before the gap begins; boxes are
moved apart, so that the line is as wide as before plus its gaps.  Gaps inside a text are drawn by weasyprint_patches.shaping.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline
from weasyprint.layout.percent import resolve_one_percentage
from weasyprint.text.line_break import strut

from sco_pub.edge.weasyprint_patches import grid, line_boxes, measuring, plans
from sco_pub.edge.weasyprint_patches.measuring import Source
from sco_pub.edge.weasyprint_patches.patching import original
from sco_pub.edge.weasyprint_patches.plans import Cut, Place
from sco_pub.typeset.lines.classes import Kind
from sco_pub.typeset.lines.fitting import Fit, fit
from sco_pub.typeset.lines.paragraph import line as items_of_line

Inside: TypeAlias = Mapping[
    int, dict[int, float]
]  # by leaf and byte: what is added behind the cluster that begins there


def _inside(
    sources: Sequence[Source], gaps: Sequence[float], begins: Mapping[int, tuple[int, int]] | None = None
) -> Inside:
    """The gaps by where they stand; ``begins``: of each leaf its number in the line and the byte of its text that the line
    begins with, where that isn't the leaf's own."""
    inside: dict[int, dict[int, float]] = {}
    for source, gap in zip(sources, gaps, strict=True):
        if gap and source.leaf >= 0:
            number, begin = begins[source.leaf] if begins is not None else (source.leaf, 0)
            inside.setdefault(number, {})[source.start - begin] = gap
    return inside


class _Mover:
    """One pass over a line's boxes, left to right."""

    def __init__(self, inside: Inside) -> None:
        self.inside = inside
        self.leaf = -1

    def move(self, box: Any, advance: float) -> float:
        """Move what is in ``box`` right by ``advance`` and by the gaps on the way; returns the advance behind it."""
        for child in box.children:
            if not child.is_in_normal_flow():
                continue
            if isinstance(child, boxes.TextBox):
                self.leaf += 1
                child.position_x += advance
                gaps = self.inside.get(self.leaf)
                if gaps:
                    child.pango_layout.gaps = gaps
                    child.width += sum(gaps.values())
                    advance += sum(gaps.values())
            elif isinstance(child, boxes.InlineBox):
                child.position_x += advance
                behind = self.move(child, advance)
                child.width += behind - advance
                advance = behind
            else:
                self.leaf += 1
                child.translate(advance, 0)
                advance += sum(self.inside.get(self.leaf, {}).values())  # behind a formula
        return advance


_MOST_SPREAD = 0.25  # of the measure: a line with more to fill ends before an address, and stays short
_DIGESTS = {
    "iter_line_boxes": "04aec48abfca",
    "split_text_box": "8c564329599e",
    "split_inline_box": "3a0cb7ca7e34",
    "text_align": "e953d41b87cc",
}


def forget() -> None:
    """Drop what is known of a document's lines: a new document begins."""
    plans.forget()
    grid.widened.clear()


def keep() -> None:
    """Put what was found of a document's lines into the store."""
    plans.keep()


def apply() -> None:
    """Patch WeasyPrint's inline layout."""
    iterate = original(inline, "iter_line_boxes", _DIGESTS["iter_line_boxes"])
    split_text = original(inline, "split_text_box", _DIGESTS["split_text_box"])
    split_inline = original(inline, "split_inline_box", _DIGESTS["split_inline_box"])
    original(inline, "text_align", _DIGESTS["text_align"])

    def iter_line_boxes(
        context: Any, box: Any, position_y: float, bottom: float, skip: Any, parent: Any, *rest: Any
    ) -> Any:
        resolve_one_percentage(box, "text_indent", parent.width)
        _plan(context, box, parent.width)
        absolute, fixed, *styles = rest
        if box.planned is None or not box.whole or any(styles):
            return iterate(context, box, position_y, bottom, skip, parent, *rest)

        def lay_out(height: float, begin: Any) -> Any:
            return iterate(context, box, height, bottom, begin, parent, absolute, fixed, None, None)

        return line_boxes.lines(box.planned, context, parent, position_y, skip, lay_out)

    def split_text_box(context: Any, box: Any, width: float, skip: int, is_line_start: bool = True) -> Any:
        cuts = getattr(box, "cuts", None)
        if cuts is None:
            new, resume, preserved = split_text(context, box, width, skip, is_line_start=is_line_start)
        else:
            new, resume, preserved = _cut(split_text, context, box, skip, cuts)
        if new is not None:
            new.baseline = strut(new.style)[1]
        return new, resume, preserved

    def split_inline_box(context: Any, box: Any, position_x: float, max_x: float, *rest: Any) -> Any:
        if isinstance(box, boxes.LineBox) and getattr(box, "planned", None) is not None:
            max_x = float("inf")
        return split_inline(context, box, position_x, max_x, *rest)

    def text_align(context: Any, line: Any, width: float, last: bool) -> float:
        return _align(context, line, width, last)

    inline.iter_line_boxes = block.iter_line_boxes = iter_line_boxes
    inline.split_text_box = split_text_box
    inline.split_inline_box = split_inline_box
    inline.text_align = text_align


def _cut(split_text: Any, context: Any, box: Any, skip: int, cuts: tuple[Cut, ...]) -> Any:
    """The part of a planned text box up to its next cut, as WeasyPrint's split_text_box would give it."""
    encoded = box.text.encode()
    if not encoded[skip:]:
        return None, None, False
    end, hyphen = next(((end, hyphen) for end, hyphen in cuts if end > skip), (None, ""))
    text = encoded[skip:end].decode()
    piece = box.copy_with_text((text if end is None else text.rstrip(" ") or text) + hyphen)
    piece.cuts, piece.begin = None, (box.number, skip)
    new, _, _ = split_text(context, piece, None, 0)
    return new, end, False


def _plan(context: Any, line_box: Any, width: float) -> None:
    """Give each text box of a paragraph its cuts; the plan is made once for a text, a width and an indent."""
    line_box.planned = None
    if line_box.style["overflow_wrap"] == "anywhere":  # a crowded table's cell: no plan breaks inside words
        return
    leaves = list(_leaves(line_box))
    texts = [leaf for leaf in leaves if isinstance(leaf, boxes.TextBox)]
    for leaf in texts:
        leaf.cuts = None
    if context.excluded_shapes or line_box.style["direction"] == "rtl" or not measuring.plannable(leaves):
        return
    indent = line_box.text_indent
    key = (
        id(line_box.element),
        line_box.element_tag,
        tuple(leaf.text for leaf in texts),
        round(width, 3),
        round(indent, 3),
    )
    plan = plans.plans.made.get(key)
    if plan is None:
        plan = plans.make(context, line_box, width, indent, key)
    line_box.planned, line_box.whole = plan, all(leaf.is_in_normal_flow() for leaf in leaves)
    for index, leaf in enumerate(leaf for leaf in leaves if leaf.is_in_normal_flow()):
        if not isinstance(leaf, boxes.TextBox):
            leaf.begin = (index, 0)
        elif leaf.text != "\n":
            leaf.cuts, leaf.number = plan.cuts.get(index, ()), index


def _leaves(box: Any) -> Iterator[Any]:
    for child in box.children:
        if isinstance(child, (boxes.LineBox, boxes.InlineBox)):
            yield from _leaves(child)
        else:
            yield child


def _align(context: Any, line: Any, width: float, last: bool) -> float:
    """WeasyPrint's text_align: set the line's gaps, return how far it moves to the right."""
    align = line.style["text_align_all"]
    if last:
        ending = line.style["text_align_last"]
        align = align if ending == "auto" else ending
    justify = align == "justify"
    if align in ("left", "right"):
        align = "start" if (align == "left") ^ (line.style["direction"] == "rtl") else "end"
    blank = 0.0
    if line.style["white_space"] in ("normal", "nowrap", "pre-line") and line.style["direction"] != "rtl":
        blank = _justify(context, line, width, grow=justify and not last)
    spare, indent = width - line.width + blank, 0.0
    # WeasyPrint takes the indent off the measure of a line to the left, and leaves the line at the margin
    if line.style["direction"] == "rtl":
        indent = float(getattr(line, "text_indent", 0.0))
        if justify and not last and 0 < spare < _MOST_SPREAD * width:
            _spread_to_left(line, spare)
            return indent
    if spare <= 0 or align in ("start", "justify"):
        return indent
    return float(spare / 2 if align == "center" else spare) + indent


def _spread_to_left(line: Any, spare: float) -> None:
    """Justify a line that runs to the left at its spaces."""
    spaces = sum(_words(leaf).count(" ") for leaf in _leaves(line) if isinstance(leaf, boxes.TextBox))
    if spaces:
        line.width += _spread(line, spare / spaces, 0.0)


def _spread(box: Any, each: float, advance: float) -> float:
    """Widen the spaces in ``box``, and move what stands behind them; returns the advance behind it."""
    for child in box.children[::-1] if box.style["direction"] == "rtl" else box.children:
        if not child.is_in_normal_flow():
            continue
        if isinstance(child, boxes.TextBox):
            gaps = {place: each for place, byte in enumerate(child.text.encode()) if byte == ord(" ")}
            child.position_x += advance
            child.pango_layout.gaps = gaps
            child.width += each * len(gaps)
            advance += each * len(gaps)
        elif isinstance(child, boxes.InlineBox):
            child.position_x += advance
            behind = _spread(child, each, advance)
            child.width += behind - advance
            advance = behind
        else:
            child.translate(advance, 0)
    return advance


def _justify(context: Any, line: Any, width: float, *, grow: bool) -> float:
    """Give a line its gaps, return the blank that its last mark leaves; the same line in the next pass finds them ready."""
    leaves = [leaf for leaf in _leaves(line) if leaf.is_in_normal_flow()]
    texts = tuple(_words(leaf) for leaf in leaves)
    plan = getattr(line, "planned", None)
    begin = next((getattr(leaf, "begin", None) for leaf in leaves if _words(leaf).strip(" ")), None)
    line.place = place = plan.places.get(begin) if plan is not None else None
    if place is not None:
        planned = _set_place(place, leaves, line.width, width, grow=grow)
        if planned is not None:
            return _set(line, *planned)
    key = (id(line.element), line.element_tag, texts, round(width - line.width, 3), grow)
    found = plans.plans.set.get(key)
    if found is None:
        measure = measuring.measure_line(context, line)
        if not measure.clusters:
            return 0.0
        indent = line.width - measure.advance
        found = plans.plans.set[key] = (
            measure.sources,
            fit(items_of_line(measure.clusters), width - indent, grow=grow),
        )
    sources, setting = found
    return _set(line, _inside(sources, setting.gaps), setting)


def _set(line: Any, inside: Inside, setting: Fit) -> float:
    """Move a line's boxes apart by its gaps, and leave those inside a text to be drawn; returns the blank of a mark with which
    the line ends, to be left out where it is centred."""
    line.width += _Mover(inside).move(line, setting.shift)
    return setting.blank


def _words(leaf: Any) -> str:
    """A leaf's text; of a picture or formula its name, so that it counts as one that isn't empty."""
    return str(leaf.text) if isinstance(leaf, boxes.TextBox) else str(leaf.element_tag)


def _set_place(
    place: Place, leaves: Sequence[Any], advance: float, width: float, *, grow: bool
) -> tuple[Inside, Fit] | None:
    """The gaps of a planned line, from the paragraph's measures; None when its boxes aren't those that were planned.

    ``advance`` is the line as WeasyPrint has it: what it has beyond the clusters is the first line's indent.
    """
    clusters, last = place.part.measured.clusters, place.stop
    while last > place.first and clusters[last - 1].kind is Kind.SPACE:
        last -= 1
    sources = place.part.measured.sources[place.first : last]
    begins = {leaf.begin[0]: (index, leaf.begin[1]) for index, leaf in enumerate(leaves) if hasattr(leaf, "begin")}
    if not {source.leaf for source in sources} <= {-1, *begins}:
        return None
    indent = advance - sum(cluster.width for cluster in clusters[place.first : last]) - place.tail
    setting = place.part.fit(place, last, width - indent, grow=grow)
    return _inside(sources, setting.gaps, begins), setting
