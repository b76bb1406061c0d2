"""Take a CleanText, give master.md: YAML front matter, headings, one paragraph a line, notes.

Strategy.  The writer only lays out; every character comes from a block.  Text goes through structure.markdown, so that
pandoc reads back what stood in the block.  A note that is missing is written [原文缺注]{.note-missing}, one that is
cut off ends with [原文不完整]{.note-truncated}; both marks are the house's words, in the source's language, and go
when an editor supplies the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from sco_pub.model.finding import Finding, Outcome
from sco_pub.model.front_matter import LISTS, META_ORDER
from sco_pub.model.inlines import calls
from sco_pub.model.markdown_tokens import definition_of
from sco_pub.model.text import CleanBlock, CleanText, MasterText, NamedAuthor, Picture, Role
from sco_pub.structure import stamp
from sco_pub.structure.authors import Author, authors
from sco_pub.structure.markdown import block, code, heading, item, picture, scalar, table, with_inlaid

MISSING = "[原文缺注]{.note-missing}"
TRUNCATED = "[原文不完整]{.note-truncated}"


def structure(text: CleanText, corrections: str = "", folder: str = "figures") -> Outcome[MasterText]:
    """The master; ``corrections`` is the text of corrections.toml, for the stamp; ``folder``: where its pictures are."""
    if text.verbatim is not None:
        return Outcome(MasterText(text.verbatim))
    body = [b for b in text.blocks if b.role is not Role.META and b.role is not Role.NOTE]
    notes = [b for b in text.blocks if b.role is Role.NOTE]
    parts = ["---\n" + "".join(_front(text, folder)) + "---"]
    parts += _blocks(body, folder)
    labels = _labels(text)
    parts += [_note(label, next((b for b in notes if b.label == label), None), folder) for label in labels]
    markdown = "\n\n".join(parts) + "\n"
    findings: tuple[Finding, ...] = ()
    stamped = stamp.put(markdown, raw=text.digest, corrections=corrections)
    count = sum(b.role is Role.HEADING for b in body)
    return Outcome(MasterText(stamped, tuple(labels), len(body) - count, count), findings)


def _blocks(body: list[CleanBlock], folder: str) -> Iterator[str]:
    """Each block's Markdown; the items of one list (``level`` tells lists apart) stand on neighbouring lines."""
    for (is_item, _), group in groupby(
        body, key=lambda b: (b.role is Role.ITEM, b.level if b.role is Role.ITEM else 0)
    ):
        if is_item:
            yield "\n".join(with_inlaid(item(b.text, b.styles), b.inlaid, folder) for b in group)
        else:
            yield from (_block(b, folder) for b in group)


def _block(b: CleanBlock, folder: str) -> str:
    return with_inlaid(_words(b, folder), b.inlaid, folder)


def _words(b: CleanBlock, folder: str) -> str:
    if b.picture is not None:
        return picture(b.picture, b.text, formula=b.role is Role.FORMULA, folder=folder, styles=b.styles)
    if b.role is Role.HEADING:
        return heading(b.text, b.level, b.styles)
    if b.role is Role.QUOTE:
        return "> " + block(b.text, styles=b.styles)
    if b.role is Role.TABLE and b.rows:
        return table(b.rows)
    if b.role is Role.CODE:
        return code(b.text)
    if "\n" not in b.text:
        return block(b.text, styles=b.styles)
    return "\n\n".join(block(line) for line in b.text.split("\n") if line.strip())


def _labels(text: CleanText) -> list[str]:
    """Labels in the order of their calls, then those that nothing calls."""
    found = [call.label for b in text.blocks for call in calls(b.text)]
    found += [b.label for b in text.blocks if b.role is Role.NOTE]
    return list(dict.fromkeys(found))


def _note(label: str, note: CleanBlock | None, folder: str) -> str:
    if note is None:
        return definition_of(label, MISSING)
    text = with_inlaid(block(note.text, whole=note.complete, styles=note.styles), note.inlaid, folder)
    return definition_of(label, text if note.complete else f"{text} {TRUNCATED}".lstrip())


def _front(text: CleanText, folder: str) -> Iterator[str]:
    """The YAML lines, in the house's order; keys the house doesn't know come last, as they came."""
    meta = _metadata(text)
    inlaid = {key: [p for b in text.blocks if b.role is Role.META and b.key == key for p in b.inlaid] for key in meta}
    for key in ("title", "subtitle"):
        if key in meta:  # no title ends in a formula: what a page has there is the mark of a note, drawn
            yield _line(key, meta.pop(key).rstrip("\N{OBJECT REPLACEMENT CHARACTER} "), inlaid[key], folder)
    english, paragraphs = meta.get("author-en", ""), [b.text for b in text.blocks if b.role is Role.PARAGRAPH]
    people = authors(_named(text), meta.pop("affiliation", ""), meta.pop("bio", ""), english, paragraphs)
    if any(person.name_en for person in people):
        del meta["author-en"]
    if people:
        yield "author:\n"
        yield from map(_person, people)
    lists = _lists(text)
    for key in [*(k for k in META_ORDER if k in meta or k in lists), *(k for k in meta if k not in META_ORDER)]:
        yield _list(key, lists[key]) if key in lists else _line(key, meta[key], inlaid[key], folder)
    if text.ocr:
        yield f"ocr: {scalar(text.ocr)}\n"
    yield "lang: zh-CN\n"


def _metadata(text: CleanText) -> dict[str, str]:
    """The value of each key that holds neither a list nor the authors; what stands in several blocks is put together."""
    meta: dict[str, str] = {}
    for b in text.blocks:
        if b.role is Role.META and b.key not in LISTS and b.key != "author":
            meta[b.key] = _joined(b.key, meta[b.key], b.text) if b.key in meta else b.text
    return meta


def _named(text: CleanText) -> list[NamedAuthor]:
    """Whom the authors' lines name; a line that the English block says again is one."""
    named: list[NamedAuthor] = []
    for b in text.blocks:
        if b.role is Role.META and named != list(b.authors):
            named += b.authors
    return named


def _lists(text: CleanText) -> dict[str, list[str]]:
    """The members of each key that holds a list; a list that the English block says again is one."""
    lists: dict[str, list[str]] = {}
    for b in text.blocks:
        if b.role is Role.META and b.key in LISTS and lists.get(b.key) != list(b.members):
            lists.setdefault(b.key, []).extend(b.members)
    return lists


def _joined(key: str, value: str, more: str) -> str:
    if key in ("title", "abstract"):
        return value + more
    if key == "bio":
        return f"{value}\n{more}"
    return value if value == more else f"{value.rstrip('；;，, ')}；{more}"  # alike: said again in the English block


def _person(person: Author) -> str:
    """An author's entry in the YAML list."""
    fields = (f"{key}: {scalar(block(value))}\n" for key, value in _fields(person) if value)
    return "".join(f"  {' ' if n else '-'} {field}" for n, field in enumerate(fields))


def _fields(person: Author) -> tuple[tuple[str, str], ...]:
    return (
        ("name", person.name),
        ("affiliation", person.affiliation),
        ("address", person.address),
        ("bio", person.bio),
        ("name-en", person.name_en),
        ("affiliation-en", person.affiliation_en),
    )


def _list(key: str, members: Sequence[str]) -> str:
    return f"{key}:\n" + "".join(f"  - {scalar(block(member))}\n" for member in members)


def _line(key: str, value: str, inlaid: Sequence[Picture], folder: str) -> str:
    return f"{key}: {scalar(with_inlaid(block(value), inlaid, folder))}\n"
