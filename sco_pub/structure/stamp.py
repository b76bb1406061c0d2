"""The master's first comment: what it was made from, and by which hash it can be told whether a hand has changed it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

SCHEMA = 1
_LINE = re.compile(
    r"^# sco-pub clean (?P<schema>\d+) · raw sha256:(?P<raw>[0-9a-f]{64}) · corrections sha256:(?P<corrections>[0-9a-f]{64}|none)"
    r" · text sha256:(?P<text>[0-9a-f]{64})\n",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Digests (sha256, hex): of the raw file, of corrections.toml ("none" without one), of the master without the stamp."""

    schema: int
    raw: str
    corrections: str
    text: str


def sha256(text: str) -> str:
    """The digest of a text as UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def put(markdown: str, *, raw: str, corrections: str) -> str:
    """The master with its stamp as the first line of the YAML block; ``corrections`` is the file's text, or empty."""
    digest = sha256(corrections) if corrections else "none"
    line = (
        f"# sco-pub clean {SCHEMA} · raw sha256:{raw} · corrections sha256:{digest} · text sha256:{sha256(markdown)}\n"
    )
    return markdown.replace("---\n", "---\n" + line, 1)


def read(markdown: str) -> Stamp | None:
    """The stamp, or None in a master that was never made by ``clean``."""
    match = _LINE.search(markdown[:2000])
    return Stamp(int(match["schema"]), match["raw"], match["corrections"], match["text"]) if match else None


def without(markdown: str) -> str:
    """The master without its stamp line."""
    return _LINE.sub("", markdown, count=1)


def edited(markdown: str) -> bool:
    """Whether a master was changed by hand since ``clean`` wrote it (or was never written by it)."""
    stamp = read(markdown)
    return stamp is None or stamp.text != sha256(without(markdown))


def onto(markdown: str, other: str) -> str:
    """A master with the stamp of another one in place of its own."""
    match = _LINE.search(other[:2000])
    return without(markdown).replace("---\n", "---\n" + match[0], 1) if match else markdown
