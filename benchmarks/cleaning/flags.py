"""Take a cleaned text's errors and losses, say which the cleaner pointed at, and how often a pointer was right.

Definitions.  A **flag** is an open doubt of the ledger or a warning or error with a line.  An error is *flagged* when a flag
stands in the block where the error shows, or within three lines of it; for a field, among the lines of the metadata, or
when a flag names the field.  That is stricter than "the text has a warning".  A flag is *right* when an error is near it, or
when it reports a loss that is true (see benchmarks.cleaning.faults).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.cleaning.faults import Fault
from sco_pub.model.finding import Severity
from tests.corpus.subjects import Cleaned

_NEAR = 3  # raw lines
_SUMMED = frozenset({"CLN-030", "CLN-033", "CLN-034", "CLN-035", "CLN-036", "CLN-037", "CLN-038"})


@dataclass(frozen=True, slots=True)
class Flag:
    """``code``: a finding's code, or the rule of a doubt."""

    code: str
    line: int
    message: str

    def points_at(self, fault: Fault) -> bool:
        return fault.near(self.line, self.message, _NEAR)


@dataclass(slots=True)
class Flags:
    """Sums over many texts: errors by kind (flagged, all), flags by code (right, all), flags on perfect texts."""

    errors: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    codes: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    perfect: int = 0
    perfect_flagged: int = 0

    def add(self, faults: Sequence[Fault], losses: Sequence[Fault], flags: Sequence[Flag]) -> None:
        for fault in faults:
            self.errors[fault.kind][0] += any(flag.points_at(fault) for flag in flags)
            self.errors[fault.kind][1] += 1
        for flag in flags:
            self.codes[flag.code][0] += any(flag.points_at(fault) for fault in (*faults, *losses))
            self.codes[flag.code][1] += 1
        self.perfect += not faults
        self.perfect_flagged += not faults and bool(flags)

    def __iadd__(self, other: Flags) -> Flags:
        for mine, theirs in ((self.errors, other.errors), (self.codes, other.codes)):
            for name, (right, every) in theirs.items():
                mine[name] = [mine[name][0] + right, mine[name][1] + every]
        self.perfect += other.perfect
        self.perfect_flagged += other.perfect_flagged
        return self

    def figures(self) -> dict[str, object]:
        return {
            "errors": {kind: {"flagged": a, "all": n} for kind, (a, n) in sorted(self.errors.items())},
            "codes": {code: {"right": a, "all": n} for code, (a, n) in sorted(self.codes.items())},
            "perfect": self.perfect,
            "perfect with flags": self.perfect_flagged,
        }


def flags(result: Cleaned) -> list[Flag]:
    """Every flag of a result; the summary of the paragraph doubts gives way to the doubts themselves."""
    found = [Flag(d.kind, d.line, d.choice()) for d in result.text.ledger.doubts if not d.settled]
    found += [
        Flag(f.code, (f.place.line if f.place else None) or 0, f.message)
        for f in result.findings
        if f.severity is not Severity.INFO and f.code not in _SUMMED
    ]
    return found
