"""The whole benchmark: ``python -m benchmarks.cleaning.run --peers /path/to/python``.

Cleans articles of journals that nobody tuned for (seeds from 14001), the named corner cases, the same articles by way of
typeset PDFs, and the real article of the house; scores them (see tests.corpus.metrics); scores the existing tools on
the same texts; measures speed.  Writes results.json, results.md and results.svg into ``--out``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from benchmarks.cleaning import report, speed
from benchmarks.cleaning.faults import faults, losses
from benchmarks.cleaning.flags import Flags, flags
from sco_pub.clean import cleaning
from sco_pub.clean.review import corrections
from sco_pub.edge import rawtext
from sco_pub.edge.pdf import read as pdf
from sco_pub.structure import master
from tests.corpus.metrics import Score, f1, print_score, score
from tests.corpus.pdf_writer import write_pdf
from tests.corpus.printed import printed_text
from tests.corpus.rawtext import Case, case, named
from tests.corpus.reading import of_article, of_markdown, of_plain
from tests.corpus.style import NAMED
from tests.corpus.subjects import Subject, clean, from_pdf, of_case

FIRST = 14001  # seeds from here on are for measuring, those below for mending
ROOT = Path(__file__).resolve().parents[2]


@dataclass(slots=True)
class Tally:
    """Sums over many texts."""

    scores: list[Score] = field(default_factory=list)
    flawed: int = 0
    flagged: int = 0
    refused: int = 0
    flags: Flags = field(default_factory=Flags)

    def clean(self, subject: Subject) -> None:
        """Clean a text and add its score, with the errors that the cleaner pointed at."""
        result = clean(subject)
        truth, reading = of_article(subject.case.article), of_markdown(result.markdown)
        self.add(score(truth, reading), len(result.warnings), len(result.errors))
        told = (truth, reading, result, subject.read.text, subject.read.starts())
        self.flags.add(faults(*told), losses(*told), flags(result))

    def add(self, one: Score, warnings: int = 0, errors: int = 0) -> None:
        self.scores.append(one)
        perfect = (
            one.distance == 0
            and not one.wrong_fields
            and all(right == true == found for right, true, found in (one.paragraphs, one.headings, one.notes))
        )
        self.flawed += not perfect
        self.flagged += not perfect and bool(warnings or errors)
        self.refused += bool(errors)

    def __iadd__(self, other: Tally) -> Tally:
        self.scores += other.scores
        self.flawed += other.flawed
        self.flagged += other.flagged
        self.refused += other.refused
        self.flags += other.flags
        return self

    def figures(self) -> dict[str, float]:
        def total(name: str) -> tuple[int, ...]:
            return tuple(sum(counts) for counts in zip(*(getattr(s, name) for s in self.scores), strict=True))

        fields = total("fields")
        return {
            "texts": len(self.scores),
            "characters": sum(s.length for s in self.scores),
            "CER": sum(s.distance for s in self.scores) / max(1, sum(s.length for s in self.scores)),
            "median CER": sorted(s.cer for s in self.scores)[len(self.scores) // 2],
            "paragraph F1": f1(total("paragraphs")),  # type: ignore[arg-type]
            "heading F1": f1(total("headings")),  # type: ignore[arg-type]
            "notes F1": f1(total("notes")),  # type: ignore[arg-type]
            "metadata": fields[0] / max(1, fields[1]),
            "not perfect": self.flawed,
            "of them flagged": self.flagged,
            "refused": self.refused,
            "errors": sum(n for _, n in self.flags.errors.values()),
            "pointed at": sum(n for n, _ in self.flags.errors.values()),
            "perfect with flags": self.flags.perfect_flagged,
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=200, help="generated articles")
    parser.add_argument("--pdfs", type=int, default=60, help="of them by way of a PDF")
    parser.add_argument("--peers", default=sys.executable, help="the Python that has the other tools")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "results")
    parser.add_argument("--no-speed", action="store_true")
    options = parser.parse_args()
    cases = [case(seed) for seed in range(FIRST, FIRST + options.texts)]
    results: dict[str, object] = by_family(cases)
    results["corners"] = ours([named(name, seed) for name in NAMED for seed in (11, 12, 13)])
    results["pdfs"] = ours(cases[: options.pdfs], by_pdf=True)
    results["peers"] = peers(cases, options.peers)
    results["extractors"] = extractors(options.pdfs // 2, options.peers)
    results["article"] = real_article(options.peers)
    if not options.no_speed:
        results["speed"] = speed.measure(cases)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "results.json").write_text(
        json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    (options.out / "results.md").write_text(report.markdown(results), encoding="utf-8")
    (options.out / "results.svg").write_text(report.svg(results), encoding="utf-8")
    print(report.markdown(results))


def _tally(subjects: Iterable[Subject]) -> Tally:
    tally = Tally()
    for subject in subjects:
        tally.clean(subject)
    return tally


def ours(cases: Sequence[Case], *, by_pdf: bool = False) -> dict[str, float]:
    subjects = (of_case(made) for made in cases)
    return _tally(from_pdf(subject) for subject in subjects).figures() if by_pdf else _tally(subjects).figures()


def by_family(cases: Sequence[Case]) -> dict[str, object]:
    """All of them, by code-point family, and what was pointed at."""
    groups: dict[str, list[Case]] = defaultdict(list)
    for made in cases:
        groups[made.style.family].append(made)
    tallies = {name: _tally(of_case(made) for made in group) for name, group in sorted(groups.items())}
    whole = Tally()
    for tally in tallies.values():
        whole += tally
    return {
        "texts": whole.figures(),
        "families": {name: tally.figures() for name, tally in tallies.items()},
        "flags": whole.flags.figures(),
    }


def _other(module: str, python: str, given: list[str]) -> dict[str, dict[str, list[str]]]:
    command = [python, str(Path(__file__).parent / f"{module}.py")]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=True)
    answer: dict[str, dict[str, list[str]]] = json.loads(done.stdout)
    return answer


def peers(cases: Sequence[Case], python: str) -> dict[str, dict[str, float]]:
    """The other tools on the same texts, scored in the order of print."""
    answer = _other("peers", python, [made.raw for made in cases])["texts"]
    out: dict[str, dict[str, float]] = {}
    for tool, texts in answer.items():
        tally = Tally()
        for made, text in zip(cases, texts, strict=True):
            printed = printed_text(made.article, made.style)
            tally.add(print_score(printed, text, of_article(made.article), of_plain(text)))
        out[tool] = tally.figures()
    return out


def extractors(count: int, python: str) -> dict[str, dict[str, float]]:
    """The extractors, ours among them, on PDFs whose text layer is in order: what is read, before any cleaning."""
    cases = [made for made in (case(seed) for seed in range(FIRST, FIRST + 20 * count)) if made.style.family == "plain"]
    cases = cases[:count]
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for i, made in enumerate(cases):
            path = Path(folder) / f"{i}.pdf"
            path.write_bytes(write_pdf(made.article, made.style))
            paths.append(str(path))
        texts: dict[str, list[str]] = {
            "sco_pub": ["\n".join(x.text for x in pdf.read_pdf(Path(p)).lines) for p in paths]
        }
        texts |= _other("extractors", python, paths)["texts"]
    out: dict[str, dict[str, float]] = {}
    for tool, found in texts.items():
        tally = Tally()
        for made, text in zip(cases, found, strict=True):
            printed = printed_text(made.article, made.style)
            tally.add(print_score(printed, text, of_article(made.article), of_plain(text)))
        out[tool] = {"CER": tally.figures()["CER"], "texts": len(cases)}
    return out


def real_article(python: str) -> dict[str, dict[str, float]]:
    """The article of the house: the cleaner against the master made by hand; the others on the whole text, front matter too."""
    folder = ROOT / "source" / "sun-2021-sco"
    gold = of_markdown((folder / "master.md").read_text(encoding="utf-8"))
    raw = rawtext.read(folder / "raw.txt").value
    decisions = (folder / "corrections.toml").read_text(encoding="utf-8")
    cleaned = cleaning.clean(raw, corrections.parse(decisions, "corrections.toml"))
    made = master.structure(cleaned.value, decisions).value.markdown
    tally = Tally()
    tally.add(score(gold, of_markdown(made)))
    out = {"sco_pub": tally.figures()}
    for tool, texts in _other("peers", python, [raw.text])["texts"].items():
        reading = of_plain(texts[0])
        joined = "".join(reading.order)
        one = score(gold, reading)
        out[tool] = {
            "CER": Levenshtein.distance(gold.text, joined) / len(gold.text),
            "paragraph F1": f1(one.paragraphs),
        }
    return out


if __name__ == "__main__":
    main()
