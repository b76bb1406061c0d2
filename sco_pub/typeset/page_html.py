"""Take an Edition, give its HTML page: one file that needs no other, no script and no network.

Strategy.  Pandoc writes the body's fragment with its notes at the end; here the fragment is taken apart into title
block, text, notes and colophon and set into a page.  Notes stand behind the text on paper, on a narrow screen and for the
ear, and in the margin by their calls on a wide one (see page_html_notes).  A language switch links the sibling
files of the same publication.

A Content-Security-Policy lets the page load nothing: whatever got past the sanitiser could not act.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from lxml import etree, html

from sco_pub.model import ast
from sco_pub.model.choices import Format
from sco_pub.model.config import House
from sco_pub.model.document import Document
from sco_pub.model.edition import Edition
from sco_pub.model.finding import Outcome
from sco_pub.model.job import PandocJob
from sco_pub.typeset import logo
from sco_pub.typeset.addresses import breakable_addresses
from sco_pub.typeset.article import front_blocks
from sco_pub.typeset.colophon import colophon, labelled
from sco_pub.typeset.emphasis import upright_hanzi
from sco_pub.typeset.equations import set_equations
from sco_pub.typeset.formulas import mend_mathml
from sco_pub.typeset.front import front_matter
from sco_pub.typeset.imprint import ending, imprint
from sco_pub.typeset.languages import mark_languages
from sco_pub.typeset.list_marks import bracketed_lists
from sco_pub.typeset.page_html_head import head
from sco_pub.typeset.page_html_notes import take_notes
from sco_pub.typeset.pictures import embed
from sco_pub.typeset.read_aloud import mend_for_reading_aloud
from sco_pub.typeset.references import set_references
from sco_pub.typeset.right_to_left import direction, mirrored
from sco_pub.typeset.sanitise import sanitise
from sco_pub.typeset.title_lines import parts

_OPTIONS: Mapping[str, str | bool] = {
    "shift-heading-level-by": "1", "mathml": True, "wrap": "none", "quiet": True,
}  # fmt: skip
_TEXT = "the-text"  # the empty Div between the title block and the text


def compose(
    edition: Edition, pictures: Mapping[str, bytes] | None = None, house: House | None = None
) -> Outcome[PandocJob]:
    """The job for pandoc's html5 writer: a fragment; ``pictures`` are the publication's own by the text's names."""
    house = house or House()
    pictures = {**(pictures or {}), **logo.pictures(house)}
    harmless = sanitise(edition.document, pictures=pictures, file=edition.provenance.master_path)
    words = edition.labels.gettext
    linked = bracketed_lists(set_references(set_equations(harmless.value), edition.lang, words), edition.lang)
    edited = breakable_addresses(upright_hanzi(mark_languages(linked, edition.lang, edition.source_lang)))
    front = front_matter(edited.meta)
    title = parts(front.title or [ast.text(edition.publication)])
    blocks: ast.Blocks = [
        *logo.block(edition, house),
        {"t": "Header", "c": [0, ["title", ["title"], []], title]},
        *front_blocks(edited.meta, replace(edition, document=edited)),
    ]
    blocks += [ast.div([], id=_TEXT), *edited.blocks]
    blocks += ending(replace(edition, document=edited), cite=house.parts.cite)
    if front.editor:
        blocks.append(ast.div([ast.para([*labelled(edition, "Editor"), *front.editor])], classes=["editor"]))
    end = colophon(edition, imprint=imprint(edition), own=house.colophon_for(edition.language))
    document = embed(Document({}, (*blocks, end), edited.api_version), pictures or {})
    return Outcome(PandocJob(document, to="html5", options=_OPTIONS), harmless.findings)


def finish(fragment: str, edition: Edition, house: House, *, style: str, epoch: int) -> str:
    """The whole page; ``style`` is its style sheet, ``epoch`` its time in seconds."""
    body = html.fragment_fromstring(fragment, create_parent="body")
    notes = take_notes(body, edition, house)
    page = html.Element("html", {"lang": edition.lang, **direction(edition.lang)})
    page.append(head(edition, house, mirrored(style, edition.lang), epoch))
    page.append(_page(body, notes, edition, house))
    written: str = html.tostring(page, encoding="unicode", method="html")
    written = written.replace("</wbr>", "")  # an element without an end, which libxml2 doesn't know
    return f"<!DOCTYPE html>\n{written}\n"


def language_name(tag: str) -> str:
    """A language's name in that language, as a switch shows it: 中文, Русский, English; 中文 (繁體) with its script or region."""
    try:
        locale = Locale.parse(tag, sep="-")
        name = locale.get_language_name() if _is_usual(locale) else locale.get_display_name()
        name = name or tag
    except (UnknownLocaleError, ValueError):
        return tag
    return name[:1].upper() + name[1:]


def _is_usual(locale: Locale) -> bool:
    """Whether a locale's script and region are the likely ones of its language: zh-CN is simply 中文."""
    script, region = [*str(get_global("likely_subtags").get(locale.language, "__")).split("_"), "", ""][1:3]
    return (locale.script or script) == script and (locale.territory or region) == region


def sibling(edition: Edition, language: str) -> str:
    """The file name of the same page in another language."""
    return f"{edition.publication}.{language}.html"


def _page(body: html.HtmlElement, notes: list[html.HtmlElement], edition: Edition, house: House) -> html.HtmlElement:
    """Title block, contents, text, notes and colophon in their places."""
    label = edition.labels.gettext
    front, text, end = html.Element("header"), html.Element("div"), html.Element("footer")
    front.set("class", "front")
    text.set("class", "text")
    place = front
    for block in list(body):
        if block.get("id") == _TEXT:
            place = text
            continue
        (end if block.get("class") == "colophon" else place).append(block)
    _frames(text)
    mend_mathml(text)
    mend_for_reading_aloud(text)
    end.set("aria-label", label("About this edition"))
    article = html.Element("article")
    article.extend([front, *_contents(text, label("Contents")), text, *notes, end])
    main = html.Element("main")
    main.append(article)
    made = html.Element("body")
    made.extend([_bar(article, edition, house), main])
    return made


def _frames(text: html.HtmlElement) -> None:
    """A table or formula wider than the screen scrolls in a frame of its own, which the keyboard reaches."""
    for wide in list(text.xpath(".//table | .//math[@display='block']")):
        caption = wide.find("caption")
        frame = html.Element(
            "div" if wide.tag == "table" else "span", {"class": "wide", "tabindex": "0", "role": "group"}
        )
        if caption is not None:
            frame.set("aria-label", plain_words(caption))
        frame.tail, wide.tail = wide.tail, None
        wide.getparent().replace(wide, frame)
        frame.append(wide)


def _bar(article: html.HtmlElement, edition: Edition, house: House) -> html.HtmlElement:
    """Above the article: the same edition in other formats, how it is cited, and the other languages.  The way back to it ends
    the page."""
    label, bar = edition.labels.gettext, html.Element("div", {"class": "bar", "id": "top"})
    links = [
        (f"{edition.publication}.{edition.language}.{form}", form.upper())
        for form in house.formats
        if form != Format.HTML
    ]
    for cited in article.xpath(".//*[@class='cite-as']")[:1]:
        cited.set("id", "cite")
        links.append(("#cite", label("How to cite")))
    if links:
        nav = etree.SubElement(bar, "nav", {"class": "formats", "aria-label": label("Other formats")})
        for address, words in links:
            link = etree.SubElement(nav, "a", href=address)
            link.text, link.tail = words, " "
    bar.extend(_switch(edition, house))
    back = etree.SubElement(etree.SubElement(article, "p", {"class": "back"}), "a", href="#top")
    back.text = label("Back to the top")
    return bar


def _switch(edition: Edition, house: House) -> list[html.HtmlElement]:
    if len(house.languages) < 2:
        return []
    switch = html.Element("nav")
    switch.set("class", "languages")
    switch.set("aria-label", edition.labels.gettext("Languages"))
    for language in house.languages:
        own = language == edition.language
        link = etree.SubElement(
            switch, "a", {"lang": language, "hreflang": language, "href": sibling(edition, language)}
        )
        if own:
            link.set("aria-current", "page")
        link.text = language_name(language)
        link.tail = " "
    return [switch]


def _contents(text: html.HtmlElement, title: str) -> list[html.HtmlElement]:
    """The headings as a list that closes and opens; nothing for a text with fewer than three."""
    headings = [element for element in text.iter("h2", "h3") if element.get("id")]
    if len(headings) < 3:
        return []
    nav, details, items = html.Element("nav"), html.Element("details", open="open"), html.Element("ol")
    nav.set("class", "contents")
    nav.set("aria-label", title)
    etree.SubElement(details, "summary").text = title
    for heading in headings:
        item = etree.SubElement(items, "li", {"class": f"level-{heading.tag[1]}"})
        etree.SubElement(item, "a", href=f"#{heading.get('id')}").text = plain_words(heading)
    details.append(items)
    nav.append(details)
    return [nav]


def plain_words(element: html.HtmlElement) -> str:
    """An element's words without the marks of its notes."""
    words = element.text or ""
    for child in element:
        if child.get("role") != "doc-noteref":
            words += plain_words(child)
        words += child.tail or ""
    return words
