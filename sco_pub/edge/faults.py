"""Write down an exception that nobody expected, where its reporter finds it; never raises.

The file's name is made of what it holds, so the same fault is one file however often it happens.
"""

from __future__ import annotations

import hashlib
import platform
import tempfile
import traceback
from pathlib import Path


def record(error: BaseException, during: str) -> Path | None:
    """The file with the traceback of ``error``, in the folder for temporary files; None where none can be written."""
    text = "".join(traceback.format_exception(error))
    name = hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:12]
    head = f"sco-pub {_version()}, Python {platform.python_version()}, {platform.system()}\nduring: {during}\n\n"
    try:
        path = Path(tempfile.gettempdir()) / f"sco-pub-fault-{name}.txt"
        path.write_bytes((head + text).encode("utf-8", "backslashreplace"))
    except (OSError, ValueError):
        return None
    return path


def _version() -> str:
    from importlib import metadata  # loads slowly, and is asked for a fault only

    try:
        return metadata.version("sco-pub")
    except metadata.PackageNotFoundError:
        return "(not installed)"
