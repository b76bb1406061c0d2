"""Take an Edition, give the head of its HTML page: what citation managers, search engines and browsers read.

Sources: Highwire's ``citation_*`` names as Google Scholar's inclusion guidelines and Zotero read them; Dublin Core
in HTML
(DC-HTML); RFC 8288 for links to the other languages.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256

from lxml import etree, html

from sco_pub.model.choices import Format
from sco_pub.model.config import House
from sco_pub.model.edition import Edition
from sco_pub.typeset.colophon import provenance, rights_in_words
from sco_pub.typeset.epub import identifier
from sco_pub.typeset.front import Author, FrontMatter, front_matter, plain
from sco_pub.typeset.imprint import ORCID, RESOLVER
from sco_pub.typeset.journal import Published, licence, published

_POLICY = "default-src 'none'; script-src {data}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def head(edition: Edition, house: House, style: str, epoch: int) -> html.HtmlElement:
    """``head`` with character set, policy, title, metadata, links to the other languages and the style sheet."""
    front = front_matter(edition.document.meta)
    made = html.Element("head")
    etree.SubElement(made, "meta", charset="utf-8")
    data = _linked_data(edition, front)
    policy = _POLICY.format(data=f"'sha256-{b64encode(sha256(data.encode()).digest()).decode()}'")
    etree.SubElement(made, "meta", {"http-equiv": "Content-Security-Policy", "content": policy})
    etree.SubElement(made, "meta", name="viewport", content="width=device-width, initial-scale=1")
    etree.SubElement(made, "meta", name="color-scheme", content="light dark")
    etree.SubElement(made, "title").text = front.plain_title or edition.publication
    for name, content in metadata(edition, front, epoch, house):
        etree.SubElement(made, "meta", name=name, content=content)
    for language in house.languages:
        if language != edition.language:
            link = {"rel": "alternate", "hreflang": language, "href": f"{edition.publication}.{language}.html"}
            etree.SubElement(made, "link", link)
    etree.SubElement(made, "script", type="application/ld+json").text = data
    etree.SubElement(made, "style").text = f"\n{style}"
    for element in made:
        element.tail = "\n"
    return made


def metadata(edition: Edition, front: FrontMatter, epoch: int, house: House) -> Iterator[tuple[str, str]]:
    """Name and content of each ``meta``, in a fixed order; what the metadata doesn't know is left out."""
    source = front_matter(edition.source_meta)
    authors = [plain(author.name) for author in front.authors if author.name]
    keywords = [plain(keyword) for keyword in front.keywords]
    title, abstract = front.plain_title or edition.publication, plain(front.abstract)
    day = datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%d")
    place = published(edition.source_meta)
    yield from (("author", author) for author in authors)
    yield from _known(("description", abstract), ("keywords", ", ".join(keywords)), ("generator", "sco_pub"))
    yield ("citation_title", title)
    for author in front.authors:
        yield from _known(("citation_author", plain(author.name)))
        yield from _known(
            ("citation_author_institution", plain(author.affiliation)),
            ("citation_author_email", author.email),
            ("citation_author_orcid", author.orcid),
        )
    yield from _known(
        ("citation_journal_title", place.journal),
        ("citation_publication_date", plain(source.date).replace("-", "/") or place.year),
        ("citation_volume", place.volume),
        ("citation_issue", place.issue),
        ("citation_firstpage", place.first),
        ("citation_lastpage", place.last),
        ("citation_issn", source.codes["issn"]),
        ("citation_publisher", plain(source.publisher)),
        ("citation_doi", source.doi if edition.is_source else ""),
        ("citation_pdf_url", f"{edition.publication}.{edition.language}.pdf" if Format.PDF in house.formats else ""),
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
        ("DC.publisher", plain(front.publisher)),
        ("DC.source", source.plain_title if not edition.is_source else ""),
        ("DC.type", "Text"),
        ("DC.format", "text/html"),
        ("DC.rights", rights_in_words(edition)),
        ("DCTERMS.license", licence(edition.document.meta).url),
        ("DCTERMS.hasVersion", front.codes["version"]),
        ("DCTERMS.provenance", provenance(edition)),
        ("DCTERMS.modified", day),
    )


def _linked_data(edition: Edition, front: FrontMatter) -> str:
    """The article as schema.org has it, for search engines; data, which no browser runs."""
    source, place = front_matter(edition.source_meta), published(edition.source_meta)
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "headline": front.plain_title or edition.publication,
        "inLanguage": edition.lang,
        "author": [_person(author) for author in front.authors if author.name],
        "datePublished": plain(source.date) or place.year,
        "isPartOf": _journal(place, source.codes["issn"]),
        "pagination": place.pages,
        "publisher": plain(front.publisher) and {"@type": "Organization", "name": plain(front.publisher)},
        "license": licence(edition.document.meta).url,
        "version": front.codes["version"],
        "identifier": source.doi and RESOLVER + source.doi if edition.is_source else "",
        "translationOfWork": "" if edition.is_source else {"@type": "ScholarlyArticle", "name": source.plain_title},
    }
    written = json.dumps({key: value for key, value in data.items() if value}, ensure_ascii=False, sort_keys=True)
    return written.replace("<", "\\u003c")  # nothing in it may end the element


def _person(author: Author) -> dict[str, str]:
    person = {"@type": "Person", "name": plain(author.name), "email": author.email}
    person |= {
        "affiliation": plain(author.affiliation),
        "@id": author.orcid and ORCID + author.orcid.removeprefix(ORCID),
    }
    return {key: value for key, value in person.items() if value}


def _journal(place: Published, issn: str) -> dict[str, object] | str:
    if not place.journal:
        return ""
    journal: dict[str, object] = {"@type": "Periodical", "name": place.journal}
    if issn:
        journal["issn"] = issn
    if not place.issue:
        return journal
    issue: dict[str, object] = {"@type": "PublicationIssue", "issueNumber": place.issue, "isPartOf": journal}
    if place.volume:
        issue["isPartOf"] = {"@type": "PublicationVolume", "volumeNumber": place.volume, "isPartOf": journal}
    return issue


def _known(*pairs: tuple[str, str]) -> Iterator[tuple[str, str]]:
    yield from (pair for pair in pairs if pair[1])
