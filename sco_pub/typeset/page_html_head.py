"""Take an Edition, give the head of its HTML page: what citation managers, search engines and browsers read.

Sources: Highwire's ``citation_*`` names as Google Scholar's inclusion guidelines and Zotero read them; Dublin Core
in HTML
(DC-HTML); RFC 8288 for links to the other languages.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from lxml import etree, html

from sco_pub.model.config import House
from sco_pub.model.edition import Edition
from sco_pub.typeset.epub import identifier
from sco_pub.typeset.front import FrontMatter, front_matter, plain

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def head(edition: Edition, house: House, style: str, epoch: int) -> html.HtmlElement:
    """``head`` with character set, policy, title, metadata, links to the other languages and the style sheet."""
    front = front_matter(edition.document.meta)
    made = html.Element("head")
    etree.SubElement(made, "meta", charset="utf-8")
    etree.SubElement(made, "meta", {"http-equiv": "Content-Security-Policy", "content": _POLICY})
    etree.SubElement(made, "meta", name="viewport", content="width=device-width, initial-scale=1")
    etree.SubElement(made, "meta", name="color-scheme", content="light dark")
    etree.SubElement(made, "title").text = front.plain_title or edition.publication
    for name, content in metadata(edition, front, epoch):
        etree.SubElement(made, "meta", name=name, content=content)
    for language in house.languages:
        if language != edition.language:
            link = {"rel": "alternate", "hreflang": language, "href": f"{edition.publication}.{language}.html"}
            etree.SubElement(made, "link", link)
    etree.SubElement(made, "style").text = f"\n{style}"
    for element in made:
        element.tail = "\n"
    return made


def metadata(edition: Edition, front: FrontMatter, epoch: int) -> Iterator[tuple[str, str]]:
    """Name and content of each ``meta``, in a fixed order; what the metadata doesn't know is left out."""
    source = front_matter(edition.source_meta)
    authors = [plain(author.name) for author in front.authors if author.name]
    keywords = [plain(keyword) for keyword in front.keywords]
    title, abstract = front.plain_title or edition.publication, plain(front.abstract)
    day = datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%d")
    rights = plain(front.rights) or edition.labels.gettext(
        "The rights in the text remain with the author and the journal."
    )
    yield from (("author", author) for author in authors)
    yield from _known(("description", abstract), ("keywords", ", ".join(keywords)), ("generator", "sco_pub"))
    yield ("citation_title", title)
    for author in front.authors:
        yield from _known(("citation_author", plain(author.name)))
        yield from _known(("citation_author_institution", plain(author.affiliation)))
    yield from _known(
        ("citation_journal_title", plain(source.journal)),
        ("citation_publication_date", plain(source.date)),
        ("citation_doi", source.doi if edition.is_source else ""),
        ("citation_language", edition.lang),
        ("citation_keywords", "; ".join(keywords)),
        ("citation_abstract", abstract),
    )
    yield ("DC.title", title)
    yield from (("DC.creator", author) for author in authors)
    yield from (("DC.subject", keyword) for keyword in keywords)
    yield from _known(
        ("DC.description", abstract),
        ("DC.language", edition.lang),
        ("DC.identifier", identifier(edition)),
        ("DC.date", plain(source.date)),
        ("DC.source", source.plain_title if not edition.is_source else ""),
        ("DC.type", "Text"),
        ("DC.format", "text/html"),
        ("DC.rights", rights),
        ("DCTERMS.modified", day),
    )


def _known(*pairs: tuple[str, str]) -> Iterator[tuple[str, str]]:
    yield from (pair for pair in pairs if pair[1])
