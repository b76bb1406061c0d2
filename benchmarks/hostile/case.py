"""What a hostile case is: files in a house of its own, and the commands that are run there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

MASTER = """---
title: 论国家之间的信任
author: 王某
lang: zh-CN
---

# 一、引言

国家之间的信任不是自然产生的[^1]。它需要时间。

[^1]: 王某：《论信任》，北京：某出版社，2001年，第3页。
"""
#: Stands in an input for the address of a file outside the house that no command may read.
SECRET = b"@SECRET@"

Files = Mapping[str, bytes]


@dataclass(frozen=True)
class Case:
    """``files``: made when the case is run, for some are large; ``commands``: one after the other, each judged;
    ``before``: what else is done with the house."""

    name: str
    files: Callable[[], Files]
    commands: tuple[tuple[str, ...], ...]
    before: Callable[[Path], object] | None = field(default=None)


def text(name: str, make: Callable[[], bytes], ending: str) -> Case:
    """A file of a stranger's that is cleaned."""
    return Case(f"{ending}: {name}", lambda: {f"source/x/raw.{ending}": make()}, (("clean", "x"),))
