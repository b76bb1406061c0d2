"""Hold our catalogues against another tool's reader and writer: `python -m benchmarks.catalogues.tools PYTHON`.

PYTHON is the interpreter of an environment with translate-toolkit in it, a separate one, because it and mdpo install commands of
the same names.  Weblate reads and writes PO through it.  Told for each catalogue of the house, and for one with every difficulty
of the form: whether it reads the same entries; and after it has changed one translation and saved the file as Weblate's
component (docs/weblate-component.json) does, what else is different for us, and how many lines.
"""

from __future__ import annotations

import difflib
import json
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from sco_pub.edge.po import file as po
from sco_pub.localise.po_header import new_catalogue
from sco_pub.model.catalogue import Catalogue, Entry

ROOT = Path(__file__).parents[2]

_THEIRS = """
import json, sys
from translate.storage.pypo import pofile
store = pofile.parsefile(sys.argv[1])
store.wrapper.width = int(sys.argv[3])
units = [
    [unit.getcontext(), str(unit.source), str(unit.target or ""), unit.isfuzzy(), unit.isobsolete(),
     unit.getnotes("translator").rstrip("\\n"), str(unit.prev_source or "")]
    for unit in store.units if not unit.isheader()
]
first = next(unit for unit in store.units if not unit.isheader() and not unit.isobsolete())
first.target = "Изменено"
first.markfuzzy(False)
with open(sys.argv[2], "wb") as stream:
    store.serialize(stream)
print(json.dumps(units))
"""


def main(python: str) -> None:
    width = json.loads((ROOT / "docs" / "weblate-component.json").read_text())[0]["file_format_params"]["po_line_wrap"]
    with tempfile.TemporaryDirectory(prefix="sco-tools-") as name:
        hard = Path(name) / "hard" / "ru.po"
        po.write_catalogue(hard, difficult())
        for path in [*sorted((ROOT / "translations").glob("*/*.po")), hard]:
            confirm(python, path, Path(name) / "saved.po", width)


def difficult() -> Catalogue:
    """A catalogue with line breaks, escapes, comments, flags, previous texts, foreign fields and obsolete entries."""
    entries = (
        Entry(
            "paragraph",
            "甲\n乙",
            "А\nБ",
            ("к слову", "", "ещё"),
            ("0a1b2c paragraph",),
            ("m.md",),
            ("fuzzy", "no-wrap"),
            "旧",
            "note",
        ),
        Entry("paragraph#2", 'a\\b"c\t', "長" * 120, (), (), ("m.md",), ("max-length:200",)),
        Entry("note", "没有译文", "", (), ("ffffff note",), ("m.md",)),
        Entry("heading", "去了", "Ушло", ("почему",), obsolete=True),
    )
    fresh = new_catalogue("hard", "ru", "ru.po", plural_forms="nplurals=3; plural=(n != 1);")
    header = (*fresh.header, ("X-Poedit-Bookmarks", "3,-1"))
    return replace(fresh, header=header, header_comments=("Перевод: Иванова",), entries=entries)


def confirm(python: str, path: Path, saved: Path, width: int) -> None:
    made = subprocess.run(
        [python, "-c", _THEIRS, str(path), str(saved), str(width)], check=True, capture_output=True, text=True
    )
    ours = read(path)
    expected = [
        [e.context, e.source, e.target, e.fuzzy, e.obsolete, "\n".join(e.comments).rstrip("\n"), e.previous_source or ""]
        for e in ours.entries
    ]  # fmt: skip
    same = sum(one == other for one, other in zip(expected, json.loads(made.stdout), strict=True))
    back = read(saved)
    kept = sum(one == other for one, other in zip(ours.entries, back.entries, strict=True))
    fields = {name for name, value in ours.header if dict(back.header).get(name) != value}
    old, new = (item.read_text("utf-8").splitlines() for item in (path, saved))
    lines = sum(line[0] in "+-" for line in list(difflib.unified_diff(old, new, n=0))[2:])
    comments = "kept" if ours.header_comments == back.header_comments else "LOST"
    print(
        f"{path.parent.name}/{path.name}: {same} of {len(expected)} entries read the same; after its save {kept} of {len(expected)} are as"
        f" they were (one was changed), header comments {comments}, fields changed: {', '.join(sorted(fields)) or 'none'}; {lines} lines of diff"
    )


def read(path: Path) -> Catalogue:
    return po.read_catalogue(path, publication="p", language="ru")


if __name__ == "__main__":
    main(sys.argv[1])
