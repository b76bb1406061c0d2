"""Take the name of a text, clean that text, give what is to be held against other runs: marks by field, and what fired.

The texts.  ``text/SEED`` and ``pdf/SEED``: a generated article as a text layer, and set in a PDF and read back; ``case/NAME``:
a hand-written case of tests/clean/cases; ``page/NAME``: pages as sheets (tests.corpus.album), of which only the layout is asked;
``real/ID``: an article of other people's, from a folder that is never committed
(``real_folder``).

Marks.  A field is right; or what is wrong in it is ``flagged`` (something asks, near the place); or it is ``silent``
(nothing asks for at least one wrong thing in it).  Behind the colon stands how many are wrong, for a real article how many
of the known ones are right (``43/51+2``: and two that are none).  A doubt of a real article counts for its whole field,
since the facts name no line; scans among them are read from the hidden layer that the file has, since engines differ.  ``master`` and ``report`` are digests: of the master's bytes, and of what the report lists
(rules with their places, doubts, findings; no sentence of it).
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from benchmarks.cleaning import facts
from benchmarks.cleaning.faults import Fault, faults
from benchmarks.cleaning.flags import Flag, flags
from sco_pub.edge import rawtext
from sco_pub.edge.pdf import read as pdf
from sco_pub.model.choices import Ocr
from sco_pub.model.errors import InputError
from sco_pub.model.text import RawText
from sco_pub.structure import stamp
from tests.corpus import album
from tests.corpus.metrics import KEYS, score
from tests.corpus.rawtext import case
from tests.corpus.reading import Reading, fold, of_article, of_markdown
from tests.corpus.subjects import Cleaned, clean_text, from_pdf, of_case

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "clean" / "cases"
REAL = "SCO_PUB_REAL"  # the environment variable that names the folder of real articles
FIELDS = ("title", "authors", "fields", "headings", "paragraphs", "notes", "references", "characters")
PLAIN = frozenset({"right", "right:0/0", "none"})
_WORDS = {"heading": "headings", "paragraph": "paragraphs", "note": "notes", "characters": "characters"}
_CLASSES = ((0.0, "none"), (0.001, "<0.1%"), (0.01, "<1%"), (0.05, "<5%"), (1e9, ">=5%"))
# Which doubts and findings ask about a field of a real article.
_ASKS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "CLN-011"),
    "authors": ("author", "institutions", "CLN-012"),
    "headings": ("heading", "CLN-013"),
    "paragraphs": ("paragraph", "list", "block-", "table", "CLN-031"),
    "notes": ("note-", "star", "CLN-02"),
    "references": ("citation", "address-end"),
    "characters": ("points", "pairs", "CLN-007", "CLN-008", "CLN-009", "CLN-016"),
}


@dataclass(frozen=True, slots=True)
class Record:
    """What came of one text; ``fired`` counts ledger rules (``rule …``), doubts (``doubt …``) and findings by code."""

    name: str
    marks: Mapping[str, str]
    fired: Mapping[str, int] = field(default_factory=dict)

    def line(self) -> str:
        """The text's line in status.txt; what is simply right isn't said."""
        return " ".join([self.name, *(f"{key}={value}" for key, value in self.marks.items() if value not in PLAIN)])

    def as_json(self) -> dict[str, Any]:
        return {"name": self.name, "marks": dict(self.marks), "fired": dict(self.fired)}


def real_folder() -> Path | None:
    """The folder of real articles: where the environment says, or ``shared/real`` beside the checkout or one folder up."""
    told = os.environ.get(REAL)
    places = [Path(told)] if told else [parent / "shared" / "real" for parent in ROOT.parents[:2]]
    return next((place for place in places if (place / "pdf").is_dir()), None)


def measure(name: str) -> Record:
    """Clean a text and mark it; a text that is refused, or that the cleaner breaks on, has that for its only mark."""
    kind, _, rest = name.partition("/")
    try:
        return _MEASURES[kind](name, rest)
    except InputError:
        return Record(name, {"refused": "unread"})
    except Exception as error:  # a fault of ours is a result here: it is told, and the other texts are measured
        return Record(name, {"crashed": type(error).__name__})


def _generated(name: str, seed: str) -> Record:
    subject = of_case(case(int(seed)))
    if name.startswith("pdf/"):
        subject = from_pdf(subject)
    return against(name, of_article(subject.case.article), subject.read)


def _case(name: str, stem: str) -> Record:
    expected = (CASES / f"{stem}.expected.md").read_text(encoding="utf-8")
    if not expected.startswith("---\n"):
        expected = f"---\nlang: zh-CN\n---\n\n{expected}"
    return against(name, of_markdown(expected), rawtext.read(CASES / f"{stem}.raw.txt").value, partly=True)


def against(name: str, truth: Reading, raw: RawText, *, partly: bool = False) -> Record:
    """A text whose every letter is known; ``partly``: of its metadata only what the truth names."""
    result = clean_text(raw)
    reading = of_markdown(result.markdown)
    if partly:
        known = {key: value for key, value in reading.metadata.items() if key in truth.metadata}
        truth, reading = _with_widths(truth, reading), replace(reading, metadata=known)
    wrong: dict[str, list[Fault]] = {key: [] for key in FIELDS}
    for fault in faults(truth, reading, result, raw.text, raw.starts()):
        wrong[_field(fault)].append(fault)
    pointers = flags(result)
    marks = {key: _mark(found, pointers) for key, found in wrong.items() if key != "references"}
    marks["references"] = _references(truth, reading, wrong["characters"], pointers)
    marks["cer"] = _class(score(truth, reading).cer)
    return _record(name, marks, result)


def _page(name: str, rest: str) -> Record:
    """What the layout makes of a leaf: lines in their order, bands, tables, regions; ``master`` is a digest of all of it."""
    leaf = album.leaf(rest)
    found = album.laid_out(leaf)
    wrong = album.faults(leaf, found)
    marks = {key: f"silent:{count}of{count}" if count else "right" for key, count in wrong.items()}
    return Record(name, {**marks, "master": _digest(repr(found))})


def _with_widths(truth: Reading, reading: Reading) -> Reading:
    """The truth of a case, whose entries of reference lists may have marks of another width: no layer tells it."""
    made = {fold(note.body): note.body for note in reading.notes}
    return replace(truth, notes=tuple(replace(n, body=made.get(fold(n.body), n.body)) for n in truth.notes))


def _field(fault: Fault) -> str:
    if fault.kind == "field":
        return {"title": "title", "subtitle": "title", "author": "authors"}.get(fault.what, "fields")
    return _WORDS[fault.kind]


def _mark(found: list[Fault], pointers: list[Flag]) -> str:
    if not found:
        return "right"
    silent = sum(not any(flag.points_at(fault) for flag in pointers) for fault in found)
    return f"silent:{silent}of{len(found)}" if silent else f"flagged:{len(found)}"


def _references(truth: Reading, reading: Reading, characters: list[Fault], pointers: list[Flag]) -> str:
    """Lists that differ: their wrong letters are among the text's, so what asks about those asks about the list."""
    if truth.references == reading.references or score(truth, reading).distance == 0:
        return "right"
    return _mark(characters, pointers)


def _class(rate: float) -> str:
    return next(word for bound, word in _CLASSES if rate <= bound)


def _real(name: str, ident: str) -> Record:
    folder = real_folder()
    if folder is None:
        raise InputError(f"The real articles aren't there: set {REAL} to their folder.")
    path = next(folder.glob(f"*/{ident}.pdf"), None)
    raw = pdf.read_pdf(path, recognise=Ocr.NEVER) if path else rawtext.read(folder / "txt" / f"{ident}.txt").value
    result = clean_text(raw)
    reading = of_markdown(result.markdown)
    known = folder / "facts" / f"{ident}.json"
    return _record(name, _by_facts(known, reading, flags(result)) if known.is_file() else _counts(reading), result)


def _by_facts(known: Path, reading: Reading, pointers: list[Flag]) -> dict[str, str]:
    entries, gold = known.parent / "refs" / f"{known.stem}.txt", known.parents[1] / "gold" / f"{known.stem}.txt"
    begun = entries.read_text(encoding="utf-8").splitlines() if entries.is_file() else []
    found = facts.compare(json.loads(known.read_text(encoding="utf-8")), [x for x in begun if x], reading)
    marks = {key: f"{_word(key, count.perfect, pointers)}:{count}" for key, count in found.items()}
    if gold.is_file():
        pages = [page.partition("\n")[2] for page in f"\n{gold.read_text(encoding='utf-8')}".split("\n## page ")[1:]]
        rate = facts.error_rate(pages, reading)
        marks["cer"] = "unfound" if rate is None else _class(rate)
    return marks


def _word(key: str, perfect: bool, pointers: Iterable[Flag]) -> str:
    if perfect:
        return "right"
    return "flagged" if any(flag.code.startswith(_ASKS[key]) for flag in pointers) else "silent"


def _counts(reading: Reading) -> dict[str, str]:
    """Of an article of which nothing is known, how much of each kind was found."""
    counted = {
        "title": int("title" in reading.metadata),
        "authors": len(reading.metadata.get("author", ())),
        "fields": sum(key in reading.metadata for key in KEYS),
        "headings": len(reading.headings),
        "paragraphs": len(reading.paragraphs),
        "notes": len(reading.notes),
        "references": len(reading.references),
    }
    return {key: f"found:{count}" for key, count in counted.items()}


def _record(name: str, marks: dict[str, str], result: Cleaned) -> Record:
    ledger = result.text.ledger
    fired = Counter(f"rule {rule}" for c in ledger.changes for rule in c.rule.split("+"))
    fired.update(f"doubt {flag.code}" for flag in flags(result) if not flag.code.startswith("CLN-"))
    fired.update(f"finding {f.code}" for f in result.findings)
    marks["asks"] = str(len(flags(result)))
    if result.errors:
        marks["refused"] = "+".join(sorted({error.split()[0] for error in result.errors}))
    marks["master"], marks["report"] = digests(result)
    return Record(name, marks, dict(sorted(fired.items())))


def digests(result: Cleaned) -> tuple[str, str]:
    """Of the master's bytes, and of what the report lists."""
    places = [
        *(f"{c.rule} {c.start} {c.end} {c.after}" for c in result.text.ledger.changes),
        *(f"{flag.code} {flag.line}" for flag in flags(result)),
        *(f"{f.code} {f.place.line if f.place else None}" for f in result.findings),
    ]
    # the stamp holds the PDF's checksum
    return _digest(stamp.without(result.markdown)), _digest("\n".join(places))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


_MEASURES = {"page": _page, "text": _generated, "pdf": _generated, "case": _case, "real": _real}
