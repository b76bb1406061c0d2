"""Take a random stream and a field, give sentences, paragraphs and bodies: the grammar of an invented Chinese article.

The sentences mean little but have everything that makes cleaning hard: numbers and dates, percentages, thousands,
ranges, fractions, quotations in quotations, titles, dashes, foreign names, abbreviations, enumerations with ①②③
that are no notes, paragraphs that begin with a year, "第一，" or "（1）", one-line paragraphs, paragraphs that fill
their last line.  What an article looks like on paper is not decided here (see tests.corpus.style).
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests.corpus import words
from tests.corpus.article import Block, Fate, Kind, Note
from tests.corpus.sources import note_body
from tests.corpus.style import Style

NUMERALS = "一二三四五六七八九十"
_VERBS = (
    "推动了",
    "重塑了",
    "直接影响",
    "在一定程度上制约着",
    "为各方提供了",
    "尚未完全适应",
    "有助于改善",
    "不断深化",
    "主要依赖于",
    "长期忽视了",
)
_OPENERS = (
    "随着{t}的推进，",
    "从{t}来看，",
    "与此同时，",
    "值得注意的是，",
    "在{t}方面，",
    "尽管如此，",
    "事实上，",
    "换言之，",
    "就{t}而言，",
    "然而，",
    "自{y}年以来，",
    "{y}年{m}月，",
    "{y}年{m}月{d}日，",
    "截至{y}年底，",
    "20世纪{dec}年代以后，",
    "根据{j}的统计，",
)
_CLAUSES = (
    "{a}{v}{t}",
    "{t}{v}{t2}",
    "{a}与{a2}就{t}达成了共识",
    "{t}要与{t2}相适应",
    "{a}的投入达到{n}亿元",
    "这一比例由{p}%上升到{p2}%",
    "相关支出约占GDP的{p}%",
    "{a}先后出台了{k}项政策",
    "其规模超过{big}万人",
    "年均增长{p}%",
    "所谓“{term}”并不等于{t}",
    "{t}的问题远未解决",
    "仅{k}个成员签署了《{w}》",
    "{who}将其概括为“{term}”",
    "{t}约占总量的{k}/{k2}",
    "有学者称之为“‘{term}’式的{t}”",
    "这正是{t}的原因所在",
    "样本区间为{y}～{y2}年",
    "{a}需要{k}～{k2}年的过渡期",
    "该指标的均值为{dec2}（标准差为{p}）",
    "{abbr}的引入{v}{t}",
)
_CLOSERS = (
    "。",
    "。",
    "。",
    "。",
    "。",
    "，二者不可偏废。",
    "——这是理解{t}的关键。",
    "吗？",
    "；{t}也是如此。",
    "，包括{t}、{t2}等。",
    "：一是{t}，二是{t2}。",
    "（参见表{k}）。",
)
_TOPICS = (
    "{t}的内在逻辑",
    "{t}：现状与问题",
    "{a}的角色定位",
    "从“{term}”到{t}",
    "完善{t}的对策建议",
    "{t}面临的挑战",
    "如何理解{t}？",
    "{t}与{t2}的关系",
)


@dataclass(slots=True)
class Grammar:
    """A stream of random phrases of one field; every phrase comes from ``random`` alone."""

    random: Random
    field: words.Field

    def fill(self, template: str) -> str:
        r, f = self.random, self.field
        thing, thing2 = r.sample(f.things, 2)
        actor, actor2 = r.sample(f.actors, 2)
        year = r.randint(1949, 2020)
        big = r.choice(
            (str(r.randint(20, 999)), thousands(r.randint(1000, 99999)), thousands(r.randint(100000, 9999999)))
        )
        k = r.randint(2, 8)
        return template.format(
            t=thing,
            t2=thing2,
            a=actor,
            a2=actor2,
            y=year,
            y2=year + r.randint(2, 9),
            m=r.randint(1, 12),
            d=r.randint(1, 28),
            n=r.choice((r.randint(2, 999), thousands(r.randint(1000, 9999)), f"{r.randint(1, 99)}.{r.randint(1, 99)}")),
            p=f"{r.randint(1, 99)}.{r.randint(1, 9)}",
            p2=r.randint(10, 99),
            k=k,
            k2=k + r.randint(1, 3),
            big=big,
            dec=r.choice((50, 60, 70, 80, 90)),
            dec2=f"0.{r.randint(100, 999)}",
            term=r.choice(f.terms),
            w=r.choice(f.works),
            j=r.choice(words.NEWSPAPERS),
            who=r.choice(words.FOREIGN)[0],
            abbr=r.choice(words.ABBREVIATIONS),
            v=r.choice(_VERBS),
        )

    def phrase(self, templates: tuple[str, ...]) -> str:
        return self.fill(self.random.choice(templates))

    def sentence(self) -> str:
        opener = self.phrase(_OPENERS) if self.random.random() < 0.5 else ""
        clauses = [self.phrase(_CLAUSES) for _ in range(self.random.randint(1, 4))]
        return opener + "，".join(clauses) + self.phrase(_CLOSERS)

    def paragraph(self, low: int = 2, high: int = 7) -> str:
        text = "".join(self.sentence() for _ in range(self.random.randint(low, high)))
        if self.random.random() < 0.02:
            a, b, c = self.random.sample(self.field.things, 3)
            text += f"其要点有三：①{a}；②{b}；③{c}。"
        return text

    def topic(self) -> str:
        return self.phrase(_TOPICS)

    def person(self) -> str:
        given = self.random.sample(words.GIVEN, self.random.choice((1, 2, 2)))
        return self.random.choice(words.SURNAMES) + "".join(given)


def body(grammar: Grammar, style: Style, notes: list[Note], references: int) -> list[Block]:
    blocks = [_paragraph(grammar, style, notes, references) for _ in range(grammar.random.randint(1, 2))]
    for first in range(grammar.random.randint(2, style.sections)):
        blocks.append(Block(Kind.HEADING, _heading(style.scheme[0], first, 0) + grammar.topic(), 1))
        subsections = grammar.random.choice((0, 2, 3)) if len(style.scheme) > 1 else 0
        for second in range(max(1, subsections)):
            if subsections:
                blocks.append(Block(Kind.HEADING, _heading(style.scheme[1], second, first) + grammar.topic(), 2))
            blocks += [_paragraph(grammar, style, notes, references) for _ in range(grammar.random.randint(1, 4))]
            if style.quotes and grammar.random.random() < 0.2:
                blocks.append(Block(Kind.QUOTE, grammar.paragraph(2, 3)))
                blocks.append(_paragraph(grammar, style, notes, references))
    return blocks


def _heading(scheme: str, number: int, parent: int) -> str:
    return scheme.format(c=NUMERALS[number], n=number + 1, p=parent + 1)


def _paragraph(grammar: Grammar, style: Style, notes: list[Note], references: int) -> Block:
    random = grammar.random
    start = random.choice(
        ("", "", "", "", "", "", "第一，", "首先，", "（1）", f"{random.randint(1950, 2020)}年，", "其次，")
    )
    low, high = random.choice(((2, 7), (2, 7), (3, 6), (1, 1), (1, 2)))
    text = start + grammar.paragraph(low, high)
    if random.random() < style.note_rate:
        text = _call(grammar, style, text, notes)
        if random.random() < 0.4:
            text = _call(grammar, style, text, notes)
    return Block(Kind.PARAGRAPH, text)


def _call(grammar: Grammar, style: Style, text: str, notes: list[Note]) -> str:
    """Put one more call behind a later sentence (or inside one) and its note at the end of ``notes``."""
    begin = text.rfind("⟧") + 1
    marks = "。" if grammar.random.random() < 0.8 else "，"
    places = [i for i in range(begin + 4, len(text)) if text[i] == marks]
    if not places:
        return text
    at = grammar.random.choice(places) + (0 if style.call_before_mark else 1)
    body = note_body(grammar.random, grammar.field, grammar.person(), grammar.paragraph(1, 2))
    chance = grammar.random.random()
    fate, shown = Fate.KEPT, body
    if chance < style.lost_notes:
        fate, shown = Fate.LOST, ""
    elif chance < style.lost_notes + style.cut_notes and "http" in body:
        fate, shown = Fate.CUT, body[: body.index("http") + 22].rstrip("/.")
    notes.append(Note(body, fate, shown))
    return f"{text[:at]}⟦{len(notes)}⟧{text[at:]}"


def thousands(number: int) -> str:
    return f"{number:,}".replace(",", "\N{THIN SPACE}")
