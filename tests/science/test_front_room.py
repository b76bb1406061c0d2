"""The room round a paper's front matter: a subtitle stands off from the authors, and no hole opens before the first heading."""

from __future__ import annotations

from sco_pub.edge import config
from sco_pub.edge.pdf import inspect_made
from tests.science.test_lists_and_tables import pdf
from tests.typeset.editions import ROOT

PAGE = config.read(ROOT).in_language("zh").page
LINE = PAGE.size * PAGE.leading


def height(text: str) -> float:
    """The baseline of the line on page 1 that begins with a text."""
    page = [sign for sign in inspect_made.signs(pdf())[0] if sign.text.strip()]
    drawn = "".join(sign.text for sign in page)
    return page[drawn.index(text)].y


def test_a_subtitle_stands_off_from_the_authors() -> None:
    assert height("一份有公式") - height("甲某*") > 1.3 * LINE


def test_a_heading_right_behind_the_front_matter_has_no_room_of_its_own_above_it() -> None:
    assert height("关键词") - height("1理论") < 4 * LINE
