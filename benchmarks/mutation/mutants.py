"""Take source files, give mutants: the same code with one place changed.

Kinds: ``number`` (half as much again, or one more), ``operand`` (the last one of an ``and`` or ``or`` left out), ``comparison``
(turned round), ``condition`` (negated), ``flag`` (True for False and back).

A sample is drawn by the hash of a mutant's key (module, function, kind, what becomes of what, how often before in that
function) with a seed: the same code gives the same sample, and a change to one function leaves the rest of the sample alone.
Left out: annotations, what stands inside an f-string (that is wording), names of types (``slots=True``), and ``if TYPE_CHECKING``.
"""

from __future__ import annotations

import ast
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_DECLARING = frozenset({"dataclass", "field"})
_ASSERTING = frozenset({"strict"})  # zip(…, strict=True) says what holds anyway


@dataclass(frozen=True, slots=True)
class Mutant:
    """``path`` below the root; ``start`` and ``end``: what of the file's bytes gives way to ``after``."""

    path: str
    function: str
    kind: str
    line: int
    start: int
    end: int
    before: str
    after: str
    repeat: int = 0

    @property
    def key(self) -> str:
        """What names it as long as its function isn't rewritten; no line number."""
        again = f" #{self.repeat + 1}" if self.repeat else ""
        return f"{self.path}::{self.function} {self.kind}: {self.before} → {self.after}{again}"

    def applied(self, source: bytes) -> bytes:
        return source[: self.start] + self.after.encode() + source[self.end :]


def every(root: Path, folders: Iterable[str]) -> list[Mutant]:
    """All mutants of all modules in folders below the root."""
    found: list[Mutant] = []
    for folder in folders:
        for path in sorted((root / folder).rglob("*.py")):
            found += of_source(path.read_bytes(), path.relative_to(root).as_posix())
    return found


def sample(mutants: Iterable[Mutant], seed: str, count: int) -> list[Mutant]:
    """``count`` of them, the same for the same code and seed."""
    return sorted(mutants, key=lambda m: hashlib.sha256(f"{seed} {m.key}".encode()).digest())[:count]


def of_source(source: bytes, path: str) -> Iterator[Mutant]:
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    seen: Counter[tuple[str, str, str, str]] = Counter()
    tree = ast.parse(source)
    tests = set(_tests(tree))
    for node, function in _nodes(tree):
        negated = [("condition", ast.UnaryOp(ast.Not(), node))] if node in tests else []
        for kind, new in [*_changes(node), *negated]:
            start = starts[node.lineno - 1] + node.col_offset
            end = starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
            before, after = ast.unparse(node), ast.unparse(new)
            after = after if isinstance(new, ast.Constant) else f"({after})"
            name = (function, kind, before, after)
            yield Mutant(path, function, kind, node.lineno, start, end, before, after, seen[name])
            seen[name] += 1


def _tests(tree: ast.AST) -> Iterator[ast.expr]:
    """The expressions that decide which way the code goes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.If | ast.While | ast.IfExp):
            yield node.test
        elif isinstance(node, ast.comprehension):
            yield from node.ifs


def _nodes(tree: ast.AST, function: str = "") -> Iterator[tuple[ast.expr, str]]:
    """Every expression that counts, with the function or class that it stands in."""
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.JoinedStr) or _declares(child):
            continue
        if isinstance(child, ast.expr):
            yield child, function
        inner = child.name if isinstance(child, ast.FunctionDef | ast.ClassDef) else ""
        for part in _parts(child):
            yield from _nodes(part, ".".join(filter(None, (function, inner))))


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    """The node, without the annotations in it."""
    if isinstance(node, ast.AnnAssign):
        yield from ([ast.Expr(node.value)] if node.value else [])
    elif isinstance(node, ast.FunctionDef):
        yield ast.Module(node.body, [])
        yield ast.Module([ast.Expr(value) for value in node.args.defaults], [])
        yield ast.Module([ast.Expr(value) for value in node.args.kw_defaults if value], [])
    else:
        yield node


def _declares(node: ast.AST) -> bool:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _DECLARING:
        return True
    if isinstance(node, ast.keyword):
        return node.arg in _ASSERTING
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _changes(node: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """What may become of an expression."""
    if isinstance(node, ast.Constant):
        yield from _of_constant(node)
    elif isinstance(node, ast.BoolOp):
        rest = node.values[:-1]
        yield "operand", rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)
    elif isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _TURNED:
        yield "comparison", ast.Compare(node.left, [_TURNED[type(node.ops[0])]()], node.comparators)


def _of_constant(node: ast.Constant) -> Iterator[tuple[str, ast.expr]]:
    value = node.value
    if isinstance(value, bool):
        yield "flag", ast.Constant(not value)
    elif isinstance(value, int):
        yield "number", ast.Constant(max(value + 1, value * 3 // 2))
    elif isinstance(value, float):
        yield "number", ast.Constant(value * 1.5 if value else 1.0)
