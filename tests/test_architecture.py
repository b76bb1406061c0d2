"""What ARCHITECTURE.md says of the types is so."""

import ast
import re
from pathlib import Path

HOUSE = Path(__file__).parents[1]


def test_every_dataclass_is_frozen_but_for_those_that_the_architecture_lists() -> None:
    page = (HOUSE / "ARCHITECTURE.md").read_text("utf-8")
    listed = page.split("## What isn't frozen\n")[1].split("\n## ")[0]
    named = {name.rpartition(".")[2] for name in re.findall(r"`([\w/]*\w(?:\.\w+)?)`", "".join(_first_cells(listed)))}
    found = {
        node.name
        for path in (HOUSE / "sco_pub").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef) and any(map(_is_mutable, node.decorator_list))
    }
    assert found == named


def _first_cells(table: str) -> list[str]:
    return [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]


def _is_mutable(decorator: ast.expr) -> bool:
    told = ast.unparse(decorator)
    return told.split("(")[0] == "dataclass" and "frozen=True" not in told
