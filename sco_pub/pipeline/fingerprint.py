"""What went into an artifact, as one hash; and the record of what stands in build/.

Strategy.  An artifact's fingerprint is the sha256 of a canonical JSON of everything that can change its bytes: the bytes of
its inputs (master, catalogue), the part of the configuration that its stage sees, the code of the package, and the versions
of the libraries that write it.  The record ``.state.json`` beside the artifacts says which fingerprint each was made with and
what sha256 it then had; an artifact is up to date when both still hold.  A record that can't be read counts as none: then
everything is made again, nothing worse.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from sco_pub.edge import files
from sco_pub.model.errors import InputError
from sco_pub.model.job import Artifact

RECORD = ".state.json"
_LIBRARIES = ("weasyprint", "pypandoc-binary", "pikepdf", "fonttools", "lxml", "babel", "pyphen", "pydyf")
_PACKAGE = Path(__file__).resolve().parent.parent


@functools.cache
def code() -> str:
    """sha256 over the package's own files (code, styles, labels), in the order of their paths."""
    digest = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*")):
        if path.is_file() and path.suffix not in (".pyc", ".pyo") and "__pycache__" not in path.parts:
            digest.update(path.relative_to(_PACKAGE).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


@functools.cache
def libraries() -> Mapping[str, str]:
    """The versions of the libraries whose output ends up in artifacts."""
    versions = {}
    for name in _LIBRARIES:
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            versions[name] = "absent"
    return versions


def of(parts: Mapping[str, object]) -> str:
    """The fingerprint of ``parts`` (JSON-able) together with the code and the libraries."""
    whole = {"parts": parts, "code": code(), "libraries": dict(libraries())}
    return hashlib.sha256(json.dumps(whole, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


class Record:
    """The record of one publication's build folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / RECORD
        try:
            data = json.loads(files.read_text(self._path))
            self._rows: dict[str, dict[str, object]] = {k: v for k, v in data.items() if isinstance(v, dict)}
            json.dumps(self._rows, ensure_ascii=False).encode()  # a lone surrogate can be read and not written
        except (InputError, OSError, ValueError, AttributeError, RecursionError):
            self._rows = {}

    def standing(self, path: Path, fingerprint: str) -> Artifact | None:
        """The artifact at ``path`` if it was made with this fingerprint and hasn't changed since."""
        row = self._rows.get(path.name)
        if row is None or row.get("fingerprint") != fingerprint or not path.is_file():
            return None
        data = files.read_bytes(path)
        sha256 = files.sha256(data)
        return Artifact(path.as_posix(), len(data), sha256) if sha256 == row.get("sha256") else None

    def notes(self, path: Path) -> list[dict[str, Any]]:
        """The findings that were recorded when the artifact was made."""
        found = self._rows.get(path.name, {}).get("findings", [])
        return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []

    def enter(self, path: Path, fingerprint: str, data: bytes, findings: list[dict[str, object]]) -> Artifact:
        """Write the artifact, then the record that vouches for it."""
        files.write_bytes(path, data)
        sha256 = files.sha256(data)
        self._rows[path.name] = {"fingerprint": fingerprint, "sha256": sha256, "findings": findings}
        files.write_text(self._path, json.dumps(self._rows, indent=1, sort_keys=True, ensure_ascii=False) + "\n")
        return Artifact(path.as_posix(), len(data), sha256)
