"""Which marks in the running text call notes, and which only count (“the points are: ①…；②…”).

Strategy.  Every mark gets a score from what stands beside it: a call stands behind a word, a title or a stop and is often
followed by a mark; an enumerator follows a colon or semicolon and is followed by a word.  For endnotes,
of all sequences of rising numbers the one with the best sum wins, where a number that has a body counts more; for notes at
the foot of pages clean.notes.begin_and_end weighs the scores with everything else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from sco_pub.clean.lines.lines import Line
from sco_pub.clean.notes.mark_tokens import Token
from sco_pub.lexicon.note_marks import BESIDE_MARK
from sco_pub.model.characters import HANZI

_WITH_BODY = 4.0  # a note that waits outweighs whatever stands beside its mark; as much as a list takes away


def likeness(lines: Sequence[Line], token: Token) -> float:
    """How much a mark looks like a call; below zero it looks like an enumerator."""
    before, after = _around(lines, token)
    score = 3.0 if raised(lines, token) else 0.0
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


def raised(lines: Sequence[Line], token: Token) -> bool:
    """Whether geometry says that the whole mark is a superscript: no enumerator is."""
    line = lines[token.position]
    signs = line.geometry.raised if line.geometry else frozenset()
    return bool(signs) and all(i - line.line_start in signs for i in range(token.start, token.end))


def _around(lines: Sequence[Line], token: Token) -> tuple[str, str]:
    """The text just before and after a mark, over the line's ends; other marks beside it don't count."""
    before, after = token.just_before, token.just_after
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
    return [found[i] for i in _best_rising([token.value for token in found], scores) if scores[i] > 0]


def _best_rising(values: Sequence[int], scores: Sequence[float]) -> list[int]:
    """The places of the rising sequence of values with the greatest sum of scores; of equal sums, the earlier one.

    The greatest sum that ends below a value is kept in a binary indexed tree (Fenwick 1994) over the values that there are.
    """
    ranks = {value: rank for rank, value in enumerate(sorted(set(values)), 1)}
    tree: list[tuple[float, int]] = [(0.0, 1)] * (len(ranks) + 1)  # a sum, and less the place where it ends; 1: none
    sums: list[tuple[float, int]] = []
    for i, value in enumerate(values):
        best, rank = (0.0, 1), ranks[value] - 1
        while rank:
            best, rank = max(best, tree[rank]), rank & (rank - 1)
        sums.append((best[0] + scores[i], -best[1]))
        rank = ranks[value]
        while rank < len(tree):
            tree[rank], rank = max(tree[rank], (sums[i][0], -i)), rank + (rank & -rank)
    at = max(range(len(sums)), key=lambda i: (sums[i][0], -i), default=-1)
    chain: list[int] = []
    while at >= 0:
        chain.append(at)
        at = sums[at][1]
    return chain[::-1]
