"""Take a text and its language, give the spaces at which its typographers would not break a line.

Strategy.  A tie is a rule about a place between two words, so it forbids a break there; the text keeps its ordinary spaces
and what is copied out of the PDF is what the author wrote.  Rules are data: a pattern whose groups are the spaces.

Sources: for Russian the rules of A. Milchin and L. Cheltsova's "Справочник издателя и автора" (dashes, initials, short
prepositions and particles, numbers with what they count); for English the Chicago Manual of Style 6.121 and 7.
"""

from __future__ import annotations

import re

_SHORT = "а|б|в|во|до|за|и|из|к|ко|на|не|ни|но|о|об|обо|от|по|с|со|у|я|для|без|под|над|при|про|что|как|или|то"
_PARTICLES = "бы|б|же|ж|ли|ль"
_COUNTED = r"г|гг|в|вв|млн|млрд|трлн|тыс|руб|долл|чел|км|кг|лет|года|год|году|годов|годы|раз|раза|%"

_RULES: dict[str, tuple[re.Pattern[str], ...]] = {
    "ru": (
        re.compile(r"( )(?=[—–] )"),
        re.compile(r"\d(-)(?=[а-яё])"),  # 1990-е, 18-м, 20-летие: an ending stays with its number (Milchin, 3.13)
        re.compile(rf"(?<![\w-])(?:{_SHORT})( )(?=[\w«„(])", re.IGNORECASE),
        re.compile(rf"\w( )(?=(?:{_PARTICLES})\b)", re.IGNORECASE),
        re.compile(r"\b[А-ЯЁ]\.( )(?=[А-ЯЁ]\.? ?[А-ЯЁ]?\w)"),
        re.compile(r"\w( )(?=[А-ЯЁ]\. ?[А-ЯЁ]\.)"),
        re.compile(rf"\d(?:-[а-яё]{{1,3}})?( )(?=(?:{_COUNTED})(?![\w]))"),  # also 1990-е гг.
        # 12,1 млрд долл. США: what is counted stays whole (Milchin, 3.13); a surname of two letters stays with its name.
        re.compile(r"\b(?:тыс\.|млн|млрд|трлн)( )(?=\w)"),
        re.compile(r"\b(?:долл|руб)\.( )(?=[А-ЯЁ])"),
        re.compile(r"(?<![\w.-])[А-ЯЁ][а-яё]( )(?=[А-ЯЁ][а-яё])"),
        re.compile(r"\b(?:№|[СсТтВв]\.|[Гг]г?\.|[Рр]ис\.|табл\.|гл\.|п\.|см\.)( )(?=[\dА-ЯЁIVXLC])"),
        re.compile(r"(?:№|§)( )(?=\d)"),
        re.compile(r"\bт\.( )(?=[доек]\.)"),
    ),
    "en": (
        re.compile(r"( )(?=[—–] )"),
        re.compile(r"(\w)(?=—\w)"),
        re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|Vol|vol|p|pp|Art|Ch|ch|Fig|fig)\.( )(?=\w)"),
        re.compile(r"\b[A-Z]\.( )(?=[A-Z])"),
        re.compile(r"\d( )(?=(?:million|billion|trillion|percent|per cent|km|kg)\b)"),
        re.compile(r"(?<!\w)(?:a|an|I|A)( )(?=\w)"),
        re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)( )(?=\d)"),
    ),
}  # fmt: skip
# A volume with its issue and pages, in any language: 39（9）：5-22, 57 (1): 3–43.
_PAGES = (
    re.compile(r"(\d)(?=[（(]\d{1,3}[)）] ?[：:] ?\d)"),
    re.compile(r"\d( )(?=[（(]\d{1,3}[)）] ?[：:] ?\d)"),
    re.compile(r"\d ?[（(]\d{1,3}([)）])(?=[：:] ?\d)"),
    re.compile(r"\d ?[（(]\d{1,3}[)）]([：:])(?=\d)"),
    re.compile(r"\d ?[（(]\d{1,3}[)）][：:]( )(?=\d)"),
    re.compile(r"\d ?[（(]\d{1,3}[)）][：:] ?\d+([-–])(?=\d)"),
)
_RULES |= {"uk": _RULES["ru"], "be": _RULES["ru"]}


_LABEL = re.compile("〔[^〔〕]{1,8}〕")  # an editor's remark on the text is one piece


def ties(text: str, lang: str) -> set[int]:
    """Offsets of the signs in ``text``, spaces nearly always, after which no line may begin."""
    rules = (*_RULES.get(lang.split("-")[0].lower(), ()), *_PAGES)
    apart = {match.start(1) for rule in rules for match in rule.finditer(text)}
    return apart | {place for label in _LABEL.finditer(text) for place in range(label.start(), label.end() - 1)}
