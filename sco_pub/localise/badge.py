"""Take how far translations are, give an SVG: a badge for a page, or a plot with a bar for each catalogue.

Colours are told apart without colour too: every bar carries its figures in words.  The text is laid out with fixed widths, so the
bytes don't depend on fonts.  Fuzzy is never counted as done.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from sco_pub.model.edition import Progress

_COLOURS = {"reviewed": "#1b7837", "translated": "#5aae61", "fuzzy": "#e0a030", "untranslated": "#d9d9d9"}
_CHARACTER = 7


def percent(progress: Progress) -> int:
    """Finished segments in a hundred, rounded down, so that 100 means all."""
    return 100 if not progress.segments else progress.translated * 100 // progress.segments


def badge(label: str, progress: Progress) -> str:
    """A flat badge, ``label | 87 %``."""
    value = f"{percent(progress)} %"
    colour = "#1b7837" if progress.complete else "#b07010"
    left, right = len(label) * _CHARACTER + 12, len(value) * _CHARACTER + 12
    text = 'font-family="DejaVu Sans,Verdana,sans-serif" font-size="11" fill="#fff" text-anchor="middle"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="20" role="img" '
        f'aria-label="{escape(label)}: {value}">\n'
        f"<title>{escape(label)}: {progress.translated} of {progress.segments} segments translated, "
        f"{progress.reviewed} reviewed</title>\n"
        f'<rect width="{left}" height="20" fill="#444"/>\n<rect x="{left}" width="{right}" height="20" fill="{colour}"/>\n'
        f'<text x="{left / 2:g}" y="14" {text}>{escape(label)}</text>\n'
        f'<text x="{left + right / 2:g}" y="14" {text}>{value}</text>\n</svg>\n'
    )


def plot(rows: Sequence[tuple[str, Progress]], *, width: int = 640) -> str:
    """One bar a row, divided into reviewed, translated, fuzzy and untranslated, with the counts beside it."""
    names = max((len(name) for name, _ in rows), default=0) * _CHARACTER + 16
    counts = 190
    bar = max(80, width - names - counts)
    height = 24 * len(rows) + 8
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{names + bar + counts}" height="{height}" role="img" '
        'font-family="DejaVu Sans,Verdana,sans-serif" font-size="11">',
        "<title>State of the translations</title>",
    ]
    for index, (name, progress) in enumerate(rows):
        top = 24 * index + 4
        lines.append(f'<text x="4" y="{top + 14}">{escape(name)}</text>')
        x = float(names)
        for state, count in _parts(progress):
            size = bar * count / progress.segments if progress.segments else 0.0
            if count:
                lines.append(f'<rect x="{x:.1f}" y="{top}" width="{size:.1f}" height="18" fill="{_COLOURS[state]}"/>')
            x += size
        words = f"{percent(progress)} %, {progress.reviewed} reviewed, {progress.fuzzy} fuzzy"
        lines.append(f'<text x="{names + bar + 8}" y="{top + 14}">{words}</text>')
    return "\n".join([*lines, "</svg>"]) + "\n"


def _parts(progress: Progress) -> tuple[tuple[str, int], ...]:
    return (
        ("reviewed", progress.reviewed),
        ("translated", progress.translated - progress.reviewed),
        ("fuzzy", progress.fuzzy),
        ("untranslated", progress.untranslated),
    )
