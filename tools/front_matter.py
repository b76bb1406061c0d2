"""Write docs/front-matter.md from the model: ``python -m tools.front_matter`` (``--check``: exit 1 when it isn't current)."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from sco_pub.model.front_matter import AUTHOR_KEYS, KEYS, By, Key

PAGE = Path(__file__).resolve().parents[1] / "docs" / "front-matter.md"
_HEAD = """# The front matter of a master

`source/PUB/master.md` begins with metadata in YAML between two lines of `---`. The cleaner writes what the article says of
itself; what only a publisher knows is added by hand, or in `corrections.toml` (`[[metadata]]` with `field`, `value` and
`reason`), so that it survives the next cleaning. A key that isn't here is a finding (TYP-113) and is printed nowhere. Made by
`python -m tools.front_matter` from `sco_pub/model/front_matter.py`.

    licence: CC BY 4.0
    version: 2
    history:
      - date: 2024-03-01
        text: Table 2 corrected.
    erratum: In the first version, the columns of Table 2 were exchanged.
    author:
      - name: 甲某
        orcid: 0000-0002-1825-0097
        email: jia@example.org

A licence takes the place of the sentence that the rights remain with the author and the journal; `rights` says it in your
own words. “Translated” keys become entries of the catalogues; codes, dates and addresses don't.
"""


def page() -> str:
    """The whole page."""
    parts = [_HEAD]
    for by, title in (
        (By.CLEANER, "What the cleaner fills"), (By.PUBLISHER, "What publishers add"), (By.PROGRAM, "What the program writes")
    ):  # fmt: skip
        parts.append(f"## {title}\n\n{_table(key for key in KEYS if key.by is by)}")
    parts.append(f"## Keys of an author\n\n{_table(AUTHOR_KEYS)}")
    return "\n".join(parts)


def _table(keys: Iterable[Key]) -> str:
    rows = [
        f"| `{key.name}` | {key.meaning} | {key.kind.value} | {'yes' if key.translated else 'no'} | {key.shown} |"
        for key in keys
    ]
    return "\n".join(["| key | holds | kind | translated | appears |", "| --- | --- | --- | --- | --- |", *rows, ""])


def main() -> None:
    if "--check" in sys.argv:
        raise SystemExit(PAGE.read_text("utf-8") != page())
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
