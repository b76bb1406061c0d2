"""RUN: what stopped one publication or file among many, when nothing else could be said of it."""

from __future__ import annotations

from sco_pub.model.codes.code import Code
from sco_pub.model.severity import Severity
from sco_pub.model.wording import N_

_SAID, _ADVICE = N_("{said}"), N_("{advice}")
_OURS = N_("This is a fault of sco-pub itself ({said}).")

INPUT = Code(
    "RUN-001",
    Severity.ERROR,
    {
        "": _SAID,
        "memory": N_("It needs more memory than there is."),
        "system": N_("{path}{strerror}."),
    },
    {
        "": _ADVICE,
        "memory": N_("Divide it."),
        "system": N_("See that the folder can be read and written, and that there is room."),
    },
    N_("A file, an entry or a setting can't be used; the sentence says which. The other publications were made."),
)
TOOL = Code(
    "RUN-002",
    Severity.ERROR,
    _SAID,
    _ADVICE,
    N_("A program or library that sco-pub needs is missing or failed. `sco-pub doctor` lists what is missing."),
)
OURS = Code(
    "RUN-003",
    Severity.ERROR,
    {"": _OURS, "traced": _OURS},
    {
        "": N_("Please report it."),
        "traced": N_("Please report it with the file {trace}."),
    },
    N_("Nothing that you did is wrong. The file named holds what is needed to find the fault."),
)
NO_TEXT = Code(
    "RUN-010",
    Severity.WARNING,
    N_("The folder has no text, so nothing is made of it."),
    N_("Put one of {kinds} into it."),
    N_("A publication is a folder of source/ with a raw text or a master of one of these names in it."),
)
LOOSE = Code(
    "RUN-011",
    Severity.WARNING,
    N_("The file lies in no publication's folder, so nothing is made of it."),
    N_("Run `sco-pub new` to make a publication of it."),
    N_("A publication is a folder of source/; `sco-pub new` makes one of each text that lies in source/ itself."),
)
