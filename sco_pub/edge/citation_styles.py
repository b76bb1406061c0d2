"""The citation styles that are shipped (typeset/citation_styles), by name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent.parent / "typeset" / "citation_styles"


@cache
def names() -> tuple[str, ...]:
    """The names, sorted."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.csl")))


def shipped(name: str) -> bytes:
    """The CSL of a style."""
    return (_FOLDER / f"{name}.csl").read_bytes()
