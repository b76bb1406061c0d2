"""Take a seed and a style, give the clean Article: its metadata here, its body from tests.corpus.grammar."""

from __future__ import annotations

from random import Random

from tests.corpus import words
from tests.corpus.article import Article, Author, Note
from tests.corpus.grammar import Grammar, body
from tests.corpus.sources import reference
from tests.corpus.style import Style

_ENGLISH = (
    "This paper examines the logic of institutional change since 1978. It argues that “path dependence” is only part "
    "of the story, and that about 35.6% of the variation can be explained by local incentives.",
    "Based on data from 286 cities, this study finds that reform has a significant effect on growth, especially in the "
    "east. The results are robust to a number of checks.",
)


def make(seed: int, style: Style) -> Article:
    """The article of this seed, with the parts (metadata, notes, headings, references) that the style prints."""
    random = Random(f"article {seed}")
    grammar = Grammar(random, random.choice(words.FIELDS))
    notes: list[Note] = []
    references = tuple(reference(grammar.random, grammar.field, grammar.person()) for _ in range(style.references))
    blocks = body(grammar, style, notes, len(references))
    authors = _authors(grammar, style)
    topic = grammar.random.choice(grammar.field.things)
    return Article(
        seed=seed,
        title=grammar.topic().rstrip("？"),
        subtitle=f"基于{topic}的考察" if style.subtitle else "",
        blocks=tuple(blocks),
        notes=tuple(notes),
        authors=authors,
        abstract=grammar.paragraph(2, 4) if style.abstract else "",
        keywords=_keywords(grammar) if style.abstract else (),
        funding=_funding(grammar) if style.funding else "",
        received=f"{random.randint(2010, 2023)}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}"
        if style.received
        else "",
        clc=grammar.field.clc if style.clc else "",
        doi=f"10.{random.randint(13000, 19999)}/j.cnki.{random.randint(10, 99)}-{random.randint(1000, 9999)}"
        if style.doi
        else "",
        editor=grammar.person() if style.editor else "",
        title_en=grammar.random.choice(grammar.field.english) if style.english else "",
        abstract_en=random.choice(_ENGLISH) if style.english else "",
        keywords_en=("governance", "reform", "regional order") if style.english else (),
        references=references,
    )


def _keywords(grammar: Grammar) -> tuple[str, ...]:
    terms = grammar.random.sample(grammar.field.terms, grammar.random.randint(3, 5))
    return tuple(f"“{term}”" if grammar.random.random() < 0.1 else term for term in terms)


def _authors(grammar: Grammar, style: Style) -> tuple[Author, ...]:
    authors = []
    for _ in range(style.authors):
        home = grammar.random.choice(words.UNIVERSITIES) + grammar.random.choice(words.SCHOOLS)
        name = grammar.person()
        bio = f"{name}，{home}{grammar.random.choice(words.RANKS)}。" if style.bio else ""
        authors.append(Author(name, home if style.affiliation or style.bio else "", bio))
    return tuple({author.name: author for author in authors}.values())


def _funding(grammar: Grammar) -> str:
    number = f"{grammar.random.randint(10, 22)}BGJ{grammar.random.randint(10, 99):03d}"
    return f"国家社会科学基金项目《{grammar.random.choice(grammar.field.works)}》（项目编号：{number}）。"
