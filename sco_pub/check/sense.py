"""Take a Pair, give Issues about what got lost between the two: a sentence's stop, its "not", a bracket.

Strategy.  None of these is seen in words, so each is looked for by what a text always leaves of it.

- the stop at the end (CHK-019), where the source has one: the end of a text that was pasted is what gets lost;
- a negation (CHK-022): only where the source has words that deny and do nothing else (不得, 从未, 并非 …; 不断 and 不仅
  don't), and the translation has no word or part of a word by which its language denies, forbids, lacks or excludes anything;
- a bracket (CHK-023): ( and ) come in pairs where they do in the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sco_pub.check.omissions import without_own_notes
from sco_pub.check.pair import WITH_HANZI, Issue, Pair, shown
from sco_pub.model.codes import checks

_CLOSING = '”’」』）)》"»“*_ \u00a0'
_SENTENCE_END = re.compile(rf"[。！？…][{_CLOSING}]*$")
_TARGET_END = re.compile(rf"[.!?…:;\ufffc][{_CLOSING}]*$")
# What denies in Chinese and does nothing else.  不得不 and 不是不 affirm; 无不, 莫不 too.
_DENIES = re.compile(
    "(?<!不)(?:不得(?!不|已)|不应(?!不)|不宜|不准|不许|不允许|从未|从不|从没|未曾|并非(?!偶然)|并不(?!不)|并未|绝不|决不|毫无|尚未|均未|"
    "不针对|不适用|不存在|不具有|不包括|无统计学意义|没有任何|不再(?!三))"
)
_DENIED = {
    "en": re.compile(
        r"\b(?:no|not|never|none|nor|neither|nothing|nobody|nowhere|without|cannot|hardly|scarcely|barely|rarely|seldom|few|little|"
        r"lacks?|lacked|lacking|fail\w*|refus\w*|forb\w*|prohibit\w*|ban\w*|exclu\w*|absen\w*|avoid\w*|"
        r"prevent\w*|reject\w*|deny|denie\w*|preclud\w*|exempt\w*|beyond|instead|rather|unless|yet|far from|"
        r"free (?:of|from)|anything but|ceas\w*|stop\w*|longer|"
        r"un\w{3,}|in(?:sig|adm|app|cap|val|dep|suf|eff|eli|tol|vis)\w+|im(?:pos|per|mat|pro)\w+|non\w+|non-\w+|ir\w{4,}|il\w{4,}|dis\w{3,})\b"
        r"|n[’']t\b|\w+less\b|\w+-free\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"\b(?:не|ни|нет|без|бес\w{3,}|без\w{3,}|не\w{3,}|ни\w{2,}|вне|кроме|отсутств\w*|запре\w*|воспрещ\w*|отказ\w*|лиш\w*|исключ\w*|вряд|едва|"
        r"отверг\w*|отриц\w*|избе\w*|переста\w*|прекра\w*|воздерж\w*|помимо|внес\w*|чужд\w*|вместо|дис\w{3,}|освобожд\w*)\b",
        re.IGNORECASE,
    ),
}
# Words that deny by themselves, and what the translation renders them with.
_OF_ITS_OWN: tuple[tuple[tuple[str, ...], dict[str, tuple[str, ...]]], ...] = (
    (("排除", "除外", "排斥"), {"en": ("exclu", "preclud"), "ru": ("исключ",)}),
    (("禁止", "取缔"), {"en": ("forb", "prohibit", "ban"), "ru": ("запре",)}),
    (("拒绝", "拒不", "驳回"), {"en": ("refus", "reject", "deny", "denie"), "ru": ("отказ", "отверг")}),
    (("避免", "回避", "规避"), {"en": ("avoid",), "ru": ("избе",)}),
    (("防止", "预防", "阻止"), {"en": ("prevent",), "ru": ("предотвр",)}),
    (("停止", "中止", "终止"), {"en": ("stop", "ceas", "discontinu"), "ru": ("прекра", "переста")}),
    (("缺乏", "缺少", "不足"), {"en": ("lack", "insufficien"), "ru": ("отсутств", "недоста", "нехват")}),
    (("失败", "未能"), {"en": ("fail",), "ru": ("неудач",)}),
    (("解除", "撤销", "废除"), {"en": ("rescind", "dissol"), "ru": ("растор",)}),
)
_BRACKETS = (("(", ")"), ("[", "]"))
_ESCAPED = re.compile(r"\\(?=[\[\]])|\$[^$]*\$|``*[^`]*`+")  # formulas and code have brackets of their own
_ENUMERATED = re.compile(r"(?:^|\s)(?:\d{1,3}|[a-zа-яA-Z])\)")  # 1) and a) have no partner


def sense(pair: Pair) -> Iterator[Issue]:
    """CHK-019, CHK-022, CHK-023."""
    if pair.language in WITH_HANZI or not pair.target.strip():
        return
    source, target = pair.plain_source, without_own_notes(pair.plain_target)
    yield from _stop(pair, source, target)
    yield from _negation(pair.language, source, target)
    yield from _brackets(pair.source, pair.target)


def _stop(pair: Pair, source: str, target: str) -> Iterator[Issue]:
    """A sentence whose last mark is gone; what ends with an address or a formula isn't looked at."""
    end = _SENTENCE_END.search(source.strip())
    if end and not pair.cites and not _TARGET_END.search(target.strip()):
        yield Issue(checks.STOP_LOST, "", {"mark": end[0][0], "words": shown(target.strip()[-24:])})


def _negation(language: str, source: str, target: str) -> Iterator[Issue]:
    denied = _DENIED.get(language)
    found = _DENIES.search(source) if denied else None
    if found and denied and not any(_denies(word[0], language, source) for word in denied.finditer(target)):
        yield Issue(
            checks.NEGATION_LOST, "", {"words": shown(source[max(0, found.start() - 6) : found.end() + 8])}, found[0]
        )


def _denies(word: str, language: str, source: str) -> bool:
    """Whether a word denies what the source denies; where the source forbids in words of its own, it may render those."""
    for signs, begins in _OF_ITS_OWN:
        if word.lower().startswith(begins[language]) and any(own in source for own in signs):
            return False
    return True


def _brackets(source: str, target: str) -> Iterator[Issue]:
    plain = _ESCAPED.sub("", target)
    for left, right in _BRACKETS:
        lefts, rights = plain.count(left), plain.count(right)
        if lefts < rights:
            rights -= min(rights - lefts, len(_ENUMERATED.findall(plain)) if right == ")" else 0)
        if lefts != rights and source.count("（") + source.count("(") == source.count("）") + source.count(")"):
            yield Issue(checks.BRACKETS, "", {"left": left, "lefts": lefts, "right": right, "rights": rights})
