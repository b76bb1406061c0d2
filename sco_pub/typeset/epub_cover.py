"""Take an Edition, give its cover as a page to be painted: made from the metadata, in the edition's language.

A sheet of 500 by 800 points (1000 by 1600 pixels when painted at double size, the ratio that shops and readers ask
for):
authors, title, what it was translated from, where it was published.  A long title is set smaller, never cut.
"""

from __future__ import annotations

import re
from html import escape

from sco_pub.model import ast
from sco_pub.model.config import House
from sco_pub.model.edition import Edition
from sco_pub.model.job import PrintJob
from sco_pub.typeset.colophon import original_line
from sco_pub.typeset.front import FrontMatter, front_matter, plain
from sco_pub.typeset.print_style import variables

_SIZES = ((12, 62), (24, 50), (45, 41), (75, 35), (120, 29))  # up to so many letters: points
_LEAST, _LEAST_CHINESE = 24, 30  # points: smaller is no title in a reader's shelf; hanzi are denser and need more
_MEASURE = 396  # points: the width of the cover's text


def cover(edition: Edition, house: House, style: str) -> PrintJob:
    """The job for the engine that paints it; ``style`` is the cover's design."""
    front = front_matter(edition.document.meta)
    title = front.plain_title or edition.publication
    between = "、" if edition.lang.startswith("zh") else ", "
    lines = [
        ("author", between.join(plain(author.name) for author in front.authors)),
        ("title", title),
        ("original", plain(original_line(edition))),
        ("journal", _journal(front) or _journal(front_matter(edition.source_meta))),
    ]
    shown = "".join(_line(name, text) for name, text in lines if text)
    head = f'<meta charset="utf-8"><title>{escape(title)}</title>'
    size = f"h1 {{ font-size: {title_size(title, edition.lang)}pt }}"
    page = f'<!DOCTYPE html><html lang="{edition.lang}"><head>{head}</head><body>{shown}</body></html>'
    return PrintJob(page, (variables(house, edition.language), style, size), edition.lang)


def title_size(title: str, lang: str) -> int:
    """Points: the longer the title, the smaller; Chinese parts between colons get a line each where that is legible."""
    if lang.startswith("zh"):
        whole = int(_MEASURE / max(len(part) + 1 for part in title.split("：")))
        if whole >= _LEAST_CHINESE:
            return min(whole, _SIZES[0][1])
    letters = len(title) * (2 if lang.startswith("zh") else 1)
    return next((size for limit, size in _SIZES if letters <= limit), _LEAST)


def _line(name: str, text: str) -> str:
    tag = "h1" if name == "title" else "p"
    broken = escape(text)
    if name == "original":
        broken = "".join(f'<span class="piece">{piece}</span>&#8203;' for piece in re.split(r"(?<=：)|(?<=: )", broken))
    if name == "title":
        broken = broken.replace("：", "：<br>").replace(": ", ":<br>")
    return f'<{tag} class="{name}">{broken}</{tag}>'


def _journal(front: FrontMatter) -> str:
    parts: list[ast.Inlines] = [front.journal, front.date]
    return ", ".join(plain(part) for part in parts if part)
