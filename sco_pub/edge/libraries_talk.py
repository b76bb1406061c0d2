"""Let what the libraries below WeasyPrint say (Pango, above all) be heard by the program, not by the terminal.

Strategy.  They speak through GLib's log, whose default handler writes to standard error: four lines for one wrong size, and the
process's number with them.  While pages are set another handler stands there.  Where GLib goes by another name, all stays as
it was.
Source: GLib, Message Output and Debugging Functions.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

#: What GLib's library is called on Linux, macOS and Windows.
_NAMES = ("libglib-2.0.so.0", "libglib-2.0.0.dylib", "libglib-2.0-0.dll")
_HANDLER = ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_void_p)


@contextmanager
def heard_by(hear: Callable[[str], None]) -> Iterator[None]:
    """Within, ``hear`` is given what is said, one text for each message."""
    library = _glib()
    if library is None:
        yield
        return
    handler = _HANDLER(lambda domain, _, message, __: hear(f"{_text(domain)}: {_text(message)}"))
    library.g_log_set_default_handler(handler, None)
    try:
        yield
    finally:
        library.g_log_set_default_handler(ctypes.cast(library.g_log_default_handler, _HANDLER), None)


def _text(said: bytes | None) -> str:
    return (said or b"").decode("utf-8", "replace")


@lru_cache(maxsize=1)
def _glib() -> Any:
    for name in _NAMES:
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    return None
