"""Take an Article, give it what the grammar leaves out: tables, figures' captions, lists and block quotations.

Each stands once or twice in the body, between two paragraphs, as journals set them: a caption above a table, one below a
figure, a list of points that begin with （1）.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tests.corpus.article import Article, Block, Kind

_HEADS = (("变量", "样本", "均值", "标准差"), ("年份", "进口额", "出口额", "占比"), ("地区", "人口", "产值", "增速"))
_FIRST = (("收入", "教育年限", "家庭规模"), ("2017", "2018", "2019"), ("东部", "中部", "西部"))
_POINTS = ("健全相应的制度安排", "扩大基层的自主权", "完善信息公开的渠道", "建立稳定的协商机制")
_QUOTED = "凡是涉及各方重大利益的事项，都应当在充分协商的基础上作出决定；未经协商的，任何一方不得单独采取行动，也不得以先例为由改变既有的安排。"


def with_floats(article: Article) -> Article:
    """The article with a quotation, a table, a figure's caption and a list, if it has paragraphs enough to part them."""
    random = Random(f"floats {article.seed}")
    made = [(_quotation(random)), _table(random), _figure(random), _points(random)]
    blocks = list(article.blocks)
    places = [i for i in range(len(blocks) - 1) if all(b.kind is Kind.PARAGRAPH for b in blocks[i : i + 2])]
    chosen = sorted(random.sample(places, min(len(places), len(made))), reverse=True)
    for place, group in zip(chosen, made, strict=False):
        blocks[place + 1 : place + 1] = group
    return replace(article, blocks=tuple(blocks))


def _quotation(random: Random) -> list[Block]:
    return [Block(Kind.QUOTE, _QUOTED[: random.choice((64, len(_QUOTED)))].rstrip("，") + "。")]


def _table(random: Random) -> list[Block]:
    which = random.randrange(len(_HEADS))
    rows = [_HEADS[which]]
    for name in _FIRST[which]:
        figures = (str(random.randint(120, 2800)), f"{random.uniform(1, 90):.2f}", f"{random.uniform(0, 9):.3f}")
        rows.append((name, *figures))
    text = "　".join(cell for row in rows for cell in row)
    return [Block(Kind.PARAGRAPH, f"表1　{_HEADS[which][1]}的描述性统计"), Block(Kind.TABLE, text, rows=tuple(rows))]


def _figure(random: Random) -> list[Block]:
    return [Block(Kind.FIGURE, f"图1　{random.choice(('历年变化趋势', '机制示意图', '各地区的分布'))}")]


def _points(random: Random) -> list[Block]:
    points = random.sample(_POINTS, 3)
    return [Block(Kind.ITEM, f"（{n}）{point}；") for n, point in enumerate(points, 1)]
