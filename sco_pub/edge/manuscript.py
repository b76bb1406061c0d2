"""Take a manuscript (DOCX, ODT, HTML), give it as a RawText that the cleaner reads like any other article.

Strategy.  pandoc reads the file, sandboxed: nothing that it names is fetched.  The tree is set in lines with geometry
(layout.manuscript), since that is what the rules read.  A packed file is looked at before it is unpacked: a few
kilobytes can hold gigabytes.
"""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

from sco_pub.edge import files
from sco_pub.edge.pandoc import door as pandoc
from sco_pub.layout.manuscript import set_in_lines
from sco_pub.localise.notes import every_note
from sco_pub.model.characters import MOST_RING
from sco_pub.model.document import Document
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Place
from sco_pub.model.text import RawText
from sco_pub.model.wording import N_, phrase

FORMATS = {".docx": "docx", ".odt": "odt", ".html": "html", ".htm": "html"}
_MOST_UNPACKED = 200 * 1024 * 1024  # bytes: a book with its pictures has a tenth of that


def read_manuscript(path: Path) -> RawText:
    """The manuscript at ``path``; InputError, with one sentence, for what isn't one."""
    data = files.read_bytes(path, what=N_("manuscript"))
    name, kind = str(path), FORMATS[path.suffix.lower()]
    if kind != "html":
        _packed(data, name)
    meta, blocks = pandoc.read_manuscript(data, kind, name)
    if sum(1 for _ in every_note(Document(meta, tuple(blocks)))) > MOST_RING:
        limit = phrase(N_("has more than {most} notes"), most=MOST_RING)
        said = phrase(N_("{what} {limit}."), what=name, limit=limit)
        raise InputError(said, place=Place(name), hint=N_("Clean it in parts."))
    made = set_in_lines(meta, blocks)
    if not made.lines:
        raise InputError(phrase(N_("{name} has no text."), name=name), place=Place(name), hint=N_("Check the file."))
    return RawText(
        file=name,
        digest=files.sha256(data),
        lines=made.lines,
        encoding=kind,
        source=kind,
        pages=(made.page,),
        tables=made.tables,
        left_out=made.left_out,
    )


def _packed(data: bytes, name: str) -> None:
    """InputError for what is no sound archive, or unpacks to more than any manuscript."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(info.file_size for info in archive.infolist())
    except (
        zipfile.BadZipFile,
        struct.error,
        OSError,
        ValueError,
        NotImplementedError,
    ):  # the last: a version that nobody has
        said = phrase(N_("{name} is damaged: it can't be unpacked."), name=name)
        raise InputError(said, place=Place(name), hint=N_("Save it again, or ask for it again.")) from None
    if size > _MOST_UNPACKED:
        said = phrase(N_("{name} unpacks to {size} MB; no manuscript does."), name=name, size=size // 1024 // 1024)
        raise InputError(said, place=Place(name), hint=N_("Save it again without its pictures."))
