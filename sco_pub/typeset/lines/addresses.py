"""Take the signs of a paragraph, give the places where its web addresses break, and what such a break costs.

Strategy.  An address has no spaces: in a justified line it leaves a hole before it or runs over the edge.

- It breaks at its joints, after a slash rather than before a point, as the Chicago Manual (14.18) has it, and never with a
  hyphen added; in the host's name only when that is longer than a line; anywhere at all before a line would run over.
- The line before it, or one that ends in it, may stay short: a hole of one word at a line's end looks better than gaps all
  over the line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sco_pub.lexicon.addresses import IN_LINE

EMERGENCY_COST = 1e6  # of a break inside a word: dearer than any loose line, cheaper than an overfull one
AIRY = 1.5  # the ratio from which on a line that may stay short is no worse, and does
_JOINT_COST = 15.0  # behind a slash, where all style books break an address: a little more than a space
_POINT_COST = 110.0  # a joint that isn't a slash
_SCHEME_COST = 600.0  # between http:// and the host, and behind a sign that stands alone after a slash: /c|_1124
_HOST_COST = 3e4  # inside a host, as much as a last line of one word: its points look like ends of sentences
_HOST = re.compile(r"(?:\w+://)?[^/]*/?")


def joints(texts: Sequence[str], cost: list[float]) -> dict[int, float]:
    """Set the costs of breaks inside addresses; ``texts`` and ``cost``: the items' signs, and what a break after them costs.

    Returns the items after which a line may stay short: those in an address and the last before it.
    """
    text = "".join(texts)
    airy: dict[int, float] = {}
    if "//" not in text and "www." not in text and "doi.org/" not in text:
        return airy
    at = [index for index, signs in enumerate(texts) for _ in signs]
    for address in IN_LINE.finditer(text):
        host = _HOST.match(text, address.start())
        host_end = host.end() if host else address.start()
        before = address.start() - 1
        airy |= {at[place]: AIRY for place in range(max(before, 0), address.end() - 1)}
        for place in range(address.start(), address.end() - 1):
            last = place + 2 == address.end()  # a last sign alone at a line's start would be read as a dash or a stop
            cost[at[place]] = EMERGENCY_COST if last else _joint_cost(text, place, host_end)
    return airy


def _joint_cost(text: str, place: int, host_end: int) -> float:
    """What a break between two signs of an address costs; ``host_end``: where its path begins."""
    before, after = text[place], text[place + 1]
    if before == "/" and after != "/" and text[place - 1] == "/" and place < host_end:
        return _SCHEME_COST
    slash = before == "/" and after != "/"
    point = before in "=&?" or (after in ".-_#%~" and before not in ".-_/:")
    if not slash and not point:
        return EMERGENCY_COST
    if point and text[place - 1] == "/" and place > host_end:
        return _SCHEME_COST
    return _HOST_COST if place + 1 < host_end else _JOINT_COST if slash else _POINT_COST
