"""The house's style sheets, as text."""

from __future__ import annotations

from importlib import resources


def sheet(name: str, *, references: bool = False) -> str:
    """A sheet of typeset/styles: `cover` alone; `epub`, `page` and `print` with lists.css, which they share, behind.

    ``references``: with references.css too, which `epub` and `page` need for a text with a reference list.
    """
    own = _read(name)
    shared = "" if name == "cover" else f"\n{_read('lists')}"
    return f"{own}{shared}" + (f"\n{_read('references')}" if references else "")


def _read(name: str) -> str:
    return resources.files("sco_pub.typeset").joinpath("styles", f"{name}.css").read_text("utf-8")
