"""One console: results on stdout, talk on stderr, one table of exit codes, no traceback for a user's mistake."""

import json

import pytest

from sco_pub.cli import console
from sco_pub.model.codes.verification import ACE
from sco_pub.model.errors import InputError, InternalError, ToolError
from sco_pub.model.finding import Place, Severity, found
from sco_pub.pipeline.events import Advanced, Started

WARNING = found(
    ACE, Place("raw.txt", 3, 7), severity=Severity.WARNING, said="甲 [b]not markup[/b]", advice="Look at it."
)
ERROR = found(ACE, said="乙", advice="")
INFO = found(ACE, severity=Severity.INFO, said="丙", advice="")


@pytest.mark.parametrize(
    ("raised", "code"),
    [(InputError("甲"), 2), (ToolError("甲"), 3), (InternalError("甲"), 70), (KeyboardInterrupt(), 130)],
)
def test_what_stops_a_command_becomes_its_exit_code_and_a_sentence(raised, code, capsys):
    @console.exits
    def command() -> int:
        raise raised

    with pytest.raises(SystemExit) as caught:
        command()
    assert caught.value.code == code
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err


def test_a_command_that_returns_exits_with_what_it_returns():
    with pytest.raises(SystemExit) as caught:
        console.exits(lambda: 1)()
    assert caught.value.code == 1


def test_findings_go_to_stderr_the_weightiest_first_with_place_and_hint(capsys):
    with console.Console() as talk:
        talk.findings([INFO, WARNING, ERROR])
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == [
        "error VER-102 乙",
        "raw.txt:3:7: warning VER-102 甲 [b]not markup[/b] Look at it.",
        "info VER-102 丙",
    ]


def test_quiet_keeps_findings_and_drops_talk(capsys):
    with console.Console(quiet=True) as talk:
        talk.listen(Started("build", 1))
        talk.listen(Advanced("build", "a.pdf", "made"))
        talk.say("1 made.")
        talk.findings([WARNING, INFO])
    assert capsys.readouterr().err.splitlines() == ["raw.txt:3:7: warning VER-102 甲 [b]not markup[/b] Look at it."]


def test_off_a_terminal_each_unit_is_one_plain_line(capsys):
    with console.Console() as talk:
        talk.listen(Started("build", 2))
        talk.listen(Advanced("build", "a.pdf", "made"))
        talk.listen(Advanced("build", "b.pdf", "kept"))
    assert capsys.readouterr().err.splitlines() == ["     made  a.pdf", "     kept  b.pdf"]


def test_json_is_the_only_thing_on_stdout(capsys):
    with console.Console(as_json=True) as talk:
        talk.result("a line")
        talk.table(("a",), [("b",)])
        talk.json({"findings": (WARNING,)})
    assert json.loads(capsys.readouterr().out)["findings"][0]["place"]["line"] == 3


def test_a_table_off_a_terminal_is_tab_separated(capsys):
    with console.Console() as talk:
        talk.table(("a", "b"), [(1, "甲")])
    assert capsys.readouterr().out == "a\tb\n1\t甲\n"


def test_only_errors_fail_unless_strict():
    assert console.verdict([WARNING, INFO]) == 0
    assert console.verdict([WARNING, INFO], strict=True) == 1
    assert console.verdict([ERROR]) == 1
    assert console.verdict([INFO], strict=True) == 0


# An escape sequence, its one-sign form of ISO 6429, a bell, a deletion, a reversal of the writing's direction, a tag.
COMMANDS = "甲\x1b[2J\x9b31m\a\x7f\u202e\U000e0001乙"
OBEYED = "\x1b\x9b\a\x7f\u202e\U000e0001"


def test_no_text_of_a_stranger_commands_a_terminal(capsys):
    with console.Console() as talk:
        talk.result(COMMANDS)
        talk.table([COMMANDS], [[COMMANDS]])
        talk.say("{what}", what=COMMANDS)
        talk.findings([found(ACE, Place(COMMANDS), said=COMMANDS, advice=COMMANDS)])
        talk.listen(Advanced("build", COMMANDS, "made"))
    with pytest.raises(SystemExit):
        console.exits(lambda: (_ for _ in ()).throw(InputError(COMMANDS, hint=COMMANDS)))()
    said = capsys.readouterr()
    assert not set(OBEYED) & set(said.out + said.err)
    assert (said.out + said.err).count("\\x1b[2J") == 10


def test_json_holds_the_same_text_and_no_command(capsys):
    with console.Console(as_json=True) as talk:
        talk.json({"text": COMMANDS})
    said = capsys.readouterr().out
    assert not set(OBEYED) & set(said)
    assert "甲" in said
    assert json.loads(said) == {"text": COMMANDS}


@pytest.mark.parametrize("terminal", [False, True])
def test_a_whole_text_goes_to_a_file_as_it_is_and_to_a_terminal_without_its_commands(capsys, terminal):
    with console.Console() as talk:
        talk.out._force_terminal = terminal
        talk.text(COMMANDS)
    said = capsys.readouterr().out
    assert bool(set(OBEYED) & set(said)) is not terminal
