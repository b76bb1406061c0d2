"""Take the parts of pandoc's own reference.docx, give those of the house's for one edition.

Pandoc copies the reference's styles, page, headers, footers and note settings into what it writes.  Here they are all
generated: the page of the PDF (same sheet, same text block), running heads left and right, the folio alone at the foot
of the first page, notes numbered as the house has them.  Source: ECMA-376 part 1, 17.6 (sections), 17.10 (headers),
17.11 (notes).
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from sco_pub.model.config import House, NoteMark, NoteRestart
from sco_pub.model.edition import Edition
from sco_pub.typeset import docx_template, reference_lists, templates
from sco_pub.typeset.docx_design import Design, design, twentieths
from sco_pub.typeset.docx_styles import kai_family, styles
from sco_pub.typeset.front import front_matter, plain
from sco_pub.typeset.print_style import Geometry, geometry

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEADS = {"header": ("even", "default", "first"), "footer": ("even", "default", "first")}
# What Word takes where the house's families are missing.
_ALTERNATIVES = ("SimSun", "SimHei", "Times New Roman", "Arial", "KaiTi")
_FOLIO = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def reference(parts: Mapping[str, bytes], edition: Edition, house: House) -> dict[str, bytes]:
    """The parts of the reference document; ``parts`` are those of pandoc's."""
    front = front_matter(edition.document.meta)
    starred = bool(front.funding or any(author.bio for author in front.authors))
    title = plain(front.title) + "*" * starred
    sources = bool(reference_lists.find(edition.document.blocks))
    form, page = design(house, edition.language, edition.lang, title, sources=sources), geometry(house.page)
    made = dict(parts)
    made["word/styles.xml"] = styles(form)
    if house.look.word:
        made |= docx_template.over(made, house.look.word)
    made["word/fontTable.xml"] = _font_table(form)
    made["word/document.xml"] = _document(edition, house, page)
    names = []
    for kind, places in _HEADS.items():
        for place in places:
            name = f"{kind}-{place}.xml"
            names.append((kind, name))
            made[f"word/{name}"] = _head(kind, place, edition, house)
    made["word/_rels/document.xml.rels"] = _relationships(made["word/_rels/document.xml.rels"], names)
    made["[Content_Types].xml"] = _content_types(made["[Content_Types].xml"], names)
    return made


def _document(edition: Edition, house: House, page: Geometry) -> bytes:
    """A document without text whose only section has the page, the heads and the notes that pandoc will copy."""
    notes = house.notes_for(edition.language)
    shape = "decimalEnclosedCircle" if notes.mark is NoteMark.CIRCLED else "decimal"
    restart = "eachPage" if notes.restart is NoteRestart.PAGE else "continuous"
    heads = "".join(
        f'<w:{kind}Reference w:type="{place}" r:id="rId{kind}{place}"/>'
        for kind, places in _HEADS.items()
        for place in places
    )
    grid = ""
    if edition.lang.startswith("zh"):
        grid = f'<w:docGrid w:type="lines" w:linePitch="{twentieths(page.leading)}"/>'
    section = (
        f'<w:sectPr>{heads}<w:footnotePr><w:pos w:val="pageBottom"/><w:numFmt w:val="{shape}"/>'
        f'<w:numRestart w:val="{restart}"/></w:footnotePr>'
        f'<w:pgSz w:w="{twentieths(page.width)}" w:h="{twentieths(page.height)}"/>'
        f'<w:pgMar w:top="{twentieths(page.head)}" w:right="{twentieths(page.outside)}" w:bottom="{twentieths(page.foot)}"'
        f' w:left="{twentieths(page.inside)}" w:header="{twentieths(page.head * 0.5)}"'
        f' w:footer="{twentieths(page.foot * 0.4)}"'
        f' w:gutter="0"/><w:titlePg/>{grid}</w:sectPr>'
    )
    return _xml(f'<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body><w:p/>{section}</w:body></w:document>')


def _head(kind: str, place: str, edition: Edition, house: House) -> bytes:
    """One running head or foot: its left, middle and right words, by tabs at the middle, if need be, and the edge."""
    heads, measure = house.heads_for(edition.language), geometry(house.page).measure
    line = {
        ("header", "even"): heads.left, ("header", "default"): heads.right, ("header", "first"): heads.first,
        ("footer", "even"): heads.foot_left, ("footer", "default"): heads.foot_right, ("footer", "first"): heads.foot_first,
    }[kind, place]  # fmt: skip
    values = templates.values(edition)
    tab, content = "<w:r><w:tab/></w:r>", [_filled(templates.fill(part, values)) for part in line]
    edge = f'<w:tab w:val="right" w:pos="{twentieths(measure)}"/>'
    middle = f'<w:tab w:val="center" w:pos="{twentieths(measure / 2)}"/>'
    if not content[1]:  # a long title on the left would pass a tab in the middle
        content, middle = [content[0], content[2]], ""
    tabs = f"<w:tabs>{middle}{edge}</w:tabs>"
    tag, style = ("hdr", "Header") if kind == "header" else ("ftr", "Footer")
    paragraph = (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{tabs}</w:pPr>{tab.join(content) if any(content) else ""}</w:p>'
    )
    return _xml(f'<w:{tag} xmlns:w="{_W}" xmlns:r="{_R}">{paragraph}</w:{tag}>')


def _filled(words: str) -> str:
    return "".join(_FOLIO if piece == templates.PAGE else _words(piece) for piece in templates.pieces(words))


def _words(text: str) -> str:
    hint = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>' if any(sign > "\u2e80" for sign in text) else ""
    return f'<w:r>{hint}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _font_table(form: Design) -> bytes:
    families = (form.eastern.serif, form.eastern.sans, form.western.serif, form.western.sans, kai_family(form))
    rows = dict(zip(families, _ALTERNATIVES, strict=True))
    fonts = "".join(
        f'<w:font w:name={quoteattr(name)}><w:altName w:val="{alternative}"/></w:font>'
        for name, alternative in rows.items()
    )
    return _xml(f'<w:fonts xmlns:w="{_W}">{fonts}</w:fonts>')


def _relationships(data: bytes, names: list[tuple[str, str]]) -> bytes:
    rows = "".join(
        f'<Relationship Id="rId{name.removesuffix(".xml").replace("-", "")}" Type="{_R}/{kind}" Target="{name}"/>'
        for kind, name in names
    )
    return data.replace(b"</Relationships>", rows.encode() + b"</Relationships>")


def _content_types(data: bytes, names: list[tuple[str, str]]) -> bytes:
    rows = "".join(f'<Override PartName="/word/{name}" ContentType="{_CONTENT}.{kind}+xml"/>' for kind, name in names)
    return data.replace(b"</Types>", rows.encode() + b"</Types>")


def _xml(text: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}'.encode()
