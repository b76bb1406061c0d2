"""What the existing extractors get out of a typeset PDF; run by the Python of an environment of their own.

Reads a JSON list of PDF paths from standard input, writes tool → texts and tool → seconds as JSON.  Page breaks are form
feeds, taken out.  ``pdftotext`` is poppler's program.
"""

from __future__ import annotations

import importlib
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any


def _pdftotext(*options: str) -> Callable[[str], str]:
    def run(path: str) -> str:
        done = subprocess.run(["pdftotext", *options, path, "-"], capture_output=True, text=True, check=True)
        return done.stdout.replace("\f", "\n")

    return run


def _pymupdf(module: Any) -> Callable[[str], str]:
    return lambda path: "\n".join(page.get_text() for page in module.open(path))


def _pdfplumber(module: Any) -> Callable[[str], str]:
    def run(path: str) -> str:
        with module.open(path) as pdf:
            return "\n".join(page.extract_text() or "" for page in pdf.pages)

    return run


def tools() -> dict[str, Callable[[str], str]]:
    found: dict[str, Callable[[str], str]] = {}
    if shutil.which("pdftotext"):
        found |= {"pdftotext": _pdftotext(), "pdftotext -layout": _pdftotext("-layout")}
    for name, make in (("pymupdf", _pymupdf), ("pdfplumber", _pdfplumber)):
        try:
            found[name] = make(importlib.import_module(name))
        except ImportError:
            continue
    return found


def main() -> None:
    paths = json.load(sys.stdin)
    texts: dict[str, list[str]] = {}
    seconds: dict[str, float] = {}
    for name, tool in tools().items():
        start = time.perf_counter()
        texts[name] = [tool(path) for path in paths]
        seconds[name] = time.perf_counter() - start
    json.dump({"texts": texts, "seconds": seconds}, sys.stdout)


if __name__ == "__main__":
    main()
