"""What reads files of strangers, one function a kind of file: it may refuse (ScoPubError), and nothing else may come out of it.

Where more can be held, it is: a PO file that was read is written and read again, and is the same; what merges and updates give is a
catalogue that can be written and read; no translation of a catalogue is gone after an update.
"""

from __future__ import annotations

import atexit
import shutil
import sqlite3
import tempfile
import warnings
import zlib
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from sco_pub.check.catalogue import check_catalogue
from sco_pub.clean import cleaning
from sco_pub.clean.codepoints import repair
from sco_pub.clean.review import corrections
from sco_pub.edge import config, glossary, manuscript, pictures, rawtext
from sco_pub.edge.exchange import commas, memories, omegat, sheets, words, xliff
from sco_pub.edge.memory import Memory
from sco_pub.edge.pandoc.cache import Trees
from sco_pub.edge.pandoc.inlines import PandocCodec
from sco_pub.edge.pandoc.placeholders import shorten
from sco_pub.edge.pandoc.uncalled import read_masters
from sco_pub.edge.pdf.read import read_pdf
from sco_pub.edge.po.file import parse, render
from sco_pub.edge.store import Store
from sco_pub.lexicon.nesting import too_deep
from sco_pub.localise.exchange import Table, handed_out, taken_in
from sco_pub.localise.extract import extract
from sco_pub.localise.merge import merge
from sco_pub.localise.migrate import migrate
from sco_pub.localise.notes import label_notes
from sco_pub.localise.po_header import new_catalogue
from sco_pub.localise.slots import scan
from sco_pub.localise.update import update
from sco_pub.model.catalogue import Catalogue, Entry, Segment, Template
from sco_pub.model.document import Document, Master
from sco_pub.pipeline.bulk import Current
from sco_pub.pipeline.record import Record
from sco_pub.structure import master, stamp
from sco_pub.typeset.sanitise import media_type, sanitise

_TESTS = Path(__file__).resolve().parents[2] / "tests"
CORPUS = _TESTS / "fuzzing" / "corpus"
CASES = _TESTS / "clean" / "cases"


class Lost(AssertionError):
    """Something that was in the input is gone."""


@dataclass(frozen=True)
class Target:
    """A reader; ``weight``: how many of its inputs go for one of the dearest."""

    run: Callable[[bytes], object]
    weight: int


@cache
def room() -> Path:
    """A folder for what has to be a file."""
    made = Path(tempfile.mkdtemp(prefix="fuzzing-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _file(name: str, data: bytes) -> Path:
    path = room() / name
    path.write_bytes(data)
    return path


def _catalogue(data: bytes) -> Catalogue:
    return parse(_text(data), publication="p", language="ru", path="ru.po")


def po(data: bytes) -> None:
    read = _catalogue(data)
    written = render(read)
    again = parse(written, publication="p", language="ru", path="ru.po")
    if render(again) != written:
        raise Lost("written and read again, the catalogue is another")
    check_catalogue(read)


def po_update(data: bytes) -> None:
    before = migrate(_catalogue(data))
    sources = [entry.source for entry in before.entries[: len(before.entries) // 2]] or ["甲"]
    segments = tuple(Segment("paragraph", source, ("0a1b2c paragraph",)) for source in dict.fromkeys(sources))
    after = update(
        Template("p", "zh", "0" * 64, segments, path="source/p/master.md"), before, terms={}, suggestions={}
    ).value
    written = render(after)
    for entry in before.entries:
        for line in (*entry.comments, *filter(str.strip, entry.target.split("\n"))):
            if line.strip() and line not in {
                part for other in after.entries for part in (*other.comments, *other.target.split("\n"))
            }:
                if f"sco-kept: {line}".rstrip() in {comment for other in after.entries for comment in other.comments}:
                    continue
                raise Lost(f"gone after an update: {line[:40]!r}")
    parse(written, publication="p", language="ru", path="ru.po")


def po_merge(data: bytes) -> None:
    half = data.find(b"\n\n", len(data) // 2)
    ours, theirs = _catalogue(data), _catalogue(data[:half] if half > 0 else data)
    merged = merge(theirs, ours, theirs).value
    parse(render(merged), publication="p", language="ru", path="ru.po")


def raw(data: bytes) -> None:
    rawtext.from_bytes(data, "raw.txt")


def code_points(data: bytes) -> None:
    text = _text(data)
    if len(repair.repair(text).text) != len(text):
        raise Lost("repaired, the text has another length")


def clean(data: bytes) -> None:
    read = rawtext.from_bytes(data[:4000], "raw.txt").value
    master.structure(cleaning.clean(read, corrections.parse("", "corrections.toml")).value, "")


def markdown(data: bytes) -> None:
    text = _text(data)
    too_deep(text, 5)
    shorten(text)
    stamp.read(text)
    stamp.edited(text)


def document(data: bytes) -> None:
    """Through pandoc: the front matter is YAML there."""
    (read,) = read_masters([_text(data)], ["master.md"])
    extract(Master("p", "zh-CN", "source/p/master.md", "0" * 64, read), PandocCodec())
    sanitise(read)


def html(data: bytes) -> None:
    manuscript.read_manuscript(_file("raw.html", data))


def trees(data: bytes) -> None:
    """A store of trees whose values somebody changed: what it gives is a tree, or nothing."""
    path = room() / "trees.sqlite"
    with closing(sqlite3.connect(path)) as base:
        base.execute("create table if not exists tree (key text primary key, value blob not null)")
        base.execute("insert or replace into tree values ('key', ?)", (zlib.compress(data, 1),))
        base.commit()
    store = Trees(path)
    for tree in store.known(["key"]).values():
        read = Document(tree["meta"], tuple(tree["blocks"]))
        scan(label_notes(read))
        sanitise(read)


def memory(data: bytes) -> None:
    with Memory(_file("broken.sqlite", data)) as read:
        read.suggest(["命运共同体需要共同构建。"], language="ru", publication="q")


def tmx(data: bytes) -> None:
    with Memory(room() / "memory.sqlite") as memory:
        memory.import_tmx(_file("x.tmx", data), source_language="zh")


def picture(data: bytes) -> None:
    media_type(data)
    pictures.size(data)


def record(data: bytes) -> None:
    (room() / ".made.json").write_bytes(data)
    found = Record(room())
    found.digest(room() / ".made.json")
    found.save()


def docx(data: bytes) -> None:
    manuscript._packed(data, "raw.docx")


def pdf(data: bytes) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        read_pdf(_file("x.pdf", data))


def _exchanged(read: Callable[[bytes, str], Table]) -> Callable[[bytes], None]:
    """A table that comes back: what it changes leaves a catalogue that can be written and read."""

    def run(data: bytes) -> None:
        taken = taken_in(_HERE, read(data, "x").rows, name="x").catalogue
        parse(render(taken), publication="p", language="ru", path="ru.po")

    return run


def omegat_project(data: bytes) -> None:
    place = room() / "omegat"
    for name in ("source", "target"):
        (place / name).mkdir(parents=True, exist_ok=True)
    (place / omegat.PROJECT).touch()
    (place / "source" / "p.po").write_text(render(_HERE))
    (place / "target" / "p.po").write_bytes(data)
    for table in omegat.read(place, "zh"):
        taken_in(_HERE, table.rows, name="x")


def kept(data: bytes) -> None:
    """A store one of whose entries somebody changed: it gives what was put, or nothing."""
    store = Store(room() / "store")
    store.put("0" * 64, b"what was put")
    store.path("0" * 64).write_bytes(data)
    if store.get("0" * 64) not in (None, b"what was put"):
        raise Lost("the store gives what nobody put")


TARGETS: Mapping[str, Target] = {
    "po": Target(po, 400),
    "po-update": Target(po_update, 400),
    "po-merge": Target(po_merge, 200),
    "raw": Target(raw, 400),
    "code-points": Target(code_points, 100),
    "clean": Target(clean, 10),
    "master": Target(markdown, 800),
    "document": Target(document, 1),
    "html": Target(html, 1),
    "trees": Target(trees, 100),
    "toml": Target(lambda data: config.parse(_text(data), "sco_pub.toml"), 400),
    "corrections": Target(lambda data: corrections.parse(_text(data), "corrections.toml"), 400),
    "csv": Target(lambda data: glossary.parse_csv(_text(data), "glossary.csv"), 400),
    "tbx": Target(lambda data: glossary.parse_tbx(data, "glossary.tbx"), 400),
    "tmx": Target(tmx, 100),
    "memory": Target(memory, 40),
    "picture": Target(picture, 200),
    "state": Target(record, 100),
    "catalogues": Target(lambda data: Current(_file(".catalogues.json", data)), 100),
    "docx": Target(docx, 200),
    "pdf": Target(pdf, 20),
    "xliff": Target(_exchanged(xliff.read), 100),
    "table-docx": Target(_exchanged(words.read), 40),
    "table-xlsx": Target(_exchanged(sheets.read), 40),
    "table-csv": Target(_exchanged(commas.read), 100),
    "table-tmx": Target(_exchanged(lambda data, name: memories.read(data, name, "zh", "ru")), 100),
    "omegat": Target(omegat_project, 40),
    "store": Target(kept, 40),
}
_HERE = replace(
    new_catalogue("p", "ru", "ru.po"),
    entries=(
        Entry("paragraph", "上海精神[^1-1]与*治理*。", "Шанхайский дух[^1-1] и *управление*.", extracted=("a remark",)),
        Entry("heading", "一　问题", "Вопросы", flags=("fuzzy",)),
        Entry("note", "《人民日报》，见 [链接](https://a.b/c)。"),
    ),
)
#: Kinds whose sound files are made by us.
_MADE: Mapping[str, tuple[Callable[[Table], bytes], ...]] = {
    "xliff": (xliff.render_1, xliff.render_2),
    "table-docx": (words.render,),
    "table-xlsx": (sheets.render,),
    "table-csv": (commas.render,),
    "table-tmx": (memories.render,),
    "omegat": (lambda _: render(_HERE).encode(),),
}
#: Kinds that take the sound files of another kind.
FILES_OF = {"po-update": "po", "po-merge": "po", "clean": "raw", "code-points": "raw", "document": "master"}
_RAW = frozenset({"raw", "clean", "code-points"})


@cache
def sound(kind: str) -> tuple[bytes, ...]:
    """The corpus of a kind; for text layers also those of the cleaner's cases, which show what journals do."""
    if kind in _MADE:
        return tuple(made(handed_out(_HERE, "zh-CN")) for made in _MADE[kind])
    if kind == "store":
        store = Store(room() / "store")
        store.put("0" * 64, b"what was put")
        return (store.path("0" * 64).read_bytes(),)
    found = sorted((CORPUS / FILES_OF.get(kind, kind)).iterdir())
    found += sorted(CASES.glob("*.raw.txt")) if kind in _RAW else []
    return tuple(path.read_bytes() for path in found)
