"""The ledger as data: JSON and back, and the replay that makes the clean text from the raw one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any

from sco_pub.model.text import CleanText
from sco_pub.model.wording import Say, english


def as_json(text: CleanText, say: Say = english) -> dict[str, Any]:
    """Changes, and for each block the raw ranges it was made from: all that is needed to make the clean text again."""
    return {
        "schema": 1,
        "raw": {"file": text.file, "sha256": text.digest},
        "changes": [
            {
                "rule": c.rule,
                "start": c.start,
                "end": c.end,
                "before": c.before,
                "after": c.after,
                "line": c.line,
                "column": c.column,
            }
            for c in text.ledger.changes
        ],
        "blocks": [
            {
                "role": str(b.role),
                "key": b.key,
                "level": b.level,
                "label": b.label,
                "ranges": [[r.start, r.end] for r in b.ranges],
            }
            | ({"supplied": b.text} if b.supplied or b.shares else {})
            for b in text.blocks
        ],
        "doubts": [
            {
                "rule": str(d.kind),
                "line": d.line,
                "column": d.column,
                "choice": d.choice(say),
                "reason": d.reason(say),
                "excerpt": d.excerpt,
                "settled": d.settled,
            }
            for d in text.ledger.doubts
        ],
        "unknown": dict(text.ledger.unknown),
    }


def replay(raw: str, ledger: Mapping[str, Any]) -> str:
    """The clean text, one block a line, from the raw text and a ledger (as JSON) alone.

    ValueError when a change's ``before`` isn't what stands at its place.
    """
    changes = sorted(ledger["changes"], key=lambda c: (c["start"], c["end"]))
    starts = [c["start"] for c in changes]
    lines = []
    for block in ledger["blocks"]:
        if "supplied" in block:
            lines.append(block["supplied"])
        else:
            lines.append("".join(_range(raw, changes, starts, start, end) for start, end in block["ranges"]))
    return "\n".join(lines)


def _range(raw: str, changes: Sequence[Mapping[str, Any]], starts: list[int], start: int, end: int) -> str:
    out, at = [], start
    for change in changes[bisect_left(starts, start) :]:
        if change["start"] > end or change["end"] > end or (change["start"] == end == change["end"] and at < end):
            break
        if raw[change["start"] : change["end"]] != change["before"]:
            raise ValueError(f"at offset {change['start']} the raw text isn't {change['before']!r}")
        out += [raw[at : change["start"]], change["after"]]
        at = change["end"]
    out.append(raw[at:end])
    return "".join(out)
