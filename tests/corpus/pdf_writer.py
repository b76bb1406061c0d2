"""Take an Article and a Style, give a PDF with real geometry and a text layer spoilt by its ToUnicode maps.

Strategy.  The lines and pages are the same as in the raw text (tests.corpus.rawtext); here each is set at its
place: first-line indents, justified lines, centred headings, raised calls, a rule above the note zone, folio,
running head, two columns.  Nothing but real spaces is written as a space.  The fonts' ToUnicode maps name the signs
as the style's code-point family does, so any extractor reads what it would read from a Founder file.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field

import pikepdf

from tests.corpus import fonts
from tests.corpus.article import CALL, Article
from tests.corpus.layer import glyph_map
from tests.corpus.pages import CIRCLED, Line, Page
from tests.corpus.rawtext import WATERMARKS, folio_lines, marker, running_head, typeset
from tests.corpus.style import Style

EM = 10.5
LEADING = 17.0
MARGIN = 62.0
GAP = 2 * EM
_SERIF, _WESTERN = "Noto Serif CJK SC", "PT Serif"


@dataclass(slots=True)
class _Canvas:
    """One page's content stream; fonts by the names F0 (Chinese) and F1 (Western)."""

    faces: tuple[fonts.Face, fonts.Face]
    parts: list[str] = field(default_factory=list)

    def glyph(self, sign: str) -> tuple[int, int, float]:
        """The font (0, 1), code and advance (em) of a sign."""
        western = sign < "\u2000" and sign in self.faces[1].codes and sign not in "·"
        face = self.faces[western]
        sign = (
            sign
            if sign in face.codes
            else "\N{REPLACEMENT CHARACTER}"
            if "\N{REPLACEMENT CHARACTER}" in face.codes
            else "?"
        )
        return int(western), face.codes[sign], face.advances[sign] / 1000

    def text(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        *,
        measure: float | None = None,
        raised: frozenset[int] = frozenset(),
    ) -> float:
        """Write the text from ``x`` on, stretched to ``measure`` points if given; gives the right edge."""
        glyphs = [self.glyph(sign) for sign in text]
        sizes = [size * 0.6 if i in raised else size for i in range(len(text))]
        natural = sum(advance * s for (_, _, advance), s in zip(glyphs, sizes, strict=True))
        gap = (measure - natural) / (len(text) - 1) if measure is not None and len(text) > 1 else 0.0
        for i, ((font, code, advance), s) in enumerate(zip(glyphs, sizes, strict=True)):
            rise = size * 0.38 if i in raised else 0.0
            self.parts.append(f"BT /F{font} {s:.2f} Tf 1 0 0 1 {x:.2f} {y + rise:.2f} Tm <{code:04X}> Tj ET")
            x += advance * s + gap
        return x

    def rule(self, x0: float, x1: float, y: float) -> None:
        self.parts.append(f"0.5 w {x0:.2f} {y:.2f} m {x1:.2f} {y:.2f} l S")


def page_size(style: Style) -> tuple[float, float]:
    """Width and height in points."""
    return 2 * MARGIN + style.columns * style.measure * EM + (style.columns - 1) * GAP, 2 * MARGIN + (
        style.depth + 5
    ) * LEADING


def write_pdf(article: Article, style: Style) -> bytes:
    """The article as a PDF: the same bytes each time."""
    pages = typeset(article, style)
    signs = "".join(
        sorted(
            {sign for page in pages for line in (*page.body, *page.notes) for sign in line.text} | _furniture(article)
        )
    )
    faces = (
        fonts.face(_SERIF, signs),
        fonts.face(_WESTERN, "".join(sorted(s for s in signs if s < "\u2000" and s not in "·"))),
    )
    pdf = pikepdf.new()
    layer = glyph_map(style)
    names = pikepdf.Dictionary(F0=fonts.embed(pdf, faces[0], layer), F1=fonts.embed(pdf, faces[1], layer))
    width, height = page_size(style)
    for start in range(0, len(pages), style.columns):
        canvas = _Canvas(faces)
        _sheet(canvas, article, style, pages, start)
        page = pdf.add_blank_page(page_size=(width, height))
        page.obj.Resources = pikepdf.Dictionary(Font=names)
        page.obj.Contents = pdf.make_stream("\n".join(canvas.parts).encode("ascii"))
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _furniture(article: Article) -> set[str]:
    heads = "".join(running_head(article, n, Style(head=head)) for n in (0, 1) for head in ("title", "journal"))
    return set(heads + "".join(WATERMARKS.values()) + CIRCLED + "—·第页0123456789-[]?０１２３４５６７８９")


def _sheet(canvas: _Canvas, article: Article, style: Style, pages: list[Page], start: int) -> None:
    width, height = page_size(style)
    number = pages[0].number + start // style.columns
    head = running_head(article, number, style)
    if head and start:
        _centred(canvas, head, width / 2, height - MARGIN + LEADING, EM * 0.85)
    columns = pages[start : start + style.columns]
    wide = _wide_lines(columns[0]) if start == 0 else 0
    for index, page in enumerate(columns):
        left = MARGIN + index * (style.measure * EM + GAP)
        skip = wide if index else 0
        _column(canvas, page, style, left, height - MARGIN - LEADING * (skip + 1))
    folio = folio_lines(number, style, article.seed)
    if style.folio == "stacked":
        for i, digit in enumerate(folio):
            canvas.text(digit, width - MARGIN + 16, MARGIN - 6 - i * 9, EM * 0.85)
    elif folio:
        outer = style.folio in ("bare", "page-of")
        y = MARGIN - 8
        if outer:
            canvas.text(folio[0], MARGIN if number % 2 == 0 else width - MARGIN - 3 * EM, y, EM * 0.85)
        else:
            _centred(canvas, folio[0], width / 2, y, EM * 0.85, backwards=style.folio == "reversed")
    if style.watermark:
        canvas.text(WATERMARKS[style.watermark].replace("    ", " "), MARGIN - 20, 18, EM * 0.7)


def _wide_lines(page: Page) -> int:
    return sum(line.galley.wide for line in page.body)


def _centred(canvas: _Canvas, text: str, x: float, y: float, size: float, *, backwards: bool = False) -> None:
    """Centred text; ``backwards`` shows it in reading order but writes it from right to left, as Founder's folios."""
    advances = [canvas.glyph(sign)[2] * size for sign in text]
    left = x - sum(advances) / 2
    if not backwards:
        canvas.text(text, left, y, size)
        return
    shown = text[::-1]
    edges = [left + sum(canvas.glyph(s)[2] * size for s in shown[:i]) for i in range(len(shown))]
    for sign, edge in list(zip(shown, edges, strict=True))[::-1]:
        canvas.text(sign, edge, y, size)


def _column(canvas: _Canvas, page: Page, style: Style, left: float, top: float) -> None:
    measure = style.measure * EM
    across = measure * style.columns + GAP * (style.columns - 1)
    y = top
    for line in page.body:
        _line(canvas, line, page, style, left, y, across if line.galley.wide else measure)
        y -= LEADING
    if page.notes:
        bottom = MARGIN + LEADING * (len(page.notes) + 0.5)
        canvas.rule(left, left + measure * 0.28, bottom + LEADING * 0.2)
        for i, line in enumerate(page.notes):
            _line(canvas, line, page, style, left, bottom - LEADING * (i + 0.8), measure)


def _line(canvas: _Canvas, line: Line, page: Page, style: Style, left: float, y: float, measure: float) -> None:
    galley = line.galley
    size = EM * galley.size
    text, raised = "", set()
    at = 0
    for call in CALL.finditer(line.text):
        text += line.text[at : call.start()]
        mark = marker(int(call[1]), page, style)
        if galley.role != "note":
            raised |= set(range(len(text), len(text) + len(mark)))
        text += mark + (" " if galley.role == "note" else "")
        at = call.end()
    text = (text + line.text[at:]).replace("\N{THIN SPACE}", " ").rstrip(" ")
    if galley.centre:
        _centred(canvas, text, left + measure / 2, y, size)
        return
    indent = EM * (galley.left + (galley.first * galley.size if line.first else 0.0))
    room = measure - indent
    canvas.text(text, left + indent, y, size, measure=None if line.last else room, raised=frozenset(raised))
