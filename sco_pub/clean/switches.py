"""The rules that can be switched off by name, to see what a text would be without them.

A name is a rule of the ledger (sco_pub.model.rule) or one of the steps below.  Without a rule its changes aren't made: code
points stay as they are, furniture stays in the text, marks and spaces stay as printed.  Without a step nothing is found by
it: the lines that were notes, fields or headings are text.  What the other rules know stays as it is (a page begins where its
running head stands, dropped or not).  Nobody publishes such a text; the gate says whether it still holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from sco_pub.clean.codepoints.repair import Repaired
from sco_pub.clean.furniture.page_model import Pages
from sco_pub.model.errors import InputError
from sco_pub.model.rule import Rule
from sco_pub.model.wording import N_, phrase

# What can't be left out alone: the editor's word, the gate's last resort, and a label or mark that the step before it found.
_BOUND = frozenset({Rule.CORRECTION, Rule.LOST, Rule.LABEL, Rule.NOTE_CALL, Rule.NOTE_MARK})


class Step(StrEnum):
    """A step of the cleaner, by what it finds."""

    NOTES = "notes"
    FRONT = "front"
    HEADINGS = "headings"
    TABLES = "tables"
    PICTURES = "pictures"
    LISTS = "lists"
    QUOTATIONS = "quotations"


_Made = TypeVar("_Made")

NAMES = (*Step, *sorted(rule for rule in Rule if rule not in _BOUND))


@dataclass(frozen=True, slots=True)
class Without:
    """What is switched off."""

    steps: frozenset[Step] = frozenset()
    rules: frozenset[Rule] = frozenset()

    def repaired(self, raw: str, made: Repaired) -> Repaired:
        """The repaired text with the code points of these rules put back."""
        back = [at for at, rule in made.rules.items() if rule in self.rules]
        if not back:
            return made
        signs = list(made.text)
        for at in back:
            signs[at] = raw[at]
        rules = {at: rule for at, rule in made.rules.items() if rule not in self.rules}
        return replace(made, text="".join(signs), rules=rules)

    def unless(self, step: Step, found: _Made, nothing: _Made) -> _Made:
        """What a step found, or nothing when it is switched off."""
        return nothing if step in self.steps else found

    def allowed(self, dropped: Mapping[int, Rule]) -> dict[int, Rule]:
        """The lines dropped by rules that are on."""
        return {position: rule for position, rule in dropped.items() if rule not in self.rules}

    def pages(self, found: Pages) -> Pages:
        """The pages with the furniture of these rules left in the text."""
        kept = tuple(each for each in found.dropped if each.rule not in self.rules)
        return found if kept == found.dropped else replace(found, dropped=kept)


NOTHING = Without()


def without(names: Iterable[str]) -> Without:
    """What these names switch off; InputError for a name that is none, with those that there are."""
    wanted = list(names)
    unknown = [name for name in wanted if name not in NAMES]
    if unknown:
        raise InputError(
            phrase(N_("There is no rule {names} that could be left out."), names=", ".join(unknown)),
            hint=phrase(N_("There are: {names}."), names=", ".join(NAMES)),
        )
    return Without(
        frozenset(step for step in Step if step in wanted), frozenset(rule for rule in Rule if rule in wanted)
    )
