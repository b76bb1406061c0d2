"""Take Findings, give them as text, JSON, SARIF or annotations for a code review.  Pure: the console prints."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from sco_pub.model.codes.registry import CODES, name_of
from sco_pub.model.finding import Finding, Severity
from sco_pub.model.wording import N_, Phrase, Say, Several, english, filled, phrase

_SARIF_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
SEVERITIES = {Severity.ERROR: N_("error"), Severity.WARNING: N_("warning"), Severity.INFO: N_("info")}
_COUNTED = {
    Severity.ERROR: (N_("{count} error"), N_("{count} errors")),
    Severity.WARNING: (N_("{count} warning"), N_("{count} warnings")),
    Severity.INFO: (N_("{count} remark"), N_("{count} remarks")),
}
_GITHUB_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def as_text(findings: Sequence[Finding], say: Say = english, *, hints: bool = True) -> str:
    """One line a finding (``file:line (entry): severity CODE: sentence``), its hint below, and a line that counts them."""
    lines = []
    for finding in findings:
        place = f"{finding.place}: " if finding.place else ""
        lines.append(f"{place}{say(SEVERITIES[finding.severity])} {finding.code}: {finding.text(say)}")
        if hints and (hint := finding.advice(say)):
            lines.append(f"    {hint}")
    lines.append(counted(findings, say))
    return "\n".join(lines) + "\n"


def counted(findings: Sequence[Finding], say: Say = english) -> str:
    """“3 errors, 1 warning.”"""
    count = Counter(finding.severity for finding in findings)
    parts = tuple(
        phrase(one if count[severity] == 1 else many, count=count[severity])
        for severity, (one, many) in _COUNTED.items()
        if count[severity]
    )
    return filled(N_("{counts}."), {"counts": Several(parts) if parts else Phrase(N_("No findings"))}, say)


def as_json(findings: Sequence[Finding], say: Say = english) -> str:
    """A list of objects: code, severity, message, hint, file, line, column, entry (null where unknown)."""
    return json.dumps([finding_row(finding, say) for finding in findings], ensure_ascii=False, indent=2) + "\n"


def finding_row(finding: Finding, say: Say = english) -> dict[str, object]:
    """A finding as every JSON of the house has it."""
    place = finding.place
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.text(say),
        "hint": finding.advice(say),
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "entry": place.entry if place else None,
    }


def as_sarif(findings: Sequence[Finding], say: Say = english, *, version: str) -> str:
    """SARIF 2.1.0 (source: OASIS, Static Analysis Results Interchange Format), one run, one rule a code."""
    codes = sorted({finding.code for finding in findings})
    driver = {"name": "sco-pub", "semanticVersion": version, "rules": [_rule(code, say) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, codes.index(finding.code), say) for finding in findings],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(name: str, say: Say) -> dict[str, object]:
    """What the registry knows of a code, in SARIF's words; the sentence with its names unfilled says what it is about."""
    code = CODES[name]
    sentence = next(iter(code.sentences.values()))
    hints = [code.hint] if isinstance(code.hint, str) else list(code.hint.values())
    advice = " ".join(dict.fromkeys(say(hint) for hint in hints if hint))
    rule: dict[str, object] = {
        "id": name,
        "name": name_of(name),
        "shortDescription": {"text": say(sentence)},
        "defaultConfiguration": {"level": _SARIF_LEVEL[code.severity]},
    }
    if code.meaning:
        rule["fullDescription"] = {"text": say(code.meaning)}
    if advice or code.meaning:
        rule["help"] = {"text": " ".join(filter(None, (say(code.meaning) if code.meaning else "", advice)))}
    return rule


def _result(finding: Finding, rule: int, say: Say) -> dict[str, object]:
    text = f"{finding.text(say)} {finding.advice(say)}".strip()
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


def as_github(findings: Sequence[Finding], say: Say = english) -> str:
    """Workflow commands (``::error file=…,line=…,title=…::message``) that a code review shows beside the line."""
    lines = []
    for finding in findings:
        fields = []
        if finding.place:
            fields.append(f"file={_property(finding.place.file)}")
            if finding.place.line:
                fields.append(f"line={finding.place.line}")
        fields.append(f"title={_property(finding.code)}")
        message = _data(f"{finding.text(say)} {finding.advice(say)}".strip())
        lines.append(f"::{_GITHUB_LEVEL[finding.severity]} {','.join(fields)}::{message}")
    return "".join(f"{line}\n" for line in lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
