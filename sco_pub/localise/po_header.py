"""Take a publication and a language, give the header of its catalogue; the fields, their order, the schema.

No field holds a date that moves.  ``PO-Revision-Date``, ``Last-Translator`` and ``Language-Team`` belong to the translator's
tool and stay as they are.  Nothing in the header changes from one update to the next: a server writes its own fields in the
very lines beside ours, and git would then see a conflict in every race of an update with a translator.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sco_pub.model.catalogue import Catalogue, Template

#: Raised when extraction changes what msgids or contexts look like; see localise.migrate.
SCHEMA = 1

HEADER_ORDER = (
    "Project-Id-Version",
    "Report-Msgid-Bugs-To",
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Plural-Forms",
    "X-Source-Language",
    "X-Sco-Schema",
)

#: Written by earlier versions: the master's sha256, which moved with every update.
FORMER = ("X-Sco-Source",)

#: Not yet revised.  A fixed date rather than an empty one, on which Babel's reader stops.
_NEVER = "1970-01-01 00:00+0000"


def new_catalogue(publication: str, language: str, path: str, *, plural_forms: str = "") -> Catalogue:
    """An empty catalogue; ``plural_forms`` as gettext writes them (``nplurals=2; plural=(n != 1);``)."""
    fields = [
        ("Project-Id-Version", publication),
        ("PO-Revision-Date", _NEVER),
        ("Last-Translator", ""),
        ("Language-Team", ""),
        ("Language", language.replace("-", "_")),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        *([("Plural-Forms", plural_forms)] if plural_forms else []),
        ("X-Sco-Schema", str(SCHEMA)),
    ]
    return Catalogue(publication, language, path, header=in_order(fields))


def field(catalogue: Catalogue, name: str) -> str | None:
    """A header field's value, or None."""
    return dict(catalogue.header).get(name)


def completed(catalogue: Catalogue, template: Template) -> Catalogue:
    """The catalogue whose header says what it was made from; the translator's own fields stay."""
    had = dict(catalogue.header)
    new = new_catalogue(catalogue.publication, catalogue.language, catalogue.path).header
    written = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": template.source_language,
        "X-Sco-Schema": str(SCHEMA),
    }
    absent = {name: value for name, value in new if name not in had}
    kept = [(name, value) for name, value in catalogue.header if name not in FORMER]
    return replace(catalogue, header=with_fields(kept, {**absent, **written}))


def with_fields(fields: Sequence[tuple[str, str]], written: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Header fields of which some have new values.  A name that is there twice keeps its other value: it is someone's."""
    left = dict(written)
    out = [(name, left.pop(name)) if name in left else (name, value) for name, value in fields]
    return in_order(dict.fromkeys([*out, *left.items()]))


def in_order(fields: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Header fields in the canonical order, foreign ones last as they came.  A line that is no field has no name."""
    rank = {name: index for index, name in enumerate(HEADER_ORDER)}
    return tuple(sorted(fields, key=lambda field: rank.get(field[0], len(rank))))
