"""Take paths, give bytes and texts; write beside and rename, so that nothing is ever half written or lost."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from sco_pub.model.errors import InputError
from sco_pub.model.finding import Place
from sco_pub.model.wording import N_, Phrase, phrase


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def read_bytes(path: Path, *, what: str = "file") -> bytes:
    """The file's bytes; InputError (one sentence) when there is none or it can't be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(
            phrase(N_("There is no {what} {path}."), what=Phrase(what), path=str(path)),
            place=Place(str(path)),
            hint=N_("Check the name."),
        ) from None
    except IsADirectoryError:
        raise InputError(
            phrase(N_("{path} is a folder, not a {what}."), path=str(path), what=Phrase(what)),
            place=Place(str(path)),
            hint=N_("Name a file."),
        ) from None
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


def read_text(path: Path, *, what: str = "file") -> str:
    """The file as strict UTF-8 (a byte order mark is dropped); InputError names the first bad byte otherwise."""
    data = read_bytes(path, what=what)
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


def write_bytes(path: Path, data: bytes) -> bool:
    """Write atomically; False (and nothing touched) when the file already has these bytes."""
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            Path(beside).chmod(mode)
            Path(beside).replace(path)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError(
            phrase(N_("{path} can't be written: {strerror}."), path=str(path), strerror=error.strerror or ""),
            place=Place(str(path)),
        ) from None
    return True


def write_text(path: Path, text: str) -> bool:
    """UTF-8, LF line ends; see write_bytes."""
    return write_bytes(path, text.encode("utf-8"))


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
