"""Take the nodes of a build, give them as text, as a picture, and as rules for make and ninja."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from sco_pub.model.choices import Format
from sco_pub.model.wording import Say, english, told
from sco_pub.pipeline.graph import Node, State

_MARKS = {State.STANDS: "=", State.NEW: "+", State.MAYBE: "?", State.RESTORED: "<", State.BROKEN: "!"}
_COLOURS = {
    State.STANDS: "#dcebdc", State.NEW: "#f6d9b8", State.MAYBE: "#f4efc2", State.RESTORED: "#d5e3f2", State.BROKEN: "#f2c9c9",
}  # fmt: skip
_FORMATS = frozenset(Format)
_ROW, _WIDE, _GAP = 26, 330, 70  # pixels: a line, a box, what is between columns


def as_text(nodes: Sequence[Node], say: Say = english) -> str:
    """A line a step: its mark, its kind, what it reads and writes, and the reasons."""
    lines = []
    for node in nodes:
        kind = f"{node.kind} {node.language}".strip()
        why = f"  ({'; '.join(told(reason, say) for reason in node.reasons)})" if node.reasons else ""
        lines.append(f"{_MARKS[node.state]} {kind:<12}{', '.join(node.inputs)} -> {', '.join(node.outputs)}{why}")
    legend = ", ".join(f"{mark} {say(state.value)}" for state, mark in _MARKS.items())
    return "\n".join([*lines, "", legend])


#: What says that a picture is one of ours.
MARK = "<desc>sco-pub graph</desc>"


def as_svg(nodes: Sequence[Node]) -> str:
    """Files and steps from left to right: sources, masters and catalogues, editions, what is built."""
    columns: list[dict[str, State | None]] = [{}, {}, {}, {}]
    arrows: dict[tuple[str, str], None] = {}
    depth = {"clean": 1, "update": 1, "edition": 2}
    for node in nodes:
        for name in node.outputs:
            columns[depth.get(node.kind, 3)][name] = node.state
            arrows |= {(each, name): None for each in node.inputs if each != name}
    made = {name for column in columns for name in column}
    columns[0] = {each: None for each, _ in arrows if each not in made}
    places = {
        name: (place * (_WIDE + _GAP) + 10, number * _ROW + 10)
        for place, column in enumerate(columns)
        for number, name in enumerate(column)
    }
    tall = max((len(column) for column in columns), default=0) * _ROW + 20
    lines = [
        f'<path d="M{x + _WIDE} {y + 10} C{x + _WIDE + _GAP / 2} {y + 10} {u - _GAP / 2} {v + 10} {u} {v + 10}"/>'
        for (one, other) in arrows
        for (x, y), (u, v) in [(places[one], places[other])]
    ]
    boxes = [
        f'<rect x="{x}" y="{y}" width="{_WIDE}" height="20" rx="3" fill="{_COLOURS[state] if state else "#eeeeee"}"/>'
        f'<text x="{x + 6}" y="{y + 14}">{escape(name)}</text>'
        for column in columns
        for name, state in column.items()
        for x, y in [places[name]]
    ]
    wide = 4 * (_WIDE + _GAP) - _GAP + 20
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {tall}" width="{wide}" height="{tall}">\n{MARK}\n'
        '<g fill="none" stroke="#999999">' + "".join(lines) + "</g>\n"
        '<g font-family="sans-serif" font-size="11">' + "\n".join(boxes) + "</g>\n</svg>\n"
    )


def _wanted(nodes: Iterable[Node]) -> list[Node]:
    """The steps that files come from, each with its file."""
    return [node for node in nodes if node.kind != "edition"]


def _inputs(node: Node, nodes: Sequence[Node]) -> list[str]:
    """The files that a step's file comes from: an edition is none, so its own inputs stand for it."""
    editions = {each.outputs[0]: each.inputs for each in nodes if each.kind == "edition"}
    found = [name for each in node.inputs for name in editions.get(each, (each,)) if name not in node.outputs]
    return list(dict.fromkeys([*found, "sco_pub.toml"]))


def as_make(nodes: Sequence[Node]) -> str:
    """Rules for GNU make, to be included: a target for each file, and .PHONY ones for each format, language and publication."""
    groups: dict[str, list[str]] = {}
    rules = []
    for node in _wanted(nodes):
        target = _for_make(node.outputs[0])
        inputs = " ".join(map(_for_make, _inputs(node, nodes)))
        rules.append(f"{target}: {inputs}\n\t$(SCO_PUB) {_command(node).replace('$', '$$')} && touch $@\n")
        for name in _groups(node):
            groups.setdefault(_for_make(name), []).append(target)
    phony = "".join(f".PHONY: {name}\n{name}: {' '.join(targets)}\n" for name, targets in groups.items())
    return "SCO_PUB ?= sco-pub\n\n" + phony + "\n" + "\n".join(rules)


def as_ninja(nodes: Sequence[Node]) -> str:
    """A build.ninja."""
    groups: dict[str, list[str]] = {}
    out = ["rule sco-pub", "  command = sco-pub $arguments && touch $out", "  description = $out", ""]
    for node in _wanted(nodes):
        target = _for_ninja(node.outputs[0])
        out.append(f"build {target}: sco-pub {' '.join(map(_for_ninja, _inputs(node, nodes)))}")
        out.append(f"  arguments = {_command(node).replace('$', '$$')}")
        for name in _groups(node):
            groups.setdefault(_for_ninja(name), []).append(target)
    out += [f"build {name}: phony {' '.join(targets)}" for name, targets in groups.items()]
    return "\n".join(out) + "\n"


def as_rows(nodes: Sequence[Node]) -> list[dict[str, object]]:
    """A row for each artifact: what it is, and what it comes from."""
    return [
        {
            "target": node.outputs[0],
            "publication": node.publication,
            "language": node.language,
            "format": node.kind,
            "inputs": _inputs(node, nodes),
            "state": node.state.value,
        }
        for node in _wanted(nodes)
    ]


def _groups(node: Node) -> tuple[str, ...]:
    """The targets that an artifact belongs to."""
    return (node.kind, node.language, node.publication) if node.kind in _FORMATS else ()


def _command(node: Node) -> str:
    name = "'" + node.publication.replace("'", "'\\''") + "'"
    if node.kind == "clean":
        return f"clean {name} --quiet"
    if node.kind == "update":
        return f"update {name} --lang {node.language} --quiet"
    return f"build {name} --lang {node.language} --format {node.kind} --jobs 1 --quiet"


def _for_make(name: str) -> str:
    for sign in ("\\", " ", "#", ":", "%"):
        name = name.replace(sign, f"\\{sign}")
    return name.replace("$", "$$")


def _for_ninja(name: str) -> str:
    return "".join(f"${sign}" if sign in "$: " else sign for sign in name)
