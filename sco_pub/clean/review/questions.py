"""Take a raw text and what became of it, give the editor's questions: everything that is open, the worst first.

Strategy.  An editor has twenty minutes and reads from the top.  First what stops the work (errors), then what may have put
text into a wrong place or lost it, then what the layer has lost and somebody may supply, last what could as well be the
other way and harms little.  A finding that only counts doubts gives way to the doubts.  Each question shows the lines
around its place, as the rules read them, and the entries of corrections.toml that answer it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sco_pub.clean.review import answers
from sco_pub.clean.review.answers import Answer
from sco_pub.model.codes import cleaning
from sco_pub.model.codes.registry import CODES
from sco_pub.model.doubt import Doubt, DoubtKind
from sco_pub.model.finding import Finding, Outcome, Severity
from sco_pub.model.severity import Weight
from sco_pub.model.text import CALL_CLOSE, CALL_OPEN, CleanText, RawText, Role, locate
from sco_pub.model.wording import Say, english

# Their entries say more than their hint.
_ANSWERED = frozenset(
    code.code for code in (cleaning.NO_TITLE, cleaning.NO_AUTHOR, cleaning.NOTE_WITHOUT_TEXT, cleaning.NOTE_CUT_OFF)
)
_CALL = re.compile(f"{CALL_OPEN}([^{CALL_CLOSE}]*){CALL_CLOSE}")
_AROUND = 1  # lines shown before and after the one in question


@dataclass(frozen=True, slots=True)
class Question:
    """``code``: a finding's code or a doubt's kind; ``line``: 0 where the whole text is meant; ``context``: (line, text)."""

    weight: Weight
    code: str
    line: int
    page: int | None
    says: str
    why: str
    context: tuple[tuple[int, str], ...] = ()
    answers: tuple[Answer, ...] = ()


def ask(raw: RawText, cleaned: Outcome[CleanText], say: Say = english) -> tuple[Question, ...]:
    """Every open doubt, warning and error; the worst first, then by line."""
    lines = cleaned.value.read
    asked = [_of_finding(raw, lines, f, say) for f in cleaned.findings if _is_asked(f)]
    asked += [_of_doubt(raw, cleaned.value, lines, d, say) for d in cleaned.value.ledger.doubts if not d.settled]
    return tuple(sorted(asked, key=lambda q: (q.weight, q.line)))


def _is_asked(finding: Finding) -> bool:
    """Not what is for the record, only counts doubts, or repeats CLN-021 as part of the proof."""
    repeats = finding.code == cleaning.NOTES_UNEQUAL.code and finding.form == "uncalled"
    return finding.severity is not Severity.INFO and not CODES[finding.code].counts and not repeats


def _of_finding(raw: RawText, lines: Sequence[str], finding: Finding, say: Say) -> Question:
    weight = Weight.STOP if finding.severity is Severity.ERROR else CODES[finding.code].weight
    line = (finding.place.line if finding.place and finding.place.file == raw.file else None) or 0
    given = answers.to_finding(finding)
    why = "" if finding.code in _ANSWERED else finding.advice(say)
    page, says = _page(raw, line), finding.text(say)
    return Question(weight, finding.code, line, page, says, why, _context(lines, line), given)


def _of_doubt(raw: RawText, text: CleanText, lines: Sequence[str], doubt: Doubt, say: Say) -> Question:
    labels = _count(raw, text, doubt.line) if doubt.kind is DoubtKind.NOTE_LOST else ()
    context, given = _context(lines, doubt.line), answers.to_doubt(doubt, lines, labels, _below(raw, text, doubt.line))
    says, why, page = doubt.sentence(say), doubt.reason(say), _page(raw, doubt.line)
    return Question(doubt.kind.weight, doubt.kind, doubt.line, page, says, why, context, given)


def _count(raw: RawText, text: CleanText, line: int) -> tuple[str, ...]:
    """The labels of one count, from the note that begins at a line or last before it back and on to the first lost one."""
    starts = raw.starts()
    begun = [(locate(starts, b.ranges[0].start)[0], b.label) for b in text.blocks if b.role is Role.NOTE and b.ranges]
    near = max((item for item in begun if item[0] <= line), default=None)
    if near is None:
        return ()
    prefix = near[1].rpartition("-")[0]
    calls = [label for b in text.blocks for label in _CALL.findall(b.text) if label.rpartition("-")[0] == prefix]
    at = next((n for n, label in enumerate(calls) if label in text.missing), -1)
    return tuple(calls[max(0, at - 5) : at + 1])


def _below(raw: RawText, text: CleanText, line: int) -> int:
    """The line on which the next block of the running text begins; 0 when none does."""
    starts = raw.starts()
    body = [b for b in text.blocks if b.ranges and b.role not in (Role.META, Role.NOTE, Role.TABLE)]
    begun = (locate(starts, b.ranges[0].start)[0] for b in body)
    return next((n for n in begun if n > line and raw.lines[n - 1].text.strip()), 0)


def _page(raw: RawText, line: int) -> int | None:
    return raw.lines[line - 1].page if 0 < line <= len(raw.lines) else None


def _context(lines: Sequence[str], line: int) -> tuple[tuple[int, str], ...]:
    """The line in question with its neighbours, white lines passed over."""
    if not 0 < line <= len(lines):
        return ()
    before = [n for n in range(max(1, line - 5), line) if lines[n - 1].strip()][-_AROUND:]
    after = [n for n in range(line + 1, min(len(lines), line + 5) + 1) if lines[n - 1].strip()][:_AROUND]
    return tuple((n, lines[n - 1].strip()) for n in (*before, line, *after))
