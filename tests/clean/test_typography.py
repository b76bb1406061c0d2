"""Marks and spaces of a block follow the script around them."""

import pytest

from tests.clean.texts import BODY, cleaned


def paragraph(line: str) -> str:
    """The line as it comes out as a paragraph of a text."""
    made = cleaned("\n\n".join(("".join(BODY[:3]), line, "".join(BODY[3:])))).value
    return made.text


@pytest.mark.parametrize(
    ("raw", "printed"),
    [
        ("这一比例由45.3%上升到87%,R&D的引入长期忽视了这一点。", "87%，R&D的引入"),
        ("约占总量的6/7, B2B 的引入有助于改善现状。", "6/7，B2B的引入"),
        ("其规模为1,134万人,2019年又有增长。", "1,134万人，2019年"),
        ("约占总量的3/5,2019年又有增长。", "3/5，2019年"),
        ("参见Малышева Д. Б. Центральная Азия // Мировая экономика. 2018. №\n4. С. 55–66.", "2018. № 4. С."),
        ("周黎．数字经济［Ｊ］．管理评论，２０１８（５）：７４－８３．", "周黎.数字经济[J].管理评论"),
    ],
)
def test_marks_and_spaces(raw: str, printed: str) -> None:
    assert printed in paragraph(raw)
