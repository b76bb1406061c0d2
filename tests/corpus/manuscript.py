"""Take an Article and a Layout, give what every maker of PDFs is handed: galleys in order, and how notes are called.

A Layout is a journal's design as far as these makers differ in setting it: what calls a note and where its body stands,
columns, how paragraphs are told apart, how tables are ruled.  The rest (labels, running heads, English block) is the Style's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from tests.corpus import galleys
from tests.corpus.article import CALL, THOUSANDS, Article
from tests.corpus.floats import with_floats
from tests.corpus.make import make
from tests.corpus.pages import Galley
from tests.corpus.rawtext import running_head, truth
from tests.corpus.style import Style, clean_page


@dataclass(frozen=True, slots=True)
class Layout:
    """``call``: "①", "[1]" or "1"; ``feet``: notes at the page's foot, else in a list at the end.

    ``parted``: paragraphs are told apart by "indent" or by "white"; ``table``: "three-line" or "grid".
    """

    name: str
    maker: str
    call: str = "①"
    feet: bool = True
    each_page: bool = False
    columns: int = 1
    parted: str = "indent"
    table: str = "three-line"
    style: Style = field(default_factory=Style)


@dataclass(frozen=True, slots=True)
class Manuscript:
    """``front`` spans the columns; ``foot`` stands at the first page's foot; ``heads`` are those of left and right pages."""

    layout: Layout
    article: Article
    front: tuple[Galley, ...]
    foot: tuple[str, ...]
    body: tuple[Galley, ...]
    back: tuple[Galley, ...]
    notes: tuple[str, ...]
    heads: tuple[str, str]

    def mark(self, n: int) -> str:
        return {"①": galleys.circled(n), "[1]": f"[{n}]", "1": str(n)}[self.layout.call]


def manuscript(layout: Layout, seed: int) -> Manuscript:
    """The article of this seed for this layout; its truth is ``article``."""
    style = replace(clean_page(layout.style), notes="page-circled" if layout.feet else "endnotes")
    article = with_floats(truth(make(seed, style), style))
    back = galleys.back(article, replace(style, notes="none"))
    if not layout.feet and article.notes:
        marks = [{"①": galleys.circled(n), "[1]": f"[{n}]", "1": f"{n}."}[layout.call] for n in range(1, 99)]
        bodies = [f"{mark} {note.shown}" for mark, note in zip(marks, article.notes, strict=False)]
        listed = [Galley(text, first=0.0, size=0.86, role="endnote") for text in bodies]
        at = next((i for i, galley in enumerate(back) if galley.role != "editor"), len(back))
        back[at:at] = [Galley("注释：", first=0.0, size=0.9, role="list-head"), *listed]
    return Manuscript(
        layout,
        article,
        tuple(map(_printed, galleys.front(article, style))),
        tuple(galley.text for galley in galleys.foot(article, style)),
        tuple(map(_printed, galleys.body(article))),
        tuple(map(_printed, back)),
        tuple(note.shown.replace(THOUSANDS, " ") for note in article.notes),
        (running_head(article, 0, style), running_head(article, 1, style)),
    )


def _printed(galley: Galley) -> Galley:
    return replace(galley, text=galley.text.replace(THOUSANDS, " "))


def pieces(text: str) -> list[tuple[str, int]]:
    """The text cut at its calls: ("text", 0) or ("", number of the note)."""
    parts = re.split(r"⟦(\d+)⟧", text)
    return [(part, 0) if i % 2 == 0 else ("", int(part)) for i, part in enumerate(parts) if part]


def without_calls(text: str) -> str:
    return CALL.sub("", text)
