"""Take an Edition, give the PandocJob of its EPUB and mend the package that pandoc writes.

Strategy.  Pandoc writes the chapters, the manifest and the navigation; this room prepares its tree and mends its
package:

- The edition becomes a title page, the opening (what stands before the first heading, under the house's own name for
  it), the author's chapters and a colophon, each a heading of the first level, so that pandoc makes a file of each.
- ``finish`` numbers the notes through the whole text, gives each its number and way back (pandoc gives neither), names
  every file by its heading, orders the spine, writes metadata that pandoc has no field for, and lays in the style
  sheet.
- Nothing depends on the day or on chance: the identifier is derived from the publication and the language.

Sources: EPUB 3.3, EPUB Accessibility 1.1, EPUB Structural Semantics Vocabulary 1.1, DPUB-ARIA 1.0.

No page list.  EPUB Accessibility 1.1 (4.2) has one for the pages of a *static* publication that people cite, named in
``pageBreakSource``.  The master doesn't say where the journal's pages began.  Our own PDF has pages, but they belong to nobody's
citations and move with its sheet, its type and the engine's version: a list of them would have to be made after the PDF,
would make this file depend on the PDF's settings and fonts, and would promise a stability that isn't there.  A
master that one day marks the journal's own pages is what a page list waits for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sco_pub.model import ast
from sco_pub.model.config import House
from sco_pub.model.document import Document
from sco_pub.model.edition import Edition
from sco_pub.model.finding import Outcome
from sco_pub.model.job import PandocJob
from sco_pub.typeset.addresses import breakable_addresses
from sco_pub.typeset.article import front_blocks
from sco_pub.typeset.colophon import colophon, rights_in_words
from sco_pub.typeset.emphasis import upright_hanzi
from sco_pub.typeset.equations import set_equations
from sco_pub.typeset.front import front_matter, plain
from sco_pub.typeset.imprint import ending, imprint
from sco_pub.typeset.languages import mark_languages
from sco_pub.typeset.list_marks import bracketed_lists
from sco_pub.typeset.pictures import embed, picture_facts
from sco_pub.typeset.references import set_references
from sco_pub.typeset.sanitise import sanitise
from sco_pub.typeset.title_lines import parts

_OPTIONS: Mapping[str, str | bool] = {
    "toc": True, "toc-depth": "3", "split-level": "1", "epub-title-page": "false", "mathml": True, "wrap": "none",
    "quiet": True,  # pandoc misses its own word for “Abstract” in Chinese, which is not used
}  # fmt: skip


def compose(
    edition: Edition, pictures: Mapping[str, bytes] | None = None, *, cover: bool = False, house: House | None = None
) -> Outcome[PandocJob]:
    """The job for pandoc's epub3 writer; ``pictures`` are the publication's own files by the names the text uses.

    ``cover`` says whether there will be a cover, which counts as one more described picture.
    """
    house, name = house or House(), edition.provenance.master_path
    harmless = sanitise(edition.document, pictures=pictures, file=name)
    words = edition.labels.gettext
    linked = bracketed_lists(set_references(set_equations(harmless.value), edition.lang, words), edition.lang)
    edited = breakable_addresses(upright_hanzi(mark_languages(linked, edition.lang, edition.source_lang)))
    text = [*_text(edited, edition), *ending(replace(edition, document=edited), cite=house.parts.cite)]
    blocks = [*_title_page(edited, edition), *text, *_colophon(edition, house)]
    document = embed(Document(metadata(edition, cover), tuple(blocks), edited.api_version), pictures or {})
    return Outcome(PandocJob(document, to="epub3", options=_OPTIONS), harmless.findings)


def identifier(edition: Edition) -> str:
    """A URN that is the same for ever for one publication in one language (a UUID of version 5, RFC 9562)."""
    return uuid5(NAMESPACE_URL, f"sco_pub:{edition.publication}:{edition.language}").urn


def metadata(edition: Edition, cover: bool = False) -> dict[str, Any]:
    """What pandoc's writer turns into the package's metadata; accessibility is claimed only where it is so."""
    front = front_matter(edition.document.meta)
    meta: dict[str, Any] = {
        "title": _string(front.plain_title or edition.publication),
        "lang": _string(edition.lang),
        "identifier": _string(identifier(edition)),
        "creator": _list([_person("author", plain(author.name)) for author in front.authors]),
        "subject": _list([_string(plain(keyword)) for keyword in front.keywords]),
    }
    if front.editor:
        meta["contributor"] = _list([_person("editor", plain(front.editor))])
    if front.abstract:
        meta["description"] = _string(plain(front.abstract))
    if front.publisher:
        meta["publisher"] = _string(plain(front.publisher))
    return meta | {"rights": _string(rights_in_words(edition))} | _accessibility(edition, cover)


def _accessibility(edition: Edition, cover: bool) -> dict[str, Any]:
    pictures, described = (count + cover for count in picture_facts(edition.document))
    math = any(element["t"] == "Math" for element in ast.walk(list(edition.document.blocks)))
    features = ["tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability"]
    features += ["alternativeText"] * (pictures > 0 and pictures == described) + ["MathML"] * math
    modes = ["textual"] + ["visual"] * (pictures > 0)
    summary = edition.labels.gettext(
        "The text can be read by eye or by ear: it has headings, linked notes and foreign passages marked by language."
    )
    return {
        "accessModes": _list([_string(mode) for mode in modes]),
        "accessModeSufficient": _list([_string("textual" if pictures == described else ",".join(modes))]),
        "accessibilityFeatures": _list([_string(feature) for feature in features]),
        "accessibilityHazards": _list([_string("none")]),
        "accessibilitySummary": _string(summary),
    }


def _title_page(document: Document, edition: Edition) -> ast.Blocks:
    title = parts(front_matter(document.meta).title or [ast.text(edition.publication)])
    attributes = {"epub:type": "titlepage"}
    return [
        _chapter("title-page", title, attributes, ["title"]),
        *front_blocks(document.meta, replace(edition, document=document)),
    ]


def _text(document: Document, edition: Edition) -> ast.Blocks:
    """The article's own blocks; an opening without a heading gets one that ``finish`` turns into a mere name."""
    blocks = list(document.blocks)
    if blocks and not (blocks[0]["t"] == "Header" and blocks[0]["c"][0] == 1):
        name = [ast.text(edition.labels.gettext("Beginning of the text"))]
        return [_chapter("opening", name, {"epub:type": "bodymatter"}, ["opening"]), *blocks]
    return blocks


def _colophon(edition: Edition, house: House) -> ast.Blocks:
    name = [ast.text(edition.labels.gettext("About this edition"))]
    title = _chapter("colophon-page", name, {"epub:type": "colophon"}, ["colophon-title"])
    return [title, colophon(edition, imprint=imprint(edition), own=house.colophon_for(edition.language))]


def _chapter(name: str, title: ast.Inlines, attributes: Mapping[str, str], classes: list[str]) -> ast.Element:
    return {"t": "Header", "c": [1, [name, classes, [list(pair) for pair in attributes.items()]], title]}


def _string(value: str) -> dict[str, Any]:
    return {"t": "MetaString", "c": value}


def _list(values: list[dict[str, Any]]) -> dict[str, Any]:
    return {"t": "MetaList", "c": values}


def _person(role: str, name: str) -> dict[str, Any]:
    return {"t": "MetaMap", "c": {"role": _string(role), "text": _string(name)}}
