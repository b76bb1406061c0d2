"""The Nu HTML Checker, which W3C's own service runs (npm ``vnu-jar``; it needs Java 17): HTML pages and EPUB chapters.

EPUBCheck knows HTML by schemas of its own; this checker knows more of HTML's prose and of CSS.  What is left out of
its answer, and why:

- CSS Anchor Positioning, which browsers have and its CSS part has not: ``anchor-name``, and ``max()`` of two properties;
- “blocked by img-src” of a data URI, which the page's policy allows by name (browsers show the picture);
- ``epub:type`` in a chapter, which EPUB adds to XHTML;
- which language a page's words seem to be of: a Chinese table of English names is “Norwegian”.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sco_pub.check.verify_report import Check
from sco_pub.edge import package, temporary
from sco_pub.edge.validators.running import find, first_line, node_package, run
from sco_pub.model.codes import verification
from sco_pub.model.finding import Finding, Place, Severity, found
from sco_pub.model.wording import N_, phrase

_TOOL = "Nu HTML Checker"
_HINT = N_("Run npm install --ignore-scripts vnu-jar.")
_JAVA = ("-Duser.language=en", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss2m")
_UNKNOWN_TO_IT = re.compile(
    "^CSS: “anchor-name”|^CSS: “top”: Invalid type: “var\\(--line\\), var\\(--free\\)”"
    "|: image “data:image/(png|jpeg|gif|svg\\+xml);base64,.*blocked by “img-src”"
    "|^This document appears to be written in "
)
_EPUB_TYPE = re.compile("^Attribute “type” not allowed on element “(?!ol|ul|link|style|script|source)")


def parts() -> tuple[str | Path | None, ...]:
    """The npm package, and Java."""
    return node_package("vnu-jar"), find("java")


def check(path: Path, shown: str) -> Check:
    """An HTML page; its errors are errors, its warnings warnings, its remarks are left out."""
    return _check([path], shown, {})


def check_book(path: Path, shown: str) -> Check:
    """The chapters, the navigation and the style sheets of an EPUB."""
    parts = package.unpack(path.read_bytes(), what=N_("EPUB"))
    with temporary.folder() as folder:
        written: dict[Path, str] = {}
        for number, (name, data) in enumerate(sorted(parts.items())):
            if name.endswith((".xhtml", ".css")):
                place = Path(folder) / f"{number}{Path(name).suffix}"
                place.write_bytes(data)
                written[place] = name
        return _check(list(written), shown, {str(place): name for place, name in written.items()})


def _check(paths: Sequence[Path], shown: str, names: dict[str, str]) -> Check:
    folder, java = parts()
    jar = Path(folder, "build", "dist", "vnu.jar") if folder else None
    if jar is None or java is None:
        java_too = N_("Java, which the Nu HTML Checker needs, isn't installed.")
        reason = phrase(N_("{name} isn't installed."), name=_TOOL) if jar is None else java_too
        return Check(
            _TOOL, "", shown, reason=reason, hint=_HINT if jar is None else N_("Install default-jre-headless.")
        )
    ran = run([str(java), *_JAVA, "-jar", str(jar), "--format", "json", "--also-check-css", *map(str, paths)])
    if ran.failed:
        return Check(_TOOL, "", shown, reason=ran.failed)
    try:
        said = json.loads(ran.err)
    except json.JSONDecodeError:
        sentence = first_line(ran.err, "The checker wrote no report.")
        return Check(_TOOL, "", shown, (found(verification.NU, Place(shown), said=sentence),))
    rows = tuple(_finding(row, shown, names) for row in said["messages"] if _counts(row, bool(names)))
    return Check(_TOOL, str(said.get("version", "")).split(" ")[0], shown, rows)


def _counts(row: dict[str, Any], book: bool) -> bool:
    if row["type"] == "info" and row.get("subType") != "warning":
        return False
    message = str(row.get("message", ""))
    return not (_UNKNOWN_TO_IT.search(message) or (book and _EPUB_TYPE.search(message)))


def _finding(row: dict[str, Any], shown: str, names: dict[str, str]) -> Finding:
    severity = Severity.WARNING if row["type"] == "info" else Severity.ERROR
    part = names.get(str(row.get("url", "")).removeprefix("file:"))
    place = Place(f"{shown}/{part}" if part else shown, row.get("lastLine"), row.get("lastColumn"))
    return found(verification.NU, place, severity=severity, said=str(row.get("message", "")))
