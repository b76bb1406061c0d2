"""Pandoc Markdown's signs and tokens, each spelled here alone: the writer, the readers and the checks are composed of them.

A pattern begins with a sign and looks back from behind it, so that a search runs from one such sign to the next and tries
nothing in between.
Source: Pandoc User's Guide, "Pandoc's Markdown" (backslash escapes, footnotes, metadata blocks, math, links, spans, citations);
that no label holds a bracket is what pandoc's reader makes of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

# -- signs

#: What the writer escapes wherever it stands.
_MARKS = r"\\`*_^~$<\[\]@"
#: Signs that mean something to pandoc's reader inside a line, or that it treats as spaces or drops.
SPECIAL = re.compile(rf"[\x00-\x1f!#&>{{|}}\x7f-\x9f\u200b\u2028\u2029\ufeff{_MARKS}]")
#: What has to be escaped inside a line, so that it is read as itself.
TO_ESCAPE = re.compile(rf"[{_MARKS}]|&(?=#?\w+;)")
#: What has to be escaped at a block's start: marks of headings, quotes, lists, tables and the like.
TO_ESCAPE_FIRST = re.compile(r"^(?:#+|[>+=|:%]|-|\(?(?:[0-9]+|[A-Za-z]{1,6}|#)[.)](?=\s|$))")
#: A sign that a backslash makes a letter, and any such pair.
ESCAPED_MARK = re.compile(r"\\([!-/:-@\[-`{-~])")
ANY_ESCAPED = r"\\."
EMPHASIS = r"\*{1,3}|~~"
#: The line that ends a metadata block.
METADATA_END = r"^(?:---|\.\.\.)[ \t]*$"


def escape(text: str) -> str:
    """Words as Markdown that reads back as the same words."""
    return TO_ESCAPE.sub(lambda found: f"\\{found[0]}", text)


# -- notes

_LABEL = r"[^\]\[\s]+"
#: A note call, as a pattern to be put into others.
CALL = rf"\[(?<!\\\[)\^{_LABEL}\]"
#: The same; the group is the label.
NOTE_CALL = re.compile(rf"\[(?<!\\\[)\^({_LABEL})\]")
#: A call that pandoc has left as words, in which no backslash escapes.
CALL_IN_WORDS = rf"\[\^({_LABEL})\]"
#: What a note's text stands behind; the group is the label.
DEFINITION = rf"{CALL_IN_WORDS}:"
#: The same where a block may begin, with its indent.
DEFINITION_LINE = rf"^(?P<indent> {{0,3}})\[\^(?P<label>{_LABEL})\]:"
#: The beginning of a note that stands in the text itself: a translator's own.
OWN_NOTE = re.compile(r"\^(?<!\\\^)\[")
OWN_NOTE_WHOLE = re.compile(rf"{OWN_NOTE.pattern}(?:[^\[\]]|\[[^\]]*\])*\]")


def call_of(label: str) -> str:
    """The call of a note."""
    return f"[^{label}]"


def definition_of(label: str, text: str) -> str:
    """A note's text under its label."""
    return f"{call_of(label)}: {text}"


# -- what else stands inside a line

MATH = r"\$(?<![\\$]\$)(?=\S)[^$\n]*[^$\s\\]\$(?![\d$])"
#: The end of a link or picture: its address, the group of LINK_TARGET, and a title.
_ADDRESS, _TITLE = r"[^()\s]+", r"(?:\s+\"[^\"]*\")?"
LINK_END = rf"\((?<=\]\(){_ADDRESS}{_TITLE}\)"
LINK_TARGET = re.compile(rf"\((?<=\]\()({_ADDRESS}){_TITLE}\)")
#: The attributes of a span; the group of SPAN_ATTRIBUTES is what stands between the braces.
SPAN_END = r"\{(?<=\]\{)[^{}]*\}"
SPAN_ATTRIBUTES = re.compile(r"\{(?<=\]\{)([^{}]*)\}")
#: The key of a citation or reference (``@smith2020``, ``@fig:a``), which begins behind no word.
KEY = r"-?@\w(?:\w|[:.#$%&+?<>~/-](?=\w))*"
_TICKS = re.compile("`+")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_MOST_BACKSLASHES = (
    64  # in front of one sign: a longer row is nobody's text, and each backtick behind it would read it again
)


def code_spans(text: str) -> list[tuple[int, int]]:
    """Where code stands, as pandoc reads it, in one pass: from backticks to the next run of as many, in the same paragraph.

    Where no such run follows, the first backtick is a letter and the others try again.  A backslash in front makes one of the
    first backtick, too; in code it is one itself.
    """
    if "`" not in text:
        return []
    ends = [found.start() for found in _BLANK_LINE.finditer(text)]
    return [span for first, last in pairwise((0, *ends, len(text))) for span in _code_spans(text, first, last)]


def _code_spans(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    runs = [found.span() for found in _TICKS.finditer(text, first, last)]
    closing: dict[int, list[int]] = {}
    for n in reversed(range(len(runs))):
        closing.setdefault(runs[n][1] - runs[n][0], []).append(n)
    closed, behind = -1, first
    for n, (start, end) in enumerate(runs):
        closing[end - start].pop()
        if n <= closed:
            continue
        begins = range(start + _escaped(text, behind, start), end)
        begin = next((begin for begin in begins if closing.get(end - begin)), None)
        if begin is not None:
            closed = closing[end - begin][-1]
            behind = runs[closed][1]
            yield begin, behind


def _escaped(text: str, first: int, at: int) -> bool:
    """Whether an odd number of backslashes, from ``first`` on, stands in front of a place."""
    before = text[max(first, at - _MOST_BACKSLASHES) : at]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def without_code(text: str, instead: Callable[[str], str] = lambda code: "") -> str:
    """The text with something else where code stands: nothing, or what ``instead`` makes of it."""
    ends = [0, *(place for span in code_spans(text) for place in span), len(text)]
    return "".join(instead(text[a:b]) if n % 2 else text[a:b] for n, (a, b) in enumerate(pairwise(ends)))
