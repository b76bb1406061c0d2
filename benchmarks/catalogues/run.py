"""Measure catalogues against po4a and msgmerge: `python -m benchmarks.catalogues.run 1 10 100 1000`.

Every figure is a ratio in the same run on the same files; the peers and the ways they are run are in peers.py.  Writes
results.json beside this file, which README.md quotes.  ``update`` and ``apply`` are the daily case, with the store of trees that an
earlier update left; ``no store`` is a fresh clone's.  ``apply`` gives the edition's tree, of which every output is made.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from benchmarks.catalogues.peers import MOST, Peers
from sco_pub.edge.pandoc import door as pandoc
from sco_pub.edge.pandoc.cache import Trees
from sco_pub.edge.pandoc.inlines import PandocCodec
from sco_pub.edge.po import file as po
from sco_pub.localise.apply import apply
from sco_pub.model.document import Master
from sco_pub.pipeline.bulk import Current, Job, Means, update_many
from tests.corpus import recombined

HERE = Path(__file__).parent


class Cost(NamedTuple):
    wall: float
    cpu: float


def main(sizes: Sequence[int]) -> None:
    record = HERE / "results.json"
    known = json.loads(record.read_text())["sizes"] if record.exists() else {}
    results: dict[str, object] = {"cores": os.cpu_count(), "sizes": known}
    words = recombined.clauses()
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="sco-bench-") as folder:
            row = measure(Path(folder), size, words)
        results["sizes"][str(size)] = row  # type: ignore[index]
        print(size, json.dumps(row), flush=True)
    record.write_text(json.dumps(results, indent=2) + "\n")


def measure(folder: Path, size: int, words: list[str]) -> dict[str, object]:
    before = [recombined.article(number, words) for number in range(size)]
    after = [recombined.edited(number, article, words) for number, article in enumerate(before)]
    old, new, ours = (folder / name for name in ("old", "new", "ours"))
    for place, articles in ((old, before), (new, after)):
        place.mkdir()
        for number, article in enumerate(articles):
            (place / f"{number}.md").write_text(article.markdown())
    ours.mkdir()
    trees = folder / "trees.sqlite"
    fill_ours(old, ours, size, trees)
    costs = {
        "apply": timed(lambda: apply_ours(old, ours, folder / "trees", size, trees)),
        "apply, no store": timed(lambda: apply_ours(old, ours, folder / "trees too", size)),
        "apply, to Markdown": timed(lambda: apply_ours(old, ours, folder / "texts", size, trees, as_text=True)),
        "update": timed(lambda: update_many(jobs(new, ours, size), means=lambda: Means(trees=trees)), keep=ours),
        "update, no store": timed(lambda: update_many(jobs(new, ours, size)), keep=ours),
        "update, no store, 2 processes": timed(lambda: update_many(jobs(new, ours, size), workers=2)),
    }
    quality = right(before, after, ours)
    current = folder / "current.json"
    update_many(jobs(new, ours, size), current=Current(current), workers=2)
    costs["nothing changed"] = timed(lambda: update_many(jobs(new, ours, size), current=Current(current), workers=2))
    row: dict[str, object] = {
        "segments": sum(len(article.blocks) + len(article.notes) + 4 for article in before),
        "peak MB": peak(),
        "suggestions": quality,
    }
    if size <= MOST:
        costs |= theirs(folder, old, new, size)
    row |= {
        "load average": round(os.getloadavg()[0], 1),
        "seconds": {name: cost.wall for name, cost in costs.items()},
        "processor seconds": {name: cost.cpu for name, cost in costs.items()},
    }
    return row | ({"ratios": ratios(costs)} if size <= MOST else {})


def theirs(folder: Path, old: Path, new: Path, size: int) -> dict[str, Cost]:
    peers = Peers(folder / "theirs", size)
    peers.fill(old)
    translated = timed(peers.translate)
    peers.edit(new)
    costs = {
        "po4a-translate": translated,
        "po4a + msgmerge, per file": timed(peers.merge_per_file),
        "po4a + msgmerge, cheapest": timed(peers.merge_cheapest),
    }
    if size <= 10:
        costs["po4a + msgmerge, one configuration"] = timed(peers.merge_with_one_configuration)
    return costs


def ratios(costs: dict[str, Cost]) -> dict[str, dict[str, float]]:
    """By how much the peer takes longer: (wall, processor) for each of our ways against each of theirs."""
    pairs = [(a, b) for a in costs if a.startswith("update") for b in costs if b.startswith("po4a + msgmerge")]
    pairs += [(a, "po4a-translate") for a in costs if a.startswith("apply")]
    return {
        f"{b} / {a}": {
            "wall": round(costs[b].wall / costs[a].wall, 1),
            "processor": round(costs[b].cpu / costs[a].cpu, 1),
        }
        for a, b in pairs
    }


def timed(work: Callable[[], object], *, keep: Path | None = None) -> Cost:
    """What the work costs; files in ``keep`` are put back afterwards."""
    if keep is not None:
        shutil.copytree(keep, f"{keep}.saved")
    cpu, start = processor(), time.perf_counter()
    work()
    cost = Cost(round(time.perf_counter() - start, 3), round(processor() - cpu, 3))
    if keep is not None:
        shutil.rmtree(keep)
        Path(f"{keep}.saved").rename(keep)
    return cost


def processor() -> float:
    """Processor seconds of this process and all its children so far: what a busy machine doesn't change much."""
    used = (resource.getrusage(kind) for kind in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(item.ru_utime + item.ru_stime for item in used)


def peak() -> int:
    """The most memory that this process or one child of it ever held, in megabytes."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(kind).ru_maxrss for kind in kinds) // 1024


def jobs(masters: Path, catalogues: Path, size: int) -> list[Job]:
    return [Job(str(n), masters / f"{n}.md", (("ru", catalogues / f"{n}.po"),), masters.parent) for n in range(size)]


def fill_ours(masters: Path, catalogues: Path, size: int, trees: Path | None = None) -> None:
    update_many(jobs(masters, catalogues, size), workers=2, means=lambda: Means(trees=trees))
    for path in catalogues.glob("*.po"):
        catalogue = po.read_catalogue(path, publication=path.stem, language="ru")
        entries = tuple(replace(entry, target=f"Ж {entry.source}") for entry in catalogue.entries)
        po.write_catalogue(path, replace(catalogue, entries=entries))


def apply_ours(
    masters: Path, catalogues: Path, out: Path, size: int, trees: Path | None = None, *, as_text: bool = False
) -> None:
    """Read masters and catalogues, write every edition: its tree, which all outputs are made of, or its Markdown."""
    out.mkdir()
    codec = PandocCodec()
    for start in range(0, size, 25):
        numbers = range(start, min(size, start + 25))
        texts = [(masters / f"{n}.md").read_text() for n in numbers]
        documents = pandoc.read_markdown(texts, known=Trees(trees) if trees else None)
        editions = []
        for n, document in zip(numbers, documents, strict=True):
            catalogue = po.read_catalogue(catalogues / f"{n}.po", publication=str(n), language="ru")
            editions.append(
                apply(Master(str(n), f"{n}.md", "0" * 64, "zh-CN", document), catalogue, codec).value.document
            )
        if as_text:
            written = pandoc.write_markdown([list(edition.blocks) for edition in editions])
        else:
            written = tuple(json.dumps(edition.json(), ensure_ascii=False) for edition in editions)
        for n, text in zip(numbers, written, strict=True):
            (out / str(n)).write_text(text)


def right(
    before: Sequence[recombined.Article], after: Sequence[recombined.Article], catalogues: Path
) -> dict[str, int]:
    """How many fuzzy suggestions are of the text that was edited, of another, missing, or made for a new text."""
    count = {"right": 0, "wrong": 0, "missed": 0, "for new text": 0}
    for number, article in enumerate(after):
        catalogue = po.read_catalogue(catalogues / f"{number}.po", publication=str(number), language="ru")
        for entry in catalogue.entries:
            if entry.obsolete:
                continue
            origin = article.origin.get(entry.source)
            if origin is None:
                count["for new text"] += entry.fuzzy
            elif not entry.fuzzy:
                count["missed"] += 1
            else:
                count["right" if entry.previous_source == origin else "wrong"] += 1
    return count


if __name__ == "__main__":
    random.seed(0)
    main([int(size) for size in sys.argv[1:]] or [1, 10, 100])
