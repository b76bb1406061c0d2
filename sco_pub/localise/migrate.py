"""Take a catalogue of an older schema, give it in the present one: msgids and contexts rewritten, every msgstr kept.

Whenever extraction changes what a msgid or a context looks like, ``header.SCHEMA`` goes up and a step is added here that
rewrites the keys of the schema before; ``migrate`` runs the steps that a catalogue still needs.  So a change of ours never
makes a translator's work fuzzy.  Schema 0 is a catalogue without X-Sco-Schema, from before the number or from
another tool: its keys are taken as they are, and only its contexts may be written in ways that other tools use
(a trailing colon, blanks around).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from sco_pub.localise.po_header import SCHEMA, field, with_fields
from sco_pub.model.catalogue import Catalogue, Entry
from sco_pub.model.characters import whole_number
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Place
from sco_pub.model.wording import N_, phrase

Step = Callable[[Entry], Entry]


def _from_0(entry: Entry) -> Entry:
    return replace(entry, context=entry.context.strip().removesuffix(":"))


#: The step that takes an entry of schema n to schema n + 1, for each n.
STEPS: Mapping[int, Step] = {0: _from_0}


def schema_of(catalogue: Catalogue) -> int:
    """The schema number in the header; 0 without one; InputError when it isn't a number or is newer than this program."""
    value = field(catalogue, "X-Sco-Schema") or "0"
    if not value.isdecimal():
        raise InputError(
            phrase(N_("{path} has the schema “{value}”, which isn't a number."), path=str(catalogue.path), value=value),
            place=Place(catalogue.path),
        )
    if whole_number(value) > SCHEMA:
        raise InputError(
            phrase(
                N_("{path} has schema {value}; this sco-pub knows only up to {schema}."),
                path=str(catalogue.path),
                value=value,
                schema=SCHEMA,
            ),
            place=Place(catalogue.path),
            hint=N_("Use a newer sco-pub."),
        )
    return whole_number(value)


def migrate(catalogue: Catalogue, *, steps: Mapping[int, Step] = STEPS, to: int = SCHEMA) -> Catalogue:
    """The catalogue in schema ``to``; the same object when it is there already."""
    present = schema_of(catalogue)
    if present >= to:
        return catalogue
    entries = catalogue.entries
    for number in range(present, to):
        entries = tuple(steps[number](entry) for entry in entries)
    return replace(catalogue, entries=entries, header=with_fields(catalogue.header, {"X-Sco-Schema": str(to)}))
