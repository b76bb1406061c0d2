"""Take a key, give what was kept under it: the house's content-addressed store, derived and safe to delete.

Strategy.  One file an entry, named by its key (a sha256), in 256 folders.  A file begins with the sha256 of its key and what
follows, so that one that was torn by a power cut, changed by a hand, or laid where another belongs, is seen when it is read and
counts as missing; so nothing waits for the disk (no fsync).  Files are written beside and renamed: two builds at once, or
one that is killed, leave whole files only.  An entry's key is the sha256 of its own bytes (``keep``), or of everything it was
made from (``put``); both never change their meaning, so an entry is never wrong, only missing.

The store is bounded: past ``most`` bytes the entries go that were longest not read, until four fifths are left.  The time of an
entry's last reading is its file's mtime, renewed once a day at most (as Git does with its packs).  A store that can't be read or
written only costs time.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from sco_pub.edge import bounds, clock

FOLDER = ".store"
#: So that programs which back up or clean a disk know what this is (https://bford.info/cachedir/).
_TAG = b"Signature: 8a477f597d28d172789f06886806bc55\n# Derived by sco-pub; safe to delete.\n"
_DIGEST = hashlib.sha256().digest_size
_DAY = 86_400
_LEFT = 0.8  # of the bytes, after some had to go: so that it isn't looked over again at once
_SIZE = "size"
_NUMBER = re.compile(rb"[0-9]{1,18}")


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _seal(key: str, data: bytes) -> bytes:
    """What an entry begins with."""
    digest = hashlib.sha256(key.encode())
    digest.update(data)
    return digest.digest()


class Store:
    """A folder of entries; ``most``: bytes."""

    def __init__(self, root: Path, most: int = 2_000_000_000) -> None:
        bounds.reach(root)
        self.root = root
        self.most = most
        self._new = 0

    def path(self, key: str) -> Path:
        """Where the entry stands, or would."""
        return self.root / key[:2] / key[2:]

    def has(self, key: str) -> bool:
        try:
            return stat.S_ISREG(self.path(key).lstat().st_mode)
        except OSError:
            return False

    def get(self, key: str) -> bytes | None:
        """What was kept under the key; None where nothing whole is."""
        path = self.path(key)
        try:
            raw = _read(path)
        except OSError:
            return None
        data = raw[_DIGEST:]
        if _seal(key, data) != raw[:_DIGEST]:
            with suppress(OSError):  # or ``keep`` would take it for what it was
                path.unlink()
            return None
        with suppress(OSError):
            if clock.age(path.stat().st_mtime) > _DAY:
                os.utime(path)
        return data

    def blob(self, digest: str) -> bytes | None:
        """What was kept by its own sha256 (``keep``)."""
        data = self.get(digest)
        return data if data is not None and sha256(data) == digest else None

    def put(self, key: str, data: bytes) -> None:
        """Keep under the key; where that can't be done, nothing happens."""
        path = self.path(key)
        whole = _seal(key, data) + data
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.parent.is_symlink():
                return
            self._tagged()
            _write(path, whole)
            self._new += len(whole)

    def keep(self, data: bytes) -> str:
        """Keep under the sha256 of the bytes themselves, and give that."""
        key = sha256(data)
        if not self.has(key):
            self.put(key, data)
        return key

    def close(self) -> None:
        """Count what came in; let the oldest go when there is too much."""
        if not self._new:
            return
        with suppress(OSError):
            known = self._counted() + self._new
            self._new = 0
            if known > self.most:
                known = self._trim()
            _write(self.root / _SIZE, str(known).encode())

    def bound(self) -> None:
        """Let the oldest go when there is too much, where others wrote into it: every file is counted."""
        with suppress(OSError):
            if self._measured() > self.most:
                _write(self.root / _SIZE, str(self._trim()).encode())

    def _counted(self) -> int:
        """The bytes that were there when it was last closed; where nobody says so, they are measured."""
        with suppress(OSError):
            if _NUMBER.fullmatch(text := _read(self.root / _SIZE)):
                return int(text)
        return self._measured()

    def _measured(self) -> int:
        return sum(entry.stat().st_size for entry in self._entries()) - self._new

    def _trim(self) -> int:
        """Let the entries go that were longest not read; the bytes that are left."""
        entries = sorted(
            (found.st_mtime, found.st_size, entry.path) for entry in self._entries() for found in [entry.stat()]
        )
        left = sum(size for _, size, _ in entries)
        for _, size, path in entries:
            if left <= self.most * _LEFT:
                break
            with suppress(OSError):
                Path(path).unlink()
                left -= size
        return left

    def _entries(self) -> Iterator[os.DirEntry[str]]:
        """Every file below the root but our own two; a run that is killed leaves ``.part`` files, which age like the others."""
        folders = [str(self.root)]
        while folders:
            with suppress(OSError), os.scandir(folders.pop()) as found:
                for entry in found:
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    elif entry.name not in (_SIZE, "CACHEDIR.TAG"):
                        yield entry

    def _tagged(self) -> None:
        tag = self.root / "CACHEDIR.TAG"
        if not os.path.lexists(tag):
            _write(tag, _TAG)


def _read(path: Path) -> bytes:
    """A file's bytes; OSError for what is a link, a pipe or a device: a store may have come with a stranger's house."""
    handle = os.open(
        path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    with os.fdopen(handle, "rb") as stream:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        return stream.read()


def _write(path: Path, data: bytes) -> None:
    """Beside, and renamed: over a link, not through it."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
