"""What a step makes on its way and needs again with other inputs: kept in the store by its content.

A cover changes with a title, not with the text; to paint one loads WeasyPrint and lays a page out.  The store is set once for
a process, as the bounds are (edge.bounds); without one everything is made each time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from sco_pub.edge import program
from sco_pub.edge.program import Program
from sco_pub.edge.store import Store, sha256
from sco_pub.model.finding import Outcome

_now: list[Path] = []


def use(root: Path | None) -> None:
    """From now on this is the store; None: there is none."""
    _now[:] = [root] if root else []


class Shelf:
    """The entries of one module: what it made, as JSON can hold it, under what it was made of."""

    def __init__(self, module: str, libraries: Sequence[str], store: Store) -> None:
        self._store = store
        self._head = json.dumps([module, *_means(module, libraries, store)], sort_keys=True)

    def key(self, parts: object) -> str:
        return sha256((self._head + json.dumps(parts)).encode("utf-8", "surrogatepass"))

    def get(self, key: str) -> Any:
        """What was put there, None where nothing is; ValueError for what isn't JSON."""
        data = self._store.get(key)
        return None if data is None else json.loads(data)

    def put(self, key: str, value: object) -> None:
        self._store.put(key, json.dumps(value, separators=(",", ":")).encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=4)
def _shelf(module: str, libraries: tuple[str, ...], root: Path) -> Shelf:
    return Shelf(module, libraries, Store(root))


def shelf(module: str, libraries: tuple[str, ...]) -> Shelf | None:
    """The entries of a module that depends on these libraries and on the fonts; None where there is no store."""
    return _shelf(module, libraries, _now[0]) if _now else None


def _means(module: str, libraries: Sequence[str], store: Store) -> tuple[object, ...]:
    """What all entries of a module depend on: its code and all it uses, libraries, fonts."""
    tools = {**program.versions(*libraries), **program.shared_libraries()}
    return Program(store).parts_of((module,)), tools, program.fonts()


def kept(
    module: str, libraries: Sequence[str], parts: Mapping[str, object], make: Callable[[], Outcome[bytes | None]]
) -> Outcome[bytes | None]:
    """What ``make`` gives: from the store where the same was made of the same ``parts`` by the same ``module`` and
    ``libraries``, with the same fonts.  What there is something to say of isn't kept, so that it is said each time."""
    if not _now:
        return make()
    store = Store(_now[0])
    key = sha256(json.dumps([module, *_means(module, libraries, store), parts], sort_keys=True).encode())
    digest = (store.get(key) or b"").decode("ascii", "replace")
    known = store.blob(digest) if digest.isalnum() else None
    if known is not None:
        return Outcome(known)
    made = make()
    if made.value is not None and not made.findings:
        store.put(key, store.keep(made.value).encode())
    return made
