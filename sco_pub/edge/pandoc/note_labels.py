"""Take Markdown, give it with a mark in each note; take pandoc's tree of it, give it with labels on the notes and lines joined.

Pandoc's JSON has no note labels.  So a private marker paragraph is put in front of the text of each definition before reading
and taken out again afterwards, wherever it turns up, in a code block for instance.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from sco_pub.edge.pandoc.placeholders import SIGN
from sco_pub.model import ast
from sco_pub.model.errors import InputError
from sco_pub.model.markdown_tokens import DEFINITION_LINE, definition_of
from sco_pub.model.wording import N_

# Noncharacters would be the right thing, but pandoc's reader drops them; these two private-use points are
# refused in texts.
_OPEN, _CLOSE = "\U0010fffc", "\U0010fffd"
_MARK = re.compile(f"{_OPEN}(.*?){_CLOSE}\n*")
# A definition whose text stands in (see edge.pandoc.placeholders) brings its label with it.
_DEFINITION = re.compile(rf"{DEFINITION_LINE}(?![ \t]*{SIGN})[ \t]*", re.MULTILINE)


def refuse_marks(text: str) -> None:
    """InputError for a text that has the private-use points itself."""
    if _OPEN in text or _CLOSE in text:
        raise InputError(
            N_("The text has one of the private-use points U+10FFFC, U+10FFFD, which sco-pub needs itself.")
        )


def marked(text: str) -> str:
    """The text with a marker paragraph in each note."""
    return _DEFINITION.sub(_with_mark, text)


def _with_mark(found: re.Match[str]) -> str:
    label = found["label"]
    return found["indent"] + definition_of(label, f"{_OPEN}{label}{_CLOSE}\n\n    ")


def finish(tree: Any) -> Any:
    """The tree with labels for marks, and without line breaks inside Chinese."""
    return _join_lines(_label(tree))


def _join_lines(node: Any) -> Any:
    """Line breaks inside Chinese dropped, as east_asian_line_breaks does (pandoc has it in its main program, not in the
    reader that Lua calls), and also beside “ ” ‘ ’ — …, whose width Unicode leaves open (UAX 11, class A)."""
    if isinstance(node, dict):
        return {key: _join_lines(value) for key, value in node.items()}
    if not isinstance(node, list):
        return node
    items = [_join_lines(item) for item in node]
    return [item for index, item in enumerate(items) if not _is_chinese_break(items, index)]


def _is_chinese_break(items: list[Any], index: int) -> bool:
    if not (isinstance(items[index], dict) and items[index].get("t") == "SoftBreak" and 0 < index < len(items) - 1):
        return False
    before, after = ast.stringify(items[index - 1])[-1:], ast.stringify(items[index + 1])[:1]
    wide = [bool(char) and unicodedata.east_asian_width(char) in "WF" for char in (before, after)]
    return all(wide) or (any(wide) and all(w or c in "“”‘’—…" for w, c in zip(wide, (before, after), strict=True) if c))


def _label(tree: Any) -> Any:
    """Move the marker paragraph of each note into the note's ``label``, and drop markers that are not in a note."""

    def change(element: ast.Element) -> ast.Element | list[ast.Element] | None:
        if element["t"] == "Note" and element["c"]:
            first = element["c"][0]
            found = _MARK.fullmatch(ast.stringify(first)) if first["t"] in ("Para", "Plain") else None
            if found:
                return {"t": "Note", "c": element["c"][1:], "label": found[1]}
        elif element["t"] in ("Code", "CodeBlock") and _OPEN in element["c"][1]:
            return {"t": element["t"], "c": [element["c"][0], re.sub(_MARK.pattern + " *", "", element["c"][1])]}
        return None

    return ast.transform(tree, change, words=False)
