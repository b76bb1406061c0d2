"""What is wider than the page is made to fit it: tables of long words, formulas cut from a wider page."""

from __future__ import annotations

import io
from functools import lru_cache

import pytest
from PIL import Image

from sco_pub.edge import config, weasyprint
from sco_pub.edge.pdf import inspect_made
from sco_pub.model.finding import Finding
from tests.typeset.editions import ROOT, edition

WORDS = " | ".join(f"0.{n}4567890123456789" for n in range(6))
CROWDED = f"| {' | '.join(f'NB-MODEL({n})' for n in range(6))} |\n|{'---|' * 6}\n| {WORDS} |\n"
ROOMY = "| 厂名 | 得分 |\n|---|---|\n| 甲厂 | 0.8156 |\n"
PROSE = "国际秩序的变动要求各国重新审视区域合作的机制，并在平等协商的基础上寻找新的平衡点。\n\n"


@lru_cache(maxsize=2)
def picture() -> bytes:
    stream = io.BytesIO()
    Image.new("L", (1750, 200), 120).save(stream, "PNG")
    return stream.getvalue()


def made(markdown: str) -> bytes:
    text = f"---\ntitle: 测试\nlang: zh-CN\n---\n\n{PROSE}{markdown}\n{PROSE}"
    outcome = weasyprint.make(edition(text), config.read(ROOT).in_language("zh"), {"figures/f.png": picture()})
    assert outcome.value is not None, outcome.findings
    return outcome.value


def outside(pdf: bytes) -> list[Finding]:
    house = config.read(ROOT).in_language("zh")
    return [finding for finding in inspect_made.inspect(pdf, house) if finding.code == "VER-306"]


def sizes(pdf: bytes, word: str) -> set[float]:
    return {round(sign.size, 1) for page in inspect_made.signs(pdf) for sign in page if sign.text == word}


def test_a_table_of_words_that_do_not_fit_beside_each_other_is_set_smaller_and_stays_on_the_page() -> None:
    crowded, roomy = made(CROWDED), made(ROOMY)
    assert outside(crowded) == []
    assert max(sizes(crowded, "9")) < min(sizes(roomy, "8"))


def test_figures_with_the_stars_of_their_significance_are_one_word() -> None:
    row = " | ".join(["ln第三产业增加值", *["-0.027∗∗∗(0.005)"] * 6])
    assert outside(made(f"| 变量 | {' | '.join('123456')} |\n|{'---|' * 7}\n| {row} |\n")) == []


@pytest.mark.parametrize("width", ["14.6cm", "30cm"])
def test_a_formula_that_was_cut_from_a_wider_page_is_made_as_wide_as_the_text(width: str) -> None:
    pdf = made(f"![公式](figures/f.png){{.formula width={width}}}\\\n\n")
    assert outside(pdf) == []
    assert any(one.picture for page in inspect_made.figures(pdf) for one in page)
