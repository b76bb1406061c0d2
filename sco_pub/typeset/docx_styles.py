"""Take the house and an edition's language, give Word's styles.xml: every style the document may use, none by chance.

Strategy.  One table of styles, in the order of a page, filled with the house's own figures: body size and leading from
the page, families from the fonts, the first line's indent from the language.  ``Normal`` has no indent, so that the
line above the notes starts at the margin.  Lines are *at least* the leading apart, so that a picture in a line is not
cut.

Units: half-points (``w:sz``), twentieths of a point (indents and spaces), hundredths of a character (``…Chars``).
Source: ECMA-376 part 1, 17.7; W3C CLREQ for Chinese indents; the names are Word's and pandoc's own, for its writer
looks styles up by name.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from sco_pub.model.design import Face
from sco_pub.typeset.docx_design import Design, half_points, twentieths

CIRCLED_CALL = "Circled Call"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def styles(form: Design) -> bytes:
    """The whole of styles.xml."""
    parts = [
        _defaults(form),
        *_body(form),
        *_headings(form),
        *_front(form),
        *_notes(form),
        *_rest(form),
        *_characters(form),
    ]
    written = f'<w:styles xmlns:w="{_W}">{"".join(parts)}</w:styles>'
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{written}'.encode()


def fonts(form: Design, sans: bool = False) -> str:
    """``w:rFonts``: the western family for Latin and Cyrillic, the eastern one for hanzi."""
    quote = {'"': "&quot;"}
    west = escape(form.western.sans if sans else form.western.serif, quote)
    east = escape(form.eastern.sans if sans else form.eastern.serif, quote)
    return f'<w:rFonts w:ascii="{west}" w:hAnsi="{west}" w:eastAsia="{east}" w:cs="{west}"/>'


def _defaults(form: Design) -> str:
    lang = f'<w:lang w:val="{form.lang}" w:eastAsia="{form.east_asian}" w:bidi="{form.bidi}"/>'
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts(form)}<w:kern w:val="0"/>{_size(form.size)}{lang}</w:rPr>'
        "</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )


def _style(
    name: str, based: str = "Normal", after: str = "", ppr: str = "", rpr: str = "", kind: str = "paragraph"
) -> str:
    """One style; ``after`` names the style of the following paragraph."""
    default = ' w:default="1"' if name in ("Normal", "Default Paragraph Font", "Normal Table") else ""
    shown = "heading " + name[-1] if name.startswith("Heading ") else name
    custom = "" if name in _BUILT_IN or name.startswith("Heading ") else ' w:customStyle="1"'
    return (
        f'<w:style w:type="{kind}"{default}{custom} w:styleId="{style_id(name)}"><w:name w:val="{shown}"/>'
        + (f'<w:basedOn w:val="{style_id(based)}"/>' if based and not default else "")
        + (f'<w:next w:val="{style_id(after)}"/>' if after else "")
        + "<w:qFormat/>"
        + (f"<w:pPr>{ppr}</w:pPr>" if ppr else "")
        + (f"<w:rPr>{rpr}</w:rPr>" if rpr else "")
        + "</w:style>"
    )


_BUILT_IN = frozenset(
    {
        "Normal", "Body Text", "Title", "Subtitle", "List Paragraph", "Date",
        "Bibliography", "Block Text", "Footnote Text", "Caption",
        "Header", "Footer", "Default Paragraph Font", "Footnote Reference", "Hyperlink", "Page Number", "Strong", "Emphasis",
    }
)  # fmt: skip


def style_id(name: str) -> str:
    """Word's id of a style: its name without spaces."""
    return name.replace(" ", "")


def _spacing(form: Design, lines: float = 1.0, before: float = 0, after: float = 0) -> str:
    """``w:spacing``: the leading times ``lines``, and the room before and after, as multiples of the leading."""
    unit = form.leading
    grid = '<w:snapToGrid w:val="0"/>' if lines < 1 else ""  # what is smaller doesn't stand on the text's lines
    return (
        f'{grid}<w:spacing w:before="{twentieths(before * unit)}" w:after="{twentieths(after * unit)}"'
        f' w:line="{twentieths(lines * unit)}" w:lineRule="atLeast"/>'
    )


def _size(points: float) -> str:
    return f'<w:sz w:val="{half_points(points)}"/><w:szCs w:val="{half_points(points)}"/>'


def _body(form: Design) -> list[str]:
    spacing, both = _spacing(form), '<w:jc w:val="both"/>'
    flush = not form.chinese and form.lang.startswith("en")  # English books set what follows a heading flush
    first = opening = '<w:ind w:firstLine="0"/>' if flush else f"<w:ind {form.indent}/>"
    unindented, centred, left = (
        '<w:ind w:firstLineChars="0" w:firstLine="0"/>',
        '<w:jc w:val="center"/>',
        '<w:jc w:val="left"/>',
    )
    middle, edge = twentieths(form.measure / 2), twentieths(form.measure)
    tabs = f'<w:tabs><w:tab w:val="center" w:pos="{middle}"/><w:tab w:val="right" w:pos="{edge}"/></w:tabs>'
    kai = _quote_face(form)
    quote = f'<w:ind w:left="{twentieths(2 * form.size)}" w:right="{twentieths(2 * form.size)}" w:firstLine="0"/>'
    return [
        _style("Normal", ppr=f"<w:widowControl/>{spacing}"),
        _style("Body Text", after="Body Text", ppr=f"<w:ind {form.indent}/>{both}"),
        _style("First Paragraph", "Body Text", "Body Text", ppr=first),
        _style("Opening Paragraph", "First Paragraph", "Body Text", ppr=_spacing(form, 1, 1.5, 0) + opening),
        _style("Body Text with Address", "Body Text", "Body Text", '<w:jc w:val="left"/>'),
        _style("Compact", "Body Text", ppr='<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/>'),
        _style("Continued Paragraph", "Body Text", "Body Text", '<w:ind w:firstLineChars="0" w:firstLine="0"/>'),
        _style("Displayed Formula", "Body Text", "Body Text", f"{_spacing(form, 1, 0.3, 0.3)}{unindented}{centred}"),
        _style("Equation", "Body Text", "Body Text", f"{tabs}{_spacing(form, 1, 0.3, 0.3)}{unindented}{left}"),
        _style("Block Text", "Body Text", "Body Text", ppr=_spacing(form, 1, 0.5, 0.5) + quote, rpr=kai),
        _style("Verse", "Normal", "Body Text", ppr=_spacing(form, 1, 0.5, 0.5) + quote + '<w:jc w:val="left"/>'),
    ]


def _headings(form: Design) -> list[str]:
    sans, main = fonts(form, sans=True), _heading_face(form)
    shapes = {1: (1.286, 1.5, 0.75), 2: (1.095, 1.0, 0.5), 3: (1.0, 0.75, 0.25)}
    made = []
    for level in range(1, 10):
        scale, before, after = shapes.get(level, shapes[3])
        ppr = f"<w:keepNext/><w:keepLines/>{_spacing(form, 1, before, after)}"
        ppr += (
            f'<w:jc w:val="{form.headings.align}"/>' if level == 1 else '<w:jc w:val="left"/>'
        ) + f'<w:outlineLvl w:val="{level - 1}"/>'
        after_it = "First Paragraph"
        made.append(
            _style(
                f"Heading {level}",
                "Normal",
                after_it,
                ppr,
                f"{main if level == 1 else sans}<w:b/><w:bCs/>{_colour(form)}{_size(form.size * scale)}",
            )
        )
    return made


def _front(form: Design) -> list[str]:
    sans, small, main = fonts(form, sans=True), _size(form.size * 0.857), _heading_face(form)
    kai = _quote_face(form)
    centre = f'<w:jc w:val="{form.headings.align}"/>'
    inset = (
        f'<w:ind w:left="{twentieths(2 * form.size)}" w:right="{twentieths(2 * form.size)}"/>' if form.chinese else ""
    )
    inset += '<w:jc w:val="both"/>'
    close = 0.9 if form.chinese else 0.85  # as on the PDF's first page: the article begins on it
    keep = "<w:keepNext/><w:keepLines/>"
    return [
        _style("Title", "Normal", "Author", f"{keep}{_spacing(form, 1.5, 1, 0.75)}{centre}",
               f"{main}<w:b/><w:bCs/>{_colour(form)}{_size(form.title_size)}"),
        _style("Subtitle", "Normal", "Author", f"{keep}{_spacing(form, 1, 0, 0.5)}{centre}",
               main + _size(form.size * 1.19)),
        _style("Author", "Normal", "Affiliation", f"{keep}{_spacing(form)}{centre}", kai + _size(form.size * 1.143)),
        _style("Affiliation", "Normal", "Abstract", f"{_spacing(form, 0.9)}{centre}", kai + small),
        _style("Date", "Normal", "Abstract", f"{_spacing(form)}{centre}", small),
        _style("Original", "Normal", "Abstract", f"{_spacing(form, 1, 0.25, 0)}{centre}", small),
        _style("Abstract Title", "Normal", "Abstract", f"{keep}{_spacing(form)}{centre}", f"{sans}<w:b/>{small}"),
        _style("Abstract", "Normal", "Keywords", f"{_spacing(form, close, 1, 0)}{inset}", kai + small),
        _style("Keywords", "Normal", "Body Text", f"{_spacing(form, close, 0.5, 0)}{inset}", kai + small),
    ]  # fmt: skip


def _notes(form: Design) -> list[str]:
    size = _size(form.size * 0.857)
    indent = (
        f'<w:ind w:firstLineChars="200" w:firstLine="{twentieths(2 * form.size * 0.857)}"/>' if form.chinese else ""
    )
    rule = '<w:pBdr><w:top w:val="single" w:sz="4" w:space="4" w:color="auto"/></w:pBdr>'
    aligned = '<w:jc w:val="both"/>' if form.chinese else '<w:jc w:val="left"/>'  # addresses would tear the line open
    small, keep = _size(form.size * 0.81), "<w:keepNext/><w:keepLines/>"
    return [
        _style("Footnote Text", ppr=f'{_spacing(form, 0.8)}{indent}{aligned}', rpr=size),
        _style("Footnote Text with Address", "Footnote Text", "Footnote Text", '<w:jc w:val="left"/>'),
        _style("Footnote Block Text", "Footnote Text"),
        _style("Colophon", "Normal", "Colophon", f'{keep}{_spacing(form, 0.8, 0.25, 0)}<w:jc w:val="left"/>', small),
        _style("Colophon First", "Colophon", "Colophon", f"{keep}{rule}{_spacing(form, 0.8, 2, 0)}"),
        _style("Editor", "Normal", "Colophon", f'{_spacing(form, 1, 1, 0)}<w:jc w:val="right"/>', size),
        _style("Header", ppr='<w:spacing w:line="240" w:lineRule="auto"/>', rpr=small),
        _style("Footer", ppr='<w:spacing w:line="240" w:lineRule="auto"/>', rpr=small),
    ]  # fmt: skip


def _rest(form: Design) -> list[str]:
    small, flat = _size(form.size * 0.857), '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
    centre = '<w:jc w:val="center"/>'
    return [
        _style("Definition Term", "Normal", "Definition", "<w:keepNext/>", "<w:b/>"),
        _style("Definition", "Normal", "", f'<w:ind w:left="{twentieths(2 * form.size)}"/>'),
        _style("Caption", ppr=f"{_spacing(form, 0.8, 0.25, 0.5)}{centre}", rpr=small),
        _style("Table Text", ppr=f'{_spacing(form, 0.8)}<w:jc w:val="left"/>', rpr=small),
        _style("Table Text Small", "Table Text", "", _spacing(form, 0.7), _size(form.size * 0.7)),
        _style("Table Caption", "Caption", ppr="<w:keepNext/>"),
        _style("Image Caption", "Caption"),
        _style("Figure", ppr=f"{_spacing(form, 1, 0.5, 0)}{centre}"),
        _style("Captioned Figure", "Figure", ppr="<w:keepNext/>"),
        _style("List Paragraph", "Body Text", "", flat),
        *(_sources(form) if form.sources else [_style("Bibliography", "Normal", ppr=flat)]),
        _style("Source Code", "Normal", ppr='<w:wordWrap w:val="0"/><w:jc w:val="left"/>', rpr=_MONO + small),
        _TABLES.replace("\n", ""),
    ]


def _sources(form: Design) -> list[str]:
    """A reference list: smaller than the text, each entry whole and hanging from its number, which a tab follows.

    Not justified: years, pages and addresses leave few places to break a line, and what is left would be torn open.
    """
    size = form.size * 0.857
    hanging = f'<w:ind w:left="{twentieths(_MARK * size)}" w:hanging="{twentieths(_MARK * size)}"/>'
    form_of_lines = f'<w:keepLines/>{_spacing(form, 0.8)}{hanging}<w:jc w:val="left"/>'
    return [_style("Bibliography", "Normal", "", form_of_lines, _size(size))]


_MARK = 2.4  # ems: room for [100] and a gap
# Tables as printed books have them: a rule above, a rule below, a thin one under the head.
_TABLES = """\
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:semiHidden/>
<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>
<w:top w:w="0" w:type="dxa"/><w:left w:w="57" w:type="dxa"/>
<w:bottom w:w="0" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>
</w:tblCellMar></w:tblPr></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="Table"><w:name w:val="Table"/><w:basedOn w:val="TableNormal"/>
<w:qFormat/><w:tblPr><w:jc w:val="center"/><w:tblBorders>
<w:top w:val="single" w:sz="8" w:space="0" w:color="auto"/>
<w:bottom w:val="single" w:sz="8" w:space="0" w:color="auto"/>
</w:tblBorders></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>
<w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/>
</w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>
"""
_MONO = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>'


def _quote_face(form: Design) -> str:
    """楷体 for the hanzi of a Chinese abstract or quotation."""
    return _kai(form) if form.chinese else ""


def _kai(form: Design) -> str:
    """Hanzi have no italic: the house's 楷体, which Word replaces by its own where it isn't installed."""
    return f'<w:rFonts w:eastAsia="{escape(kai_family(form), {chr(34): "&quot;"})}"/>'


def kai_family(form: Design) -> str:
    return form.eastern.quote[0] if form.eastern.quote else "KaiTi"


def _heading_face(form: Design) -> str:
    return fonts(form, sans=form.headings.face is Face.SANS)


def _colour(form: Design) -> str:
    return f'<w:color w:val="{form.accent}"/>' if form.headings.accent else ""


def _characters(form: Design) -> list[str]:
    def character(name: str, rpr: str, based: str = "Default Paragraph Font") -> str:
        return _style(name, based, rpr=rpr, kind="character")

    # Word sets raised signs at two thirds, LibreOffice at 58 %: too small for a circled number, so it starts larger,
    # but not so large that its unraised height (CJK faces: 1.45 em) would open the line.  That is a style of its own: LibreOffice
    # gives the size of Footnote Reference to a title's star too, which is then a speck.
    raised = '<w:vertAlign w:val="superscript"/>'
    size = _size(min(form.size * 1.25, form.leading / 1.5))
    circled = [character(CIRCLED_CALL, f'<w:rFonts w:hint="eastAsia"/>{size}{raised}')] if form.circled else []
    number = f'{_size(form.size * 0.857)}<w:vertAlign w:val="baseline"/>'
    return [
        character("Default Paragraph Font", ""),
        character("Footnote Reference", raised),
        *circled,
        character("Footnote Number", number, "Footnote Reference"),
        character("Starred Note Mark", ""),
        character("Starred Call", '<w:vertAlign w:val="baseline"/>'),
        character("Hyperlink", ""),
        character("Strong", "<w:b/><w:bCs/>"),
        character("Emphasis", "<w:i/><w:iCs/>"),
        character("Chinese Emphasis", _kai(form)),
        character("Label", f"{fonts(form, sans=True)}<w:b/><w:bCs/>"),
        character("Verbatim Char", _MONO),
        character("Page Number", ""),
        character("Untranslated", '<w:u w:val="dotted" w:color="808080"/>'),
        character("Unchecked Translation", '<w:u w:val="dash" w:color="808080"/>'),
        character("Missing Note", '<w:color w:val="595959"/>'),
        character("Section Number", ""),
    ]
