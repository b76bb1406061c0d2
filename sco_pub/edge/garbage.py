"""Take nothing, have Python look for garbage less often: a build makes large trees that live to its end.

Python looks at all new objects after every 700, and now and then at all there are; only what refers to itself needs that,
everything else goes when its last name does.  On an article's PDF it was a tenth of the time.  At its end Python looks once more,
several times over; there what is left is passed over, since the process's memory goes as a whole.
"""

from __future__ import annotations

import atexit
import gc

#: New objects.  Nine articles in four formats took a worker 389 MB at most with 50,000, 394 MB with this and 424 MB with 400,000;
#: what the collector takes of a PDF's time falls as this grows.
_EACH = 150_000


def now() -> None:
    """Let go what a large piece of work leaves behind: a document's boxes refer to one another."""
    gc.collect()


def rarely() -> None:
    """From now on."""
    gc.set_threshold(_EACH, 20, 20)
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)


def never_of_these() -> None:
    """What there is now stays to the end (modules, the tables of libraries): it is left out from now on."""
    gc.freeze()
