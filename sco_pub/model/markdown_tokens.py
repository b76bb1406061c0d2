"""Pandoc Markdown's signs and tokens, each spelled here alone: the writer, the readers and the checks are composed of them.

A pattern begins with a sign and looks back from behind it, so that a search runs from one such sign to the next and tries
nothing in between.
Source: Pandoc User's Guide, "Pandoc's Markdown" (backslash escapes, footnotes, metadata blocks, math, links, spans, citations);
that no label holds a bracket is what pandoc's reader makes of it.
"""

from __future__ import annotations

import re

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
_TICKS = re.compile(r"(?<!\\)`+|(?<=\\`)`+")


def code_spans(text: str) -> list[tuple[int, int]]:
    """Where code stands: from a run of backticks to the next run of the same length (CommonMark 0.31, 6.1), in one pass."""
    if "`" not in text:
        return []
    runs = [(m.start(), m.end()) for m in _TICKS.finditer(text)]
    closing: dict[int, list[int]] = {}
    for n in reversed(range(len(runs))):
        closing.setdefault(runs[n][1] - runs[n][0], []).append(n)
    spans = []
    opened = -1
    for n, (start, end) in enumerate(runs):
        same = closing[end - start]
        same.pop()
        if n > opened and same:
            opened = same[-1]
            spans.append((start, runs[opened][1]))
    return spans
