"""Take a PDF, give its text layer or pictures of its pages, made in a process of their own: what breaks there ends one file only.

Strategy.  pdfium is a large program in C++ that gets files from strangers: it can crash, never end, or take all memory there is
(a form of 40 bytes that draws itself does).  So edge.pdf.read runs in a child (edge.pdf.child) with limits that the kernel keeps:
its address space (RLIMIT_AS) and an alarm for each page.  One child serves all files of its parent, for a start costs a
third of a second, as much as some articles; after it broke, the next file gets a new one.  What comes back is 0.1 to 0.4 MB an
article, 10 to 30 ms (measured on journals' PDFs of 5 to 17 pages, which take 200 to 800 ms to read).

The child speaks in pickles; only types of sco_pub.model are taken from it.
"""

from __future__ import annotations

import atexit
import io
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import sco_pub
from sco_pub.clean.review.line_roles import LineRole
from sco_pub.edge import bounds
from sco_pub.edge.bounds import Bounds
from sco_pub.model.choices import Ocr, Witness
from sco_pub.model.errors import InputError, InternalError
from sco_pub.model.finding import Place
from sco_pub.model.text import PageBox, Picture, RawText, Spot
from sco_pub.model.wording import N_, phrase

Progress = Callable[[int, int], None]
_MODEL = "sco_pub.model."


def read_pdf(
    path: Path,
    progress: Progress | None = None,
    *,
    recognise: Ocr = Ocr.AUTO,
    store: Path | None = None,
    cores: int | None = None,
    look: Witness = Witness.AUTO,
) -> RawText:
    """As edge.pdf.read.read_pdf; InputError also where the PDF breaks the reader, or takes more time or memory than it may."""
    means = {"recognise": recognise, "store": store, "cores": cores, "look": look}
    raw: RawText = _done("read", path, means, progress)
    return raw


def cut(path: Path, pictures: Sequence[Picture]) -> Mapping[str, bytes]:
    """As edge.pdf.cut.cut, of a file."""
    made: Mapping[str, bytes] = _done("cut", path, {"pictures": tuple(pictures)})
    return made


def draw(path: Path, raw: RawText, roles: Sequence[tuple[LineRole, ...]]) -> list[bytes]:
    """As edge.pdf.draw.pages, of a file."""
    made: list[bytes] = _done("draw", path, {"raw": raw, "roles": tuple(roles)})
    return made


def show(path: Path, pages: Sequence[PageBox], spots: Sequence[Spot]) -> Mapping[Spot, bytes]:
    """As edge.pdf.spots.show, of a file."""
    made: Mapping[Spot, bytes] = _done("show", path, {"pages": tuple(pages), "spots": tuple(spots)})
    return made


def _done(work: str, path: Path, means: Mapping[str, Any], progress: Progress | None = None) -> Any:
    child = _child()
    try:
        return child.do(Wanted(work, str(path), str(Path.cwd()), bounds.current(), means), progress)
    except BaseException:
        if not child.idle:
            _drop()
        raise


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the child is asked for: the work (edge.pdf.child has the table), the file, named as seen from a folder, the bounds
    that hold, and what else the work takes."""

    work: str
    name: str
    folder: str
    bounds: Bounds
    means: Mapping[str, Any]


class _Child:
    """The reading process, and what is known of it; ``idle``: it waits for a file."""

    def __init__(self) -> None:
        home = str(Path(sco_pub.__file__).resolve().parent.parent)
        paths = [
            home,
            *(path for path in sys.path if Path(path).is_absolute()),
        ]  # a relative one would be taken from here
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "sco_pub.edge.pdf.child"],  # -P: no module is taken from where we stand
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # what it starts for OCR ends with it; Ctrl-C comes to us alone
            env={**os.environ, "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths))},
        )
        assert self.process.stdin is not None and self.process.stdout is not None
        self.asking = Connection(os.dup(self.process.stdin.fileno()), readable=False)
        self.answers = Connection(os.dup(self.process.stdout.fileno()), writable=False)
        self.process.stdin.close()
        self.process.stdout.close()
        self.owner = os.getpid()
        self.idle = True

    def do(self, wanted: Wanted, progress: Progress | None) -> Any:
        self.idle = False
        path, page = Path(wanted.name), 1
        try:
            self.asking.send(wanted)
            while True:
                kind, *said = _loads(self.answers.recv_bytes())
                if kind == "page":
                    page = said[0] + 1
                    if progress:
                        progress(*said)
                    continue
                self.idle = True
                if kind == "broken":
                    raise _broken(path, page, 0)
                return _answer(kind, said, path)
        except (EOFError, BrokenPipeError, ConnectionResetError):
            raise _broken(path, page, self.process.wait()) from None

    def end(self) -> None:
        self.asking.close()
        self.answers.close()
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if not module.startswith(_MODEL) or "." in name:
            raise pickle.UnpicklingError(f"{module}.{name} isn't of the model")
        return super().find_class(module, name)


def _loads(data: bytes) -> Any:
    return _Unpickler(io.BytesIO(data)).load()


def _answer(kind: str, said: list[Any], path: Path) -> Any:
    if kind == "done":
        return said[0]
    if kind == "refused":
        message, place, hint = said
        raise InputError(message, place=place, hint=hint)
    if kind == "memory":
        much = phrase(N_("takes more than {most} MB of memory"), most=bounds.limits().memory_mb)
        raise bounds.passed(str(path), much, "memory_mb")
    raise InternalError(phrase(N_("{said}"), said=said[0]), place=Place(str(path)))


def _broken(path: Path, page: int, code: int) -> InputError:
    limits = bounds.limits()
    if -code in (signal.SIGPROF, signal.SIGALRM):
        late = phrase(N_("{takes} for page {page}"), takes=bounds.late(-code), page=page)
        return bounds.passed(str(path), late, "seconds")
    said = phrase(
        N_("{path} breaks the PDF reader at page {page}, or takes more than {most} MB of memory."),
        path=str(path),
        page=page,
        most=limits.memory_mb,
    )
    return InputError(
        said, place=Place(str(path), entry=f"page {page}"), hint=N_("Get the file again, or save it anew.")
    )


_now: _Child | None = None


def _child() -> _Child:
    """The child of this process: a fork doesn't inherit its parent's."""
    global _now
    if _now is None or _now.owner != os.getpid() or _now.process.poll() is not None:
        if _now is not None and _now.owner == os.getpid():
            _now.end()
        _now = _Child()
    return _now


def _drop() -> None:
    global _now
    if _now is not None and _now.owner == os.getpid():
        with suppress(OSError):
            _now.end()
    _now = None


atexit.register(_drop)
