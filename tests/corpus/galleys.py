"""Take an Article and a Style, give galleys in the order of the page: front matter, body, end matter, foot of page
1.
"""

from __future__ import annotations

from tests.corpus import words
from tests.corpus.article import Article, Block, Kind
from tests.corpus.pages import Galley
from tests.corpus.style import Style


def front(article: Article, style: Style) -> list[Galley]:
    """Everything above the body, as far as the style prints it there."""
    out: list[Galley] = []
    if style.title_shown:
        out.append(_centre(article.title, 1.6, "title"))
        if article.subtitle:
            out.append(_centre("——" + article.subtitle, 1.2, "subtitle"))
        out.append(_centre("　".join(author.name for author in article.authors), 1.1, "author"))
        if style.affiliation:
            out.append(_centre(_affiliations(article), 0.9, "affiliation"))
    if article.abstract:
        out.append(_labelled(style.labels[0], article.abstract))
        out.append(_labelled(style.labels[1], style.keyword_mark.join(article.keywords)))
    codes = [f"中图分类号：{article.clc}" if article.clc else "", f"DOI：{article.doi}" if article.doi else ""]
    if any(codes):
        if article.clc:
            codes.insert(1, "文献标识码：A")
        out.append(Galley("　".join(code for code in codes if code), first=0.0, size=0.9, wide=True, role="codes"))
    if not style.front_foot:
        out += [Galley(text, size=0.9, wide=True, role="front") for text in _origin(article, style)]
    if style.english == "front":
        out += _english(article, wide=True)
    return out


def foot(article: Article, style: Style) -> list[Galley]:
    """Funding, author and date at the foot of page 1, in journals that put them there."""
    return [Galley(text, size=0.86, role="front") for text in _origin(article, style)] if style.front_foot else []


def body(article: Article) -> list[Galley]:
    return [_block(block) for block in article.blocks]


def back(article: Article, style: Style) -> list[Galley]:
    """Editor, endnotes, references, English block, in that order."""
    out: list[Galley] = []
    if article.editor:
        out.append(Galley(f"（责任编辑：{article.editor}）", first=float(style.measure - 10), size=0.9, role="editor"))
    if style.notes.startswith("endnotes") or style.notes == "citations":
        title = "参考文献：" if style.notes == "citations" else "注释："
        out.append(Galley(title, first=0.0, size=0.9, role="list-head"))
        for n, note in enumerate(article.notes, 1):
            marker = circled(n) if style.notes == "endnotes-circled" else f"[{n}]"
            out.append(Galley(f"{marker}{note.shown}", first=0.0, size=0.86, role="endnote"))
    if article.references:
        out.append(Galley("参考文献：", first=0.0, size=0.9, role="list-head"))
        out += [
            Galley(f"[{n}] {text}", first=0.0, size=0.86, role="reference")
            for n, text in enumerate(article.references, 1)
        ]
    if style.english == "back":
        out += _english(article, wide=False)
    return out


def circled(number: int) -> str:
    return chr(0x2460 + number - 1) if number <= 20 else chr(0x3251 + number - 21) if number <= 35 else f"({number})"


def _centre(text: str, size: float, role: str) -> Galley:
    return Galley(text, first=0.0, centre=True, size=size, wide=True, role=role)


def _labelled(label: str, text: str) -> Galley:
    return Galley(label + text, size=0.9, left=0.0, wide=True, role="front")


def _affiliations(article: Article) -> str:
    homes = list(dict.fromkeys(author.affiliation for author in article.authors))
    places = [f"{home}，{_city(home)}" for home in homes]
    if len(places) == 1:
        return f"（{places[0]}）"
    return "（" + "；".join(f"{n}. {place}" for n, place in enumerate(places, 1)) + "）"


def _city(home: str) -> str:
    index = sum(map(ord, home)) % len(words.CITIES)
    return f"{words.CITIES[index]}　{words.CODES[index]}"


def _origin(article: Article, style: Style) -> list[str]:
    out = []
    if article.received:
        out.append(f"收稿日期：{article.received}")
    if article.funding:
        out.append(style.labels[2] + article.funding)
    bios = "".join(author.bio for author in article.authors)
    if bios:
        out.append(style.labels[3] + bios)
    return out


def _english(article: Article, *, wide: bool) -> list[Galley]:
    return [
        Galley(article.title_en, first=0.0, centre=True, size=1.2, wide=wide, role="title-en"),
        Galley("Abstract: " + article.abstract_en, size=0.9, wide=wide, role="front"),
        Galley("Key words: " + "; ".join(article.keywords_en), size=0.9, wide=wide, role="front"),
    ]


def _block(block: Block) -> Galley:
    if block.kind is Kind.HEADING:
        centred = block.level == 1
        return Galley(
            block.text, first=0.0 if centred else 2.0, centre=centred, size=1.2 if centred else 1.0, role="heading"
        )
    if block.kind is Kind.QUOTE:
        return Galley(block.text, first=4.0, left=2.0, size=0.95, role="quote")
    if block.kind is Kind.FIGURE:
        return Galley(block.text, first=0.0, centre=True, size=0.9, role="figure")
    if block.kind is Kind.TABLE:
        return Galley(block.text, first=0.0, centre=True, size=0.9, role="table", rows=block.rows)
    if block.text.startswith("表") and len(block.text) < 30:
        return Galley(block.text, first=0.0, centre=True, size=0.9, role="caption")
    return Galley(block.text, role="item" if block.kind is Kind.ITEM else "body")
