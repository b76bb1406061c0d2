"""Who does the steps: workers of this machine (pipeline.workers), or a cluster (pipeline.cluster).  Both keep one protocol."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from sco_pub.pipeline.workers import Piece, Workers, cores


@dataclass(frozen=True, slots=True)
class Hands:
    """What was asked for: ``jobs`` workers of this machine (none: one a core), or the scheduler of a cluster by its address."""

    jobs: int | None = None
    scheduler: str = ""


class Crew(Protocol):
    """Takes pieces, gives their results in any order."""

    @property
    def under_way(self) -> int:
        """Pieces that were given and whose results weren't taken yet."""

    def ahead(self, each: int) -> int:
        """How many pieces may be under way so that no worker waits and memory stays bounded: ``each`` for each worker."""

    def give(self, piece: Piece) -> None:
        """Put a piece in the queue."""

    def results(self) -> Iterator[tuple[Piece, Any]]:
        """The next results, at least one: what the function gave, or a Failure; nothing when nothing is under way."""

    def __exit__(self, *_: object) -> None:
        """End what was started."""


def hire(hands: Hands, pieces: int, preload: Sequence[str], store: Path) -> Crew:
    """The crew for so many pieces.  ToolError for a scheduler that doesn't answer."""
    if hands.scheduler:
        from sco_pub.pipeline.cluster import Cluster

        return Cluster(hands.scheduler, store)
    return Workers(max(1, min(cores(hands.jobs), pieces)), preload)
