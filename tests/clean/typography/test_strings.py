"""Real strings (tests/clean/strings/seen.toml), each in a text whose layer has the same fault."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from sco_pub.clean import cleaning
from sco_pub.edge import rawtext

SEEN = tomllib.loads((Path(__file__).with_name("strings") / "seen.toml").read_text(encoding="utf-8"))["string"]
CARRIERS = {
    "founder": "国际秩序的深刻变动要求各国重新审视区域合作的机制ꎬ并在平等协商的基础上寻找新的平衡点ꎮ 过去 ２０ 年的实践证明ꎬ制度的供给总是落后于制度的需求ꎮ\n",
    "gbk": "国际秩序的深刻变动要求各国重新审视区域合作的机制袁并在平等协商的基础上寻找新的平衡点遥员怨怨愿年至圆园员猿年的实践证明袁制度的供给总是落后于需求遥"
    "这一点袁在边境贸易方面尤其明显袁增长员猿.缘%遥\n",
    "g-hyphen": "国际秩序的深刻变动要求各国重新审视区域合作的机制，ＷＴＯ的规则因此重新受到重视。２０１６Ｇ１２Ｇ０１，数值为０敭１２。\n",
    "plain": "国际秩序的深刻变动要求各国重新审视区域合作的机制，并在平等协商的基础上寻找新的平衡点。\n",
}


@pytest.mark.parametrize("case", SEEN, ids=lambda case: case["raw"][:12])
def test_a_string_comes_out_as_printed(case: dict[str, Any]) -> None:
    carrier = CARRIERS[case["layer"]]
    raw = rawtext.from_bytes(f"{carrier * 2}{case['raw']}\n{carrier}".encode(), "seen.txt").value
    assert case["clean"] in cleaning.clean(raw).value.text


def test_every_string_says_where_it_was_seen() -> None:
    assert all(case["seen"] and case["raw"] != case["clean"] for case in SEEN)
