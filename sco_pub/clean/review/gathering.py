"""Take an editor's questions one by one, give those that she is asked: one for a place, one for a hundred like cases.

Strategy.  (1) Rules ask without knowing of each other: that a paragraph ends without a mark, that the next one begins inside a
sentence, and that a first line's indent alone parts them is one seam in doubt.  What touches the same seam is one question: the
worst of them is shown, and its answers answer all.  (2) What one fault did a hundred times is asked once, with the like places
folded under it, each with its own answers.  A title, an author or a field is no like case of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sco_pub.clean.review.answers import Answer
from sco_pub.clean.review.question import Question
from sco_pub.model.doubt import DoubtKind

_FEW = 4  # like cases: three are asked one by one
# What an article can't be printed with comes first within its weight.
_FIRST = (DoubtKind.TITLE, DoubtKind.AUTHOR, DoubtKind.INSTITUTIONS, DoubtKind.FIELD_SHAPE, DoubtKind.FIELD_END)
_SINGLE = frozenset({*_FIRST, DoubtKind.STAR, DoubtKind.BIO})


def gathered(questions: Iterable[Question]) -> tuple[Question, ...]:
    """The questions that are asked, the worst first, then by line."""
    return tuple(sorted(_alike(_one_a_seam(sorted(questions, key=_order))), key=_order))


def _order(question: Question) -> tuple[int, int, int]:
    rank = _FIRST.index(question.code) if question.code in _FIRST else len(_FIRST)
    return question.weight, rank if question.line else -1, question.line


def _one_a_seam(questions: Sequence[Question]) -> list[Question]:
    """The questions, those that touch the same seams made one."""
    out: list[Question] = []
    for question in questions:
        met = [q for q in out if q.seams & question.seams]
        if not met:
            out.append(question)
            continue
        first = met[0]
        joined = replace(first, seams=first.seams | question.seams, answers=_both(first.answers, question.answers))
        for other in met[1:]:  # what two questions touch joins them too
            joined = replace(joined, seams=joined.seams | other.seams, answers=_both(joined.answers, other.answers))
            out.remove(other)
        out[out.index(first)] = joined
    return out


def _both(own: Sequence[Answer], others: Sequence[Answer]) -> tuple[Answer, ...]:
    """The answers of the one, to each of which the entries that say the same of the others are added."""
    given = list(own)
    for other in others:
        at = next((n for n, answer in enumerate(given) if answer.template == other.template), None)
        if any(other.toml in answer.toml for answer in given):
            continue
        if at is None:
            given.append(other)
        else:
            given[at] = replace(given[at], toml=f"{given[at].toml}\n\n{other.toml}")
    return tuple(given)


def _alike(questions: Sequence[Question]) -> list[Question]:
    """The questions, those of one kind and reason under the first of them where they are many."""
    cases: dict[tuple[int, str], list[Question]] = {}
    for question in questions:
        cases.setdefault((question.weight, question.key), []).append(question)
    out = []
    for same in cases.values():
        many = len(same) >= _FEW and same[0].code not in _SINGLE and all(q.line for q in same)
        out += [replace(same[0], alike=tuple(same[1:]))] if many else same
    return out
