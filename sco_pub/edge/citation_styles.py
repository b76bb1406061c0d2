"""The citation styles that are shipped (typeset/citation_styles), by name."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def names() -> tuple[str, ...]:
    """The names, sorted."""
    folder = resources.files("sco_pub.typeset").joinpath("citation_styles")
    return tuple(sorted(file.name.removesuffix(".csl") for file in folder.iterdir() if file.name.endswith(".csl")))


def shipped(name: str) -> bytes:
    """The CSL of a style."""
    return resources.files("sco_pub.typeset").joinpath("citation_styles", f"{name}.csl").read_bytes()
