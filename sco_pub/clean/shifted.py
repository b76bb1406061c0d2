"""Hanzi that stand for marks and digits: GBK lead byte D2–DA for a sign whose lead is 0x31 less (袁 for ，, 圆 for ２).

Strategy.  The family is on for a whole document when it has next to no real commas and full stops but many 袁 and 遥: no
Chinese text is like that.  Then each place is judged, since the same hanzi also occur as themselves (研究院, 资源, 叶利钦):

- a word that the hanzi belongs to keeps it;
- a closing mark never stands at a line's start, after an opening mark or after another closing one (GB/T 15834), so there
  the hanzi is itself;
- brackets and quotes must pair within a paragraph's reach: an opening one without its partner is a hanzi;
- dashes and ellipses come in twos; a middle dot stands between hanzi, a tilde between digits;
- digits are read in runs, or singly beside what digits stand beside (第, 约, 年, 项, brackets, points); their family is on
  only if the text has next to no other digits;
- circled numbers are read where notes are called and where notes begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sco_pub.model.characters import HANZI

_CLOSERS = dict(zip("袁遥曰院钥浴尧冤曳冶爷", "，。；：？！、）》”’", strict=True))
_OPENERS = dict(zip("渊叶野耶", "（《“‘", strict=True))
_PARTNER = {"渊": "冤", "叶": "曳", "野": "冶", "耶": "爷"}
_DIGITS = dict(zip("园员圆猿源缘远苑愿怨", "０１２３４５６７８９", strict=True))
_CIRCLED = dict(zip("淤于盂榆虞愚舆余俞逾", "①②③④⑤⑥⑦⑧⑨⑩", strict=True))
_WORDS = re.compile(
    "(?:学|医|法|检察|研究|国务|参议|众议|议|戏|影|剧|寺|书|科学|社科|画|下|上|最高法|妓|大|后|庭|养老|福利|道|贵族|枢密|元老)院|"
    "院(?:士|校|系|落|长|所|子|内|外|派|线|庭|选|方)|遥(?:远|感|控|望|测|遥)|逍遥|渊(?:源|博|深|薮)|[深天]渊|"
    "冤(?:案|枉|屈|魂|假|狱|情)|[申鸣平]冤|唐尧|尧舜|"
    "叶(?:片|子|利|卡|落|夫|尼|赛|甫|戈|塞|圣|海|芝|剑|绿|酸|门|赫)|[枝茶树落中末红绿百枫初]叶|袁(?:世凯|隆平|枚|崇焕|宏道)|[摇拖]曳|"
    "[视田朝在荒越分粗狂旷原]野|野(?:生|蛮|心|外|战|兽|性|史|猪|味|营)|冶(?:金|炼|铁|铸)|陶冶|"
    "[诗子名书号]曰|曰常|沐浴|浴(?:室|缸|血|池|场|巾)|[洗淋]浴|[锁关]钥|[大老少姥]爷|爷(?:爷|们)|耶(?:稣|路|鲁|和华|律)|"
    "窑(?:洞|址|炉|工|厂)|[煤砖瓷官炭]窑|[荣照炫闪辉夸显]耀|耀(?:眼|斑|武)|哽噎|因噎"
)
# A surname: behind a mark or 参见, before a given name and a colon.
_SURNAME = re.compile(
    f"(?:(?<=[见自；、。遥曰尧①-⑩淤盂榆虞\\]］])|(?<=转引自)|(?<=[①-⑩淤盂榆虞\\]］] )|(?<![^\\n]))"
    f"[袁尧叶渊](?=[{HANZI}]{{1,2}}[院：])"
)
_DIGIT_WORDS = re.compile(
    "[成人委官学党动会职雇议演教船球店社团公务究专业裁判检察驻派要海队组伤病复雇译通飞乘船指战服导随阁][务察究]?员(?!会[员园])|员(?:会|工|额|外|制|国|单位)|"
    "圆(?:满|桌|形|周|心|融|润|梦|滑|柱)|[椭方团半]圆|"
    "[资来能起根水财电货税渊法信同热污光人病发策声开本语血粮]源|源(?:于|自|头|泉|流|远|源|代码|出|起|地|文)|"
    "缘(?:故|由|起|分|何|于)|[边因地血姻亲学业趣机人投有无]缘|"
    "[永长深久遥疏偏高边望致更很较太最甚不跳渐至悠辽]远|远(?:未|不|非|比|超|高|低|大|小|在|离|东|程|方|期|景|见|去|近|洋|征|销|古|处|距|走|远|播|道|亲|山|郊|胜|多|少|没|赴)|"
    "[意自志宁心祝情许甘不遗誓如本]愿|愿(?:意|望|景|不|为|者|同|以|与|在|将|因|付)|[抱恩仇埋民]怨|怨(?:恨|言|声|气)|"
    "[公校家庄田花乐果菜产学科茶幼儿]园|园(?:区|林|艺|地|丁|长|内)|[艺文学鹿宫]苑|苑(?:囿)|[类古]猿|猿(?:猴|人|类)|人猿"
)
_UNIT = (
    "年月日个项万亿千百％%条名次届种家位元岁页期卷号版章节世纪多余倍分人国点天小"
    "时组类级度米吨公里倍件部集场起户周—～耀至到．.，,。）)、；：］】/／\\]"
)
_BEFORE = (
    "-－第约为达到仅在自前近超过表图于的由从至共有和与另年月日增～耀（(［\\[【/／．.—〔卷期数值有长升降占计、，均加减"
)
_AROUND = 240


def repair(text: str) -> Iterator[tuple[int, str, str]]:
    """Offset, new character and rule for every hanzi that is a sign; nothing when the family isn't there."""
    hanzi = len(re.findall(f"[{HANZI}]", text))
    usual = sum(text.count(c) for c in "，。,")
    odd = text.count("袁") + text.count("遥")
    if hanzi < 60 or odd < 5 or odd < 0.015 * hanzi or usual > odd / 4:
        return
    kept = _spared(text, _WORDS) | {m.start() for m in _SURNAME.finditer(text)}
    kept -= {i for i in kept if text[i] in _PARTNER and _paired(text, i)}
    digits = {**dict(_digits(text)), **dict(_folios(text))}
    marks = dict(_marks(text, kept, digits))
    for i, new in sorted({**marks, **digits, **dict(_circles(text, marks))}.items()):
        rule = "hanzi-for-digit" if text[i] in _DIGITS and new in _DIGITS.values() else "hanzi-for-mark"
        yield i, new, rule


def _paired(text: str, i: int) -> bool:
    """Whether an opening sign that begins a word (野战, 叶子) has its partner near, as no word has."""
    if i and re.match("[田视朝荒粗狂旷原枝茶树落中末红绿百枫初深天]", text[i - 1]):
        return False
    end = text.find(_PARTNER[text[i]], i + 1, i + 80)
    return end > 0 and text.find(text[i], i + 1, end) < 0 and text[end + 1 : end + 2] not in tuple("金炼铁铸案枉屈魂假")


def _spared(text: str, words: re.Pattern[str]) -> set[int]:
    """Offsets of every word that keeps its hanzi; a word may be broken over a line's end."""
    at = [i for i, c in enumerate(text) if not c.isspace()]
    return {at[i] for m in words.finditer("".join(text[i] for i in at)) for i in range(m.start(), m.end())}


def _folios(text: str) -> Iterator[tuple[int, str]]:
    """A page number alone on its line, between dashes (要) or dots (窑)."""
    for m in re.finditer("(?m)^\\s*([要窑])\\s*([0-9园员圆猿源缘远苑愿怨]+)\\s*\\1\\s*$", text):
        yield m.start(1), "—" if m[1] == "要" else "·"
        yield text.rindex(m[1], 0, m.end()), "—" if m[1] == "要" else "·"
        for i in range(m.start(2), m.end(2)):
            if text[i] in _DIGITS:
                yield i, _DIGITS[text[i]]


def _marks(text: str, kept: set[int], digits: dict[int, str]) -> Iterator[tuple[int, str]]:
    open_at: dict[str, int] = {}
    last_closed = -1
    for i, c in enumerate(text):
        if i in kept:
            continue
        if c in _OPENERS:
            open_at[c] = i
        elif c in _CLOSERS:
            if (
                _starts_line(text, i)
                or text[i - 1 : i] in "“‘《（"
                or (last_closed == i - 1 and c not in "冤曳冶爷" and text[i - 1] not in "冤曳冶爷")
            ):
                continue
            opener = next((o for o, p in _PARTNER.items() if p == c), None)
            if opener is not None:
                start = open_at.pop(opener, None)
                if start is None or i - start > _AROUND:
                    continue
                yield start, _OPENERS[opener]
            last_closed = i
            yield i, _CLOSERS[c]
    for m in re.finditer("要要|噎噎|要|窑|耀", text):
        i = m.start()
        if m[0] in ("要要", "噎噎"):
            yield from ((n, "—" if m[0] == "要要" else "…") for n in (i, i + 1))
        elif m[0] == "窑" and i not in kept:
            yield i, "·"
        elif (
            m[0] == "要"
            and re.search("[A-Za-zА-я]\\s*$", text[max(0, i - 3) : i])
            and re.match("\\s*[A-ZА-я]", text[i + 1 : i + 4])
        ):
            yield i, "—"
        elif (
            m[0] in "耀要"
            and _digit_like(text, i - 1, digits)
            and _digit_like(text, i + 1 + text[i + 1 :].startswith("\n"), digits)
        ):
            yield i, "～" if m[0] == "耀" else "—"


def _starts_line(text: str, i: int) -> bool:
    return not text[text.rfind("\n", 0, i) + 1 : i].strip()


def _digit_like(text: str, i: int, digits: dict[int, str]) -> bool:
    return 0 <= i < len(text) and (i in digits or bool(re.match("[0-9０-９年月日%％万亿]", text[i])))


def _digits(text: str) -> Iterator[tuple[int, str]]:
    """Digits, in a text that has next to none of its own."""
    own = len(re.findall("[0-9０-９]", text))
    runs = re.findall("[园员圆猿源缘远苑愿怨]{2,}", text)
    if len(runs) < 3 or own > sum(map(len, runs)):
        return
    kept = _spared(text, _DIGIT_WORDS)
    kept -= {
        i
        for m in re.finditer("第[园员圆猿源缘远苑愿怨]+(?=[期卷版页条章节次届])", text)
        for i in range(m.start(), m.end())
    }
    known: set[int] = set()
    for m in re.finditer("[园员圆猿源缘远苑愿怨]+(?:\n[园员圆猿源缘远苑愿怨]+)*", text):
        span = [i for i in range(m.start(), m.end()) if text[i] != "\n"]
        whole = len(span) > 2 or (len(span) == 2 and text[m.end() : m.end() + 1] in "．.％%年月日万亿耀")
        free = list(span) if whole else [i for i in span if i not in kept]
        if len(free) >= 2 or (free and _single_digit(text, free[0], known)):
            for i in free:
                known.add(i)
                yield i, _DIGITS[text[i]]


def _single_digit(text: str, i: int, known: set[int]) -> bool:
    before, after = text[:i].rstrip("\n")[-1:], text[i + 1 : i + 3].lstrip("\n")[:1]
    if i - 1 in known or (text[i - 1 : i] in "．.耀～／/" and i - 2 in known):
        return True
    if _starts_line(text, i) and re.match("[\u3000 ．.、)）]", after):
        return True
    fits_before = before in _BEFORE or before in (" ", "\u3000") or bool(re.match("[A-Za-z]", before))
    if after in "，。、；袁遥尧曰":
        return fits_before
    fits_after = (
        after in _UNIT
        or after in (" ", "\u3000")
        or after in _DIGITS
        or bool(re.match("[A-Z]", after))
        or after in "袁遥冤尧"
    )
    return fits_before or (fits_after and after != "\n")


def _circles(text: str, marks: dict[int, str]) -> Iterator[tuple[int, str]]:
    """Circled numbers: where a sentence's mark follows, or at a line's start before a note's text."""
    starts = [m.start() for m in re.finditer("(?m)^[ \u3000]*淤(?![泥积塞])", text)]
    calls = [i for i in (m.start() for m in re.finditer("淤(?![泥积塞])", text)) if i + 1 in marks or i - 1 in marks]
    if not starts and not calls:
        return
    for m in re.finditer("[淤于盂榆虞愚舆余俞逾]", text):
        i, c = m.start(), m[0]
        rare = c in "淤盂榆" and not re.match("淤[泥积塞]|榆[树林]", text[i : i + 2])
        ends = marks.get(i + 1, "") in tuple("，。；：？！、）》”’")
        heads = _starts_line(text, i) and bool(
            re.match("[\\s]*(?:叶|《|[A-Z“野]|参见|见|[\u4e00-\u9fff]{2,4}(?:院|：)|[А-Я])", text[i + 1 :])
        )
        behind = marks.get(i - 1, "") in tuple("。”》）") and text[i + 1 : i + 2] not in ("是", "此")
        alone = _starts_line(text, i) and not text[i + 1 :].split("\n", 1)[0].strip()
        if behind or alone or ends or heads or (rare and (i - 1 in marks or _starts_line(text, i))):
            yield i, _CIRCLED[c]
