"""Take Markdown that pandoc has read before, give the tree it made: kept in the house's store, derived and safe to delete.

Strategy.  What pandoc makes of a text depends on the text, on pandoc and on how it is asked, and on nothing else; those together,
as a sha256, are the key.  The text is the shortened one (edge.pandoc.placeholders), in which a run of plain paragraphs is a
number: so a master whose words were edited, and not its structure, is known already, and the words are put into the tree
anew.  The tests hold what is read with the store against what is read without it.

A tree that can't be read, or is none, counts as missing: the store only ever saves time.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from sco_pub.edge.pandoc.grammar import is_document
from sco_pub.edge.store import Store


class Trees:
    """The trees in a store; ``path``: the store's folder."""

    def __init__(self, path: Path, most: int = 2_000_000_000) -> None:
        self._store = Store(path, most)

    def known(self, keys: Sequence[str]) -> Mapping[str, Any]:
        """The trees of those keys that the store has."""
        found = {}
        for key in keys:
            with suppress(ValueError, TypeError, RecursionError, zlib.error):
                data = self._store.get(key)
                tree = json.loads(zlib.decompress(data)) if data is not None else None
                if is_document(tree):  # a value that something else has put there counts as none
                    found[key] = tree
        return found

    def keep(self, trees: Iterable[tuple[str, Any]]) -> None:
        """Remember these trees; where that can't be done, nothing happens."""
        for key, tree in trees:
            self._store.put(key, zlib.compress(json.dumps(tree, ensure_ascii=False).encode(), 1))
        self._store.close()


class Written:
    """What pandoc wrote of the trees that it was given at once, in the same store: a master's segments, for all its languages."""

    def __init__(self, path: Path) -> None:
        self._store = Store(path)

    def known(self, key: str, count: int) -> tuple[str, ...] | None:
        """The texts under a key; None where there aren't ``count`` of them."""
        with suppress(ValueError, RecursionError, zlib.error):
            data = self._store.get(key)
            texts = json.loads(zlib.decompress(data)) if data is not None else None
            if isinstance(texts, list) and len(texts) == count and all(isinstance(text, str) for text in texts):
                return tuple(texts)
        return None

    def keep(self, key: str, texts: Sequence[str]) -> None:
        """Remember these texts; where that can't be done, nothing happens."""
        self._store.put(key, zlib.compress(json.dumps(list(texts), ensure_ascii=False).encode(), 1))
        self._store.close()


def key(text: str, *means: str) -> str:
    """The key of a text; ``means``: what else the tree depends on."""
    return hashlib.sha256("\0".join([*means, text]).encode()).hexdigest()
