"""Ace by DAISY, the checker of EPUB accessibility (npm ``@daisy/ace``, its puppeteer runner, with Debian's Chromium).

Install it without its scripts (``PUPPETEER_SKIP_DOWNLOAD=1 npm install --ignore-scripts @daisy/ace``): they would
fetch a
browser.  Chromium refuses its sandbox to root, so that a small wrapper is written for the run in that case.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from sco_pub.check.verify_report import Check
from sco_pub.edge import temporary
from sco_pub.edge.validators.running import find, first_line, node_folders, node_package, run
from sco_pub.model.codes import verification
from sco_pub.model.finding import Finding, Place, Severity, found
from sco_pub.model.wording import N_, phrase

_TOOL = "Ace by DAISY"
_SEVERITIES = {"critical": Severity.ERROR, "serious": Severity.ERROR, "moderate": Severity.WARNING}
_HINT = N_("Run PUPPETEER_SKIP_DOWNLOAD=1 npm install --ignore-scripts @daisy/ace, and install Debian's chromium.")


def parts() -> tuple[str | Path | None, ...]:
    """The program, its package, the browser."""
    return find("ace-puppeteer", *node_folders()), node_package("@daisy/ace"), find("chromium")


def check(path: Path, shown: str) -> Check:
    """Violations of impact critical or serious are errors, moderate ones warnings."""
    program, _, browser = parts()
    if program is None or browser is None:
        missing = "Ace" if program is None else "Chromium, which Ace needs,"
        return Check(_TOOL, "", shown, reason=phrase(N_("{name} isn't installed."), name=missing), hint=_HINT)
    with temporary.folder() as folder:
        room = Path(folder)
        wrapper = room / "browser"
        flags = " --no-sandbox" if os.geteuid() == 0 else ""
        wrapper.write_text(f'#!/bin/sh\nexec "{browser}"{flags} --disable-background-networking "$@"\n')
        wrapper.chmod(0o755)
        surroundings = {"PUPPETEER_EXECUTABLE_PATH": str(wrapper), "HOME": folder}
        command = [str(program), "--force", "--silent", "--lang", "en", "--outdir", folder, str(path)]
        report = room / "report.json"
        ran = run(command, surroundings)
        if not (ran.failed or ran.err or report.is_file()):  # on a busy machine Ace now and then ends without a word
            ran = run(command, surroundings)
        if ran.failed:
            return Check(_TOOL, "", shown, reason=ran.failed)
        if not report.is_file():
            sentence = first_line(ran.err, "Ace wrote no report.")
            return Check(_TOOL, "", shown, (found(verification.ACE, Place(shown), said=sentence, advice=""),))
        said = json.loads(report.read_text("utf-8"))
    version = said.get("earl:assertedBy", {}).get("doap:release", {}).get("doap:revision", "")
    return Check(_TOOL, str(version), shown, tuple(_findings(said, shown)))


def _findings(said: dict[str, Any], shown: str) -> list[Finding]:
    made = []
    for group in said.get("assertions", []):
        part = group.get("earl:testSubject", {}).get("url", "")
        for assertion in group.get("assertions", []):
            test, result = assertion["earl:test"], assertion["earl:result"]
            severity = _SEVERITIES.get(test.get("earl:impact", ""), Severity.INFO)
            sentence = f"{test['dct:title']}: {' '.join(str(result.get('dct:description', '')).split())}"
            place = Place(f"{shown}/{part}" if part else shown)
            advice = str(test.get("help", {}).get("url", ""))
            made.append(found(verification.ACE, place, severity=severity, said=sentence, advice=advice))
    return made
