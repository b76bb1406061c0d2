"""Take an edition, give it with the captions that stand as paragraphs right above a table in the table.

Strategy.  A master that was made from a page has its captions line by line, 表1 and often Tab. 1 below it, each a paragraph that
is translated like any other.  In print a caption belongs to its table: no page ends between them, a table that goes on says
its number again (CY/T 170-2019 for Chinese, GOST 7.32-2017 for Russian), and a reader for the blind names the table by it.  So
paragraphs that begin with a table's number and don't end as a sentence does are put into the table that follows, in every
language alike.
Known doubts: a caption with a note of its own stays a paragraph: notes in a table's caption aren't set by every format.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sco_pub.model import ast
from sco_pub.model.characters import NUMERALS
from sco_pub.model.document import Document
from sco_pub.model.edition import Edition

# The number that a table's caption begins with: 表1, 表 2-1, Table 3, Tab. 3, Таблица А.1.
NUMBER = re.compile(
    rf"\s*(?:表|Tab(?:le|\.)|Таблица|Кесте)\s*((?:[A-ZА-Я]\.)?\d+(?:[.\-–]\d+)*|[{NUMERALS}]+)", re.IGNORECASE
)
_SENTENCE = re.compile(r"[。！？；;：:，,]\s*$|[。！？].")  # a caption has no such mark at its end, and 。 nowhere
_LONGEST = 200  # signs: two lines of a caption in a wide measure


def with_captions(edition: Edition) -> Edition:
    """The edition; tables that have a caption keep theirs."""
    out: list[ast.Element] = []
    told: list[ast.Element] = []
    for block in edition.document.blocks:
        if _is_caption(block):
            if told and not _of_one_table(told[-1], block):
                out, told = [*out, *told], []
            told.append(block)
            continue
        fits = bool(told) and block["t"] == "Table" and not block["c"][1][1]
        out += [_captioned(block, told)] if fits else [*told, block]
        told = []
    document = edition.document
    return replace(edition, document=Document(document.meta, (*out, *told), document.api_version))


def _is_caption(block: ast.Element) -> bool:
    if block["t"] not in ("Para", "Plain"):
        return False
    words = ast.stringify(block["c"])
    bare = not any(element["t"] == "Note" for element in ast.walk(block["c"]))
    return bare and len(words) <= _LONGEST and NUMBER.match(words) is not None and not _SENTENCE.search(words)


def _of_one_table(above: ast.Element, below: ast.Element) -> bool:
    """Whether two captions may name one table: 表1 and Tab. 1, 表一 and Table 1, but not 表1 and 表2."""
    found = [NUMBER.match(ast.stringify(block["c"])) for block in (above, below)]
    numbers = [match[1] for match in found if match]
    return numbers[0] == numbers[-1] or any(not number[-1].isdecimal() for number in numbers)


def _captioned(table: ast.Element, told: Sequence[ast.Element]) -> ast.Element:
    """The table with its captions, each on a line of its own."""
    attr, (short, _), *rest = table["c"]
    inlines = [part for n, block in enumerate(told) for part in ([{"t": "LineBreak"}] if n else []) + block["c"]]
    return {"t": "Table", "c": [attr, [short, [{"t": "Plain", "c": inlines}]], *rest]}
