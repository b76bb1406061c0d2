"""All codes together: by code, with the room that raises them and the name that machines may show."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType

from sco_pub.model.codes import catalogues, checks, cleaning, running, typesetting, verification
from sco_pub.model.codes.code import Code
from sco_pub.model.wording import N_

#: Prefix, what it is about, and where its codes stand.
ROOMS: tuple[tuple[str, str, ModuleType], ...] = (
    ("CLN", N_("Cleaning a text layer"), cleaning),
    ("PO", N_("Catalogues and editions"), catalogues),
    ("CHK", N_("Checking a translation"), checks),
    ("TYP", N_("Typesetting"), typesetting),
    ("VER", N_("Verifying what was made"), verification),
    ("RUN", N_("What stopped a publication or file"), running),
)
_NAMED: Mapping[str, tuple[str, Code]] = {
    code.code: (name, code) for _, _, module in ROOMS for name, code in vars(module).items() if isinstance(code, Code)
}
CODES: Mapping[str, Code] = {name: code for name, (_, code) in _NAMED.items()}


def of_room(module: ModuleType) -> tuple[Code, ...]:
    """A room's codes in their order."""
    return tuple(sorted((c for c in vars(module).values() if isinstance(c, Code)), key=lambda c: c.code))


def name_of(code: str) -> str:
    """A code's name in the manner of SARIF: NoteWithoutText."""
    return "".join(part.capitalize() for part in _NAMED[code][0].split("_"))
