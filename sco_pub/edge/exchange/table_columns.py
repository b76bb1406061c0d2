"""What the tables share: their columns, and how a row of cells is one of ours again.

Columns are found by their headings, so they may stand in any order and others beside them; rows are known by their ids.  An id is
written with a sign in front: without it a spreadsheet takes twelve digits with an ``e`` among them for a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sco_pub.edge.exchange.markup import wrong
from sco_pub.localise.exchange import Row, Table
from sco_pub.model.catalogue import State

NAMES = ("id", "context", "source", "target", "state", "notes", "exported")
_SIGN = "#"


def heading(table: Table) -> tuple[str, ...]:
    """The first row; the languages stand with their columns."""
    tags = {"source": table.source_language, "target": table.language}
    return tuple(f"{name} {tags.get(name, '')}".strip() for name in NAMES)


def cells(table: Table) -> Iterator[tuple[str, ...]]:
    """The rows below it."""
    for row in table.rows:
        state = (row.state or State.UNTRANSLATED).value
        texts = (row.context, row.source or "", row.target, state, "\n".join(row.notes))
        yield (f"{_SIGN}{row.ident}", *texts, f"{_SIGN}{row.digest}")


def read(lines: Iterable[tuple[int, Sequence[str]]], name: str, what: str) -> Table:
    """The rows of a table, whose lines are numbered; what stands before the headings is passed over."""
    places: Mapping[str, int] = {}
    tags: Mapping[str, str] = {}
    rows = []
    for number, line in lines:
        if places:
            if any(cell.strip() for cell in line):
                rows.append(_row(line, places, number))
            continue
        places, tags = _headings(line)
    if not places:
        raise wrong(name, what)
    return Table("", tags.get("source", ""), tags.get("target", ""), tuple(rows))


def _headings(line: Sequence[str]) -> tuple[Mapping[str, int], Mapping[str, str]]:
    """Where each column stands, and the language behind its name; nothing when the line isn't that of the headings."""
    words = [cell.split() for cell in line]
    found = {first[0].lower(): index for index, first in reversed(list(enumerate(words))) if first}
    if "id" not in found or "target" not in found:
        return {}, {}
    places = {column: found[column] for column in NAMES if column in found}
    return places, {column: words[index][1] for column, index in places.items() if len(words[index]) > 1}


def _row(line: Sequence[str], places: Mapping[str, int], number: int) -> Row:
    def cell(column: str) -> str:
        place = places.get(column, len(line))
        return line[place] if place < len(line) else ""

    state = cell("state").strip().lower()
    return Row(
        cell("id").strip().removeprefix(_SIGN) or "?",
        cell("target"),
        State(state) if state in list(State) else None,
        cell("source") if "source" in places else None,
        cell("context"),
        digest=cell("exported").strip().removeprefix(_SIGN),
        line=number,
    )
