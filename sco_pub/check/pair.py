"""Take an entry, give the two texts as the rules see them: what is shared by all checks of translations.

``plain`` forms have no note calls, links, code, math or attributes: prose only.  A rule is a function from a Pair to
Issues; it knows nothing of catalogues, places or waivers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sco_pub.lexicon.addresses import IN_TRANSLATION
from sco_pub.lexicon.sources import PUBLISHERS
from sco_pub.model.catalogue import Entry
from sco_pub.model.characters import HANZI_WRITTEN, NUMERALS_FORMAL, NUMERALS_LONG
from sco_pub.model.codes.code import Code
from sco_pub.model.markdown_tokens import CALL, EMPHASIS, ESCAPED_MARK, LINK_END, MATH, SPAN_END, without_code
from sco_pub.model.wording import Value

# Patterns begin with a sign and look back from behind it: then the engine runs to that sign and tries nothing in between.
_HIDDEN = re.compile(rf"{MATH}|{CALL}|<[^<>\s]+>|{LINK_END}|{SPAN_END}")
# A number of more than a hundred digits, or of fifty thousands: both texts have its beginning then, which is enough to compare.
_ENDLESS = re.compile(
    rf"([0-9]{{100}})[0-9]+|((?:[0-9]{{3}}[,\u00a0\u2009\u202f ]){{50}})(?:[0-9]{{3}}[,\u00a0\u2009\u202f ]?)+"
    rf"|([{NUMERALS_LONG}{NUMERALS_FORMAL}两千万亿]{{100}})[{NUMERALS_LONG}{NUMERALS_FORMAL}两千万亿]+"
)
_EMPHASIS = re.compile(EMPHASIS)
_ENDS = 100  # signs, up to which no number is endless
# A source with what only references have beside their title: a publisher, a year with its number or page, the kind of a thesis.
_REFERENCE = re.compile(
    rf"》[^。]{{0,40}}(?:{PUBLISHERS}|学位论文|\d{{4}}年(?:第|\d+月\d+日|版)|第\s?\d+\s?[期卷版页])|"
    r"(?:载|刊|见|转引自)[^。]{0,60}《[^》]+》[^。]{0,12}\d{4}年|《[^》]+》第\s?\d+\s?[卷册期]"
)
# Where a sentence ends; in a translation behind a word of more than two letters, for г. and т. е. end none.
_SOURCE_ENDS = re.compile("(?<=[。！？])(?![”’」』）》])|(?<=[。！？][”’」』）》])")
_TARGET_ENDS = re.compile('(?:(?<=[^\\W_]{3}[.!?])|(?<=[)\\d»”%][.!?])|(?<=[.!?][»”)]))\\s+(?=["«“(]?[^\\W\\da-zа-я])')
HAN = re.compile(f"[{HANZI_WRITTEN}]")
#: Languages in whose texts hanzi, full-width signs and —— are at home.
WITH_HANZI = frozenset(("zh", "yue", "ja", "ko"))


@dataclass(frozen=True)
class Pair:
    """Source and target of one entry, with its kind and the target's language."""

    entry: Entry
    language: str  # the primary subtag: ru, en, kk

    @property
    def source(self) -> str:
        return self.entry.source

    @property
    def target(self) -> str:
        return self.entry.target

    @property
    def kind(self) -> str:
        return self.entry.context.partition("#")[0].partition("/")[0]

    @property
    def cites(self) -> bool:
        """Notes and the author's data may quote titles and names in their own script."""
        return self.kind in ("note",) or self.kind.startswith("meta:")

    @cached_property
    def plain_source(self) -> str:
        return prose(self.source)

    @cached_property
    def plain_target(self) -> str:
        return prose(self.target)

    @cached_property
    def sentences(self) -> tuple[tuple[str, str], ...]:
        """The prose by sentences, where both texts have as many of them; else the whole of both."""
        source = [part for part in _SOURCE_ENDS.split(self.plain_source) if part.strip()]
        target = _TARGET_ENDS.split(self.plain_target)
        if len(source) != len(target):
            return ((self.plain_source, self.plain_target),)
        return tuple(zip(source, target, strict=True))

    @cached_property
    def reference(self) -> bool:
        """Whether the source reads like a reference to a book or an article, wherever it stands."""
        return "》" in self.plain_source and bool(_REFERENCE.search(self.plain_source))

    @cached_property
    def hanzi(self) -> int:
        """How many hanzi the plain source has."""
        return len(HAN.findall(self.plain_source))

    @cached_property
    def source_signs(self) -> frozenset[str]:
        """The signs of the plain source: a pattern that needs one of others need not be tried."""
        return frozenset(self.plain_source)

    @cached_property
    def target_signs(self) -> frozenset[str]:
        """The signs of the plain translation."""
        return frozenset(self.plain_target)


@dataclass(frozen=True, slots=True)
class Issue:
    """What a rule found: its code, which of the code's sentences with what fills it, and the words it speaks of."""

    code: Code
    form: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    words: str = ""


Rule = Callable[[Pair], Iterator[Issue]]


def prose(text: str) -> str:
    """A text without note calls, addresses, code, math, attributes and emphasis marks; gaps become U+FFFC or nothing."""
    text = without_code(text, lambda code: "\ufffc")
    text = _HIDDEN.sub(lambda found: "" if found[0][0] in "[({" else "\ufffc", text)
    text = without_addresses(text, "\ufffc")
    if len(text) > _ENDS:
        text = _ENDLESS.sub(lambda found: found[1] or found[2] or found[3], text)
    return ESCAPED_MARK.sub(r"\1", _EMPHASIS.sub("", text))


def without_addresses(text: str, gap: str = "") -> str:
    """A text with ``gap`` where addresses stood."""
    return IN_TRANSLATION.sub(gap, text) if "://" in text or "<" in text else text


def shown(words: str, width: int = 40) -> str:
    """Words for a message, cut to a readable length."""
    words = " ".join(words.split())
    return f"“{words[:width]}…”" if len(words) > width else f"“{words}”"


def primary(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()
