"""Pandoc's document tree, as pandoc's own JSON has it, with the few verbs the house needs.

Contract: an element is ``{"t": tag, "c": content}``; trees are never changed in place by a stage (build new ones).
One key is ours: a ``Note`` carries ``"label"``, the master's label of the note (``2-1`` for ``[^2-1]``), which pandoc's
JSON reader ignores.  Source: the Haskell module Text.Pandoc.Definition (pandoc-types 1.23).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

Element = dict[str, Any]
Inlines = list[Element]
Blocks = list[Element]
Attr = tuple[str, Sequence[str], Sequence[tuple[str, str]]]

# Where the children of a container inline sit inside "c".
_INLINE_CHILD = {
    "Emph": None, "Underline": None, "Strong": None, "Strikeout": None, "Superscript": None, "Subscript": None,
    "SmallCaps": None, "Quoted": 1, "Cite": 1, "Link": 1, "Image": 1, "Span": 1,
}  # fmt: skip
# The class of a division that holds the text of a note that nothing calls; its attribute "label" has the note's label.
UNCALLED = "uncalled"
_WORDS = frozenset(["Str", "Space", "SoftBreak", "LineBreak"])  # inlines that hold no others


def text(value: str) -> Element:
    return {"t": "Str", "c": value}


def span(
    inlines: Inlines, *, id: str = "", classes: Sequence[str] = (), attributes: Mapping[str, str] | None = None
) -> Element:
    return {"t": "Span", "c": [[id, list(classes), [list(kv) for kv in (attributes or {}).items()]], inlines]}


def div(
    blocks: Blocks, *, id: str = "", classes: Sequence[str] = (), attributes: Mapping[str, str] | None = None
) -> Element:
    return {"t": "Div", "c": [[id, list(classes), [list(kv) for kv in (attributes or {}).items()]], blocks]}


def para(inlines: Inlines) -> Element:
    return {"t": "Para", "c": inlines}


def walk(node: Any) -> Iterator[Element]:
    """Every element of a tree (block or inline, notes included), in document order, parents first."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            if "t" not in node:
                waiting.extend(reversed(node.values()))
                continue
            yield node
            node = node.get("c")
        if isinstance(node, list | tuple):
            waiting.extend(child for child in reversed(node) if not isinstance(child, str))
        elif isinstance(node, dict):
            waiting.append(node)


Change = Callable[[Element], Element | list[Element] | None]


def transform(node: Any, change: Change, *, words: bool = True) -> Any:
    """A copy of the tree, bottom up, in which ``change`` may replace an element by one, several (a list) or none ([]).

    ``None`` from ``change`` keeps the (already rebuilt) element.  ``words`` False: ``change`` isn't asked of words and spaces,
    nine of ten elements, and they aren't copied.
    """
    if isinstance(node, dict):
        return _changed(node, change, words)
    if not isinstance(node, list | tuple):
        return node
    out: list[Any] = []
    for child in node:
        if not isinstance(child, dict):
            out.append(transform(child, change, words=words) if isinstance(child, list | tuple) else child)
            continue
        new = _changed(child, change, words)
        if isinstance(new, list) and "t" in child:
            out.extend(new)
        else:
            out.append(new)
    return out


def _changed(node: Element, change: Change, words: bool) -> Any:
    tag = node.get("t")
    if tag in _WORDS:
        if not words:
            return node
        rebuilt = dict(node)
    else:
        rebuilt = {
            key: transform(value, change, words=words) if isinstance(value, dict | list | tuple) else value
            for key, value in node.items()
        }
    replaced = change(rebuilt) if tag is not None else None
    return rebuilt if replaced is None else replaced


def children(inline: Element) -> Inlines | None:
    """The inline children of a container inline, or None for a leaf (a Note's blocks are not its inline children)."""
    if inline["t"] not in _INLINE_CHILD:
        return None
    index = _INLINE_CHILD[inline["t"]]
    content: Inlines = inline["c"] if index is None else inline["c"][index]
    return content


def joined(node: Any) -> Any:
    """A copy of the tree in which words with a space between them are one string: a tenth of the elements, the same text.

    A space that doesn't stand between two strings stays as it is, as do two strings without one: pandoc's writers make the same
    of a tree and of its copy, as long as they don't wrap lines.
    """
    if isinstance(node, dict):
        if node.get("t") in _WORDS:
            return node
        return {key: joined(value) if isinstance(value, dict | list | tuple) else value for key, value in node.items()}
    if not isinstance(node, list | tuple):
        return node
    out: list[Any] = []
    run: Inlines = []  # string, space, string, space …
    for child in node:
        tag = child.get("t") if isinstance(child, dict) else None
        if tag == ("Space" if len(run) % 2 else "Str"):
            run.append(child)
            continue
        out += _one(run)
        run = [child] if tag == "Str" else []
        if not run:
            out.append(joined(child) if isinstance(child, dict | list | tuple) else child)
    return out + _one(run)


def _one(run: Inlines) -> Inlines:
    """Strings with spaces between them as one; a space behind the last stays."""
    if len(run) < 3:
        return run
    return [text(" ".join(word["c"] for word in run[::2])), *(run[-1:] if len(run) % 2 == 0 else [])]


def cut(run: Inlines, start: int, end: int) -> Inlines:
    """Characters ``start`` to ``end`` of a run of plain words: strings are cut, every other inline counts one."""
    out: Inlines = []
    position = 0
    for inline in run:
        length = len(inline["c"]) if inline["t"] == "Str" else 1
        low, high = max(start - position, 0), min(end - position, length)
        if low < high:
            out += words(inline["c"][low:high]) if inline["t"] == "Str" else [inline]
        position += length
    return out


def words(piece: str) -> Inlines:
    """A piece of a string that may have been joined, the spaces at its ends by themselves again; nothing for an empty one."""
    inner = piece.strip(" ")
    if not inner:
        return [{"t": "Space"}] if piece else []
    before: Inlines = [{"t": "Space"}] if piece.startswith(" ") else []
    after: Inlines = [{"t": "Space"}] if piece.endswith(" ") else []
    return [*before, text(inner), *after]


def stringify(node: Any) -> str:
    """The plain text of a tree, without the text of notes; spaces and line breaks as one space."""
    out: list[str] = []

    def visit(item: Any) -> None:
        if isinstance(item, list | tuple):
            for child in item:
                visit(child)
            return
        if not isinstance(item, dict) or "t" not in item:
            return
        tag: str = item["t"]
        content: Any = item.get("c")
        if tag in ("Str", "MetaString"):
            out.append(content)
        elif tag in ("Space", "SoftBreak", "LineBreak"):
            out.append(" ")
        elif tag in ("Code", "Math", "RawInline", "CodeBlock", "RawBlock"):
            if tag in ("Code", "Math", "CodeBlock"):
                out.append(content[1])
        elif tag == "Quoted":
            marks = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
            out.append(marks[0])
            visit(content[1])
            out.append(marks[1])
        elif tag == "Note":
            return
        else:
            visit(content)

    visit(node)
    return "".join(out)


def without_inner_notes(note: Element) -> Element:
    """A Note in which what had been notes within it stands in brackets: no format has notes within notes."""

    def lifted(element: Element) -> list[Element] | None:
        if element["t"] != "Note":
            return None
        inlines: Inlines = []
        for block in element["c"]:
            inlines += [{"t": "Space"}] if inlines else []
            inlines += block["c"] if block["t"] in ("Para", "Plain") else [text(stringify(block))]
        return [{"t": "Space"}, text("["), *inlines, text("]")]

    return {**note, "c": transform(note["c"], lifted, words=False)}


def uncalled(block: Element) -> str | None:
    """The label of the note that nothing calls, if the block is the division of its text."""
    if block["t"] != "Div" or UNCALLED not in block["c"][0][1]:
        return None
    return next((value for name, value in block["c"][0][2] if name == "label"), None)


def has_inner_notes(note: Element) -> bool:
    """Whether there is a note within this Note."""
    return any(element["t"] == "Note" for element in walk(note["c"]))
