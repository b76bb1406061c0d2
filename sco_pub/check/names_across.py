"""Take the entries of a catalogue, give Issues about one name in two forms (CHK-024, form "two").

Strategy.  Chinese persons whose entry has the form of Wade and Giles (Chang Chih-tung) while another entry has the one of
Pinyin.  Foreign names, which Chinese writes by sound with few signs (the table below, as in 世界人名翻译大辞典), are runs of
such signs; their entries ought to share a capitalised word.  Where two entries have words that differ by a letter or two, no
case of each other, and neither entry has the other's, one of them is a slip.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import Levenshtein

from sco_pub.check.names import forms_of
from sco_pub.check.pair import Issue, Pair, Rule, shown
from sco_pub.lexicon.names import NAME, SURNAMES
from sco_pub.lexicon.transcription import once_read_as, read_as
from sco_pub.model.catalogue import Key
from sco_pub.model.codes import checks

#: Signs that foreign names are written with, but for those that make words of every day (大, 中, 人 …).
SOUND = (
    "阿埃艾爱安昂奥澳巴白班邦包保鲍贝本比彼毕宾波伯博勃布查茨达戴丹道德登邓狄迪蒂丁杜多顿厄恩尔耳凡范菲费芬丰冯佛夫弗福富盖甘冈戈格葛根贡古瓜圭果哈汉翰豪"
    "赫黑亨洪胡霍基吉季加贾简杰津京久居卡凯坎康柯科克肯孔库夸奎昆拉腊莱赖兰朗劳勒雷蕾黎里理利莉丽连廉良列烈林琳龙隆卢鲁路露伦罗洛吕律玛麦迈曼芒毛梅蒙孟米密敏明缪摩莫默姆穆拿纳"
    "娜奈内能尼年涅宁牛纽努诺欧帕潘庞培佩彭蓬皮匹平珀坡普奇齐契恰钱乔切钦琴丘邱琼屈曲让热任荣茹儒瑞若撒萨塞赛桑瑟森沙莎尚绍舍申圣盛施什石士舒斯思丝松苏索塔太泰坦汤唐陶特腾提"
    "铁廷通图屠托妥陀脱瓦旺威韦维魏翁沃乌武希锡夏肖谢辛欣休许雪逊雅亚扬耶叶伊因英尤约泽扎詹珍芝朱兹卓"
)
_FOREIGN = re.compile(rf"[{SOUND}]{{2,}}·[{SOUND}·]{{2,}}|[{SOUND}]{{4,}}")
_PERSON = re.compile(rf"(?=({NAME}))")
_CAPITALISED = re.compile(r"(?<![\w-])[A-ZА-ЯЁ][a-zа-яёü]{3,}(?:[-’'][A-ZА-ЯЁa-zа-яё]+)*")
_ONCE = re.compile(r"(?<![\w-])([A-Z][a-zü’']+) ([A-Z][a-z’']+-[a-z’']+)(?![\w-])")
_MOST = 40  # entries; a name that is in more is a term, and all pairs of its entries would be too many
_LONG = 8  # letters from which two may differ
_ENDING = re.compile(
    r"(?:[аеиоуыэюяйь]{1,3}|(?:ск|ов|ев|ин)(?:[аеиоуыэюя]\w{0,2}|ий|ого|ому|им|ом|ой)?|[аео][мхв]|ами|ями|"
    r"[’']?s|n|ns|ese|ian)$"
)


def names_across(pairs: Sequence[Pair]) -> Rule:
    """The rule that knows what the whole catalogue has."""
    found: dict[Key, list[Issue]] = defaultdict(list)
    for pair, issue in (*_once(pairs), *_foreign(pairs)):
        found[pair.entry.key].append(issue)

    def two_forms(pair: Pair) -> Iterator[Issue]:
        yield from found.get(pair.entry.key, ())

    return two_forms


def _once(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, Issue]]:
    """A person by Wade and Giles, who is elsewhere by Pinyin."""
    old = [(pair, match) for pair in pairs if pair.language == "en" for match in _ONCE.finditer(pair.plain_target)]
    for pair, match in old:
        given = re.sub("[’']", "", match[0].lower())
        for signs in _people(pair.plain_source):
            if given in once_read_as(signs[0], signs[1:]) and (modern := _by_pinyin(signs, pairs)):
                values = {"name": shown(signs), "reading": "", "given": shown(match[0]), "elsewhere": shown(modern)}
                yield pair, Issue(checks.NAME, "two", values, signs)
                break


def _people(source: str) -> Iterator[str]:
    return (found[1] for found in _PERSON.finditer(source) if found[1][0] in SURNAMES)


def _by_pinyin(signs: str, pairs: Sequence[Pair]) -> str:
    for surname in read_as(signs[0], "en"):
        for given in read_as(signs[1:], "en"):
            name = f"{surname} {given}".title()
            if any(name in pair.plain_target for pair in pairs if signs in pair.plain_source):
                return name
    return ""


def _foreign(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, Issue]]:
    """A foreign name spelt in two ways."""
    where: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        if "·" in pair.source_signs or _FOREIGN.search(pair.plain_source):
            for name in dict.fromkeys(map(_beginning, _FOREIGN.findall(pair.plain_source))):
                where[name].append(pair)
    for name, those in where.items():
        if 1 < len(those) <= _MOST:
            yield from _spelt(name, those)


def _beginning(run: str) -> str:
    """By what a run is the same name: signs of words behind it may belong to the run too (爱因斯坦提出)."""
    first, point, rest = run.partition("·")
    return first + point + rest[:3] if point else run[:4]


def _spelt(name: str, pairs: Sequence[Pair]) -> Iterator[tuple[Pair, Issue]]:
    words = [_words(pair.plain_target) for pair in pairs]
    by_initial: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for at, some in enumerate(words):
        for stem in some:
            by_initial[stem[0]][stem].append(at)
    for stems in by_initial.values():
        for a, b in combinations(stems, 2):
            if _slip(a, b) and (apart := _apart(stems[a], stems[b])):
                mine, others = apart
                later = (mine, a, others, b) if mine > others else (others, b, mine, a)
                fewer = len(stems[later[1]]) <= len(stems[later[3]])
                yield _two(name, pairs, words, later if fewer else (*later[2:], *later[:2]))


def _apart(mine: Sequence[int], others: Sequence[int]) -> tuple[int, int] | None:
    """The first text that has the first stem alone, and the first that has the other alone."""
    first = next((at for at in mine if at not in others), None)
    other = next((at for at in others if at not in mine), None)
    return None if first is None or other is None else (first, other)


def _two(
    name: str, pairs: Sequence[Pair], words: Sequence[Mapping[str, str]], rarer: tuple[int, str, int, str]
) -> tuple[Pair, Issue]:
    """The issue where the rarer form stands."""
    at, stem, elsewhere, other = rarer
    given, usual = words[at][stem], words[elsewhere][other]
    values = {"name": shown(name), "reading": "", "given": shown(given), "elsewhere": shown(usual)}
    return pairs[at], Issue(checks.NAME, "two", values, name)


def _words(text: str) -> dict[str, str]:
    """The stems of capitalised words, and each as it stands."""
    return {stem: word for word in _CAPITALISED.findall(text) if len(stem := _stem(word)) > 3}


@lru_cache(maxsize=1 << 14)
def _stem(word: str) -> str:
    word = word.lower().replace("ё", "е")
    return _ENDING.sub("", word) if len(word) > 4 else word


def _slip(a: str, b: str) -> bool:
    """Whether two stems with one initial are the same word but for a letter or two, and no case or derivation of each other."""
    most = 2 if min(len(a), len(b)) >= _LONG else 1
    if abs(len(a) - len(b)) > most or not 0 < Levenshtein.distance(a, b, score_cutoff=most) <= most:
        return False
    return not (a.startswith(b) or b.startswith(a) or forms_of(a, "ru") & forms_of(b, "ru"))
