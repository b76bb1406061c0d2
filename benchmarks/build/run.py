"""What a build costs beside a plain Makefile: ``python -m benchmarks.build.run [--rounds N] [--publications N …]``.

The house's publication, nine files (PDF, EPUB, DOCX in three languages): cold, after one changed sentence, with nothing to do. The
Makefile beside it calls ``pandoc`` and ``weasyprint`` once for each file, on the same three masters (the source and the two
translated editions as Markdown); it has none of the house's typesetting, notes, tags or checks. Figures are medians, ratios are
of the same rounds. ``--publications``: as many made-up articles (tests.corpus.recombined) in three languages, cold and with
nothing to do: what grows, and how. They are made as HTML, or as the ``--formats`` that are named.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pypandoc

from benchmarks.build.measure import Cost, run
from sco_pub.edge import labels
from sco_pub.edge.pandoc import door as pandoc
from sco_pub.model.choices import Format, Policy
from sco_pub.model.job import PandocJob
from sco_pub.pipeline import house, stores
from sco_pub.pipeline.build import BuildContext
from sco_pub.pipeline.engine import Engine
from sco_pub.pipeline.workers import Workers
from tests.corpus import recombined

ROOT = Path(__file__).resolve().parents[2]
SCO_PUB = [sys.executable, "-c", "from sco_pub.cli.main import main; main()"]
NINE = ["--format", "pdf", "--format", "epub", "--format", "docx"]
LANGUAGES = ("zh", "ru", "en")
MAKEFILE = """LANGUAGES := zh ru en
all: $(foreach l,$(LANGUAGES),$l.pdf $l.epub $l.docx)
%.html: %.md
\t{pandoc} $< -s -o $@
%.pdf: %.html
\t{weasyprint} -q $< $@
%.epub: %.md
\t{pandoc} $< -o $@
%.docx: %.md
\t{pandoc} $< -o $@
"""


def sco_pub(folder: Path, *arguments: str) -> Cost:
    return run([*SCO_PUB, *arguments], folder, {"PYTHONPATH": str(ROOT)})


def set_up(folder: Path) -> None:
    """The house, and beside it the Makefile with its masters."""
    for name in ("source", "translations"):
        shutil.copytree(ROOT / name, folder / "house" / name)
    shutil.copy(ROOT / "sco_pub.toml", folder / "house")
    plain = folder / "plain"
    plain.mkdir()
    workshop = house.find(folder / "house")
    with Engine(stores.of(workshop), Workers(1)) as works:
        context = BuildContext(workshop, workshop.publications()[0], Policy.DRAFT, works)
        for language in LANGUAGES:
            edition = context.read_edition(language)
            job = PandocJob(replace(edition.document, meta={}), "markdown")
            text = pandoc.convert(job, epoch=0).decode()
            head = f"---\ntitle: {labels.language_name(language)}\nlang: {language}\n---\n\n"
            (plain / f"{language}.md").write_text(head + text)
    weasyprint = Path(sys.executable).with_name("weasyprint")
    (plain / "Makefile").write_text(MAKEFILE.format(pandoc=pypandoc.get_pandoc_path(), weasyprint=weasyprint))


def changed(folder: Path, number: int) -> None:
    """One sentence of the Russian catalogue, another one each time."""
    path = next((folder / "house" / "translations").glob("*/ru.po"))
    lines = path.read_text("utf-8").splitlines(keepends=True)
    at = max(
        (n for n, line in enumerate(lines) if line.startswith("msgstr ") and len(line) > 20),
        key=lambda n: len(lines[n]),
    )
    lines[at] = lines[at].rstrip().removesuffix('"') + f' {number}."\n'
    path.write_text("".join(lines), "utf-8")


def one_round(folder: Path, number: int) -> dict[str, Cost]:
    costs = {}
    for jobs in ("1", "2"):
        shutil.rmtree(folder / "house" / "build", ignore_errors=True)
        costs[f"nine files cold, -j{jobs}"] = sco_pub(folder / "house", "build", *NINE, "-j", jobs)
        for path in (folder / "plain").glob("*.*"):
            if path.suffix in (".html", ".pdf", ".epub", ".docx"):
                path.unlink()
        costs[f"Makefile, -j{jobs}"] = run(["make", "-j", jobs], folder / "plain")
    costs["one naive weasyprint"] = run(["make", "-B", "ru.pdf"], folder / "plain")
    for wanted in (Format.HTML, Format.PDF, Format.EPUB):
        changed(folder, 10 * number + len(costs))
        costs[f"one sentence to its {wanted.value}"] = sco_pub(
            folder / "house", "build", "--lang", "ru", "--format", wanted.value, "-j", "1"
        )
    sco_pub(folder / "house", "make")
    sco_pub(folder / "house", "make")
    costs["nothing to do (make)"] = sco_pub(folder / "house", "make")
    costs["a bare interpreter"] = run([sys.executable, "-c", "pass"], folder)
    return costs


def grown(folder: Path, count: int, formats: Sequence[str]) -> dict[str, Cost]:
    """Made-up publications in three languages, in these formats."""
    place = folder / f"grown-{count}"
    place.mkdir()
    (place / "sco_pub.toml").write_text(f"formats = {json.dumps(list(formats))}\n")
    words = recombined.clauses()
    for number in range(count):
        (place / "source" / f"p{number:05}").mkdir(parents=True)
        (place / "source" / f"p{number:05}" / "master.md").write_text(
            recombined.article(number, words).markdown(), "utf-8"
        )
    costs = {f"{count} publications, {step}": sco_pub(place, "make", "-q") for step in ("cold", "second")}
    costs[f"{count} publications, nothing to do"] = sco_pub(place, "make", "-q")
    for step in ("checked", "checked again"):
        costs[f"{count} publications, {step}"] = sco_pub(place, "check", "-q")
    size = sum(path.stat().st_size for path in (place / "build" / ".store").rglob("*") if path.is_file())
    print(f"{count} publications: the store has {size / 1e6:.1f} MB")
    return costs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--publications", type=int, nargs="*", default=[])
    parser.add_argument("--formats", nargs="+", choices=[each.value for each in Format], default=[Format.HTML.value])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if given.rounds:
            set_up(folder)
            rounds = [one_round(folder, number) for number in range(given.rounds)]
            show({key: [each[key] for each in rounds] for key in rounds[0]})
        for count in given.publications:
            show({key: [cost] for key, cost in grown(folder, count, given.formats).items()})


def show(costs: dict[str, Sequence[Cost]]) -> None:
    """A line each: processor, wall, the largest process so far."""
    for name, found in costs.items():
        processor, wall = (statistics.median(getattr(cost, part) for cost in found) for part in ("processor", "wall"))
        print(f"{name:<34}{processor:8.2f} s processor {wall:8.2f} s wall {max(cost.peak for cost in found):6.0f} MB")


if __name__ == "__main__":
    main()
