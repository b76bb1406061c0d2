"""Take an Article and a Style, give its pages, and the pages as the raw text of a PDF's text layer.

A case is an article, the style that set it and the raw text; ``case(seed)`` makes all three, for any seed, always
the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from tests.corpus import galleys
from tests.corpus.article import CALL, Article
from tests.corpus.layer import encode
from tests.corpus.make import make
from tests.corpus.pages import Galley, Line, Page, Press, break_lines
from tests.corpus.style import NAMED, Style, draw

_JOURNALS = ("远东研究", "江海学刊", "当代法学评论", "区域经济论丛")
WATERMARKS = {
    "万方数据": "万方数据",
    "copyright": "(C)1994-2021 China Academic Journal Electronic Publishing House. All rights reserved.    http://www.cnki.net",
}


@dataclass(frozen=True, slots=True)
class Case:
    """One generated case: ``article`` is what a perfect cleaner gets out of ``raw``."""

    name: str
    article: Article
    style: Style
    raw: str
    pages: int


def case(seed: int, style: Style | None = None, name: str = "") -> Case:
    """The case of this seed; the style is drawn from the same seed when none is given."""
    style = style or draw(seed)
    article = truth(make(seed, style), style)
    pages = typeset(article, style)
    return Case(
        name or f"{seed}-{style.name}",
        article,
        style,
        raw_text(article, pages, style, Random(f"layer {seed}")),
        len(pages),
    )


def named(name: str, seed: int = 1) -> Case:
    return case(seed, NAMED[name], f"{name}-{seed}")


def truth(article: Article, style: Style) -> Article:
    """What the text layer can show of the article: a journal that hides its title hides its authors' line too.

    The title is then known from the running heads alone, if it stands in one of them.
    """
    if style.title_shown:
        authors = article.authors
        if not style.affiliation:
            authors = tuple(replace(a, affiliation=a.affiliation if a.bio else "") for a in authors)
        return replace(article, authors=authors)
    return replace(
        article,
        title=article.title if article.title in _heads(article, style) else "",
        subtitle="",
        authors=tuple(author for author in article.authors if author.bio),
    )


def _heads(article: Article, style: Style) -> list[str]:
    pages = typeset(article, style)
    sheets = range(1, -(-len(pages) // style.columns))
    return [running_head(article, pages[0].number + sheet, style) for sheet in sheets]


def typeset(article: Article, style: Style) -> list[Page]:
    """The article's pages; in two columns each column is a Page of its own."""
    at_foot = style.notes.startswith("page")
    options = {"call_starts_line": style.call_starts_line, "number_breaks": style.split_numbers > 0}

    def set_all(items: list[Galley], measure: float) -> list[Line]:
        return [line for galley in items for line in break_lines(galley, measure, **options)]

    across = float(style.measure * style.columns + 2 * (style.columns - 1))
    lines = set_all(galleys.front(article, style), across)
    wide = len(lines)
    lines += set_all(galleys.body(article) + galleys.back(article, style), float(style.measure))
    foot = set_all(galleys.foot(article, style), float(style.measure))
    restart = style.notes in ("page-circled", "page-bracket") and at_foot
    marker = "①" if style.notes == "page-circled" else "[{n}]"
    first = 3 + article.seed % 180
    press = Press(style.depth, float(style.measure), at_foot, restart, marker, style.run_over, number=first)
    if style.columns == 2:
        press.second_depth = style.depth - wide
    return press.run(lines, [note.shown for note in article.notes], foot)


def raw_text(article: Article, pages: list[Page], style: Style, random: Random) -> str:
    """The pages as one text, every line end and stray space included."""
    out: list[str] = []
    columns = style.columns
    for start in range(0, len(pages), columns):
        sheet = pages[start : start + columns]
        number = pages[0].number + start // columns
        out += _sheet(article, sheet, number, style, random, opening=start == 0)
    return "\n".join(out) + "\n"


def _sheet(
    article: Article, sheet: list[Page], number: int, style: Style, random: Random, *, opening: bool
) -> list[str]:
    def layer(text: str) -> str:
        return encode(text, style, random)

    folio = (
        []
        if (opening and style.folio_gaps) or random.random() < style.folio_gaps
        else folio_lines(number, style, article.seed)
    )
    head = running_head(article, number, style)
    out = [layer(head)] if head and not opening else []
    for page in sheet:
        lines = [_raw_line(line, page, style, random) for line in page.body]
        out += _with_blanks(lines, style, random)
    if style.page_space and out:
        out[1 if head and not opening and len(out) > 1 else 0] = (
            " " + out[1 if head and not opening and len(out) > 1 else 0]
        )
    folio = [layer(line) if style.folio not in ("reversed", "stacked") else line for line in folio]
    notes = [line for page in sheet for line in _notes(page, style, random)]
    out += [*folio, *notes] if style.folio_first else [*notes, *folio]
    if style.watermark:
        out.append(WATERMARKS[style.watermark])
    return out


def _raw_line(line: Line, page: Page, style: Style, random: Random) -> str:
    text = CALL.sub(lambda m: marker(int(m[1]), page, style), line.text)
    label = line.galley.role == "front" and line.first
    raw = encode(_break_label(text) if label and style.broken_labels else text, style, random)
    if line.first and line.galley.first and style.indent != "none":
        raw = ("\u3000\u3000" if style.indent == "ideographic" else "    ") + raw
    return raw.rstrip() if line.last else raw


def _break_label(text: str) -> str:
    """Spaces inside a label of three or four hanzi, as tracked type comes out: 关 键 词."""
    for label in ("关键词", "摘要", "基金项目", "作者简介", "内容提要"):
        if label in text[:6]:
            return text.replace(label, " ".join(label), 1)
    return text


def marker(number: int, page: Page, style: Style) -> str:
    """What call ``number`` looks like on this page."""
    if number in page.markers:
        return page.markers[number]
    return galleys.circled(number) if style.notes == "endnotes-circled" else f"[{number}]"


def _with_blanks(lines: list[str], style: Style, random: Random) -> list[str]:
    out: list[str] = []
    for line in lines:
        out.append(line)
        if random.random() < style.blank:
            out.append("")
    return out


def _notes(page: Page, style: Style, random: Random) -> list[str]:
    """The note zone: each marker before its body, or all markers first, one a line, with blank lines between."""
    stacked = len(page.markers) > 1 and random.random() < style.stacked
    out: list[str] = []
    if stacked:
        out += ["", *(line for mark in page.markers.values() for line in (encode(mark, style, random), ""))]
    for line in page.notes:
        called = CALL.match(line.text)
        text = (
            CALL.sub("", line.text)
            if called and stacked
            else CALL.sub(lambda m: page.markers[int(m[1])] + " ", line.text)
        )
        raw = encode(text, style, random)
        if raw.strip() or not stacked:
            out.append(raw.rstrip() if line.last else raw)
    return out


def folio_lines(number: int, style: Style, seed: int) -> list[str]:
    """The page number in this journal's form, one string a line; folios do not go through the text layer's spaces."""
    n = str(number)
    wide = "".join(chr(ord(c) + 0xFEE0) for c in n)
    forms = {
        "dash": [f"—{n}—"],
        "dot": [f"·{n}·"],
        "bare": [n],
        "full": [f"— {n} —"],
        "reversed": [f"—{wide[::-1]}—"],
        "stacked": list(n),
        "issue": [f"10340{seed % 90 + 10}-{number % 12 + 1}"],
        "page-of": [f"第{n}页"],
        "none": [],
    }
    return forms[style.folio]


def running_head(article: Article, number: int, style: Style) -> str:
    """The running head of a page, or nothing."""
    journal = _JOURNALS[article.seed % len(_JOURNALS)]
    issue = f"{journal}　{2001 + article.seed % 20}年第{article.seed % 6 + 1}期"
    title = article.title
    return {"none": "", "journal": issue, "title": title, "alternate": issue if number % 2 == 0 else title}[style.head]
