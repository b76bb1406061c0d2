"""Two profiles for property tests, and what holds for all tests: none inherits the bounds of the house that another one opened.

``ci``: the same examples each time; ``random``: others every night, twenty times as many.
``make nightly`` sets HYPOTHESIS_PROFILE=random.  How many examples a property wants is said by ``tests.examples``.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from sco_pub.edge import bounds
from tests.examples import PROFILE

# Tests run beside one another: what they build is built in their own process, but for those that ask for workers.
os.environ["SCO_PUB_JOBS"] = "1"
os.environ.pop("SCO_PUB_STORE", None)

settings.register_profile("ci", derandomize=True, deadline=None, database=None, print_blob=True)
settings.register_profile("random", deadline=None, print_blob=True)
settings.load_profile(PROFILE)


@pytest.fixture(autouse=True)
def no_house_is_open():
    bounds.use(bounds.Bounds())
