"""Take a table that goes over the page, give the pages after the first a line that says so: 续表1, Table 1 (continued).

Strategy.  The line is a row of class ``continued`` at the top of the table's head (typeset.print_tables), which WeasyPrint
repeats on every page with the rest of the head.  The page on which the table begins has the caption instead, so that there the
row is left out before the table is laid out.  Groups keep their places in the table, on which breaks are counted.
"""

from __future__ import annotations

from typing import Any

from weasyprint.layout import block, table

from sco_pub.edge.weasyprint_patches.patching import original

CONTINUED = "continued"
_DIGEST = "6594fa40743f"


def apply() -> None:
    """Patch table_layout, as block layout itself calls it."""
    lay_out = original(table, "table_layout", _DIGEST)

    def table_layout(context: Any, box: Any, bottom_space: Any, skip_stack: Any, *rest: Any) -> Any:
        begun = box if skip_stack is not None else _without_the_line(box)
        return lay_out(context, begun, bottom_space, skip_stack, *rest)

    block.table_layout = table_layout


def _without_the_line(box: Any) -> Any:
    """The table as its first page has it; the very same one where there is no such line."""
    head = box.children[0] if box.children else None
    if head is None or not head.is_header or not head.children or not _is_line(head.children[0]):
        return box
    return box.copy_with_children([head.copy_with_children(head.children[1:]), *box.children[1:]])


def _is_line(row: Any) -> bool:
    return row.element is not None and row.element.get("class") == CONTINUED
