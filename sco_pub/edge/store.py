"""Take a key, give what was kept under it: the house's content-addressed store, derived and safe to delete.

Strategy.  One file an entry, named by its key (a sha256), in 256 folders.  A file begins with the sha256 of what follows,
so that one that was torn by a power cut, or changed by a hand, is seen when it is read and counts as missing; so nothing waits
for the disk (no fsync).  Files are written beside and renamed: two builds at once, or one that is killed, leave whole files
only.  An entry's key is the sha256 of its own bytes (``keep``), or of everything it was made from (``put``); both never change
their meaning, so an entry is never wrong, only missing.

The store is bounded: past ``most`` bytes the entries go that were longest not read, until four fifths are left.  The time of an
entry's last reading is its file's mtime, renewed once a day at most (as Git does with its packs).  A store that can't be read or
written only costs time.
"""

from __future__ import annotations

import hashlib
import os
import re
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
        return self.path(key).is_file()

    def get(self, key: str) -> bytes | None:
        """What was kept under the key; None where nothing whole is."""
        path = self.path(key)
        try:
            raw = path.read_bytes()
        except OSError:
            return None
        data = raw[_DIGEST:]
        if hashlib.sha256(data).digest() != raw[:_DIGEST]:
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
        whole = hashlib.sha256(data).digest() + data
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._tagged()
            handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(whole)
                Path(beside).replace(path)
            except BaseException:
                Path(beside).unlink(missing_ok=True)
                raise
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
            size = self.root / _SIZE
            text = size.read_bytes() if size.is_file() else b""
            known = (int(text) if _NUMBER.fullmatch(text) else self._measured()) + self._new
            self._new = 0
            if known > self.most:
                known = self._trim()
            size.write_text(str(known))

    def bound(self) -> None:
        """Let the oldest go when there is too much, where others wrote into it: every file is counted."""
        with suppress(OSError):
            if self._measured() > self.most:
                (self.root / _SIZE).write_text(str(self._trim()))

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
        if not tag.exists():
            tag.write_bytes(_TAG)
