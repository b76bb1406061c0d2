"""Take the house, give what this machine lacks for its builds.

What was found is kept in the store, by the machine's fonts and libraries and the families that the house names: to load
WeasyPrint and to ask fontconfig costs more than to make a page.
"""

from __future__ import annotations

import json
from contextlib import suppress

from sco_pub.edge import program
from sco_pub.edge.store import sha256
from sco_pub.model.finding import Finding
from sco_pub.pipeline import stores
from sco_pub.pipeline.house import Project
from sco_pub.pipeline.steps.made import findings, rows

_LIBRARIES = ("weasyprint", "cffi", "fonttools")


def requirements(workshop: Project, *, keep: bool = True) -> tuple[Finding, ...]:
    """A finding for each library, font or tool that is missing, with the Debian package that has it.

    ``keep``: for the next run; a run that makes nothing leaves nothing behind.
    """
    house, store = workshop.house, stores.of(workshop)
    families = sorted(
        {
            name
            for each in house.languages
            for fonts in (house.fonts_for(each),)
            for name in (fonts.serif, fonts.sans, "|".join(fonts.quote))
        }
    )
    tools = [dict(program.shared_libraries()), dict(program.versions(*_LIBRARIES))]
    key = sha256(json.dumps(["requirements", program.state(), program.fonts(), families, tools]).encode())
    with suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return findings(json.loads(store.get(key) or b"{}"))
    from sco_pub.edge import fonts

    found = tuple(fonts.requirements(house))
    if keep:
        store.put(key, json.dumps({"findings": rows(found)}).encode())
    return found
