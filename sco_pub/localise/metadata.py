"""Take a master's metadata, tell what of it is to be translated, and in which order a reader meets it.

Not translated is what machines read (``lang``, ``doi``, classification numbers, addresses, dates), at any depth, what stands
in another language already (``abstract-en``), what has no letter, and what no edition would print (model.front_matter).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from sco_pub.model import ast
from sco_pub.model.front_matter import MACHINE_FIELDS, is_known

_ORDER = ["title", "subtitle", "author", "name", "affiliation", "bio", "abstract", "keywords"]
_LETTER = re.compile(r"[^\W\d_]")


def is_text(name: str, value: Any) -> bool:
    """Whether a metadata value is, or may hold, a text for people; ``name``: its path of names, as in ``author.bio``."""
    if MACHINE_FIELDS.intersection(name.split(".")) or not is_known(name):
        return False
    if value["t"] in ("MetaMap", "MetaList", "MetaBlocks"):
        return True
    return value["t"] != "MetaBool" and bool(_LETTER.search(ast.stringify(value)))


def in_order(names: Iterable[str]) -> list[str]:
    """Metadata names as a title page has them, the others behind by the alphabet."""
    rank = {name: index for index, name in enumerate(_ORDER)}
    return sorted(names, key=lambda name: (rank.get(name, len(rank)), name))
