"""How much a finding weighs, and how much a question to the editor matters."""

from __future__ import annotations

from enum import IntEnum, StrEnum

from sco_pub.model.wording import N_


class Severity(StrEnum):
    """How much a finding weighs; an error gates a release, a warning wants a look, info is for the record."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Weight(IntEnum):
    """How much a question matters to the editor; smaller is worse."""

    STOP = 0
    MISPLACED = 1
    LOST = 2
    UNSURE = 3


#: What each weight is to the editor.
WEIGHTS = {
    Weight.STOP: N_("Stops the work"),
    Weight.MISPLACED: N_("Something may stand in a wrong place"),
    Weight.LOST: N_("Lost in the text layer"),
    Weight.UNSURE: N_("Could go either way"),
}
