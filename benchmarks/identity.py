"""Hold everything that is made against what another revision makes: ``python -m benchmarks.identity REV``.

The same inputs (60 generated articles as text layers, 20 of them as PDFs too, the hand-written cases, the house with its
publication) go through ``sco-pub clean`` and ``sco-pub make`` of both trees, each in a process of its own.  Masters, reports,
ledgers and editions are compared byte for byte; dot files (records of what is up to date) hold hashes of the code and are
left out.  Prints each file that differs; exit code 1 when one does.  ``--no-editions`` leaves the slow half out.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.corpus.pdf_writer import write_pdf
from tests.corpus.rawtext import case

ROOT = Path(__file__).resolve().parents[1]
_SHOWN = 20
FIRST = 14001  # seeds that nobody tuned for, as in benchmarks.cleaning.run


def inputs(folder: Path, texts: int, pdfs: int, also: list[Path]) -> None:
    """Write the generated articles and the cases' raw texts into ``folder``, with the texts and PDFs of other folders."""
    folder.mkdir(parents=True)
    for seed in range(FIRST, FIRST + texts):
        made = case(seed)
        (folder / f"{seed}.txt").write_text(made.raw, encoding="utf-8")
        if seed < FIRST + pdfs:
            (folder / f"{seed}p.pdf").write_bytes(write_pdf(made.article, made.style))
    for raw in sorted((ROOT / "tests" / "clean" / "cases").rglob("*.raw.txt")):
        shutil.copy(raw, folder / f"case-{raw.name.removesuffix('.raw.txt')}.txt")
    for path in (path for other in also for path in sorted(other.iterdir()) if path.suffix in (".txt", ".pdf")):
        shutil.copy(path, folder / f"also-{path.name}")


def outputs(tree: Path, made: Path, texts: Path, *, editions: bool) -> None:
    """Everything that the program in ``tree`` makes of the texts and of the house, below ``made``."""
    command = [sys.executable, "-c", "from sco_pub.cli.main import main; main()"]
    environment = os.environ | {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    shutil.copytree(texts, made / "texts")
    _run([*command, "clean", "texts", "-o", "masters", "--quiet"], made, environment)
    if editions:
        house = made / "house"
        house.mkdir()
        for name in ("source", "translations"):
            shutil.copytree(ROOT / name, house / name)
        shutil.copy(ROOT / "sco_pub.toml", house)
        _run([*command, "make", "--quiet"], house, environment)


def _run(command: list[str], folder: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True, text=True)
    if done.returncode > 1 or "Traceback" in done.stderr:
        raise SystemExit(f"{' '.join(command[3:])} ended with {done.returncode}:\n{done.stderr}")


def digests(folder: Path) -> dict[str, str]:
    """sha256 of each file below ``folder``, dot files left out."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in _files(folder)
    }


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("revision", help="the git revision to compare with")
    parser.add_argument("--texts", type=int, default=60)
    parser.add_argument("--pdfs", type=int, default=20)
    parser.add_argument("--no-editions", action="store_true")
    parser.add_argument("--also", type=Path, action="append", default=[], help="a folder with more texts and PDFs")
    parser.add_argument("--keep", type=Path, help="work here, and leave what was made (a new folder)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = options.keep.resolve() if options.keep else Path(temporary)
        old = work / "tree"
        subprocess.run(["git", "worktree", "add", "--detach", str(old), options.revision], cwd=ROOT, check=True)
        try:
            inputs(work / "texts", options.texts, options.pdfs, options.also)
            new = work / "now"  # a copy: who goes on working here meanwhile changes nothing
            shutil.copytree(ROOT / "sco_pub", new / "sco_pub")
            for tree, name in ((old, "before"), (new, "after")):
                (work / name).mkdir()
                outputs(tree, work / name, work / "texts", editions=not options.no_editions)
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(old)], cwd=ROOT, check=True)
        before, after = digests(work / "before"), digests(work / "after")
    different = [name for name in sorted(before.keys() | after.keys()) if before.get(name) != after.get(name)]
    for name in different[:_SHOWN]:
        print(f"differs: {name}")
    if len(different) > _SHOWN:
        print(f"and {len(different) - _SHOWN} more")
    print(f"{len(before)} files before, {len(after)} after, {len(different)} differ")
    raise SystemExit(bool(different))


if __name__ == "__main__":
    main()
