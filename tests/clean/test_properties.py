"""Whatever a layer did to a text: the ledger replays, the gate stands, and set once more the text stays as it is."""

import json
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sco_pub.clean import cleaning
from sco_pub.clean.ledger import gate, ledger
from sco_pub.clean.ledger.draft import Draft
from sco_pub.clean.typography import typography
from sco_pub.clean.typography.conventions import Conventions
from sco_pub.model.characters import NONCHARACTERS
from sco_pub.model.text import Range, RawText
from tests.clean.texts import BODY, raw
from tests.corpus.assembled import article
from tests.corpus.rawtext import case
from tests.examples import any_text, examples

PIECES = [
    "区域合作",
    "制度",
    "袁",
    "遥",
    "渊",
    "冤",
    "叶",
    "曳",
    "员怨",
    "１９",
    "2",
    "0",
    "2",
    "1",
    "3",
    "．5",
    "，",
    "。",
    "；",
    "：",
    "？",
    "！",
    "、",
    ",",
    ".",
    ";",
    ":",
    "?",
    "!",
    "(",
    ")",
    "（",
    "）",
    "“",
    "”",
    "‘",
    "’",
    '"',
    "'",
    "''",
    "<",
    ">",
    "＜",
    "＞",
    "《",
    "》",
    "«»",
    "—",
    "——",
    "--",
    "━",
    "一一",
    "…",
    "...",
    "。。。",
    "·",
    "•",
    "・",
    "～",
    "~",
    "［Ｍ］",
    "[J]",
    "[1]",
    "①",
    "⑵",
    "ＡＢＣ",
    "ｄｅｆ",
    "abc",
    "Россия",
    "сотруд-",
    "ничество",
    "ﬁ",
    "é",
    "́",
    "\xad",
    "\u200b",
    "\xa0",
    "\u3000",
    "\x07",
    "\ue123",
    "\U001001b0",
    "ꎬ",
    "ꎮ",
    "犃犅",
    "敭",
    "Ｇ",
    "http://www.a.cn/b",
    "ｈｔｔｐ：／／ｗｗｗ．ａ．ｃｎ",
    "a@b.com",
    "doi:10.1000/1",
    "%",
    "％",
    "℃",
    "25",
    "１",
    "１３４",
    "亿",
    "第",
    "页",
    "注释",
    "参考文献",
    "—",
    "12",
    "—",
    "万方数据",
    "〔12〕",
    "⼀",
    "⾄",
]
_LISTED = st.sampled_from([*PIECES, " ", "\n", "\n\n", "\f"])
listed = st.lists(_LISTED, max_size=40).map("".join)  # the signs that the rules know
text = st.lists(st.one_of(_LISTED, any_text(most=4)), max_size=30).map("".join)  # and whatever else there is


@examples(200)
@given(st.one_of(listed, text))
def test_a_set_text_set_again_is_the_same(line: str) -> None:
    line = line.translate(NONCHARACTERS)  # as every reader does
    once = _set(line)
    assert _set(once) == once


def _set(line: str) -> str:
    draft = Draft(line, (Range(0, len(line)),))
    typography.set_block(draft, conventions=Conventions.of(line))
    return draft.text


@examples(60)
@example("ﬁ\u0301")  # an accent joins the letter that the ligature gave
@example("ﬃ\u0301\u0323")
@given(st.one_of(listed, text))
def test_nothing_is_lost_without_an_entry(line: str) -> None:
    _prove("\n".join(("区域合作的制度供给", *BODY, line, *BODY)))


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_article_is_still_accounted_for(seed: int) -> None:
    """Signs thrown into a generated layer, lines cut, doubled, swapped, left out."""
    random = Random(seed)
    lines = case(seed + 400).raw.split("\n")
    for _ in range(20):
        at = random.randrange(len(lines))
        kind = random.randrange(5)
        if kind == 0:
            cut = random.randrange(len(lines[at]) + 1)
            lines[at] = lines[at][:cut] + random.choice(PIECES) + lines[at][cut:]
        elif kind == 1:
            lines.insert(at, random.choice(lines))
        elif kind == 2:
            lines[at : at + 1] = [lines[at][: len(lines[at]) // 2], lines[at][len(lines[at]) // 2 :]]
        elif kind == 3 and len(lines) > 5:
            del lines[at]
        else:
            other = random.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
    _prove("\n".join(lines))


@examples(150)
@example(95)  # nothing but empty lines
@given(st.integers(0, 2**32))
def test_an_article_put_together_of_any_lines_is_accounted_for(seed: int) -> None:
    _account(article(seed))


def _prove(layer: str) -> None:
    _account(raw(layer))


def _account(layer: RawText) -> None:
    text = cleaning.clean(layer).value
    found = gate.prove(layer, text)
    assert not {f.code for f in found} & {"CLN-050", "CLN-051"}, [f.message for f in found]
    assert ledger.replay(layer.text, json.loads(json.dumps(ledger.as_json(text)))) == text.text
