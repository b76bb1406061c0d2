"""A text under repair whose every character remembers the raw text it came from.

Contract: an edit replaces current characters in place; order is never changed.  A character that is rewritten keeps the
raw span of what it replaced; when as many characters come out as went in, they are matched one to one.  ``changes``
compares the end with the raw text, so what no edit touched can't get into the ledger, and what one did can't stay out.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sco_pub.model.rule import Rule
from sco_pub.model.text import Change, Range, locate

Span = tuple[int, int]
Rules = tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace ``text[start:end]`` of the current text by ``after``, because of ``rule``."""

    start: int
    end: int
    after: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class RawEdit:
    """A replacement at raw offsets, decided by layout or by the editor: a call, a mark, a label, a correction."""

    start: int
    end: int
    after: str
    rule: Rule


class Draft:
    """The text of one block: current characters, their raw spans and the rules that worked on them."""

    def __init__(self, raw: str, ranges: Sequence[Range], without: Collection[str] = ()) -> None:
        """``without``: rules whose edits are not made."""
        self.raw, self.without = raw, without
        self.ranges = joined(ranges)
        offsets = [i for r in ranges for i in range(r.start, r.end)]
        self.text = "".join(raw[r.start : r.end] for r in ranges)
        self.spans: list[Span] = [(i, i + 1) for i in offsets]
        self.rules: list[Rules] = [()] * len(offsets)
        self.removed: dict[int, Rules] = {}

    def apply(self, edits: Iterable[Edit]) -> None:
        """Make the edits (any order; of two that overlap the first one wins)."""
        parts: list[str] = []
        spans: list[Span] = []
        rules: list[Rules] = []
        at = 0
        for edit in sorted(edits, key=lambda e: (e.start, e.end)):
            if edit.start < at or self.text[edit.start : edit.end] == edit.after or edit.rule in self.without:
                continue
            parts.append(self.text[at : edit.start])
            spans += self.spans[at : edit.start]
            rules += self.rules[at : edit.start]
            new_spans, new_rules = self._replaced(edit)
            parts.append(edit.after)
            spans += new_spans
            rules += new_rules
            at = edit.end
        self.text = "".join(parts) + self.text[at:]
        self.spans = spans + self.spans[at:]
        self.rules = rules + self.rules[at:]

    def _replaced(self, edit: Edit) -> tuple[list[Span], list[Rules]]:
        old_spans = self.spans[edit.start : edit.end]
        old_rules = self.rules[edit.start : edit.end]
        if not edit.after:
            for (start, end), before in zip(old_spans, old_rules, strict=True):
                for offset in range(start, end):
                    self.removed[offset] = _with(before, edit.rule)
            return [], []
        if len(edit.after) == len(old_spans):
            same = self.text[edit.start : edit.end]
            return old_spans, [
                before if old == new else _with(before, edit.rule)
                for before, old, new in zip(old_rules, same, edit.after, strict=True)
            ]
        if old_spans:
            start, end = old_spans[0][0], old_spans[-1][1]
            merged = tuple(dict.fromkeys(rule for before in old_rules for rule in before))
            if any(a[1] != b[0] for a, b in itertools.pairwise(old_spans)) and self._area(start) != self._area(end - 1):
                return self._over_ranges(edit, old_spans, _with(merged, edit.rule))
        else:
            start = end = self.spans[edit.start][0] if edit.start < len(self.spans) else self._last()
            merged = ()
        found = _with(merged, edit.rule)
        return [(start, end)] + [(end, end)] * (len(edit.after) - 1), [found] * len(edit.after)

    def _area(self, offset: int) -> int:
        """Which range an offset lies in."""
        return next((n for n, r in enumerate(self.ranges) if r.start <= offset < r.end), -1)

    def _over_ranges(self, edit: Edit, old: list[Span], rules: Rules) -> tuple[list[Span], list[Rules]]:
        for start, end in old[1:]:
            for offset in range(start, end):
                self.removed[offset] = rules
        first = old[0]
        return [first] + [(first[1], first[1])] * (len(edit.after) - 1), [rules] * len(edit.after)

    def _last(self) -> int:
        return self.spans[-1][1] if self.spans else self.ranges[0].start

    def sub(self, pattern: re.Pattern[str], after: str | Callable[[re.Match[str]], str], rule: Rule) -> None:
        """Replace every match of a pattern; ``after`` as for re.sub (a template or a function)."""
        made: list[Edit] = []
        for match in pattern.finditer(self.text):
            new = after(match) if callable(after) else match.expand(after)
            if new != match.group():
                made += minimal(match.start(), match.group(), new, rule)
        self.apply(made)

    def changes(self, starts: tuple[int, ...]) -> tuple[Change, ...]:
        """What this draft's ranges differ in from the raw text, in the order of the draft."""
        found: list[Change] = []
        index = 0
        for area in self.ranges:
            at = area.start
            while index < len(self.spans) and area.start <= self.spans[index][0] and self.spans[index][1] <= area.end:
                start, end = self.spans[index]
                if start < at:
                    break
                found += self._gap(at, start, starts)
                last = index + 1
                while last < len(self.spans) and self.spans[last] == (end, end):
                    last += 1
                after = self.text[index:last]
                if after != self.raw[start:end]:
                    rules = tuple(dict.fromkeys(rule for each in self.rules[index:last] for rule in each))
                    found.append(_change(self.raw, starts, start, end, after, rules))
                at, index = end, last
            found += self._gap(at, area.end, starts)
        return tuple(found)

    def _gap(self, start: int, end: int, starts: tuple[int, ...]) -> Iterator[Change]:
        """Raw characters that nothing stands for any more: one change for each run with the same rules."""
        while start < end:
            rules, stop = self.removed.get(start, (Rule.LOST,)), start + 1
            while stop < end and self.removed.get(stop, (Rule.LOST,)) == rules:
                stop += 1
            yield _change(self.raw, starts, start, stop, "", rules)
            start = stop


def joined(ranges: Sequence[Range]) -> tuple[Range, ...]:
    """The same ranges, those that touch made one."""
    out: list[Range] = []
    for r in ranges:
        if out and out[-1].end == r.start:
            out[-1] = Range(out[-1].start, r.end)
        else:
            out.append(r)
    return tuple(out)


def _with(rules: Rules, rule: Rule) -> Rules:
    return rules if rule in rules else (*rules, rule)


def _change(raw: str, starts: tuple[int, ...], start: int, end: int, after: str, rules: Rules) -> Change:
    line, column = locate(starts, start)
    return Change(rules, start, end, raw[start:end], after, line, column)


def minimal(start: int, before: str, after: str, rule: Rule) -> list[Edit]:
    """The edits that turn ``before``, which stands at ``start``, into ``after`` and leave alone what both share."""
    if not before or not after or len(before) == len(after):
        return [Edit(start, start + len(before), after, rule)]
    if after == "".join(before.split()):  # closed up: only the white space goes, whatever letters repeat
        return [Edit(start + m.start(), start + m.end(), "", rule) for m in re.finditer(r"\s+", before)]
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [Edit(start + a, start + b, after[c:d], rule) for kind, a, b, c, d in steps if kind != "equal"]
