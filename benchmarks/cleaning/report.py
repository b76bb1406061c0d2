"""Take the results, give the table and the plot; no library but the standard one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_FLAGS = ("not perfect", "of them flagged", "refused", "errors", "pointed at", "perfect with flags")
_COLUMNS = ("CER", "paragraph F1", "heading F1", "notes F1", "metadata")


def markdown(results: Mapping[str, Any]) -> str:
    texts = results["texts"]
    lines = [
        "# Cleaning",
        "",
        f"{texts['texts']} generated articles ({texts['characters']:,} characters) of journals drawn at random from seeds that",
        "nobody tuned for. What the figures mean is said in `tests/corpus/metrics.py`; `print CER` is the kinder measure for",
        "tools that know no notes.  An error is pointed at when a doubt or finding stands in its block or within three lines; a flag is",
        "right when it points at an error, or reports a loss of the layer (a note, a title) that is true.",
        "",
        "| text | "
        + " | ".join(_COLUMNS)
        + " | not perfect | of them flagged | refused | errors | pointed at | perfect, with flags |",
        "| --- |" + " ---: |" * (len(_COLUMNS) + 6),
    ]
    for name, key in (
        ("generated, as text", "texts"),
        ("generated, by way of a PDF", "pdfs"),
        ("corner cases", "corners"),
    ):
        lines.append(_row(name, results[key], flags=True))
    lines += [_row(f"as text: {family}", figures, flags=True) for family, figures in results["families"].items()]
    lines.append(_row("the article of the house", results["article"]["sco_pub"], flags=True))
    lines += _flags(results["flags"])
    lines += ["", "| other tool, same texts | print CER | paragraph F1 | CER on the article | its paragraph F1 |"]
    lines.append("| --- | ---: | ---: | ---: | ---: |")
    for tool, figures in results["peers"].items():
        own = results["article"][tool]
        lines.append(
            f"| {tool} | {figures['CER']:.1%} | {figures['paragraph F1']:.2f} | {own['CER']:.1%} | {own['paragraph F1']:.2f} |"
        )
    lines += ["", "| extractor, before any cleaning | print CER |", "| --- | ---: |"]
    lines += [f"| {tool} | {figures['CER']:.2%} |" for tool, figures in results["extractors"].items()]
    if "speed" in results:
        lines += ["", "| speed | |", "| --- | ---: |"]
        lines += [f"| {name} | {value:,.3g} |" for name, value in results["speed"].items()]
    return "\n".join(lines) + "\n"


def _flags(figures: Mapping[str, Any]) -> list[str]:
    """Two tables: how many errors of each kind a flag stands near, and how many flags of each code stand near an error."""
    lines = ["", "| kind of error | all | pointed at |", "| --- | ---: | ---: |"]
    lines += [f"| {kind} | {n['all']} | {n['flagged']} |" for kind, n in figures["errors"].items()]
    lines += ["", "| flag | all | right |", "| --- | ---: | ---: |"]
    return lines + [f"| {code} | {n['all']} | {n['right']} |" for code, n in figures["codes"].items()]


def _row(name: str, figures: Mapping[str, float], *, flags: bool) -> str:
    cells = [f"{figures['CER']:.3%}", *(f"{figures[column]:.3f}" for column in _COLUMNS[1:])]
    cells += [f"{figures[key]:.0f}" for key in _FLAGS] if flags else []
    return f"| {name} | " + " | ".join(cells) + " |"


def svg(results: Mapping[str, Any]) -> str:
    """Bars: the character error rate of every tool on the generated texts, the cleaner last."""
    bars = [(tool, figures["CER"]) for tool, figures in results["peers"].items()]
    bars += [("sco_pub", results["texts"]["CER"]), ("sco_pub, PDF", results["pdfs"]["CER"])]
    top = max(value for _, value in bars)
    width, row, left = 640, 26, 130
    height = row * len(bars) + 50
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="13">',
        f'<rect width="{width}" height="{height}" fill="white"/>',
        '<text x="10" y="22" font-weight="bold">Character error rate on generated articles</text>',
    ]
    for i, (name, value) in enumerate(bars):
        y = 36 + i * row
        length = max(1.0, (width - left - 80) * value / top)
        colour = "#1f6f8b" if name.startswith("sco_pub") else "#b8b8b8"
        parts += [
            f'<text x="{left - 8}" y="{y + 15}" text-anchor="end">{name}</text>',
            f'<rect x="{left}" y="{y + 3}" width="{length:.1f}" height="{row - 8}" fill="{colour}"/>',
            f'<text x="{left + length + 6:.1f}" y="{y + 15}">{value:.2%}</text>',
        ]
    return "\n".join([*parts, "</svg>"]) + "\n"
