"""The proof: nothing lost, nothing invented, checked by code that runs none of the rules.

Contract.  From the raw text, the clean text and the ledger (through JSON) alone: (1) replaying the ledger gives the clean
text; (2) every raw character that isn't white space lies in exactly one block's range, or in a listed deletion outside all
ranges; (3) folded, raw and clean text are the same ordered stream: the bearing characters (letters, digits, hanzi; width
and presentation folded) of raw and of clean text plus deletions agree in the raw order, save where a listed change of a
repairing rule says otherwise; (4) note calls = note bodies + flagged losses; (5) no sign of the code's own
(model.reserved) is left; (6) enough of the hanzi reach the master.
A failure is an error: the text must not be used.
"""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from sco_pub.clean.ledger import ledger
from sco_pub.model.characters import HANZI, hanzi_count, is_space
from sco_pub.model.codes import cleaning
from sco_pub.model.finding import Finding, Place, found, found_of
from sco_pub.model.inlines import calls, words
from sco_pub.model.reserved import PASSING
from sco_pub.model.rule import REPAIRING, Rule, RuleClass
from sco_pub.model.text import Change, CleanText, RawText, Role

# Of a text's hanzi: what is less was taken for furniture by mistake, since heads, stamps and folios are a few lines of a page.
LEAST_COVERED = 0.85
# The sans-serif twins of circled numbers: ➀ is ①, ➊ is ❶.
_TWINS = str.maketrans({chr(0x2780 + n): chr((0x2460 if n < 10 else 0x276C) + n) for n in range(20)})


def prove(raw: RawText, text: CleanText, *, least_covered: float = LEAST_COVERED) -> tuple[Finding, ...]:
    """Findings for each part of the contract that doesn't hold; none when the proof stands.

    ``least_covered``: the share of the text's hanzi that must stand in its blocks.
    """
    source = raw.text
    data = json.loads(json.dumps(ledger.as_json(text)))
    return (
        *_replayed(raw, source, data, text),
        *_accounted(raw, source, text),
        *_stream(raw, source, text),
        *_no_stand_ins(raw, text),
        *_paired(raw, text),
        *_covered(raw, source, text, least_covered),
    )


def _replayed(raw: RawText, source: str, data: dict[str, object], text: CleanText) -> Iterator[Finding]:
    try:
        replayed = ledger.replay(source, data)
    except ValueError as error:
        yield found(cleaning.LEDGER_BROKEN, Place(raw.file), "unfit", error=str(error))
        return
    if replayed != text.text:
        at = next(
            (i for i, (a, b) in enumerate(zip(replayed, text.text, strict=False)) if a != b),
            min(len(replayed), len(text.text)),
        )
        yield found(cleaning.LEDGER_BROKEN, Place(raw.file), "differs", near=text.text[max(0, at - 8) : at + 8])


def _accounted(raw: RawText, source: str, text: CleanText) -> Iterator[Finding]:
    seen = bytearray(len(source) + 1)
    for block in text.blocks:
        for r in block.ranges:
            for i in range(r.start, r.end):
                seen[i] += 1
    for change in text.ledger.changes:
        if not change.after:
            for i in range(change.start, change.end):
                seen[i] = seen[i] or 1
    wrong = [i for i, c in enumerate(source) if seen[i] > 1 or (not seen[i] and not is_space(c))]
    if wrong:
        line = source.count("\n", 0, wrong[0]) + 1
        form = "twice" if seen[wrong[0]] > 1 else "nowhere"
        yield found(cleaning.TEXT_LOST, Place(raw.file, line), form, count=len(wrong), sign=source[wrong[0]])


def _stream(raw: RawText, source: str, text: CleanText) -> Iterator[Finding]:
    """Part 3, change by change: what isn't changed is the same by definition of the replay."""
    ranges = sorted((r.start, r.end) for b in text.blocks for r in b.ranges)
    for change in text.ledger.changes:
        at = bisect_right(ranges, (change.start, len(source) + 1)) - 1
        if not change.after and not (at >= 0 and change.end <= ranges[at][1]):
            continue
        if fold(change.before) != fold(change.after) and not REPAIRING & set(change.rules):
            what = {"rule": change.rule, "before": change.before, "after": change.after}
            yield found_of(cleaning.TEXT_LOST, Place(raw.file, change.line), "changed", what)


def _no_stand_ins(raw: RawText, text: CleanText) -> Iterator[Finding]:
    for block in text.blocks:
        for sign in sorted(PASSING.intersection(block.text)):
            start = block.ranges[0].start if block.ranges else 0
            place = Place(raw.file, raw.text.count("\n", 0, start) + 1)
            yield found(cleaning.LEDGER_BROKEN, place, "stand-in", sign=f"U+{ord(sign):04X}")


def fold(text: str) -> str:
    """Only the bearing characters, in order, width and presentation folded; circled numbers stay themselves."""
    out = []
    for c in words(text).translate(_TWINS):
        for each in c if "\u2460" <= c <= "\u24ff" else unicodedata.normalize("NFKC", c):
            kind = unicodedata.category(each)
            out.append(each if kind[0] in "LN" or kind in ("Co", "Cn") else "")
    return "".join(out)


def _paired(raw: RawText, text: CleanText) -> Iterator[Finding]:
    called = Counter(call.label for b in text.blocks for call in calls(b.text))
    bodies = Counter(b.label for b in text.blocks if b.role is Role.NOTE)
    for label, count in called.items():
        if count != 1 or bodies[label] + (label in text.missing) != 1:
            texts = bodies[label]
            yield found(cleaning.NOTES_UNEQUAL, Place(raw.file), "counts", label=label, calls=count, texts=texts)
    for label in bodies:
        if label not in called:
            yield found(cleaning.NOTES_UNEQUAL, Place(raw.file), "uncalled", label=label)


def _is_repair(change: Change) -> bool:
    """Whether hanzi were signs of another kind all along: they are no text that could be lost."""
    return bool(change.after) and any(rule.kind is RuleClass.POINTS for rule in change.rules)


def _covered(raw: RawText, source: str, text: CleanText, least: float) -> Iterator[Finding]:
    others = {(Rule.COVER,), (Rule.DATABASE_PAGE,), (Rule.NEIGHBOUR,), (Rule.CONTENTS,)}  # no part of the article
    cover = sum(len(re.findall(f"[{HANZI}]", c.before)) for c in text.ledger.changes if c.rules in others)
    signs = sum(hanzi_count(c.before) - hanzi_count(c.after) for c in text.ledger.changes if _is_repair(c))
    hanzi = len(re.findall(f"[{HANZI}]", source)) - cover - signs
    kept = sum(len(re.findall(f"[{HANZI}]", source[r.start : r.end])) for b in text.blocks for r in b.ranges) - signs
    body = sum(len(re.findall(f"[{HANZI}]", b.text)) for b in text.blocks if b.role is not Role.META)
    if hanzi and kept < (least if hanzi > 1000 else least - 0.3) * hanzi:
        yield found(cleaning.COVERS_LITTLE, Place(raw.file), "furniture", share=kept / hanzi)
    elif hanzi > 500 and body < 0.5 * hanzi:
        yield found(cleaning.COVERS_LITTLE, Place(raw.file), "metadata", share=body / hanzi)
