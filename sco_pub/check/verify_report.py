"""Take what validators said, give one report: HTML with pictures of the pages, JSON for machines.

A ``Check`` is one validator on one file.  A validator that could not run is a result too: its reason stands in the
report,
and nobody takes silence for a pass.  Pure: pictures come as bytes, times are not told, and the same checks give the
same
report.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from typing import Any

from sco_pub.check.render import SEVERITIES, finding_row
from sco_pub.model.finding import Finding, Severity, as_data, from_data, from_plain, plain
from sco_pub.model.wording import N_, Phrase, Said, Say, english, told

OWN = "page checks"  # what our own look at a file is called among the validators


class Verdict(StrEnum):
    """What came of a check; ``not-run`` is neither good nor bad."""

    PASSED = "passed"
    WARNED = "warned"
    FAILED = "failed"
    NOT_RUN = "not-run"


@dataclass(frozen=True, slots=True)
class Check:
    """One validator on one file: what it is, what it found, or why it could not run (``reason``) and what to do."""

    tool: str
    version: str
    file: str
    findings: tuple[Finding, ...] = ()
    reason: Said = ""
    hint: Said = ""

    @property
    def verdict(self) -> Verdict:
        if self.reason:
            return Verdict.NOT_RUN
        weights = {finding.severity for finding in self.findings}
        if Severity.ERROR in weights:
            return Verdict.FAILED
        return Verdict.WARNED if Severity.WARNING in weights else Verdict.PASSED


def row_of(check: Check) -> dict[str, Any]:
    """The check as JSON can hold it."""
    return {
        "tool": check.tool,
        "version": check.version,
        "file": check.file,
        "findings": [as_data(finding) for finding in check.findings],
        "reason": plain(check.reason),
        "hint": plain(check.hint),
    }


def from_row(row: Mapping[str, Any]) -> Check:
    """The check that ``row_of`` wrote."""
    found = tuple(from_data(each) for each in row["findings"])
    return Check(row["tool"], row["version"], row["file"], found, _said(row["reason"]), _said(row["hint"]))


def _said(data: Any) -> Said:
    said = from_plain(data)
    return said if isinstance(said, Phrase) else str(said)


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as a picture (PNG); ``caption`` is its number or what else it is."""

    file: str
    caption: str
    png: bytes


def summary(checks: Iterable[Check]) -> dict[Verdict, int]:
    """How many checks came to each verdict."""
    count = dict.fromkeys(Verdict, 0)
    for check in checks:
        count[check.verdict] += 1
    return count


def report_json(checks: Sequence[Check], say: Say = english) -> str:
    """An object with ``summary`` and ``checks``, keys in a fixed order."""
    rows = [
        {
            "file": check.file,
            "tool": check.tool,
            "version": check.version,
            "verdict": check.verdict.value,
            "reason": told(check.reason, say),
            "hint": told(check.hint, say),
            "findings": [finding_row(finding, say) for finding in check.findings],
        }
        for check in checks
    ]
    counted = {verdict.value: number for verdict, number in summary(checks).items()}
    return json.dumps({"summary": counted, "checks": rows}, ensure_ascii=False, indent=2) + "\n"


def report_html(
    checks: Sequence[Check],
    pictures: Sequence[Picture] = (),
    *,
    title: str = "Verification",
    say: Say = english,
) -> str:
    """One self-contained page: a line a check, its findings below it, and the pages of each file side by side."""
    files = dict.fromkeys([*(check.file for check in checks), *(picture.file for picture in pictures)])
    counted = ", ".join(f"{number} {say(_VERDICTS[verdict])}" for verdict, number in summary(checks).items() if number)
    sections = "".join(_section(name, checks, pictures, say) for name in files)
    return (
        f'<!DOCTYPE html>\n<html lang="{say(TAG)}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline';"
        ' img-src data:"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE}</style></head>\n<body><h1>{escape(title)}</h1>"
        f"<p>{counted or say(N_('Nothing was checked.'))}</p>\n"
        f"{sections}</body></html>\n"
    )


def _section(name: str, checks: Sequence[Check], pictures: Sequence[Picture], say: Say) -> str:
    rows = "".join(_check_row(check, say) for check in checks if check.file == name)
    drawn = "".join(_figure(picture) for picture in pictures if picture.file == name)
    pages = f'<div class="pages">{drawn}</div>' if drawn else ""
    columns = (say(N_("Validator")), say(N_("Verdict")), say(N_("Findings")))
    cells = "".join(f'<th scope="col">{column}</th>' for column in columns)
    head = f"<tr>{cells}</tr>"
    table = f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>" if rows else ""
    return f"<section><h2>{escape(name)}</h2>{table}{pages}</section>\n"


def _figure(picture: Picture) -> str:
    source, caption = b64encode(picture.png).decode(), escape(picture.caption)
    image = f'<img src="data:image/png;base64,{source}" alt="{caption}" loading="lazy">'
    return f"<figure>{image}<figcaption>{caption}</figcaption></figure>"


def _check_row(check: Check, say: Say) -> str:
    verdict = check.verdict.value
    said = "".join(_finding(finding, say) for finding in check.findings)
    if check.reason:
        said = f"<p>{escape(told(check.reason, say))} {escape(told(check.hint, say))}</p>"
    body = f"<ul>{said}</ul>" if check.findings and not check.reason else said
    tool = escape(f"{check.tool} {check.version}".strip())
    return (
        f'<tr class="{verdict}"><th scope="row">{tool}</th><td>{say(_VERDICTS[check.verdict])}</td><td>{body}</td></tr>'
    )


def _finding(finding: Finding, say: Say) -> str:
    place = f"<code>{escape(str(finding.place))}</code> " if finding.place else ""
    advice = finding.advice(say)
    hint = f" <em>{escape(advice)}</em>" if advice else ""
    return (
        f'<li class="{finding.severity.value}">{place}{say(SEVERITIES[finding.severity])} {escape(finding.code)}:'
        f" {escape(finding.text(say))}{hint}</li>"
    )


TAG = N_("en")  # the language of the page itself, as its html element names it
_VERDICTS = {
    Verdict.PASSED: N_("passed"),
    Verdict.WARNED: N_("warned"),
    Verdict.FAILED: N_("failed"),
    Verdict.NOT_RUN: N_("not-run"),
}
_STYLE = (
    ":root{color-scheme:light dark}body{font:1rem/1.5 sans-serif;margin:2rem auto;max-width:80rem;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%;table-layout:fixed}th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;"
    "border-bottom:1px solid #8886}th:first-child{width:16rem}th:nth-child(2){width:6rem}th[scope=row]{font-weight:normal}"
    "ul{margin:0;padding-left:1.1rem}"
    ".failed td:nth-child(2){color:#b00020;font-weight:bold}.warned td:nth-child(2){color:#8a5a00;font-weight:bold}"
    ".passed td:nth-child(2){color:#1b6e2d}.not-run{opacity:.75}.pages{display:flex;flex-wrap:wrap;gap:.75rem;margin:1rem 0}"
    "section{margin-bottom:3rem}td{overflow-wrap:break-word}figure{margin:0;width:14rem}"
    "img{width:100%;border:1px solid #8886;background:#fff}figcaption{text-align:center;"
    "font-size:.85rem}code{overflow-wrap:anywhere}"
)
