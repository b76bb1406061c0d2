"""Take the HTML that pandoc wrote of an edition's body, give a PrintJob: one document, its notes beside their calls.

Strategy.  Pandoc gathers notes at the end; a page-maker that sets real footnotes wants each note where it is called.  So
the list at the end is taken apart and each note is put, as an ``x-note``, at the place of its call; the call's own mark
goes, because the page-maker counts (it alone knows the pages).  HTML's parser would close a ``p`` before a note that holds
paragraphs, so that paragraphs with such notes become ``x-p`` and the paragraphs inside notes ``x-p`` too; the tagger
(edge.weasyprint_patches) knows both names.

Contract: ids are ``note-N`` and ``call-N``, N the note's place in the document, from 1; ``data-label`` is the master's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeAlias

from lxml import etree, html

from sco_pub.model.config import House, NoteRestart
from sco_pub.model.design import Contents
from sco_pub.model.edition import Edition
from sco_pub.model.errors import InternalError
from sco_pub.model.finding import Outcome
from sco_pub.model.job import PrintJob
from sco_pub.model.wording import N_, phrase
from sco_pub.typeset.colophon import rights_in_words
from sco_pub.typeset.front import FrontMatter, front_matter, plain
from sco_pub.typeset.imprint import CLASSES
from sco_pub.typeset.journal import licence
from sco_pub.typeset.lines.title_breaks import tied
from sco_pub.typeset.print_formulas import Draw, draw_formulas, undrawn
from sco_pub.typeset.print_references import set_apart
from sco_pub.typeset.print_style import NOTE_RATIO, geometry, margin_boxes, note_counter, note_foot, variables
from sco_pub.typeset.print_tables import prepare_tables
from sco_pub.typeset.right_to_left import direction, mirrored
from sco_pub.typeset.title_lines import is_long, weight

Node: TypeAlias = Any
_QUOTED = './/*[@class and contains("abstract author affiliation keywords", @class)] | .//blockquote'
_LETTERS = re.compile("([!-~\u00a0-\u036f\u0370-\u052f\u2010-\u2027\u2460-\u24ff]+)")
_ENDING = frozenset((*CLASSES, "editor", "colophon"))
_LONG, _FEWEST_SECTIONS = 17_500, 3  # hanzi (some sixteen pages) and sections from which an article has a contents
_OFF_GRID = "|".join(
    f".//{name}" for name in ("table", "figure", "pre", "blockquote", "x-references", "h2", "h3", "h4", "h5", "h6",
                             'div[starts-with(@class, "equation")]', '*[@class="acknowledgement"]', '*[@class="cite-as"]',
                             '*[@class="in-other-language"]', '*[contains(@class, "front")]', '*[contains(@class, "line-block")]')
)  # fmt: skip


def compose(
    edition: Edition,
    body: str,
    house: House,
    design: str,
    pictures: Mapping[str, bytes] | None = None,
    draw: Draw = undrawn,
) -> Outcome[PrintJob]:
    """The whole print document.

    ``body`` is what pandoc made of print_body.body(edition), ``design`` the style sheet's text;
    ``draw`` draws formulas.
    """
    root = html.fragment_fromstring(body, create_parent="body")
    formulas = draw_formulas(root, edition, draw)
    splice_notes(root)
    _star_notes(root)
    _name_notes(root, edition)
    set_apart(root, edition)
    _mark_first_paragraphs(root)
    _count_lists(root)
    form = geometry(house.page)
    prepare_tables(root, edition, form.measure / (form.size * NOTE_RATIO))
    _mark_grid(root, house)
    front = front_matter(edition.document.meta)
    _name_headings(root)
    _contents(root, edition, house.parts.contents)
    if edition.lang.split("-")[0] == "zh":
        _keep_letters(root)
    if house.parts.end_mark:
        _end_mark(root)
    _long_title(root)
    for line in root.xpath('.//div[contains("source affiliation subtitle", @class)]/p'):
        line.set("data-balance", "")
    root.set("class", f"language-{edition.language} foot-{note_foot(house, edition.language)}")
    page = html.Element("html", {"lang": edition.lang, **direction(edition.lang)})
    page.append(_head(edition, front))
    page.append(root)
    text = "<!DOCTYPE html>\n" + etree.tostring(page, encoding="unicode", method="html")
    options = {
        "notes_restart": house.notes_for(edition.language).restart is NoteRestart.PAGE,
        "notes_counter": note_counter(house, edition.language),
        "publication": edition.publication,
        "bleed": round(house.press.bleed * 72 / 25.4, 3) if house.press.marks or house.press.bleed else None,
    }
    sheets = (
        variables(house, edition.language),
        margin_boxes(house, edition),
        mirrored(design, edition.lang),
        mirrored(house.look.sheets.get("print", ""), edition.lang),
    )
    shown = {**(pictures or {}), **formulas.value}
    return Outcome(PrintJob(text, sheets, edition.lang, options, shown), formulas.findings)


def _contents(root: Node, edition: Edition, wanted: Contents) -> None:
    """A short contents behind the front matter: the main sections; pages are filled in by the engine."""
    sections = [heading for heading in root.iter("h2") if heading.get("id")]
    front = root.find(".//*[@data-grid]")
    if front is None or len(sections) < _FEWEST_SECTIONS or wanted is Contents.NEVER:
        return
    if wanted is Contents.LONG and weight(root.text_content()) < _LONG:
        return
    title = html.Element("p", {"class": "contents-title", "data-above": front.get("data-grid")})
    title.text = edition.labels.gettext("Contents")
    table = html.Element("x-contents")
    for heading in sections:
        entry = etree.SubElement(table, "x-entry")
        link = etree.SubElement(entry, "a", href=f"#{heading.get('id')}")
        link.text = tied(heading.get("data-plain"), edition.lang)
        number = etree.SubElement(link, "span")
        number.set("class", "contents-page")
        number.set("data-target", heading.get("id"))
        number.text = "88"
    front.extend([title, table])


def _keep_letters(root: Node) -> None:
    """Class ``letters`` on what isn't hanzi where a Chinese page has 楷体: figures, letters and quotation marks.

    楷体 fonts bring letters of another hand and narrow quotation marks; they are taken from the text's own face.
    """
    for block in root.xpath(_QUOTED):
        _wrap_below(block)


def _wrap_below(element: Node) -> None:
    """``_wrap_letters`` in an element and all below it, but for notes, which are set in the text's face."""
    for child in list(element):
        if isinstance(child.tag, str) and child.tag not in ("x-note", "svg"):
            _wrap_below(child)
    _wrap_letters(element)


def _wrap_letters(element: Node) -> None:
    """Spans round the letters of an element's own text and of what follows its children."""
    if element.get("class") in ("letters", "label"):
        return
    for place, text in [(None, element.text), *((child, child.tail) for child in element)]:
        parts = _LETTERS.split(text or "")
        if len(parts) < 2:
            continue
        if place is None:
            element.text = parts[0]
        else:
            place.tail = parts[0]
        at = 0 if place is None else element.index(place) + 1
        for offset, (letters, after) in enumerate(zip(parts[1::2], parts[2::2], strict=True)):
            span = html.Element("span", {"class": "letters"})
            span.text, span.tail = letters, after
            element.insert(at + offset, span)


def _end_mark(root: Node) -> None:
    """An empty ``x-end`` behind the last word of the text, for a design to draw its mark in."""
    last = None
    for block in root:
        if block.get("class") in _ENDING:
            break
        last = block
    if last is not None and last.tag in ("p", "x-p"):
        etree.SubElement(last, "x-end")


def splice_notes(root: Node) -> None:
    """Each note of pandoc's list at the end to the place of its call; the list goes."""
    sections = root.xpath('.//section[contains(@class, "footnotes")]')
    bodies = {item.get("id"): item for section in sections for item in section.iterfind("ol/li")}
    for number, call in enumerate(root.xpath('.//a[contains(@class, "footnote-ref")]'), 1):
        item = bodies.get(call.get("href", "").removeprefix("#"))
        if item is None:
            raise InternalError(phrase(N_("pandoc's HTML has no body for note {number}."), number=number))
        note = html.Element("x-note", id=f"note-{number}")
        note.set("class", "note")
        note.set("data-call", f"call-{number}")
        label = call.getparent()
        if label.get("class") == "labelled":
            note.set("data-label", label.get("data-label", ""))
        _fill(note, item)
        _replace(call, note)
    for section in sections:
        section.drop_tree()
    for label in root.xpath('.//span[@class="labelled"]'):
        label.drop_tag()


def _fill(note: Node, item: Node) -> None:
    """The note's paragraphs: the first runs in with the number, further ones are blocks."""
    for back in item.xpath('.//a[contains(@class, "footnote-back")]'):
        back.drop_tree()
    blocks = list(item)
    if len(blocks) == 1 and blocks[0].tag == "p":
        note.text = blocks[0].text
        note.extend(list(blocks[0]))
        _trim(note)
        return
    for index, block in enumerate(blocks):
        block.tail = None
        for paragraph in block.iter("p"):
            paragraph.tag = "x-p"
        if index == 0 and block.tag == "x-p":
            note.text = block.text
            note.extend(list(block))
        else:
            note.append(block)
    note.set("class", "note blocks")


def _trim(note: Node) -> None:
    """No space at the note's end, where the way back stood."""
    last = note[-1] if len(note) else None
    if last is not None:
        last.tail = last.tail.rstrip() if last.tail else last.tail
    elif note.text:
        note.text = note.text.rstrip()


def _replace(call: Node, note: Node) -> None:
    parent = call.getparent()
    note.tail = call.tail
    parent.replace(call, note)
    if any(child.tag in ("x-p", "ul", "ol", "blockquote", "table", "div", "pre") for child in note.iter()):
        for ancestor in note.iterancestors("p"):
            ancestor.tag = "x-p"


def _star_notes(root: Node) -> None:
    """The spans ``starred`` become notes without a number."""
    for count, span in enumerate(root.xpath('.//span[contains(@class, "starred")]'), 1):
        span.tag = "x-note"
        span.set("id", f"star-{count}")
        span.set("data-call", f"star-call-{count}")


def _name_notes(root: Node, edition: Edition) -> None:
    """What a screen reader says of the links from call to note and back."""
    for note in root.iter("x-note"):
        note.set("data-name", edition.labels.gettext("Note"))
        note.set("data-back", edition.labels.gettext("Back to the text"))


def _mark_grid(root: Node, house: House) -> None:
    """``data-grid`` on what is no whole number of lines, ``data-below`` where a line may be added: the step in CSS pixels."""
    step = house.page.size * house.page.leading * 96 / 72
    for block in root.xpath(_OFF_GRID):
        if not any(ancestor.get("data-grid") for ancestor in block.iterancestors()):
            block.set("data-grid", f"{step:.6f}")
    for front in root.xpath('.//*[@data-grid][contains(@class, "front")]'):
        front.set("data-below", front.get("data-grid"))


def _count_lists(root: Node) -> None:
    """Where a list doesn't begin with 1, its counter does not either: the engine knows no ``start``."""
    for numbered in root.xpath(".//ol[@start]"):
        numbered.set("style", f"counter-reset: list-item {int(numbered.get('start')) - 1}")


def _mark_first_paragraphs(root: Node) -> None:
    """Class ``after-heading`` on what follows a heading, so that a design may set it flush."""
    for heading in root.xpath(".//h2|.//h3|.//h4"):
        following = heading.getnext()
        if following is not None and following.tag in ("p", "x-p"):
            following.set("class", (following.get("class", "") + " after-heading").strip())


def _name_headings(root: Node) -> None:
    """``data-plain`` for bookmarks: words without the notes' calls."""
    for heading in root.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        heading.set("data-plain", _plain(heading))


def _long_title(root: Node) -> None:
    """Class ``long`` on a title that is set a little smaller."""
    for title in root.iter("h1"):
        if is_long(title.get("data-plain") or ""):
            title.set("class", f"{title.get('class', '')} long".strip())


def _plain(element: Node) -> str:
    """The element's words without those of its notes."""
    words = element.text or ""
    for child in element:
        if child.tag != "x-note":
            words += _plain(child)
        words += child.tail or ""
    return " ".join(words.split(" ")).strip()


def _head(edition: Edition, front: FrontMatter) -> Node:
    head = html.Element("head")
    etree.SubElement(head, "meta", charset="utf-8")
    title = etree.SubElement(head, "title")
    title.text = front.plain_title or edition.publication
    for author in front.authors:
        etree.SubElement(head, "meta", name="author", content=plain(author.name))
    if front.keywords:
        etree.SubElement(head, "meta", name="keywords", content=", ".join(plain(word) for word in front.keywords))
    if front.abstract:
        etree.SubElement(head, "meta", name="description", content=plain(front.abstract))
    for name, content in (
        ("dc.rights", rights_in_words(edition)),
        ("dc.publisher", plain(front.publisher)),
        ("dc.identifier", f"doi:{front.doi}" if front.doi and edition.is_source else ""),
        ("dc.date", plain(front.date)),
        ("dc.source", plain(front.journal)),
        ("dcterms.license", licence(edition.document.meta).url),
    ):
        if content:
            etree.SubElement(head, "meta", name=name, content=content)
    etree.SubElement(head, "meta", name="generator", content="sco_pub")
    return head
