"""Take a Pair, give Issues about signs of the source script left in the translation.

Hanzi may stay where scholars expect them: in notes and the author's data, the titles that the source itself
cites between 《 》, in notes, and in a reference that
stands in the text, also its “ ” and the name in front of a colon; anywhere, a name or term from the
source in round brackets behind its translation.  Everything else is left over (CHK-005, an error).  Full-width
signs outside such words are CHK-013.  Japanese, Korean and Chinese editions write with hanzi and full-width signs themselves:
there only a passage without any kana or hangul is left over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sco_pub.check.pair import HAN, WITH_HANZI, Issue, Pair, shown
from sco_pub.lexicon.transcription import read_as
from sco_pub.model.codes import checks

_H = HAN.pattern[1:-1]
_WIDE = "\u3000-\u303f\uff01-\uff60\uffe0-\uffe6"
# A run of hanzi with whatever full-width signs, digits and quotation marks stand between two of them.
_RUN = re.compile(rf"[{_H}《（](?:[{_H}{_WIDE}\d·“”‘’—～\-]*[{_H}》）])?")
_WIDE_SIGN = re.compile(rf"[{_WIDE}]+")
_TITLE = re.compile(r"《((?:[^《》]|〈[^〉]*〉)+)》")
_NAME_OR_QUOTE = re.compile(r"“([^“”]+)”|^([^：，。《]{2,20})：")
_LONGEST_GLOSS = 12  # hanzi: longer is a sentence that was left in Chinese, no term or title beside its translation
_LONGEST_NAME = 4  # hanzi: a compound surname and two signs
_OWN_LETTERS = {"ja": re.compile("[\u3041-\u309f\u30a1-\u30fa]"), "ko": re.compile("[\uac00-\ud7a3]")}


def leftovers(pair: Pair) -> Iterator[Issue]:
    """CHK-005 and CHK-013."""
    if pair.language in WITH_HANZI:
        yield from _without_own_letters(pair)
        return
    if (
        not HAN.search(pair.plain_source)
        and not HAN.search(pair.plain_target)
        and not _WIDE_SIGN.search(pair.plain_target)
    ):
        return
    reference = pair.kind == "note" or pair.reference
    cited = set(map(_bare, _TITLE.findall(pair.plain_source))) if pair.cites or reference else set()
    if reference:
        cited |= {_bare(part) for found in _NAME_OR_QUOTE.findall(pair.plain_source) for part in found if part}
    kept: list[tuple[int, int]] = []
    for run in _RUN.finditer(pair.plain_target):
        if not HAN.search(run[0]):
            continue
        if _is_citation(run, pair, cited):
            kept.append(run.span())
        else:
            yield Issue(checks.LEFT_IN_CHINESE, "", {"words": shown(run[0])}, run[0])
            kept.append(run.span())
    for sign in _WIDE_SIGN.finditer(pair.plain_target):
        if not any(start <= sign.start() < end for start, end in kept):
            yield Issue(checks.FULL_WIDTH, "", {"words": shown(sign[0])}, sign[0])


def _without_own_letters(pair: Pair) -> Iterator[Issue]:
    own = _OWN_LETTERS.get(pair.language)
    text = pair.plain_target
    if own and not pair.cites and len(HAN.findall(text)) >= _LONGEST_GLOSS and not own.search(text):
        yield Issue(checks.LEFT_IN_CHINESE, "", {"words": shown(text)}, text)


def _is_citation(run: re.Match[str], pair: Pair, cited: set[str]) -> bool:
    text = _bare(run[0])
    if not pair.cites and "《" in run[0]:
        return False
    if text in cited or any(text in title and len(text) >= 4 for title in cited):
        return True
    before, after = pair.plain_target[: run.start()].rstrip(), pair.plain_target[run.end() :].lstrip()
    if pair.reference and _transcribed(before, run[0]) and text in _bare(pair.plain_source):
        return True
    in_brackets = before.endswith("(") and after.startswith((")", ",", ";"))
    return in_brackets and len(text) <= _LONGEST_GLOSS and text in _bare(pair.plain_source)


def _transcribed(before: str, signs: str) -> bool:
    """Whether a name stands behind its own transcription, as references have it: Wang Ming 王明."""
    last = before.rstrip("*” ").lower()[-1:]
    return len(signs) <= _LONGEST_NAME and bool(last) and last in {word[-1] for word in read_as(signs[-1], "en")}


def _bare(text: str) -> str:
    return re.sub(r"[《》“”‘’\s]", "", text)
