"""Take the layout, lay the running text out as headings, paragraphs and items of lists."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from sco_pub.clean.blocks import indents, items, paragraph_starts, paragraphs, tables
from sco_pub.clean.blocks.indents import Break
from sco_pub.clean.editor_decisions import Chosen
from sco_pub.clean.layout_plan import Layout, Planned
from sco_pub.clean.lines.lines import Line, line_at
from sco_pub.clean.review import corrections
from sco_pub.clean.switches import Step
from sco_pub.lexicon import captions, list_heads
from sco_pub.model.doubt import Doubt, DoubtKind, Took, Why
from sco_pub.model.text import Range, Role


@dataclasses.dataclass(frozen=True, slots=True)
class _Flow:
    """The running text parted: positions of its paragraphs' lines (``rest``), and what stands between and beside them.

    ``forced``: indices into ``rest`` before which a heading or a table stands, or a list begins or ends.  ``aside``: lines of
    tables and figures that stand inside a sentence, since a page's top or foot is their place, each with the position where that
    sentence goes on.
    """

    lines: Sequence[Line]
    rest: tuple[int, ...]
    forced: frozenset[int]
    aside: Mapping[int, int]
    grouped: frozenset[int]  # lines of tables, figures and formulas

    @classmethod
    def of(cls, layout: Layout, flow: Sequence[int]) -> _Flow:
        """The parts of the positions in ``flow``: what has a block by now, what stands aside, and the rest: running text."""
        headed = {p for heading in layout.headings for p in heading.positions}
        tabled = [*(table.positions for table in layout.tables), *(program.positions for program in layout.code)]
        drawn = [each.positions for each in layout.pictured]
        floating = [*tabled, *(each.positions for each in layout.pictured if each.role is Role.FIGURE)]
        placed = {p for positions in floating for p in positions}
        floating += tables.lone_captions(layout.lines, [p for p in flow if p not in placed])
        torn = tables.floats(layout.lines, flow, sorted(floating), headed)
        aside = {p: goes_on for positions, goes_on in torn for p in positions}
        grouped = frozenset(p for positions in (*tabled, *drawn) for p in positions)
        rest = tuple(p for p in flow if p not in headed | grouped and p not in aside)
        parting = headed | (grouped - aside.keys())
        order = {p: n for n, p in enumerate(flow)}
        forced = frozenset(
            n
            for n, (before, p) in enumerate(pairwise(rest), 1)
            if (before in layout.listed) is not (p in layout.listed)
            or any(q in parting for q in flow[order[before] + 1 : order[p]])
        )
        return cls(layout.lines, rest, forced, aside, grouped)


def body(layout: Layout, flow: Sequence[int], chosen: Chosen, off: Collection[Step] = ()) -> tuple[Layout, list[Doubt]]:
    """The layout with the running text as headings and paragraphs, and the doubts about where paragraphs end.

    ``off``: steps to be left out.
    """
    parts = _Flow.of(layout, flow)
    lists = _reference_lists(layout, parts.rest)
    listed = {p for positions in lists for p in positions}
    breaks, doubts = _breaks(layout, parts, lists, chosen)
    groups = _groups(parts.rest, breaks)
    after = {on: next((g[0] for g in groups if on in g), on) for on in set(parts.aside.values())}

    def place(p: int) -> tuple[int, int]:
        """Where a block stands that begins with line ``p``: a table inside a sentence behind that sentence's paragraph."""
        return (after[parts.aside[p]], p) if p in parts.aside else (p, -1)

    groups += _captions(parts)
    planned = [*_texts(layout, parts, groups, listed, off), *_others(layout)]
    planned.sort(key=lambda item: place(item[0]))
    ordered = [block for _, block in planned]
    blocks, listed_doubts = (ordered, []) if Step.LISTS in off else _listed(ordered, layout.lines)
    return dataclasses.replace(layout, body=tuple(blocks), breaks=breaks), [*doubts, *listed_doubts]


def _captions(parts: _Flow) -> list[list[int]]:
    """The captions and notes of what floats, each with the lines on which it goes on."""
    groups: list[list[int]] = []
    for p in sorted(p for p in parts.aside if p not in parts.grouped):
        text = parts.lines[p].text
        begins = captions.is_caption(text) or captions.NOTE.match(text)
        if begins or not groups or groups[-1][-1] != p - 1:
            groups.append([])
        groups[-1].append(p)
    return groups


def _groups(rest: Sequence[int], breaks: Mapping[int, Break]) -> list[list[int]]:
    """The lines of each paragraph."""
    groups: list[list[int]] = []
    for p in rest:
        if breaks[p].cut:
            groups.append([])
        groups[-1].append(p)
    return groups


def _breaks(
    layout: Layout, parts: _Flow, lists: Sequence[Sequence[int]], chosen: Chosen
) -> tuple[dict[int, Break], list[Doubt]]:
    """Whether a paragraph begins with each line of the running text, the editor's word before all, and the doubts about it."""
    listed = {p for positions in lists for p in positions}
    called = frozenset(c.position for c in layout.notes.calls if c.start == layout.lines[c.position].start)
    known = paragraph_starts.Known(frozenset(parts.rest[n] for n in parts.forced), called, lists)
    breaks = paragraph_starts.decide(parts.lines, parts.rest, layout.mode, known)
    doubts: list[Doubt] = []
    for p in parts.rest[1:]:
        if p not in known.forced:
            choice = chosen.boundaries.get(p)
            breaks[p], asked = _settled(parts.lines[p], breaks[p], choice, chosen, listed=p in listed)
            doubts += asked
    return breaks, doubts


def _settled(
    line: Line, decision: Break, choice: corrections.Paragraph | None, chosen: Chosen, *, listed: bool
) -> tuple[Break, list[Doubt]]:
    """The decision with the editor's in its place, and what is to be asked; in a list of sources nothing is."""
    if choice is not None:
        return Break(choice.action == "split", Why.EDITOR), [chosen.settled(line, choice)]
    return decision, [paragraphs.doubt(line, decision)] if decision.open and not listed else []


def _texts(
    layout: Layout, parts: _Flow, groups: Sequence[Sequence[int]], listed: Collection[int], off: Collection[Step]
) -> Iterator[tuple[int, Planned]]:
    """The blocks of the paragraphs, each with its first line."""
    rows = [parts.lines[p] for p in parts.rest]
    placed = layout.mode is paragraphs.Mode.GEOMETRY and Step.QUOTATIONS not in off
    edges = indents.Edges(rows) if placed else None
    index = {p: n for n, p in enumerate(parts.rest)}
    for group in groups:
        role = Role.PARAGRAPH
        if group[0] in listed:
            role = Role.REFERENCE
        elif group[0] not in parts.aside and edges is not None:
            quoted = indents.is_quotation(rows, [index[p] for p in group], edges)
            role = Role.QUOTE if quoted else role
        yield group[0], Planned(role, _ranges(parts.lines, group))


def _others(layout: Layout) -> Iterator[tuple[int, Planned]]:
    """The blocks of tables, pictures and headings, each with its first line."""
    lines = layout.lines
    for table in layout.tables:
        ranges = _ranges(lines, table.positions)
        yield table.positions[0], Planned(Role.TABLE, ranges, lines_kept=True, rows=table.rows)
    for program in layout.code:
        ranges = _ranges(lines, program.positions)
        yield program.positions[0], Planned(Role.CODE, ranges, lines_kept=True, indents=program.indents)
    for each in layout.pictured:
        yield each.positions[0], Planned(each.role, _ranges(lines, each.positions), picture=each.picture)
    for heading in layout.headings:
        ranges = tuple(lines[p].range for p in heading.positions)
        yield heading.positions[0], Planned(Role.HEADING, ranges, level=heading.level)


def _ranges(lines: Sequence[Line], group: Sequence[int]) -> tuple[Range, ...]:
    return tuple(lines[p].range for p in group)


def _listed(blocks: list[Planned], lines: Sequence[Line]) -> tuple[list[Planned], list[Doubt]]:
    """The same blocks, those that are items of a list marked as such, and the doubts about lists."""
    texts = [_text(block, lines) if block.role in (Role.PARAGRAPH, Role.QUOTE) else "" for block in blocks]
    out, doubts = list(blocks), []
    for run in items.find(texts):
        for n in range(run.first, run.end):
            out[n] = dataclasses.replace(out[n], role=Role.ITEM, level=run.first)
        if not run.sure:
            line = lines[line_at(lines, blocks[run.first].ranges[0].start)]
            counted = {"count": run.end - run.first}
            doubts.append(
                Doubt(
                    DoubtKind.LIST,
                    line.number,
                    1,
                    Took.PARAGRAPHS_AS_LIST,
                    Why.NO_COLON_LEADS,
                    line.text[:40],
                    values=counted,
                )
            )
    return out, doubts


def _text(block: Planned, lines: Sequence[Line]) -> str:
    return "".join(lines[line_at(lines, r.start)].text for r in block.ranges)


def _reference_lists(layout: Layout, rest: Sequence[int]) -> list[list[int]]:
    """The lines under each heading that says they are references, up to the next heading; and of a list without a heading."""
    found = [sorted(layout.listed)] if layout.listed else []
    for n, h in enumerate(layout.headings):
        if list_heads.of_sources("".join(layout.lines[p].text for p in h.positions)):
            after = layout.headings[n + 1].positions[0] if n + 1 < len(layout.headings) else len(layout.lines)
            found.append([p for p in rest if h.positions[-1] < p < after])
    return found
