"""corrections.toml: typed, all faults at once with their lines; applied on every run, refused when they no longer fit."""

import pytest
import yaml

from sco_pub.clean.review import corrections
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Outcome, Severity
from sco_pub.model.text import CleanText, Role
from sco_pub.structure import master
from tests.clean.notes.test_find_notes import text
from tests.clean.texts import BODY, cleaned, codes, meta, of

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


@pytest.mark.parametrize("text", ["a = " + "{a=" * 3000, "[[line]]\nline = " + "9" * 5000])
def test_toml_that_no_reader_takes_is_one_sentence(text: str) -> None:
    with pytest.raises(InputError, match=r"c\.toml isn't TOML that can be read"):
        corrections.parse(text, "c.toml")


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


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ('"渡口；船户"', ["渡口", "船户"]),
        ('["渡口", "船户"]', ["渡口", "船户"]),
        ('["渡口；码头", "船户"]', ["渡口；码头", "船户"]),  # a mark inside one parts nothing
    ],
)
def test_key_words_of_the_editor_stay_the_list_that_they_are(value: str, wanted: list[str]) -> None:
    entry = f'[[metadata]]\nkey = "keywords"\nvalue = {value}\nreason = "r"\n'
    made = master.structure(cleaned(TEXT, entry).value).value.markdown
    assert yaml.safe_load(made.split("---\n")[1])["keywords"] == wanted


def test_key_words_of_the_text_are_a_list_from_where_they_are_found() -> None:
    outcome = cleaned(TEXT.replace("\n", "\n关键词：渡口　船户、纤夫　水簿\n", 1))
    assert [b.members for b in outcome.value.blocks if b.key == "keywords"] == [("渡口", "船户、纤夫", "水簿")]


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


def doubts(outcome: Outcome[CleanText]) -> list[tuple[str, bool]]:
    return [(d.kind, d.settled) for d in outcome.value.ledger.doubts]


STACK = "①\n②\n《论合作》，《世界知识》2019年第20期。\n"


def test_what_is_right_as_it_stands_is_settled() -> None:
    line = TEXT.replace("审视", "“审视")
    confirm = '[[confirm]]\nwhat = "pairs"\nline = 2\nbegins = "国际秩序"\nreason = "The author writes it so."\n'
    assert ("pairs", False) in doubts(cleaned(line))
    outcome = cleaned(line, confirm)
    assert ("pairs", True) in doubts(outcome)
    assert "CLN-035" not in codes(outcome)


def test_a_finding_that_is_confirmed_is_a_remark_with_the_reason() -> None:
    outcome = cleaned(TEXT, '[[confirm]]\nwhat = "CLN-012"\nreason = "An editorial; nobody signs it."\n')
    (author,) = [f for f in outcome.findings if f.code == "CLN-012"]
    assert author.severity is Severity.INFO
    assert author.message.endswith("An editorial; nobody signs it.")


def test_a_confirmation_that_nothing_needs_is_told_and_one_that_slipped_is_an_error() -> None:
    idle = '[[confirm]]\nwhat = "pairs"\nline = 3\nreason = "r"\n'
    assert "CLN-041" in codes(cleaned(TEXT, idle))
    slipped = idle.replace("reason", 'begins = "没有这样的行"\nreason')
    assert "CLN-040" in codes(cleaned(TEXT, slipped))


def test_an_error_cannot_be_confirmed() -> None:
    foot = "① 张三：《论合作》，世界知识出版社2019年版，第3页。\n② 李四：《论贸易》，法律出版社2020年版，第5页。\n"
    page = text("", "", foot, "", "① 王五：《论制度》，法律出版社2021年版，第5页。\n")
    assert "CLN-040" in codes(cleaned(page, '[[confirm]]\nwhat = "CLN-021"\nreason = "r"\n'))


def test_the_editor_says_which_note_of_a_stack_is_lost() -> None:
    page = text("①", "②", STACK, "①", "① 李四：《论制度》，第5页。\n")
    before = cleaned(page)
    assert (labels(before), before.value.missing) == (["1-1", "2-1"], ("1-2",))
    outcome = cleaned(page, '[[note]]\nlabel = "1-1"\nstate = "lost"\nreason = "The printed page."\n')
    assert (labels(outcome), outcome.value.missing) == (["1-2", "2-1"], ("1-1",))
    assert of(outcome, Role.NOTE)[0] == "《论合作》，《世界知识》2019年第20期。"
    assert not outcome.errors
    (lost,) = [f for f in outcome.findings if f.code == "CLN-020"]
    assert lost.severity is Severity.INFO


def test_a_note_that_cannot_be_the_lost_one_is_an_error() -> None:
    page = text("①", "", "① 张三：《论合作》，2019年。\n", "①", "① 李四：《论制度》，第5页。\n")
    assert "CLN-040" in codes(cleaned(page, '[[note]]\nlabel = "1-1"\nstate = "lost"\nreason = "r"\n'))


def test_a_line_is_running_text_or_more_of_a_note_when_the_editor_says_so() -> None:
    foot = "① 张三：《论合作》，2019年。\n② 李四：《论贸易》，2020年。\n学界早有论述，对此不再赘言。\n"
    page = text("①", "②", foot, "①", "① 李四：《论制度》，第5页。\n")
    number = page.split("\n").index("学界早有论述，对此不再赘言。") + 1
    entry = f'[[line]]\nline = {number}\naction = "{{}}"\nreason = "r"\n'
    noted, running = cleaned(page, entry.format("note")), cleaned(page, entry.format("text"))
    assert any(n.endswith("不再赘言。") for n in of(noted, Role.NOTE))
    assert not any(n.endswith("不再赘言。") for n in of(running, Role.NOTE))
    assert not noted.errors
    assert not running.errors


def test_a_line_that_was_taken_for_metadata_is_running_text_when_the_editor_says_so() -> None:
    page = "区域合作的制度供给\n张文\n（远东大学法学院，江城100084）\n" + "\n".join(BODY) + "\n"
    swallowed = page.replace("100084）", "100084）\n关键词：合作；制度")
    entry = '[[line]]\nline = 4\nbegins = "关键词"\naction = "text"\nreason = "r"\n'
    assert "keywords" in meta(cleaned(swallowed))
    assert "keywords" not in meta(cleaned(swallowed, entry))


def labels(outcome: Outcome[CleanText]) -> list[str]:
    return [b.label for b in outcome.value.blocks if b.role is Role.NOTE]


def test_a_heading_that_is_joined_to_the_paragraph_before_is_text() -> None:
    page = TEXT.replace("边境贸易的便利化", "二、边境贸易\n边境贸易的便利化", 1).replace(
        BODY[0], "一、国际秩序\n" + BODY[0], 1
    )
    number = page.split("\n").index("二、边境贸易") + 1
    join = f'[[paragraph]]\nline = {number}\naction = "join"\nreason = "r"\n'
    assert "二、边境贸易" in of(cleaned(page), Role.HEADING)
    assert "二、边境贸易" not in of(cleaned(page, join), Role.HEADING)


def test_the_doubt_which_note_is_lost_is_settled_when_the_editor_says_which() -> None:
    page = text("①", "②", STACK, "①", "① 李四：《论制度》，第5页。\n")
    assert ("note-lost", False) in doubts(cleaned(page))
    for label in ("1-1", "1-2"):
        told = cleaned(page, f'[[note]]\nlabel = "{label}"\nstate = "lost"\nreason = "r"\n')
        assert ("note-lost", False) not in doubts(told)
