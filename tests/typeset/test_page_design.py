"""A web page has its house's faces and colours, ways to the other files and back, and how it is cited."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from sco_pub.edge import config
from sco_pub.edge.books import html_page
from sco_pub.model.config import House
from sco_pub.model.design import Parts
from sco_pub.typeset import page_style
from tests.typeset.editions import edition, small


def page(of: object, house: House) -> html.HtmlElement:
    made = html_page.make(of, house, {}, 0).value  # type: ignore[arg-type]
    assert made is not None
    return html.fromstring(made.decode())


def test_the_other_formats_are_linked_and_the_page_leads_back_to_its_top() -> None:
    made = page(small("ru"), House())
    links = [link.get("href") for link in made.xpath("//nav[@class='formats']/a")]
    assert links == ["probe.ru.pdf", "probe.ru.epub", "probe.ru.docx"]
    assert made.xpath("//p[@class='back']/a/@href") == ["#top"]
    assert made.xpath("//*[@id='top']")


def test_how_it_is_cited_is_found_from_the_top() -> None:
    text = "---\ntitle: 题名\nauthor: 甲某\npublished-in: 《某学刊》2021年第1期\nlang: zh-CN\n---\n\n文。\n"
    made = page(edition(text), House(parts=Parts(cite=True)))
    assert "#cite" in made.xpath("//nav[@class='formats']/a/@href")
    assert "甲某. 题名[J]. 某学刊, 2021(1)." in made.xpath("string(//*[@id='cite'])")
    assert "#cite" not in page(edition(text), House()).xpath("//nav[@class='formats']/a/@href")


def test_the_contents_stand_open() -> None:
    text = "# 一\n\n文。\n\n# 二\n\n文。\n\n# 三\n\n文。\n"
    assert page(edition(text), House()).xpath("//nav[@class='contents']/details/@open")


def test_families_and_colours_are_the_design_s() -> None:
    house = config.parse('[colours]\naccent = "#0f4c5c"\n[fonts.default]\nserif = "Any Serif"\n', "sco_pub.toml")
    sheet = page_style.variables(house)
    assert '"Any Serif", Georgia' in sheet
    assert "--link: light-dark(#0f4c5c" in sheet
    assert "--link" not in page_style.variables(House())


@pytest.mark.parametrize("design", ["journal", "briefing"])
def test_the_house_s_colours_reach_the_text_of_a_book(design: str, tmp_path: Path) -> None:
    (tmp_path / "sco_pub.toml").write_text(f'design = "{design}"\n[colours]\naccent = "#123abc"\n', "utf-8")
    house = config.read(tmp_path)
    sheet = page_style.in_colours(house.look.sheets["epub"], house)
    assert "solid #123abc" in sheet
    assert "var(" not in sheet
