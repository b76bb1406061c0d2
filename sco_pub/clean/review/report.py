"""Take a raw text and what became of it, give the report: findings, doubts, counts, and every piece side by side.

Shapes.  A ``Passage`` is one block of the clean text, or one line that was dropped, with the raw text it came from; its
pieces alternate between what stayed and what changed.  Classes of changes are for the eye: the rules are in ``rule``.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass

from sco_pub.clean.ledger import ledger
from sco_pub.clean.review.question import Question
from sco_pub.clean.review.questions import ask
from sco_pub.model.doubt import Doubt
from sco_pub.model.finding import Finding, Outcome
from sco_pub.model.rule import Rule, RuleClass, class_of
from sco_pub.model.text import Change, CleanBlock, CleanText, RawText, Role, Testimony, locate
from sco_pub.model.wording import Say, english


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: as it was and as it is (equal when nothing changed), the raw line it begins on, its class and rules."""

    before: str
    after: str
    line: int
    kind: RuleClass | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """``line``: the first raw line; ``what``: the block's role, or the rule that dropped the line."""

    line: int
    what: str
    pieces: tuple[Piece, ...]
    label: str = ""
    dropped: bool = False
    supplied: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a person needs to check a cleaned text."""

    file: str
    encoding: str
    digest: str
    title: str
    findings: tuple[Finding, ...]
    doubts: tuple[Doubt, ...]
    questions: tuple[Question, ...]  # everything that is open, the worst first
    counts: tuple[tuple[RuleClass, Rule, int], ...]  # class, rule, how often
    passages: tuple[Passage, ...]
    text: CleanText
    testimonies: tuple[Testimony, ...] = ()
    say: Say = english  # the reader's language

    @property
    def asked(self) -> tuple[Question, ...]:
        """Every question, like cases too."""
        return tuple(each for question in self.questions for each in (question, *question.alike))

    @property
    def totals(self) -> dict[RuleClass, int]:
        totals: Counter[RuleClass] = Counter()
        for kind, _, count in self.counts:
            totals[kind] += count
        return dict(totals)


def make(raw: RawText, cleaned: Outcome[CleanText], say: Say = english) -> Report:
    """The report of one cleaning."""
    text = cleaned.value
    counts = Counter(rule for change in text.ledger.changes for rule in change.rules)
    rows = [(rule.kind, rule, count) for rule, count in counts.items()]
    order = list(RuleClass)
    title = next((b.text for b in text.blocks if b.role is Role.META and b.key == "title"), raw.file)
    return Report(
        raw.file,
        raw.encoding,
        raw.digest,
        title,
        cleaned.findings,
        text.ledger.doubts,
        ask(raw, cleaned, say),
        tuple(sorted(rows, key=lambda row: (order.index(row[0]), -row[2], row[1]))),
        _passages(raw, text),
        text,
        raw.testimonies,
        say,
    )


def _passages(raw: RawText, text: CleanText) -> tuple[Passage, ...]:
    source, starts = raw.text, raw.starts()
    inside: list[tuple[int, Passage]] = []
    by_start = sorted(text.ledger.changes, key=lambda c: (c.start, c.end))
    used: set[int] = set()
    for block in text.blocks:
        pieces = _pieces(source, starts, block, by_start, used)
        offset = block.ranges[0].start if block.ranges else 0
        line = locate(starts, offset)[0] if block.ranges else 0
        what = block.key or str(block.role)
        inside.append(
            (
                offset,
                Passage(line, what, pieces, block.label, False, block.text if block.supplied or block.shares else ""),
            )
        )
    for n, change in enumerate(by_start):
        if n not in used:
            piece = Piece(change.before, "", change.line, class_of(change.rules), change.rule)
            inside.append((change.start, Passage(change.line, change.rule, (piece,), dropped=True)))
    return tuple(passage for _, passage in sorted(inside, key=lambda item: item[0]))


def _pieces(
    source: str, starts: tuple[int, ...], block: CleanBlock, changes: list[Change], used: set[int]
) -> tuple[Piece, ...]:
    """A block's pieces in order; the changes it took are noted in ``used``."""
    out: list[Piece] = []
    for area in block.ranges:
        at = area.start
        for n, change in _within(changes, area.start, area.end):
            used.add(n)
            if change.start > at:
                same = source[at : change.start]
                out.append(Piece(same, same, locate(starts, at)[0]))
            out.append(Piece(change.before, change.after, change.line, class_of(change.rules), change.rule))
            at = change.end
        if area.end > at:
            same = source[at : area.end]
            out.append(Piece(same, same, locate(starts, at)[0]))
    return tuple(out)


def _within(changes: list[Change], start: int, end: int) -> list[tuple[int, Change]]:
    low, high = 0, len(changes)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if changes[middle].start < start else (low, middle)
    found = []
    while low < len(changes) and changes[low].end <= end and changes[low].start <= end:
        if changes[low].start < end or changes[low].start == changes[low].end:
            found.append((low, changes[low]))
        low += 1
    return found


BEGIN = '"encoding":'  # what every report as data has near its beginning


def _asked(question: Question, say: Say) -> dict[str, object]:
    return {
        "code": question.code,
        "weight": question.weight.name.lower(),
        "line": question.line,
        "page": question.page,
        "says": question.says,
        "why": question.why,
        "context": [{"line": number, "text": line} for number, line in question.context],
        "answers": [{"says": a.text(say), "toml": a.toml} for a in question.answers],
    }


def as_json(report: Report) -> str:
    """The same as data, with the whole ledger: replaying it on the raw text gives the clean text."""
    text = report.text
    data = {
        "file": report.file,
        "encoding": report.encoding,
        "title": report.title,
        "findings": [
            {
                "code": f.code,
                "severity": str(f.severity),
                "message": f.text(report.say),
                "hint": f.advice(report.say),
                "file": f.place.file if f.place else None,
                "line": f.place.line if f.place else None,
            }
            for f in report.findings
        ],
        "testimonies": [asdict(one) for one in report.testimonies],
        "questions": [
            {**_asked(q, report.say), "alike": [_asked(each, report.say) for each in q.alike]} for q in report.questions
        ],
        "counts": {rule: count for _, rule, count in report.counts},
        "pages": text.pages,
        "pages_without_folio": list(text.pages_without_folio),
        "notes_without_body": list(text.missing),
        "ledger": ledger.as_json(text, report.say),
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
