"""Take pieces of work that don't know each other, do them on several cores, give each result as it is there.

Strategy.  Workers are forked from one process that has loaded the heavy modules (multiprocessing's ``forkserver``), so that each
begins warm; that process starts with the first piece.  A worker does one piece at a time and waits on its pipe for the next.
What it gives back says how much memory it has taken at most; one that took too much is let go after its piece, and a fresh one
takes its place, so that memory stays bounded however long the run.  One that dies (killed, out of memory) ends its own piece
alone.  Ctrl-C reaches the parent only; it ends the workers, which write no files.

With one core, or where it isn't worth it, the work is done here and nothing is started.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import resource
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from multiprocessing import util
from multiprocessing.connection import Connection, wait
from typing import Any, NamedTuple

from sco_pub.edge import bounds, garbage, temporary
from sco_pub.edge.bounds import Bounds
from sco_pub.model.errors import InputError
from sco_pub.model.wording import N_, phrase
from sco_pub.pipeline import isolation

MOST_MB = 350  # of memory that a worker may have taken before it is let go
JOBS = "SCO_PUB_JOBS"
_SOCKET = 103  # bytes of a socket's path: 104 with its end on BSD and macOS, 108 on Linux
_UNIT = 1_000_000 if sys.platform == "darwin" else 1_000  # ru_maxrss is in bytes there, in kilobytes elsewhere


class Piece(NamedTuple):
    """Work to be done: ``work`` names a function, ``module:name``, that a worker can load, ``given`` its arguments; ``shown``
    is what a failure is called."""

    ident: Any
    work: str
    given: tuple[Any, ...]
    shown: str
    weight: int = 0  # the heaviest that waits is done first: two workers then end at the same time


def cores(wanted: int | None = None) -> int:
    """How many workers: as wanted, or as SCO_PUB_JOBS says, or one for each core that this process may use."""
    if wanted:
        return wanted
    given = os.environ.get(JOBS, "")
    if given.isdecimal() and int(given):
        return int(given)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def perform(work: str, given: tuple[Any, ...]) -> Any:
    """Load the function and call it."""
    module, _, name = work.partition(":")
    return getattr(importlib.import_module(module), name)(*given)


class Workers:
    """Up to ``count`` workers; ``preload``: modules that they have from the beginning.  Use it with ``with``."""

    def __init__(self, count: int, preload: Sequence[str] = ()) -> None:
        self.count = count
        self._preload = [__name__, *preload]
        self._waiting: list[Piece] = []
        self._all: list[_Worker] = []

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._all:
            worker.end()
        self._all.clear()

    @property
    def under_way(self) -> int:
        """Pieces that were given and whose results weren't taken yet."""
        return len(self._waiting) + sum(worker.piece is not None for worker in self._all)

    def ahead(self, each: int) -> int:
        """How many pieces may be under way: ``each`` for each worker; none where the work is done here."""
        return self.count * each if self.count > 1 else 0

    def give(self, piece: Piece) -> None:
        """Put a piece in the queue."""
        self._waiting.append(piece)
        if self.count > 1:
            self._hand_out()

    def results(self) -> Iterator[tuple[Piece, Any]]:
        """The next results, at least one: what the function gave, or a Failure; nothing when nothing is under way."""
        if self.count < 2:
            if self._waiting:
                piece = self._next()
                yield piece, isolation.attempt(piece.shown, lambda: perform(piece.work, piece.given))
            return
        busy = {worker.pipe: worker for worker in self._all if worker.piece is not None}
        for pipe in wait(list(busy)) if busy else ():
            worker = busy[pipe]  # type: ignore[index]  # it is one of those that were asked about
            yield self._taken(worker)
        self._hand_out()

    def _hand_out(self) -> None:
        for worker in self._all:
            if self._waiting and worker.piece is None:
                worker.take(self._next())
        while self._waiting and len(self._all) < self.count:
            worker = _Worker(self._preload)
            self._all.append(worker)
            worker.take(self._next())

    def _next(self) -> Piece:
        """The heaviest of the pieces that wait; of equals the first."""
        heaviest = max(range(len(self._waiting)), key=lambda at: self._waiting[at].weight)
        return self._waiting.pop(heaviest)

    def _taken(self, worker: _Worker) -> tuple[Piece, Any]:
        piece, worker.piece = worker.piece, None
        assert piece is not None
        try:
            result, most = worker.pipe.recv()
        except (EOFError, OSError):
            result, most = died(piece, worker.end()), MOST_MB + 1
        if most > MOST_MB:
            worker.end()
            self._all.remove(worker)
        return piece, result


def died(piece: Piece, code: int | None) -> Any:
    """The Failure of a piece whose process was ended from outside."""
    said = phrase(
        N_("The process that worked on {what} was ended from outside (code {code}); memory may be short."),
        what=piece.shown,
        code=code if code is not None else "?",
    )
    return isolation.failure(piece.shown, InputError(said, hint=N_("Run the command again, with fewer jobs (-j 1).")))


@cache
def _own_place() -> None:
    """The folder of multiprocessing's socket lies in one of ours: after a kill nobody else would sweep it.

    It lies where its path is no longer than a socket's may be (unix(7)), however long TMPDIR is.
    """
    usual = tempfile.tempdir
    tempfile.tempdir, remove = temporary.lasting(
        _SOCKET - len("/sco-pub-4194304-4294967296-12345678/pymp-12345678/listener-12345678")
    )
    try:
        util.get_temp_dir()
    finally:
        tempfile.tempdir = usual
    util.Finalize(None, remove, exitpriority=-101)  # its own is taken away at -100


class _Worker:
    def __init__(self, preload: list[str]) -> None:
        _own_place()
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(preload)
        self.pipe, theirs = context.Pipe()
        self.piece: Piece | None = None
        self._process = context.Process(target=_serve, args=(theirs, bounds.current(), os.getpid()), daemon=True)
        self._process.start()
        theirs.close()

    def take(self, piece: Piece) -> None:
        self.piece = piece
        with suppress(OSError):  # one that died is noticed when its result is taken
            self.pipe.send(piece)

    def end(self) -> int | None:
        """End it; its exit code."""
        self.pipe.close()
        self._process.join(0 if self.piece is not None else 1)
        if self._process.is_alive():
            self._process.terminate()
            self._process.join()
        return self._process.exitcode


def _serve(pipe: Connection, given: Bounds, parent: int) -> None:
    bounds.use(given)
    serve(pipe)


def serve(pipe: Connection) -> None:
    """In a worker: pieces until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it
    garbage.rarely()
    while True:
        try:
            piece: Piece = pipe.recv()
        except (EOFError, OSError):
            return
        result = isolation.attempt(piece.shown, lambda piece=piece: perform(piece.work, piece.given))  # type: ignore[misc]
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // _UNIT
        with suppress(OSError):
            pipe.send((result, most))
