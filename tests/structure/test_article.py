"""The first article, whole: raw text and corrections give the master that was made by hand, byte for byte."""

import difflib
import re
from pathlib import Path

import pytest

from sco_pub.clean import cleaning
from sco_pub.clean.review import corrections
from sco_pub.edge import rawtext
from sco_pub.edge.pandoc import door as pandoc
from sco_pub.model import ast
from sco_pub.model.text import Role
from sco_pub.structure import master, stamp

HOUSE = Path(__file__).parents[2]
SOURCE = HOUSE / "source" / "sun-2021-sco"
GOLD = Path(__file__).parent / "golden" / "sun-2021-sco.md"
PUBLISHED = "published-in: 《俄罗斯东欧中亚研究》2021年第1期\n"


@pytest.fixture(scope="module")
def cleaned():
    raw = rawtext.read(SOURCE / "raw.txt").value
    text = (SOURCE / "corrections.toml").read_text(encoding="utf-8")
    outcome = cleaning.clean(raw, corrections.parse(text, "corrections.toml"))
    return raw, outcome, master.structure(outcome.value, text).value


def test_the_master_is_the_one_made_by_hand_plus_what_the_editor_supplied(cleaned):
    made = stamp.without(cleaned[2].markdown)
    difference = list(difflib.ndiff(GOLD.read_text(encoding="utf-8").splitlines(True), made.splitlines(True)))
    assert [line for line in difference if line[0] != " "] == ["+ " + PUBLISHED]


def test_the_committed_master_is_what_cleaning_gives(cleaned):
    assert (SOURCE / "master.md").read_text(encoding="utf-8") == cleaned[2].markdown


def test_no_finding_is_an_error_and_the_losses_are_flagged(cleaned):
    outcome = cleaned[1]
    assert not outcome.errors
    assert outcome.value.missing == ("12-1", "13-1")
    assert [b.label for b in outcome.value.blocks if b.role is Role.NOTE and not b.complete] == ["8-1", "8-2"]


def test_the_boundary_that_widths_leave_open_was_settled_by_the_editor(cleaned):
    doubts = [d for d in cleaned[1].value.ledger.doubts if d.kind == "paragraph"]
    assert [d.line for d in doubts if d.settled] == [655]
    assert [d.line for d in doubts if not d.settled] == [86, 390]


def test_pandoc_reads_back_the_text_of_every_block(cleaned):
    (document,) = pandoc.read_markdown([cleaned[2].markdown])
    blocks = [b for b in cleaned[1].value.blocks if b.role in (Role.HEADING, Role.PARAGRAPH)]
    plain = [ast.stringify(b["c"][2] if b["t"] == "Header" else b["c"]) for b in document.blocks]
    assert [_without_calls(b.text) for b in blocks] == plain
    assert [n["label"] for n in document.notes()] == list(cleaned[2].notes)


def _without_calls(text: str) -> str:
    return re.sub("\ufdd0[^\ufdd1]*\ufdd1", "", text)
