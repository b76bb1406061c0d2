"""Take one file, show how it is cleaned, without writing a master: its pages with what each line was taken for, what the
rules said of a line, and what the master would be without some of them.

What is written where: ``page-001.png`` and so on into the folder that the user names.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sco_pub.clean import cleaning, switches
from sco_pub.clean import explain as explaining
from sco_pub.clean.review import corrections, line_roles
from sco_pub.edge import files
from sco_pub.edge.pdf import apart as pdf
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Finding
from sco_pub.model.text import RawText
from sco_pub.model.wording import N_, phrase
from sco_pub.pipeline import events
from sco_pub.pipeline.events import Listener
from sco_pub.pipeline.reading import PLAINLY, Reading, read
from sco_pub.structure import master

TASK = N_("draw")


@dataclass(frozen=True, slots=True)
class View:
    """``decisions``: a corrections.toml; ``without``: names of rules that are switched off."""

    path: Path
    decisions: Path | None = None
    without: tuple[str, ...] = ()
    reading: Reading = PLAINLY


@dataclass(frozen=True, slots=True)
class Seen:
    """``findings``: the reader's too."""

    raw: RawText
    examined: cleaning.Examined
    findings: tuple[Finding, ...]


def see(view: View, *, listen: Listener = events.silent) -> Seen:
    """The file, cleaned."""
    off = switches.without(view.without)
    told = files.read_text(view.decisions, what=N_("corrections")) if view.decisions else ""
    came = read(view.path, str(view.path), view.reading, listen)
    chosen = corrections.parse(told, str(view.decisions or "corrections.toml"))
    examined = cleaning.examine(came.value, chosen, cleaning.Options(without=off))
    return Seen(came.value, examined, (*came.findings, *examined.outcome.findings))


def draw(view: View, folder: Path, *, listen: Listener = events.silent) -> list[Path]:
    """The pages of a PDF as pictures in ``folder``; InputError for any other file."""
    seen = see(view, listen=listen)
    if seen.raw.source != "pdf":
        raise InputError(
            phrase(N_("{path} has no pages that could be drawn: it is no PDF."), path=str(view.path)),
            hint=N_("Give the PDF itself."),
        )
    roles = line_roles.roles(seen.raw, seen.examined.outcome.value)
    listen(events.Started(TASK, len(seen.raw.pages)))
    made = []
    for number, png in enumerate(pdf.draw(view.path, seen.raw, roles), 1):
        made.append(folder / f"page-{number:03}.png")
        files.write_bytes(made[-1], png)
        listen(events.Advanced(TASK, made[-1].name, N_("drawn")))
    return made


def explain(view: View, number: int, *, listen: Listener = events.silent) -> tuple[explaining.Said, ...]:
    """What the rules said of a line of the text as read, 1-based."""
    seen = see(view, listen=listen)
    made = seen.examined
    return explaining.explain(seen.raw, made.repaired, made.layout, made.outcome.value, seen.findings, number)


def markdown(view: View, *, listen: Listener = events.silent) -> tuple[str, tuple[Finding, ...]]:
    """The master that would be written, and the findings."""
    seen = see(view, listen=listen)
    made = master.structure(seen.examined.outcome.value)
    return made.value.markdown, (*seen.findings, *made.findings)
