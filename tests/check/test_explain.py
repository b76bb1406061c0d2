"""What explain, docs/findings.md and SARIF say of a code is the registry's."""

import json
import re

import pytest

from sco_pub.check import explain, render
from sco_pub.model.codes import cleaning
from sco_pub.model.codes.registry import CODES, name_of
from sco_pub.model.doubt import DoubtKind
from sco_pub.model.finding import Place, found
from sco_pub.model.rule import Rule
from tools import findings


@pytest.mark.parametrize("name", [*CODES, *Rule, *DoubtKind])
def test_every_name_is_explained(name: str) -> None:
    text = explain.explain(name)
    assert text is not None
    assert len(text.splitlines()) > 1


def test_an_unknown_name_is_not_explained() -> None:
    assert explain.explain("CLN-999") is None


@pytest.mark.parametrize("name", CODES)
def test_every_code_says_what_it_means(name: str) -> None:
    assert re.search(r"[.)]$", CODES[name].meaning)


def test_the_page_of_findings_is_current() -> None:
    assert findings.PAGE.read_text("utf-8") == explain.page(), "run python -m tools.findings"


def test_a_sarif_rule_carries_name_texts_and_level() -> None:
    text = render.as_sarif([found(cleaning.NOTE_WITHOUT_TEXT, Place("raw.txt", 3), label="1-2")], version="1.0")
    (run,) = json.loads(text)["runs"]
    (rule,) = run["tool"]["driver"]["rules"]
    assert (rule["id"], rule["name"]) == ("CLN-020", "NoteWithoutText")
    assert rule["defaultConfiguration"] == {"level": "warning"}
    assert rule["shortDescription"]["text"].startswith("Note {label} is called")
    assert rule["fullDescription"]["text"] == cleaning.NOTE_WITHOUT_TEXT.meaning
    assert "Supply it" in rule["help"]["text"]


def test_the_names_of_codes_are_all_different() -> None:
    assert len({name_of(code) for code in CODES}) == len(CODES)
