"""Take the layout, lay the running text out as headings, paragraphs and items of lists."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Sequence

from sco_pub.clean.blocks import indents, items, paragraphs, tables
from sco_pub.clean.blocks.indents import Break
from sco_pub.clean.editor_decisions import Chosen
from sco_pub.clean.layout_plan import Layout, Planned
from sco_pub.clean.lines.lines import Line, ends_sentence, line_at
from sco_pub.clean.switches import Step
from sco_pub.lexicon import list_heads
from sco_pub.lexicon.note_marks import ENTRY, NUMBERED_ENTRY
from sco_pub.lexicon.sources import AUTHOR_AND_YEAR
from sco_pub.model.doubt import Doubt, DoubtKind, Took, Why
from sco_pub.model.text import Range, Role


def body(layout: Layout, flow: Sequence[int], chosen: Chosen, off: Collection[Step] = ()) -> list[Doubt]:
    """Lay the running text out as headings and paragraphs; give the doubts about where paragraphs end."""
    lines = layout.lines
    headed = {p: h for h in layout.headings for p in h.positions}
    gridded = {p for table in layout.tables for p in table.positions}
    figures = [each for each in layout.pictured if each.role is Role.FIGURE]
    gridded |= {p for each in layout.pictured for p in each.positions}
    placed = sorted([*(table.positions for table in layout.tables), *(figure.positions for figure in figures)])
    torn = tables.floats(lines, flow, placed, headed)
    aside = {p: n for n, (positions, _) in enumerate(torn) for p in positions}
    rest = [p for p in flow if p not in headed and p not in gridded and p not in aside]
    order = {p: n for n, p in enumerate(flow)}
    forced = {
        n
        for n in range(1, len(rest))
        if any(q in headed or (q in gridded and q not in aside) for q in flow[order[rest[n - 1]] + 1 : order[rest[n]]])
    }
    decided = paragraphs.breaks([lines[p] for p in rest], layout.mode, forced)
    listed = _reference_lines(layout, rest)
    called = {c.position for c in layout.notes.calls if c.start == lines[c.position].start}
    doubts: list[Doubt] = []
    groups: list[list[int]] = []
    for n, p in enumerate(rest):
        decision = decided[n - 1] if n else Break(True, Why.BEGINNING)
        if n and p in called and n not in forced:
            decision = Break(False, Why.BEGINS_WITH_CALL)
        choice = chosen.boundaries.get(p)
        if choice is not None and n and n not in forced:
            doubts.append(chosen.settled(lines[p], choice))
            decision = Break(choice.action == "split", Why.EDITOR)
        elif decision.open and n not in forced and p not in listed:
            doubts.append(paragraphs.doubt(lines[p], decision))
        if n and n not in forced and p in listed:
            decision = _entry(lines, rest[n - 1], p, decision)
        layout.breaks[p] = decision
        if decision.cut or not groups:
            groups.append([])
        groups[-1].append(p)
    edges = indents.Edges([lines[p] for p in rest]) if layout.mode is paragraphs.Mode.GEOMETRY else None
    index = {p: n for n, p in enumerate(rest)}

    def role(group: list[int]) -> Role:
        if group[0] in listed:
            return Role.REFERENCE
        if group[0] in aside:
            return Role.PARAGRAPH
        inside = [index[p] for p in group]
        if (
            Step.QUOTATIONS not in off
            and edges is not None
            and indents.is_quotation([lines[p] for p in rest], inside, edges)
        ):
            return Role.QUOTE
        return Role.PARAGRAPH

    after = {n: next((g[0] for g in groups if on in g), on) for n, (_, on) in enumerate(torn)}

    def place(p: int) -> tuple[int, int]:
        """Where a block stands that begins with line ``p``: a table inside a sentence behind that sentence's paragraph."""
        return (after[aside[p]], p) if p in aside else (p, -1)

    groups += [[p] for p in aside if p not in gridded]
    planned = [(place(g[0]), Planned(role(g), tuple(_whole(lines[p]) for p in g))) for g in groups]
    planned += [
        (
            place(t.positions[0]),
            Planned(Role.TABLE, tuple(_whole(lines[p]) for p in t.positions), lines_kept=True, rows=t.rows),
        )
        for t in layout.tables
    ]
    planned += [
        (
            place(each.positions[0]),
            Planned(each.role, tuple(_whole(lines[p]) for p in each.positions), picture=each.picture),
        )
        for each in layout.pictured
    ]
    planned += [
        (place(h.positions[0]), Planned(Role.HEADING, tuple(lines[p].range for p in h.positions), level=h.level))
        for h in layout.headings
    ]
    ordered = [block for _, block in sorted(planned, key=lambda item: item[0])]
    layout.body, listed_doubts = (ordered, []) if Step.LISTS in off else _listed(ordered, lines)
    return [*doubts, *listed_doubts]


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


def _reference_lines(layout: Layout, rest: Sequence[int]) -> set[int]:
    """Lines under a heading that says they are references, up to the next heading."""
    found: set[int] = set()
    for n, h in enumerate(layout.headings):
        if list_heads.of_sources("".join(layout.lines[p].text for p in h.positions)):
            after = layout.headings[n + 1].positions[0] if n + 1 < len(layout.headings) else len(layout.lines)
            found.update(p for p in rest if h.positions[-1] < p < after)
    return found


def _entry(lines: Sequence[Line], before: int, p: int, decision: Break) -> Break:
    """In a reference list: a numbered line begins an entry; where entries are numbered, no other line does."""
    if ENTRY.match(lines[p].text):
        return Break(True, Why.NUMBERED_ENTRY)
    if ends_sentence(lines[before].text) and AUTHOR_AND_YEAR.match(lines[p].text):
        return Break(True, Why.ENTRY_BY_AUTHOR)
    numbered = NUMBERED_ENTRY.match(lines[before].text)
    return Break(False, Why.INSIDE_ENTRY) if numbered or not ends_sentence(lines[before].text) else decision


def _whole(line: Line) -> Range:
    return Range(line.line_start, line.full_end)
