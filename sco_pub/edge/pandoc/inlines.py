"""Take inlines, give Markdown, and the other way round, through pandoc: the codec that localise is given.

Strategy.  Every text is put behind a private-use sign, so that pandoc sees a paragraph and never a block mark: a heading
translated as ``1. Active response`` stays a heading's text, and a msgid needs no ``1\\.``.  Definitions of the labels that
a text calls are added, so that the reader makes notes of the calls.  Should a text still turn into something else than one
paragraph (a code fence in a second line can do that), or nest so deep that pandoc never ended (lexicon.nesting), it is kept
letter by letter as plain words: nothing is ever lost.
pandoc writes small capitals as capitals when raw HTML is off; they and underlines are written as the spans they are read from.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from pathlib import Path

from sco_pub.edge import bounds
from sco_pub.edge.pandoc import door as pandoc
from sco_pub.edge.pandoc.cache import Written
from sco_pub.lexicon.nesting import too_deep
from sco_pub.localise.inlines import calls, note_call, plain_read, plain_write, words
from sco_pub.model import ast
from sco_pub.model.markdown_tokens import definition_of
from sco_pub.model.wording import Phrase, phrase

_GUARD = "\U0010fffb"
_BLANK_LINES = re.compile(r"\s*\n\s*\n\s*")
_SPANS = {"SmallCaps": "smallcaps", "Underline": "underline"}


class PandocCodec:
    """localise.inlines.InlineCodec over edge.pandoc.door; texts that are plain words never reach pandoc.

    ``store``: the house's, in which a master's segments are kept as they were written; a step of a build has one.
    """

    def __init__(self, store: Path | None = None) -> None:
        self._written = Written(store) if store else None

    def write(self, texts: Sequence[ast.Inlines]) -> Sequence[str]:
        written = [plain_write(inlines) for inlines in texts]
        hard = [index for index, text in enumerate(written) if text is None]
        jobs = [[{"t": "Plain", "c": [ast.text(_GUARD), *_as_spans(texts[index])]}] for index in hard]
        for index, text in zip(hard, pandoc.write_markdown(jobs, self._written) if jobs else (), strict=True):
            written[index] = text.removesuffix("\n").removeprefix(_GUARD)
        return [text or "" for text in written]

    def read(self, texts: Sequence[str], labels: Sequence[Collection[str]]) -> Sequence[ast.Inlines]:
        clean = [_BLANK_LINES.sub("\n", text.replace(_GUARD, "").strip(" \t\r\n")) for text in texts]
        result = [
            words(text) if self.refused(text) else plain_read(text, known)
            for text, known in zip(clean, labels, strict=True)
        ]
        hard = [index for index, inlines in enumerate(result) if inlines is None]
        jobs = [_GUARD + clean[index] + _definitions(clean[index], labels[index]) for index in hard]
        for index, document in zip(hard, pandoc.read_markdown(jobs) if jobs else (), strict=True):
            result[index] = _paragraph(document.blocks, clean[index])
        return [inlines or [] for inlines in result]

    def refused(self, text: str) -> Phrase | None:
        most = bounds.limits().nesting
        found = too_deep(text, most)
        return phrase(found.fault, most=most) if found else None


def _definitions(text: str, labels: Collection[str]) -> str:
    called = dict.fromkeys(label for label in calls(text) if label in labels)
    return "".join(f"\n\n{definition_of(label, str(index))}" for index, label in enumerate(called))


def _paragraph(blocks: Sequence[ast.Element], text: str) -> ast.Inlines:
    first: ast.Element = blocks[0] if len(blocks) == 1 else {"t": ""}
    if first["t"] != "Para" or first["c"][0]["t"] != "Str" or not first["c"][0]["c"].startswith(_GUARD):
        return words(text)
    content: ast.Inlines = first["c"]
    head = content[0]["c"].removeprefix(_GUARD)
    inlines: ast.Inlines = ast.transform([*([ast.text(head)] if head else []), *content[1:]], _emptied)
    return inlines


def _emptied(element: ast.Element) -> ast.Element | None:
    return note_call(element["label"]) if element["t"] == "Note" and "label" in element else None


def _as_spans(inlines: ast.Inlines) -> ast.Inlines:
    def change(element: ast.Element) -> ast.Element | None:
        if element["t"] in _SPANS:
            return ast.span(element["c"], classes=[_SPANS[element["t"]]])
        return None

    out: ast.Inlines = ast.transform(inlines, change)
    return out
