"""Take an edition's metadata, give the blocks of its first page after the title, for the formats that flow.

Each part is a Div whose class the style sheets know (subtitle, author, affiliation, original, abstract, keywords,
funding, bio); in DOCX the same classes become named styles.  Labels stand in Spans of class ``label``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sco_pub.model import ast
from sco_pub.model.edition import Edition
from sco_pub.typeset import imprint
from sco_pub.typeset.colophon import labelled, original_line
from sco_pub.typeset.front import FrontMatter, front_matter, plain


def front_blocks(meta: Mapping[str, Any], edition: Edition) -> ast.Blocks:
    """Subtitle, authors, original, abstract, keywords, funding, the authors' notes: what there is, in that order."""
    front = front_matter(meta)
    blocks = [*_names(front), *source_blocks(edition), *imprint.opening(edition)]
    if front.abstract:
        first, *rest = front.abstract
        if first["t"] in ("Para", "Plain"):
            first = ast.para([*labelled(edition, "Abstract"), *first["c"]])
        blocks.append(ast.div([first, *rest], classes=["abstract"]))
    if front.keywords:
        line = keyword_line(front.keywords, edition.lang)
        blocks.append(_part("keywords", [*labelled(edition, "Keywords"), *line]))
    blocks += imprint.under_keywords(edition)
    if front.funding:
        blocks.append(_part("funding", [*labelled(edition, "Funding"), *front.funding]))
    bios = [bio for author in front.authors if (bio := imprint.biography(author))]
    label = "About the authors" if len(bios) > 1 else "About the author"
    for index, bio in enumerate(bios):
        blocks.append(_part("bio", [*(labelled(edition, label) if index == 0 else []), *bio]))
    return blocks


def source_blocks(edition: Edition) -> ast.Blocks:
    """The line that says what a translation was made from, and the line that says where the text was published."""
    lines = [original_line(edition)]
    if published := imprint.statement(edition):
        lines.append([*labelled(edition, "Published in"), *published])
    return [_part("original", line) for line in lines if line]


_BETWEEN = {"zh": "\N{IDEOGRAPHIC SPACE}", "ja": "、"} | dict.fromkeys(
    ("ar", "fa", "ur", "ug"), "\N{ARABIC SEMICOLON} "
)


def keyword_line(keywords: tuple[ast.Inlines, ...], lang: str) -> ast.Inlines:
    """The keywords in one line: an ideographic space between Chinese ones, a Japanese comma, semicolons elsewhere."""
    between = _BETWEEN.get(lang.split("-")[0], "; ")
    line: ast.Inlines = []
    for keyword in keywords:
        line += ([ast.text(between)] if line else []) + keyword
    return line


def _names(front: FrontMatter) -> ast.Blocks:
    blocks = [_part("subtitle", front.subtitle)] if front.subtitle else []
    shared = {plain(author.affiliation) for author in front.authors}
    for index, author in enumerate(front.authors):
        if author.name:
            blocks.append(_part("author", author.name))
        if author.affiliation and (len(shared) > 1 or index == len(front.authors) - 1):
            blocks.append(_part("affiliation", author.affiliation))
    return blocks


def _part(name: str, inlines: ast.Inlines) -> ast.Element:
    return ast.div([ast.para(inlines)], classes=[name])
