"""What is missing in the source is said in brackets, in the edition's own kind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sco_pub.model import ast
from sco_pub.typeset.missing_note_brackets import bracketed
from tests.typeset.editions import article


@pytest.mark.parametrize(
    ("language", "mark"), [("zh", "〔原文缺注〕"), ("en", "[note text missing in the source copy]")]
)
def test_a_missing_note_is_said_in_brackets_and_nothing_else_changes(language: str, mark: str) -> None:
    of = article(language)
    notes = [ast.stringify(note["c"]) for note in bracketed(of).document.notes()]
    assert sum(mark in note for note in notes) == 2
    plain = replace(of, document=bracketed(of).document)
    assert ast.stringify(plain.document.blocks) == ast.stringify(of.document.blocks)
