"""What a step makes on its way and needs again with other inputs: kept in the store by its content.

A cover changes with a title, not with the text; to paint one loads WeasyPrint and lays a page out.  The store is set once for
a process, as the bounds are (edge.bounds); without one everything is made each time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from sco_pub.edge import program
from sco_pub.edge.program import Program
from sco_pub.edge.store import Store, sha256
from sco_pub.model.finding import Outcome

_now: list[Path] = []


def use(root: Path | None) -> None:
    """From now on this is the store; None: there is none."""
    _now[:] = [root] if root else []


def kept(
    module: str, libraries: Sequence[str], parts: Mapping[str, object], make: Callable[[], Outcome[bytes | None]]
) -> Outcome[bytes | None]:
    """What ``make`` gives: from the store where the same was made of the same ``parts`` by the same ``module`` and
    ``libraries``, with the same fonts.  What there is something to say of isn't kept, so that it is said each time."""
    if not _now:
        return make()
    store = Store(_now[0])
    used = Program(store).parts_of((module,))
    tools = {**program.versions(*libraries), **program.shared_libraries()}
    key = sha256(json.dumps([module, used, tools, program.fonts(), parts], sort_keys=True).encode())
    digest = (store.get(key) or b"").decode("ascii", "replace")
    known = store.blob(digest) if digest.isalnum() else None
    if known is not None:
        return Outcome(known)
    made = make()
    if made.value is not None and not made.findings:
        store.put(key, store.keep(made.value).encode())
    return made
