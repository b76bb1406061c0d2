"""Take a seed, give an article put together as no journal prints one: lines of every kind that articles have, in any order.

A mutated article is still an article; what breaks a rule is more often a head without entries, a page that is all furniture, a note
without a text.  Half of them have places on a page, half are plain text.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from sco_pub.model.text import Geometry, RawLine, RawText

_SIGNS = "河道志记载各处水道的变迁本文讨论其体例与编纂者所见之异同今人论史每以文献为据而不察其源流之别故作此考以明之"
_SURNAMES = "林王李赵欧阳司马周"
_MARKS = "①②③④⑩⑳㉑㊿❶⑴"
_FIXED = (
    *(
        "",
        "\f",
        "注释：",
        "参考文献",
        "参考文献：",
        "Notes",
        "References",
        "目录",
        "续表",
        "（下转第9页）",
        "（上接第3页）",
    ),
    *(
        "Abstract: This paper deals with rivers and canals.",
        "Keywords: rivers; canals",
        "Journal of Rivers Vol. 3 No. 2",
    ),
    *("E = mc^2 ( 1 )", "def f(x):", "    return x", "-" * 30, "ISSN 1000-1234", "年份\t产值\t比例"),
)
_LEFT, _TOP, _FOOT, _STEP = 60.0, 760.0, 60.0, 14.0


def article(seed: int) -> RawText:
    """A text of at most 45 lines, most of them of a few kinds; the same for the same seed."""
    random = Random(seed)
    makers = _makers(random)
    few = random.sample(makers, random.randint(1, 8))
    lines = [random.choice(few if random.random() < 0.8 else makers)() for _ in range(random.randint(1, 45))]
    if random.random() < 0.5:
        return RawText("assembled.txt", "", tuple(RawLine(line) for line in lines if line != "\f"))
    return RawText("assembled.pdf", "", tuple(_placed(random, lines)), source="pdf")


def _placed(random: Random, lines: list[str]) -> list[RawLine]:
    page, y, rows = 1, _TOP, []
    for line in lines:
        if line == "\f" or y < _FOOT:
            page, y = page + 1, _TOP
        if line.strip():
            size, x = random.choice((9.0, 10.5, 10.5, 10.5, 16.0)), random.choice((_LEFT, _LEFT, _LEFT, 81.0, 320.0))
            rows.append(RawLine(line, page, Geometry(x, x + size * len(line), y, size)))
        y -= random.choice((_STEP, _STEP, 30.0))
    return rows


def _makers(random: Random) -> list[Callable[[], str]]:
    def han(length: int) -> str:
        return "".join(random.choice(_SIGNS) for _ in range(length))

    n, year, mark = random.randint(1, 40), random.randint(1950, 2025), random.choice(_MARKS)
    name = random.choice(_SURNAMES) + han(random.randint(1, 2))
    makers: list[Callable[[], str]] = [
        lambda: han(random.randint(4, 20)),
        lambda: f"{name} {han(2)} {han(2)}",
        lambda: f"（{han(4)}大学 {han(2)}学院，北京 100871）",
        lambda: f"摘要：{han(60)}。",
        lambda: f"关键词：{han(2)}；{han(3)}；{han(2)}",
        lambda: f"中图分类号：K{n} 文献标识码：A 文章编号：1000-{year}({year}){n:02d}-0001-10",
        lambda: f"一、{han(8)}",
        lambda: f"（{random.choice('一二三四')}）{han(8)}",
        lambda: f"{n}.{n} {han(7)}",
        lambda: f"{n} {han(7)}",
        lambda: f"{n}. {han(30)}",
        lambda: f"{han(30)}{mark}。",
        lambda: han(34),
        lambda: f"{han(12)}。",
        lambda: f"　　{han(30)}",
        lambda: f"{mark} {name}：《{han(6)}》，北京：{han(3)}出版社{year}年版，第{n}页。",
        lambda: f"[{n}] {name}. {han(9)}[J]. {han(4)}学报, {year}({n}): {n}-{n + 9}.",
        lambda: f"{han(20)}[{n}]{han(5)}。",
        lambda: str(n),
        lambda: f"·{n}·",
        lambda: f"{han(4)}学报 {year}年第{n}期",
        lambda: f"表{n} {han(6)}",
        lambda: f"图{n} {han(6)}",
        lambda: "  ".join(str(random.randint(1, 9999)) for _ in range(5)),
        lambda: f"{year}\t{n}\t{n}.5%",
        lambda: f"基金项目：{han(6)}（{year}ABC{n}）",
        lambda: f"作者简介：{name}（{year}—），男，{han(4)}大学教授。",
        lambda: f"收稿日期：{year}-01-02",
        lambda: f"* {han(20)}",
        lambda: f"({n}) {han(20)}；",
        lambda: f"（责任编辑：{name}）",
        lambda: f"“{han(20)}",
        lambda: f"{han(10)}”。",
        lambda: f"{han(6)}……{n}",
        lambda: f"【{han(4)}】{han(10)}",
        lambda: f"\ue562\ue583{han(5)}",
        lambda: f"\U00020089{han(4)}",
    ]
    return makers + [lambda line=line: line for line in _FIXED]
