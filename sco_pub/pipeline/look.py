"""Take one file, show how it is cleaned, without writing a master: its pages with what each line was taken for.

What is written where: ``page-001.png`` and so on into the folder that the user names.
"""

from __future__ import annotations

from pathlib import Path

from sco_pub.clean.review import line_roles
from sco_pub.edge import files
from sco_pub.edge.pdf import draw as pictures
from sco_pub.model.errors import InputError
from sco_pub.model.wording import N_, phrase
from sco_pub.pipeline import events
from sco_pub.pipeline.clean import Product, produce, read
from sco_pub.pipeline.events import Listener

TASK = "draw"


def draw(path: Path, folder: Path, decisions: Path | None = None, *, listen: Listener = events.silent) -> list[Path]:
    """The pages of a PDF as pictures in ``folder``; InputError for any other file."""
    product = _product(path, decisions, listen)
    if product.raw.source != "pdf":
        raise InputError(
            phrase(N_("{path} has no pages that could be drawn: it is no PDF."), path=str(path)),
            hint=N_("Give the PDF itself."),
        )
    roles = line_roles.roles(product.raw, product.cleaned.value)
    listen(events.Started(TASK, len(product.raw.pages)))
    made = []
    for number, png in enumerate(pictures.pages(files.read_bytes(path, what="PDF"), product.raw, roles), 1):
        made.append(folder / f"page-{number:03}.png")
        files.write_bytes(made[-1], png)
        listen(events.Advanced(TASK, made[-1].name, "drawn"))
    return made


def _product(path: Path, decisions: Path | None, listen: Listener) -> Product:
    told = files.read_text(decisions, what="corrections") if decisions else ""
    return produce(read(path, str(path), listen=listen), told, str(decisions or "corrections.toml"))
