"""Lift the title block, which has no labels: what stands above the first field or paragraph.

Strategy.  The block runs from the top to the abstract, the first heading or the first paragraph; codes and other short
fields may stand inside it.  Mastheads and column names are known by their form, the authors' line by the shape of names
(lexicon.names) or by the institution below it, the affiliation by its institution; the title is what is left above the
authors, a subtitle begins with a dash.  A line that fits nothing stays in the text; a choice by weak evidence is a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sco_pub.clean.front import title_extent, translators
from sco_pub.clean.front.fields import Field, Front
from sco_pub.clean.front.title_forms import (
    COLUMN,
    MASTHEAD,
    SUBTITLE,
    bare_column,
    could_be_title,
    institutional,
    names_authors,
    names_journal,
)
from sco_pub.clean.furniture.sentence_splits import shape
from sco_pub.clean.lines.lines import Line
from sco_pub.lexicon import labels, names
from sco_pub.lexicon.names import ORG
from sco_pub.model.characters import HANZI, hanzi_count
from sco_pub.model.text import Doubt


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines of a title block (positions) and where among them the authors' line is, if anywhere."""

    lines: Sequence[Line]
    top: list[int]
    author_at: int | None
    proved: bool

    def text(self, n: int) -> str:
        return self.lines[self.top[n]].text


def lift(
    lines: Sequence[Line],
    flow: Sequence[int],
    front: Front,
    found: list[labels.Label],
    is_heading: Callable[[str], bool],
    head_shapes: frozenset[str],
) -> None:
    """The lines before the first field or paragraph: masthead, column, title, subtitle, authors, affiliation."""
    top = title_extent.extent(lines, flow, front, is_heading)
    if not top or (not found and len(flow) > len(top) and len(top) > 10):
        return
    top = _without_running_head(lines, top, head_shapes, front)
    top = _title_first(lines, top, front)
    author_at, proved = _author_at(lines, top)
    if author_at is None and len(top) > 1 and _names_before_label(lines, flow, top, front):
        author_at = len(top) - 1
    block = _Block(lines, top, author_at, proved)
    kinds = _kinds(block)
    for key in dict.fromkeys(k for _, k in kinds if k):
        group = [p for p, k in kinds if k == key]
        if key == "author" and (translated := translators.WITH_AUTHOR.match(lines[group[-1]].text)):
            translators.lift(lines, front, group, translated)
        else:
            parts = [[p] for p in group] if key == "published-in" else [group]
            for part in parts:  # a masthead's lines are statements of their own
                front.fields.append(Field(key, tuple(lines[p].range for p in part), number=lines[part[0]].number))
        front.taken.update(group)
    _doubt(block, kinds, front)


def _without_running_head(
    lines: Sequence[Line], top: list[int], head_shapes: frozenset[str], front: Front
) -> list[int]:
    """The block without a line that repeats as a running head, when another line above the authors is the title."""
    repeated = [p for p in top if shape(lines[p].text) in head_shapes]
    author_at, _ = _author_at(lines, top)
    above = [p for p in top[:author_at] if p not in repeated and hanzi_count(lines[p].text) >= 6]
    if len(repeated) != 1 or not any(could_be_title(lines[p].text) for p in above):
        return top
    front.dropped[repeated[0]] = "running-head"
    return [p for p in top if p not in repeated]


def _title_first(lines: Sequence[Line], top: list[int], front: Front) -> list[int]:
    """The block's lines with the title before the authors, for journals that print the names above it."""
    at = next((n for n, p in enumerate(top) if names_authors(lines[p].text)), None)
    if at is None or any(could_be_title(lines[p].text) for p in top[:at]):
        return top
    titles = [p for p in top[at + 1 :] if could_be_title(lines[p].text)]
    if not titles or any(names.is_author_line(lines[p].text) for p in top[at + 1 :]):
        return top
    line = lines[top[at]]
    why = "They look like names, and no title stands above them."
    front.doubts.append(
        Doubt("author", line.number, 1, "the line above the title names the authors", why, line.text[:40])
    )
    return [*top[:at], *titles, top[at], *(p for p in top[at + 1 :] if p not in titles)]


def _kinds(block: _Block) -> list[tuple[int, str]]:
    """What each line of the title block is; an empty kind for what fits nothing."""
    kinds: list[tuple[int, str]] = []
    heads = _masthead(block)
    sizes = [g.size for p in block.top if (g := block.lines[p].geometry)]
    for n, p in enumerate(block.top):
        seen = [k for _, k in kinds]
        above = block.author_at is None or n < block.author_at
        if n < heads:
            key = "column" if COLUMN.match(block.text(n)) else "published-in"
        else:
            key = _above(block, n, seen, sizes) if above else _below(block, n, seen)
        kinds.append((p, key))
    return kinds


def _masthead(block: _Block) -> int:
    """How many lines belong to the masthead: down to the last that is one by its form, with a title below it."""
    end = block.author_at or 0
    marks = [n for n in range(end) if MASTHEAD.search(block.text(n)) or not hanzi_count(block.text(n))]
    last = next((n for n in reversed(marks) if any(could_be_title(block.text(m)) for m in range(n + 1, end))), -1)
    short = all(hanzi_count(block.text(n)) <= 16 for n in range(last + 1))
    return last + 1 if short else 0


def _above(block: _Block, n: int, seen: list[str], sizes: list[float]) -> str:
    """The kind of a line above the authors."""
    text, g = block.text(n), block.lines[block.top[n]].geometry
    titled = "title" in seen
    if MASTHEAD.search(text) and (not titled or not hanzi_count(text)):
        return "published-in"
    if not titled and (not hanzi_count(text) or names_journal(block.lines, block.top[n])):
        return "published-in"
    if not titled and bare_column([block.text(m) for m in range(n, block.author_at or 0)]):
        return "column"
    if not titled and COLUMN.match(text) and n + 1 < len(block.top):
        return "column"
    if titled and SUBTITLE.match(text):
        return "subtitle"
    if hanzi_count(text) < 2:
        return "title" if seen[-1:] == ["title"] and re.fullmatch(f"[{HANZI}]", text) else ""  # its last sign, wrapped
    if "subtitle" in seen:
        return "subtitle"
    if not sizes or g is None or g.size >= max(sizes) - 1.0:
        return "title"
    return "" if titled else "column"


def _below(block: _Block, n: int, seen: list[str]) -> str:
    """The kind of the authors' line and of the lines below it."""
    text = block.text(n)
    if n == block.author_at:
        return "author"
    if translators.ALONE.match(text):
        return "translator"
    if institutional(block.text(block.author_at or 0)) and institutional(text):
        return "author"
    if ORG.search(text) or re.match(r"^[(（]", text) or re.search(r"\d{6}", text):
        return "affiliation"
    if names.is_author_line(text):
        return "author"
    numbered = re.match(r"\d{1,2}\s*(?:[)）.．]|\s[A-Z])", text)  # a foreign institution
    return "affiliation" if seen[-1] == "affiliation" and (hanzi_count(text) or numbered) else ""


def _author_at(lines: Sequence[Line], top: list[int]) -> tuple[int | None, bool]:
    """Which line of the title block names the authors, and whether it proves so itself: by surnames, by □ or 文/ or 著.

    Without proof a line of the length of names is taken when an institution stands below it.
    """
    titled = [bool(could_be_title(lines[p].text)) for p in top]
    for n, p in enumerate(top):
        text = lines[p].text
        if MASTHEAD.search(text):
            continue
        if n and any(titled[:n]) and (names.is_author_line(text) or translators.WITH_AUTHOR.match(text)):
            return n, True
    for n, p in enumerate(top[:-1]):
        below = lines[top[n + 1]].text
        if n and names.read(lines[p].text) and ORG.search(below) and (re.match(r"[(（\d]", below) or len(below) < 30):
            return n, False
    for n, p in enumerate(top):
        if (
            n
            and any(titled[:n])
            and institutional(lines[p].text)
            and all(institutional(lines[q].text) for q in top[n:])
        ):
            return n, True
    return None, False


def _names_before_label(lines: Sequence[Line], flow: Sequence[int], top: list[int], front: Front) -> bool:
    """Whether the block's last line has the length of names and stands right between the title and a field."""
    after = flow.index(top[-1]) + 1
    read = names.read(lines[top[-1]].text)
    title = any(hanzi_count(lines[p].text) >= 6 and could_be_title(lines[p].text) for p in top[:-1])
    return bool(title and read and after < len(flow) and flow[after] in front.taken)


def _doubt(block: _Block, kinds: list[tuple[int, str]], front: Front) -> None:
    """Say where the block was read by weak evidence, and where its star calls a note that isn't there."""
    lines = block.lines
    if block.author_at is not None and not block.proved:
        line = lines[block.top[block.author_at]]
        why = "No known surname proves it, only its place below the title and above an institution or a field."
        front.doubts.append(
            Doubt("author", line.number, 1, "a line is taken for the authors' names", why, line.text[:40])
        )
    title = [p for p, k in kinds if k == "title"]
    if block.author_at is None and len(title) > 1:
        line = lines[title[0]]
        why = "No line of names parts them from what else may stand there."
        front.doubts.append(
            Doubt("title", line.number, 1, f"{len(title)} lines are taken for the title", why, line.text[:40])
        )
    bare = [p for p, k in kinds if k == "column" and not COLUMN.match(lines[p].text) and lines[p].geometry is None]
    if bare and not _masthead(block):
        line = lines[bare[0]]
        why = "It is short, and what stands below it is a title of its own; nothing else shows what it is."
        front.doubts.append(
            Doubt("title", line.number, 1, "the line above the title is taken for a column's name", why, line.text[:40])
        )
    starred = [p for p, k in kinds if k in ("title", "author", "subtitle") and re.search("[*＊∗†]$", lines[p].text)]
    if starred and not any(f.key in ("funding", "bio", "acknowledgement") for f in front.fields):
        line = lines[starred[0]]
        why = "No note begins with that mark; the mark was taken out."
        front.doubts.append(
            Doubt("star", line.number, 1, "a mark behind the title calls a note that is lost", why, line.text[:40])
        )
