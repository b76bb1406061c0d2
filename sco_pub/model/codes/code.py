"""What a finding code is: how much it weighs, what it says, and what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sco_pub.model.severity import Severity, Weight

Said = str | Mapping[str, str]  # one sentence, or several by the name of the form


@dataclass(frozen=True, slots=True, eq=False)
class Code:
    """One code; it is never reused for something else.

    ``says`` and ``hint``: templates, or templates by form for a code that has several sentences; names in braces are filled
    from the finding's values.  ``meaning``: what it means, why it matters and what to do, for who looks it up.
    ``severity`` is the usual one; a validator's findings bring their own.  ``weight``: where the editor's report puts it.
    ``counts``: it only counts or repeats doubts, which are asked themselves.  ``waived_by``: the name that waives it in a
    catalogue.
    """

    code: str
    severity: Severity
    says: Said
    hint: Said = ""
    meaning: str = ""
    weight: Weight = Weight.MISPLACED
    counts: bool = False
    waived_by: str = ""

    def sentence(self, form: str) -> str:
        return self.says if isinstance(self.says, str) else self.says[form]

    def advice(self, form: str) -> str:
        return self.hint if isinstance(self.hint, str) else self.hint.get(form, "")

    @property
    def sentences(self) -> Mapping[str, str]:
        """Each form's template."""
        return {"": self.says} if isinstance(self.says, str) else self.says
