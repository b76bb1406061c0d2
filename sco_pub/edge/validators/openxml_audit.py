"""openxml-audit, a validator of Office Open XML in Python (PyPI ``openxml-audit``)."""

from __future__ import annotations

import json
import sys
from importlib import metadata
from pathlib import Path

from sco_pub.check.verify_report import Check
from sco_pub.edge.validators.running import find, first_line, run
from sco_pub.model.codes import verification
from sco_pub.model.finding import Finding, Place, Severity, found
from sco_pub.model.wording import N_, phrase

_TOOL = "openxml-audit"


def parts() -> tuple[str | Path | None, ...]:
    """The program."""
    return (find("openxml-audit", Path(sys.executable).parent),)


def check(path: Path, shown: str) -> Check:
    """Errors and warnings of schema and meaning, each with the part it is in."""
    (program,) = parts()
    if program is None:
        return Check(
            _TOOL,
            "",
            shown,
            reason=phrase(N_("{name} isn't installed."), name=_TOOL),
            hint=phrase(N_("Install the Python package {name}."), name=_TOOL),
        )
    ran = run([str(program), "--output", "json", "--max-errors", "0", str(path)])
    try:
        said = json.loads(ran.out)[0]["errors"]
    except (json.JSONDecodeError, LookupError, TypeError):
        if ran.failed:
            return Check(_TOOL, "", shown, reason=ran.failed)
        sentence = first_line(ran.err, f"{_TOOL} wrote no report.")
        return Check(_TOOL, "", shown, (found(verification.OPENXML_AUDIT, Place(shown), said=sentence),))
    return Check(_TOOL, _version(), shown, tuple(_finding(error, shown) for error in said))


def _finding(error: dict[str, str], shown: str) -> Finding:
    severity = Severity.WARNING if error.get("severity") == "warning" else Severity.ERROR
    part = str(error.get("part_uri") or "").strip("/")
    return found(
        verification.OPENXML_AUDIT,
        Place(f"{shown}/{part}" if part else shown),
        severity=severity,
        said=str(error.get("description")),
    )


def _version() -> str:
    try:
        return metadata.version("openxml-audit")
    except metadata.PackageNotFoundError:
        return ""
