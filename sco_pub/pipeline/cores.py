"""Take many pieces of work that don't know each other, do them on all cores, give the results in the order of the pieces.

Few pieces are done here: a worker process costs as much as some articles.  What is under way is bounded, so that a folder of
any size takes the memory of a few articles a core.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TypeVar

from sco_pub.edge import bounds

T = TypeVar("T")
R = TypeVar("R")
_FEW, _AHEAD = 4, 4  # pieces not worth a worker; pieces under way for each core


def each(work: Callable[[T], R], pieces: Sequence[T], cores: int | None = None) -> Iterator[R]:
    """The result of each piece; ``work`` is a function of a module, its pieces and results can be pickled."""
    cores = min(cores or os.cpu_count() or 1, len(pieces))
    if len(pieces) <= _FEW or cores < 2:
        yield from map(work, pieces)
        return
    with ProcessPoolExecutor(cores, initializer=bounds.use, initargs=(bounds.current(),)) as pool:
        under_way: deque[Future[R]] = deque()
        for piece in pieces:
            under_way.append(pool.submit(work, piece))
            if len(under_way) >= cores * _AHEAD:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
