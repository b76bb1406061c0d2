"""Take a raw text and what became of it, say of each line which blocks its signs went to, and what was dropped of it.

It is read off the clean text and its ledger alone: a block's ranges say whose signs they are, and a change outside all
blocks is a line (or a part of one) that was dropped, by the rule it names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sco_pub.model.text import CleanBlock, CleanText, RawText, Role, locate


@dataclass(frozen=True, slots=True)
class LineRole:
    """``role``: a block's role, or None for what was dropped; ``detail``: its key, level or label, or the rule that dropped it.

    ``block``: the block's index in the clean text, -1 for none.
    """

    role: Role | None
    detail: str = ""
    block: int = -1

    def __str__(self) -> str:
        return f"{self.role or 'dropped'} {self.detail}".rstrip()


def roles(raw: RawText, text: CleanText) -> tuple[tuple[LineRole, ...], ...]:
    """For each raw line its roles in the order in which they begin on it; none for a line of white space."""
    starts = raw.starts()
    found: list[list[tuple[int, LineRole]]] = [[] for _ in raw.lines]
    for start, end, role in [*_in_blocks(text), *_dropped(text)]:
        first, last = locate(starts, start)[0] - 1, locate(starts, max(start, end - 1))[0] - 1
        for n in range(first, last + 1):
            inside = raw.text[max(start, starts[n]) : min(end, starts[n] + len(raw.lines[n].text))]
            if inside.strip() and all(role != other for _, other in found[n]):
                found[n].append((max(start, starts[n]), role))
    return tuple(tuple(role for _, role in sorted(line, key=lambda item: item[0])) for line in found)


def _in_blocks(text: CleanText) -> Iterator[tuple[int, int, LineRole]]:
    for n, block in enumerate(text.blocks):
        role = LineRole(block.role, _detail(block), n)
        yield from ((area.start, area.end, role) for area in block.ranges)


def _detail(block: CleanBlock) -> str:
    if block.role is Role.META:
        return block.key
    if block.role is Role.HEADING:
        return str(block.level)
    return block.label if block.role is Role.NOTE else ""


def _dropped(text: CleanText) -> Iterator[tuple[int, int, LineRole]]:
    kept = sorted((area.start, area.end) for block in text.blocks for area in block.ranges)
    for change in text.ledger.changes:
        inside = any(start <= change.start and change.end <= end for start, end in kept)
        if not change.after and not inside:
            yield change.start, change.end, LineRole(None, change.rule)
