"""Chromium with axe-core (npm ``axe-core``, ``puppeteer``): a web page as readers see it, at three widths, by day and by night.

axe-core looks for what shuts readers out (WCAG 2.2: contrast, names, order, language); a look of our own measures what a
typesetter would see at a glance: notes that overlap each other or the text, or stand above their call, and anything that
reaches over the edge of the screen.  ``browser.js`` does both inside the browser; nothing is fetched.
"""

from __future__ import annotations

import io
import json
import os
from base64 import b64decode
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from PIL import Image

from sco_pub.check.verify_report import Check
from sco_pub.edge import package, temporary
from sco_pub.edge.validators.running import find, first_line, node_package, run
from sco_pub.model.codes import verification
from sco_pub.model.finding import Finding, Place, Severity, found
from sco_pub.model.wording import N_, Said, phrase

_TOOL = "axe-core in Chromium"
_HINT = N_(
    "Run PUPPETEER_SKIP_DOWNLOAD=1 npm install --ignore-scripts axe-core puppeteer, and install Debian's chromium."
)
_SEVERITIES = {"critical": Severity.ERROR, "serious": Severity.ERROR, "moderate": Severity.WARNING}


@dataclass(frozen=True, slots=True)
class View:
    """A screen, in CSS pixels, and what to do there."""

    name: str
    width: int
    height: int
    scheme: str = "light"
    axe: bool = False
    faults: bool = False
    picture: bool = False


_CHECKED = (
    View("1600 px", 1600, 1000, axe=True, faults=True),
    View("1000 px", 1000, 800, faults=True),
    View("390 px", 390, 844, axe=True, faults=True),
    View("390 px, dark", 390, 844, "dark", axe=True, faults=True),
)
_WEB_PICTURES = (View("1600 px", 1600, 1000, picture=True), View("390 px, dark", 390, 844, "dark", picture=True))
_BOOK_PICTURES = (View("", 600, 800, picture=True),)


def parts() -> tuple[str | Path | None, ...]:
    """Node, the browser, and the two packages."""
    return find("node"), find("chromium"), node_package("axe-core"), node_package("puppeteer")


def check(path: Path, shown: str) -> Check:
    """An HTML page: rules of impact critical or serious are errors, moderate ones warnings; faults of place are errors."""
    said = _ask(path.resolve().as_uri(), [path.resolve().as_uri()], _CHECKED)
    if isinstance(said, _Unasked):
        return Check(_TOOL, "", shown, reason=said.reason, hint=_HINT if said.missing else "")
    return Check(_TOOL, str(said["version"]), shown, (*_violations(said, shown), *_faults(said, shown)))


def web_pictures(path: Path) -> tuple[tuple[str, bytes], ...]:
    """The top of an HTML page, wide by day and narrow by night: (caption, PNG); nothing without Chromium."""
    said = _ask(path.resolve().as_uri(), [path.resolve().as_uri()], _WEB_PICTURES)
    return () if isinstance(said, _Unasked) else tuple((row["view"], _small(row)) for row in said["pictures"])


def book_pictures(path: Path) -> tuple[tuple[str, bytes], ...]:
    """The top of each chapter of an EPUB, on a screen of a reader's size: (chapter, PNG); nothing without Chromium."""
    parts = package.unpack(path.read_bytes(), what=N_("EPUB"))
    with temporary.folder() as folder:
        pages = []
        for name, data in sorted(parts.items()):
            place = Path(folder) / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
            pages += [place.as_uri()] if name.endswith(".xhtml") else []
        said = _ask(Path(folder).as_uri(), pages, _BOOK_PICTURES)
    if isinstance(said, _Unasked):
        return ()
    return tuple((row["page"].rsplit("/", 1)[-1], _small(row)) for row in said["pictures"])


def _small(row: dict[str, str]) -> bytes:
    """The picture in a report's size and few colours."""
    with Image.open(io.BytesIO(b64decode(row["png"]))) as picture:
        picture.thumbnail((800, 800))
        store = io.BytesIO()
        picture.convert("RGB").quantize(32).save(store, "PNG", optimize=True)
    return store.getvalue()


@dataclass(frozen=True, slots=True)
class _Unasked:
    """Why the browser could not be asked; ``missing``: something isn't installed."""

    reason: Said
    missing: bool = False


def _ask(base: str, pages: Sequence[str], views: Sequence[View]) -> dict[str, Any] | _Unasked:
    """What the browser said, or why it could not be asked."""
    node, chromium, axe, puppeteer = parts()
    for name, path in (("Node", node), ("Chromium", chromium), ("axe-core", axe), ("puppeteer", puppeteer)):
        if path is None:
            return _Unasked(phrase(N_("{name} isn't installed."), name=name), missing=True)
    request: Mapping[str, object] = {
        "base": base, "pages": pages, "views": [asdict(view) for view in views], "chromium": chromium,
        "axe": f"{axe}/axe.min.js", "puppeteer": str(puppeteer), "root": os.geteuid() == 0,
    }  # fmt: skip
    script = resources.files("sco_pub.edge.validators").joinpath("browser.js")
    with temporary.folder() as home, resources.as_file(script) as program:
        ran = run([str(node), str(program), json.dumps(request)], {"HOME": home})
    if ran.failed:
        return _Unasked(ran.failed)
    try:
        said: dict[str, Any] = json.loads(ran.out)
    except json.JSONDecodeError:
        return _Unasked(phrase(N_("Chromium could not be asked: {said}"), said=first_line(ran.err, "-")))
    return said


def _violations(said: dict[str, Any], shown: str) -> list[Finding]:
    """One finding a rule and element, whatever the number of screens it shows on."""
    rows = {(row["id"], row["target"]): row for row in reversed(said["violations"])}
    return [
        found(
            verification.AXE,
            Place(shown, entry=row["target"]),
            severity=_SEVERITIES.get(row["impact"], Severity.INFO),
            said=f"{row['id']}: {row['help']} ({row['view']}).",
            advice=row["url"],
        )
        for row in reversed(rows.values())
    ]


def _faults(said: dict[str, Any], shown: str) -> list[Finding]:
    return [
        found(verification.BROWSER, Place(shown, entry=row["target"] or None), said=f"{row['message']} ({row['view']})")
        for row in said["faults"]
    ]
