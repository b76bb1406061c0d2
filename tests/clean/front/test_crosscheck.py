"""What else a document says of its title and authors, held against the title block: who disagrees is shown, who agrees settles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sco_pub.clean import cleaning
from sco_pub.model.doubt import Doubt, DoubtKind, Why
from sco_pub.structure.master import structure
from tests.clean.printed_pages import TEXT, read_page

ABSTRACT = '<p class="small">摘　要：本文讨论跨界河流的水量分配，并比较三种协定的执行情况。</p><p class="small">关键词：河流；协定；分配</p>'
TITLE = "<h1>跨界河流的水量分配</h1>"
PAGE = '<div style="break-before:page">'


def asked(body: str, **known: str) -> list[Doubt]:
    """The doubts about title and authors; ``known``: what else the file says of itself."""
    found = cleaning.clean(replace(read_page(body), **known)).value.ledger.doubts  # type: ignore[arg-type]
    return [doubt for doubt in found if doubt.kind in (DoubtKind.TITLE, DoubtKind.AUTHOR)]


def english(line: str) -> str:
    return (
        '<p class="latin mid">Allocating the Water of Rivers across Borders</p>'
        f'<p class="latin mid">{line}</p><p class="latin small">Abstract: This paper discusses the allocation of water.</p>'
        '<p class="latin small">Keywords: rivers; treaties</p>'
    )


def test_an_article_whose_witnesses_agree_is_asked_nothing() -> None:
    body = f'{TITLE}<p class="mid">李　明　王小红</p>{ABSTRACT}{TEXT}{english("Li Ming, Wang Xiaohong")}'
    assert asked(body, file="跨界河流的水量分配_李明.pdf", titled="跨界河流的水量分配") == []


@pytest.mark.parametrize(
    ("line", "unlike"),
    [("Zhao Yiran, Sun Ping", "李明、王小红"), ("Li Ming, Sun Ping", "王小红")],
)
def test_english_names_that_are_others_are_shown_beside_ours(line: str, unlike: str) -> None:
    doubt = asked(f'{TITLE}<p class="mid">李　明　王小红</p>{ABSTRACT}{TEXT}{english(line)}')
    assert [(d.why, d.values["names"], d.values["found"]) for d in doubt] == [(Why.ENGLISH_NAMES, unlike, line)]


@pytest.mark.parametrize("line", ["LI Ming1, WANG Xiaohong2", "Ming Li and Xiaohong Wang", "Li Ming, Wang Xiaohnog"])
def test_names_in_either_order_and_a_misprint_in_a_given_name_are_no_others(line: str) -> None:
    assert asked(f'{TITLE}<p class="mid">李　明　王小红</p>{ABSTRACT}{TEXT}{english(line)}') == []


def test_what_a_database_calls_the_file_is_a_witness() -> None:
    body = f'{TITLE}<p class="mid">李　明</p>{ABSTRACT}{TEXT}'
    assert [d.why for d in asked(body, file="灌溉季节的用水权_李明.pdf")] == [Why.OTHER_TITLE_KNOWN]
    assert [d.why for d in asked(body, file="跨界河流的水量分配_赵一.pdf")] == [Why.OTHERS_NAMED]
    assert asked(body, file="scan_0012.pdf") == []


def test_a_chapters_head_in_the_files_own_data_is_no_other_title() -> None:
    body = f'{TITLE}<p class="mid">李　明</p>{ABSTRACT}{TEXT}'
    assert asked(body, titled="第一章　河流治理的历史经验") == []


def test_a_name_that_became_the_title_is_asked_with_the_title_that_stands_in_the_heads() -> None:
    head = '<p class="small mid" style="margin-bottom:24pt">李明：河流水量的分配</p>'
    found = asked(f'<p class="mid" style="font-size:15pt">李　明</p>{ABSTRACT}{TEXT}' + f"{PAGE}{head}{TEXT}</div>" * 3)
    assert [d.why for d in found if d.kind is DoubtKind.TITLE] == [Why.OTHER_TITLE_KNOWN]
    assert "河流水量的分配" in [d.values.get("found") for d in found]


def test_an_institution_as_the_author_of_an_article_that_tells_a_life_is_asked() -> None:
    life = '<p class="small">作者简介：李明，男，教授。</p>'
    found = asked(f'{TITLE}<p class="mid">东山大学水利学院</p>{ABSTRACT}{TEXT}{life}')
    assert [(d.why, d.values.get("found")) for d in found] == [(Why.OTHERS_NAMED, "李明")]


def test_a_rare_surname_is_asked_unless_a_life_names_it() -> None:
    body = f'{TITLE}<p class="mid">嶋晓明　王小红</p>{ABSTRACT}{TEXT}'
    assert [d.why for d in asked(body)] == [Why.NO_SURNAME]
    assert asked(f'{body}<p class="small">作者简介：嶋晓明，男，教授；王小红，女，讲师。</p>') == []


def test_an_english_title_that_is_an_address_is_asked() -> None:
    body = (
        f'{TITLE}<p class="mid">李　明</p>{ABSTRACT}{TEXT}<p class="latin mid">2. Department of Hydrology, Norway University</p>'
        '<p class="latin small">Abstract: This paper discusses the allocation of water.</p>'
        '<p class="latin small">Keywords: rivers; treaties</p>'
    )
    result = cleaning.clean(read_page(body)).value
    taken = "title-en: 2" in structure(result).value.markdown
    assert taken == any(d.why is Why.NO_TITLE_BY_FORM for d in result.ledger.doubts)


@pytest.mark.parametrize(
    ("place", "kinds"), [("东山", [DoubtKind.FIELD_SHAPE]), ("挪威", []), ("美", []), ("上海", [])]
)
def test_what_stands_in_brackets_before_a_name_and_is_no_country_is_asked(place: str, kinds: list[DoubtKind]) -> None:
    found = cleaning.clean(
        read_page(f'{TITLE}<p class="mid">（{place}）李　明</p>{ABSTRACT}{TEXT}')
    ).value.ledger.doubts
    assert [d.kind for d in found if d.why is Why.NO_NAME_MARKS] == kinds


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("", [Why.NO_INSTITUTION_NAMED]),
        ("<p class=mid>（东山大学水利学院）</p>", []),
        ("<p class=small>作者简介：李明（1970—），男，东山大学教授。</p>", []),
    ],
)
def test_authors_for_whom_the_page_names_no_institution_are_asked_about(said: str, expected: list[Why]) -> None:
    doubts = cleaning.clean(read_page(f"{TITLE}<p class=mid>李　明</p>{said}{ABSTRACT}{TEXT}")).value.ledger.doubts
    assert [doubt.why for doubt in doubts if doubt.kind is DoubtKind.INSTITUTIONS] == expected


def test_a_second_institution_under_its_label_on_another_page_is_asked_about() -> None:
    home = "<p class=small>作者单位：{}</p>".format
    body = f"{TITLE}<p class=mid>李　明</p>{ABSTRACT}{TEXT}{home('东山大学水利学院')}{PAGE}{TEXT}{home('西湖医院护理部')}</div>"
    doubts = cleaning.clean(read_page(body)).value.ledger.doubts
    assert [doubt.why for doubt in doubts if doubt.kind is DoubtKind.INSTITUTIONS] == [Why.INSTITUTION_ELSEWHERE]
