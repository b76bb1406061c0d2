"""Take three states of a text (what both began from, what one side and what the other made of it), give both sides' changes.

Strategy.  Lines, as diff3 has it (Khanna, Kunal, Pierce, "A Formal Investigation of Diff3", 2007): the lines that both sides
left as they were part the text into pieces; a piece that one side changed is taken from it, one that both changed in the same way
from either, and one that they changed in different ways is a collision, which is marked as git marks it and left to a person.
A paragraph of a master is a line, so two changes in one paragraph collide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

OURS, BETWEEN, THEIRS = "<<<<<<< ", "=======", ">>>>>>> "


@dataclass(frozen=True, slots=True)
class Merged:
    """``taken``: pieces that came from the other side; ``collisions``: pieces that are marked."""

    text: str
    taken: int
    collisions: int


def merge(base: str, ours: str, theirs: str, *, names: tuple[str, str]) -> Merged:
    """``ours`` with the changes that ``theirs`` made of ``base``; ``names`` are what the marks of a collision call the two."""
    first, second, third = (text.splitlines(keepends=True) for text in (base, ours, theirs))
    out: list[str] = []
    taken = collisions = 0
    for before, mine, other in _pieces(first, second, third):
        if mine == other or other == before:
            out += mine
        elif mine == before:
            out += other
            taken += 1
        else:
            collisions += 1
            out += [f"{OURS}{names[0]}\n", *_whole(mine), f"{BETWEEN}\n", *_whole(other), f"{THEIRS}{names[1]}\n"]
    return Merged("".join(out), taken, collisions)


def marked(text: str) -> int | None:
    """The line (1-based) of the first mark of a collision; None where there is none."""
    return next((number for number, line in enumerate(text.splitlines(), 1) if line.startswith((OURS, THEIRS))), None)


def _whole(lines: Sequence[str]) -> Iterator[str]:
    """The lines, each with its end: the last of a text may have none."""
    return (line if line.endswith("\n") else f"{line}\n" for line in lines)


def _pieces(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]
) -> Iterator[tuple[Sequence[str], Sequence[str], Sequence[str]]]:
    """The three texts in pieces that belong together: by turns what all have, and what lies between."""
    here, there = _partners(base, ours), _partners(base, theirs)
    at = mine = other = 0
    for line in range(len(base) + 1):
        if line < len(base) and not (line in here and line in there):
            continue
        to_mine = here[line] if line < len(base) else len(ours)
        to_other = there[line] if line < len(base) else len(theirs)
        if (at, mine, other) != (line, to_mine, to_other):
            yield base[at:line], ours[mine:to_mine], theirs[other:to_other]
        if line < len(base):
            yield base[line : line + 1], ours[to_mine : to_mine + 1], theirs[to_other : to_other + 1]
        at, mine, other = line + 1, to_mine + 1, to_other + 1


def _partners(base: Sequence[str], side: Sequence[str]) -> dict[int, int]:
    """For each line of the base that a side kept, its place there."""
    blocks = SequenceMatcher(None, base, side, autojunk=False).get_matching_blocks()
    return {block.a + offset: block.b + offset for block in blocks for offset in range(block.size)}
