"""Block quotations of a PDF, by face, indent and size; points of a list that hang, and lines round a figure, are none."""

from __future__ import annotations

import pytest

from sco_pub.clean import cleaning
from sco_pub.model.text import Geometry, RawLine, RawText, Role
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


def test_an_indent_drawn_as_white_space_is_one() -> None:
    def line(text: str, baseline: float) -> RawLine:
        boxes = tuple((50 + 10.0 * n, 60 + 10.0 * n) for n in range(len(text)))  # blank signs have boxes as others have
        return RawLine(text, 1, Geometry(50, boxes[-1][1], baseline, 10, boxes=boxes))

    paragraphs = [
        PROSE[0][:56] + "。",
        PROSE[1][:56] + "。",
        PROSE[2][:56] + "。",
    ]  # all but the last sign fill two lines
    rows = [row for text in paragraphs for row in (f"　　{text[:28]}", text[28:58])]
    raw = RawText("a.pdf", "", tuple(line(row, 700 - 16 * n) for n, row in enumerate(rows)), source="pdf")
    assert of(cleaning.clean(raw), Role.PARAGRAPH) == paragraphs


def test_a_files_number_at_the_right_is_no_full_line() -> None:
    number = '<p style="text-align:right">（2021）某民终12号</p>'
    outcome = cleaned_page(f"{HEAD}{number}{FIRST}{SECOND}{THIRD}")
    assert of(outcome, Role.PARAGRAPH)[-3:] == list(PROSE)
