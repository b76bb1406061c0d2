"""Take a Manuscript, give a flat OpenDocument text for LibreOffice: real footnotes, columns, heads of left and right pages."""

from __future__ import annotations

from xml.sax.saxutils import escape

from tests.corpus.manuscript import Manuscript, pieces
from tests.corpus.pages import Galley

_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
        ("draw", "drawing"),
    )
)
_FONT = 'style:font-name-asian="Serif" style:font-name="Serif" style:language-asian="zh" style:country-asian="CN"'
_ROLES = {
    # role: (size in points, alignment, first-line indent, left indent, white above and below, all in em of 10.5 pt)
    "title": (17, "center", 0, 0, 0.8),
    "subtitle": (13, "center", 0, 0, 0.3),
    "author": (11.5, "center", 0, 0, 0.3),
    "affiliation": (9, "center", 0, 0, 0.3),
    "title-en": (12, "center", 0, 0, 0.5),
    "front": (9, "justify", 0, 0, 0),
    "codes": (9, "start", 0, 0, 0),
    "body": (10.5, "justify", 2, 0, 0),
    "item": (10.5, "justify", 2, 0, 0),
    "h1": (12.5, "center", 0, 0, 0.7),
    "h2": (10.5, "start", 2, 0, 0.3),
    "quote": (9.5, "justify", 2, 2, 0.4),
    "caption": (9, "center", 0, 0, 0.3),
    "figure": (9, "center", 0, 0, 0.3),
    "list-head": (9, "start", 0, 0, 0.5),
    "endnote": (9, "justify", 0, 0, 0),
    "reference": (9, "justify", 0, 0, 0),
    "editor": (9, "end", 0, 0, 0.3),
    "cell": (9, "start", 0, 0, 0),
    "foot": (8.5, "justify", 0, 0, 0),
    "head": (8.5, "center", 0, 0, 0),
}
_NUMBERS = {"①": "①, ②, ③, ...", "1": "1", "[1]": "1"}


def flat_odt(copy: Manuscript) -> str:
    front = "".join(_galley(copy, galley) for galley in copy.front)
    body = "".join(_galley(copy, galley) for galley in (*copy.body, *copy.back))
    if copy.foot:  # notes that no number calls: at the first page's foot
        front = front.replace("</text:p>", "".join(map(_uncalled, copy.foot)) + "</text:p>", 1)
    if copy.layout.columns > 1:
        body = f'<text:section text:style-name="Columns" text:name="body">{body}</text:section>'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_SPACES} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        '<office:font-face-decls><style:font-face style:name="Serif" svg:font-family="&apos;Noto Serif CJK SC&apos;"/>'
        f"</office:font-face-decls><office:styles>{_styles(copy)}</office:styles>"
        f"<office:automatic-styles>{_automatic(copy)}</office:automatic-styles>{_master(copy)}"
        f"<office:body><office:text>{front}{body}</office:text></office:body></office:document>"
    )


def _uncalled(text: str) -> str:
    body = f'<text:note-body><text:p text:style-name="foot">{escape(text)}</text:p></text:note-body>'
    citation = '<text:note-citation text:label="*">*</text:note-citation>'
    return f'<text:note text:note-class="footnote">{citation}{body}</text:note>'


def _styles(copy: Manuscript) -> str:
    out = f'<style:default-style style:family="paragraph"><style:text-properties {_FONT} fo:font-size="10.5pt" style:font-size-asian="10.5pt"/></style:default-style>'
    white = copy.layout.parted == "white"
    for role, (size, align, first, left, around) in _ROLES.items():
        below = 0.6 if white and role in ("body", "item") else around
        indent = 0 if white else first
        out += (
            f'<style:style style:name="{role}" style:family="paragraph"><style:paragraph-properties fo:text-align="{align}" '
            f'fo:text-indent="{indent * size}pt" fo:margin-left="{left * 10.5}pt" fo:margin-top="{around * 10.5}pt" '
            f'fo:margin-bottom="{below * 10.5}pt" fo:line-height="{size * 1.6}pt" style:punctuation-wrap="simple"/>'
            f'<style:text-properties {_FONT} fo:font-size="{size}pt" style:font-size-asian="{size}pt"/></style:style>'
        )
    out += '<style:style style:name="Raised" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>'
    start = "page" if copy.layout.each_page else "document"
    edge = ' style:num-prefix="[" style:num-suffix="]"' if copy.layout.call == "[1]" else ""
    return out + (
        f'<text:notes-configuration text:note-class="footnote" style:num-format="{_NUMBERS[copy.layout.call]}"{edge} '
        f'text:start-value="0" text:start-numbering-at="{start}" text:footnotes-position="page" text:citation-body-style-name="Raised"/>'
    )


def _automatic(copy: Manuscript) -> str:
    edge = 'fo:border="0.6pt solid #000000"' if copy.layout.table == "grid" else ""
    cells = {"Top": "fo:border-top", "Bottom": "fo:border-bottom", "Both": "fo:border-top"}
    out = "".join(
        f'<style:style style:name="Cell{name}" style:family="table-cell"><style:table-cell-properties fo:padding="2pt" '
        + (
            edge
            or f'{attribute}="1pt solid #000000"'
            + (' fo:border-bottom="0.5pt solid #000000"' if name == "Both" else "")
        )
        + "/></style:style>"
        for name, attribute in cells.items()
    )
    out += f'<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:padding="2pt" {edge}/></style:style>'
    out += '<style:style style:name="Columns" style:family="section"><style:section-properties><style:columns fo:column-count="2" fo:column-gap="20pt"/></style:section-properties></style:style>'
    return out + (
        '<style:page-layout style:name="Page" style:page-usage="mirrored"><style:page-layout-properties fo:page-width="180mm" fo:page-height="250mm" '
        'fo:margin-top="15mm" fo:margin-bottom="15mm" fo:margin-left="20mm" fo:margin-right="20mm"><style:footnote-sep style:width="0.5pt" '
        'style:rel-width="25%" style:adjustment="left" style:distance-before-sep="4pt" style:distance-after-sep="4pt"/></style:page-layout-properties>'
        '<style:header-style><style:header-footer-properties fo:min-height="8mm" fo:margin-bottom="4mm"/></style:header-style>'
        '<style:footer-style><style:header-footer-properties fo:min-height="8mm" fo:margin-top="4mm"/></style:footer-style></style:page-layout>'
    )


def _master(copy: Manuscript) -> str:
    left, right = (f'<text:p text:style-name="head">{escape(head)}</text:p>' if head else "" for head in copy.heads)
    folio = '<text:p text:style-name="head">—<text:page-number/>—</text:p>'
    head = f"<style:header>{right}</style:header><style:header-left>{left}</style:header-left>" if left or right else ""
    return f'<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Page">{head}<style:footer>{folio}</style:footer></style:master-page></office:master-styles>'


def _galley(copy: Manuscript, galley: Galley) -> str:
    role = galley.role
    if role == "table":
        return _table(galley.rows)
    if role == "heading":
        role = "h1" if galley.centre else "h2"
    return f'<text:p text:style-name="{role}">{_text(copy, galley.text)}</text:p>'


def _table(rows: tuple[tuple[str, ...], ...]) -> str:
    out = f'<table:table table:name="T"><table:table-column table:number-columns-repeated="{len(rows[0])}"/>'
    for n, row in enumerate(rows):
        kind = "CellBoth" if n == 0 else "CellBottom" if n == len(rows) - 1 else "Cell"
        cells = "".join(
            f'<table:table-cell table:style-name="{kind}"><text:p text:style-name="cell">{escape(cell)}</text:p></table:table-cell>'
            for cell in row
        )
        out += f"<table:table-row>{cells}</table:table-row>"
    return out + "</table:table>"


def _text(copy: Manuscript, text: str) -> str:
    out = ""
    for part, n in pieces(text):
        if not n:
            out += escape(part)
        elif copy.layout.feet:
            body = (
                f'<text:note-body><text:p text:style-name="foot">{escape(copy.notes[n - 1])}</text:p></text:note-body>'
            )
            out += (
                f'<text:note text:note-class="footnote"><text:note-citation>{n}</text:note-citation>{body}</text:note>'
            )
        else:
            out += f'<text:span text:style-name="Raised">{copy.mark(n)}</text:span>'
    return out
