"""The registry of finding codes: each code once, with forms that fit, and a case in the tests."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import sco_pub
from sco_pub.model.codes.code import Code
from sco_pub.model.codes.registry import CODES, ROOMS, of_room
from sco_pub.model.finding import Place, as_data, found, from_data
from sco_pub.model.wording import Several, phrase

CODE, TESTS = Path(sco_pub.__file__).parent, Path(__file__).parents[1]


def test_each_code_is_written_once_and_under_its_rooms_prefix() -> None:
    listed = [code for prefix, _, room in ROOMS for code in of_room(room) if code.code.startswith(f"{prefix}-")]
    assert len(listed) == len({code.code for code in listed}) == len(CODES)
    assert all(re.fullmatch(r"[A-Z]+-[0-9]{3}", code.code) for code in listed)


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.code)
def test_hints_belong_to_forms_that_the_code_has(code: Code) -> None:
    if not isinstance(code.hint, str) and not isinstance(code.says, str):
        assert code.hint.keys() <= code.sentences.keys()


def _names(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def _raised() -> Iterator[tuple[str, str, set[str]]]:
    """Each place of the code that raises a finding with a form and names that can be read there."""
    rooms = {module.__name__.rpartition(".")[2]: module for _, _, module in ROOMS}
    for path in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (
                isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("found", "made", "raised") and node.args
            ):
                continue
            first = node.args[0]
            room = rooms.get(getattr(getattr(first, "value", None), "id", ""))
            code = getattr(room, getattr(first, "attr", ""), None)
            form = node.args[2].value if len(node.args) > 2 and isinstance(node.args[2], ast.Constant) else ""
            if isinstance(code, Code) and all(keyword.arg for keyword in node.keywords) and form in code.sentences:
                yield (
                    code.sentence(form) + code.advice(form),  # type: ignore[arg-type]
                    f"{path.name}:{node.lineno}",
                    {k.arg or "" for k in node.keywords},
                )


def test_whoever_raises_a_finding_fills_all_names_of_its_sentence() -> None:
    places = list(_raised())
    assert len(places) > 40
    for template, where, given in places:
        assert _names(template) <= given, where


def test_a_finding_survives_the_record_of_what_was_built() -> None:
    code = next(code for code in CODES.values() if code.code == "VER-102")
    words = Several((phrase("{count} errors", count=2), "b"))
    finding = found(code, Place("a.epub", 3), said=words, advice="")
    again = from_data(as_data(finding))
    assert again == finding
    assert again.message == "2 errors, b"


def test_each_code_has_a_case() -> None:
    """A code that no test names is a sentence that nobody has seen."""
    told = "\n".join(path.read_text("utf-8") for path in TESTS.rglob("*.py") if path != Path(__file__))
    names = {code.code: name for _, _, room in ROOMS for name, code in vars(room).items() if isinstance(code, Code)}
    unseen = {code for code, name in names.items() if code not in told and not re.search(rf"\b{name}\b", told)}
    assert unseen == set()
