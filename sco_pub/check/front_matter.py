"""Take a master, give a finding for each key of its front matter that the house doesn't know, and would print nowhere.

The nearest key that there is stands in the hint: ``license`` is ``licence``, ``issue-number`` is ``issue``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from sco_pub.model.codes import typesetting
from sco_pub.model.document import Master
from sco_pub.model.finding import Finding, Place, found
from sco_pub.model.front_matter import AUTHOR_KEYS, KEYS, is_known

_ALIKE = 0.6  # difflib's measure: as near as license is to licence


def check_front_matter(master: Master) -> tuple[Finding, ...]:
    """A warning for each unknown key, in the order of the front matter."""
    place = Place(master.path)
    made = []
    for path in _paths(master.document.meta):
        if is_known(path):
            continue
        keys = AUTHOR_KEYS if path.startswith("author.") else KEYS
        near = get_close_matches(path.rpartition(".")[2], [key.name for key in keys], 1, _ALIKE)
        if near:
            made.append(found(typesetting.UNKNOWN_KEY, place, "near", name=path, near=near[0]))
        else:
            made.append(found(typesetting.UNKNOWN_KEY, place, name=path))
    return tuple(made)


def _paths(meta: Mapping[str, Any]) -> Iterator[str]:
    for name, value in meta.items():
        yield name
        items = value["c"] if value["t"] == "MetaList" else [value]
        inside = dict.fromkeys(key for item in items if item["t"] == "MetaMap" for key in item["c"])
        yield from (f"{name}.{key}" for key in inside if is_known(name))
