"""What a Weblate server knows and a PO file can't hold: which translations are approved, by whom and when.

Source: Weblate's manual, "Weblate's REST API" and "Translations workflows", and what a server of 2026.10 writes (tools.weblate).
Its texts come and go by git; in a PO file "approved" is the same as translated.  Three files of its API say more:

- ``translations/PROJECT/COMPONENT/LANG/units/`` (JSON, in pages): each unit with context, source, target and ``approved``;
- ``translations/…/changes/`` (JSON): "Translation approved" with unit, text, user and time: the reader's name and the date;
- ``translations/…/file/?format=xliff`` (XLIFF 1.1): ``approved="yes"``; the id of a unit is the entry's context, so it stands
  there more than once.

The component is called as the publication, as docs/weblate-component.json has it.  The other way, a catalogue of nothing but what
was read here: uploaded with the method "approve" it is approved there, too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from sco_pub.edge.exchange import xliff
from sco_pub.edge.exchange.markup import wrong
from sco_pub.edge.po import file as po
from sco_pub.edge.xml_door import parse
from sco_pub.localise.exchange import Row, Table, row_id
from sco_pub.localise.state import state_of
from sco_pub.model.catalogue import Catalogue, State
from sco_pub.model.errors import InputError
from sco_pub.model.wording import N_, phrase

_BLANKS = re.compile(r"\s*")
_APPROVED = 36  # the API's number of the action "Translation approved"
_KIND = "Weblate"


@dataclass(frozen=True, slots=True)
class _Approval:
    reader: str
    date: str


_Pair = tuple[str, str, str]  # context, source, target
_Where = tuple[str, str]  # component, language


def approved_only(catalogue: Catalogue) -> str:
    """The PO text of a catalogue's entries that were read as they stand."""
    read = tuple(entry for entry in catalogue.entries if not entry.obsolete and state_of(entry) is State.REVIEWED)
    return po.render(replace(catalogue, entries=read))


def read(files: Mapping[str, bytes], source_language: str) -> tuple[Table, ...]:
    """The units of all files by component and language, with readers and dates from the changes among them."""
    tables: dict[_Where, list[Row]] = {}
    changes: list[Mapping[str, Any]] = []
    for name, data in files.items():
        if data.lstrip().startswith(b"<"):
            table = _xliff(data, name)
            tables.setdefault((table.publication, table.language), []).extend(table.rows)
            continue
        for item in _items(data, name):
            if "action" in item:
                changes.append(item)
            else:
                tables.setdefault(_component(str(item.get("translation", ""))), []).append(_row(item, name))
    if not tables:
        said = phrase(N_("{names} have no units."), names=", ".join(files))
        raise InputError(said, hint=N_("Fetch the units of a translation, or its file as XLIFF, beside the changes."))
    known = _approvals(changes)
    return tuple(
        Table(name, source_language, language, tuple(_named(rows, known, (name, language))))
        for (name, language), rows in tables.items()
    )


def _items(data: bytes, name: str) -> Iterator[Mapping[str, Any]]:
    """Units or changes: one page of the API, a list, or several pages one behind the other."""
    decoder = json.JSONDecoder()
    try:
        text, at = data.decode("utf-8").strip(), 0
        while at < len(text):
            value, at = decoder.raw_decode(text, at)
            items = value["results"] if isinstance(value, dict) else value
            for item in items:
                item["unit" if "action" in item else "context"]  # one of both, or it is something else
                yield item
            at = _BLANKS.match(text, at).end()  # type: ignore[union-attr]  # nothing is blanks, too
    except (ValueError, KeyError, TypeError, RecursionError):
        raise wrong(name, _KIND) from None


def _component(address: str) -> _Where:
    """Publication and language that the address of a translation names: …/PROJECT/COMPONENT/LANG/."""
    parts = address.rstrip("/").split("/")
    return (parts[-2], parts[-1]) if len(parts) > 1 else ("", "")


def _row(unit: Mapping[str, Any], name: str) -> Row:
    try:
        context, source, target = unit["context"], "".join(unit["source"]), "".join(unit["target"])
        state = _state(unit)
    except (KeyError, TypeError):
        raise wrong(name, _KIND) from None
    return Row(row_id((context, source)), target, state, source, context)


def _state(unit: Mapping[str, Any]) -> State:
    if unit["approved"]:
        return State.REVIEWED
    if unit["fuzzy"]:
        return State.FUZZY
    return State.TRANSLATED if unit["translated"] else State.UNTRANSLATED


def _xliff(data: bytes, name: str) -> Table:
    """The units of an XLIFF that Weblate made; there the id is the context."""
    if etree.QName(parse(data, name)).localname != "xliff":
        raise wrong(name, _KIND)
    table = xliff.read(data, name)
    rows = [replace(row, ident=row_id((row.ident, row.source or "")), context=row.ident) for row in table.rows]
    return Table("", table.source_language, table.language.replace("_", "-"), tuple(rows))


def _approvals(changes: Iterable[Mapping[str, Any]]) -> Mapping[tuple[_Where, _Pair], _Approval]:
    """The last approval of each wording."""
    found: dict[tuple[_Where, _Pair], _Approval] = {}
    for change in sorted(changes, key=lambda item: str(item.get("timestamp", ""))):
        details = change.get("details")
        if change.get("action") == _APPROVED and isinstance(details, dict) and "source" in details:
            reader = str(change.get("user") or "").rstrip("/").rpartition("/")[2]
            pair = (str(details.get("context", "")), str(details["source"]), str(change.get("target", "")))
            where = _component(str(change.get("translation", "")))
            found[where, pair] = _Approval(reader, str(change.get("timestamp", ""))[:10])
    return found


def _named(rows: Iterable[Row], known: Mapping[tuple[_Where, _Pair], _Approval], where: _Where) -> Iterator[Row]:
    """The rows with whoever approved the text that they have; an XLIFF doesn't say its component, so any is its own."""
    anywhere = {pair: approval for (_, pair), approval in known.items()} if not where[0] else {}
    for row in rows:
        pair = (row.context, row.source or "", row.target)
        approval = known.get((where, pair)) or anywhere.get(pair)
        yield replace(row, reader=approval.reader, read_on=approval.date) if approval else row
