"""Measure catalogues against po4a and msgmerge: `python -m benchmarks.catalogues.run 1 10 100 1000`.

Every figure is a ratio in the same run on the same files.  Peers: Debian's po4a and gettext, one file an article, as their manuals
tell.  Writes results.json beside this file and the table that README.md quotes to standard output.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from benchmarks.catalogues import corpus
from sco_pub.edge import pandoc, po
from sco_pub.edge.inlines import PandocCodec
from sco_pub.localise.apply import apply
from sco_pub.model.document import Master
from sco_pub.pipeline.bulk import Current, Job, update_many

HERE = Path(__file__).parent


class Cost(NamedTuple):
    wall: float
    cpu: float


def main(sizes: Sequence[int]) -> None:
    record = HERE / "results.json"
    known = json.loads(record.read_text())["sizes"] if record.exists() else {}
    results: dict[str, object] = {"cores": os.cpu_count(), "sizes": known}
    words = corpus.clauses()
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="sco-bench-") as folder:
            row = measure(Path(folder), size, words)
        results["sizes"][str(size)] = row  # type: ignore[index]
        print(size, json.dumps(row), flush=True)
    record.write_text(json.dumps(results, indent=2) + "\n")


def measure(folder: Path, size: int, words: list[str]) -> dict[str, object]:
    before = [corpus.article(number, words) for number in range(size)]
    after = [corpus.edited(number, article, words) for number, article in enumerate(before)]
    old, new, ours, theirs = (folder / name for name in ("old", "new", "ours", "theirs"))
    for place in (old, new, ours, theirs):
        place.mkdir()
    for number, (one, two) in enumerate(zip(before, after, strict=True)):
        (old / f"{number}.md").write_text(one.markdown())
        (new / f"{number}.md").write_text(two.markdown())
    fill_ours(old, ours, size)
    fill_theirs(folder, old, theirs, size)
    applied = timed(lambda: apply_ours(old, ours, folder / "editions", size))
    peer_applied = timed(lambda: apply_theirs(old, theirs, folder / "texts", size), limit=size <= 100)
    first = timed(lambda: update_many(jobs(new, ours, size), workers=1), keep=ours)
    ratio_pair = timed(lambda: update_many(jobs(new, ours, size), workers=2))
    quality = right(before, after, ours)
    current = Current(folder / "current.json")
    update_many(jobs(new, ours, size), current=current, workers=2)
    idle = timed(lambda: update_many(jobs(new, ours, size), current=Current(folder / "current.json"), workers=2))
    templates_theirs(folder, new, size)
    peer = timed(lambda: merge_theirs(folder, new, theirs, size), limit=size <= 100)
    costs = {
        "update, 1 process": first, "update, 2 processes": ratio_pair, "po4a + msgmerge": peer,
        "nothing changed": idle, "apply": applied, "po4a-translate": peer_applied,
    }  # fmt: skip
    row: dict[str, object] = {
        "segments": sum(len(article.blocks) + len(article.notes) + 4 for article in before),
        "seconds": {name: cost.wall for name, cost in costs.items()},
        "processor seconds": {name: cost.cpu for name, cost in costs.items()},
        "peak MB": peak(), "load average": round(os.getloadavg()[0], 1), "suggestions": quality,
    }  # fmt: skip
    if peer.wall:
        row["ratios"] = {
            "merge, 1 process": round(peer.wall / first.wall, 1), "merge, 2 processes": round(peer.wall / ratio_pair.wall, 1),
            "merge, processor": round(peer.cpu / first.cpu, 1), "apply": round(peer_applied.wall / applied.wall, 1),
            "apply, processor": round(peer_applied.cpu / applied.cpu, 1),
        }  # fmt: skip
    return row


def timed(work: Callable[[], object], *, limit: bool = True, keep: Path | None = None) -> Cost:
    """What the work costs, nothing if it is left out; files in ``keep`` are put back afterwards."""
    if not limit:
        return Cost(0.0, 0.0)
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


def fill_ours(masters: Path, catalogues: Path, size: int) -> None:
    update_many(jobs(masters, catalogues, size), workers=2)
    for path in catalogues.glob("*.po"):
        catalogue = po.read_catalogue(path, publication=path.stem, language="ru")
        entries = tuple(replace(entry, target=f"Ж {entry.source}") for entry in catalogue.entries)
        po.write_catalogue(path, replace(catalogue, entries=entries))


def apply_ours(masters: Path, catalogues: Path, out: Path, size: int) -> None:
    """Read masters and catalogues, write every edition's tree."""
    out.mkdir()
    codec = PandocCodec()
    for start in range(0, size, 25):
        numbers = range(start, min(size, start + 25))
        documents = pandoc.read_markdown([(masters / f"{n}.md").read_text() for n in numbers])
        for n, document in zip(numbers, documents, strict=True):
            catalogue = po.read_catalogue(catalogues / f"{n}.po", publication=str(n), language="ru")
            edition = apply(Master(str(n), f"{n}.md", "0" * 64, "zh-CN", document), catalogue, codec).value
            (out / f"{n}.json").write_text(json.dumps(edition.document.json(), ensure_ascii=False))


# -- the peers


def run(*command: str, cwd: Path | None = None) -> None:
    subprocess.run(command, check=True, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


FORMAT = ("-f", "text", "-o", "markdown", "-o", "neverwrap", "-M", "UTF-8")


def fill_theirs(folder: Path, masters: Path, catalogues: Path, size: int) -> None:
    if size > 100:
        return
    for number in range(size):
        pot = folder / "fill.pot"
        pot.unlink(missing_ok=True)
        run("po4a-updatepo", *FORMAT, "-m", str(masters / f"{number}.md"), "-p", str(pot))
        run("msgen", "--no-wrap", "-o", str(catalogues / f"{number}.po"), str(pot))


def merge_theirs(folder: Path, masters: Path, catalogues: Path, size: int) -> None:
    """`po4a --no-translations` into one template, then `msgmerge --previous` file by file (their templates lie ready)."""
    config = folder / "po4a.cfg"
    lines = [f"[po4a_paths] {folder}/all.pot ru:{folder}/all.ru.po\n"]
    lines += [
        f'[type: text] {masters / f"{n}.md"} ru:{folder}/{n}.ru.md opt:"-o markdown -o neverwrap"\n'
        for n in range(size)
    ]
    config.write_text("".join(lines))
    run("po4a", "--no-translations", "-q", str(config))
    for number in range(size):
        pot = folder / "pots" / f"{number}.pot"
        run("msgmerge", "-q", "--previous", "--no-wrap", "-o", os.devnull, str(catalogues / f"{number}.po"), str(pot))


def templates_theirs(folder: Path, masters: Path, size: int) -> None:
    (folder / "pots").mkdir()
    for number in range(size if size <= 100 else 0):
        run("po4a-updatepo", *FORMAT, "-m", str(masters / f"{number}.md"), "-p", str(folder / "pots" / f"{number}.pot"))


def apply_theirs(masters: Path, catalogues: Path, out: Path, size: int) -> None:
    out.mkdir()
    for number in range(size):
        master, catalogue = str(masters / f"{number}.md"), str(catalogues / f"{number}.po")
        run("po4a-translate", "-k", "0", *FORMAT, "-m", master, "-p", catalogue, "-l", str(out / f"{number}.md"))


def right(before: Sequence[corpus.Article], after: Sequence[corpus.Article], catalogues: Path) -> dict[str, int]:
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
