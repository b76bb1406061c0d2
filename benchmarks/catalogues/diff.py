"""Lines of `git diff` after one paragraph is inserted at the top of each of 20 articles: `python -m benchmarks.catalogues.diff`."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from benchmarks.catalogues import run
from sco_pub.pipeline.bulk import update_many
from tests.corpus import recombined

ARTICLES = 20


def main() -> None:
    words = recombined.clauses()
    with tempfile.TemporaryDirectory(prefix="sco-diff-") as name:
        folder = Path(name)
        masters, catalogues = folder / "masters", folder / "po"
        for place in (masters, catalogues):
            place.mkdir()
        articles = [recombined.article(number, words) for number in range(ARTICLES)]
        for number, article in enumerate(articles):
            (masters / f"{number}.md").write_text(article.markdown())
        run.fill_ours(masters, catalogues, ARTICLES)
        git(folder, "init", "-q")
        git(folder, "add", "po")
        git(folder, "-c", "user.name=b", "-c", "user.email=b@example.org", "commit", "-q", "-m", "before")
        for number, article in enumerate(articles):
            article.blocks.insert(0, f"新插入的一段文字，编号{number}，与其他段落没有任何关系。")
            (masters / f"{number}.md").write_text(article.markdown())
        update_many(run.jobs(masters, catalogues, ARTICLES))
        counts = [line.split("\t")[:2] for line in git(folder, "diff", "--numstat").splitlines()]
    added, deleted = (sum(int(count[side]) for count in counts) for side in (0, 1))
    print(f"{len(counts)} files: +{added} -{deleted} lines; a new entry has six, with the empty line before it")


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main()
