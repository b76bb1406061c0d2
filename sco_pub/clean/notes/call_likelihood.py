"""Which marks in the running text call notes, and which only count (“the points are: ①…；②…”).

Strategy.  Every mark gets a score from what stands beside it: a call stands behind a word, a title or a stop and is often
followed by a mark; an enumerator follows a colon or semicolon and is followed by a word.  For endnotes,
of all sequences of rising numbers the one with the best sum wins, where a number that has a body counts more; for notes at
the foot of pages clean.notes.text_or_note weighs the scores with everything else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from sco_pub.clean.lines.lines import Line
from sco_pub.clean.notes.mark_tokens import Token
from sco_pub.lexicon.note_marks import BESIDE_MARK
from sco_pub.model.characters import HANZI

_WITH_BODY = 4.0


def likeness(lines: Sequence[Line], token: Token) -> float:
    """How much a mark looks like a call; below zero it looks like an enumerator."""
    before, after = _around(lines, token)
    score = 3.0 if _is_raised(lines[token.position], token) else 0.0
    if re.match("[，。；、！？”’）》：]", after):
        score += 3.0
    elif not after:
        score += 0.5
    if re.search("[”’》）]$", before):
        score += 1.5
    elif re.search(f"[{HANZI}A-Za-z0-9％%]$", before):
        score += 2.0
    elif re.search("[。！？]$", before):
        score += 1.0
    elif re.search("[：:]$", before) or not before:
        score -= 2.0
    elif re.search("[，,]$", before):
        score += 0.5
    return score


def _is_raised(line: Line, token: Token) -> bool:
    """Whether geometry says that the whole mark is a superscript: no enumerator is."""
    raised = line.geometry.raised if line.geometry else frozenset()
    return bool(raised) and all(i - line.line_start in raised for i in range(token.start, token.end))


def _around(lines: Sequence[Line], token: Token) -> tuple[str, str]:
    """The text just before and after a mark, over the line's ends; other marks beside it don't count."""
    before, after = token.before.rstrip(), token.after.lstrip()
    if not before and token.position and not lines[token.position].lead.strip(" "):
        before = lines[token.position - 1].text
    if not after and token.position + 1 < len(lines):
        after = lines[token.position + 1].text
    return re.sub(f"(?:{BESIDE_MARK})$", "", before), re.sub(f"^(?:{BESIDE_MARK})", "", after)


def listings(lines: Sequence[Line], found: Sequence[Token]) -> set[Token]:
    """Marks that count off points: 1, 2 … close together, a colon or mark before and a word after each."""
    out: set[Token] = set()
    run: list[Token] = []

    def close() -> None:
        if len(run) >= 2:
            first, _ = _around(lines, run[0])
            rest = [_around(lines, t)[0] for t in run[1:]]
            if re.search("[：:，,。；;]$", first) and all(re.search("[；;，,。、]$", b) for b in rest):
                strong = first.endswith(("：", ":")) or all(b.endswith(("；", ";")) for b in rest)
                out.update(run if strong else ())

    for token in found:
        _, after = _around(lines, token)
        word = bool(re.match(f"[{HANZI}“《A-Za-z]", after))
        if run and word and token.value == run[-1].value + 1 and token.start - run[-1].end < 400:
            run.append(token)
            continue
        close()
        run = [token] if word and token.value == 1 else []
    close()
    return out


def choose(lines: Sequence[Line], found: Sequence[Token], bodies: Collection[int], least: float = 0.5) -> list[Token]:
    """The calls among the marks ``found``: rising numbers, the best sum of scores."""
    found = [token for token in found if token.calls]
    counted = listings(lines, found)
    have = set(bodies)
    scores = []
    for token in found:
        score = likeness(lines, token) - (4.0 if token in counted else 0.0)
        scores.append(score + _WITH_BODY if token.value in have else score - least)
    best: list[tuple[float, int]] = []  # sum up to here, the one before
    for i, token in enumerate(found):
        total, previous = scores[i], -1
        for j in range(i):
            if found[j].value < token.value and best[j][0] + scores[i] > total:
                total, previous = best[j][0] + scores[i], j
        best.append((total, previous))
    if not best:
        return []
    at = max(range(len(best)), key=lambda i: (best[i][0], -i))
    chain: list[Token] = []
    while at >= 0:
        if scores[at] > 0:
            chain.append(found[at])
        at = best[at][1]
    return chain[::-1]
