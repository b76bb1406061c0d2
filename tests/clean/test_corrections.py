"""corrections.toml: typed, all faults at once with their lines; applied on every run, refused when they no longer fit."""

import pytest

from sco_pub.clean import corrections
from sco_pub.model.errors import InputError
from sco_pub.model.text import Role
from tests.clean.texts import BODY, cleaned, meta, of

TEXT = "区域合作的制度供给\n" + "\n".join(BODY) + "\n"


def test_all_faults_come_at_once_each_with_its_line() -> None:
    bad = '[[note]]\nlabel = "1"\n\n[[paragraph]]\nline = "x"\naction = "cut"\nreason = "r"\n\n[[wrong]]\na = 1\n'
    with pytest.raises(InputError) as caught:
        corrections.parse(bad, "c.toml")
    for part in (
        "line 1: note needs a reason",
        "line 5: line of paragraph has the wrong type",
        "line 6: action of paragraph",
        "line 9: unknown table",
    ):
        assert part in caught.value.message


def test_broken_toml_names_its_line() -> None:
    with pytest.raises(InputError, match="isn't valid TOML") as caught:
        corrections.parse("a = 1\nb = ", "c.toml")
    assert caught.value.place is not None
    assert caught.value.place.line == 2


@pytest.mark.parametrize(
    ("decision", "fault"),
    [
        ('[[metadata]]\nkey = "title"\nvalue = 3\nreason = "r"', "value of metadata has the wrong type"),
        ('[[note]]\nlabel = "1"\ntext = "t"\nreason = "r"', "a note's text needs its source"),
        ('[[heading]]\nline = 1\nlevel = 9\nreason = "r"', "level of heading is out of range"),
        ('[[line]]\nline = 0\naction = "drop"\nreason = "r"', "line of line is out of range"),
        ('[[replace]]\nline = 1\nbefore = "a"\nafter = "b"\nreason = " "', "replace needs a reason"),
        ("schema = 2", "schema is 2"),
    ],
)
def test_each_kind_is_checked(decision: str, fault: str) -> None:
    with pytest.raises(InputError, match=fault):
        corrections.parse(decision, "c.toml")


def test_metadata_is_supplied_and_replaces_what_was_found() -> None:
    outcome = cleaned(TEXT, '[[metadata]]\nkey = "title"\nvalue = "另一个标题"\nreason = "The title page has it."\n')
    assert meta(outcome)["title"] == "另一个标题"
    assert not outcome.errors


def test_a_paragraph_is_split_and_joined() -> None:
    split = '[[paragraph]]\nline = 6\nbegins = "相互承认"\naction = "split"\nreason = "r"\n'
    join = '[[paragraph]]\nline = 5\naction = "join"\nreason = "r"\n'
    before = len(of(cleaned(TEXT), Role.PARAGRAPH))
    assert len(of(cleaned(TEXT, split), Role.PARAGRAPH)) == before + 1
    assert len(of(cleaned(TEXT, join), Role.PARAGRAPH)) == before - 1


def test_a_misprint_is_replaced_and_a_line_dropped() -> None:
    decisions = (
        '[[replace]]\nline = 2\nbefore = "国际秩序"\nafter = "国际格局"\nreason = "r"\n'
        '[[line]]\nline = 7\naction = "drop"\nreason = "r"\n'
    )
    outcome = cleaned(TEXT, decisions)
    assert "国际格局" in outcome.value.text
    assert "协调平台" not in outcome.value.text
    assert not outcome.errors


@pytest.mark.parametrize(
    "decision",
    [
        '[[paragraph]]\nline = 99\naction = "split"\nreason = "r"',
        '[[paragraph]]\nline = 5\nbegins = "没有这样的行"\naction = "split"\nreason = "r"',
        '[[note]]\nlabel = "7-7"\nstate = "complete"\nreason = "r"',
        '[[replace]]\nline = 2\nbefore = "没有"\nafter = "b"\nreason = "r"',
    ],
)
def test_one_that_no_longer_fits_is_an_error_that_names_its_line(decision: str) -> None:
    outcome = cleaned(TEXT, "# first line\n" + decision)
    (error,) = [f for f in outcome.errors if f.code == "CLN-040"]
    assert error.place is not None
    assert (error.place.file, error.place.line) == ("corrections.toml", 2)
