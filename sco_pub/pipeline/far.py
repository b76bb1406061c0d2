"""On a machine of a cluster: take a parcel, do the piece that is in it, give back what came of it.

Strategy.  Nothing is shared between the machines: a parcel has all bytes that its piece needs, the limits of the house, and what
program, libraries and fonts the result depends on.  Where these aren't the same here the piece is refused, so that no file
depends on the machine that made it.  What this machine keeps (pandoc's trees, drawn formulas) lies in a store of its own, in the
folder that dask has given its worker.

Dask calls ``deliver`` in a thread.  A time limit needs the main thread of a process (edge.bounds), and memory that was taken is
given back only when a process ends: so each thread keeps a child, ``python -m sco_pub.pipeline.far``, and hands it one piece
after another over a socket.  A child whose dask worker is killed reads the end of its socket and ends.
"""

from __future__ import annotations

import pickle
import platform
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from sco_pub.edge import bounds, program
from sco_pub.edge.bounds import Bounds
from sco_pub.edge.store import Store
from sco_pub.model.config import Limits
from sco_pub.model.errors import ToolError
from sco_pub.model.wording import N_, phrase
from sco_pub.pipeline.steps.given import MEANS, READERS, VECTOR, RawFile
from sco_pub.pipeline.workers import MOST_MB, Piece, died, perform, serve


@dataclass(frozen=True, slots=True)
class Parcel:
    """A piece on its way: ``like``: what the machine has to be like (``fingerprint``); ``store``: the sender's, whose place in
    the arguments the receiver's takes; ``raw``: the bytes of the raw text, where the piece cleans one."""

    piece: Piece
    like: Mapping[str, str]
    limits: Limits
    store: Path
    raw: bytes | None = None


@cache
def fingerprint() -> Mapping[str, str]:
    """What results depend on besides their inputs: our files, the libraries, the fonts, the kind of processor."""
    libraries = {name for means in (*MEANS.values(), VECTOR) for name in means.libraries} | {*READERS, "polib"}
    return {
        "sco-pub": program.Program().digest(),
        **program.versions(*sorted(libraries)),
        **program.shared_libraries(),
        "fonts": program.fonts(),
        "processor": platform.machine(),
    }


def differing(theirs: Mapping[str, str], ours: Mapping[str, str]) -> str:
    """The names of what differs, as ``weasyprint (69.0, not 70.0), fonts``."""

    def shown(name: str) -> str:
        one, other = theirs.get(name, "absent"), ours.get(name, "absent")
        return name if max(len(one), len(other)) > 40 else f"{name} ({one}, not {other})"

    return ", ".join(shown(name) for name in sorted({*theirs, *ours}) if theirs.get(name) != ours.get(name))


def deliver(parcel: bytes, shown: str, folder: str = "") -> bytes:
    """Have the parcel's piece done by this thread's child; the pickled result, or Failure."""
    child = _children.__dict__.get("child")
    if child is None or child.ended:
        child = _children.child = _Child()
    return pickle.dumps(child.do(Piece("", f"{__name__}:work", (parcel, folder or _local_folder()), shown)))


def work(parcel: bytes, folder: str) -> Any:
    """In the child: unpack, and do the piece."""
    sent: Parcel = pickle.loads(parcel)  # from the client that dask's worker obeys in everything
    other = differing(fingerprint(), sent.like)
    if other:
        raise different(socket.gethostname(), other)
    bounds.use(Bounds(sent.limits))
    store = Path(folder) / "sco-pub-store"
    with tempfile.TemporaryDirectory(dir=folder, prefix="sco-pub-raw-") as place:
        given = tuple(_here(each, sent.store, store, sent.raw, Path(place)) for each in sent.piece.given)
        result = perform(sent.piece.work, given)
    Store(store, sent.limits.store_mb * 1_000_000).bound()
    return result


def different(machine: str, what: str) -> ToolError:
    """The sentence about a machine whose results would be others."""
    return ToolError(
        phrase(
            N_("{machine} would make other files than this machine; it has another {what}."), machine=machine, what=what
        ),
        hint=N_("Install the same locked requirements and the same fonts on all machines."),
    )


def _here(value: Any, theirs: Path, ours: Path, raw: bytes | None, place: Path) -> Any:
    """An argument as it is here: with this machine's store, and the raw text in a file of its own."""
    if value == theirs:
        return ours
    if not is_dataclass(value) or isinstance(value, type):
        return value
    moved = {each.name: ours for each in fields(value) if getattr(value, each.name) == theirs}
    if isinstance(value, RawFile) and raw is not None:
        path = place / value.path.name
        path.write_bytes(raw)
        moved["path"] = path
    return replace(value, **moved) if moved else value


def _local_folder() -> str:
    """The folder that dask cleans up when the worker ends."""
    from distributed import get_worker

    return str(get_worker().local_directory)


class _Child:
    """A process of this machine that does pieces for one thread."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-m", "sco_pub.pipeline.far", str(theirs.fileno())]
            self._process = subprocess.Popen(command, pass_fds=(theirs.fileno(),), stdin=subprocess.DEVNULL)
        self._pipe = Connection(ours.detach())
        self.ended = False

    def do(self, piece: Piece) -> Any:
        try:
            self._pipe.send(piece)
            result, most = self._pipe.recv()
        except (EOFError, OSError):
            result, most = None, MOST_MB + 1
        if most > MOST_MB:
            self._end()
        return died(piece, self._process.poll()) if result is None else result

    def _end(self) -> None:
        self.ended = True
        self._pipe.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        self._process.kill()
        self._process.wait()


_children = threading.local()


def main() -> None:
    """The child's own life."""
    with Connection(int(sys.argv[1])) as pipe:
        serve(pipe)


if __name__ == "__main__":
    main()
