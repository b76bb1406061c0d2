"""Take an entry's comments, give its waivers: ``# sco-ok: numbers, terms — the reason``.

Names are the codes' own (model.codes.checks): notes, markup, links, numbers, hanzi, names, terms …;
``terms:命运共同体`` waives one term. A waiver without a reason doesn't count (CHK-030), nor does an unknown name
(CHK-031); one that waives nothing is CHK-032.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sco_pub.check.pair import Issue, shown
from sco_pub.model.codes import checks
from sco_pub.model.codes.registry import of_room
from sco_pub.model.wording import Several

NAMES = frozenset(code.waived_by for code in of_room(checks) if code.waived_by)
_WAIVER = re.compile(r"sco-ok:\s*(?P<names>.*?)\s*(?:\s[—–-]+\s+(?P<reason>.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Waiver:
    """A translator's word that a finding is right as it stands."""

    name: str
    words: str  # what it is limited to, or ""
    reason: str

    def covers(self, issue: Issue) -> bool:
        return self.name == issue.code.waived_by and (not self.words or self.words == issue.words)


def waivers(comments: Sequence[str]) -> tuple[Waiver, ...]:
    """The waivers that count: known name, with a reason."""
    return tuple(w for w in _parsed(comments) if w.reason and w.name in NAMES)


def waiver_issues(comments: Sequence[str], raised: Sequence[Issue]) -> Iterator[Issue]:
    """What is wrong with an entry's waivers, given all issues its texts raise."""
    for waiver in _parsed(comments):
        what = f"sco-ok: {waiver.name}" + (f":{waiver.words}" if waiver.words else "")
        if waiver.name not in NAMES:
            yield Issue(checks.WAIVER_UNKNOWN, "", {"waiver": shown(what), "names": Several(tuple(sorted(NAMES)))})
        elif not waiver.reason:
            yield Issue(checks.WAIVER_BARE, "", {"waiver": shown(what)})
        elif not any(waiver.covers(issue) for issue in raised):
            yield Issue(checks.WAIVER_IDLE, "", {"waiver": shown(what)})


def _parsed(comments: Sequence[str]) -> Iterator[Waiver]:
    for line in comments:
        match = _WAIVER.fullmatch(line.strip())
        for name in match["names"].split(",") if match else ():
            head, _, words = name.strip().partition(":")
            yield Waiver(head, words, (match["reason"] or "").strip() if match else "")
