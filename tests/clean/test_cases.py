"""Every pair of files in tests/clean/cases: what a text layer gives, and what must come out (see the README there)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sco_pub.clean import cleaning
from sco_pub.edge import rawtext
from sco_pub.model.finding import Severity
from sco_pub.structure import master
from tests.corpus.reading import Reading, fold, of_markdown

CASES = Path(__file__).with_name("cases")
NAMES = sorted(path.name.removesuffix(".raw.txt") for path in CASES.glob("*.raw.txt"))


def readings(name: str) -> tuple[Reading, Reading, list[str]]:
    """What must come out, what comes out, and the errors."""
    raw = rawtext.read(CASES / f"{name}.raw.txt").value
    cleaned = cleaning.clean(raw)
    made = master.structure(cleaned.value).value.markdown
    expected = (CASES / f"{name}.expected.md").read_text(encoding="utf-8")
    if not expected.startswith("---\n"):
        expected = f"---\nlang: zh-CN\n---\n\n{expected}"
    errors = [finding.message for finding in cleaned.findings if finding.severity is Severity.ERROR]
    return of_markdown(expected), of_markdown(made), errors


def known() -> dict[str, str]:
    """Cases that don't come out yet, each with the reason: ``name: reason``, one a line."""
    lines = (CASES / "known-failures.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split(": ", 1) for line in lines if line.strip())


def body(text: str) -> str:
    """An entry of a reference list is compared without the width of its marks, which no layer tells."""
    return fold(text) if re.search(r"\[[A-Z]{1,2}(?:/OL)?\]", text) else text


def parameters() -> list[object]:
    reasons = known()
    return [pytest.param(n, marks=[pytest.mark.xfail(reason=reasons[n])] if n in reasons else []) for n in NAMES]


@pytest.mark.parametrize("name", parameters())
def test_a_case_comes_out_as_written(name: str) -> None:
    expected, made, errors = readings(name)
    assert errors == []
    assert {key: made.metadata.get(key) for key in expected.metadata} == dict(expected.metadata)
    assert made.order == expected.order
    assert made.headings == expected.headings
    assert list(map(body, made.references)) == list(map(body, expected.references))
    assert [(n.before, body(n.body), n.fate) for n in made.notes] == [
        (n.before, body(n.body), n.fate) for n in expected.notes
    ]


def test_every_case_is_in_the_readme() -> None:
    text = (CASES / "README.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if f"- `{name}` — " not in text] == []
    assert all((CASES / f"{name}.expected.md").exists() for name in NAMES)
    assert set(known()) <= set(NAMES)
