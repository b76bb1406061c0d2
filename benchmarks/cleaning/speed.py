"""How fast the cleaner is, as ratios: to the joiner on the same texts, a thousand articles to a hundred, two cores to one.

``seconds an article`` are the machine's and say little; the ratios are what to compare.  All of them but the last are of
processor time, since what else a machine does must not look like a cost that grows.  Peak memory is the largest
resident size of the process (Linux: kibibytes).  Starting Python is not counted.
"""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections.abc import Sequence

from benchmarks.cleaning.peers import joiner
from sco_pub.edge import rawtext
from tests.corpus.rawtext import Case
from tests.corpus.subjects import clean, of_case


def _one(case: Case) -> int:
    return len(clean(of_case(case)).markdown)


def _join(case: Case) -> int:
    return len(joiner(rawtext.from_bytes(case.raw.encode(), case.name).value.text))


def _timed(work: object, cases: Sequence[Case], cores: int = 1) -> float:
    """Seconds: of the processor on one core; on several of the clock."""
    if cores == 1:
        start = time.process_time()
        for case in cases:
            work(case)  # type: ignore[operator]
        return time.process_time() - start
    start = time.perf_counter()
    with multiprocessing.get_context("fork").Pool(cores) as pool:
        pool.map(work, cases, chunksize=4)  # type: ignore[arg-type]
    return time.perf_counter() - start


def _clock(work: object, cases: Sequence[Case]) -> float:
    start = time.perf_counter()
    _timed(work, cases)
    return time.perf_counter() - start


def measure(cases: Sequence[Case]) -> dict[str, float]:
    """All figures; ``cases`` are reused in turn to make up the folders of 10, 100 and 1,000 articles."""
    folder = [cases[i % len(cases)] for i in range(1000)]
    _timed(_one, folder[:10])
    ten, hundred, thousand = (_timed(_one, folder[:n]) for n in (10, 100, 1000))
    two = _clock(_one, folder[:200]) / _timed(_one, folder[:200], cores=2)
    joined = _timed(_join, folder[:100])
    letters = sum(len(case.raw) for case in folder)
    return {
        "articles a second": 1000 / thousand,
        "characters a second": letters / thousand,
        "seconds an article": thousand / 1000,
        "cost of 100 over 10 articles, each": hundred / ten / 10,
        "cost of 1000 over 100 articles, each": thousand / hundred / 10,
        "two cores to one": two,
        "cleaner to joiner": hundred / joined,
        "peak memory, MiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
