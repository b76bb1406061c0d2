"""Lines that don't go on from one to the next: a text read across its columns is refused, a spoilt stretch is pointed at."""

from pathlib import Path

from sco_pub.clean.review import line_continuity
from tests.clean.texts import raw

ARTICLE = (Path(__file__).parents[3] / "source" / "sun-2021-sco" / "raw.txt").read_text(encoding="utf-8").split("\n")
LINES = [line for line in ARTICLE if line.strip()]


def codes(lines: list[str]) -> list[tuple[str, bool]]:
    source = raw("\n".join(lines))
    return [
        (f.code, f.place is not None and f.place.line is not None) for f in line_continuity.check(source, source.text)
    ]


def across(lines: list[str]) -> list[str]:
    """The same lines as they come when the two halves are columns that are read across."""
    half = len(lines) // 2
    return [line for pair in zip(lines[:half], lines[half:], strict=False) for line in pair]


def test_an_article_in_order_is_sound() -> None:
    assert codes(LINES) == []


def test_a_text_read_across_its_columns_is_refused() -> None:
    assert codes(across(LINES)) == [("CLN-009", False)]


def test_a_page_read_across_its_columns_is_pointed_at() -> None:
    spoilt = LINES[:200] + across(LINES[200:280]) + LINES[280:]
    found = codes(spoilt)
    assert found
    assert set(found) == {("CLN-016", True)}


def test_a_short_text_is_not_asked() -> None:
    assert codes(across(LINES[:30])) == []


def test_a_layer_with_a_blank_between_all_signs_is_read_without_them() -> None:
    assert codes([" ".join(line) for line in LINES]) == []
    assert codes([" ".join(line) for line in across(LINES)]) == [("CLN-009", False)]
