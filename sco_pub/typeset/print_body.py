"""Take an Edition, give the PandocJob whose HTML is the article's body: front matter, text, colophon, in reading order.

Strategy.  The pages are set from HTML, and HTML is pandoc's business: nothing here writes a tag.  What a journal prints
round the text (where it comes from, title, author, abstract, keywords) is built as ordinary pandoc blocks in Divs whose
classes the style sheet knows; the funding and the author's note become notes without a number, marked ``*`` and ``**`` as
journals do, because the foot of the first page is where a reader looks for them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sco_pub.model import ast
from sco_pub.model.config import House
from sco_pub.model.document import Document
from sco_pub.model.edition import Edition
from sco_pub.model.finding import Outcome
from sco_pub.model.job import PandocJob
from sco_pub.typeset import imprint, logo
from sco_pub.typeset.article import keyword_line
from sco_pub.typeset.colophon import colophon, labelled, original_line
from sco_pub.typeset.emphasis import upright_hanzi
from sco_pub.typeset.equations import set_equations
from sco_pub.typeset.front import Author, FrontMatter, front_matter
from sco_pub.typeset.languages import mark_languages
from sco_pub.typeset.list_marks import bracketed_lists
from sco_pub.typeset.notes import place_calls
from sco_pub.typeset.references import set_references
from sco_pub.typeset.sanitise import sanitise

_MOST_STARS = 6  # a title, a subtitle and four authors; the style sheet has a class for each


def body(
    edition: Edition, pictures: Mapping[str, bytes] | None = None, house: House | None = None
) -> Outcome[PandocJob]:
    """The job for pandoc's html5 writer: a fragment without head or style, harmless, its foreign passages marked.

    ``pictures`` are the publication's own picture files by the names the text uses; the ``house`` says where calls stand
    and what is at the end.
    """
    house = house or House()
    pictures = {**(pictures or {}), **logo.pictures(house)}
    front = front_matter(edition.document.meta)
    end = _end(edition, front, house)
    blocks = [first_page(edition, front, house), *_shift_headings(edition.document.blocks), *end]
    whole = Document({}, tuple(blocks), edition.document.api_version)
    harmless = sanitise(whole, pictures=pictures, file=edition.provenance.master_path)
    linked = set_equations(_linked(harmless.value, edition, len(end)))
    placed = place_calls(bracketed_lists(linked, edition.lang), house.notes_for(edition.language).place)
    marked = upright_hanzi(mark_languages(placed, edition.lang, edition.source_lang))
    named: ast.Blocks = ast.transform(list(marked.blocks), _carry_label, words=False)
    document = Document({}, tuple(named), marked.api_version)
    return Outcome(
        PandocJob(document, to="html5", options={"wrap": "none", "mathml": True, "quiet": True}), harmless.findings
    )


def _linked(document: Document, edition: Edition, end: int) -> Document:
    """The document with its citations linked; its first block and the last ``end`` ones are no part of the text."""
    first, *text = document.blocks[:-end]
    words = edition.labels.gettext
    linked = set_references(Document({}, tuple(text)), edition.lang, words, flowing=False)
    return Document(document.meta, (first, *linked.blocks, *document.blocks[-end:]), document.api_version)


def first_page(edition: Edition, front: FrontMatter, house: House) -> ast.Element:
    """The Div ``front``: the house's logo, source line, title, author, abstract, keywords."""
    blocks = logo.block(edition, house)
    if source := _source(edition):
        blocks.append(_line("source", source))
    if front.title:
        note = [_starred("funding", labelled(edition, "Funding"), front.funding, 1)] if front.funding else []
        blocks.append({"t": "Header", "c": [1, ["title", ["title"], []], [*front.title, *note]]})
    if front.subtitle:
        blocks.append(_line("subtitle", front.subtitle))
    blocks += imprint.opening(edition)
    blocks += _authors(edition, front.authors, 1 + bool(front.funding))
    if front.abstract:
        first, *rest = front.abstract
        if first["t"] in ("Para", "Plain"):
            first = ast.para([*labelled(edition, "Abstract"), *first["c"]])
        blocks.append(ast.div([first, *rest], classes=["abstract"]))
    if front.keywords:
        blocks.append(_line("keywords", [*labelled(edition, "Keywords"), *keyword_line(front.keywords, edition.lang)]))
    blocks += imprint.under_keywords(edition)
    return ast.div(blocks, classes=["front"])


def _source(edition: Edition) -> ast.Inlines:
    """Where the text comes from: the journal and its date, and for a translation the original."""
    line = imprint.statement(edition)
    original = original_line(edition)
    return line + ([{"t": "LineBreak"}] if line and original else []) + original


def _authors(edition: Edition, authors: Sequence[Author], stars: int) -> ast.Blocks:
    """One line for the names, one for each affiliation that hasn't been named yet."""
    names: ast.Inlines = []
    affiliations: list[ast.Inlines] = []
    for author in authors:
        name = list(author.name)
        if said := imprint.biography(author):
            name.append(_starred("bio", labelled(edition, "About the author"), said, stars))
            stars += 1
        names += [{"t": "Space"}] if names else []
        names.append(ast.span(name, classes=["name"]))
        if author.affiliation and author.affiliation not in affiliations:
            affiliations.append(author.affiliation)
    lines = [_line("author", names)] if names else []
    return lines + [_line("affiliation", affiliation) for affiliation in affiliations]


def _end(edition: Edition, front: FrontMatter, house: House) -> ast.Blocks:
    """The editor's line and the colophon."""
    editor = [_line("editor", [*labelled(edition, "Editor"), *front.editor])] if front.editor else []
    own = house.colophon_for(edition.language)
    return [
        *imprint.ending(edition, cite=house.parts.cite), *editor,
        colophon(edition, imprint=imprint.imprint(edition), own=own),
    ]  # fmt: skip


def _line(kind: str, inlines: ast.Inlines) -> ast.Element:
    return ast.div([ast.para(inlines)], classes=[kind])


def _starred(kind: str, label: ast.Inlines, content: ast.Inlines, stars: int) -> ast.Element:
    """A note marked with asterisks instead of a number."""
    return ast.span([*label, *content], classes=["starred", kind, f"stars-{min(stars, _MOST_STARS)}"])


def _carry_label(element: ast.Element) -> ast.Element | None:
    """A note's label as an attribute: pandoc's writer would lose it."""
    if element["t"] == "Note" and element.get("label"):
        return ast.span([element], classes=["labelled"], attributes={"data-label": str(element["label"])})
    return None


def _shift_headings(blocks: Sequence[ast.Element]) -> ast.Blocks:
    """The article's headings one level down: the title is the only heading of the first level."""

    def change(element: ast.Element) -> ast.Element | None:
        if element["t"] == "Header":
            level, attr, content = element["c"]
            return {"t": "Header", "c": [min(level + 1, 6), attr, content]}
        return None

    shifted: ast.Blocks = ast.transform(list(blocks), change, words=False)
    return shifted
