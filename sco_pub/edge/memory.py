"""Take finished catalogues, remember them; take new source texts, give what other publications made of the like.

Strategy.  One SQLite file, derived from the catalogues and safe to delete.  Candidates come from a full-text index of character
trigrams (SQLite FTS5, tokenizer ``trigram``), which needs no word division and so suits Chinese: texts that share one of the
rarest trigrams of the text, for the common ones (上合组) are in every text of a house; the best fifty by BM25 are scored with
rapidfuzz.  Only finished translations are learnt, and a suggestion never names its own publication: what a
publication dropped itself is localise.match's affair.  The result is in a fixed order, so a catalogue with suggestions is the
same text each time.

TMX 1.4b in and out (source: LISA/GALA, TMX 1.4b Specification): one unit a pair, the publication and the context as properties.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from lxml import etree
from rapidfuzz import fuzz

from sco_pub.edge import bounds
from sco_pub.edge.files import read_bytes, write_bytes
from sco_pub.edge.xml_door import parse, text_within, xml_text
from sco_pub.localise.state import state_of
from sco_pub.model.catalogue import Catalogue, State
from sco_pub.model.errors import ToolError
from sco_pub.model.wording import N_, phrase

BAR = 70.0  # per cent: below it a translator types faster than she mends (the usual bar of CAT tools is 70 to 75)
MADE_BY = 'creationtool="sco-pub"'  # in the header of a TMX file of ours
_CANDIDATES = 50  # rows that are compared for one text: the two shown are among the nearest few
_ASKED = 40  # trigrams of a text, evenly from its beginning to its end, of which it is asked how common they are
_GRAMS, _ROWS = 16, 400  # the rarest of those that are looked up, and about how many texts they may have together
_NO_RIGHT = (
    "SQLITE_READONLY",
    "SQLITE_CANTOPEN",
)  # the file may be read and not written, or its journal may not be made
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SCHEMA = """
create table if not exists unit (
    id integer primary key, publication text not null, language text not null, context text not null,
    source text not null, target text not null);
create index if not exists unit_of on unit (publication, language);
create index if not exists unit_by_source on unit (language, source);
create table if not exists learnt (publication text, language text, digest text, primary key (publication, language));
create virtual table if not exists gram using fts5 (source, content='unit', content_rowid='id', tokenize='trigram');
create virtual table if not exists gram_count using fts5vocab ('gram', 'row');
"""


class BrokenMemory(ToolError):
    """The memory's file is damaged; see ``set_aside``."""


def set_aside(path: Path) -> Path:
    """Where a damaged memory has been put: what it learnt of catalogues is learnt again, an imported TMX has to be imported
    again."""
    aside = path.with_name(f"{path.stem}.damaged{path.suffix}")
    path.replace(aside)
    return aside


class Memory:
    """A translation memory in a file; use it with ``with``.  BrokenMemory where its file is damaged."""

    def __init__(self, path: Path) -> None:
        for beside in ("", "-journal", "-wal", "-shm"):  # SQLite's own files
            bounds.reach(path.with_name(path.name + beside))
        self._path = path
        with self._minding():
            if path.exists() and not path.is_file() and not path.is_dir():  # SQLite would wait for what a pipe gives
                raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
            path.parent.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(path)
            self._base.executescript(_SCHEMA)

    @contextmanager
    def _minding(self) -> Iterator[None]:
        """What SQLite says, as one sentence; a file or folder that may not be written is told as any other."""
        try:
            yield
        except PermissionError:
            raise
        except (sqlite3.OperationalError, OSError) as error:
            if getattr(error, "sqlite_errorname", "").startswith(_NO_RIGHT) and not self._path.is_dir():
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self._path)) from None
            said = phrase(
                N_("The translation memory {path} can't be used: {error}."), path=str(self._path), error=str(error)
            )
            raise ToolError(
                said, hint=N_("If another run uses it, wait for its end; else delete it, it is derived.")
            ) from None
        except (sqlite3.Error, OverflowError, TypeError, ValueError) as error:  # the last: text that is no UTF-8
            said = phrase(
                N_("The translation memory {path} is damaged: {error}."), path=str(self._path), error=str(error)
            )
            raise BrokenMemory(said, hint=N_("Delete it; it is derived.")) from None

    def __enter__(self) -> Memory:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                with self._minding():
                    self._base.commit()
        finally:
            self._base.close()

    def has(self, publication: str, language: str, digest: str) -> bool:
        """Whether the catalogue with this digest is what was learnt last of its publication and language."""
        row = "select 1 from learnt where publication = ? and language = ? and digest = ?"
        with self._minding():
            return self._base.execute(row, (publication, language, digest)).fetchone() is not None

    def learn(self, catalogue: Catalogue, digest: str = "") -> int:
        """Replace what is remembered of this publication and language; the number of pairs.  ``digest``: see ``has``."""
        done = (State.TRANSLATED, State.REVIEWED)
        pairs = [
            (catalogue.publication, catalogue.language, entry.context, entry.source, entry.target)
            for entry in catalogue.entries
            if not entry.obsolete and state_of(entry) in done
        ]
        with self._minding():
            self._replace(catalogue.publication, catalogue.language, pairs)
        row = (catalogue.publication, catalogue.language, digest)
        with self._minding():
            self._base.execute("insert into learnt (publication, language, digest) values (?, ?, ?)", row)
        return len(pairs)

    def _replace(self, publication: str, language: str, pairs: Sequence[tuple[str, str, str, str, str]]) -> None:
        """Only what differs is written: the index is the dear part."""
        rows = (
            "select id, publication, language, context, source, target from unit where publication = ? and language = ?"
        )
        old = {tuple(row[1:]): row[0] for row in self._base.execute(rows, (publication, language))}
        wanted = set(pairs)
        gone = [(ident, pair[3]) for pair, ident in old.items() if pair not in wanted]
        self._base.executemany("insert into gram (gram, rowid, source) values ('delete', ?, ?)", gone)
        self._base.executemany("delete from unit where id = ?", [(ident,) for ident, _ in gone])
        self._base.execute("delete from learnt where publication = ? and language = ?", (publication, language))
        new = "insert into unit (publication, language, context, source, target) values (?, ?, ?, ?, ?)"
        for pair in dict.fromkeys(pairs):
            if pair not in old:
                row = self._base.execute(new, pair)
                self._base.execute("insert into gram (rowid, source) values (?, ?)", (row.lastrowid, pair[3]))

    def suggest(
        self, sources: Iterable[str], *, language: str, publication: str, bar: float = BAR, most: int = 2
    ) -> Mapping[str, tuple[str, ...]]:
        """For each source that has any: lines ``(publication, 93 %): translation``, best first, from other publications."""
        found = {}
        for source in dict.fromkeys(sources):
            with self._minding():
                lines = self._lines(source, language, publication, bar, most)
            if lines:
                found[source] = lines
        return found

    def exact(self, sources: Iterable[str], *, language: str, publication: str) -> Mapping[str, tuple[str, str]]:
        """For each source that another publication has word for word: its translation there, and that publication; the first by
        name, of several."""
        ask = (
            "select target, publication from unit where language = ? and source = ? and publication <> ?"
            " order by publication, target limit 1"
        )
        found = {}
        for source in dict.fromkeys(sources):
            with self._minding():
                row = self._base.execute(ask, (language, source, publication)).fetchone()
            if row:
                found[source] = (str(row[0]), str(row[1]))
        return found

    def _lines(self, source: str, language: str, publication: str, bar: float, most: int) -> tuple[str, ...]:
        scored: dict[str, tuple[float, str]] = {}
        for other, text, target in self._candidates(source, language, publication):
            score = fuzz.ratio(source, text, score_cutoff=bar)
            if score:
                scored[target] = max(scored.get(target, (0.0, "")), (score, other))
        best = sorted(scored.items(), key=lambda item: (-item[1][0], item[1][1], item[0]))[:most]
        return tuple(f"({other}, {score:.0f} %): {' '.join(target.split())}" for target, (score, other) in best)

    def _candidates(self, source: str, language: str, publication: str) -> list[tuple[str, str, str]]:
        same = (
            "select publication, source, target from unit where language = ? and source = ? and publication <> ?"
            " order by publication, target limit ?"
        )
        rows = self._base.execute(same, (language, source, publication, _CANDIDATES)).fetchall()
        grams = self._rarest(source)
        if grams:
            query = " OR ".join('"' + gram.replace('"', '""') + '"' for gram in grams)
            near = (
                "select u.publication, u.source, u.target from gram join unit u on u.id = gram.rowid where gram match ?"
                " and u.language = ? and u.publication <> ? order by bm25(gram), u.source, u.publication, u.target limit ?"
            )
            rows += self._base.execute(near, (query, language, publication, _CANDIDATES)).fetchall()
        return rows

    def _rarest(self, source: str) -> list[str]:
        """Trigrams of a text that are in the index, rarest first, as far as they lead to few texts."""
        grams = list(dict.fromkeys(source[start : start + 3].lower() for start in range(len(source) - 2)))
        grams = grams[:: max(1, len(grams) // _ASKED)]
        marks = ", ".join("?" * len(grams))
        counts = self._base.execute(f"select doc, term from gram_count where term in ({marks})", grams).fetchall()
        found: list[str] = []
        rows = 0
        for count, gram in sorted(counts)[:_GRAMS]:
            rows += count
            if found and rows > _ROWS:
                break
            found.append(gram)
        return found

    def export_tmx(self, path: Path, *, source_language: str) -> bool:
        """Write everything as TMX; False if the file already had it."""
        root = etree.Element("tmx", version="1.4")
        etree.SubElement(
            root, "header", {
                "creationtool": "sco-pub", "creationtoolversion": "1", "segtype": "block", "o-tmf": "PO", "adminlang": "en",
                "srclang": source_language, "datatype": "plaintext",
            },
        )  # fmt: skip
        body = etree.SubElement(root, "body")
        rows = "select publication, language, context, source, target from unit order by publication, language, id"
        with self._minding():
            units = self._base.execute(rows).fetchall()
        for publication, language, context, source, target in units:
            unit = etree.SubElement(body, "tu")
            for name, value in (("x-publication", publication), ("x-context", context)):
                etree.SubElement(unit, "prop", type=name).text = xml_text(value, f"{publication}.{language}")
            for tag, text in ((source_language, source), (language, target)):
                variant = etree.SubElement(unit, "tuv", {_XML_LANG: tag})
                etree.SubElement(variant, "seg").text = xml_text(text, f"{publication}.{language}")
        return write_bytes(path, bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)))

    def import_tmx(self, path: Path, *, source_language: str) -> int:
        """Learn a TMX file; units of publications that the file names replace what was known of them; the number of pairs."""
        root = parse(read_bytes(path, what=N_("TMX file")), str(path))
        groups: dict[tuple[str, str], list[tuple[str, str, str, str, str]]] = {}
        for unit in root.iter("tu"):
            properties = {prop.get("type"): prop.text or "" for prop in unit.iter("prop")}
            publication, context = properties.get("x-publication") or path.stem, properties.get("x-context", "")
            texts = {
                v.get(_XML_LANG) or v.get("lang") or "": text_within(segment)
                for v in unit.iter("tuv")
                if (segment := v.find("seg")) is not None
            }
            source = next((text for tag, text in texts.items() if _same(tag, source_language)), "")
            for tag, target in texts.items():
                if source and target and not _same(tag, source_language):
                    groups.setdefault((publication, tag), []).append((publication, tag, context, source, target))
        for (publication, language), pairs in groups.items():
            with self._minding():
                self._replace(publication, language, pairs)
        return sum(map(len, groups.values()))


def _same(one: str, other: str) -> bool:
    return one.split("-")[0].lower() == other.split("-")[0].lower()
