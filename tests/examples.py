"""How many examples a property is tried on, and signs from all of Unicode for them to be made of."""

from __future__ import annotations

import os
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from sco_pub.model.characters import NONCHARACTERS

PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "ci")
_NIGHTLY = 20  # times as many examples as in a working day's run


def examples(count: int, **more: Any) -> settings:
    """Settings for a property that wants ``count`` examples by day."""
    return settings(max_examples=count * (_NIGHTLY if PROFILE == "random" else 1), **more)


# Every code point but the surrogates, which no UTF-8 holds.  The rare kinds are drawn often: private use, noncharacters,
# what is invisible or turns the direction, line ends of every kind, combining marks.
ODD = st.one_of(
    st.sampled_from(sorted(map(chr, NONCHARACTERS))),
    st.sampled_from(
        "\x00\x07\x1b\x7f\x85\xa0\xad\u200b\u200d\u200e\u202e\u2028\u2029\u2060\u3000\ufe0f\ufeff\u0301\u20dd"
    ),
    st.characters(categories=["Co"]),
    st.characters(categories=["Mn", "Me", "Cf", "Sk", "Lm", "No"]),
)
ANY = st.one_of(st.characters(exclude_categories=["Cs"]), ODD)


def any_text(*, most: int = 20) -> st.SearchStrategy[str]:
    return st.lists(ANY, max_size=most).map("".join)
