"""PDFs by makers that aren't ours: ``python -m benchmarks.cleaning.makers [--seeds 3] [--out FOLDER] [--show NAME-SEED]``.

Sets generated articles (seeds from 7001: nobody tuned for them) with LibreOffice, Chromium, WeasyPrint and, where it is
installed, XeLaTeX; cleans the PDFs as the product does; scores the masters as tests.corpus.metrics says.  A layout whose
maker isn't installed is named and left out.  Writes makers.json and makers.md.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.cleaning.run import Tally
from benchmarks.cleaning.show import differences
from sco_pub.edge.pdf import read as pdf
from tests.corpus.makers import LAYOUTS, installed, printed
from tests.corpus.manuscript import Layout, Manuscript
from tests.corpus.metrics import Score, score
from tests.corpus.reading import of_article, of_markdown
from tests.corpus.subjects import Cleaned, clean_text

FIRST = 7001
_COLUMNS = ("CER", "paragraph F1", "heading F1", "notes F1", "metadata")


@dataclass(frozen=True, slots=True)
class Made:
    """One article by one maker: what was set, what came out, and the score."""

    copy: Manuscript
    cleaned: Cleaned
    score: Score


def made(layout: Layout, seed: int) -> Made:
    copy, data = printed(layout, seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.pdf"
        path.write_bytes(data)
        cleaned = clean_text(pdf.read_pdf(path))
    return Made(copy, cleaned, score(of_article(copy.article), of_markdown(cleaned.markdown)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=5, help="articles a layout")
    parser.add_argument("--first", type=int, default=FIRST)
    parser.add_argument("--layouts", nargs="*", default=list(LAYOUTS))
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "results")
    parser.add_argument("--show", action="store_true", help="print every difference instead of writing results")
    options = parser.parse_args()
    results: dict[str, dict[str, float]] = {}
    absent: list[str] = []
    for name in options.layouts:
        layout = LAYOUTS[name]
        if not installed(layout.maker):
            absent.append(name)
            continue
        tally = Tally()
        for seed in range(options.first, options.first + options.seeds):
            one = made(layout, seed)
            tally.add(one.score, len(one.cleaned.warnings), len(one.cleaned.errors))
            if options.show:
                print("\n".join(differences(f"{name} {seed}", one.copy.article, one.cleaned, 8)))
        results[name] = tally.figures()
        if not options.show:
            print(_row(name, results[name]), flush=True)
    if not options.show:
        _write(options.out, results, absent)


def _write(out: Path, results: dict[str, dict[str, float]], absent: list[str]) -> None:
    lines = ["| maker and layout | " + " | ".join(_COLUMNS) + " | articles | not perfect | of them flagged |"]
    lines.append("| --- |" + " ---: |" * (len(_COLUMNS) + 3))
    lines += [_row(name, figures) for name, figures in results.items()]
    lines += [f"\nNot installed, so not measured: {', '.join(absent)}."] if absent else []
    out.mkdir(parents=True, exist_ok=True)
    (out / "makers.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (out / "makers.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


def _row(name: str, figures: dict[str, float]) -> str:
    cells = [f"{figures['CER']:.2%}", *(f"{figures[column]:.3f}" for column in _COLUMNS[1:])]
    return (
        f"| {name} | "
        + " | ".join([*cells, *(f"{figures[k]:.0f}" for k in ("texts", "not perfect", "of them flagged"))])
        + " |"
    )


if __name__ == "__main__":
    main()
