"""Draw a page of a kind: sheets written sign by sign, and the truth about them (tests.corpus.album has the whole).

Real journals differ in what no text shows: how wide the gutter is, how much smaller the notes are, whether a rule parts them, how
high a call is raised.  Each kind draws those from its seed, within what journals do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from sco_pub.layout.from_ocr import sheet_of
from sco_pub.model.characters import hanzi_count
from sco_pub.model.sheet import Box, Glyph, ReadPage, ReadRow, ReadSign, Rule, Sheet
from sco_pub.model.text import Band

EM = 10.0
WIDTH, HEIGHT, LEFT, TOP = 500.0, 700.0, 50.0, 630.0  # points
_CLAUSES = (
    "流域内的水量分配长期缺少统一的规则", "上游的灌区每到春季便要提前开闸", "下游的村庄只好另挖浅井应急", "县里的水利员把每次放水都记在簿上",
    "这些簿册后来成了争议的依据", "协商会议每年在河口的小镇召开", "代表们先核对各自的水尺读数", "读数相差超过两寸便须重测",
    "重测的费用由提出异议的一方承担", "这一办法推行以后争吵明显减少", "但干旱的年份仍然会有人连夜偷掘", "巡渠的人手始终不够",
    "于是有人提议改用轮灌", "轮灌的次序按田亩的多少排定", "田亩多的户头自然占先", "穷户因此另有一番说法",
    "老人们记得从前并不是这样", "从前靠的是口头的约定", "约定的内容并没有写下来", "凡是写下来的都可以修改",
)  # fmt: skip
_WIDE = "，。：；、（）《》“”！？①②③④⑤⑥⑦⑧⑨〔〕　—"


@dataclass(frozen=True, slots=True)
class Leaf:
    """Sheets, and the truth about them: lines with their bands in reading order, tables' rows, kinds of regions."""

    sheets: tuple[Sheet, ...]
    lines: tuple[tuple[Band, str], ...]
    tables: tuple[tuple[tuple[str, ...], ...], ...] = ()
    regions: tuple[str, ...] = ()


@dataclass(slots=True)
class _Page:
    """A page that is being set."""

    random: Random
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    paths: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    lines: list[tuple[Band, str]] = field(default_factory=list)
    tables: list[tuple[tuple[str, ...], ...]] = field(default_factory=list)
    regions: list[str] = field(default_factory=list)
    calls: str = ""  # signs that are raised, smaller than the type around them
    call_size: float = 1.0  # of the type
    call_rise: float = 0.0  # em

    def put(self, text: str, x: float, y: float, size: float = EM, font: str = "Song", *, bold: bool = False) -> float:
        """Signs on a baseline, which stand for no line of the truth by themselves; gives the right edge."""
        for sign in text:
            drawn = size * self.call_size if sign in self.calls else size
            wide = drawn if hanzi_count(sign) or sign in _WIDE else drawn / 2
            if not sign.isspace():
                rise = size * self.call_rise if sign in self.calls else 0.0
                self.glyphs.append(Glyph(sign, x, x + wide, y + rise, drawn, bold, font, False))
            x += wide
        return x

    def line(
        self, text: str, x: float, y: float, size: float = EM, *, band: Band = Band.TEXT, bold: bool = False
    ) -> None:
        self.put(text, x, y, size, "Hei" if bold else "Song", bold=bold)
        self.lines.append((band, text))

    def centred(
        self, text: str, middle: float, y: float, size: float = EM, *, band: Band = Band.TEXT, bold: bool = False
    ) -> None:
        wide = sum(size if hanzi_count(s) or s in _WIDE else size / 2 for s in text)
        self.line(text, middle - wide / 2, y, size, band=band, bold=bold)

    def prose(self, x: float, top: float, lines: int, measure: int, step: float, *, size: float = EM) -> float:
        """Paragraphs, ``measure`` signs wide; gives the baseline of the line that would come next."""
        left = 0
        for n in range(lines):
            if not left:
                left = self.random.randint(3, 6)
                text, inset = _sentences(self.random, left * measure), 2
            left -= 1
            room = measure - inset
            text = _called(text, self.calls, n)
            shown = text[:room] if left and n < lines - 1 else text[: self.random.randint(room // 2, room - 1)] + "。"
            text = text[room:]
            self.line(shown, x + inset * size, top - n * step, size)
            inset = 0
        return top - lines * step

    def rule(self, x0: float, x1: float, y: float, weight: float = 0.6) -> None:
        self.rules.append(Rule(x0, y - weight / 2, x1, y + weight / 2))

    def sheet(self, number: int = 1, width: float = WIDTH) -> Sheet:
        signs, place = tuple(self.glyphs), (number - 1, 0.0)
        return Sheet(
            number, width, HEIGHT, signs, tuple(self.rules), 0, 0, False, tuple(self.pictures), tuple(self.paths), place
        )  # fmt: skip


def _called(text: str, calls: str, line: int) -> str:
    """The text with a call before a mark of its, in one line of seven as long as there are calls."""
    at = text.find("，", 6)
    return (
        f"{text[:at]}{calls[line // 7]}{text[at:]}"
        if line % 7 == 3 and line // 7 < len(calls) and 0 < at < 30
        else text
    )


def _sentences(random: Random, length: int) -> str:
    out = ""
    while len(out) < length + 4:
        out += random.choice(_CLAUSES) + random.choice("，，，。；")
    return out


def _leaf(*pages: _Page, sheets: Sequence[Sheet] = ()) -> Leaf:
    return Leaf(
        tuple(sheets) or tuple(page.sheet(n) for n, page in enumerate(pages, 1)),
        tuple(line for page in pages for line in page.lines),
        tuple(table for page in pages for table in page.tables),
        tuple(kind for page in pages for kind in page.regions),
    )


def _furniture(page: _Page, right: float = WIDTH - LEFT, left: float = LEFT) -> None:
    """A running head, with or without a rule, and a folio, as the seed has it."""
    y = TOP + page.random.choice((28.0, 34.0, 42.0))
    page.centred(page.random.choice(("水利史研究", "某某：轮灌考")), (left + right) / 2, y, 0.85 * EM, band=Band.HEAD)
    if page.random.random() < 0.5:
        page.rule(left, right, y - 7)


def _folio(page: _Page, right: float = WIDTH - LEFT, left: float = LEFT) -> None:
    shown = page.random.choice(("· 31 ·", "31", "—31—"))
    page.centred(shown, (left + right) / 2, page.random.choice((34.0, 40.0)), 0.85 * EM, band=Band.FOOT)


def _notes(page: _Page, x: float, bottom: float, measure: float, *, ruled: bool, count: int = 2) -> float:
    """Notes that end at ``bottom``; gives the height of what parts them from the text above."""
    size, step = EM * page.random.choice((0.8, 0.85, 0.9)), 13.0
    top = bottom + (2 * count - 1) * step
    for n in range(count):
        words = f"{'①②③④⑤'[n]}参见某某编：《水簿》，第{page.random.randint(2, 400)}页。" + _sentences(
            page.random, int(measure / size)
        )
        room = int(measure / size) - 2
        page.line(words[:room], x + 2 * size, top - 2 * n * step, size, band=Band.NOTES)
        page.line(words[room : room + 8] + "。", x, top - (2 * n + 1) * step, size, band=Band.NOTES)
    if ruled:
        page.rule(x, x + page.random.choice((0.2, 0.3, 0.5)) * measure, top + 14)
    return top + 20


def _page(random: Random) -> _Page:
    page = _Page(random)
    _furniture(page)
    return page


def _one_column(random: Random) -> Leaf:
    """Text, raised calls, notes at the foot under a rule or under white alone."""
    page = _page(random)
    step = random.choice((15.0, 16.0, 17.5))
    ruled = random.random() < 0.6
    later = _Page(random)
    over = _notes(later, LEFT, 66.0, 400.0, ruled=ruled, count=random.choice((1, 2, 3)))
    lines = int((TOP - over) / step) - (0 if ruled else 1)
    page.call_size, page.call_rise = random.choice((0.5, 0.6, 0.7)), random.choice((0.3, 0.38, 0.5))
    page.calls = "①②"
    page.prose(LEFT, TOP, lines, 40, step)
    page.glyphs += later.glyphs
    page.rules += later.rules
    page.lines += later.lines
    _folio(page)
    return _leaf(page)


def _two_columns(random: Random) -> Leaf:
    """A title and an abstract over both, a gutter of one em to three, notes below each column or none."""
    page = _page(random)
    gutter = random.choice((10.0, 14.0, 20.0, 28.0))
    measure = int((400 - gutter) / 2 / EM)
    right = LEFT + measure * EM + gutter
    y = TOP
    if random.random() < 0.7:
        page.centred("轮灌制度的形成与变迁", WIDTH / 2, y, 16.0, bold=True)
        page.centred("甲某某　乙某", WIDTH / 2, y - 26, EM)
        for n in range(3):
            page.line(
                ("摘要：" if not n else "") + _sentences(random, 44)[: 41 if n else 38], LEFT, y - 48 - 14 * n, 0.9 * EM
            )
        y -= 48 + 3 * 14 + 14
    step = random.choice((15.0, 16.0))
    foot = _Page(random)
    over = _notes(foot, LEFT, 66.0, measure * EM, ruled=True) if random.random() < 0.5 else 60.0
    page.prose(LEFT, y, int((y - over) / step), measure, step)
    page.prose(right, y, int((y - 60.0) / step), measure, step)
    page.glyphs += foot.glyphs
    page.rules += foot.rules
    page.lines += foot.lines
    _folio(page)
    return _leaf(page)


def _tables(random: Random) -> Leaf:
    """A three-line table, a grid, or columns without a rule, between two stretches of text; its note below."""
    page = _page(random)
    kind = random.choice(("three", "three", "grid", "bare"))
    y = page.prose(LEFT, TOP, 10, 40, 16.0)
    page.centred(
        f"表1　{random.choice(('各渠放水的次数', '各村的田亩'))}",
        WIDTH / 2,
        y - 8,
        0.9 * EM,
        bold=random.random() < 0.5,
    )
    columns = random.choice((3, 4, 5))
    rows = [("渠名", "次数", "田亩", "户数", "费用")[:columns]]
    rows += [
        (f"{name}渠", *(str(random.randint(10, 9000)) for _ in range(columns - 1)))
        for name in "甲乙丙丁戊"[: random.choice((3, 5))]
    ]
    left, wide, step = LEFT + random.choice((0.0, 40.0)), random.choice((300.0, 360.0)), random.choice((14.0, 17.0))
    top = y - 30
    for n, row in enumerate(rows):
        for m, cell in enumerate(row):
            page.put(cell, left + 6 + m * wide / columns, top - n * step, 0.85 * EM)
        page.lines.append((Band.TEXT, "".join(row)))
    bottom = top - (len(rows) - 1) * step
    if kind != "bare":
        for at, weight in ((top + 12, 1.2), (top - 5, 0.6), (bottom - 6, 1.2)):
            page.rule(left, left + wide, at, weight)
    if kind == "grid":
        for n in range(1, len(rows) - 1):
            page.rule(left, left + wide, top - n * step - 5)
        page.rules += [
            Rule(x - 0.3, bottom - 6, x + 0.3, top + 12)
            for x in (left + m * wide / columns for m in range(columns + 1))
        ]
    page.tables.append(tuple(rows))
    if random.random() < 0.5:
        page.line("注：数字取自水簿。", left + 6, bottom - 18, 0.8 * EM)
    page.prose(LEFT, bottom - 44, int((bottom - 44 - 70) / 16), 40, 16.0)
    _folio(page)
    return _leaf(page)


def _cells(random: Random) -> Leaf:
    """A three-line table whose cells have several lines, each cell centred on its row's middle, between two stretches of text."""
    page = _page(random)
    y = page.prose(LEFT, TOP, random.choice((6, 9)), 40, 16.0)
    page.centred("表1　各种轮灌办法的比较", WIDTH / 2, y - 8, 0.9 * EM)
    size, pitch, white = 8.0, random.choice((9.6, 10.0)), random.choice((3.0, 4.0))
    places, measures = (LEFT + 4, LEFT + 56, LEFT + 196), (5, 16, 22)
    at = top = y - 32
    drawn: dict[float, str] = {}
    rows: list[tuple[str, ...]] = [("办法", "长处", "短处")]
    for x, head in zip(places, rows[0], strict=True):
        page.put(head, x, at, size)
    drawn[at] = "".join(rows[0])
    at -= 16
    named = "按田亩排定次序", "按水尺读数", "按户头抽签的办法"
    for name in (*named[: random.choice((2, 3))], "由各村口头约定"):
        counts = 1 + (len(name) > measures[0]), random.choice((3, 5)), random.choice((2, 4))
        cells = (
            name,
            *(
                _sentences(random, count * measure)[: count * measure - random.randint(1, 5)]
                for count, measure in zip(counts[1:], measures[1:], strict=True)
            ),
        )
        for x, measure, count, cell in zip(places, measures, counts, cells, strict=True):
            for n in range(count):
                line, height = cell[n * measure : (n + 1) * measure], at - (max(counts) - count + 2 * n) * pitch / 2
                page.put(line, x, height, size)
                drawn[height] = drawn.get(height, "") + line
        at -= max(counts) * pitch + white
        rows.append(cells)
    page.lines += [(Band.TEXT, drawn[height]) for height in sorted(drawn, reverse=True)]
    bottom = at + pitch - 5
    for height, weight in ((top + 11, 1.2), (top - 5, 0.6), (bottom, 1.2)):
        page.rule(LEFT, LEFT + 380, height, weight)
    page.tables.append(tuple(rows))
    page.prose(LEFT, bottom - 26, int((bottom - 26 - 70) / 16), 40, 16.0)
    _folio(page)
    return _leaf(page)


def _formulas(random: Random) -> Leaf:
    """Display formulas with their numbers, one of them a fraction, in one column or the first of two."""
    page = _page(random)
    measure = random.choice((40, 19))
    wide = measure * EM
    y = page.prose(LEFT, TOP, 8, measure, 16.0)
    for n in range(1, random.choice((3, 4))):
        y -= 10
        middle = LEFT + wide / 2
        if random.random() < 0.5:
            start = page.put("Q = ", middle - 40, y, EM, "Math")
            page.put("a + b", start + 4, y + 7, EM, "Math")
            page.put("k - 1", start + 4, y - 7, EM, "Math")
            page.rule(start, start + 34, y + 3)
        else:
            page.put(f"w = {n}x + y(z - k)", middle - 44, y, EM, "Math")
        number = f"({n})"
        page.put(number, LEFT + wide - 5 * len(number), y)
        page.lines.append((Band.TEXT, number))
        page.regions.append("formula")
        y -= 30
        y = page.prose(LEFT, y, random.choice((2, 4)), measure, 16.0)
    page.prose(LEFT, y, int((y - 70) / 16), measure, 16.0)
    if measure < 40:
        page.prose(LEFT + 210, TOP, int((TOP - 70) / 16), measure, 16.0)
    _folio(page)
    return _leaf(page)


def _figures(random: Random) -> Leaf:
    """A photograph or a chart with its words, the caption below, over one column or over both."""
    page = _page(random)
    columns = random.choice((1, 2))
    measure = 40 if columns == 1 else 19
    both = columns == 1 or random.random() < 0.5
    x0, x1 = (LEFT + 60, WIDTH - LEFT - 60) if both else (LEFT + 20, LEFT + 170)
    high = random.choice((90.0, 150.0))
    y = TOP - 10 * 16.0 if not both or columns == 1 else TOP + 8
    if not both or columns == 1:
        page.prose(LEFT, TOP, 10, measure, 16.0)
    box = Box(x0, y - high, x1, y)
    if random.random() < 0.4:
        page.pictures.append(box)
    else:
        page.paths += [Box(x0, y - high, x1, y - high + 0.5), Box(x0, y - high, x0 + 0.5, y)]
        page.paths += [
            Box(x0 + 20 + 22 * n, y - high, x0 + 32 + 22 * n, y - high + random.uniform(20, high - 20))
            for n in range(5)
        ]
        for n in range(3):
            page.put(str(10 * n), x0 - 12, y - high + 25 * n, 0.7 * EM, "Hei")
    page.regions.append("figure")
    page.centred("图1　历年的放水量", (x0 + x1) / 2, y - high - 18, 0.9 * EM)
    below = y - high - 44
    page.prose(LEFT, below, int((below - 70) / 16), measure, 16.0)
    if columns == 2:
        start = below if both else TOP
        page.prose(LEFT + 210, start, int((start - 70) / 16), measure, 16.0)
    _folio(page)
    return _leaf(page)


def _margins(random: Random) -> Leaf:
    """Line numbers or a stamp beside the text, words aslant behind it: none of them is text."""
    page = _page(random)
    every = random.choice((1, 5))
    lines = 34
    page.prose(LEFT, TOP, lines, 40, 16.0)
    for n in range(every, lines + 1, every):
        page.put(str(n), LEFT - 30 - 5 * (len(str(n)) - 1), TOP - (n - 1) * 16.0, 0.7 * EM)
    if random.random() < 0.5:
        page.glyphs += [
            Glyph(s, 120 + 40 * n, 160 + 40 * n, 200 + 40 * n, 40, False, "Hei", True, aslant=True)
            for n, s in enumerate("内部资料")
        ]
    _folio(page)
    return _leaf(page)


def _spreads(random: Random) -> Leaf:
    """Two pages on one sheet, each with its head, its notes and its folio."""
    pages = []
    for side in range(2):
        page = _Page(random)
        left = LEFT + side * 500
        _furniture(page, left + 400, left)
        step = random.choice((15.0, 16.0))
        foot = _Page(random)
        over = _notes(foot, left, 66.0, 400.0, ruled=True) if random.random() < 0.5 else 60.0
        page.prose(left, TOP, int((TOP - over) / step), 40, step)
        page.glyphs += foot.glyphs
        page.rules += foot.rules
        page.lines += foot.lines
        _folio(page, left + 400, left)
        pages.append(page)
    both = _Page(random, [*pages[0].glyphs, *pages[1].glyphs], [*pages[0].rules, *pages[1].rules])
    return _leaf(*pages, sheets=[both.sheet(width=1000.0)])


def _upright(random: Random) -> Leaf:
    """Lines from top to bottom, the first at the right."""
    page = _Page(random)
    step, count = random.choice((17.0, 20.0)), random.choice((16, 20))
    for n in range(count):
        inset = 2 if n % 4 == 0 else 0
        text = _sentences(random, 50)[: 50 - inset]
        x = WIDTH - LEFT - EM - n * step
        for m, sign in enumerate(text):
            page.glyphs.append(Glyph(sign, x, x + EM, TOP - (m + inset) * EM, EM, False, "Song", False))
        page.lines.append((Band.TEXT, text))
    return _leaf(page)


def _lists(random: Random) -> Leaf:
    """References whose numbers hang, in one column or two, behind the text's end."""
    page = _page(random)
    columns = random.choice((1, 2))
    measure = 400.0 if columns == 1 else 190.0
    size, hang = 0.85 * EM, random.choice((14.0, 20.0))
    y = page.prose(LEFT, TOP, 6, 40, 16.0) - 14
    page.line("参考文献", LEFT, y, EM, bold=True)
    room = int((measure - hang) / size)
    for column in range(columns):
        at = y - 22
        for n in range(1, 9):
            number = n + 8 * column
            x = LEFT + column * 210
            words = f"某某. {_sentences(random, room)[: room - 8 + random.randint(0, 20)]}[J]. 水利史研究, 20{10 + n}, ({n})."
            page.put(f"[{number}]", x, at, size)
            page.lines.append((Band.TEXT, f"[{number}]{words[:room]}"))
            page.put(words[:room], x + hang, at, size)
            if words[room:]:
                at -= 13
                page.line(words[room : 2 * room], x + hang, at, size)
            at -= 13
    _folio(page)
    return _leaf(page)


def _over_pages(random: Random) -> Leaf:
    """A table that runs over to the next page, with its head and 续表 again or without."""
    first, second = _page(random), _page(random)
    y = first.prose(LEFT, TOP, 26, 40, 16.0)
    first.centred("表2　各村的田亩", WIDTH / 2, y - 8, 0.9 * EM)
    rows = [("村名", "水田", "旱地")] + [
        (f"{a}{b}村", str(random.randint(10, 900)), str(random.randint(10, 900))) for a in "东西南" for b in "一二三四"
    ]
    cut = random.choice((5, 7))
    repeated = random.random() < 0.5
    for page, some, top in ((first, rows[:cut], y - 30), (second, rows[cut:], TOP - 24 if repeated else TOP)):
        if repeated and page is second:
            page.line("续表2", WIDTH - LEFT - 40, TOP, 0.9 * EM)
            some = [rows[0], *some]
        for n, row in enumerate(some):
            for m, cell in enumerate(row):
                page.put(cell, LEFT + 6 + m * 130, top - n * 16, 0.85 * EM)
            page.lines.append((Band.TEXT, "".join(row)))
        bottom = top - (len(some) - 1) * 16
        for at in (top + 11, bottom - 6):
            page.rule(LEFT, WIDTH - LEFT, at, 1.0)
        if page is first or repeated:
            page.rule(LEFT, WIDTH - LEFT, top - 5)
        if page is second:
            page.prose(LEFT, bottom - 40, int((bottom - 110) / 16), 40, 16.0)
        _folio(page)
    first.tables.append(tuple(rows))
    return _leaf(first, second)


def _titles(random: Random) -> Leaf:
    """A first page: the journal's head, a title in two lines, authors with raised numbers, institutions, abstract, a foot line."""
    page = _page(random)
    page.centred("轮灌制度的形成与变迁", WIDTH / 2, TOP - 10, 18.0, bold=True)
    page.centred("——以某县水簿为中心的考察", WIDTH / 2, TOP - 36, 13.0)
    x = WIDTH / 2 - 60
    for n, name in enumerate(("甲某某", "乙某", "丙某某")[: random.choice((2, 3))], 1):
        x = page.put(name, x, TOP - 60, 11.0)
        x = page.put(str(n), x, TOP - 60 + 11 * random.choice((0.3, 0.4)), 6.5) + 14
    page.lines.append((Band.TEXT, "".join(g.sign for g in page.glyphs if g.y > TOP - 61 and g.y < TOP - 50)))
    page.centred("（1. 某大学历史系，某市　100000；2. 某学院，某市　200000）", WIDTH / 2, TOP - 80, 0.85 * EM)
    y = TOP - 104
    for n in range(4):
        page.line(
            ("摘　要：" if not n else "") + _sentences(random, 46)[: 40 if n else 36], LEFT + 20, y - 14 * n, 0.9 * EM
        )
    page.line("关键词：轮灌；水簿；协商", LEFT + 20, y - 60, 0.9 * EM)
    page.line("一、问题的提出", LEFT + 20, y - 92, 12.0, bold=True)
    foot = _Page(random)
    over = _notes(foot, LEFT, 66.0, 400.0, ruled=True, count=1)
    page.prose(LEFT, y - 116, int((y - 116 - over) / 16.0), 40, 16.0)
    page.glyphs += foot.glyphs
    page.rules += foot.rules
    page.lines += foot.lines
    _folio(page)
    return _leaf(page)


def _mixed(random: Random) -> Leaf:
    """Two columns parted by a rule or by white: a table in one, a picture in the other, notes without a rule below the first."""
    page = _page(random)
    gutter = random.choice((16.0, 24.0))
    measure = int((400 - gutter) / 2 / EM)
    right = LEFT + measure * EM + gutter
    if random.random() < 0.4:
        middle = right - gutter / 2
        page.rules.append(Rule(middle - 0.3, 60.0, middle + 0.3, TOP + 10))
    y = page.prose(LEFT, TOP, 9, measure, 16.0)
    page.centred("表3　水尺读数", LEFT + measure * EM / 2, y - 8, 0.85 * EM)
    rows = (("日期", "上游", "下游"), ("初一", "3.21", "2.90"), ("十五", "3.05", "2.77"))
    for n, row in enumerate(rows):
        for m, cell in enumerate(row):
            page.put(cell, LEFT + 4 + m * 62, y - 28 - n * 14, 0.8 * EM)
        page.lines.append((Band.TEXT, "".join(row)))
    for at in (y - 18, y - 33, y - 62):
        page.rule(LEFT, LEFT + measure * EM, at, 0.8)
    page.tables.append(rows)
    small, foot = 0.8 * EM, 66.0
    page.prose(LEFT, y - 84, int((y - 84 - foot - 50) / 16), measure, 16.0)
    later = _Page(random)
    room = int(measure * EM / small)
    for n, words in enumerate(("①参见某某编：《水簿》。", "②同上书，第31页。")):
        later.line(words[:room], LEFT + small, foot + 13 - 13 * n, small, band=Band.NOTES)
    lower = page.prose(right, TOP, 6, measure, 16.0)
    page.pictures.append(Box(right + 20, lower - 100, right + 150, lower))
    page.regions.append("figure")
    page.centred("图2　水尺", right + measure * EM / 2, lower - 116, 0.85 * EM)
    page.prose(right, lower - 142, int((lower - 142 - 60) / 16), measure, 16.0)
    page.glyphs += later.glyphs
    page.lines += later.lines
    _folio(page)
    return _leaf(page)


def _inline(random: Random) -> Leaf:
    """Letters set higher and lower inside lines, and page ranges whose dash is drawn."""
    page = _page(random)
    for n in range(30):
        y = TOP - 18 * n
        words = _sentences(random, 44)
        if n % 5 == 2:
            x = page.put(words[:12] + "x", LEFT, y)
            x = page.put("2", x, y + random.choice((0.35, 0.45)) * EM, 0.6 * EM)
            page.put("与y", x, y)
            x += 15
            page.put("i", x, y - random.choice((0.2, 0.3)) * EM, 0.6 * EM)
            page.put(words[12:30], x + 5, y)
            page.lines.append((Band.TEXT, f"{words[:12]}x2与yi{words[12:30]}"))
        elif n % 5 == 4:
            x = page.put(words[:20] + "第31", LEFT, y)
            bar = random.choice((4.5, 6.0))
            page.paths.append(Box(x + 0.5, y + 0.33 * EM, x + bar, y + 0.38 * EM))
            page.put("46页" + words[20:30], x + 6.5, y)
            page.lines.append((Band.TEXT, f"{words[:20]}第31-46页{words[20:30]}"))
        else:
            page.line(words[:40], LEFT, y)
    _folio(page)
    return _leaf(page)


def _unseen(random: Random) -> Leaf:
    """Words that nobody sees: without ink, beyond the edge, too small; and turned words in the margin."""
    page = _page(random)
    page.prose(LEFT, TOP, 33, 40, 16.0)
    way = random.choice(("hidden", "outside", "small"))
    words = "某数据库下载凭证"
    before = len(page.glyphs)
    if way == "small":
        page.put(words, LEFT, 52.0, random.choice((0.5, 1.0)))
    else:
        page.put(words, LEFT if way == "hidden" else WIDTH + 20, 300.0, EM)
    page.glyphs[before:] = [replace(glyph, hidden=way == "hidden") for glyph in page.glyphs[before:]]
    _folio(page)
    return _leaf(page)


def _read(random: Random) -> Leaf:
    """A scan as an engine reads it: a little aslant, notes in small rows below a rule, the title in tall ones."""
    scale, tilt = 2.0, random.choice((0.0, 0.004, -0.01))
    page = _Page(random)
    rows: list[ReadRow] = []
    y = 90.0
    plan = [(18.0, 2, "轮灌制度的形成与变迁", Band.TEXT)] if random.random() < 0.6 else []
    plan += [
        (EM, 2 if n % 4 == 0 else 0, _sentences(random, 44)[: 38 if n % 4 == 0 else 40], Band.TEXT) for n in range(24)
    ]
    notes = [(0.8 * EM, 2, f"{mark}参见某某编：《水簿》，第{n}页。", Band.NOTES) for n, mark in enumerate("①②", 7)]
    rules: list[tuple[int, int, int]] = []
    for size, inset, text, band in [*plan, *notes]:
        if band is Band.NOTES and not rules:
            y += 16
            rules.append((int(LEFT * scale), int((LEFT + 120) * scale), int(y * scale)))
            y += 6
        x = LEFT + inset * size
        signs = []
        for sign in text:
            wide = size if hanzi_count(sign) or sign in _WIDE else size / 2
            top = y + tilt * (x - LEFT)
            signs.append(ReadSign(sign, x * scale, top * scale, (x + wide) * scale, (top + size / 0.8) * scale))
            x += wide
        rows.append(ReadRow(tuple(signs), random.choice((0.9, 0.97)), tilt, 0.2))
        page.lines.append((band, text))
        y += 1.6 * size if band is Band.TEXT else 1.5 * size
    read = ReadPage(int(WIDTH * scale), int(HEIGHT * scale), int(72 * scale), tuple(rows), tuple(rules))
    return _leaf(page, sheets=[sheet_of(read, 1, WIDTH, HEIGHT)])


KINDS: dict[str, Callable[[Random], Leaf]] = {
    "mixed": _mixed,
    "inline": _inline,
    "unseen": _unseen,
    "read": _read,
    "one-column": _one_column,
    "two-columns": _two_columns,
    "tables": _tables,
    "cells": _cells,
    "formulas": _formulas,
    "figures": _figures,
    "margins": _margins,
    "spreads": _spreads,
    "upright": _upright,
    "lists": _lists,
    "over-pages": _over_pages,
    "titles": _titles,
}
