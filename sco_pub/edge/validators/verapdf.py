"""veraPDF, the reference validator of PDF/A and PDF/UA: its own command, or its jar from Maven Central with Java.

The jar is found where Maven keeps what it fetched (``mvn dependency:get -Dartifact=…:greenfield-apps:1.28.2``) or where
the variable SCO_PUB_VERAPDF says.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from sco_pub.check.verify_report import Check
from sco_pub.edge.validators.running import find, first_line, run
from sco_pub.model.codes import verification
from sco_pub.model.finding import Finding, Place, found
from sco_pub.model.wording import N_

_TOOL = "veraPDF"
_CLASS = "org.verapdf.apps.GreenfieldCliWrapper"
_HINT = N_("Run mvn dependency:get -Dartifact=org.verapdf.apps:greenfield-apps:1.28.2 (it needs Java and Maven).")
FLAVOURS = {"2a": "PDF/A-2a", "ua1": "PDF/UA-1"}


def parts() -> tuple[str | Path | None, ...]:
    """Its own command, or Java and the jar."""
    return find("verapdf"), find("java"), _jar()


def check(path: Path, shown: str, flavour: str = "ua1") -> Check:
    """``flavour`` is veraPDF's name of a profile (``2a``, ``ua1``); each broken rule is an error."""
    tool = f"{_TOOL} {FLAVOURS.get(flavour, flavour)}"
    command = _command()
    if command is None:
        return Check(tool, "", shown, reason=N_("veraPDF isn't installed."), hint=_HINT)
    ran = run([*command, "--format", "json", "--flavour", flavour, str(path)])
    if ran.failed:
        return Check(tool, "", shown, reason=ran.failed)
    try:
        report = json.loads(ran.out)["report"]
        job = report["jobs"][0]
    except (json.JSONDecodeError, LookupError):
        said = first_line(ran.err, "veraPDF wrote no report.")
        return Check(tool, "", shown, (found(verification.VERAPDF, Place(shown), said=said),))
    return Check(tool, _version(report), shown, tuple(_findings(job, shown)))


def _command() -> list[str] | None:
    own, java, jar = parts()
    if own is not None:
        return [str(own)]
    return (
        None
        if java is None or jar is None
        else [str(java), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", str(jar), _CLASS]
    )


def _jar() -> Path | None:
    named = os.environ.get("SCO_PUB_VERAPDF")
    if named:
        return Path(named) if Path(named).is_file() else None
    kept = Path.home() / ".m2" / "repository" / "org" / "verapdf" / "apps" / "greenfield-apps"
    found = sorted(kept.glob("*/greenfield-apps-*.jar"))
    return found[-1] if found else None


def _version(report: dict[str, Any]) -> str:
    releases = report.get("buildInformation", {}).get("releaseDetails", [])
    return str(releases[0].get("version", "")) if releases else ""


def _findings(job: dict[str, Any], shown: str) -> list[Finding]:
    results = job.get("validationResult")
    if not results:
        said = str(job.get("taskException", {}).get("exceptionMessage") or "veraPDF can't read the file.")
        return [found(verification.VERAPDF, Place(shown), said=said)]
    made = []
    for rule in results[0]["details"]["ruleSummaries"]:
        if rule.get("ruleStatus") == "FAILED" or rule.get("failedChecks"):
            clause = f"{rule.get('specification', '')}, {rule.get('clause', '')}-{rule.get('testNumber', '')}"
            sentence = f"{clause}: {rule.get('description', '')} ({rule.get('failedChecks', 0)} times)"
            made.append(found(verification.VERAPDF, Place(shown), said=sentence))
    return made
