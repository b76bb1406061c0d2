"""Build articles of other people's whole, and say what their files are like: ``python -m benchmarks.build.articles FOLDER``.

Each PDF, manuscript or text of the folder becomes a publication of a new house (in a temporary folder, or ``--house DIR``, which is
kept); ``sco-pub make`` cleans and builds them all in the source's language and the four formats, ``sco-pub verify`` checks every file.
The cleaner's own figures (``benchmarks.cleaning``) don't see what comes of a master on the page: a formula's number that falls into
the next line, a picture that reaches over a telephone's edge, a table's row that went with the running feet.

Printed: per code how many findings in how many articles, errors first, with one of them in words.  The articles are never ours: none
of their words goes anywhere but to the terminal.  Forty-eight take about eight minutes to make and twenty-five to verify on two cores.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SUFFIXES = frozenset({".pdf", ".docx", ".odt", ".html", ".txt"})
_SETTINGS = 'schema = 1\nsource_language = "zh"\nlanguages = ["zh"]\nformats = ["pdf", "epub", "docx", "html"]\n'
_COMMAND = [sys.executable, "-c", "from sco_pub.cli.main import main; main()"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--house", type=Path, help="where to put the house; it is kept")
    chosen = parser.parse_args()
    if chosen.house is not None:
        run(chosen.folder, chosen.house)
        return
    with tempfile.TemporaryDirectory() as house:
        run(chosen.folder, Path(house))


def run(folder: Path, house: Path) -> None:
    """Found the house, make, verify, print."""
    articles = found(folder)
    if not articles:
        sys.exit(f"{folder} has no article ({', '.join(sorted(SUFFIXES))}).")
    (house / "source").mkdir(parents=True, exist_ok=True)
    (house / "sco_pub.toml").write_text(_SETTINGS)
    for name, path in articles.items():
        (house / "source" / name).mkdir(exist_ok=True)
        (house / "source" / name / f"raw{path.suffix.lower()}").write_bytes(path.read_bytes())
    told = json.loads(_said(house, "make", "--quiet", "--json"))
    made = [item for item in told["artifacts"] if item["artifact"]]
    print(f"{len(articles)} articles, {len(made)} of {4 * len(articles)} files made", flush=True)
    verified = json.loads(_said(house, "verify", "--no-pictures", "--quiet", "--json"))
    for line in table(verified["publications"]):
        print(line)


def found(folder: Path) -> dict[str, Path]:
    """The folder's articles by the names that they get."""
    paths = sorted(path for path in folder.iterdir() if path.is_file() and path.suffix.lower() in SUFFIXES)
    return {re.sub(r"[^a-z0-9]+", "-", f"a {path.stem}".lower()).strip("-"): path for path in paths}


def table(publications: list[dict[str, Any]]) -> Iterator[str]:
    """A line a code: severity, findings, articles, one of them in words."""
    seen: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for number, publication in enumerate(publications):
        for finding in _findings(publication):
            if finding["severity"] != "info":
                seen[finding["severity"], finding["code"]].append((number, finding["message"]))
    for (severity, code), places in sorted(seen.items()):
        articles = len({number for number, _ in places})
        yield f"{severity:8} {code}  {len(places):4} in {articles:3}  {places[0][1][:90]}"


def _findings(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "code" in node and "severity" in node:
            yield node
        for child in node.values():
            yield from _findings(child)
    elif isinstance(node, list):
        for child in node:
            yield from _findings(child)


def _said(house: Path, *arguments: str) -> str:
    """What a command prints on standard output: what it says besides is in there too; a fault ends this."""
    command, unheard = [*_COMMAND, *arguments], subprocess.DEVNULL
    done = subprocess.run(command, cwd=house, stdout=subprocess.PIPE, stderr=unheard, text=True, check=False)
    if done.returncode > 3:
        sys.exit(f"sco-pub {arguments[0]} ended with {done.returncode}.")
    return done.stdout


if __name__ == "__main__":
    main()
