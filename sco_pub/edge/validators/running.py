"""Take a command, give what it printed; the one place that starts validators that are programs of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sco_pub.model.wording import N_, Said, phrase

_TIMEOUT = 300  # seconds


@dataclass(frozen=True, slots=True)
class Ran:
    """What a program printed, and its exit code; ``failed`` is a sentence when it could not be run at all."""

    out: str = ""
    err: str = ""
    code: int = 0
    failed: Said = ""


def find(name: str, *folders: Path) -> str | None:
    """The program's path: in the folders first (``node_modules/.bin``), then on the PATH."""
    for folder in folders:
        path = folder / name
        if path.is_file() and os.access(path, os.X_OK):
            return str(path)
    return shutil.which(name)


def node_folders() -> tuple[Path, ...]:
    """Where npm puts programs: ``node_modules/.bin`` of the virtual environment, then here or further up."""
    here = Path.cwd()
    return tuple(folder / "node_modules" / ".bin" for folder in (Path(sys.prefix), here, *here.parents))


def node_package(name: str) -> Path | None:
    """The folder of an npm package, where ``node_folders`` has its programs; None when it isn't installed."""
    folders = (folder.parent / name for folder in node_folders())
    return next((folder for folder in folders if folder.is_dir()), None)


def state(*parts: str | Path | None) -> str:
    """What a validator is at the moment, for a key: of each of its programs the place, size and time, of an npm package (whose
    files all bear one time) what its package.json says; a dash for a part that isn't there."""
    return " ".join("-" if part is None else _state(Path(part)) for part in parts)


def _state(part: Path) -> str:
    own = part / "package.json" if part.is_dir() else part.resolve()
    try:
        seen = own.stat()
        told = sha256(own.read_bytes()).hexdigest() if part.is_dir() else f"{seen.st_size} {seen.st_mtime_ns}"
    except OSError:
        told = "-"
    return f"{own} {told}"


def run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Ran:
    """Run to the end, at most five minutes; exit codes are the caller's to judge."""
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_TIMEOUT,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **(environment or {})},
        )
    except subprocess.TimeoutExpired:
        return Ran(failed=phrase(N_("It took more than {seconds} seconds."), seconds=_TIMEOUT))
    except OSError as error:
        return Ran(failed=phrase(N_("It could not be started: {error}."), error=error.strerror or ""))
    return Ran(done.stdout, done.stderr, done.returncode)


def first_line(text: str, fallback: str) -> str:
    """The first line with something on it, for a reason in one sentence."""
    return next((line.strip() for line in text.splitlines() if line.strip()), fallback)
