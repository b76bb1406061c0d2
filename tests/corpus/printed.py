"""Take an Article and a Style, give the lines that a reader of the printed pages sees, in reading order, in the
layer's signs.
"""

from __future__ import annotations

from tests.corpus.article import CALL, Article
from tests.corpus.layer import glyph_map
from tests.corpus.pages import Line, Page
from tests.corpus.rawtext import WATERMARKS, folio_lines, marker, running_head, typeset
from tests.corpus.style import Style


def printed_lines(article: Article, style: Style) -> list[list[str]]:
    """Per sheet: running head, front matter, columns, their notes, folio, watermark; no spaces."""
    pages = typeset(article, style)
    sheets = []
    for start in range(0, len(pages), style.columns):
        number = pages[0].number + start // style.columns
        columns = pages[start : start + style.columns]
        head = running_head(article, number, style) if start else ""
        folio = folio_lines(number, style, article.seed)
        if style.folio == "reversed":
            folio = [line[::-1] for line in folio]
        text = [_shown(line, page, style) for page in columns for line in page.body]
        text += [_shown(line, page, style) for page in columns for line in page.notes]
        tail = [WATERMARKS[style.watermark]] if style.watermark else []
        sheets.append([_layer(line, style) for line in ([head] if head else []) + text + folio + tail])
    return sheets


def _shown(line: Line, page: Page, style: Style) -> str:
    return CALL.sub(lambda call: marker(int(call[1]), page, style), line.text)


def _layer(text: str, style: Style) -> str:
    signs = glyph_map(style)
    return "".join(signs.get(sign, sign) for sign in text if not sign.isspace())


def printed_text(article: Article, style: Style) -> str:
    """The clean text in the order of print, front matter, calls and notes in their places, without furniture."""
    pages = typeset(article, style)
    lines = [_shown(line, page, style) for page in pages for line in (*page.body, *page.notes)]
    return "".join(line.replace("\N{THIN SPACE}", "") for line in lines)
