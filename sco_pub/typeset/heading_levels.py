"""Take an edition, give one whose headings go down one level at a time, from the first on.

A master may begin with a heading of the second level or pass one over: a cleaned one, whose heading above was lost, or one that
somebody wrote for its looks.  Screen readers, PDF/UA (ISO 14289-1, 7.4.2) and WCAG ask for levels without gaps, so that an
edition's headings stand as deep as they have headings above them.
"""

from __future__ import annotations

from dataclasses import replace

from sco_pub.model import ast
from sco_pub.model.document import Document
from sco_pub.model.edition import Edition


def without_gaps(edition: Edition) -> Edition:
    """The edition; the same one where its levels have no gap."""
    above: list[int] = []

    def close(element: ast.Element) -> ast.Element | None:
        if element["t"] != "Header":
            return None
        level, *rest = element["c"]
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        return {"t": "Header", "c": [len(above), *rest]}

    document = edition.document
    blocks = ast.transform(list(document.blocks), close, words=False)
    return replace(edition, document=Document(document.meta, tuple(blocks), document.api_version))
