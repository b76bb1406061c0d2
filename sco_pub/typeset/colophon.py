"""Take an edition, give its colophon: what it was translated from, how far its translation is, who published it, whose it is.

Readers can do nothing with paths and digests: what a file was made from stands in its properties (``provenance``).

One Div of class ``colophon`` for every format, its sentences from the edition's labels (gettext); nothing in it
depends on the day or the machine, so that the same edition has the same colophon for ever.
"""

from __future__ import annotations

from collections.abc import Sequence

from sco_pub.model import ast
from sco_pub.model.edition import Edition
from sco_pub.typeset.front import front_matter, plain
from sco_pub.typeset.journal import licence
from sco_pub.typeset.templates import fill, values

_DIGITS = 16  # of a sha256: enough to know the file by
_MARKED_NOTES = frozenset({"note-missing", "note-truncated"})


def colophon(edition: Edition, *, imprint: Sequence[ast.Inlines] = (), own: str = "") -> ast.Element:
    """The Div ``colophon``: paragraphs for the original, what the translation lacks, the publisher and the rights.

    ``imprint``: sentences on publisher and version (typeset.imprint); ``own``: the house's sentence (typeset.templates).
    """
    state = _state(edition)
    if any(
        _MARKED_NOTES & set(span["c"][0][1]) for span in ast.walk(list(edition.document.blocks)) if span["t"] == "Span"
    ):
        state.append(_words(edition, "Some notes are missing or cut off in the source; they are marked."))
    said = fill(own, {**values(edition), "page": ""})
    groups = [_original(edition), state, list(imprint), [[ast.text(said)]] if said else [], rights(edition)]
    return ast.div([ast.para(_join(group, edition)) for group in groups if group], classes=["colophon"])


def original_line(edition: Edition) -> ast.Inlines:
    """“Translated from the Chinese: 作者. 题名” for a translation, nothing for the source edition."""
    if edition.is_source:
        return []
    source = front_matter(edition.source_meta)
    chinese = edition.source_lang.split("-")[0] == "zh"
    label = "Translated from the Chinese" if chinese else "Translated from the original"
    names = ("、" if chinese else ", ").join(plain(author.name) for author in source.authors)
    text = ("：" if chinese else ". ").join(part for part in (names, source.plain_title) if part)
    if chinese and source.title:
        text = f"{names}：《{source.plain_title}》" if names else f"《{source.plain_title}》"
    original = ast.span([ast.text(text)], attributes={"lang": edition.source_lang})
    return [*labelled(edition, label), original]


def labelled(edition: Edition, label: str) -> ast.Inlines:
    """A label with the colon and the space of the language, as a Span of class ``label``."""
    words = edition.labels.gettext("{label}: ").format(label=edition.labels.gettext(label))
    return [
        ast.span([ast.text(words.rstrip(" "))], classes=["label"]),
        *([{"t": "Space"}] if words.endswith(" ") else []),
    ]


def _original(edition: Edition) -> list[ast.Inlines]:
    line = original_line(edition)
    return [line] if line else []


def _state(edition: Edition) -> list[ast.Inlines]:
    progress = edition.progress
    if edition.is_source or not progress.segments:
        return []
    said: list[ast.Inlines] = []
    if not progress.complete:
        unfinished = "This translation is not complete: {translated} of {segments} passages are translated."
        said = [_words(edition, unfinished, translated=progress.translated, segments=progress.segments)]
    if progress.untranslated:
        said.append(
            _words(edition, "Passages that are not yet translated appear in the original language and are marked.")
        )
    if progress.fuzzy:
        said.append(
            _words(edition, "{fuzzy} passages carry an unchecked translation and are marked.", fuzzy=progress.fuzzy)
        )
    if progress.reviewed and progress.reviewed != progress.segments:
        reviewed = "{reviewed} of {segments} passages have been reviewed."
        said.append(_words(edition, reviewed, reviewed=progress.reviewed, segments=progress.segments))
    said.append(_words(edition, "The translation has not been authorised by the author."))
    return said


def provenance(edition: Edition) -> str:
    """What the edition was made from, for a file's properties: paths and the beginnings of their digests (sha256)."""
    made = edition.provenance
    parts = [f"{made.master_path} {made.master_digest[:_DIGITS]}"]
    if made.catalogue_path:
        parts.append(f"{made.catalogue_path} {(made.catalogue_digest or '')[:_DIGITS]}")
    return "; ".join(parts)


def rights(edition: Edition) -> list[ast.Inlines]:
    """Whose the text is and how it may be used: the publisher's own words, the licence, or else the house's sentence."""
    said = [own] if (own := front_matter(edition.document.meta).rights) else []
    under = licence(edition.document.meta)
    if under.name:
        name: ast.Element = ast.text(under.name)
        if under.url:
            name = {"t": "Link", "c": [["", [], []], [name], [under.url, ""]]}
        sentence = edition.labels.gettext("This article may be used under the licence {licence}.")
        before, _, after = sentence.partition("{licence}")
        said.append([*([ast.text(before)] if before else []), name, ast.text(after)])
    return said or [_words(edition, "The rights in the text remain with the author and the journal.")]


def rights_in_words(edition: Edition) -> str:
    """The same as one line, for metadata."""
    return " ".join(plain(sentence) for sentence in rights(edition))


def _words(edition: Edition, sentence: str, **values: object) -> ast.Inlines:
    """A sentence of the house in the edition's language."""
    return [ast.text(edition.labels.gettext(sentence).format(**values))]


def _join(sentences: list[ast.Inlines], edition: Edition) -> ast.Inlines:
    """Sentences one after the other, with a space between them where the language has one."""
    spaced = not edition.lang.startswith(("zh", "ja"))
    out: ast.Inlines = []
    for sentence in sentences:
        out += ([{"t": "Space"}] if out and spaced else []) + sentence
    return out
