"""What the report of verify says, to people and to machines."""

from __future__ import annotations

import json

from lxml import html

from sco_pub.check.verify_report import Check, Picture, Verdict, report_html, report_json, summary
from sco_pub.model.codes.verification import ACE, EPUBCHECK
from sco_pub.model.finding import Place, Severity, found

BAD = found(EPUBCHECK, Place("a.epub/ch1.xhtml", 3, 4), said="A <bad> tag.", advice="Mend it.")
ODD = found(ACE, Place("a.epub"), severity=Severity.WARNING, said="Odd.", advice="")
CHECKS = (
    Check("EPUBCheck", "5.3", "a.epub", (BAD,)),
    Check("Ace", "1.4", "a.epub", (ODD,)),
    Check("veraPDF", "", "a.pdf", reason="It isn't installed.", hint="Install it."),
    Check("page-validation", "0.11", "a.pdf"),
)
PICTURE = Picture("a.pdf", "1", b"\x89PNG")


def test_a_check_that_could_not_run_has_neither_passed_nor_failed():
    assert [check.verdict for check in CHECKS] == [Verdict.FAILED, Verdict.WARNED, Verdict.NOT_RUN, Verdict.PASSED]
    assert summary(CHECKS) == {Verdict.PASSED: 1, Verdict.WARNED: 1, Verdict.FAILED: 1, Verdict.NOT_RUN: 1}


def test_the_json_has_every_check_with_its_findings_and_reasons():
    said = json.loads(report_json(CHECKS))
    assert said["summary"] == {"passed": 1, "warned": 1, "failed": 1, "not-run": 1}
    assert [check["verdict"] for check in said["checks"]] == ["failed", "warned", "not-run", "passed"]
    assert said["checks"][0]["findings"] == [
        {
            "code": "VER-101",
            "severity": "error",
            "message": "A <bad> tag.",
            "hint": "Mend it.",
            "file": "a.epub/ch1.xhtml",
            "line": 3,
            "column": 4,
            "entry": None,
        }
    ]
    assert said["checks"][2]["reason"] == "It isn't installed."


def test_the_html_shows_checks_and_pages_file_by_file():
    page = html.document_fromstring(report_html(CHECKS, (PICTURE,)))
    assert page.xpath("//h2/text()") == ["a.epub", "a.pdf"]
    assert page.xpath("//tbody/tr/@class") == ["failed", "warned", "not-run", "passed"]
    assert page.xpath("string(//li[@class='error'])").startswith("a.epub/ch1.xhtml:3:4 error VER-101: A <bad> tag.")
    assert "It isn't installed. Install it." in page.xpath("string(//tr[@class='not-run'])")
    assert page.xpath("//section[h2='a.pdf']//img/@src") == ["data:image/png;base64,iVBORw=="]
    assert page.xpath("//script|//link") == []


def test_the_same_checks_give_the_same_report():
    assert report_html(CHECKS, (PICTURE,)) == report_html(CHECKS, (PICTURE,))
    assert report_json(CHECKS) == report_json(CHECKS)


def test_a_report_of_nothing_says_so():
    assert "Nothing was checked." in report_html(())
