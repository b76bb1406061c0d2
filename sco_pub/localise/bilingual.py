"""Take a Master and a Catalogue, give the review edition: source and translation side by side, with entry ids.

Each segment is one row of a two-column table (source, translation) whose first words are the entry's id, the
same six digits that the catalogue's comments and the findings show.  Headings of the master stay headings, so
the review copy has its contents and a reader finds the place.  Notes follow the paragraph that calls them, as
their own rows, and their calls are shown as text. Empty, fuzzy and reviewed entries are marked with the classes
``untranslated``, ``fuzzy``, ``reviewed``.
"""

from __future__ import annotations

from collections.abc import Sequence

from sco_pub.localise.apply import progress, with_lang
from sco_pub.localise.extract import Extract, entry_id, prepare
from sco_pub.localise.inlines import InlineCodec
from sco_pub.localise.slots import Slot
from sco_pub.localise.state import state_of
from sco_pub.model import ast
from sco_pub.model.catalogue import Catalogue, Entry, Segment, State
from sco_pub.model.document import Document, Master
from sco_pub.model.edition import Progress
from sco_pub.model.markdown_tokens import call_of


def bilingual(
    master: Master,
    catalogue: Catalogue,
    codec: InlineCodec,
    *,
    source_heading: str = "original",
    target_heading: str = "translation",
    extracted: Extract | None = None,
) -> tuple[Document, Progress]:
    """The review document and how far the translation is; the column headings are the house's labels in the reader's language.

    ``extracted``: the master's segments, where they are known already.
    """
    source = extracted or prepare(master, codec)
    entries = {entry.key: entry for entry in catalogue.entries if not entry.obsolete}
    found = [entries.get(segment.key) for segment in source.segments]
    texts = codec.read([entry.target if entry else "" for entry in found], [()] * len(found))
    headings = (source_heading, target_heading)
    blocks: list[ast.Element] = []
    rows: list[list[ast.Element]] = []
    for slot, segment, entry, target in zip(source.slots, source.segments, found, texts, strict=True):
        if slot.kind == "heading":
            blocks += _table(rows, headings)
            rows = []
            blocks.append({"t": "Header", "c": [slot.level, ["", [], []], _calls_as_text(slot.inlines)]})
        rows.append(_row(slot, segment, entry, target, master.lang, catalogue.language))
    blocks += _table(rows, headings)
    meta = {key: value for key, value in master.document.meta.items() if key in ("title", "author")}
    meta["title"] = {"t": "MetaInlines", "c": _calls_as_text(_meta_inlines(meta.get("title"), master.publication))}
    return with_lang(Document(meta, tuple(blocks)), catalogue.language), progress([state_of(entry) for entry in found])


def _meta_inlines(value: object, otherwise: str) -> ast.Inlines:
    if isinstance(value, dict) and value.get("t") == "MetaInlines":
        inlines: ast.Inlines = value["c"]
        return inlines
    return [ast.text(otherwise)]


def _row(
    slot: Slot, segment: Segment, entry: Entry | None, target: ast.Inlines, source: str, language: str
) -> list[ast.Element]:
    state = state_of(entry)
    ident = ast.span([{"t": "Code", "c": [["", [], []], entry_id(segment.key)]}], classes=["entry-id"])
    note = [ast.text(call_of(slot.note)), {"t": "Space"}] if slot.note else []
    marks = [] if state is State.TRANSLATED else [state.value]
    left = ast.div(
        [ast.para([ident, {"t": "Space"}, *note, *_calls_as_text(slot.inlines)])], attributes={"lang": source}
    )
    right = ast.div([ast.para(target or [ast.text("—")])], classes=marks, attributes={"lang": language})
    return [left, right]


def _calls_as_text(inlines: ast.Inlines) -> ast.Inlines:
    def change(element: ast.Element) -> ast.Element | None:
        return ast.text(call_of(element.get("label", ""))) if element["t"] == "Note" else None

    out: ast.Inlines = ast.transform(inlines, change)
    return out


def _table(rows: Sequence[Sequence[ast.Element]], headings: tuple[str, str]) -> list[ast.Element]:
    if not rows:
        return []
    nothing = ["", [], []]

    def row(cells: Sequence[ast.Element]) -> list[object]:
        return [nothing, [[nothing, {"t": "AlignDefault"}, 1, 1, [cell]] for cell in cells]]

    column = [{"t": "AlignLeft"}, {"t": "ColWidth", "c": 0.5}]
    head = [nothing, [row([{"t": "Plain", "c": [ast.text(text)]} for text in headings])]]
    body = [nothing, 0, [], [row(cells) for cells in rows]]
    table = {"t": "Table", "c": [["", ["bilingual"], []], [None, []], [column, column], head, [body], [nothing, []]]}
    return [table]
