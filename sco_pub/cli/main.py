"""The command ``sco-pub``.

A `make` or `build` with nothing to do ends here, before anything is loaded (cli.standing): it is what editors and machines
call after every change, and mostly for nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and given[0] in ("make", "build"):
        from sco_pub.cli import standing

        said = standing.known(given)
        if said is not None:
            sys.stderr.write(said)
            raise SystemExit(0)
    from sco_pub.edge import garbage

    garbage.rarely()
    from sco_pub.cli import verbs

    verbs.run(given)
