"""Take Markdown, tell where it nests so deep that a reader with backtracking never ends.

Strategy.  Pandoc tries each opening bracket as a link, a picture, a note, a citation and a span, reading the rest anew for each:
its time grows by a factor with every bracket that stands open (measured with 3.9: 20 open ``![`` don't end in ten seconds, nor do
10 pairs within one another on a slow machine).  Runs of backticks that all differ in length are quadratic.  So both are
counted by paragraph, before anybody reads: brackets that stand open at once, and lengths of backtick runs.  Code is passed
over, where it is plain that it is code.  In front matter an anchor (``&name``) is found as well: with aliases, ten lines of
YAML stand for more nodes than there are atoms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sco_pub.model.markdown_tokens import ANY_ESCAPED, METADATA_END, without_code
from sco_pub.model.wording import N_

_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|$))+")
_FENCED = re.compile(r"^ {0,3}(`{3,}|~{3,})[^`\n]*\n.*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_BRACKET = re.compile(rf"{ANY_ESCAPED}|[\[\]]", re.DOTALL)
_TICKS = re.compile(r"`+")
_METADATA = re.compile(rf"(?:\A|(?<=\n))---[ \t]*\n(?![ \t]*\n)(.*?)(?:{METADATA_END}|\Z)", re.MULTILINE | re.DOTALL)
_QUOTED = re.compile(r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"|\'[^\'\n]*\'')
# An anchor stands where a value begins: in a flow collection also behind its marks, which are signs in a plain scalar.
_FLOW = r"(?:^|: |- )[ \t]*[\[{]"
_OPEN_FLOW = re.compile(rf"{_FLOW}[^\]}}\n]*$", re.MULTILINE)
_ANCHOR = re.compile(rf"(?:(?:^|: |- |\? |!\S* )[ \t]*|{_FLOW}(?:[^\n]*[\[{{,:])?[ \t]*)&[^\s,\[\]{{}}]", re.MULTILINE)
_ANCHOR_IN_FLOW = re.compile(r"(?:^|: |- |\? |[\[{,:]|!\S* )[ \t]*&[^\s,\[\]{}]", re.MULTILINE)
_TICK_LENGTHS = 12  # different lengths of backtick runs in one paragraph; a text about Markdown has four


@dataclass(frozen=True, slots=True)
class TooDeep:
    """Where a text nests too deep, and what is wrong there, as the end of a sentence (with ``most`` to fill in)."""

    line: int
    fault: str


def too_deep(text: str, most: int) -> TooDeep | None:
    """The first place where more than ``most`` brackets stand open at once, or something like it."""
    return next(_places(text, most), None)


def _places(text: str, most: int) -> Iterator[TooDeep]:
    if anchor := _anchor(text):
        yield TooDeep(text.count("\n", 0, anchor) + 1, N_("has a YAML anchor (&), which isn't read"))
    if text.count("[") <= most and text.count("`") <= _TICK_LENGTHS:
        return
    plain = _FENCED.sub(_blank, text) if "```" in text or "~~~" in text else text
    for paragraph in _PARAGRAPH.finditer(plain):
        found = without_code(paragraph[0], _blanked)
        at = _open_at_once(found, most)
        if at is not None:
            line = plain.count("\n", 0, paragraph.start() + at) + 1
            yield TooDeep(line, N_("has more than {most} brackets [ within one another"))
        if len({len(run[0]) for run in _TICKS.finditer(paragraph[0])}) > _TICK_LENGTHS:
            yield TooDeep(plain.count("\n", 0, paragraph.start()) + 1, N_("has backticks in too many lengths"))


def _anchor(text: str) -> int | None:
    for block in _METADATA.finditer(text):
        plain = _QUOTED.sub(_blank, block[1]) if "&" in block[1] else ""
        anchor = _ANCHOR_IN_FLOW if _OPEN_FLOW.search(plain) else _ANCHOR
        if found := anchor.search(plain):
            return block.start(1) + found.end() - 1
    return None


def _open_at_once(text: str, most: int) -> int | None:
    if text.count("[") <= most:
        return None
    depth = 0
    for sign in _BRACKET.finditer(text):
        depth = max(0, depth - 1) if sign[0] == "]" else depth + (sign[0] == "[")
        if depth > most:
            return sign.start()
    return None


def _blank(found: re.Match[str]) -> str:
    return _blanked(found[0])


def _blanked(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
