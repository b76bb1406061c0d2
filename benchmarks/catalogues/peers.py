"""The peers of benchmarks.catalogues.run: Debian's po4a and gettext, one catalogue an article, as their manuals tell.

How extraction and fuzzy merge are run there matters more than anything else, so three ways are measured:

- ``per file``: `po4a --no-translations` for each article with a configuration of its own.  It extracts, and merges by running
  `msgmerge --previous` itself.  This is what an editor with one catalogue an article runs.
- ``cheapest``: one configuration for all articles into one template, then `msgmerge --previous` article by article on templates
  that lie ready.  Nobody can run that (the one template does not divide into those), but nothing of the two can cost less.
- ``one configuration``: one `po4a --no-translations` that keeps a catalogue an article.  It merges all of them as one, so the
  work grows with the square of the articles; measured for up to ten.

`po4a-translate` writes a Markdown text; what we write beside it is told in README.md.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

MOST = 100  # articles
FORMAT = ("-f", "text", "-o", "markdown", "-o", "neverwrap", "-M", "UTF-8")
_CHARSET = "[options] --master-charset UTF-8 --localized-charset UTF-8\n"
_OPTIONS = 'opt:"-o markdown -o neverwrap"'


class Peers:
    """The peers' own files in a folder: masters in ``doc``, catalogues in ``po``, templates in ``pot``."""

    def __init__(self, folder: Path, size: int) -> None:
        self.folder = folder
        self.numbers = range(size)
        for name in ("doc", "po", "pot", "out"):
            (folder / name).mkdir(parents=True)

    def fill(self, masters: Path) -> None:
        """Catalogues with a translation for every text."""
        self._take(masters)
        for number in self.numbers:
            run("po4a-updatepo", *FORMAT, "-m", self._master(number), "-p", self._template(number))
            run("msgen", "--no-wrap", "-o", self._catalogue(number), self._template(number))
            self._configure(f"{number}.cfg", f"pot/{number}.pot", f"po/{number}.po", [number])
        self._configure("all.cfg", "all.pot", "all.ru.po", self.numbers)
        self._configure("split.cfg", "split/$master.pot", "split/$master.ru.po", self.numbers)
        shutil.copytree(self.folder / "po", self.folder / "po.before")
        shutil.copytree(self.folder / "pot", self.folder / "pot.before")
        (self.folder / "split").mkdir()
        for number in self.numbers:
            shutil.copy(self._catalogue(number), self.folder / "split" / f"{number}.md.ru.po")

    def edit(self, masters: Path) -> None:
        """The edited masters; the templates that ``cheapest`` gets for nothing."""
        self._take(masters)
        (self.folder / "ready").mkdir()
        for number in self.numbers:
            run("po4a-updatepo", *FORMAT, "-m", self._master(number), "-p", f"ready/{number}.pot", folder=self.folder)

    def merge_per_file(self) -> None:
        for number in self.numbers:
            run("po4a", "--no-translations", "-q", f"{number}.cfg", folder=self.folder)

    def merge_cheapest(self) -> None:
        run("po4a", "--no-translations", "-q", "all.cfg", folder=self.folder)
        for number in self.numbers:
            old, new = f"po.before/{number}.po", f"ready/{number}.pot"
            run("msgmerge", "-q", "--previous", "--no-wrap", "-o", os.devnull, old, new, folder=self.folder)

    def merge_with_one_configuration(self) -> None:
        run("po4a", "--no-translations", "-q", "split.cfg", folder=self.folder)

    def translate(self) -> None:
        for number in self.numbers:
            made = str(self.folder / "out" / f"{number}.md")
            run(
                "po4a-translate",
                "-k",
                "0",
                *FORMAT,
                "-m",
                self._master(number),
                "-p",
                self._catalogue(number),
                "-l",
                made,
            )

    def _take(self, masters: Path) -> None:
        for number in self.numbers:
            shutil.copy(masters / f"{number}.md", self.folder / "doc")

    def _configure(self, name: str, template: str, catalogue: str, numbers: range | list[int]) -> None:
        lines = [_CHARSET, f"[po4a_paths] {template} ru:{catalogue}\n"]
        lines += [f"[type: text] doc/{number}.md ru:out/{number}.ru.md {_OPTIONS}\n" for number in numbers]
        (self.folder / name).write_text("".join(lines))

    def _master(self, number: int) -> str:
        return str(self.folder / "doc" / f"{number}.md")

    def _catalogue(self, number: int) -> str:
        return str(self.folder / "po" / f"{number}.po")

    def _template(self, number: int) -> str:
        return str(self.folder / "pot" / f"{number}.pot")


def run(*command: str, folder: Path | None = None) -> None:
    subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
