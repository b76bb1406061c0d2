"""Take Findings, give them as text, JSON, SARIF or annotations for a code review.  Pure: the console prints."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from sco_pub.model.finding import Finding, Severity

_SARIF_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_GITHUB_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def as_text(findings: Sequence[Finding], *, hints: bool = True) -> str:
    """One line a finding (``file:line (entry): severity CODE: sentence``), its hint below, and a line that counts them."""
    lines = []
    for finding in findings:
        place = f"{finding.place}: " if finding.place else ""
        lines.append(f"{place}{finding.severity} {finding.code}: {finding.message}")
        if hints and finding.hint:
            lines.append(f"    {finding.hint}")
    lines.append(counted(findings))
    return "\n".join(lines) + "\n"


def counted(findings: Sequence[Finding]) -> str:
    """“3 errors, 1 warning.”"""
    count = Counter(finding.severity for finding in findings)
    words = [
        f"{count[severity]} {name}{'' if count[severity] == 1 else 's'}"
        for severity, name in ((Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "remark"))
        if count[severity]
    ]
    return (", ".join(words) or "No findings") + "."


def as_json(findings: Sequence[Finding]) -> str:
    """A list of objects: code, severity, message, hint, file, line, column, entry (null where unknown)."""
    return json.dumps([finding_row(finding) for finding in findings], ensure_ascii=False, indent=2) + "\n"


def finding_row(finding: Finding) -> dict[str, object]:
    """A finding as every JSON of the house has it."""
    place = finding.place
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "entry": place.entry if place else None,
    }


def as_sarif(findings: Sequence[Finding], *, version: str) -> str:
    """SARIF 2.1.0 (source: OASIS, Static Analysis Results Interchange Format), one run, one rule a code."""
    codes = sorted({finding.code for finding in findings})
    driver = {"name": "sco-pub", "semanticVersion": version, "rules": [{"id": code} for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, codes.index(finding.code)) for finding in findings],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _result(finding: Finding, rule: int) -> dict[str, object]:
    text = f"{finding.message} {finding.hint}".strip()
    result: dict[str, object] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _SARIF_LEVEL[finding.severity],
        "message": {"text": text},
    }
    if finding.place:
        physical: dict[str, object] = {"artifactLocation": {"uri": finding.place.file}}
        if finding.place.line:
            region = {"startLine": finding.place.line}
            if finding.place.column:
                region["startColumn"] = finding.place.column
            physical["region"] = region
        location: dict[str, object] = {"physicalLocation": physical}
        if finding.place.entry:
            location["logicalLocations"] = [{"name": finding.place.entry}]
        result["locations"] = [location]
    return result


def as_github(findings: Sequence[Finding]) -> str:
    """Workflow commands (``::error file=…,line=…,title=…::message``) that a code review shows beside the line."""
    lines = []
    for finding in findings:
        fields = []
        if finding.place:
            fields.append(f"file={_property(finding.place.file)}")
            if finding.place.line:
                fields.append(f"line={finding.place.line}")
        fields.append(f"title={_property(finding.code)}")
        message = _data(f"{finding.message} {finding.hint}".strip())
        lines.append(f"::{_GITHUB_LEVEL[finding.severity]} {','.join(fields)}::{message}")
    return "".join(f"{line}\n" for line in lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
