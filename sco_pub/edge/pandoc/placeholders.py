"""Take Markdown, give it with its plainest paragraphs replaced by short stand-ins; put them back into the tree.

Strategy.  Nine paragraphs in ten of an article are words and note calls, on which pandoc's reader spends nearly all its time
and changes nothing.  A run of such paragraphs goes to pandoc as one number with the calls behind it, and pandoc still decides
what the run *is* (text, part of a division, lines of a code block) and makes the notes; then the words come back.  The
tests hold the result against pandoc's own for every kind of document.

A line is taken out only if nothing in it or around it can matter: it stands alone between blank lines, begins with a letter
or mark beyond ASCII, or with letters and figures and then such a one (so it can open no list, heading or definition), holds
no sign that has a meaning inside a line (model.markdown_tokens.SPECIAL) other than note calls, and the next line doesn't turn it
into a term.  The first line of a note's text may be such a line too.  A text with a metadata block that isn't its first lines
is left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sco_pub.localise.inlines import words
from sco_pub.model import ast
from sco_pub.model.markdown_tokens import CALL, DEFINITION, METADATA_END, NOTE_CALL, SPECIAL, call_of

SIGN = "\U0010fffa"
STAND_IN = re.compile(rf"{SIGN}(\d+){SIGN}(?:{CALL})*")
_METADATA_END = re.compile(METADATA_END, re.MULTILINE)
_START = re.compile(r"[0-9A-Za-z]*[^\x00-\x7f\s]")
_DEFINITION = re.compile(f"{DEFINITION} ")
_LABEL = "stand-in of"


@dataclass(frozen=True, slots=True)
class Stand:
    """What a stand-in stands for: the Markdown as it was, the paragraphs in it, and the label if it is a note's text."""

    markdown: str
    paragraphs: tuple[str, ...]
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Shortened:
    """A text with stand-ins, and what they stand for, by their numbers."""

    text: str
    stands: tuple[Stand, ...]

    def restore(self, tree: Any) -> Any:
        """The tree with the words of the paragraphs in it, and their labels on the notes."""
        return ast.transform(tree, self._change) if self.stands else tree

    def _change(self, element: ast.Element) -> ast.Element | list[ast.Element] | None:
        tag = element["t"]
        if tag in ("Para", "Plain") and element["c"]:
            first = element["c"][0]
            found = STAND_IN.match(first["c"]) if first["t"] == "Str" else None
            return self._paragraphs(element, self.stands[int(found[1])]) if found else None
        if tag == "Note" and "label" not in element and element["c"] and _LABEL in element["c"][0]:
            first = dict(element["c"][0])
            return {"t": tag, "label": first.pop(_LABEL), "c": [first, *element["c"][1:]]}
        if tag in ("CodeBlock", "Code") and SIGN in element["c"][1]:
            text = STAND_IN.sub(lambda found: self.stands[int(found[1])].markdown, element["c"][1])
            return {"t": tag, "c": [element["c"][0], text]}
        return None

    def _paragraphs(self, element: ast.Element, stand: Stand) -> list[ast.Element]:
        notes = {inline["label"]: inline for inline in element["c"] if inline["t"] == "Note"}
        out = [{"t": element["t"], "c": _inlines(text, notes)} for text in stand.paragraphs]
        if stand.label is not None:
            out[0][_LABEL] = stand.label
        return out


def shorten(text: str) -> Shortened:
    """The text with stand-ins for the paragraphs that are words and note calls only."""
    front, body = _front_matter(text)
    if SIGN in text or _METADATA_END.search(body):
        return Shortened(text, ())
    lines = body.split("\n")
    stands: list[Stand] = []
    out: list[str] = []
    index = 0
    while index < len(lines):
        end = _run(lines, index)
        if end > index:
            stand, line = _stand(lines[index:end], len(stands))
            stands.append(stand)
            out.append(line)
            index = end
        else:
            out.append(lines[index])
            index += 1
    return Shortened(front + "\n".join(out), tuple(stands))


def _stand(lines: list[str], number: int) -> tuple[Stand, str]:
    found = _DEFINITION.match(lines[0])
    head = found[0] if found else ""
    markdown = "\n".join(lines).removeprefix(head)
    calls = "".join(call[0] for call in NOTE_CALL.finditer(markdown))
    paragraphs = tuple(line for line in markdown.split("\n") if line)
    return Stand(markdown, paragraphs, found[1] if found else None), f"{head}{SIGN}{number}{SIGN}{calls}"


def _run(lines: list[str], index: int) -> int:
    """The end of the run of plain paragraphs that begins at a line; the line itself if there is none.  A note's text is
    a run of its own."""
    end = index
    while end < len(lines):
        found = _DEFINITION.match(lines[end])
        own = lines[end][found.end() :] if found else lines[end]
        if (found and end > index) or not _is_plain(own) or not _stands_alone(lines, end):
            break
        end += 1
        if found or end + 1 >= len(lines) or lines[end] or not lines[end + 1]:
            return end
        end += 1
    return end - 1 if end > index else index


def _front_matter(text: str) -> tuple[str, str]:
    if not text.startswith("---\n"):
        return "", text
    end = _METADATA_END.search(text, 4)
    return (text[: end.end()], text[end.end() :]) if end else ("", text)


def _stands_alone(lines: list[str], index: int) -> bool:
    if index and lines[index - 1].strip():
        return False
    if index + 1 == len(lines):
        return True
    if lines[index + 1].strip():
        return False
    following = next((line.lstrip() for line in lines[index + 2 : index + 6] if line.strip()), "")
    return not following.startswith((":", "~"))


def _is_plain(line: str) -> bool:
    return (
        bool(line) and bool(_START.match(line)) and line == line.strip() and not SPECIAL.search(NOTE_CALL.sub("", line))
    )


def _inlines(text: str, notes: dict[str, ast.Element]) -> ast.Inlines:
    """The words of a paragraph with its notes; a call without a note is a word."""
    parts = NOTE_CALL.split(text)
    out: ast.Inlines = []
    run = ""
    for index, part in enumerate(parts):
        if index % 2 and part in notes:
            out += words(run)
            out.append(notes[part])
            run = ""
        else:
            run += call_of(part) if index % 2 else part
    return [*out, *words(run)]
