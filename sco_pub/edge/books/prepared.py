"""Take an Edition, give it as every flowing format takes it: harmless, its note calls where the house wants them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sco_pub.edge.pandoc import door as pandoc
from sco_pub.model.config import House
from sco_pub.model.edition import Edition
from sco_pub.model.finding import Finding, Outcome
from sco_pub.typeset import formulas
from sco_pub.typeset.notes import place_calls
from sco_pub.typeset.sanitise import sanitise_edition


def prepared(edition: Edition, house: House, pictures: Mapping[str, bytes]) -> Outcome[Edition]:
    """The edition made harmless, its note calls before or after the stop as the house wants them."""
    harmless = sanitise_edition(edition, pictures=pictures)
    placed = place_calls(harmless.value.document, house.notes_for(edition.language).place)
    edition = replace(harmless.value, document=placed)
    return Outcome(edition, (*harmless.findings, *_formulas(edition)))


def _formulas(edition: Edition) -> tuple[Finding, ...]:
    """What is to be said of the formulas."""
    job = formulas.trial(edition)
    return () if job is None else formulas.unset(pandoc.convert(job, epoch=0).decode(), edition)
