"""What a running step tells whoever listens; the console shows them, tests collect them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Started:
    """A step with ``total`` units of work begins."""

    task: str
    total: int


@dataclass(frozen=True, slots=True)
class Advanced:
    """One unit of ``task`` is done; ``item`` names it, ``outcome`` says how it went (made, kept, …)."""

    task: str
    item: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Working:
    """``task`` is now busy with ``item`` (a unit that takes a while)."""

    task: str
    item: str


Event = Started | Advanced | Working
Listener = Callable[[Event], None]


def silent(_: Event) -> None:
    """A listener that hears nothing."""
