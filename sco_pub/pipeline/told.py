"""What was said before: so that a warning is printed when it is new, and not again at every run.

Strategy.  ``build/.told.json`` has, for each thing that findings are about (the cleaning of a publication, an artifact, the
machine), the digests of the findings it had last.  What isn't among them is new; a finding that went and comes again is new
too.  Errors are never held back.  The file is derived; without it everything is said once more.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sco_pub.edge import files
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Finding, as_data
from sco_pub.model.severity import Severity
from sco_pub.pipeline.house import Project

_NAME = ".told.json"


class Told:
    """``everything``: nothing is held back.  ``held``: how many findings were."""

    def __init__(self, workshop: Project, *, everything: bool = False) -> None:
        self._path = workshop.root / workshop.house.paths.build / _NAME
        self._everything = everything
        self._now: dict[str, Any] = {}
        self._before: dict[str, Any] = {}
        self._held: set[str] = set()
        try:
            known = json.loads(files.read_text(self._path))
            self._before = {name: row for name, row in known.items() if isinstance(row, list)}
        except (InputError, OSError, ValueError, AttributeError, RecursionError):
            pass

    @property
    def held(self) -> int:
        return len(self._held)

    def new(self, about: str, findings: Iterable[Finding]) -> list[Finding]:
        """Those that are to be said now."""
        findings = list(findings)
        digests = [_digest(finding) for finding in findings]
        self._now[about] = sorted(set(digests))
        before = set(map(str, self._before.get(about, ())))
        said = []
        for finding, digest in zip(findings, digests, strict=True):
            if self._everything or finding.severity is Severity.ERROR or digest not in before:
                said.append(finding)
            elif finding.severity is Severity.WARNING:
                self._held.add(digest)
        return said

    def save(self) -> None:
        """Remember what each has now."""
        after = {name: row for name, row in (self._before | self._now).items() if row}
        if after != self._before:
            files.write_text(self._path, json.dumps(after, indent=0, sort_keys=True) + "\n")


def _digest(finding: Finding) -> str:
    return files.sha256(json.dumps(as_data(finding), sort_keys=True).encode())[:16]
