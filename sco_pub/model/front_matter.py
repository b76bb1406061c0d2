"""The metadata of a publication: every key that a master's front matter may have, what it holds, and where it appears.

One table for all: the cleaner writes keys in its order, translators get what is for readers, every format prints or carries what
its tradition has a place for, docs/front-matter.md is made of it, and a key that isn't here is a finding.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a key holds."""

    TEXT = "text"
    BLOCKS = "text of one or more paragraphs"
    LIST = "list of texts"
    PEOPLE = "list of authors"
    CODE = "code or number, the same in every language"
    DAY = "date, YYYY-MM-DD, YYYY-MM or YYYY"
    HISTORY = "list of `date` and `text`"


class By(Enum):
    """Who fills a key."""

    CLEANER = "the cleaner, from the article"
    PUBLISHER = "the publisher, by hand or in corrections.toml"
    PROGRAM = "the program"


_FIXED = frozenset({Kind.CODE, Kind.DAY})


@dataclass(frozen=True, slots=True)
class Key:
    """One key; ``foreign``: a text that stands in another language already and isn't translated."""

    name: str
    kind: Kind
    by: By
    meaning: str
    shown: str
    foreign: bool = False

    @property
    def translated(self) -> bool:
        """Whether it is for translators."""
        return self.kind not in _FIXED and not self.foreign


_C, _P, _O = By.CLEANER, By.PUBLISHER, By.PROGRAM
_FIRST, _CODES, _END = "first page", "first page, in the line of codes", "end of the text"
_HEAD = "source line; HTML's and EPUB's metadata"
_ENGLISH = "end of the text, in every edition but the English one; HTML's metadata"
_RUSSIAN = "end of the text, in every edition but the Russian one"
_LICENCE = "Licence: CC BY 4.0 and its like are known, others as `name` and `url`"
#: In the order in which a master has them.
KEYS = (
    Key("title", Kind.TEXT, _C, "Title", "everywhere"),
    Key("subtitle", Kind.TEXT, _C, "Subtitle", "everywhere"),
    Key("author", Kind.PEOPLE, _C, "Authors: names, or the keys of an author below", "everywhere"),
    Key("affiliation", Kind.TEXT, _C, "Read with `author` and written inside it", _FIRST),
    Key("bio", Kind.TEXT, _C, "Read with `author` and written inside it", _FIRST),
    Key("correspondence", Kind.TEXT, _C, "Corresponding author: name and address", _FIRST),
    Key("abstract", Kind.BLOCKS, _C, "Abstract", "first page; description in all metadata"),
    Key("keywords", Kind.LIST, _C, "Keywords", "first page; subjects in all metadata"),
    Key("funding", Kind.TEXT, _C, "Funds, with their numbers", _FIRST),
    Key("acknowledgement", Kind.BLOCKS, _C, "Acknowledgements", _END),
    Key("clc", Kind.CODE, _C, "Number of the Chinese Library Classification (中图分类号)", _CODES),
    Key("doc-code", Kind.CODE, _C, "Document code (文献标识码)", _CODES),
    Key("article-id", Kind.CODE, _C, "Article number (文章编号)", _CODES),
    Key("doi", Kind.CODE, _C, "DOI, without an address before it", "source line, as a link; all metadata"),
    Key("received", Kind.DAY, _C, "When the manuscript came", _FIRST),
    Key("revised", Kind.DAY, _C, "When it was revised", _FIRST),
    Key("accepted", Kind.DAY, _C, "When it was accepted", _FIRST),
    Key("published", Kind.DAY, _C, "When it came out on line", _FIRST),
    Key("cite-as", Kind.TEXT, _C, "How the original is cited", _END, foreign=True),
    Key("cite-as-en", Kind.TEXT, _C, "How it is cited in English", _END, foreign=True),
    Key("column", Kind.TEXT, _C, "Section of the journal", _FIRST),
    Key("editor", Kind.TEXT, _C, "Editor responsible for the article", _END),
    Key("translator", Kind.TEXT, _C, "Translator of the original", _FIRST),
    Key("published-in", Kind.TEXT, _C, "Journal, year and issue as the article's head has them", _HEAD),
    Key("url", Kind.CODE, _C, "Address of the article", "HTML's and EPUB's metadata"),
    Key("jel", Kind.CODE, _C, "Codes of the Journal of Economic Literature", _CODES),
    Key("title-en", Kind.TEXT, _C, "English title", _ENGLISH, foreign=True),
    Key("author-en", Kind.TEXT, _C, "Authors in English, where they stand by no author", _ENGLISH, foreign=True),
    Key("bio-en", Kind.TEXT, _C, "Authors' biographies in English", _ENGLISH, foreign=True),
    Key("funding-en", Kind.TEXT, _C, "Funds in English", _ENGLISH, foreign=True),
    Key("abstract-en", Kind.BLOCKS, _C, "English abstract", _ENGLISH, foreign=True),
    Key("keywords-en", Kind.LIST, _C, "English keywords", _ENGLISH, foreign=True),
    Key("abstract-ru", Kind.BLOCKS, _C, "Russian abstract", _RUSSIAN, foreign=True),
    Key("keywords-ru", Kind.LIST, _C, "Russian keywords", _RUSSIAN, foreign=True),
    Key("journal", Kind.TEXT, _P, "Journal", "source line; all metadata"),
    Key("date", Kind.DAY, _P, "When the article appeared", "source line; all metadata"),
    Key("volume", Kind.CODE, _P, "Volume", _HEAD),
    Key("issue", Kind.CODE, _P, "Issue", _HEAD),
    Key("pages", Kind.CODE, _P, "Pages of the printed article, as in 47-58", _HEAD),
    Key("issn", Kind.CODE, _P, "ISSN of the journal", "colophon; HTML's and EPUB's metadata"),
    Key("cn", Kind.CODE, _P, "CN number of the journal", "colophon"),
    Key("publisher", Kind.TEXT, _P, "Publisher", "colophon; all metadata"),
    Key("licence", Kind.CODE, _P, _LICENCE, "colophon, as a link; all metadata"),
    Key("rights", Kind.TEXT, _P, "Whose the rights are, in the place of the house's sentence", "colophon; all metadata"),
    Key("version", Kind.CODE, _P, "Number of this version", "colophon; all metadata"),
    Key("history", Kind.HISTORY, _P, "What changed, and when: the last date is that of the files", "colophon; EPUB's `modified`"),
    Key("erratum", Kind.BLOCKS, _P, "What was wrong in an earlier version", "first page, in a box"),
    Key("bibliography", Kind.CODE, _P, "Sources for `[@key]`: a .bib or CSL-JSON file beside the master", "reference list"),
    Key("lang", Kind.CODE, _O, "Language of the master, a BCP 47 tag", "all metadata"),
    Key("dir", Kind.CODE, _P, "Direction of the script", "nowhere"),
    Key("ocr", Kind.CODE, _O, "What read the pages, where they were pictures", "nowhere"),
)  # fmt: skip
AUTHOR_KEYS = (
    Key("name", Kind.TEXT, _C, "Name", "everywhere"),
    Key("affiliation", Kind.TEXT, _C, "Where the author works", "first page; HTML's metadata"),
    Key("address", Kind.TEXT, _C, "Place and postcode of it", _FIRST),
    Key("bio", Kind.TEXT, _C, "Biography", "note of the first page"),
    Key("name-en", Kind.TEXT, _C, "Name in English", _ENGLISH, foreign=True),
    Key("affiliation-en", Kind.TEXT, _C, "Where the author works, in English", _ENGLISH, foreign=True),
    Key("email", Kind.CODE, _P, "E-mail address", "note of the first page; HTML's metadata"),
    Key("orcid", Kind.CODE, _P, "ORCID", "note of the first page, as a link; HTML's metadata"),
)
#: ``affiliation`` and ``bio`` are read with ``author`` and written inside it; names that aren't here come last, as they came.
META_ORDER = tuple(key.name for key in KEYS if key.by is By.CLEANER)
LISTS = frozenset(key.name for key in KEYS if key.kind is Kind.LIST)
_NAMES = frozenset(key.name for key in KEYS)
_AUTHOR_NAMES = frozenset(key.name for key in AUTHOR_KEYS)
_INSIDE = frozenset({"licence.name", "licence.url", "history.date", "history.text"})
#: What pandoc or an older version of the house reads, and typeset.sanitise speaks of.
_ELSEWHERE = frozenset({"csl", "id", "isbn", "udc", "uri"})
#: Names, at any depth, whose value is for machines or stands in its own language.
MACHINE_FIELDS = frozenset(key.name for key in (*KEYS, *AUTHOR_KEYS) if not key.translated) | _ELSEWHERE


def is_known(path: str) -> bool:
    """Whether a key has this name, at its depth."""
    first, _, rest = path.partition(".")
    if first == "author" and rest:
        return rest in _AUTHOR_NAMES
    return path in _INSIDE if rest else path in _NAMES
