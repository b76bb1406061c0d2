"""Take a title, give it in parts that a narrow screen keeps together: a Chinese title is broken at its colon first.

Chinese has no spaces, so that a browser breaks a title wherever a line is full, in the middle of a word.  Each part up to
a colon or a dash becomes a Span of class ``part``, which the style sheets set as a block of its own: it goes to the next line
as a whole, and only one that is wider than the screen is broken inside.
"""

from __future__ import annotations

import re

from sco_pub.model import ast

_END = re.compile("(?<=：)|(?<=——)")


def parts(title: ast.Inlines) -> ast.Inlines:
    """The title as Spans of class ``part``; as it is when it has only one part.  Notes stay with the words before them."""
    groups: list[ast.Inlines] = [[]]
    for inline in title:
        split = _END.split(inline["c"]) if inline["t"] == "Str" else []
        pieces = [word for piece in split for word in ast.words(piece)] if split else [inline]
        for piece in pieces:
            if _ended(groups[-1]) and piece["t"] != "Note":
                groups.append([])
            groups[-1].append(piece)
    return title if len(groups) == 1 else [ast.span(group, classes=["part"]) for group in groups]


def _ended(group: ast.Inlines) -> bool:
    words = [inline for inline in group if inline["t"] != "Note"]
    return bool(words) and words[-1]["t"] == "Str" and words[-1]["c"].endswith(("：", "——"))
