"""Take a publication's metadata, give how it is cited: GB/T 7714, the form that Chinese journals print and databases read.

    甲某. 论题名[J]. 某学刊, 2021, 5(1): 47-58. DOI: 10.1234/ab.

Only what the metadata has is said; without author, title, journal and year there is no citation.  Source: GB/T 7714-2015, 4.4.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sco_pub.typeset.front import front_matter, plain
from sco_pub.typeset.journal import published

_MOST_NAMES = 3  # GB/T 7714, 7.2: with more, the first three and 等


def citation(meta: Mapping[str, Any]) -> str:
    """One line, or nothing."""
    front, place = front_matter(meta), published(meta)
    names = [plain(author.name) for author in front.authors if author.name]
    if not (names and front.plain_title and place.journal and place.year):
        return ""
    chinese = any(sign > "\u2e7f" for sign in names[0])
    shown = ", ".join(names[:_MOST_NAMES]) + ("" if len(names) <= _MOST_NAMES else ", 等" if chinese else ", et al")
    where = f"{place.year}, {place.volume}" if place.volume else place.year
    where += f"({place.issue})" if place.issue else ""
    where += f": {place.pages.replace(chr(0x2013), '-')}" if place.pages else ""
    doi = f" DOI: {front.doi}." if front.doi else ""
    return f"{shown}. {front.plain_title}[J]. {place.journal}, {where}.{doi}"
