"""Take Markdown that pandoc has read before, give the tree it made: a store in a file, derived and safe to delete.

Strategy.  What pandoc makes of a text depends on the text, on pandoc and on how it is asked, and on nothing else; those together,
as a sha256, are the key.  The text is the shortened one (edge.pandoc.placeholders), in which a run of plain paragraphs is a
number: so a master whose words were edited, and not its structure, is known already, and the words are put into the tree
anew.  The tests hold what is read with the store against what is read without it.

A store that can't be opened or read counts as empty: it only ever saves time.  The oldest trees go when there are too many.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from sco_pub.edge import bounds
from sco_pub.edge.pandoc.grammar import is_document

_MOST = 20_000  # trees; about 2 KB each
_SCHEMA = "create table if not exists tree (id integer primary key, key blob not null unique, value blob not null)"


class Trees:
    """A store of trees in an SQLite file, shared by several processes."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def known(self, keys: Sequence[str]) -> Mapping[str, Any]:
        """The trees of those keys that the store has."""
        bounds.reach(self.path)
        if not self.path.is_file():
            return {}
        found = {}
        with suppress(sqlite3.Error, OSError, ValueError, TypeError, RecursionError, zlib.error):
            base = sqlite3.connect(self.path, timeout=10)
            try:
                for key in keys:
                    row = base.execute("select value from tree where key = ?", (key,)).fetchone()
                    tree = json.loads(zlib.decompress(row[0])) if row else None
                    if is_document(tree):  # a value that something else has put there counts as none
                        found[key] = tree
            finally:
                base.close()
        return found

    def keep(self, trees: Iterable[tuple[str, Any]]) -> None:
        """Remember these trees; where that can't be done, nothing happens."""
        rows = [(key, zlib.compress(json.dumps(tree, ensure_ascii=False).encode(), 1)) for key, tree in trees]
        if not rows:
            return
        bounds.reach(self.path)
        with suppress(sqlite3.Error, OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            base = sqlite3.connect(self.path, timeout=10)
            try:
                base.execute("pragma synchronous = off")
                base.execute(_SCHEMA)
                base.executemany("insert or replace into tree (key, value) values (?, ?)", rows)
                base.execute("delete from tree where id <= (select max(id) from tree) - ?", (_MOST,))
                base.commit()
            finally:
                base.close()


def key(text: str, *means: str) -> str:
    """The key of a text; ``means``: what else the tree depends on."""
    return hashlib.sha256("\0".join([*means, text]).encode()).hexdigest()
