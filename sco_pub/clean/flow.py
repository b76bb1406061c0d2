"""Take the layout, lay the running text out as headings and paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from sco_pub.clean import paragraphs
from sco_pub.clean.decisions import Chosen
from sco_pub.clean.lines import Line
from sco_pub.clean.paragraphs import Break
from sco_pub.clean.plan import Layout, Planned
from sco_pub.model.text import Doubt, Range, Role


def body(layout: Layout, flow: Sequence[int], chosen: Chosen) -> list[Doubt]:
    """Lay the running text out as headings and paragraphs; give the doubts about where paragraphs end."""
    lines = layout.lines
    headed = {p: h for h in layout.headings for p in h.positions}
    rest = [p for p in flow if p not in headed]
    order = {p: n for n, p in enumerate(flow)}
    forced = {n for n in range(1, len(rest)) if any(q in headed for q in flow[order[rest[n - 1]] + 1 : order[rest[n]]])}
    decided = paragraphs.breaks([lines[p] for p in rest], layout.mode, forced)
    doubts: list[Doubt] = []
    groups: list[list[int]] = []
    for n, p in enumerate(rest):
        decision = decided[n - 1] if n else Break(True, "the beginning")
        choice = chosen.boundaries.get(p)
        if choice is not None and n and n not in forced:
            doubts.append(chosen.settled(lines[p], choice))
            decision = Break(choice.action == "split", "the editor's decision")
        elif decision.open and n not in forced:
            doubts.append(paragraphs.doubt(lines[p], decision))
        if decision.cut or not groups:
            groups.append([])
        groups[-1].append(p)
    planned = [(g[0], Planned(Role.PARAGRAPH, tuple(_whole(lines[p]) for p in g))) for g in groups]
    planned += [
        (h.positions[0], Planned(Role.HEADING, tuple(lines[p].range for p in h.positions), level=h.level))
        for h in layout.headings
    ]
    layout.body = [block for _, block in sorted(planned, key=lambda item: item[0])]
    return doubts


def _whole(line: Line) -> Range:
    return Range(line.line_start, line.full_end)
