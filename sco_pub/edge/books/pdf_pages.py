"""Take an Edition, give the bytes of its PDF: the maker of edge.weasyprint, in the shape of the others."""

from __future__ import annotations

from collections.abc import Mapping

from sco_pub.edge import garbage, weasyprint
from sco_pub.model.config import House
from sco_pub.model.edition import Edition
from sco_pub.model.finding import Outcome

_made: list[bool] = []  # whether this process has made one


def make(edition: Edition, house: House, pictures: Mapping[str, bytes], _: int) -> Outcome[bytes | None]:
    """The PDF's bytes; a PDF of ours bears no time."""
    if _made:
        garbage.now()  # the one before: a worker's memory has a bound
    _made[:] = [True]
    return weasyprint.make(edition, house, pictures)
