"""Take WeasyPrint's structure tree, give one that a screen reader can follow through notes, languages and page breaks.

Strategy.  PDF/UA-1 (ISO 14289-1, 7.9) wants a note to be a ``Note`` with an ID, and its call a ``Reference``; WeasyPrint
puts notes after the page's text, untagged, and marks running heads as content.  So while the tree is built

- a call becomes Reference › Link, a note becomes Note, its marker Lbl › Link;
- elements keep their ``lang``; a paragraph that goes on over the page stays one P, a reference list one L;
- boxes of the page's margins, the dots that lead to a number in the contents and the mark at the end become artifacts (14.8.2.2
  of ISO 32000-1).

Afterwards each Note is moved behind the Reference that calls it, elements without content go, and every element's parent is
written anew from the tree, so that it can't disagree.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Any

import pydyf
from weasyprint import pdf as weasyprint_pdf
from weasyprint.formatting_structure import boxes
from weasyprint.pdf import stream, tags

from sco_pub.edge.weasyprint_patches.notes import CALL, MARKER, NOTE
from sco_pub.edge.weasyprint_patches.patching import original

_DIGESTS = {
    "_get_pdf_tag": "882707358f7c",
    "_build_box_tree": "f716251a83e7",
    "add_tags": "f0e74575b0ba",
    "marked": "3fa3acacbbf6",
}
_TAGS = {
    "x-p": "P", "x-references": "L", "x-reference": "LI", "x-number": "Lbl", "x-citation": "Reference",
    "x-contents": "TOC", "x-entry": "TOCI", NOTE: "Note", CALL: "Link", MARKER: "Link",
    "em": "Span", "strong": "Span", "sup": "Span", "sub": "Span",
    "code": "Code", "q": "Quote", "b": "Span", "i": "Span", "u": "Span", "del": "Span", "figure": "Div", "header": "Div",
}  # fmt: skip
PAGINATION = "pagination"
_FOR_THE_EYE = frozenset({"x-end", "x-end::before"})  # the mark at the end of an article
_CONTINUED = frozenset({"p", "x-p", "x-references", "x-reference"})


@dataclass(slots=True)
class _Tree:
    """What one document's tree remembers while it is built."""

    calls: dict[str, Any] = field(default_factory=dict)  # note id → Reference
    notes: list[tuple[str, Any]] = field(default_factory=list)  # (note id, Note)
    begun: dict[int, tuple[int, Any]] = field(default_factory=dict)  # id(element) → (page, P)


_tree = _Tree()


def apply() -> None:
    """Patch the tagger and the stream's marks."""
    tag_of = original(tags, "_get_pdf_tag", _DIGESTS["_get_pdf_tag"])
    build = original(tags, "_build_box_tree", _DIGESTS["_build_box_tree"])
    add = original(tags, "add_tags", _DIGESTS["add_tags"])
    mark = original(stream.Stream, "marked", _DIGESTS["marked"])

    def _get_pdf_tag(tag: str | None) -> str:
        return _TAGS.get(tag or "") or str(tag_of(tag))

    def _build_box_tree(box: Any, parent: Any, pdf: Any, page: int, *rest: Any) -> Iterator[Any]:
        if isinstance(box, boxes.MarginBox) or box.is_leader or box.element_tag in _FOR_THE_EYE:
            return
        for element in build(box, parent, pdf, page, *rest):
            yield from _refine(box, parent, pdf, page, element)

    def add_tags(pdf: Any, document: Any, *rest: Any, **named: Any) -> None:
        _tree.calls, _tree.notes, _tree.begun = {}, [], {}
        add(pdf, document, *rest, **named)
        _finish(pdf)

    @contextmanager
    def marked(self: Any, box: Any, tag: str) -> Iterator[None]:
        manager: AbstractContextManager[None]
        for_the_eye = getattr(box, "artifact", False) or box.element_tag in _FOR_THE_EYE
        manager = _artifact(self, box) if for_the_eye else mark(self, box, tag)
        with manager:
            yield

    tags._get_pdf_tag = _get_pdf_tag
    tags._build_box_tree = _build_box_tree
    tags.add_tags = weasyprint_pdf.add_tags = add_tags
    stream.Stream.marked = marked


def mark_artifacts(pages: Any) -> None:
    """Mark all that stands in the margins of pages that are about to be drawn."""
    for page in pages:
        for child in page._page_box.children:
            if isinstance(child, boxes.MarginBox):
                for box in child.descendants():
                    box.artifact = PAGINATION


@contextmanager
def _artifact(page_stream: Any, box: Any) -> Iterator[None]:
    if page_stream._tags is None:
        yield
        return
    properties = pydyf.Dictionary({"Type": "/Layout"})
    if getattr(box, "artifact", "") == PAGINATION:
        properties = pydyf.Dictionary({"Type": "/Pagination", "Subtype": "/Header", "Attached": pydyf.Array(["/Top"])})
    pydyf.Stream.begin_marked_content(page_stream, "Artifact", properties)
    yield
    pydyf.Stream.end_marked_content(page_stream)


def _refine(box: Any, parent: Any, pdf: Any, page: int, element: Any) -> Iterator[Any]:
    """What is yielded in place of an element that WeasyPrint has built for a box."""
    node, tag = box.element, box.element_tag
    if node is None or tag is None:
        yield element
        return
    if "::" not in tag and node.get("lang") and not isinstance(box, boxes.TextBox):
        element["Lang"] = pydyf.String(node.get("lang"))
    if tag == "img" and node.get("data-formula") is not None:
        element["S"] = "/Formula"
    if box.link_annotation and node.get("data-name") and tag == "a":
        box.link_annotation["Contents"] = pydyf.String(node.get("data-name"))
    if node.get("data-numbering") and tag == "x-references":
        element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": f"/{node.get('data-numbering')}"})
    if tag in (CALL, MARKER):
        yield _wrapped(box, parent, pdf, element)
    elif tag == NOTE and parent["S"] == "/Note":  # an anonymous box inside a note of several blocks
        element["S"] = "/NonStruct"
        yield element
    elif tag == NOTE and node.get("id") in dict(_tree.notes):  # it goes on over the page
        dict(_tree.notes)[node.get("id")]["K"].extend(element["K"])
        element["K"] = pydyf.Array([])
        yield element
    elif tag == NOTE:
        element["ID"] = pydyf.String(node.get("id"))
        _tree.notes.append((node.get("id"), element))
        yield element
    elif tag in _CONTINUED and id(node) in _tree.begun and _tree.begun[id(node)][0] < page:
        _tree.begun[id(node)][1]["K"].extend(element["K"])
        element["K"] = pydyf.Array([])
    else:
        if tag in _CONTINUED and id(node) not in _tree.begun:
            _tree.begun[id(node)] = (page, element)
        yield element


def _wrapped(box: Any, parent: Any, pdf: Any, link: Any) -> Any:
    """Reference › Link for a call, Lbl › Link for a marker."""
    is_call = box.element_tag == CALL
    wrapper = pydyf.Dictionary(
        {
            "Type": "/StructElem",
            "S": "/Reference" if is_call else "/Lbl",
            "K": pydyf.Array([link.reference]),
            "Pg": link["Pg"],
            "P": parent.reference,
        }
    )
    pdf.add_object(wrapper)
    if box.link_annotation:
        sign = "".join(child.text for child in box.descendants() if isinstance(child, boxes.TextBox))
        name = box.element.get("data-name" if is_call else "data-back") or ""
        box.link_annotation["Contents"] = pydyf.String(f"{name} {sign}".strip() if is_call else name)
    if is_call:
        _tree.calls[box.element.get("id")] = wrapper
    return wrapper


def _finish(pdf: Any) -> None:
    """Move the notes to their calls, drop what is empty, write all parents anew."""
    elements = {item.reference: item for item in pdf.objects if _is_element(item)}
    parents = {kid: element for element in elements.values() for kid in element["K"] if kid in elements}
    for name, note in _tree.notes:
        call = _tree.calls.get(name)
        if call is not None:
            parents[note.reference]["K"].remove(note.reference)
            siblings = parents[call.reference]["K"]
            siblings.insert(siblings.index(call.reference) + 1, note.reference)
    for item in [item for item in elements.values() if item["S"] == "/LI"]:
        _list_body(pdf, item, elements)
    root = next(item for item in elements.values() if item["S"] == "/Document")
    _prune(root, elements)


def _is_element(item: Any) -> bool:
    return isinstance(item, pydyf.Dictionary) and item.get("Type") == "/StructElem"


def _list_body(pdf: Any, item: Any, elements: dict[Any, Any]) -> None:
    """A list item holds its label and one LBody; what stands beside them goes into it."""
    kids = [kid for kid in item["K"] if kid in elements and elements[kid]["S"] not in ("/Lbl", "/LBody")]
    if not kids:
        return
    body = pydyf.Dictionary(
        {"Type": "/StructElem", "S": "/LBody", "K": pydyf.Array(kids), "Pg": item["Pg"], "P": item.reference}
    )
    pdf.add_object(body)
    elements[body.reference] = body
    item["K"] = pydyf.Array([*(kid for kid in item["K"] if kid not in kids), body.reference])


def _prune(element: Any, elements: dict[Any, Any]) -> bool:
    """Whether an element has content; its children's parent is set on the way."""
    kept = pydyf.Array([])
    for kid in element["K"]:
        child = elements.get(kid)
        if child is None:
            kept.append(kid)
        elif _prune(child, elements):
            child["P"] = element.reference
            kept.append(kid)
    element["K"] = kept
    return bool(kept) or element["S"] in ("/TD", "/TH", "/Figure", "/Formula")
