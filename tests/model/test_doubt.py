"""Doubts are types that become sentences at the end; nobody reads the sentences but people."""

import ast
import re
import string
from pathlib import Path

import pytest

import sco_pub
from sco_pub.model.doubt import Doubt, DoubtKind, FieldRef, NoteRef, Took, Why

CODE = Path(sco_pub.__file__).parent
# The names that editors have written into their corrections.toml.
KNOWN = (
    "address-end author bio block-end block-start call citation dropped-line field-end field-shape figure heading institutions "
    "label-in-text left-over letters list mark note-end note-line note-lost note-run-over note-unread pairs paragraph points "
    "repeated-line stamp star title"
)


def test_the_kinds_keep_their_names() -> None:
    assert sorted(DoubtKind) == KNOWN.split()


def test_a_doubt_says_what_was_chosen_and_why_that_may_be_wrong() -> None:
    doubt = Doubt(DoubtKind.NOTE_END, 7, 1, Took.NOTE_COMPLETE, Why.NO_PLACE_OF_SOURCE, subject=NoteRef("2-3"))
    assert doubt.choice() == "note 2-3 is taken as complete"
    assert doubt.sentence() == "Note 2-3 is taken as complete."
    assert doubt.reason() == "It names a work, but no year, page or address: its end may be lost."


def test_a_doubt_about_a_field_names_it() -> None:
    doubt = Doubt(DoubtKind.FIELD_END, 7, 1, Took.FIELD_ENDS, Why.COULD_BE_LONGER, subject=FieldRef("funding"))
    assert doubt.choice() == "the field funding ends before this line"


def test_a_settled_doubt_gives_the_editors_reason() -> None:
    doubt = Doubt(DoubtKind.PARAGRAPH, 1, 1, Took.PARAGRAPH_GOES_ON, Why.EDITOR, settled=True, editor="As printed.")
    assert doubt.reason() == "As printed."


def test_a_doubt_is_said_in_the_readers_language() -> None:
    chinese = {"note {label} is taken as complete": "注释 {label} 被视为完整", "{choice}.": "{choice}。"}
    doubt = Doubt(DoubtKind.NOTE_END, 7, 1, Took.NOTE_COMPLETE, Why.NO_PLACE_OF_SOURCE, subject=NoteRef("2-3"))
    assert doubt.sentence(lambda text: chinese.get(text, text)) == "注释 2-3 被视为完整。"


@pytest.mark.parametrize("template", [*Took, *Why])
def test_each_sentence_is_used_and_its_names_can_be_filled(template: Took | Why) -> None:
    code = "\n".join(path.read_text("utf-8") for path in CODE.rglob("*.py"))
    assert f"{type(template).__name__}.{template.name}" in code
    assert all(re.fullmatch("[a-z]+", name) for _, name, _, _ in string.Formatter().parse(template.template) if name)


@pytest.mark.parametrize(
    "module", ["review/answers.py", "review/questions.py", "editor_decisions.py", "editor_notes.py"]
)
def test_who_answers_or_settles_reads_no_sentence(module: str) -> None:
    """Decisions go by kinds, subjects and codes: nothing is searched for in words."""
    for node in ast.walk(ast.parse((CODE / "clean" / module).read_text("utf-8"))):
        assert not (isinstance(node, ast.Attribute) and node.attr in ("message", "hint")), ast.unparse(node)
        if isinstance(node, ast.Compare):
            assert not re.search(r"\.(choice|reason|says)\(", ast.unparse(node)), ast.unparse(node)
