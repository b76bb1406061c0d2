"""What a change to the cleaner does: ``python -m benchmarks.cleaning.diff REV``.

The texts of the yardstick (generated articles, cases, real articles where they are) are cleaned by the code of another revision
and by this tree's.  Prints how often each ledger rule, doubt and finding fired before and after, and which texts became better
and worse, field by field; ``--all`` also what fired as often, ``--json`` everything.  Nothing is judged: the exit code is 0.

Both are measured by this tree's benchmarks.  Where the other revision's rooms are so unlike that these can't be loaded with
it, its own are taken, if it has the yardstick; what differs may then be the measure.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from benchmarks.cleaning.records import REAL as REAL_FOLDER
from benchmarks.cleaning.records import ROOT, Record, real_folder
from benchmarks.cleaning.yardstick import PDFS, TEXTS, Difference, differences

_SHOWN = 25  # lines of each table


def measured(code: Path, out: Path, arguments: Sequence[str]) -> dict[str, Record]:
    """The records of all texts as the ``sco_pub`` of a tree cleans them; a copy of it: who works there changes nothing."""
    alone = out.with_suffix("")
    shutil.copytree(code / "sco_pub", alone / "sco_pub", ignore=shutil.ignore_patterns("__pycache__"))
    done = _run(alone, ROOT, out, arguments)
    if done.returncode and code != ROOT and (code / "benchmarks" / "cleaning" / "records.py").is_file():
        print("This tree's benchmarks don't fit that revision; its own measured it.", file=sys.stderr)
        done = _run(alone, code, out, arguments)
    if done.returncode:
        why = done.stderr.strip().rpartition("\n")[2]
        raise SystemExit(f"The texts couldn't be cleaned with that revision's code: {why}")
    found = json.loads(out.read_text(encoding="utf-8"))
    return {one["name"]: Record(one["name"], one["marks"], one["fired"]) for one in found}


def _run(alone: Path, measures: Path, out: Path, arguments: Sequence[str]) -> subprocess.CompletedProcess[str]:
    folder = real_folder()
    environment = os.environ | {"PYTHONPATH": str(measures), "PYTHONDONTWRITEBYTECODE": "1"}
    environment |= {REAL_FOLDER: str(folder)} if folder else {}
    command = [sys.executable, "-m", "benchmarks.cleaning.yardstick", "--json", str(out), *arguments]
    return subprocess.run(command, cwd=alone, env=environment, check=False, capture_output=True, text=True)


def fired(records: Iterable[Record]) -> Counter[str]:
    """How often each rule, doubt and finding fired in all texts."""
    total: Counter[str] = Counter()
    for record in records:
        total.update(record.fired)
    return total


def table(before: Mapping[str, int], after: Mapping[str, int], *, every: bool = False) -> list[str]:
    """A line for each name that fired otherwise than before, the greatest change first; ``every``: for each name."""
    names = sorted({*before, *after}, key=lambda n: (-abs(after.get(n, 0) - before.get(n, 0)), n))
    out = []
    for name in names:
        a, b = before.get(name, 0), after.get(name, 0)
        if every or a != b:
            out.append(f"{name:<32}{a:>8}{b:>8}{b - a:>+8}")
    return out


def shown(before: Mapping[str, Record], after: Mapping[str, Record], *, every: bool = False) -> list[str]:
    """The whole answer, a screen of it."""
    both = [name for name in after if name in before]
    counts = [fired(records[name] for name in both) for records in (before, after)]
    lines = [f"{'what fired':<32}{'before':>8}{'after':>8}{'change':>8}"]
    rows = table(*counts, every=every)
    lines += _cut(rows, every=every)
    same = len({*counts[0], *counts[1]}) - len(table(*counts))
    lines += [f"{same} rules, doubts and findings fired as often as before", ""]
    found = differences({name: [before[name].line()] for name in both}, {name: after[name] for name in both})
    lines += _cut([str(one) for one in found], every=every)
    better, worse = (sum(one.better is flag for one in found) for flag in (True, False))
    lines.append(
        f"{len(both)} texts: {better} better, {worse} worse, {len(found) - better - worse} otherwise different"
    )
    return lines


def _cut(rows: list[str], *, every: bool) -> list[str]:
    if every or len(rows) <= _SHOWN:
        return rows
    return [*rows[:_SHOWN], f"and {len(rows) - _SHOWN} more (--all)"]


def as_json(before: Mapping[str, Record], after: Mapping[str, Record]) -> str:
    found: list[Difference] = differences({name: [r.line()] for name, r in before.items()}, after)
    counts = fired(before.values()), fired(after.values())
    data = {
        "fired": {
            name: {"before": counts[0][name], "after": counts[1][name]} for name in sorted({*counts[0], *counts[1]})
        },
        "texts": [{"name": d.name, "better": d.better, "fields": {k: [a, b] for k, a, b in d.fields}} for d in found],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("revision", help="the git revision to compare with")
    parser.add_argument("--texts", type=int, default=TEXTS)
    parser.add_argument("--pdfs", type=int, default=PDFS)
    parser.add_argument("--no-real", action="store_true")
    parser.add_argument("--only", default="", help="texts whose name begins so")
    parser.add_argument("--all", action="store_true", help="every rule and every text, not a screen of them")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    given = [f"--texts={options.texts}", f"--pdfs={options.pdfs}", f"--only={options.only}"]
    given += ["--no-real"] if options.no_real else []
    with tempfile.TemporaryDirectory() as temporary:
        work, tree = Path(temporary), Path(temporary) / "tree"
        command = ["git", "worktree", "add", "--detach", "--quiet", str(tree), options.revision]
        subprocess.run(command, cwd=ROOT, check=True)
        try:
            before = measured(tree, work / "before.json", given)
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(tree)], cwd=ROOT, check=True)
        after = measured(ROOT, work / "after.json", given)
    print(as_json(before, after) if options.json else "\n".join(shown(before, after, every=options.all)))


if __name__ == "__main__":
    main()
