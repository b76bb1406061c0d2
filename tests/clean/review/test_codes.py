"""Each code of the cleaner that no other test names has a text here that raises it."""

import pytest

from sco_pub.clean.codepoints import repair
from sco_pub.edge import rawtext
from tests.clean.notes.test_find_notes import text
from tests.clean.texts import BODY, cleaned, codes
from tests.corpus.rawtext import case

PROSE = "\n".join(BODY)
HEAD = "区域合作的制度供给\n张三\n（某某大学国际关系学院，上海 200083）\n"
RARE = "".join(chr(0x7318 + i * 37 % 3000) for i in range(400))
LAST = ("①", "① 王五：《论制度》，第5页。\n")
TEXTS = {
    "CLN-001": "---\ntitle: 甲\nlang: zh-CN\n---\n\n正文。\n",
    "CLN-002": "。。。\n\n——\n",
    "CLN-003": "This is an English text about regional cooperation and nothing else, in several words.\n" * 5,
    "CLN-004": HEAD + PROSE + "\n" + "锟斤拷" * 18 + "\n",
    "CLN-005": "\n".join(RARE[i : i + 30] for i in range(0, 400, 30)) + "\n",
    "CLN-006": HEAD + PROSE + "\n" + "\U00100001\U00100002\U00100003\U00100004" * 15 + "\n",
    "CLN-010": f"{HEAD}{PROSE}\n—12—\n{PROSE}\n—13—\n{PROSE}\n\f{PROSE}\n{PROSE}\f{PROSE}\n—16—\n",
    "CLN-014": case(103).raw,
    "CLN-015": f"{HEAD}作者简介：{'张三，某某大学教授，研究方向为区域合作与国际秩序' * 25}。\n{PROSE}\n",
    "CLN-022": text("①", "②", "① 《条约》，http: / / news. cyol. com / content / 2018 －\n② 同上。\n", *LAST),
    "CLN-030": HEAD
    + "国际秩序的深刻变动要求各国重新审视区域合作的既有机制。\n平等协商的基础上寻找新的平衡点过去二十年的实践证明。\n"
    * 6,
    "CLN-031": f"{HEAD}{PROSE}\n表1 历年贸易额\n年份  出口  进口\n2010  100  200\n2011  110\n2012  120  220\n{PROSE}\n",
    "CLN-033": f"{HEAD}{PROSE}\n表1 历年贸易额\n年份  出口  进口\n2010  100  200\n2011  110  210\n{PROSE}\n",
    "CLN-034": HEAD + PROSE.replace("平衡点。", "平衡点一一这是关键。") + "\n",
    "CLN-038": text("①", "", "① 张三：《论合作》，http://www.gov.cn\n", *LAST),
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_text_that_raises_it(code: str) -> None:
    assert code in codes(cleaned(TEXTS[code]))


def test_an_address_that_no_address_is() -> None:
    found = cleaned(text("①", "", "① 张三：《论合作》，http://a..b/c，2019年1月2日。\n", *LAST))
    assert "CLN-032" in codes(found)


def test_line_ends_on_lines_of_their_own() -> None:
    before = "国际秩序的深刻变动要求各国重新审视区域合作"
    source = f"{before}\n{' ' * len(before)}，并在平等协商的基础上寻找新的平衡点。\n过去二十年的实践证明。\n"
    found = rawtext.from_bytes(source.encode(), "a.txt").findings
    assert [(f.code, f.value("count")) for f in found] == [("CLN-063", 1)]


def test_a_clean_text_has_no_unknown_points() -> None:
    assert repair.repair(PROSE).unknown == {}
