"""What the house's pages cost beside a naive run: the same HTML and style sheets, each in a fresh process, turn by turn.

    python benchmarks/typesetting/two_passes.py [LANGUAGE] [RUNS]

The peer is ``python -m weasyprint`` with tagged PDF/A asked for, as a user would type it.  Figures are ratios of medians, of
seconds by the clock and of processor seconds, which a busy machine disturbs less.
"""

from __future__ import annotations

import pickle
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
_OURS = """
import pickle, sys
from pathlib import Path
from sco_pub.edge import weasyprint
job = pickle.loads(Path(sys.argv[1]).read_bytes())
Path(sys.argv[2]).write_bytes(weasyprint.render(job).value)
"""


def prepare(language: str, folder: Path) -> None:
    """The print job of the first article, pickled for us and as files for the peer."""
    sys.path.insert(0, str(ROOT))
    from sco_pub.edge import weasyprint
    from sco_pub.edge.pandoc import door as pandoc
    from sco_pub.model.config import House
    from sco_pub.typeset import print_body, print_html
    from sco_pub.typeset.missing_note_brackets import bracketed
    from tests.typeset.editions import article

    edition, house = bracketed(article(language)), House().in_language(language)
    body = pandoc.convert(print_body.body(edition).value, epoch=0).decode()
    job = print_html.compose(edition, body, house, weasyprint.design()).value
    (folder / "job").write_bytes(pickle.dumps(job))
    (folder / "in.html").write_text(job.html, "utf-8")
    (folder / "in.css").write_text("\n".join(job.stylesheets), "utf-8")


def seconds(command: list[str]) -> tuple[float, float]:
    """By the clock, and of the processor."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, cwd=ROOT, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(language: str = "zh", runs: str = "5") -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(language, folder)
        naive = [sys.executable, "-m", "weasyprint", "-q", "--pdf-variant", "pdf/a-2a", "-s", str(folder / "in.css"),
                 str(folder / "in.html"), str(folder / "naive.pdf")]  # fmt: skip
        ours = [sys.executable, "-c", _OURS, str(folder / "job"), str(folder / "ours.pdf")]
        times = [(seconds(naive), seconds(ours)) for _ in range(int(runs))]
        for which, name in enumerate(("by the clock", "processor")):
            peer, house = (statistics.median(run[which] for run in runs) for runs in zip(*times, strict=True))
            print(f"{language} {name}: naive 1.00 ({peer:.2f} s), the house {house / peer:.2f} ({house:.2f} s)")


if __name__ == "__main__":
    main(*sys.argv[1:])
