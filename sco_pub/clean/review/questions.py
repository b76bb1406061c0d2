"""Take a raw text and what became of it, give the editor's questions: everything that is open, the worst first.

Strategy.  An editor has twenty minutes and reads from the top.  First what stops the work (errors), then what may have put
text into a wrong place or lost it, then what the layer has lost and somebody may supply, last what could as well be the
other way and harms little.  A finding that only counts doubts gives way to the doubts.  Each question shows the lines
around its place, as the rules read them, and the entries of corrections.toml that answer it.
"""

from __future__ import annotations

from collections.abc import Sequence

from sco_pub.clean.review import answers
from sco_pub.clean.review.gathering import gathered
from sco_pub.clean.review.question import Question
from sco_pub.model.codes import cleaning
from sco_pub.model.codes.registry import CODES
from sco_pub.model.doubt import Doubt, DoubtKind, Why
from sco_pub.model.finding import Finding, Outcome, Severity
from sco_pub.model.inlines import calls
from sco_pub.model.severity import Weight
from sco_pub.model.text import CleanText, RawText, Role, Spot, locate
from sco_pub.model.wording import Say, english

# Their entries say more than their hint.
_ANSWERED = frozenset(
    code.code for code in (cleaning.NO_TITLE, cleaning.NO_AUTHOR, cleaning.NOTE_WITHOUT_TEXT, cleaning.NOTE_CUT_OFF)
)
_AROUND = 1  # lines shown before and after the one in question
_REACH = 5.0  # em: what the picture of a place shows above and below it, three lines of text
_FAR = 12  # lines: none that is further away in the text stands beside it
_DEPTH = 0.3  # em: how far signs reach below their baseline
# Three rules find the same signs.
_SIGNS = frozenset({cleaning.LOST_CHARACTERS.code, cleaning.UNKNOWN_POINTS.code, cleaning.UNREAD_SIGNS.code})
_LOST_SIGNS = "lost signs"


def ask(raw: RawText, cleaned: Outcome[CleanText], say: Say = english) -> tuple[Question, ...]:
    """Every open doubt, warning and error, gathered (clean.review.gathering); the worst first, then by line."""
    lines = cleaned.value.read
    asked = [_of_finding(raw, lines, f, say) for f in cleaned.findings if _is_asked(f)]
    asked += [_of_doubt(raw, cleaned.value, lines, d, say) for d in cleaned.value.ledger.doubts if not d.settled]
    return gathered(asked)


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
    return Question(
        weight,
        finding.code,
        line,
        page,
        says,
        why,
        _context(lines, line),
        given,
        key=_LOST_SIGNS if finding.code in _SIGNS else f"{finding.code} {finding.form}",
        seams=_seams_of_finding(finding, line),
        spot=_spot(raw, line),
    )


def _of_doubt(raw: RawText, text: CleanText, lines: Sequence[str], doubt: Doubt, say: Say) -> Question:
    labels = _count(raw, text, doubt.line) if doubt.kind is DoubtKind.NOTE_LOST else ()
    context, given = _context(lines, doubt.line), answers.to_doubt(doubt, lines, labels, _below(raw, text, doubt.line))
    says, why, page = doubt.sentence(say), doubt.reason(say), _page(raw, doubt.line)
    return Question(
        doubt.kind.weight,
        doubt.kind,
        doubt.line,
        page,
        says,
        why,
        context,
        given,
        key=f"{doubt.kind} {doubt.chosen.name} {doubt.why.name}",
        seams=_seams(raw, text, doubt),
        spot=_spot(raw, doubt.line),
    )


def _seams_of_finding(finding: Finding, line: int) -> frozenset[str]:
    if finding.code in _SIGNS:
        return frozenset({_LOST_SIGNS})
    return frozenset({f"heading {line}"} if finding.code == cleaning.HEADING_GAP.code and line else ())


def _seams(raw: RawText, text: CleanText, doubt: Doubt) -> frozenset[str]:
    """What a doubt touches: the seam above the line, the one below its block, or both."""
    line = doubt.line
    if doubt.kind in (DoubtKind.PARAGRAPH, DoubtKind.BLOCK_START):
        return frozenset({f"above {line}"})
    if doubt.kind is DoubtKind.BLOCK_END and doubt.why in (Why.NO_MARK, Why.NO_HANZI):
        below = {f"above {_below(raw, text, line)}"}
        return frozenset(below | {f"above {_first_line(raw, text, line)}"} if doubt.why is Why.NO_HANZI else below)
    if doubt.why is Why.NO_FIELD or doubt.kind is DoubtKind.DROPPED_LINE:
        return frozenset({f"{doubt.kind} {line}", f"{doubt.kind} {line + 1}"})  # lines one below the other
    return frozenset({f"heading {line}"} if doubt.kind is DoubtKind.HEADING else ())


def _count(raw: RawText, text: CleanText, line: int) -> tuple[str, ...]:
    """The labels of one count, from the note that begins at a line or last before it back and on to the first lost one."""
    starts = raw.starts()
    begun = [(locate(starts, b.ranges[0].start)[0], b.label) for b in text.blocks if b.role is Role.NOTE and b.ranges]
    near = max((item for item in begun if item[0] <= line), default=None)
    if near is None:
        return ()
    prefix = near[1].rpartition("-")[0]
    called = [call.label for b in text.blocks for call in calls(b.text) if call.label.rpartition("-")[0] == prefix]
    at = next((n for n, label in enumerate(called) if label in text.missing), -1)
    return tuple(called[max(0, at - 5) : at + 1])


def _below(raw: RawText, text: CleanText, line: int) -> int:
    """The line on which the next block of the running text begins; 0 when none does."""
    starts = raw.starts()
    body = [b for b in text.blocks if b.ranges and b.role not in (Role.META, Role.NOTE, Role.TABLE, Role.CODE)]
    begun = (locate(starts, b.ranges[0].start)[0] for b in body)
    return next((n for n in begun if n > line and raw.lines[n - 1].text.strip()), 0)


def _first_line(raw: RawText, text: CleanText, line: int) -> int:
    """The line on which the block begins that holds a line of the running text."""
    starts = raw.starts()
    at = starts[line - 1]
    inside = (b for b in text.blocks if any(r.start <= at < r.end for r in b.ranges) and b.role is not Role.NOTE)
    return next((locate(starts, b.ranges[0].start)[0] for b in inside), line)


def _spot(raw: RawText, line: int) -> Spot | None:
    """Where a line stands on its page, with a few lines of its column above and below."""
    shown = raw.lines[line - 1] if 0 < line <= len(raw.lines) else None
    g = shown.geometry if shown else None
    if shown is None or g is None or shown.page is None:
        return None
    reach = _REACH * g.size
    near = [
        h
        for row in raw.lines[max(0, line - _FAR) : line + _FAR]
        if (h := row.geometry)
        and row.page == shown.page
        and h.column == g.column
        and abs(h.baseline - g.baseline) <= reach
    ]
    box = min(h.x0 for h in near), g.baseline - reach, max(h.x1 for h in near), g.baseline + reach + g.size
    return Spot(shown.page, box, (g.baseline - _DEPTH * g.size, g.baseline + g.size))


def _page(raw: RawText, line: int) -> int | None:
    return raw.lines[line - 1].page if 0 < line <= len(raw.lines) else None


def _context(lines: Sequence[str], line: int) -> tuple[tuple[int, str], ...]:
    """The line in question with its neighbours, white lines passed over."""
    if not 0 < line <= len(lines):
        return ()
    before = [n for n in range(max(1, line - 5), line) if lines[n - 1].strip()][-_AROUND:]
    after = [n for n in range(line + 1, min(len(lines), line + 5) + 1) if lines[n - 1].strip()][:_AROUND]
    return tuple((n, lines[n - 1].strip()) for n in (*before, line, *after))
