"""Take a title's words, give what a break between two of them costs: a title is read line by line.

Strategy.  A title's line ends with the sense: best after a stop, well before a bracket, a conjunction or a preposition,
badly anywhere else; never after a little word that leans on the next one, and not between two words of one name (Central
Asia) or, in Russian, an adjective and its noun (Центральной Азии).  Figures are added to a line's badness (see
lines.breaking); a negative one is a welcome.

Source: J. Tschichold's and the Chicago Manual's (2.112) advice on titles, put into figures by eye.
"""

from __future__ import annotations

import re

_STOPS = frozenset("：；。！？:;.!?—–，、")
# In rising order: the sense decides before the width.
_WELCOME, _COMMA, _PLAIN, _NAME, _LEANING = -1e9, 60.0, 1200.0, 2000.0, 6000.0
_BRACKET = -900.0  # rather a first line half full than «[Russian, | East European Studies]»
_AGREEING = 3000.0  # Шанхайской | организации: worse than a line three fifths full before it
_COMPOUND = 4000.0  # People-to-People stays whole, but for a line that would run over
_WORDS = {
    "en": "the a an of and or in on for to with by from at as into its",
    "ru": "и или а но в во на для с со к ко о об от из по за при без у между под над как",
}
_LITTLE = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_ADJECTIVE = re.compile(r"(?:[оеиы]й|[ая]я|[оеы]е|[оеыи]го|[ыи]х|[оеы]му|[ыи]м|[ую]ю|[ыи]ми)$")
_OPENING = frozenset("[(«“")
_SPACE = re.compile(r" +")
_HYPHEN = re.compile(r"(?<=\w)[-\u2010](?=\w)")


def sense(text: str, lang: str) -> dict[int, float]:
    """For each place in ``text`` after which a line of a title may end, the cost: offsets of stops, hyphens and spaces."""
    found = {place: _WELCOME for place, sign in enumerate(text) if sign in _STOPS}
    found |= {hyphen.start(): _COMPOUND for hyphen in _HYPHEN.finditer(text)}
    for space in _SPACE.finditer(text):
        before, after = text[: space.start()].split(" ")[-1], text[space.end() :].split(" ")[0]
        found[space.end() - 1] = _cost(before, after, lang.split("-")[0].lower())
    return found


def tied(text: str, lang: str) -> str:
    """A title with no-break spaces behind its little words, for a line that nothing else is known of."""
    costs = sense(text, lang)
    return "".join(
        "\N{NO-BREAK SPACE}" if sign == " " and costs[place] >= _LEANING else sign for place, sign in enumerate(text)
    )


def _cost(before: str, after: str, lang: str) -> float:
    little = _LITTLE.get(lang, frozenset())
    if before[-1:] in _STOPS and not re.fullmatch(r"[IVXLC\d]+\.|\w\.", before):
        return _WELCOME
    if before.lower() in little:
        return _LEANING
    if after[:1] in _OPENING:
        return _BRACKET
    if before.endswith(","):
        return _COMMA
    if after.lower() in little:
        return _COMMA
    if lang == "ru":
        return _AGREEING if _ADJECTIVE.search(before) else _PLAIN
    return _NAME if before[:1].isupper() and after[:1].isupper() else _PLAIN
