"""Take a title, give it in parts that a narrow screen keeps together: a title is broken at its colon first.

Chinese has no spaces, so that a browser breaks a title wherever a line is full, in the middle of a word; a Western title would
have its last word before the colon on the line of what follows.  Each part up to a colon or a dash becomes a Span of class
``part``, which the style sheets set as a block of its own: it goes to the next line as a whole, and only one that is wider
than the screen is broken inside.  Word has no such block: there a long title has a line's end behind its colon.
"""

from __future__ import annotations

import re

from sco_pub.model import ast

_ENDS = ("：", "——", ":")
_END = re.compile("(?<=：)|(?<=——)|(?<=:)(?= )")
_SPACES = ("Space", "SoftBreak")
_LONG = 33  # hanzi, or a hundred letters: what takes more than three lines of a journal's page at a title's full size


def parts(title: ast.Inlines) -> ast.Inlines:
    """The title as Spans of class ``part``, with the spaces between them; as it is when it has only one part.  Notes stay with
    the words before them."""
    groups: list[ast.Inlines] = [[]]
    for piece in (piece for inline in title for piece in _pieces(inline)):
        if _ended(groups[-1]) and piece["t"] != "Note":
            groups.append([])
        groups[-1].append(piece)
        if groups[-1] == [piece] and piece["t"] in _SPACES:
            groups.append([])
    spans = [group[0] if group[0]["t"] in _SPACES else ast.span(group, classes=["part"]) for group in groups if group]
    return title if len(spans) < 2 else spans


def broken(title: ast.Inlines) -> ast.Inlines:
    """A long title with a line's end for the space behind its colon."""
    pieces, made = parts(title), list[ast.Element]()
    if not is_long(ast.stringify(title)) or pieces == title:
        return title
    for piece in pieces:
        if piece["t"] == "Span":
            made += piece["c"][1]
        else:
            made.append({"t": "LineBreak"} if made and piece["t"] in _SPACES else piece)
    return made


def is_long(title: str) -> bool:
    """Whether a title is set a little smaller."""
    return weight(title) > _LONG


def weight(text: str) -> float:
    """A text's length in hanzi; three letters of an alphabet count one."""
    return sum(1.0 if character > "\u2e7f" else 1 / 3 for character in text)


def _pieces(inline: ast.Element) -> ast.Inlines:
    """An inline cut where a part may end."""
    split = _END.split(inline["c"]) if inline["t"] == "Str" else []
    return [word for piece in split for word in ast.words(piece)] if split else [inline]


def _ended(group: ast.Inlines) -> bool:
    words = [inline for inline in group if inline["t"] != "Note"]
    return bool(words) and words[-1]["t"] == "Str" and words[-1]["c"].endswith(_ENDS)
