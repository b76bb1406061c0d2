"""The house's style sheets, as text."""

from __future__ import annotations

from importlib import resources


def sheet(name: str) -> str:
    """A sheet of typeset/styles: `cover` alone; `epub`, `page` and `print` with lists.css, which they share, behind."""
    own = _read(name)
    return own if name == "cover" else f"{own}\n{_read('lists')}"


def _read(name: str) -> str:
    return resources.files("sco_pub.typeset").joinpath("styles", f"{name}.css").read_text("utf-8")
