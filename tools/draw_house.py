"""Draw the rooms of the house and who imports whom: ``python tools/draw_house.py`` writes docs/images/house.svg.

The floors are those of the import-linter contract in pyproject.toml, an arrow's width is counted from the code.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from html import escape
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "images" / "house.svg"
WIDTH, FLOOR, GAP, BOX = 980, 96, 14, 54
SENTENCES = {
    "cli": "one thin file a verb",
    "pipeline": "the order of the steps",
    "edge": "the doors: files, PDF, pandoc, PO, WeasyPrint",
    "layout": "glyphs to lines",
    "clean": "lines to clean text",
    "structure": "to the master",
    "localise": "to catalogues",
    "typeset": "to print jobs",
    "check": "to findings",
    "lexicon": "the words of Chinese scholarly print",
    "model": "the nouns",
}


def floors() -> list[list[str]]:
    """The rooms by floor, from the contract."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if "containers" not in c)
    return [[room.strip().removeprefix("sco_pub.") for room in layer.split("|")] for layer in layers]


def imports() -> Counter[tuple[str, str]]:
    """How many modules of a room import how often from another."""
    graph = grimp.build_graph("sco_pub")
    found: Counter[tuple[str, str]] = Counter()
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            pair = (module.split(".")[1:2], imported.split(".")[1:2])
            if all(pair) and pair[0] != pair[1]:
                found[pair[0][0], pair[1][0]] += 1
    return found


def svg() -> str:
    """The drawing."""
    rows, arrows = floors(), imports()
    place: dict[str, tuple[float, float, float]] = {}
    boxes = []
    for floor, rooms in enumerate(rows):
        wide = (WIDTH - GAP * (len(rooms) + 1)) / len(rooms)
        for n, room in enumerate(rooms):
            x, y = GAP + n * (wide + GAP), GAP + floor * FLOOR
            place[room] = (x, y, wide)
            title = f"{room}/"
            boxes.append(
                f'<rect x="{x:.0f}" y="{y}" width="{wide:.0f}" height="{BOX}" rx="6"/>'
                f'<text x="{x + wide / 2:.0f}" y="{y + 22}" class="room">{escape(title)}</text>'
                f'<text x="{x + wide / 2:.0f}" y="{y + 41}">{escape(SENTENCES[room])}</text>'
            )
    lines = []
    for (above, below), count in sorted(arrows.items()):
        if above in place and below in place:
            (x0, y0, w0), (x1, y1, w1) = place[above], place[below]
            lines.append(
                f'<line x1="{x0 + w0 / 2:.0f}" y1="{y0 + BOX:.0f}" x2="{x1 + w1 / 2:.0f}" y2="{y1:.0f}" '
                f'stroke-width="{0.6 + min(count, 60) / 20:.1f}"><title>{above} → {below}: {count}</title></line>'
            )
    height = GAP + len(rows) * FLOOR
    style = (
        "rect{fill:#fdfaf3;stroke:#7a5c2e}line{stroke:#b9a77f;opacity:.75}"
        "text{font:12px sans-serif;text-anchor:middle;fill:#333}.room{font-weight:bold;font-size:14px}"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="The rooms of sco_pub; imports run downwards"><style>{style}</style>\n'
        + "\n".join([*lines, *boxes])
        + "\n</svg>\n"
    )


if __name__ == "__main__":
    TARGET.write_text(svg(), "utf-8")
