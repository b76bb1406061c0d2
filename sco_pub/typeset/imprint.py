"""Take an edition, give what a journal prints round an article beside title and abstract, as blocks for every format.

On the first page: a box for an erratum, the line of codes, the dates of the manuscript, who may be written to.  At the end: the
acknowledgements, how the article is cited, and title, authors, abstract and keywords in English (and Russian) as the original has
them, but in the edition of that language.  Each part is a Div whose class the style sheets know; what the metadata doesn't
have isn't there.  Sources: GB/T 7713.2, 5 (codes and dates under the keywords, the English part); GOST R 7.0.7, 4.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sco_pub.lexicon.addresses import DOI
from sco_pub.model import ast
from sco_pub.model.edition import Edition
from sco_pub.typeset.citation import citation
from sco_pub.typeset.colophon import labelled
from sco_pub.typeset.front import Author, FrontMatter, Part, front_matter, plain

RESOLVER, ORCID = "https://doi.org/", "https://orcid.org/"
CLASSES = ("erratum", "codes", "dates", "correspondence", "acknowledgement", "cite-as", "in-other-language")
_CODES = {"clc": "CLC number", "doc-code": "Document code", "article-id": "Article ID", "jel": "JEL codes"}
_DATES = {"received": "Received", "revised": "Revised", "accepted": "Accepted", "published": "Published online"}
_PLACES = {"volume": "Vol. {volume}", "issue": "No. {issue}", "pages": "Pp. {pages}"}
_OWN_LABELS = {"en": ("Abstract: ", "Keywords: "), "ru": ("Аннотация: ", "Ключевые слова: ")}


def opening(edition: Edition) -> ast.Blocks:
    """What stands before the abstract: the box for an erratum."""
    front = front_matter(edition.document.meta)
    return [_with_label("erratum", "Erratum", front.erratum, edition)] if front.erratum else []


def under_keywords(edition: Edition) -> ast.Blocks:
    """Codes, dates and the corresponding author."""
    front = front_matter(edition.document.meta)
    blocks = [_line("codes", _CODES, front, edition), _line("dates", _DATES, front, edition)]
    if front.correspondence:
        line = [*labelled(edition, "Corresponding author"), *front.correspondence]
        blocks.append(ast.div([ast.para(line)], classes=["correspondence"]))
    return [block for block in blocks if block is not None]


def ending(edition: Edition, *, cite: bool = False) -> ast.Blocks:
    """Acknowledgements, citation and the parts in other languages; ``cite``: a citation is made where the original has none."""
    front = front_matter(edition.document.meta)
    blocks: ast.Blocks = []
    if front.acknowledgement:
        blocks.append(_with_label("acknowledgement", "Acknowledgements", front.acknowledgement, edition))
    cited = [
        ast.span(words, attributes={"lang": lang})
        for words, lang in ((front.cite_as, edition.source_lang), (front.cite_as_en, "en"))
        if words
    ]
    line = [part for index, part in enumerate(cited) for part in ([{"t": "LineBreak"}] * (index > 0) + [part])]
    line = line or (citation(edition) if cite else [])
    if line:
        blocks.append(ast.div([ast.para([*labelled(edition, "How to cite"), *line])], classes=["cite-as"]))
    return [*blocks, *_other_languages(front, edition)]


def statement(edition: Edition) -> ast.Inlines:
    """Where the article appeared: journal, volume, issue, pages, date, and the DOI as a link."""
    front = front_matter(edition.document.meta)
    chinese = edition.lang.split("-")[0] == "zh"
    parts = [front.journal] if front.journal else []
    for key, label in _PLACES.items():
        if front.codes[key]:
            parts.append([ast.text(edition.labels.gettext(label).format(**{key: front.codes[key]}))])
    parts += [part for part in (front.date, doi_link(front.doi)) if part]
    between = ast.text("\N{IDEOGRAPHIC SPACE}" if chinese else ", ")
    return [inline for n, part in enumerate(parts) for inline in ([between] * (n > 0) + list(part))]


def imprint(edition: Edition) -> list[ast.Inlines]:
    """Sentences for the colophon: who publishes, the journal's numbers, which version this is and what changed."""
    front, words = front_matter(edition.document.meta), edition.labels.gettext
    stop = "。" if edition.lang.split("-")[0] == "zh" else "."
    said = []
    if front.publisher:
        said.append([*labelled(edition, "Publisher"), *front.publisher, ast.text(stop)])
    for key, label in (("issn", "ISSN"), ("cn", "CN")):
        if front.codes[key]:
            said.append([ast.text(f"{label} {front.codes[key]}{stop}")])
    if front.codes["version"]:
        said.append([ast.text(words("Version {version}").format(version=front.codes["version"]) + stop)])
    for day, change in front.history:
        said.append([*([ast.text(words("{label}: ").format(label=day))] if day else []), *change])
    return said


def contact(author: Author) -> ast.Inlines:
    """An author's address and ORCID, as links."""
    said: ast.Inlines = []
    if author.email:
        said += [ast.text("E-mail:"), {"t": "Space"}, _link(author.email, f"mailto:{author.email}")]
    if author.orcid:
        number = author.orcid.removeprefix(ORCID)
        said += [ast.text(";"), {"t": "Space"}] if said else []
        said += [ast.text("ORCID:"), {"t": "Space"}, _link(number, ORCID + number)]
    return said


def biography(author: Author) -> ast.Inlines:
    """What is said of an author, with the ways to reach her."""
    ways = contact(author)
    return [*author.bio, *([{"t": "Space"}] if author.bio and ways else []), *ways]


def doi_link(doi: str) -> ast.Inlines:
    """The DOI as the address that resolves it; what can't be one is shown as it stands."""
    bare = doi.removeprefix(RESOLVER).removeprefix("doi:").strip()
    if not DOI.fullmatch(bare):
        return ast.words(bare)
    return [_link(RESOLVER + bare, RESOLVER + bare)]


def _link(words: str, target: str) -> ast.Element:
    return {"t": "Link", "c": [["", ["uri"], []], [ast.text(words)], [target, ""]]}


def _line(name: str, keys: Mapping[str, str], front: FrontMatter, edition: Edition) -> ast.Element | None:
    """Labels and codes in one line."""
    between = "\N{IDEOGRAPHIC SPACE}" if edition.lang.split("-")[0] == "zh" else "; "
    inlines: ast.Inlines = []
    for key, label in keys.items():
        if front.codes[key]:
            inlines += [ast.text(between)] if inlines else []
            inlines += [*labelled(edition, label), ast.text(front.codes[key])]
    return ast.div([ast.para(inlines)], classes=[name]) if inlines else None


def _with_label(name: str, label: str, blocks: ast.Blocks, edition: Edition) -> ast.Element:
    first, *rest = blocks
    if first["t"] in ("Para", "Plain"):
        first = ast.para([*labelled(edition, label), *first["c"]])
    return ast.div([first, *rest], classes=[name])


def _other_languages(front: FrontMatter, edition: Edition) -> Iterator[ast.Element]:
    """The original's own parts in English and Russian."""
    for lang, part in (("en", front.english), ("ru", front.russian)):
        if edition.lang.split("-")[0] == lang:
            continue
        blocks = list(_part(part, lang))
        if blocks:
            yield ast.div(blocks, classes=["in-other-language"], attributes={"lang": lang})


def _part(part: Part, lang: str) -> Iterator[ast.Element]:
    abstract, keywords = _OWN_LABELS[lang]
    if part.title:
        yield ast.div([ast.para([{"t": "Strong", "c": part.title}])], classes=["other-title"])
    for line in (part.authors, *part.affiliations):
        if plain(line):
            yield ast.div([ast.para(line)], classes=["other-author"])
    if part.abstract:
        first, *rest = part.abstract
        if first["t"] in ("Para", "Plain"):
            first = ast.para([*_own_label(abstract), *first["c"]])
        yield from [first, *rest]
    if part.keywords:
        words = [item for n, word in enumerate(part.keywords) for item in ([ast.text("; ")] * (n > 0) + list(word))]
        yield ast.para([*_own_label(keywords), *words])
    for line in (part.funding, part.bio):
        if line:
            yield ast.para(line)


def _own_label(words: str) -> ast.Inlines:
    return [ast.span([ast.text(words.rstrip())], classes=["label"]), {"t": "Space"}]
