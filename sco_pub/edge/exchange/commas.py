"""CSV (source: RFC 4180), for spreadsheets and scripts.

UTF-8 with a byte order mark, without which Excel takes it for the system's code page.  A cell that a spreadsheet would run as
a formula has an apostrophe in front, as spreadsheets themselves have it; reading takes it off again.  What comes back may be
divided by semicolons or tabs and stand in UTF-16: spreadsheets save so where the language wants it.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path

from sco_pub.edge.exchange import table_columns
from sco_pub.edge.files import decoded
from sco_pub.localise.exchange import Table
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Place
from sco_pub.model.wording import N_, phrase

_RUN = ("=", "+", "-", "@", "\t", "\r", "'")
_LONGEST = 10_000_000  # signs of one cell; the csv module's own limit is an eightieth


def render(table: Table) -> bytes:
    """The rows as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(table_columns.heading(table))
    writer.writerows(
        [f"'{cell}" if cell.startswith(_RUN) else cell for cell in row] for row in table_columns.cells(table)
    )
    return out.getvalue().encode("utf-8-sig")


def read(data: bytes, name: str) -> Table:
    """The rows of a CSV file."""
    text = _text(data, name)
    first = text.partition("\n")[0]
    divider = max(",;\t", key=first.count)
    csv.field_size_limit(_LONGEST)
    try:
        return table_columns.read(_lines(text, divider), name, "CSV")
    except csv.Error as error:
        said = phrase(N_("{name} isn't CSV: {error}."), name=name, error=str(error))
        raise InputError(said, place=Place(name)) from None


def _text(data: bytes, name: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            data = data[2:]
    return decoded(data, Path(name), what="file")


def _lines(text: str, divider: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=divider, strict=True)
    for row in reader:
        yield (
            reader.line_num,
            [cell[1:] if cell.startswith("'") and cell[1:].startswith(_RUN) else cell for cell in row],
        )
