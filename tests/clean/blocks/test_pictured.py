"""What a page shows as pictures: figures with their captions are blocks, a title page's ornaments are left out, and both are told."""

from __future__ import annotations

from itertools import count

from sco_pub.clean import cleaning
from sco_pub.model.finding import Outcome
from sco_pub.model.rule import Rule
from sco_pub.model.text import CleanText, Geometry, RawLine, RawRegion, RawText, Role

PROSE = "渡口的设立与裁撤要看河道的水文，也要看两岸的市镇，沿岸的船板因此时多时少"
STAND_IN = "\N{OBJECT REPLACEMENT CHARACTER}"
HEAD = [("渡口的设立与裁撤小史", 18.0), ("张三", 12.0)]
BODY = [(f"{PROSE}。", 10.0)] * 6


def cleaned(lines: list[tuple[str, float]], *regions: RawRegion) -> Outcome[CleanText]:
    """Lines of one page with their type sizes, and the regions that the reader of the PDF saw."""
    heights = count(700, -16)
    made = [RawLine(text, 1, Geometry(60, 60 + min(len(text), 36) * size, next(heights), size)) for text, size in lines]
    return cleaning.clean(RawText("a.pdf", "0", tuple(made), source="pdf", regions=regions))


def region(first: int, text: int, last: int, box: tuple[float, float, float, float]) -> RawRegion:
    return RawRegion("figure", 1, 0, box, (box[1], box[3]), first, text, last)


def test_a_figure_is_a_block_with_its_caption_and_its_words_stay_in_the_picture() -> None:
    drawing = [(STAND_IN, 10.0), ("样本甲", 8.0), ("图1　历年变化趋势", 9.0)]
    found = cleaned([*HEAD, *BODY, *drawing, *BODY], region(8, 10, 10, (60, 400, 420, 560)))
    (figure,) = [block for block in found.value.blocks if block.role is Role.FIGURE]
    assert (figure.text, figure.picture and figure.picture.name) == ("图1　历年变化趋势", "fig-1")
    assert "样本甲" not in found.value.text
    (told,) = [finding for finding in found.findings if finding.code == "CLN-024"]
    assert (told.value("figures"), told.value("formulas")) == (1, 0)


def test_an_emblem_on_the_title_page_is_left_out_and_told() -> None:
    found = cleaned([(STAND_IN, 10.0), *HEAD, *BODY], region(0, 1, 0, (60, 720, 100, 760)))
    assert not [block for block in found.value.blocks if block.picture]
    assert [change.before for change in found.value.ledger.changes if Rule.ORNAMENT in change.rules] == [STAND_IN]
    assert [finding.value("count") for finding in found.findings if finding.code == "CLN-025"] == [1]


def test_a_table_that_is_a_picture_is_asked_about_with_its_place() -> None:
    lines = [*HEAD, *BODY, (STAND_IN, 10.0), ("1 2 3", 8.0), ("表2　各渡口的船数", 9.0), *BODY]
    kept = RawRegion("table", 1, 0, (60, 400, 420, 560), (400, 560), 8, 10, 10)
    (told,) = [finding for finding in cleaned(lines, kept).findings if finding.code == "CLN-075"]
    assert (told.value("count"), told.place and told.place.line) == (1, 9)
