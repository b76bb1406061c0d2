"""Tables that come from elsewhere, each a file that says its source, its date and its licence.

They are read once, with the package, as the code is: no stage reads them.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources


def lines(name: str) -> Iterator[str]:
    """The lines of a table without its comments and blank ones."""
    for line in resources.files(__name__).joinpath(name).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a table whose columns are parted by tabs."""
    return (line.split("\t") for line in lines(name))


def sections(name: str) -> dict[str, str]:
    """The text of each section of a file, [name] above it, its lines joined."""
    found: dict[str, str] = {}
    here = ""
    for line in lines(name):
        if line.startswith("["):
            here = line.strip("[]")
        else:
            found[here] = found.get(here, "") + line
    return found


TRADITIONAL = dict(rows("traditional.tsv"))  # simplified sign → its other forms


def in_both_scripts(text: str) -> str:
    """A pattern for a text's signs, each in its simplified or one of its Traditional forms."""
    return "".join(f"[{c}{TRADITIONAL[c]}]" if c in TRADITIONAL else c for c in text)
