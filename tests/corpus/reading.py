"""Take master.md or a tool's plain text, give the parts that the metrics compare: metadata, headings, paragraphs, notes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from tests.corpus.article import CALL, MISSING, TRUNCATED, Article, Fate, Kind, plain

_NOTE = re.compile(r"^\[\^([^\]]+)\]: ?(.*)$")
_CALLED = re.compile(r"\[\^([^\]]+)\]")
_LIST_HEAD = re.compile(r"^(?:#+ )?(?:主要)?参考文献[：:]?$")
_ESCAPE = re.compile(r"\\([\\`*_^~$<>\[\]@#+=|:%.)&-])")
_PICTURE = re.compile(r"!\[(.*)\]\([^)]*\.png\)\{[^}]*\}")  # its caption is text
_LINK = re.compile(r"<(https?://[^>\s]+)>")


@dataclass(frozen=True, slots=True)
class Called:
    """A note as the reader meets it: the letters before its call, its body, and what became of the body."""

    before: str
    body: str
    fate: str


@dataclass(frozen=True, slots=True)
class Reading:
    """An article's parts: ``headings`` as (level, text), ``paragraphs`` without calls, ``order`` all blocks in order."""

    metadata: Mapping[str, str | tuple[str, ...]]
    headings: tuple[tuple[int, str], ...]
    paragraphs: tuple[str, ...]
    notes: tuple[Called, ...]
    order: tuple[str, ...]
    references: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The reading text: body blocks, bodies of notes, references (folded), nothing between them."""
        return "".join(self.order) + "".join(note.body for note in self.notes) + fold("".join(self.references))


def fold(text: str) -> str:
    """References only: a layer that has one sign for , and ， can't say which the journal printed."""
    wide = unicodedata.normalize("NFKC", text)
    return "".join(re.sub("[‐-―－]", "-", wide).replace("。", ".").replace("、", ",").split())


def of_article(article: Article) -> Reading:
    """The truth."""
    body = article.blocks
    notes = []
    for block in body:
        for call in CALL.finditer(block.text):
            note = article.notes[int(call[1]) - 1]
            notes.append(Called(_letters(plain(block.text[: call.start()])), plain(note.shown), str(note.fate)))
    order = [plain(block.text) for block in body]
    return Reading(
        article.metadata(),
        tuple((block.level, _heading(plain(block.text))) for block in article.headings),
        tuple(plain(block.text) for block in body if block.kind is not Kind.HEADING),
        tuple(notes),
        tuple(_heading(text) if block.kind is Kind.HEADING else text for block, text in zip(body, order, strict=True)),
        tuple(f"[{n}] {text}" for n, text in enumerate(article.references, 1)),
    )


def of_markdown(markdown: str) -> Reading:
    """A master.md."""
    front, _, rest = markdown.partition("\n---\n")
    metadata = _metadata(yaml.safe_load(front.removeprefix("---\n")) or {})
    lines = _tables_joined([line for line in rest.split("\n") if line.strip()])
    bodies = {match[1]: match[2] for line in lines if (match := _NOTE.match(line))}
    headings, paragraphs, order, notes, references = [], [], [], [], []
    listing = False
    for line in lines:
        if _NOTE.match(line):
            continue
        if _LIST_HEAD.match(line) or (listing and not line.startswith("#")):
            listing = True
            references += [] if _LIST_HEAD.match(line) else [_plain(line)]
            continue
        listing = False
        notes += [_called(_plain(line[: call.start()]), bodies.get(call[1], "")) for call in _CALLED.finditer(line)]
        text = _plain(line)
        marks = re.match(r"(#{1,6}) ", line)
        if marks:
            text = _heading(_plain(line[marks.end() :]))
            headings.append((len(marks[1]), text))
        elif text:
            text = re.sub(r"^\((\d+)\) +", r"（\1）", text.removeprefix("> "))
            paragraphs.append(text)
        order.append(text)
    return Reading(metadata, tuple(headings), tuple(paragraphs), tuple(notes), tuple(order), tuple(references))


def _tables_joined(lines: list[str]) -> list[str]:
    """A pipe table's rows as one line, its cells parted by ideographic spaces."""
    out: list[str] = []
    inside = False
    for line in lines:
        row = line.startswith("| ") and line.endswith(" |")
        if inside and re.fullmatch(r"[|:\- ]+", line):
            continue
        cells = "\u3000".join(cell.strip() for cell in line.strip("| ").split(" | ")) if row else line
        if row and inside:
            out[-1] += "\u3000" + cells
        else:
            out.append(cells)
        inside = row
    return out


def of_plain(text: str) -> Reading:
    """A tool's text: every line a paragraph, nothing else known."""
    lines = tuple(line.strip() for line in text.split("\n") if line.strip())
    return Reading({}, (), lines, (), lines)


def _called(before: str, body: str) -> Called:
    if MISSING in body:
        return Called(_letters(before), "", Fate.LOST)
    if TRUNCATED in body:
        return Called(_letters(before), _plain(body.replace(TRUNCATED, "")).strip(), Fate.CUT)
    return Called(_letters(before), _plain(body), Fate.KEPT)


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())[-8:]


def _plain(markdown: str) -> str:
    return _ESCAPE.sub(r"\1", _LINK.sub(r"\1", _CALLED.sub("", _PICTURE.sub(r"\1", markdown))))


def _heading(text: str) -> str:
    """The kind and width of the space behind an enumerator is the house's, not the author's."""
    return re.sub(r"[\s\u3000]+", " ", re.sub(r"^(第?[一二三四五六七八九十\d.]+[章节、.]?)[\s\u3000]+", r"\1", text))


def _metadata(front: Mapping[str, object]) -> dict[str, str | tuple[str, ...]]:
    people = front.get("author") or []
    people = people if isinstance(people, list) else [people]
    out: dict[str, str | tuple[str, ...]] = {}
    for field, key in (("author", "name"), ("affiliation", "affiliation"), ("bio", "bio")):
        values = tuple(str(person[key]) for person in people if isinstance(person, dict) and person.get(key))
        if values:
            out[field] = values
    for key, value in front.items():
        if key != "author":
            out[key] = tuple(map(str, value)) if isinstance(value, list) else str(value)
    return {key: tuple(map(_plain, v)) if isinstance(v, tuple) else _plain(v) for key, v in out.items()}
