"""Take nothing, have Python look for garbage less often: a build makes large trees that live to its end.

Python looks at all new objects after every 700, and now and then at all there are; only what refers to itself needs that,
everything else goes when its last name does.  On an article's PDF it was a tenth of the time.
"""

from __future__ import annotations

import gc

_EACH = 50_000  # new objects: of boxes and trees some ten megabytes, which is what garbage may take at most


def now() -> None:
    """Let go what a large piece of work leaves behind: a document's boxes refer to one another."""
    gc.collect()


def rarely() -> None:
    """From now on."""
    gc.set_threshold(_EACH, 20, 20)


def never_of_these() -> None:
    """What there is now stays to the end (modules, the tables of libraries): it is left out from now on."""
    gc.freeze()
