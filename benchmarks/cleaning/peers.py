"""What the existing tools make of the same texts; run by the Python of an environment of their own.

Reads a JSON list of texts from standard input, writes a JSON object (tool → list of texts, and ``seconds`` by tool) to
standard output.  Tools that aren't installed are left out.  ``joiner`` is ours, after the recipes that people publish
for copying Chinese PDFs: drop blank lines and bare numbers, fold full-width letters, join every line that doesn't end a
sentence.
"""

from __future__ import annotations

import importlib
import json
import re
import sys
import time
import unicodedata
from collections.abc import Callable

_ALNUM = re.compile("[０-９Ａ-Ｚａ-ｚ]")


def joiner(text: str) -> str:
    text = _ALNUM.sub(lambda m: chr(ord(m[0]) - 0xFEE0), text)
    text = re.sub(r"(?<=[\u4e00-\u9fff]) +| +(?=[\u4e00-\u9fff])", "", text)
    out, paragraph = [], ""
    for line in text.split("\n"):
        line = line.strip()
        if not line or re.fullmatch(r"[\W\d_]+", line):
            continue
        paragraph += line
        if re.search("[。！？：”ꎮ]$", line):
            out.append(paragraph)
            paragraph = ""
    return "\n".join([*out, paragraph])


def tools() -> dict[str, Callable[[str], str]]:
    found: dict[str, Callable[[str], str]] = {
        "raw": lambda text: text,
        "NFKC": lambda text: unicodedata.normalize("NFKC", text),
        "joiner": joiner,
    }
    for name, module, call in (
        ("ftfy", "ftfy", lambda m: m.fix_text),
        ("OpenCC", "opencc", lambda m: m.OpenCC("t2s").convert),
        ("zhconv", "zhconv", lambda m: lambda text: m.convert(text, "zh-cn")),
    ):
        try:
            found[name] = call(importlib.import_module(module))
        except ImportError:
            continue
    return found


def main() -> None:
    texts = json.load(sys.stdin)
    results: dict[str, list[str]] = {}
    seconds: dict[str, float] = {}
    for name, tool in tools().items():
        start = time.perf_counter()
        results[name] = [tool(text) for text in texts]
        seconds[name] = time.perf_counter() - start
    json.dump({"texts": results, "seconds": seconds}, sys.stdout)


if __name__ == "__main__":
    main()
