"""Keep the catalogues of the program's own sentences: ``python -m tools.ui`` (``--check``: exit 1 when one isn't current).

Strategy.  msgids are found by reading the code as code: what ``N_`` marks, the texts of the command line (``help=`` and a
command's docstring, each paragraph on one line), and the few sentences of click that users meet.  A sentence that is no
longer in the code leaves the catalogue; a new one stands there untranslated, and the tests say so.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from sco_pub.edge import ui
from sco_pub.edge.po.grammar import escape

ROOT = Path(__file__).resolve().parents[1]
#: What click says in its own words (click 8).
CLICK = (
    "Usage:", "Options", "Commands", "Error", "Show this message and exit.", "Show the version and exit.",
    "default: {default}", "required", "Error: {message}", "Try '{command} {option}' for help.", "No such command {name!r}.",
    "No such option: {name}", "No such option {name!r}.", "Missing argument", "Missing option", "Missing command.",
    "Invalid value: {message}", "Invalid value for {param_hint}: {message}",
    "{value!r} is not one of {choices}.", "Got unexpected extra argument ({args})", "Option {name!r} requires an argument.",
)  # fmt: skip


def msgids() -> list[str]:
    """Every sentence, in the order of the code."""
    found: dict[str, None] = {}
    for path in sorted((ROOT / "sco_pub").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        found.update(dict.fromkeys(_marked(tree)))
        if path.parent.name == "cli":
            found.update(dict.fromkeys(_of_commands(tree)))
    found.update(dict.fromkeys(CLICK))
    return [text for text in found if text]


def _marked(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and getattr(node.func, "id", "") == "N_"
            and isinstance(node.args[0], ast.Constant)
        ):
            yield str(node.args[0].value)


def _of_commands(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "help" and isinstance(node.value, ast.Constant):
            yield str(node.value.value)
        if isinstance(node, ast.FunctionDef) and any(map(_is_command, node.decorator_list)):
            text = ast.get_docstring(node) or ""
            yield "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def _is_command(decorator: ast.expr) -> bool:
    return bool(re.match(r"[\w.]*(command|group)\(", ast.unparse(decorator)))


def read(language: str) -> dict[str, str]:
    """A catalogue's translations."""
    path = ui.FOLDER / f"{language}.po"
    return ui.entries(path.read_text("utf-8")) if path.is_file() else {}


def written(language: str, translations: dict[str, str]) -> str:
    """The catalogue: a header and each sentence with its translation, empty where there is none."""
    fields = ("Project-Id-Version: sco-pub ui", f"Language: {language}", "Content-Type: text/plain; charset=UTF-8")
    head = 'msgid ""\nmsgstr ""\n' + "".join(f"{_quoted(field + chr(10))}\n" for field in fields)
    lines = (f"\nmsgid {_quoted(text)}\nmsgstr {_quoted(translations.get(text, ''))}\n" for text in msgids())
    return head + "".join(lines)


def _quoted(text: str) -> str:
    return f'"{escape(text)}"'


def main() -> None:
    stale = False
    for language in ui.LANGUAGES:
        if language == ui.ENGLISH:
            continue
        path, text = ui.FOLDER / f"{language}.po", written(language, read(language))
        stale |= not path.is_file() or path.read_text("utf-8") != text
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
    if "--check" in sys.argv:
        raise SystemExit(stale)


if __name__ == "__main__":
    main()
