"""Each word, sign and range of the trade stands once: in sco_pub/lexicon or in sco_pub/model/characters.py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import sco_pub

ROOT = Path(sco_pub.__file__).parent
HOMES = ("lexicon/", "model/characters.py")
# What no other module spells out.  A single sign in a sentence or a table is no range.
COPIES = {
    "a range of hanzi": r"\\u4e00|\\u3400|\\u9fff|U0002|一-[鿿龥龿]|㐀-",
    "a range of signs that count": r"[①⑴❶⓪㉑㊱]-",
    "the Chinese numerals": "一二三四五六七八九十",
    "an address": r"https\?|www\\\.",
    "a bracketed number": r"\[\\\[［〔",
    "a publisher": "出版社[|]",
    "a label": r"收\\?s?\*?稿日?期?[|]|基金项目[|]|关键词[|]|责任编辑[|]",
    "an issue's number": r"总第[|]|\[期卷\]",
}


def modules() -> Iterator[tuple[str, str]]:
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith(HOMES):
            yield name, path.read_text("utf-8")


@pytest.mark.parametrize("what", COPIES)
def test_no_other_module_spells_out(what: str) -> None:
    pattern = re.compile(COPIES[what])
    assert [name for name, code in modules() if pattern.search(code)] == []


def test_the_homes_do_spell_them_out() -> None:
    homes = "".join(
        path.read_text("utf-8") for path in ROOT.rglob("*.py") if path.relative_to(ROOT).as_posix().startswith(HOMES)
    )
    assert [what for what, pattern in COPIES.items() if not re.search(pattern, homes)] == []
