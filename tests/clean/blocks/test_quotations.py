"""Block quotations of a PDF, by face, indent and size; points of a list that hang, and lines round a figure, are none."""

from __future__ import annotations

import pytest

from sco_pub.model.text import Role
from tests.clean.printed_pages import PROSE, cleaned_page
from tests.clean.texts import of

HEAD = "<h1>跨界河流的水量分配</h1><p class=mid>李　明</p>"
FIRST, SECOND, THIRD = (f"<p>{paragraph}</p>" for paragraph in PROSE)


@pytest.mark.parametrize(
    "style",
    [
        'font-family:"Noto Sans CJK SC"',  # another face at the text's own edge
        'font-family:"Noto Sans CJK SC";margin:0 2em',
        "margin:0 3em;text-indent:0",
        "margin:0 2em;font-size:9pt",
    ],
)
def test_what_is_set_apart_as_a_whole_is_quoted(style: str) -> None:
    outcome = cleaned_page(
        f"{HEAD}{FIRST}{THIRD}<p style='{style}'>{PROSE[1]}</p>{FIRST.replace('国际', '区域')}{THIRD}"
    )
    assert of(outcome, Role.QUOTE) == [PROSE[1]]


def test_points_that_hang_behind_their_number_are_no_quotations() -> None:
    points = "".join(
        f'<p style="margin-left:4em;text-indent:-2em">{number}）{text}</p>' for number, text in enumerate(PROSE, 1)
    )
    outcome = cleaned_page(f"{HEAD}{FIRST}{points}{SECOND}")
    assert of(outcome, Role.QUOTE) == []
    assert [text[:4] for text in of(outcome, Role.PARAGRAPH) + of(outcome, Role.ITEM)].count("灌溉季节") <= 1
    assert len(outcome.value.blocks) == 2 + 1 + 3 + 1  # title and author, a paragraph, the points, a paragraph


def test_a_first_line_that_is_full_and_ends_a_sentence_ends_no_paragraph() -> None:
    first = "甲" * 33 + "。"  # 2 em of indent and 34 of text: the measure
    outcome = cleaned_page(f"{HEAD}{SECOND}<p>{first}{PROSE[0]}</p>{THIRD}")
    assert any(text == first + PROSE[0] for text in of(outcome, Role.PARAGRAPH))
