"""Take WeasyPrint's line layout, give one that never leaves a note behind to save an orphan.

Strategy.  When a paragraph's second line doesn't fit, WeasyPrint sends notes that are already on the page to the next one
to make room, so that calls and notes part.  A journal does the opposite: the paragraph's first lines go over too.  The
decision is one line in the middle of a long function; that function is compiled again with this line changed, and
nothing else: its source is compared first.
"""

from __future__ import annotations

import inspect
from typing import Any

from weasyprint.layout import block

from sco_pub.edge.weasyprint_patches.patching import original

_DIGEST = "e07bbe000974"
_BEFORE = "report = not context.in_column and can_break_now and not could_break_before"
_AFTER = "report = False"


def apply() -> None:
    """Patch _linebox_layout."""
    source = inspect.getsource(original(block, "_linebox_layout", _DIGEST))
    names: dict[str, Any] = {}
    exec(compile(source.replace(_BEFORE, _AFTER), __file__, "exec"), vars(block), names)
    block._linebox_layout = names["_linebox_layout"]
