"""Rows of thousands of figures: no number in print, but strangers write them, and nothing breaks on them."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from sco_pub.check.catalogue import check_catalogue
from sco_pub.clean import cleaning
from sco_pub.edge import rawtext
from sco_pub.localise.po_header import new_catalogue
from sco_pub.model.catalogue import Entry
from sco_pub.structure import master

NINES, ONES = "9" * 5000, "一" * 5000
SHAPES = ("{}年", "第{}次", "{}万元", "{}/{}", "{}-{}", "{}分之一")
PROSE = "国家之间的信任不是自然产生的，它需要时间，这是许多学者的看法。\n" * 4


def codes(source: str, target: str) -> set[str]:
    entry = Entry("paragraph", source, target, extracted=("0a1b2c paragraph",))
    return {finding.code for finding in check_catalogue(replace(new_catalogue("p", "ru", "ru.po"), entries=(entry,)))}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("figures", [NINES, ONES, "9" * 400, "999," * 1500 + "999"])
def test_a_number_without_end_is_checked_like_any_other(shape, figures):
    text = shape.replace("{}", figures)
    codes(text, "Слово 5.")
    codes("上海5。", text)
    codes(text, text)


def test_of_a_number_without_end_it_is_asked_whether_the_translation_has_it():
    assert "CHK-004" in codes(f"共{NINES}次", "Всего 5 раз")
    assert "CHK-004" not in codes(f"共{NINES}次", f"Всего {NINES} раз")


@pytest.mark.parametrize(
    "line", ["{}", "第{}页", "第{}章 上海", "注{}：上海", "[{}] 王某：论信任。", "（{}）上海", "{}、上海", "{}. 上海", "图{} 上海", "[1-{}]"]
)  # fmt: skip
@pytest.mark.parametrize("figures", [NINES, ONES])
def test_a_number_without_end_is_cleaned_like_any_other(line, figures):
    text = f"论信任\n王某\n{PROSE}{line.replace('{}', figures)}\n{PROSE}上海{line.replace('{}', figures)}\n{PROSE}"
    made = master.structure(cleaning.clean(rawtext.from_bytes(text.encode(), "raw.txt").value).value)
    assert "国家之间的信任" in made.value.markdown


def test_very_many_figures_are_no_work():
    began = time.process_time()
    codes(f"共{'9' * 200_000}次", f"Всего {'9' * 200_000} раз")
    assert time.process_time() - began < 20
