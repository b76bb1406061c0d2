"""XLIFF 1.2 and 2.1 (source: OASIS, XLIFF Version 1.2, 2008; XLIFF Version 2.1, 2018).

1.2: a trans-unit an entry; ``resname`` is its context, ``extradata`` the digest of what was handed out, states are those of
the standard's list.  Markup is a ``ph`` that holds it.  2.1: a unit an entry with one segment; the context is its ``name``, the
digest stands in the metadata module, markup is a ``ph`` that points into ``originalData``.  Blanks are kept (``xml:space``).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from sco_pub.edge.exchange.markup import XML_SPACE, append_text, held, written, wrong
from sco_pub.edge.xml_door import parse, text_within
from sco_pub.localise.exchange import Row, Table
from sco_pub.localise.protected import Piece, pieces
from sco_pub.model.catalogue import State

_V1 = "urn:oasis:names:tc:xliff:document:1.2"
_V2 = "urn:oasis:names:tc:xliff:document:2.0"  # 2.1 kept it
_MDA = "urn:oasis:names:tc:xliff:metadata:2.0"
_NO_TEXT = (etree.Comment, etree.ProcessingInstruction, etree.Entity)

# state of 1.2 by ours; what comes back is read more widely
_STATE_1 = {
    State.UNTRANSLATED: "new",
    State.FUZZY: "needs-review-translation",
    State.TRANSLATED: "translated",
    State.REVIEWED: "final",
}
_FINISHED_1 = ("translated", "final", "signed-off")
_STATE_2 = {
    State.UNTRANSLATED: "initial",
    State.FUZZY: "initial",
    State.TRANSLATED: "translated",
    State.REVIEWED: "final",
}
_FUZZY_2 = "sco:fuzzy"  # a substate; who changes the state has to take it away (2.1, section 4.3.1.38)


def render_1(table: Table) -> bytes:
    """The rows as XLIFF 1.2."""
    root = etree.Element(f"{{{_V1}}}xliff", {"version": "1.2"}, nsmap={None: _V1})
    attributes = {"original": held(table.publication), "source-language": table.source_language}
    attributes |= {"target-language": table.language, "datatype": "plaintext"}
    body = _one(_one(root, "file", attributes), "body")
    for row in table.rows:
        marks = {"id": row.ident, "resname": held(row.context), "extradata": row.digest, XML_SPACE: "preserve"}
        if row.state is State.REVIEWED:
            marks["approved"] = "yes"
        unit = _one(body, "trans-unit", marks)
        numbers = _Numbers(row.source or "")
        _fill_1(_one(unit, "source"), row.source or "", numbers)
        if row.target or row.state is not State.UNTRANSLATED:
            target = _one(unit, "target", {"state": _STATE_1[row.state or State.UNTRANSLATED]})
            _fill_1(target, row.target, numbers.again())
        for note in row.notes:
            _one(unit, "note", {"from": "sco-pub"}).text = held(note)
    return written(root)


class _Numbers:
    """The number of a piece of markup: in the target, that of the same piece in the source, in their order; else a new one."""

    def __init__(self, source: str) -> None:
        self._source = [piece.text for piece in pieces(source) if piece.kind]
        self._next = len(self._source)
        self.again()

    def again(self) -> _Numbers:
        self._free: dict[str, list[int]] = {}  # of each text its numbers, the first one last
        for number in range(len(self._source), 0, -1):
            self._free.setdefault(self._source[number - 1], []).append(number)
        return self

    def of(self, text: str) -> int:
        if free := self._free.get(text):
            return free.pop()
        self._next += 1
        return self._next


def _one(parent: etree._Element, tag: str, attributes: dict[str, str] | None = None) -> etree._Element:
    namespace = etree.QName(parent).namespace
    return etree.SubElement(parent, f"{{{namespace}}}{tag}", attributes or {})


def _fill_1(element: etree._Element, text: str, numbers: _Numbers) -> None:
    for piece in pieces(held(text)):
        if piece.kind:
            code = _one(element, "ph", {"id": str(numbers.of(piece.text)), "ctype": f"x-{piece.kind}"})
            code.text = piece.text
        else:
            append_text(element, piece.text)


def render_2(table: Table) -> bytes:
    """The rows as XLIFF 2.1."""
    languages = {"srcLang": table.source_language, "trgLang": table.language}
    root = etree.Element(f"{{{_V2}}}xliff", {"version": "2.1", **languages}, nsmap={None: _V2, "mda": _MDA})
    file = _one(root, "file", {"id": "f1", "original": held(table.publication), XML_SPACE: "preserve"})
    for row in table.rows:
        unit = _one(file, "unit", {"id": f"u{row.ident}", "name": held(row.context)})
        group = etree.SubElement(etree.SubElement(unit, f"{{{_MDA}}}metadata"), f"{{{_MDA}}}metaGroup")
        group.set("category", "sco-pub")
        etree.SubElement(group, f"{{{_MDA}}}meta", type="digest").text = row.digest
        if row.notes:
            notes = _one(unit, "notes")
            for note in row.notes:
                _one(notes, "note").text = held(note)
        codes = _codes(row)
        if codes:
            data = _one(unit, "originalData")
            for number, code in codes.items():
                _one(data, "data", {"id": f"d{number}", XML_SPACE: "preserve"}).text = held(code)
        segment = _one(unit, "segment", _marks_2(row))
        numbers = _Numbers(row.source or "")
        _fill_2(_one(segment, "source", {XML_SPACE: "preserve"}), row.source or "", numbers)
        if row.target:
            _fill_2(_one(segment, "target", {XML_SPACE: "preserve"}), row.target, numbers.again())
    return written(root)


def _marks_2(row: Row) -> dict[str, str]:
    marks = {"state": _STATE_2[row.state or State.UNTRANSLATED]}
    return marks | {"subState": _FUZZY_2} if row.state is State.FUZZY else marks


def _codes(row: Row) -> dict[int, str]:
    """Every piece of markup of both texts by its number."""
    numbers = _Numbers(row.source or "")
    first = {numbers.of(piece.text): piece.text for piece in pieces(row.source or "") if piece.kind}
    numbers.again()
    return first | {numbers.of(piece.text): piece.text for piece in pieces(row.target) if piece.kind}


def _fill_2(element: etree._Element, text: str, numbers: _Numbers) -> None:
    for piece in pieces(held(text)):
        if piece.kind:
            number = numbers.of(piece.text)
            marks = {"id": str(number), "dataRef": f"d{number}", "equiv": _equivalent(piece), "disp": piece.text}
            _one(element, "ph", marks)
        else:
            append_text(element, piece.text)


def _equivalent(piece: Piece) -> str:
    return piece.text if piece.kind in ("note", "address") else ""


# -- reading


def read(data: bytes, name: str) -> Table:
    """The rows of an XLIFF file of either version."""
    root = parse(data, name)
    version = root.get("version", "")
    if etree.QName(root).localname != "xliff":
        raise wrong(name, "XLIFF")
    if version.startswith("1."):
        file = root.find("{*}file")
        marks = {} if file is None else dict(file.attrib)
        rows = tuple(_row_1(unit) for unit in root.iter("{*}trans-unit"))
        return Table(
            marks.get("original", ""), marks.get("source-language", ""), marks.get("target-language", ""), rows
        )
    file = root.find("{*}file")
    publication = "" if file is None else file.get("original", "")
    rows = tuple(_row_2(unit) for unit in root.iter("{*}unit"))
    return Table(publication, root.get("srcLang", ""), root.get("trgLang", ""), rows)


def _row_1(unit: etree._Element) -> Row:
    source, target = unit.find("{*}source"), unit.find("{*}target")
    return Row(
        unit.get("id", ""),
        "".join(_texts(target)),
        _state_1(unit, target),
        "".join(_texts(source)),
        unit.get("resname", ""),
        tuple(text_within(note) for note in unit.iterfind("{*}note")),
        unit.get("extradata", ""),
        unit.sourceline,
    )


def _state_1(unit: etree._Element, target: etree._Element | None) -> State | None:
    state = "" if target is None else target.get("state", "")
    if state.startswith("needs-"):
        return State.FUZZY
    if state in _FINISHED_1 or unit.get("approved") == "yes":
        return State.REVIEWED if state == "final" or unit.get("approved") == "yes" else State.TRANSLATED
    return State.UNTRANSLATED if state == "new" else None


def _texts(element: etree._Element | None, codes: dict[str, str] | None = None) -> Iterator[str]:
    """The words and markup of a source or target; with ``codes`` a ``ph`` is what it points to."""
    if element is None:
        return
    yield element.text or ""
    for child in element:
        if child.tag not in _NO_TEXT:
            if codes is not None and etree.QName(child).localname in ("ph", "sc", "ec"):
                yield codes[child.get("dataRef", "")]
            else:
                yield from _texts(child, codes)
        yield child.tail or ""


def _row_2(unit: etree._Element) -> Row:
    codes = {data.get("id", ""): text_within(data) for data in unit.iter(f"{{{_V2}}}data")}
    digests = (meta.text or "" for meta in unit.iter(f"{{{_MDA}}}meta") if meta.get("type") == "digest")
    segments = unit.findall("{*}segment")
    try:
        source, target = (
            "".join("".join(_texts(segment.find(f"{{*}}{tag}"), codes)) for segment in segments)
            for tag in ("source", "target")
        )
        fault = ""
    except KeyError:
        source, target, fault = None, "", "unreadable"
    return Row(
        unit.get("id", "").removeprefix("u"),
        target,
        _least({_state_2(segment) for segment in segments}),
        source,
        unit.get("name", ""),
        tuple(text_within(note) for note in unit.iter(f"{{{_V2}}}note")),
        next(digests, ""),
        unit.sourceline,
        fault=fault,
    )


def _state_2(segment: etree._Element) -> State:
    state = segment.get("state", "initial")
    if state == "initial":
        return State.FUZZY if segment.get("subState") == _FUZZY_2 else State.UNTRANSLATED
    return State.REVIEWED if state == "final" else State.TRANSLATED


def _least(states: set[State]) -> State | None:
    """The state of a unit that a tool divided into several segments."""
    return next((state for state in (State.FUZZY, *State) if state in states), None)
