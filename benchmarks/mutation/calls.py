"""Which functions of the code run while something is done: a mutant of a function need only be shown to what calls it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

_INNER = re.compile(r"<locals>\.|\.?<(?:lambda|listcomp|setcomp|dictcomp|genexpr|module)>")
_OURS = "/sco_pub/"


@contextmanager
def watched(into: set[str]) -> Iterator[None]:
    """Adds the functions that are called inside; a function inside another by its dotted name."""
    seen = set()

    def hook(frame: FrameType, event: str, _: Any) -> None:
        if event == "call":
            seen.add(frame.f_code)

    sys.setprofile(hook)
    try:
        yield
    finally:
        sys.setprofile(None)
        for code in seen:
            _, found, rest = code.co_filename.rpartition(_OURS)
            if found:
                into.add(f"sco_pub/{rest}::{_INNER.sub('', code.co_qualname)}")


def concerned(function: str, path: str, called: set[str]) -> bool:
    """Whether what is called has to do with a mutant: its function, or for a module's own lines the module."""
    name = f"{path}::{function}"
    return name in called or any(each.startswith(f"{name}." if function else f"{path}::") for each in called)
