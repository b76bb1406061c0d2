"""Take pieces of work, have them done by the workers of a dask scheduler, give each result as it is there.

Strategy.  A piece travels with everything it needs (pipeline.far) and comes back with everything it made; files are written here
and nowhere else.  A step is a function of its arguments, so a worker that is killed costs nothing but time: dask gives its pieces
to others.  A piece that has taken three workers with it is given up alone (dask's ``allowed-failures``).  When the scheduler goes
away, or for two minutes no worker is left, the run ends with one sentence: what was done until then is in the store, and the same
command goes on from there.

What dask says of itself is kept from the screen: the sentences about it are ours.
"""

from __future__ import annotations

import logging
import pickle
import queue
import time
import uuid
import warnings
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from sco_pub.edge import bounds, files
from sco_pub.model.errors import InputError, ToolError
from sco_pub.model.wording import N_, phrase
from sco_pub.pipeline import far, isolation
from sco_pub.pipeline.steps.given import RawFile
from sco_pub.pipeline.workers import Piece, died

ANSWERS = 20  # seconds in which a scheduler has to answer
PATIENCE = 120  # seconds without a worker: batch systems start them late, but who waits longer wants to know
_LOOK = 1.0  # seconds between two looks at the cluster while nothing comes


class Cluster:
    """The workers behind the scheduler at ``address``; ``store``: this machine's.  Use it with ``with``.

    InputError without the extra that it needs, ToolError where nothing answers or where a worker is of another kind."""

    def __init__(self, address: str, store: Path) -> None:
        self._address = address
        self._store = store
        self._run = uuid.uuid4().hex
        self._count = 0
        self._open: dict[str, tuple[Piece, Any]] = {}
        self._ended: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._seen = time.monotonic()
        self._threads = 1
        self._client = _client(address)
        try:
            self._compare()
        except BaseException:
            self.__exit__()
            raise

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(Exception), warnings.catch_warnings(action="ignore"):
            for _, future in self._open.values():
                future.cancel()
            self._client.close(ANSWERS)

    @property
    def under_way(self) -> int:
        return len(self._open)

    def ahead(self, each: int) -> int:
        return each * self._threads

    def give(self, piece: Piece) -> None:
        self._count += 1
        key = f"sco-pub-{self._run}-{self._count}"
        raw = next((files.read_bytes(one.path) for one in piece.given if isinstance(one, RawFile)), None)
        parcel = far.Parcel(piece._replace(ident=""), far.fingerprint(), bounds.limits(), self._store, raw)
        with warnings.catch_warnings(action="ignore"):  # of parcels of some megabytes: they are what has to be sent
            future = self._client.submit(far.deliver, pickle.dumps(parcel), piece.shown, key=key, pure=False)
        self._open[key] = piece, future
        future.add_done_callback(lambda done: self._ended.put(done.key))

    def results(self) -> Iterator[tuple[Piece, Any]]:
        while self._open:
            try:
                key = self._ended.get(timeout=_LOOK)
            except queue.Empty:
                self._look()
                continue
            piece, future = self._open.pop(key)
            self._seen = time.monotonic()
            yield piece, self._result(piece, future)
            return

    def _result(self, piece: Piece, future: Any) -> Any:
        from distributed import CancelledError, KilledWorker

        while True:
            try:
                return pickle.loads(future.result(timeout=_LOOK))  # from workers that do what they like anyway
            except TimeoutError:  # its worker was killed with the result in hand: another one does it again
                self._look()
            except KilledWorker:
                return died(piece, None)
            except (CancelledError, OSError) as error:
                raise self._gone() from error
            except Exception as error:
                return isolation.failure(piece.shown, _unable(self._address, error))

    def _look(self) -> None:
        """ToolError when nothing can come any more."""
        if self._client.status not in ("running", "connecting"):
            raise self._gone()
        threads = self._workers()
        if threads:
            self._threads, self._seen = threads, time.monotonic()
        elif time.monotonic() - self._seen > PATIENCE:
            raise self._stopped(N_("The scheduler at {address} has had no worker for two minutes."))

    def _workers(self) -> int:
        """The threads of all workers; 0 where the scheduler doesn't say."""
        with suppress(Exception):
            identity = self._client.sync(self._client.scheduler.identity, n_workers=0, callback_timeout=ANSWERS)
            return int(identity["total_threads"])
        return 0

    def _compare(self) -> None:
        """ToolError for a worker whose results would be others."""
        try:
            found = self._client.run(far.fingerprint, on_error="return")
        except OSError as error:
            raise self._gone() from error
        for machine, theirs in sorted(found.items()):
            if isinstance(theirs, Exception):
                raise _unable(machine, theirs)
            other = far.differing(theirs, far.fingerprint())
            if other:
                raise far.different(machine, other)
        self._threads = max(1, self._workers())

    def _gone(self) -> ToolError:
        return self._stopped(N_("The scheduler at {address} has gone away."))

    def _stopped(self, said: str) -> ToolError:
        return ToolError(
            phrase(said, address=self._address),
            hint=N_("What was done until then is kept; the same command goes on from there."),
        )


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        said = N_("A scheduler needs the library dask distributed, which isn't installed.")
        raise InputError(said, hint=N_('Install it: pip install "sco-pub[dask]".')) from error
    for name in (
        "asyncio",
        *(each for each in logging.root.manager.loggerDict if each.startswith(("distributed", "tornado"))),
    ):
        logging.getLogger(name).setLevel(logging.CRITICAL)

    class Quiet(Client):
        def __del__(self) -> None:
            """One that never got through has nothing to close, and says so at length."""

    try:
        with warnings.catch_warnings(action="ignore"):  # of other versions: what results depend on is compared
            return Quiet(address, timeout=ANSWERS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TypeError, ImportError) as error:
        raise ToolError(
            phrase(N_("No scheduler answers at {address}."), address=address),
            hint=N_("Start one (`dask scheduler`), and give its address as tcp://HOST:PORT."),
        ) from error


def _unable(machine: str, error: Exception) -> ToolError:
    said = phrase(
        N_("{machine} can't do our work: {error}."), machine=machine, error=f"{type(error).__name__}: {error}"[:200]
    )
    return ToolError(said, hint=N_("Install sco-pub there as here, with the same locked requirements."))
