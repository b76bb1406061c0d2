"""Garbage is looked for less often, and still goes."""

from __future__ import annotations

import gc
import weakref

import pytest

from sco_pub.edge import garbage


class Ring:
    """Something that refers to itself."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture(autouse=True)
def _as_it_was():
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_what_refers_to_itself_still_goes_by_itself() -> None:
    garbage.rarely()
    ring = weakref.ref(Ring())
    kept: list[list[int]] = [[] for _ in range(3 * gc.get_threshold()[0])]
    assert ring() is None
    assert gc.get_threshold()[0] > 700
    assert kept


def test_what_stays_to_the_end_is_not_looked_at_again() -> None:
    try:
        garbage.never_of_these()
        looked_at = len(gc.get_objects())
        assert gc.get_freeze_count() > 10 * looked_at
        ring = weakref.ref(Ring())
        garbage.now()
        assert ring() is None
    finally:
        gc.unfreeze()
