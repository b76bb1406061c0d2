"""Take what JSON gave, tell whether it is a document's tree as pandoc writes it: every element with the parts that its kind has.

Source: the Haskell module Text.Pandoc.Definition (pandoc-types 1.23), as its JSON instances write it; a Note may have a label
besides, which is ours (model.ast).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

_Test = Callable[[Any], bool]
_LONE = re.compile("[\ud800-\udfff]")  # JSON can hold half a pair; no text can


def _text(node: Any) -> bool:
    return isinstance(node, str) and not _LONE.search(node)


def _whole(node: Any) -> bool:
    return isinstance(node, int) and not isinstance(node, bool)


def _number(node: Any) -> bool:
    return _whole(node) or isinstance(node, float)


def _nothing(node: Any) -> bool:
    return node is None


def _some(test: _Test) -> _Test:
    """A list of any length."""
    return lambda node: isinstance(node, list) and all(map(test, node))


def _row(*tests: _Test) -> _Test:
    """A list of just these."""
    return lambda node: (
        isinstance(node, list) and len(node) == len(tests) and all(t(n) for t, n in zip(tests, node, strict=True))
    )


def _kinds(contents: Mapping[str, _Test]) -> _Test:
    """An element of one of these kinds, with the content of its kind."""
    return lambda node: (
        isinstance(node, dict)
        and isinstance(node.get("t"), str)
        and node["t"] in contents
        and contents[node["t"]](node.get("c"))
        and _text(node.get("label", ""))
    )


def _names(*names: str) -> _Test:
    return _kinds(dict.fromkeys(names, _nothing))


def _inlines(node: Any) -> bool:
    return isinstance(node, list) and all(map(_inline, node))


def _blocks(node: Any) -> bool:
    return isinstance(node, list) and all(map(_block, node))


def _map(node: Any) -> bool:
    return isinstance(node, dict) and all(map(_meta, node.values()))


def _metas(node: Any) -> bool:
    return isinstance(node, list) and all(map(_meta, node))


def _citation(node: Any) -> bool:
    return isinstance(node, dict) and all(name in node and test(node[name]) for name, test in _CITATION.items())


_ATTR = _row(_text, _some(_text), _some(_row(_text, _text)))
_QUOTE = _names("SingleQuote", "DoubleQuote")
_MATH = _names("DisplayMath", "InlineMath")
_STYLE = _names("DefaultStyle", "Example", "Decimal", "LowerRoman", "UpperRoman", "LowerAlpha", "UpperAlpha")
_DELIMITER = _names("DefaultDelim", "Period", "OneParen", "TwoParens")
_ALIGNMENT = _names("AlignLeft", "AlignRight", "AlignCenter", "AlignDefault")
_WIDTH = _kinds({"ColWidth": _number, "ColWidthDefault": _nothing})
_CITATION: Mapping[str, _Test] = {
    "citationId": _text,
    "citationPrefix": _inlines,
    "citationSuffix": _inlines,
    "citationMode": _names("AuthorInText", "SuppressAuthor", "NormalCitation"),
    "citationNoteNum": _whole,
    "citationHash": _whole,
}
_TARGET = _row(_text, _text)
_MARKED = ("Emph", "Underline", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps")
_inline = _kinds(
    {
        "Str": _text,
        "Quoted": _row(_QUOTE, _inlines),
        "Cite": _row(_some(_citation), _inlines),
        "Code": _row(_ATTR, _text),
        "Math": _row(_MATH, _text),
        "RawInline": _row(_text, _text),
        "Link": _row(_ATTR, _inlines, _TARGET),
        "Image": _row(_ATTR, _inlines, _TARGET),
        "Note": _blocks,
        "Span": _row(_ATTR, _inlines),
        **dict.fromkeys(_MARKED, _inlines),
        **dict.fromkeys(("Space", "SoftBreak", "LineBreak"), _nothing),
    }
)
_CAPTION = _row(lambda node: node is None or _inlines(node), _blocks)
_CELL = _row(_ATTR, _ALIGNMENT, _whole, _whole, _blocks)
_ROWS = _some(_row(_ATTR, _some(_CELL)))
_HEAD = _row(_ATTR, _ROWS)
_block = _kinds(
    {
        "Plain": _inlines,
        "Para": _inlines,
        "LineBlock": _some(_inlines),
        "CodeBlock": _row(_ATTR, _text),
        "RawBlock": _row(_text, _text),
        "BlockQuote": _blocks,
        "OrderedList": _row(_row(_whole, _STYLE, _DELIMITER), _some(_blocks)),
        "BulletList": _some(_blocks),
        "DefinitionList": _some(_row(_inlines, _some(_blocks))),
        "Header": _row(_whole, _ATTR, _inlines),
        "HorizontalRule": _nothing,
        "Table": _row(
            _ATTR, _CAPTION, _some(_row(_ALIGNMENT, _WIDTH)), _HEAD, _some(_row(_ATTR, _whole, _ROWS, _ROWS)), _HEAD
        ),
        "Figure": _row(_ATTR, _CAPTION, _blocks),
        "Div": _row(_ATTR, _blocks),
    }
)
_meta = _kinds(
    {
        "MetaMap": _map,
        "MetaList": _metas,
        "MetaBool": lambda node: isinstance(node, bool),
        "MetaString": _text,
        "MetaInlines": _inlines,
        "MetaBlocks": _blocks,
    }
)


def is_document(node: Any) -> bool:
    """Whether this is ``{"meta": …, "blocks": …}`` of a document."""
    return isinstance(node, dict) and _map(node.get("meta")) and _blocks(node.get("blocks"))
