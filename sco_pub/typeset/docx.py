"""Take an Edition, give the PandocJob of its DOCX.

Strategy.  Pandoc writes the document; this room says which style each part of the article has (``custom-style`` on
Divs and Spans, pandoc's own attribute for it), gives the reference document that holds the styles (docx_reference)
and mends the package afterwards (docx_package).  The title block is made by docx_front rather than by pandoc, which knows
no affiliations, keywords or labels.  Notes are Word's own, each with Word's number.  Emphasis too is a style, so that an
editor can change all of it at once.

Known doubts: Word has circled numbers up to 20 only (TYP-301 says so when more are needed); LibreOffice 7 ignores the
region of the language in runs that mix scripts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sco_pub.model import ast
from sco_pub.model.codes import typesetting
from sco_pub.model.config import House, NoteMark, NoteRestart
from sco_pub.model.document import Document
from sco_pub.model.edition import Edition
from sco_pub.model.finding import Finding, Outcome, Place, found
from sco_pub.model.job import PandocJob
from sco_pub.typeset import right_to_left
from sco_pub.typeset.colophon import colophon, labelled
from sco_pub.typeset.docx_front import title_block
from sco_pub.typeset.emphasis import upright_hanzi
from sco_pub.typeset.equations import BODY, EQUATION, NUMBER, set_equations
from sco_pub.typeset.front import front_matter
from sco_pub.typeset.imprint import ending, imprint
from sco_pub.typeset.languages import mark_languages
from sco_pub.typeset.pictures import embed
from sco_pub.typeset.references import set_references
from sco_pub.typeset.sanitise import sanitise

_CIRCLED_IN_WORD = 20  # Word's list of circled numbers ends with ⑳ (ECMA-376, decimalEnclosedCircle)
# The classes that the house gives to parts of an article, and the styles that Word has for them.
_BLOCK_STYLES = {
    "subtitle": "Subtitle", "author": "Author", "affiliation": "Affiliation", "original": "Original",
    "abstract": "Abstract", "keywords": "Keywords", "editor": "Editor",
    "colophon": "Colophon", "codes": "Keywords", "dates": "Keywords", "correspondence": "Keywords", "erratum": "Abstract",
    "acknowledgement": "Colophon", "cite-as": "Colophon", "in-other-language": "Abstract", "goes-on": "Continued Paragraph",
}  # fmt: skip
_INLINE_STYLES = {
    "label": "Label", "untranslated": "Untranslated", "fuzzy": "Unchecked Translation", "note-missing": "Missing Note",
    "note-truncated": "Missing Note",
}  # fmt: skip


_TAB: ast.Element = {"t": "RawInline", "c": ["openxml", "<w:r><w:tab/></w:r>"]}  # from the mark to the entry's own edge
_EMPHASIS = {"Emph": "Emphasis", "Strong": "Strong"}


def compose(
    edition: Edition, house: House, reference: bytes, pictures: Mapping[str, bytes] | None = None
) -> Outcome[PandocJob]:
    """The job for pandoc's docx writer; ``reference`` is the packed reference document of this edition."""
    name = edition.provenance.master_path
    harmless = sanitise(edition.document, pictures=pictures, file=name)
    words = edition.labels.gettext
    linked = set_references(set_equations(harmless.value), edition.lang, words, listed=False, flowing=False)
    edited = upright_hanzi(mark_languages(linked, edition.lang, edition.source_lang))
    blocks = [*title_block(edited.meta, replace(edition, document=edited)), *_opening(edited.blocks)]
    blocks += ending(replace(edition, document=edited), cite=house.parts.cite)
    if editor := front_matter(edited.meta).editor:
        blocks.append(ast.div([ast.para([*labelled(edition, "Editor"), *editor])], classes=["editor"]))
    blocks += _colophon(edition, house)
    styled: ast.Blocks = ast.transform(blocks, _style)
    document = embed(Document(right_to_left.metadata(edition.lang), tuple(styled), edited.api_version), pictures or {})
    job = PandocJob(
        document,
        to="docx",
        options={"reference-doc": "reference.docx", "quiet": True},
        resources={"reference.docx": reference},
    )
    return Outcome(job, (*harmless.findings, *_circled(edited, edition, house)))


def _circled(document: Document, edition: Edition, house: House) -> tuple[Finding, ...]:
    """Word's circled numbers end at 20; with more notes than that, those behind it are plain numbers."""
    style = house.notes_for(edition.language)
    count = sum(1 for _ in document.notes())
    if style.mark is not NoteMark.CIRCLED or style.restart is NoteRestart.PAGE or count <= _CIRCLED_IN_WORD:
        return ()
    place = Place(edition.provenance.master_path)
    return (found(typesetting.MANY_CIRCLES, place, most=_CIRCLED_IN_WORD, count=count),)


def _opening(blocks: tuple[ast.Element, ...]) -> ast.Blocks:
    """The text, its first paragraph set off from the title block when no heading does it."""
    text = [_with_address(block) for block in blocks]
    if blocks and blocks[0]["t"] == "Para":
        return [_styled("Opening Paragraph", [blocks[0]]), *text[1:]]
    return text


def _with_address(block: ast.Element) -> ast.Element:
    """A paragraph with an address is not justified: the line before the address would be torn open."""
    if block["t"] == "Para" and "://" in ast.stringify(block):
        return _styled("Body Text with Address", [block])
    return block


def _colophon(edition: Edition, house: House) -> ast.Blocks:
    paragraphs = colophon(edition, imprint=imprint(edition), own=house.colophon_for(edition.language))["c"][1]
    return [_styled("Colophon First", paragraphs[:1]), _styled("Colophon", paragraphs[1:])]


def _styled(style: str, blocks: ast.Blocks) -> ast.Element:
    return ast.div(blocks, attributes={"custom-style": style})


def _style(element: ast.Element) -> ast.Element | list[ast.Element] | None:
    """Classes of the house, verse and sources become ``custom-style``; classes Word has no style for are of no use to it."""
    if element["t"] == "LineBlock":
        lines: ast.Inlines = []
        for line in element["c"]:
            lines += ([{"t": "LineBreak"}] if lines else []) + line
        return _styled("Verse", [ast.para(lines)])
    if _has_class(element, EQUATION):
        return _equation(element["c"][1][0]["c"])
    if _has_class(element, "reference"):
        return ast.div(element["c"][1], id=element["c"][0][0], attributes={"custom-style": "Bibliography"})
    if _has_class(element, "reference-number"):
        return [*element["c"][1][:-1], _TAB]
    if element["t"] in _EMPHASIS:
        return _emphasis(element["c"], _EMPHASIS[element["t"]])
    table = {"Div": _BLOCK_STYLES, "Span": _INLINE_STYLES}.get(element["t"])
    if table is None:
        return None
    (name, classes, pairs), content = element["c"]
    found = [table[item] for item in classes if item in table]
    style = [["custom-style", found[0]]] if found else []
    return {"t": element["t"], "c": [[name, classes, [*pairs, *style]], content]}


def _equation(inlines: ast.Inlines) -> ast.Element:
    """An equation: Word's own formula in the middle, its number at the right edge, by the tabs of the style.

    One with a number stands in the line, for Word sets a displayed formula only where nothing else is in the paragraph.
    """
    body = next(part["c"][1] for part in inlines if _has_class(part, BODY))
    number = next((part["c"][1] for part in inlines if _has_class(part, NUMBER)), None)
    if number is None:
        return _styled("Displayed Formula", [ast.para(body)])
    formula = body[0] if body[0]["t"] == "Image" else {"t": "Math", "c": [{"t": "InlineMath"}, body[0]["c"][1]]}
    return _styled("Equation", [ast.para([_TAB, formula, *body[1:], _TAB, *number])])


def _has_class(element: ast.Element, name: str) -> bool:
    return element["t"] in ("Div", "Span") and name in element["c"][0][1]


def _emphasis(inlines: ast.Inlines, style: str) -> ast.Inlines:
    """The words in a character style, hanzi in the one that doesn't slant them; a note's call is no part of it."""
    out: ast.Inlines = []
    for inline in inlines:
        if inline["t"] == "Note":
            out.append(inline)
        elif inline["t"] == "Span" and "han" in inline["c"][0][1]:
            out.append(ast.span(inline["c"][1], attributes={"custom-style": "Chinese Emphasis"}))
        elif out and out[-1].get("t") == "Span" and out[-1]["c"][0][2] == [["custom-style", style]]:
            out[-1]["c"][1].append(inline)
        else:
            out.append(ast.span([inline], attributes={"custom-style": style}))
    return out
