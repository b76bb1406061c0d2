"""A manuscript's paragraphs are set in lines of a measure, so that the rules of printed lines can read them."""

from __future__ import annotations

from sco_pub.layout import manuscript
from sco_pub.layout.manuscript import MEASURE
from sco_pub.model.characters import em

TEXT = "渡口的名字在案卷里写法不一，有的叫义渡，有的只称为官渡，还有的仅写河口。" * 6


def test_no_line_is_wider_than_the_measure_and_all_but_the_last_nearly_fill_it() -> None:
    lines = list(manuscript._broken(TEXT, manuscript._Style()))
    assert "".join(lines) == TEXT
    assert all(em(line) <= MEASURE + 1 for line in lines)  # a mark that may not begin a line hangs
    assert all(em(line) > MEASURE - 4 for line in lines[1:-1])
    assert MEASURE - 4 < em(lines[0]) + 2 <= MEASURE + 1  # set in by two


def test_no_line_begins_with_a_mark_that_closes() -> None:
    assert not any(line[0] in "，。" for line in manuscript._broken(TEXT, manuscript._Style()))


def test_words_of_letters_stay_whole() -> None:
    words = "archive ferry " * 30
    assert " ".join(manuscript._broken(words.strip(), manuscript._Style())) == words.strip()
