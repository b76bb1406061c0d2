"""Take the set blocks and the raw lines, give a proofreader's queries about what stands inside the text.

Strategy.  Furniture that got into the text repeats itself: a whole line that stands twice, pages apart, or that says the
title again.  A number in a circle counts something: one that neither calls a note nor follows its predecessor in the same
block is a call whose note was lost, or half of a list.  A heading has text under it.  A year is no fraction (5.2011年 is
a full stop that became a point).  A call's lost text should stand behind the note before: when that note has a sentence
that ends at a line's end, the lost one may begin there.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sco_pub.clean.lines.note_text import finished
from sco_pub.model.characters import CIRCLED, HANZI, hanzi_count
from sco_pub.model.text import CALL_CLOSE, CALL_OPEN, Change, CleanBlock, Doubt, RawText, Role, locate

_CALL = re.compile(f"{CALL_OPEN}[^{CALL_CLOSE}]*{CALL_CLOSE}")
_YEAR = re.compile(r"[0-9]\.(?:19|20)[0-9]{2}\s*年")
_CODE = re.compile("[0-9]G[0-9A-Z]")
_NOTES_HEADING = re.compile(r"(?:注\s*释|尾\s*注|脚\s*注|附\s*注|Notes)\s*[:：]?$", re.IGNORECASE)
_CLAUSE = re.compile("[，。；！？,]")  # no running head is set with these
_ANGLES = re.compile(f"«[{HANZI}]")
_STAMP = re.compile(
    "万方数据|中国知网|中国学术期刊|www\\.cnki|China Academic Journal|All rights reserved", re.IGNORECASE
)
_LETTERS = re.compile("[a-z][А-Яа-я]|[а-я][a-z]")
_DECIMAL = re.compile(r"([0-9]+(?:\.[0-9]+)*)")
_COUNTED = re.compile("[0-9]+ ?(?:年|月|日|个|种|项|次|万|亿|％|%)")
_TEXT = frozenset({Role.PARAGRAPH, Role.QUOTE, Role.ITEM})
_LEAST, _APART = 6, 12  # hanzi that make a line worth comparing, and raw lines between two tops of pages


def find(raw: RawText, repaired: str, blocks: Sequence[CleanBlock]) -> Iterator[Doubt]:
    """Queries of every kind, in no order; ``repaired``: the raw text with its code points mended, as long as before."""
    starts, lines = raw.starts(), repaired.split("\n")
    yield from _repeated(lines, starts, blocks)
    yield from _headings(starts, blocks)
    yield from _lost(lines, starts, blocks)
    for block in blocks:
        if block.role in _TEXT and block.ranges:
            yield from _inside(starts, block, repaired)
        elif block.role in (Role.NOTE, Role.REFERENCE) and block.ranges:
            yield from _in_note(starts, block)


def _doubt(
    starts: tuple[int, ...], block: CleanBlock, rule: str, choice: str, reason: str, at: int = 0, repaired: str = ""
) -> Doubt:
    """A doubt about a block; ``at``: where in its text; ``repaired``: the text in which its place can be found."""
    excerpt = _CALL.sub("", block.text[max(0, at - 12) :])[:40]
    sign = re.compile(r"\s*".join(map(re.escape, block.text[max(0, at - 1) : at + 1])))
    found = (m.end() - 1 for r in block.ranges if (m := sign.search(repaired, r.start, r.end)))
    return Doubt(rule, *locate(starts, next(found, block.ranges[0].start)), choice, reason, excerpt)


def _inside(starts: tuple[int, ...], block: CleanBlock, repaired: str) -> Iterator[Doubt]:
    if year := _YEAR.search(block.text):
        reason = "A year behind a point: the point may have been a full stop."
        yield _doubt(starts, block, "points", "a point is kept", reason, year.start(), repaired)
    yield from _codes(starts, block)
    if angle := _ANGLES.search(block.text):
        yield _doubt(starts, block, "points", "« is kept before hanzi", "It may be 《.", angle.start(), repaired)
    if stamp := _STAMP.search(block.text):
        reason = f"It holds {stamp.group()}, which databases print on pages."
        yield _doubt(starts, block, "stamp", "a paragraph is kept as it is", reason, stamp.start(), repaired)
    counted: set[int] = set()
    for at, c in enumerate(block.text):
        value = CIRCLED.get(c)
        if value is None:
            continue
        if value > 1 and value - 1 not in counted:
            reason = f"Nothing in the paragraph counts {value - 1}, and no note answers it."
            yield _doubt(starts, block, "mark", f"{c} is kept as a mark of the text", reason, at, repaired)
            return
        counted.add(value)


def _codes(starts: tuple[int, ...], block: CleanBlock) -> Iterator[Doubt]:
    if code := _CODE.search(block.text):
        yield _doubt(starts, block, "points", "a G between digits is kept", "It may be a hyphen.", code.start())


def _in_note(starts: tuple[int, ...], block: CleanBlock) -> Iterator[Doubt]:
    yield from _codes(starts, block)
    if mixed := _LETTERS.search(block.text):
        reason = "Latin and Cyrillic letters meet in one word: two notes may be woven into each other."
        yield _doubt(starts, block, "letters", "a note is kept", reason, mixed.start())


def _headings(starts: tuple[int, ...], blocks: Sequence[CleanBlock]) -> Iterator[Doubt]:
    """Headings with nothing under them but a heading of their own rank or a higher one; headings of notes."""
    body = [b for b in blocks if b.role not in (Role.META, Role.NOTE)]
    numbers = {m[1] for b in body if b.role is Role.HEADING and (m := _DECIMAL.match(b.text))}
    for block in body:
        m = _DECIMAL.match(block.text) if block.role is Role.HEADING and block.ranges else None
        above = m[1].rpartition(".")[0] if m else ""
        if above and above not in numbers:
            numbers.add(above)  # once for all below it
            yield _doubt(starts, block, "heading", "a heading is kept", f"There is no heading {above} above it.")
        elif m and _COUNTED.match(block.text):
            yield _doubt(
                starts, block, "heading", "a heading is kept", "Its number counts what follows: it may be text."
            )
    for n, block in enumerate(body[:-1]):
        after = body[n + 1]
        if block.role is not Role.HEADING or not block.ranges:
            continue
        if _NOTES_HEADING.match(block.text):
            yield _doubt(starts, block, "heading", "a heading is kept", "It heads notes, and none stand under it.")
        elif after.role is Role.HEADING and after.level <= block.level:
            yield _doubt(starts, block, "heading", "a heading is kept", "No text follows it.")


def _repeated(lines: Sequence[str], starts: tuple[int, ...], blocks: Sequence[CleanBlock]) -> Iterator[Doubt]:
    """Whole raw lines of the running text that stand there twice or say the title, and aren't part of a sentence."""
    title = _bare(next((b.text for b in blocks if b.role is Role.META and b.key == "title"), ""))
    seen: dict[str, list[int]] = defaultdict(list)
    for area in (r for block in blocks if block.role in _TEXT for r in block.ranges):
        first, last = locate(starts, area.start)[0], locate(starts, max(area.start, area.end - 1))[0]
        for number in range(first, last + 1):
            text = _bare(lines[number - 1])
            if (
                starts[number - 1] >= area.start
                and hanzi_count(text) >= _LEAST
                and not _CLAUSE.search(lines[number - 1])
            ):
                seen[text].append(number)
    for text, numbers in seen.items():
        if text == title or any(b - a >= _APART for a, b in pairwise(numbers)):
            reason = "It says the title again." if text == title else "It stands there more than once, pages apart."
            for number in numbers:
                line = lines[number - 1].strip()[:40]
                yield Doubt("repeated-line", number, 1, "a line is kept inside the text", reason, line)


def dropped(repaired: str, changes: Sequence[Change]) -> Iterator[Doubt]:
    """Running heads that stand but once and read like no head: they may have been lines of the text."""
    heads = [(c, repaired[c.start : c.end].strip()) for c in changes if c.rule == "running-head" and not c.after]
    alike = Counter(re.sub(r"[0-9\s]", "", text) for _, text in heads)
    for change, text in heads:
        wordless = not re.search(f"[{HANZI}]|[A-Za-z]{{4}}", text)
        sentence = _CLAUSE.search(text) or re.search("[.;:]$", text)
        if wordless or (sentence and alike[re.sub(r"[0-9\s]", "", text)] == 1):
            reason = "It isn't like a running head: it may be a line of the text."
            yield Doubt("dropped-line", change.line, 1, "a line is left out as a running head", reason, text[:40])


def _bare(text: str) -> str:
    return "".join(re.findall(f"[{HANZI}A-Za-z]", text))


def _lost(lines: Sequence[str], starts: tuple[int, ...], blocks: Sequence[CleanBlock]) -> Iterator[Doubt]:
    """Notes in whose lines the text of the next one may begin, which is called but not there."""
    bodies = {b.label: b for b in blocks if b.role is Role.NOTE}
    calls = [label for b in blocks for label in re.findall(f"{CALL_OPEN}([^{CALL_CLOSE}]*){CALL_CLOSE}", b.text)]
    for before, label in pairwise(calls):
        body = bodies.get(before)
        if label in bodies or body is None or body.supplied or not body.ranges:
            continue
        if before.rpartition("-")[0] != label.rpartition("-")[0]:
            continue
        first, last = locate(starts, body.ranges[0].start)[0], locate(starts, body.ranges[-1].end - 1)[0]
        ends = (n for n in range(first, last) if finished(lines[n - 1]) and lines[n].strip())
        if (line := next(ends, None)) is not None:
            choice, reason = (
                f"the line goes on note {before}",
                f"The text of note {label}, which is lost, may begin here.",
            )
            yield Doubt("note-lost", line + 1, 1, choice, reason, lines[line].strip()[:40])
