"""The process that reads, cuts and draws PDFs for edge.pdf.apart: asked on standard input, it answers on standard output.

The kernel ends it: by SIGPROF or SIGALRM (whose default is the end) when a page takes longer than a step may, by refusing memory
beyond the limit.  It ends itself when its parent is gone and its input with it.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

import pikepdf
import pypdfium2

from sco_pub.edge import bounds, files, ocr
from sco_pub.edge.bounds import Bounds
from sco_pub.edge.pdf import witness
from sco_pub.edge.pdf.apart import Wanted
from sco_pub.edge.pdf.cut import cut
from sco_pub.edge.pdf.read import read_pdf
from sco_pub.model.errors import ScoPubError
from sco_pub.model.text import RawText, Spot
from sco_pub.model.wording import N_


def serve(asked: Connection, answers: Connection) -> None:
    """Answer until nobody asks any more."""
    while True:
        try:
            wanted: Wanted = asked.recv()
        except EOFError:
            return
        with _limited(wanted.bounds):
            try:
                os.chdir(wanted.folder)
                answers.send(("done", _WORK[wanted.work](answers, wanted)))
            except ScoPubError as error:
                answers.send(("refused", error.said, error.place, error.advice))
            except MemoryError:
                answers.send(("memory",))
            except (pikepdf.PdfError, pypdfium2.PdfiumError):  # the readers' word for a file that they can't go on with
                answers.send(("broken",))
            except Exception as error:  # of ours: the parent says so
                answers.send(("fault", f"{type(error).__name__}: {error}; {_last(error)}"))


def _read(answers: Connection, wanted: Wanted) -> RawText:
    return read_pdf(Path(wanted.name), partial(_turned, answers), **wanted.means)


def _cut(_: Connection, wanted: Wanted) -> dict[str, bytes]:
    return dict(cut(files.read_bytes(Path(wanted.name), what=N_("PDF")), **wanted.means))


def _draw(_: Connection, wanted: Wanted) -> list[bytes]:
    from sco_pub.edge.pdf import draw

    return list(draw.pages(files.read_bytes(Path(wanted.name), what=N_("PDF")), **wanted.means))


def _show(_: Connection, wanted: Wanted) -> dict[Spot, bytes]:
    from sco_pub.edge.pdf import spots

    return dict(spots.show(files.read_bytes(Path(wanted.name), what=N_("PDF")), **wanted.means))


_WORK: Mapping[str, Callable[[Connection, Wanted], object]] = {"read": _read, "cut": _cut, "draw": _draw, "show": _show}


@contextmanager
def _limited(given: Bounds) -> Iterator[None]:
    bounds.use(given)
    bounds.room(given.limits.memory_mb + (ocr.MEMORY_MB if ocr.loaded() else 0))
    bounds.alarm()
    try:
        yield
    finally:
        bounds.no_alarm()


def _turned(answers: Connection, page: int, pages: int) -> None:
    """A page is done: the next has the whole time again, and what holds many pages against their pictures the time of all."""
    held = page % witness.MOST == 0 or page == pages
    bounds.alarm(min(page, witness.MOST) if held else 1)
    answers.send(("page", page, pages))


def _last(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""


def main() -> None:
    answers = Connection(os.dup(1), readable=False)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever a library prints is no answer
    with Connection(os.dup(0), writable=False) as asked, answers:
        serve(asked, answers)


if __name__ == "__main__":
    main()
