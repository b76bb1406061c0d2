"""The English summaries of a whole issue behind its article: those of the others are left out."""

from __future__ import annotations

import pytest

from sco_pub.clean import cleaning
from sco_pub.model.rule import Rule
from tests.clean.furniture.test_neighbours import PROSE, dropped, raw
from tests.clean.texts import meta

ARTICLE = [(1, "跨界河流的水量分配", 18.0), (1, "李　明", 12.0), *[(1, f"{PROSE}。", 10.0)] * 12]
LIFE = "The rivers of the border carried grain and news, and the customs kept its books of both."


def summary(page: int, title: str, names: str, size: float) -> list[tuple[int, str, float]]:
    return [(page, title, size), (page, names, size), *[(page, LIFE, 9.0)] * 5]


@pytest.mark.parametrize(("form", "size"), [("{}", 11.0), ("…………………… {}(126)", 11.0), ("…………………… {}(126)", 9.0)])
def test_of_the_summaries_of_an_issue_the_one_with_the_articles_names_stays(form: str, size: float) -> None:
    others = [
        *summary(2, "Ferries and Markets of the Upper Reaches", form.format("Zhao Hongyi"), size),
        *summary(3, "Locks and Keys", form.format("Wang Di, Lü Xiaoyan"), size),
    ]
    own = summary(2, "The Allocation of Water", form.format("Li Ming"), size)
    found = dropped(raw(*ARTICLE, (2, "Summaries", 16.0), *others[:7], *own, *others[7:]))
    names = {text for _, text, _ in others} - {LIFE}
    assert {text for text in found if text != LIFE} == {"Summaries", *names}
    assert set(found.values()) == {Rule.NEIGHBOUR}


def test_summaries_of_which_none_is_by_the_author_are_left_alone() -> None:
    others = summary(2, "Ferries and Markets", "Zhao Hongyi", 11.0) + summary(2, "Locks and Keys", "Wang Di", 11.0)
    assert dropped(raw(*ARTICLE, *others)) == {}


def test_an_abstract_of_its_own_on_a_page_of_its_own_is_no_neighbours() -> None:
    assert dropped(raw(*ARTICLE, *summary(2, "The Allocation of Water", "Li Ming", 11.0))) == {}


def test_the_articles_own_summary_in_an_issues_list_gives_its_title_and_names() -> None:
    """12. Title …… Li Ming(126): behind leaders stands where the article begins, and the summary has no label."""
    text = raw(
        *ARTICLE,
        *summary(2, "11. Ferries and Markets", "……………………………… Zhao Hongyi(100)", 11.0),
        *summary(2, "12. The Allocation of Water ………", "……………………………… Li Ming(126)", 11.0),
        *summary(3, "13. Locks and Keys", "……………………………… Wang Di(133)", 11.0),
    )
    outcome = cleaning.clean(text)
    assert meta(outcome)["title-en"] == "The Allocation of Water"
    assert meta(outcome)["author-en"] == "Li Ming"
    assert meta(outcome)["abstract-en"].startswith("The rivers of the border")
    assert not any("Ferries" in block.text or "Locks" in block.text for block in outcome.value.blocks)
