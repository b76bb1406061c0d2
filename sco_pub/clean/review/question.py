"""What an editor is asked: one thing, with its place, the lines around it, and the entries that answer it."""

from __future__ import annotations

from dataclasses import dataclass

from sco_pub.clean.review.answers import Answer
from sco_pub.model.severity import Weight
from sco_pub.model.text import Spot


@dataclass(frozen=True, slots=True)
class Question:
    """``code``: a finding's code or a doubt's kind; ``line``: 0 where the whole text is meant; ``context``: (line, text).

    ``key``: what like cases share; ``alike``: those that this question is asked for too.  ``seams``: what it touches; two
    questions about one seam are one.  ``spot``: where on its page the line stands.
    """

    weight: Weight
    code: str
    line: int
    page: int | None
    says: str
    why: str
    context: tuple[tuple[int, str], ...] = ()
    answers: tuple[Answer, ...] = ()
    key: str = ""
    seams: frozenset[str] = frozenset()
    spot: Spot | None = None
    alike: tuple[Question, ...] = ()
