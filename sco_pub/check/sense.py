"""Take a Pair, give Issues about what got lost between the two: a sentence's stop, its "not", a bracket.

Strategy.  None of these is seen in words, so each is looked for by what a text always leaves of it.

- the stop at the end (CHK-019), where the source has one: the end of a text that was pasted is what gets lost;
- a negation (CHK-022): only where the source denies a verb (不得, 从未, 并非 …), and the translation has no word or part of a
  word by which its language denies, forbids, lacks or excludes anything;
- a bracket (CHK-023): ( and ) come in pairs where they do in the source.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence

from sco_pub.check.omissions import without_own_notes
from sco_pub.check.pair import WITH_HANZI, Issue, Pair, shown
from sco_pub.model.codes import checks

_CLOSING = '”’」』）)》"»“*_ \u00a0'
_STOPS, _TARGET_STOPS = (
    re.compile("[。！？]"),
    re.compile(rf"[.!?…](?:(?<=[^\W_]{{3}}.)|(?<=[)\d»”%].))[{_CLOSING}]*(?=\s|$)"),
)
_SENTENCE_END = re.compile(rf"[。！？…][{_CLOSING}]*$")
_TARGET_END = re.compile(rf"[.!?…:;\ufffc][{_CLOSING}'’]*$")
# What denies a verb in Chinese, so that a translation has to deny as well: a 不 in front of what can be, may be, is, does
# or gets done, 没有, 未 in front of a verb, what begins with an adverb (从未).  A 不 or 无 inside a word or an idiom (不断,
# 模糊不清, 荡然无存) is no "not" of the sentence and comes over in many ways; 不得不, 不会不 and 无不 affirm.
_VERBS = (
    "是|会|能|得|应|该|准|许|再|曾|予|要(?!紧)|肯|愿|敢|宜|给|让|存在|属于|包括|包含|支持|同意|承认|接受|允许|认为|等于|意味|"
    "适用|需要|赞成|影响|改变|取决|构成|享有|承担|符合|具备|具有|计算|计入|受|依赖|相信|知道|了解|打算|考虑|参与|参加|提供|使用|采用|"
    "涉及|反对|保证|代表|排除|阻止|妨碍|产生|发生|出现|实行|实施|执行|遵守|履行|生效|存|含|写|说|看|用|做|想|喜欢|希望|负责|负担|"
    "增加|减少|降低|提高|改善|导致|引起|造成|限制|要求|规定|保护|干涉|干预|处理|讨论|说明|证明|表明|显示|反映|形成|建立|设立|征收|"
    "收取|支付|出售|公开|公布|发表|引用|列入|纳入|收录|可(?!分|缺|或缺|逆|思|抗|估|磨|动摇|忽|否|避|谓|同日|侵|开交|一世|收拾|"
    "多得|阻挡|少)"
)
_DENIES = re.compile(
    f"不(?<![无莫非谓]不)(?<!不[得可能会]不)(?<!会不)(?<!能不)(?<!是不)(?<!一不)(?:{_VERBS})(?!不|超过|[高低多少大小]于)"
    "(?<!不得已)(?<!难道.不.)"
    "|(?:[并从绝决毫却仍尚均皆都也还]|至今|迄今)(?:未|没)"
    "|没(?:有(?!不)|能|想|让|被|去|来|说|做)|未(?:[能经曾将予被再获受见]|得到|参[加与]|提[出供]|采[取用]|发[现生]|达[到成]|实[施现行]|完成|公[布开]|"
    "出[现台]|进行|改变|使用|规定|履行|支付|考虑|涉及|包[括含]|明确|解决|恢复)(?<!未经济)(?<!未能免俗)"
    "|无[法权从须需人](?!无)|[并绝决]非(?!不|没有|无|偶然)|而非|切?勿|切不可|毫无"
)
# What is too near to a negation for a "not" to be called added.
_NO_SENSE = re.compile(
    "[不未无没非否勿莫毋弗免禁拒绝难缺乏失罕仅只唯惟才止停废除反别异少微弱薄稀零空虚徒违脱离消亡差误谬错败逊逃避忌防阻碍限戒"
    "辞退撤销独单鲜寡匮短贫抛弃忘漏舍断殊疑谁何岂吗呢哪前]"
)
_DENIES_FOR_SURE = {
    "en": re.compile(
        r"\b(?:not|never|neither|nor|cannot|no)\b(?! (?:only|just|merely|simply|least|less|more|fewer|later|"
        r"longer|earlier|doubt|until|so "
        r"much|long|matter|small|to mention|far|one|wonder|yet)\b)(?!\.)(?<!whether or not)(?<!if not)|n[’']t\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"\b(?:не|ни|нет|нельзя)\b(?! (?:не\b|только|менее|более|раз\b|ранее|раньше|позднее|позже|просто|считая|"
        r"иначе|кто|что|столько|меньше|"
        r"больше|выше|ниже|без|один|одн\w+|говоря|случайно|лишь|сразу|так|сколько|замедл\w*|переста\w*|"
        r"прекращ\w*|хуже|лучше))(?<!тем не)(?<!нельзя не)(?<!едва ли не)"
        r"(?<!чуть ли не)(?<!что бы ни)(?<!как бы ни)(?<!бы ни)",
        re.IGNORECASE,
    ),
}
_DENIED = {
    "en": re.compile(
        r"\b(?:no|not|never|none|nor|neither|nothing|nobody|nowhere|without|cannot|hardly|scarcely|barely|"
        r"rarely|seldom|"
        r"lacks?|lacked|lacking|fail\w*|refus\w*|forb\w*|prohibit\w*|ban\w*|exclu\w*|absen\w*|avoid\w*|"
        r"prevent\w*|refrain\w*|abandon\w*|contraindicat\w*|reject\w*|deny|denie\w*|preclud\w*|exempt\w*|beyond|"
        r"unless|far from|"
        r"free (?:of|from)|anything but|rather than|instead|ceas\w*|stop\w*|longer|declin\w*|warn\w* against|"
        r"difficult\w*|challeng\w*|ignor\w*|overlook\w*|neglect\w*|oblivious|inoperable|"
        r"un(?!der|til|i[toqvf]|isex)\w{3,}|in(?:abil|exp|exo|sig|adm|app|cap|val|dep|suf|eff|eli|tol|vis|comple|corre|"
        r"consis|accur|adeq|equ|just|stab|secur|separ|volun|dire|access|evit|freq|exper|defin)\w+|im(?:possib|"
        r"permis|mater|proper|proba|perfect|partial|mun)\w*|non\w+|non-\w+|irr\w{3,}|ill(?:eg|ic|it|og)\w+|"
        r"dis(?:agree|allow|approv|band|claim|continu|courag|miss|obey|pens|prov|qualif|"
        r"regard|satisf|similar|solv|trust|parit|clos)\w*)\b"
        r"|n[’']t\b|\w+less\b|\w+-free\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"\b(?:не|ни|нет|без|бес(?!ед)\w{3,}|без(?!опас)\w{3,}|не(?!дел|фт|котор|скольк|мец|с[её]|сти|давн|рв|"
        r"посред|медл|обход)\w{3,}|"
        r"ни(?:как|кто|чт|чег|когд|гд|ког|ком|чем|кем|сколь|чут)\w*|вне|кроме|отсутств\w*|запре\w*|воспрещ\w*|"
        r"отказ\w*|лиш(?!ь)\w*|исключ\w*|вряд|едва|"
        r"утра[тч]\w*|предостере\w*|отверг\w*|отриц\w*|избе\w*|переста\w*|прекра[щт]\w*|воздерж\w*|помимо|противопоказ\w*|остави\w*|"
        r"затруднит\w*|трудн\w*|проблематичн\w*|игнорир\w*|"
        r"забы\w*|чужд\w*|вместо|дис(?:квал|бал|крим)\w*|освобожд\w*)\b",
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
    (("失败",), {"en": ("fail",), "ru": ("неудач",)}),
    (("解除", "撤销", "废除"), {"en": ("rescind", "dissol"), "ru": ("растор",)}),
)
# Two negations that make one statement, and the like in which the second is another word.
_AFFIRMS = re.compile("(?<![无毫])不无|并非没有|并非不|不是没有|未尝不|未必不|莫不|不可谓不")
_TWICE_DENIED = re.compile("[不未无没非免莫勿难拒]")
_NOT_TO_LOSE = {
    "en": re.compile(
        r"\b(?:not|never|n[’']t) (?:los|forfeit|lack|fail|reject|refus|prohibit|forb|cease|deny)\w*", re.IGNORECASE
    ),
    "ru": re.compile(r"\bне (?:утра[тч]|теря|потеря|лиша|лиши|отверг|отказ|запре|прекра|отриц)\w*", re.IGNORECASE),
}
_OPENS = re.compile("[也亦又更既或]")  # what goes on with the same denial: 没有钱，也没有时间
_TWICE = 2  # clauses that deny, and words by which they do
# What no translation leaves unsaid: 不得, 未经, 没有; idioms (不以为然, 一成不变) and 并非 … 而是 are said otherwise as often.
_DENIES_PLAINLY = re.compile(
    "不得(?!不)|不[能会](?!不)|不准|不许|不应|不予|不再|没有(?!，|。|；)|从未|却未|并未|未[经能将曾]|一无所|无人|无权"
)
_FORBIDS = {
    "en": re.compile("prohib|forb|ban(?:ned|s)?\\b|unless|only", re.I),
    "ru": re.compile("запре|воспре|нельзя|только|лишь", re.I),
}
_CLAUSES, _SOURCE_CLAUSES = re.compile(r"[,;:!?—](?!\d)"), re.compile("[，；：！？]")
# What begins a sentence and seldom anything else, with a capital letter and no stop in front: a stop was lost there.
_BEGINS = {
    "en": re.compile(
        r"[a-z]{3}[”)]?[ \u00a0](?=(?:The|This|These|Those|That|It|He|She|They|We|In|On|At|By|From|After|Before|Since|When|While|"
        r"Although|Though|However|But|And|Yet|If|As|For|With|Only|Half|Both|All|Some|Many|Most|Such|Its|His|Her|Their|There|"
        r"Thus|Then|Here|Not|No|Under|During|Over|Because|Instead|Meanwhile|Moreover|Nevertheless|Once|Until|One|Two|Three)"
        r"[ \u00a0][a-z])"
    ),
    "ru": re.compile(
        r"[а-яё]{3}[»)]?[ \u00a0](?=(?:В|Во|На|По|При|С|Со|Из|От|До|К|Ко|За|Об?|У|Для|После|Перед|Через|Это|Эт[аио]т?|Он|Она|"
        r"Оно|Они|Его|Её|Их|Но|И|А|Однако|Поэтому|Если|Когда|Хотя|Так|Там|Тогда|Затем|Здесь|Не|Ни|Все|Всё|Многие|Лишь|Только|Кроме|Такой|"
        r"Такая|Такие|Тем|Как|Что|Чтобы|Более|Однажды|Впоследствии|Позднее|Вскоре)[ \u00a0][а-яё])"
    ),
}
_BRACKETS = (("(", ")"), ("[", "]"))
_ESCAPED = re.compile(r"\\(?=[\[\]])|\$[^$]*\$|``*[^`]*`+")  # formulas and code have brackets of their own
_ENUMERATED = re.compile(r"(?:^|\s)(?:\d{1,3}|[a-zа-яA-Z])\)")  # 1) and a) have no partner


def sense(pair: Pair) -> Iterator[Issue]:
    """CHK-019, CHK-022, CHK-023."""
    if pair.language in WITH_HANZI or not pair.target.strip():
        return
    source, target = pair.plain_source, without_own_notes(pair.plain_target)
    yield from _stop(pair, source, target)
    for source, target in pair.sentences:
        yield from _negation(pair.language, source, without_own_notes(target))
    yield from _brackets(pair.source, pair.target)


def _stop(pair: Pair, source: str, target: str) -> Iterator[Issue]:
    """A sentence whose last mark is gone; what ends with an address or a formula isn't looked at."""
    end = _SENTENCE_END.search(source.strip())
    if end and not pair.cites and not _TARGET_END.search(target.strip()):
        yield Issue(checks.STOP_LOST, "", {"mark": end[0][0], "words": shown(target.strip()[-24:])})
    begins = _BEGINS.get(pair.language)
    if begins and not pair.cites and len(_STOPS.findall(source)) > len(_TARGET_STOPS.findall(target)):
        for found in begins.finditer(target):
            words = target[max(0, found.start() - 12) : found.end() + 12]
            yield Issue(checks.STOP_LOST, "", {"mark": "。", "words": shown(words)})


def _negation(language: str, source: str, target: str) -> Iterator[Issue]:
    denied = _DENIED.get(language)
    if not denied:
        return
    denials = [some for some in _DENIES.finditer(source) if source[some.start() :][:3] not in target]
    found = denials[0] if denials else None
    yield from _affirmed(language, source, target, denials)
    if len(denials) > 1 and (lost := _one_of_two(language, source, target, denials)):
        yield Issue(checks.NEGATION_LOST, "", {"words": shown(lost)}, lost)
    elif found and not any(_denies(word[0], language, source) for word in denied.finditer(target)):
        words = shown(source[max(0, found.start() - 6) : found.end() + 8])
        yield Issue(checks.NEGATION_LOST, "", {"words": words}, found[0])
    elif not found and (added := _added(language, source, target)):
        words = shown(target[max(0, added.start() - 12) : added.end() + 12])
        yield Issue(checks.NEGATION_LOST, "added", {"words": words}, added[0])


def _added(language: str, source: str, target: str) -> re.Match[str] | None:
    """A "not" where nothing in the source is near to one, or in front of the very word that is (不 … 失去 for 失去)."""
    if _NO_SENSE.search(source):
        return None if _TWICE_DENIED.search(source) else _NOT_TO_LOSE[language].search(target)
    return _DENIES_FOR_SURE[language].search(target)


def _affirmed(language: str, source: str, target: str, denials: Sequence[re.Match[str]]) -> Iterator[Issue]:
    """CHK-022 for two negations that affirm (不无悔意), of which one came over."""
    twice = _AFFIRMS.search(source)
    if not twice:
        return
    at = bisect([end.start() for end in _SOURCE_CLAUSES.finditer(source)], twice.start())
    ends, clauses = _SOURCE_CLAUSES.split(source), _CLAUSES.split(target)
    aligned = len(ends) == len(clauses)
    others = [some for some in denials if not twice.start() <= some.start() < twice.end()]
    text = clauses[at] if aligned else "" if others else target
    sure = list(_DENIES_FOR_SURE[language].finditer(text))
    if len(sure) == 1 and len(_DENIED[language].findall(text)) == 1:
        words = text[max(0, sure[0].start() - 12) : sure[0].end() + 12]
        yield Issue(checks.NEGATION_LOST, "added", {"words": shown(words)}, sure[0][0])


def _one_of_two(language: str, source: str, target: str, denials: Sequence[re.Match[str]]) -> str:
    """What is denied in a clause of its own with a word of its own, where the translation denies once."""
    if len(_DENIED[language].findall(target)) != 1 or _OPENS.search(source):
        return ""
    ends = [end.start() for end in _SOURCE_CLAUSES.finditer(source)]
    by_clause = {bisect(ends, some.start()): some for some in _DENIES_PLAINLY.finditer(source)}
    words = {some[0] for some in by_clause.values()}
    if len(by_clause) < _TWICE or len(words) < _TWICE or _FORBIDS[language].search(target):
        return ""
    last = by_clause[max(by_clause)]
    return source[max(0, last.start() - 6) : last.end() + 8]


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
