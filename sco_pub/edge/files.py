"""Take paths, give bytes and texts; write beside and rename, so that nothing is ever half written or lost."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from sco_pub.edge import bounds, clock
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Place
from sco_pub.model.wording import N_, Phrase, phrase

T = TypeVar("T")
_TRIES = 5  # someone who saves oftener than that in one run is a program
_AGAIN = N_("Run the command again; what was saved is still there.")


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def read_bytes(path: Path, *, what: str = "file") -> bytes:
    """The file's bytes; InputError (one sentence) when there is none or it can't be read.

    Devices and pipes are refused (one may have no end, the other no beginning), and what is larger than an input may be.
    """
    bounds.reach(path)
    most = bounds.limits().input_mb * 1_000_000
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as stream:
            mode = os.fstat(handle).st_mode
            if not stat.S_ISREG(mode):
                raise _no_file(path, what, folder=stat.S_ISDIR(mode))
            data = stream.read(most + 1)
    except FileNotFoundError:
        raise InputError(
            phrase(N_("There is no {what} {path}."), what=Phrase(what), path=str(path)),
            place=Place(str(path)),
            hint=N_("Check the name."),
        ) from None
    except IsADirectoryError:
        raise _no_file(path, what, folder=True) from None
    except OSError as error:
        raise InputError(
            phrase(
                N_("The {what} {path} can't be read: {strerror}."),
                what=Phrase(what),
                path=str(path),
                strerror=error.strerror or "",
            ),
            place=Place(str(path)),
        ) from None
    except ValueError:
        raise InputError(
            phrase(N_("The {what} {path!r} has a name that no file can have."), what=Phrase(what), path=str(path)),
            place=Place(what),
        ) from None
    if len(data) > most:
        said = phrase(N_("has more than {most} MB"), most=most // 1_000_000)
        raise bounds.passed(str(path), said, "input_mb")
    return data


def _no_file(path: Path, what: str, *, folder: bool) -> InputError:
    if folder:
        said, hint = N_("{path} is a folder, not a {what}."), N_("Name a file.")
    else:
        said, hint = N_("{path} is a pipe or a device, not a {what}."), N_("Save what comes from it in a file.")
    return InputError(phrase(said, path=str(path), what=Phrase(what)), place=Place(str(path)), hint=hint)


def read_text(path: Path, *, what: str = "file") -> str:
    """The file as strict UTF-8 (a byte order mark is dropped); InputError names the first bad byte otherwise."""
    return decoded(read_bytes(path, what=what), path, what=what)


def decoded(data: bytes, path: Path, *, what: str = "file") -> str:
    """A file's bytes as strict UTF-8; see read_text."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            phrase(
                N_("The {what} {path} isn't UTF-8 (byte {start}, line {line})."),
                what=Phrase(what),
                path=str(path),
                start=error.start,
                line=line,
            ),
            place=Place(str(path), line),
            hint=N_("Save it as UTF-8."),
        ) from None


class SavedMeanwhile(InputError):
    """Someone saved the file after it was read: what stands there now isn't what was to be replaced."""


ABSENT = b"\0absent"  # what a file "has" that isn't there; no text begins like that


def standing(path: Path, *, what: str = "file") -> bytes:
    """The file's bytes, or ABSENT."""
    return read_bytes(path, what=what) if path.exists() else ABSENT


_BEGINNING = 20_000  # bytes of a file in which it says what made it


def over_ours(path: Path, mark: str) -> None:
    """InputError where something stands at ``path`` that doesn't say at its beginning, by ``mark``, that we made it."""
    bounds.reach(path)
    if path.exists() and mark not in read_bytes(path)[:_BEGINNING].decode("utf-8", "replace"):
        raise InputError(
            phrase(N_("{target} was not made by sco-pub; it would be overwritten."), target=str(path)),
            place=Place(str(path)),
            hint=N_("Give another name, or take that file away."),
        )


def write_bytes(path: Path, data: bytes, *, instead_of: bytes | None = None) -> bool:
    """Write atomically; False (and nothing touched) when the file already has these bytes.

    ``instead_of``: what stood there when the new bytes were worked out (see ``standing``); SavedMeanwhile, and nothing
    touched, if just before the renaming something else does.
    """
    bounds.reach(path)
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path.parent)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            Path(beside).chmod(mode)
            if instead_of is not None and standing(path) != instead_of:
                raise SavedMeanwhile(
                    f"{path} was saved by someone else meanwhile.", place=Place(str(path)), hint=_AGAIN
                )
            Path(beside).replace(path)
            written.add(str(path.absolute()))
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError(
            phrase(N_("{path} can't be written: {strerror}."), path=str(path), strerror=error.strerror or ""),
            place=Place(str(path)),
        ) from None
    except ValueError:
        raise InputError(
            phrase(N_("No file can have the name {path!r}."), path=str(path)), place=Place(ascii(path.name))
        ) from None
    return True


written: set[str] = set()  # what this process has written
_PART = re.compile(r"\..+\.[a-z0-9_]{8}\.part")  # as mkstemp names what is written beside
_STALE = 600  # seconds: nobody writes one file for so long; what is older was left by a run that was killed
_swept: set[Path] = set()


def _sweep(folder: Path) -> None:
    """Remove what runs that were killed left in a folder; once a run."""
    if folder in _swept:
        return
    _swept.add(folder)
    for left in folder.iterdir():
        if _PART.fullmatch(left.name):
            with suppress(FileNotFoundError):  # another run has just renamed or swept it
                if clock.age(left.lstat().st_mtime) > _STALE:
                    left.unlink()


def write_text(path: Path, text: str, *, instead_of: bytes | None = None) -> bool:
    """UTF-8, LF line ends; see write_bytes."""
    return write_bytes(path, text.encode("utf-8"), instead_of=instead_of)


def again(work: Callable[[], T]) -> T:
    """What ``work`` (read, change, write) gives; from the beginning once more, a few times, if someone saves meanwhile."""
    for _ in range(_TRIES - 1):
        try:
            return work()
        except SavedMeanwhile:
            continue
    return work()


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
