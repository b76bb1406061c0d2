"""Hanzi that stand for marks and digits: GBK lead byte D2–DA for a sign whose lead is 0x31 less (袁 for ，, 圆 for ２).

Strategy.  The family is on for a whole document when it has next to no real commas and full stops but many 袁 and 遥: no
Chinese text is like that.  The lines are then read as one stream (Flat), since a sign may stand on either side of a
line's end, and each place is judged, because the same hanzi also occur as themselves (研究院, 资源, 叶利钦):

- a word or a person's name that the hanzi belongs to keeps it.  A word is listed when it is common in learned prose; where
  it can also arise by chance, from a word before or behind the sign, the entry says so: 方法：is not 法院, 如下：is not
  下院, 。远东 is not 遥远, ：内部 is not 院内;
- a closing mark never stands at a line's start, after an opening mark or after another closing one (GB/T 15834), so there
  the hanzi is itself;
- brackets and quotes must pair within a paragraph's reach and hold something: an opening one without its partner is a hanzi;
- dashes and ellipses come in twos; a middle dot stands between hanzi, a tilde between digits;
- digits (圆园员怨 for ２０１９) are on for a document that has next to none of its own but runs of their hanzi.  Read are
  runs of two and more, and single ones beside what digits stand beside (第, 约, 年, 项, brackets, points); words and names
  keep theirs, save a run too long for a word, an enumerator at a line's start and an ordinal (第远期);
- circled numbers (淤 for ①) are read where notes are called and where notes begin; between two that are read, the one that
  must stand there is looked for beside a mark.

Doubts.  What is left of these hanzi, outside the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sco_pub.lexicon.names import FREQUENT
from sco_pub.model.characters import ANY_DIGIT, CIRCLED, HANZI, PRIVATE
from sco_pub.model.reserved import LINE
from sco_pub.model.rule import Rule

DIGITS = dict(zip("园员圆猿源缘远苑愿怨", "０１２３４５６７８９", strict=True))
_D = "[园员圆猿源缘远苑愿怨]"
_ORDER = "淤于盂榆虞愚舆余俞逾"  # ①–⑩
_CIRCLED = {_ORDER[number - 1]: sign for sign, number in CIRCLED.items() if 0 < number <= len(_ORDER)}
_UNIT = frozenset(
    "年月日个项万亿千百％%条名次届种家位元岁页期卷号版章节世纪多余倍分人国点天小时组类级度米吨公里件部集场起户周"
    "—～耀至到．.，,。）)、；：］】/／\\]&"
)
_BEFORE = frozenset(
    "-－第约为达到仅在自前近超过表图于的由从至共有和与另年月日增～耀（(［[【/／．.—〔卷期数值长升降占计、，均加减了要=_?"
)
_MARKS = frozenset("，。；：？！、）》”’")
# Where a number must be: an enumerator, an ordinal, thousands, decimals, a quotient, a page number between dashes.
_SURE = re.compile(
    f"第{_D}{{1,4}}(?=[期卷版页条章节次届])|{_D}{{1,3}}(?:[ ]{_D}{{3}})+(?!{_D})|"
    f"(?<!{_D}){_D}+(?:[.．]{_D}+(?=[%％万亿]|个百分)|[％%])"
)
_ENUMERATOR = re.compile(f"{_D}{{1,2}}(?:[.．]{_D}{{1,2}})*(?=[ \u3000.．、)）])")


def digits(flat: Flat) -> dict[int, str]:
    """Positions and digits, in a text that has next to none of its own."""
    text = flat.text
    own = len(re.findall(f"[{ANY_DIGIT}]", text))
    runs = re.findall(f"{_D}{{2,}}", text)
    found = _folios(flat)
    if len(runs) < 3 or own > sum(map(len, runs)):
        return found
    sure = {i for m in _SURE.finditer(text) for i in range(m.start(), m.end())}
    for i in flat.heads:
        if m := _ENUMERATOR.match(text, i):
            sure.update(range(m.start(), m.end()))
    named = names(flat)
    kept = (flat.spared(DIGIT_WORDS) - sure) | named
    known: set[int] = set()
    for m in re.finditer(f"{_D}+", text):
        span = list(range(m.start(), m.end()))
        whole = len(span) > 2 or (len(span) == 2 and text[m.end() : m.end() + 1] in tuple("．.％%年月日万亿耀"))
        free = [i for i in span if i not in (named if whole else kept)]
        if len(free) >= 2 or (free and (free[0] in sure or _single(flat, free[0], known))):
            known.update(free)
            found.update((i, DIGITS[text[i]]) for i in free)
    return found


def _folios(flat: Flat) -> dict[int, str]:
    """A page number alone on its line, between dashes (要) or dots (窑)."""
    found: dict[int, str] = {}
    bounds = sorted(flat.heads)
    for start, end in zip(bounds, [*bounds[1:], len(flat.text)], strict=True):
        if m := re.fullmatch(f"([要窑])\\s*((?:[0-9]|{_D})+)\\s*\\1", flat.text[start:end]):
            for i in (start, end - 1):
                found[i] = "—" if m[1] == "要" else "·"
            found.update((i, DIGITS[flat.text[i]]) for i in range(start, end) if flat.text[i] in DIGITS)
    return found


def _single(flat: Flat, i: int, known: set[int]) -> bool:
    text = flat.text
    before, after = "" if i in flat.heads else text[i - 1 : i], text[i + 1 : i + 2]
    if (i - 1 in known and before) or (before in tuple("．.耀～／/") and i - 2 in known):
        return True
    fits_before = before in _BEFORE or before in (" ", "\u3000") or bool(re.match("[A-Za-z]", before))
    if after in tuple("，。、；袁遥尧曰"):
        return fits_before
    fits_after = after in _UNIT or after in (" ", "\u3000") or after in DIGITS or after in tuple("冤")
    return fits_before or fits_after or bool(re.match("[A-Za-z]", after))


def circles(flat: Flat, marks: dict[int, str]) -> dict[int, str]:
    """Circled numbers: where a sentence's mark follows, or at a line's start before a note's text."""
    text = flat.text
    firsts = [m.start() for m in re.finditer("淤(?![泥积塞])", text)]
    if not any(i in flat.heads or i + 1 in marks or i - 1 in marks for i in firsts):
        return {}
    found = {m.start(): _CIRCLED[m[0]] for m in re.finditer(f"[{_ORDER}]", text) if _is_circle(flat, marks, m.start())}
    return {**found, **_missing(flat, found, marks)}


def _is_circle(flat: Flat, marks: dict[int, str], i: int) -> bool:
    text, c = flat.text, flat.text[i]
    rare = c in "淤盂榆" and not re.match("淤[泥积塞]|榆[树林]", text[i : i + 2])
    if marks.get(i + 1, "") in _MARKS or (rare and (i - 1 in marks or i in flat.heads)):
        return True
    if i in flat.heads:
        begins = re.match(f"[\\s]*(?:叶|《|[A-Z“野]|参见|见|[{HANZI}]{{2,4}}(?:院|：)|[А-Я])", text[i + 1 : i + 12])
        return bool(begins) or i + 1 in flat.heads
    return marks.get(i - 1, "") in tuple("。”》）") and text[i + 1 : i + 2] not in ("是", "此")


def _missing(flat: Flat, found: dict[int, str], marks: dict[int, str]) -> dict[int, str]:
    """Numbers that their neighbours or a page's bodies ask for: the one place beside a mark, where they must stand."""
    more: dict[int, str] = {}
    groups = _groups(flat, found)
    for n, group in enumerate(groups):
        before, after = groups[n - 1] if n else [], groups[n + 1] if n + 1 < len(groups) else []
        if group[0] in flat.heads:
            more.update(_missing_bodies(flat, found, before, group, after))
        else:
            bodies = after if after and after[0] in flat.heads else []
            more.update(_missing_calls(flat, found, before, group, bodies, marks))
    return more


def _missing_calls(
    flat: Flat, found: dict[int, str], before: list[int], group: list[int], bodies: list[int], marks: dict[int, str]
) -> dict[int, str]:
    """Calls that a page's bodies or later calls ask for: at the one place beside a mark between the calls that were read."""
    have = {_number(found[i]): i for i in group}
    more: dict[int, str] = {}
    for k in range(1, max(_number(found[i]) for i in group + bodies) + 1):
        if k in have:
            continue
        low, high = _bounds(have, k)
        low = before[-1] if low is None and before else -1 if low is None else low
        high = bodies[0] if high is None and bodies else low if high is None else high
        places = [i for i in range(low + 1, high) if flat.text[i] == _ORDER[k - 1] and _beside(flat, i, marks)]
        if len(places) == 1:
            more[places[0]] = _CIRCLED[_ORDER[k - 1]]
            have[k] = places[0]
    return more


def _missing_bodies(
    flat: Flat, found: dict[int, str], before: list[int], group: list[int], after: list[int]
) -> dict[int, str]:
    """Bodies that the calls before them ask for: at the one line's start between the bodies that were read."""
    called = {_number(found[i]) for i in before if before[0] not in flat.heads}
    have = {_number(found[i]): i for i in group}
    more: dict[int, str] = {}
    for k in sorted(called - have.keys()):
        low, high = _bounds(have, k)
        if low is None:
            continue
        if high is None:
            high = min(after[0] if after else low + _PAGE, low + _PAGE)
        places = [i for i in flat.heads if low < i < high and flat.text[i : i + 1] == _ORDER[k - 1]]
        if len(places) == 1:
            more[places[0]] = _CIRCLED[_ORDER[k - 1]]
            have[k] = places[0]
    return more


def _bounds(have: dict[int, int], k: int) -> tuple[int | None, int | None]:
    """Between which places a number must stand: those of its neighbours below and above; None where there is none."""
    low = max((i for number, i in have.items() if number < k), default=None)
    return low, min((i for number, i in have.items() if number > k), default=None)


def _groups(flat: Flat, found: dict[int, str]) -> list[list[int]]:
    """Circled numbers in order, cut where they begin anew or pass from calls to bodies."""
    groups: list[list[int]] = []
    for i in sorted(found):
        last = groups[-1][-1] if groups else i
        new = not groups or (i in flat.heads) != (last in flat.heads) or _number(found[i]) <= _number(found[last])
        if new:
            groups.append([])
        groups[-1].append(i)
    return groups


def _beside(flat: Flat, i: int, marks: dict[int, str]) -> bool:
    near = marks.get(i - 1, "") in _MARKS or marks.get(i + 1, "") in _MARKS
    return near and not re.match("于(?:是|此)", flat.text[i : i + 2])


def _number(circled: str) -> int:
    return "①②③④⑤⑥⑦⑧⑨⑩".index(circled) + 1


MARK_WORDS = re.compile(
    "(?<![方办用做看想说语书])法院|(?<=[停创开举兴筹]办)法院|(?:[医戏影寺]|检察|研究|国务|[参众参国]议|上议|下议|科学|社科|妓|养老|福利|贵族|枢密|元老|最高法|疗养|修道|孤儿|电影|敬老|军事)院|"
    "(?<![如以之])[上下]院(?=[议通的选审多]|[，。、袁遥尧])|(?<![扩最重巨很更较])大院|(?<![之最以然])后院|"
    "(?<![法哲文史])学院|(?<=[法哲文史])学院(?!一是|第一|首先|其一|以|从|在)|书院|剧院|画院|"
    "院(?:士|子|派(?!生|遣|出|系)|庭)|院校(?!际|园|对)|院系(?!统|列|数)|院所(?!谓|有|以|在|得|需|指|述|见)|"
    "院内(?=[外的人设医各师，。、袁遥尧]|感染)|院外(?=[的会人，。袁遥])|院长(?!期|江|远|久|三角|春|沙|时|城|达|于|效)|院落(?!实|后|地|差|到)|"
    "遥远(?!东|程|期|洋|征|方|离|近|未|不|比|超|高|大|小|在|见|销|景|处|低|非)|遥遥(?=领先|无期|相|在望)|遥(?:感|控|望|测|想|祝)|逍遥|"
    "渊(?:源|博|深|薮|源)|[深天]渊|冤(?:案|枉|屈|魂|假|狱|情|错)|[申鸣含]冤|唐尧|尧舜|"
    "叶(?:片|子(?=[的和上，。袁遥])|利|卡|落|夫|尼|赛|甫|戈|塞|圣|海|芝|剑|绿|酸|门|赫|尔)|[枝茶树落中末红绿百枫初]叶|"
    "袁(?:世凯|隆平|枚|崇焕|宏道|绍|术)|[摇拖]曳|"
    "[视田朝在越分粗狂旷原]野|荒野|野(?:生|蛮|心|外|战|兽|性|史|猪|味|营)|冶(?:金|炼|铁|铸)|陶冶|"
    "[诗子名书号]曰|曰常|沐浴|浴(?:室|缸|血|池|场|巾)|[洗淋]浴|[锁关]钥|[大老少姥]爷|爷(?:爷|们|孙)|耶(?:稣|路|鲁|和华|律)|"
    "窑(?:洞|址|炉|工|厂)|[煤砖瓷官炭]窑|[荣照炫闪辉夸显]耀|耀(?:眼|斑|武)|哽噎|因噎"
)
DIGIT_WORDS = re.compile(
    "(?:[成人委官党动研职雇演教船球店社团裁海队组伤雇译乘船指战服导随阁学会议]|公务|专业|检察|派驻|职务|司法|飞行|通讯|议政|研究)员(?!会[园员])|员(?:会|工|额|外|制|国|单位)|"
    "圆(?:满|桌|形|周|心|融|润|梦|滑|柱)|[椭方团半]圆|"
    "[资来能起根水财电货税渊法信同热污光病发策声开本语血粮]源|源(?:于|自|头|泉|流|远流|源不|源而|代码|出|起|地|文)|"
    "缘(?:故|由|起|分|何|于|政治|经济)|[边因地血姻亲学业趣机人投有无]缘|"
    "[永长深久遥疏偏高边望致更很太最甚不跳渐悠辽]远|远远(?=[不超高低大小没落多少胜望未看走传])|远(?:未|不|非|比|超|高|低|大|小|在|离|东|程|方|景|见|去|近|洋|征|销|古|处|距|走|播|道|亲|山|郊|胜|多|少|没|赴)|"
    "[意自志宁心祝情许甘不遗誓如本]愿|愿(?:意|望|景|不|为|者|同|以|与|在|将|因|付)|[抱恩仇埋民]怨|怨(?:恨|言|声|气)|"
    "[公校家庄田花乐果菜产学科茶幼儿陵]园|园(?:区|林|艺|地|丁|长|内)|[艺文学鹿宫]苑|苑(?:囿)|[类古]猿|猿(?:猴|人(?=[类的和])|类)|人猿"
)
_SURNAME = f"[{FREQUENT}]"  # no rare ones: any hanzi may stand before a sign that a hanzi stands for
_GIVEN = f"(?:(?![冤院袁遥曳冶爷曰]|等院)[{HANZI}]){{1,2}}"
_NAME = _SURNAME + _GIVEN
_NOTE = f"{''.join(_CIRCLED.values())}{_ORDER}\\]］"
# A name: before a colon or comma and a title, before a point in a reference, before a birth year, behind 责任编辑, on a
# line of names.
_NAMES = re.compile(
    f"(?<=[见自遥曰尧；、{_NOTE}{LINE}]) ?{_NAME}(?=等?著?[院袁尧][叶野《“])|(?<=[\\]］]) ?{_NAME}(?=[.．])|"
    f"{_NAME}(?=袁[男女]袁|渊员怨|渊19)|(?<=[遥曰院。；：〕】］\\] \u3000{LINE}]){_NAME}"
    f"(?=袁[{HANZI}]{{2,6}}(?:大学|学院|研究院|科学院|党校|学校))|"
    f"(?<=编辑院) ?{_SURNAME} ?{_GIVEN}|"
    f"(?<={LINE}){_NAME}(?:[ \u3000]+{_NAME})*(?={LINE})|(?<={LINE}){_SURNAME}[ \u3000]+[{HANZI}](?={LINE})"
)


@dataclass(frozen=True, slots=True)
class Flat:
    """A text without its line ends: ``at`` are the offsets of its characters in the text, ``heads`` its lines' beginnings."""

    text: str
    at: tuple[int, ...]
    heads: frozenset[int]

    @classmethod
    def of(cls, text: str) -> Flat:
        """All lines joined, without the blanks at their ends; where each begins is kept."""
        at: list[int] = []
        heads = set()
        for m in re.finditer("[^\r\n\f]+", text):
            line = m[0].strip(" \t\u3000")
            if line:
                start = m.start() + m[0].index(line[0])
                heads.add(len(at))
                at += range(start, start + len(line))
        return cls("".join(text[i] for i in at), tuple(at), frozenset(heads))

    def spared(self, words: re.Pattern[str]) -> set[int]:
        """Positions in the words of a list; a word may be broken over a line's end."""
        return {i for m in words.finditer(self.text) for i in range(m.start(), m.end())}


def names(flat: Flat) -> set[int]:
    """Positions in the names of people."""
    bounds = sorted(flat.heads)
    ends = [*bounds[1:], len(flat.text)]
    text = LINE + "".join(flat.text[a:b] + LINE for a, b in zip(bounds, ends, strict=True))
    place = [-1] + [i for a, b in zip(bounds, ends, strict=True) for i in (*range(a, b), -1)]
    return {place[i] for m in _NAMES.finditer(text) for i in range(m.start(), m.end())} - {-1}


_CLOSERS = dict(zip("袁遥曰院钥浴尧冤曳冶爷", "，。；：？！、）》”’", strict=True))
_OPENERS = dict(zip("渊叶野耶", "（《“‘", strict=True))
_PARTNER = {"渊": "冤", "叶": "曳", "野": "冶", "耶": "爷"}
_SIGNS = frozenset((*_CLOSERS, *_OPENERS))
_PAGE = 600  # characters: the notes of one page, within which the next one's text begins
_AROUND = 900  # characters: notes and a running head may stand between the two


def repair(text: str) -> Iterator[tuple[int, str, Rule]]:
    """Offset, new character and rule for every hanzi that is a sign; nothing when the family isn't there."""
    if not _present(text):
        return
    flat = Flat.of(text)
    kept = flat.spared(MARK_WORDS) | names(flat)
    kept -= {i for i in kept if flat.text[i] in _PARTNER and _paired(flat.text, i)}
    numbers = digits(flat)
    kept -= {i for i in kept if i + 1 in numbers and i not in numbers}
    marks = _marks(flat, kept, numbers)
    for i, new in sorted({**marks, **numbers, **circles(flat, marks)}.items()):
        old = flat.text[i]
        yield flat.at[i], new, Rule.HANZI_FOR_DIGIT if DIGITS.get(old) == new else Rule.HANZI_FOR_MARK


def doubtful(text: str, repaired: str) -> Iterator[tuple[int, str]]:
    """Offsets of hanzi that were kept though no word says so, and what each could be."""
    if not _present(text):
        return
    flat = Flat.of(text)
    kept = flat.spared(MARK_WORDS) | flat.spared(DIGIT_WORDS) | names(flat)
    numbered = any(flat.text[i] in DIGITS and repaired[o] != flat.text[i] for i, o in enumerate(flat.at))
    for i, offset in enumerate(flat.at):
        c = flat.text[i]
        if repaired[offset] != c or i in kept:
            continue
        if c in _SIGNS or (c in "要耀" and _beside_digits(repaired, flat, i)):
            yield offset, {**_CLOSERS, **_OPENERS, "要": "—", "耀": "～"}[c]
        elif numbered and c in DIGITS:
            yield offset, DIGITS[c]


def _present(text: str) -> bool:
    """Whether the text has no marks of its own, in whatever form, but many of their hanzi."""
    hanzi = len(re.findall(f"[{HANZI}]", text))
    usual = len(re.findall(f"[，。,｡､﹐﹒\ua3a1-\ua3fe{PRIVATE}]", text))
    odd = text.count("袁") + text.count("遥")
    return hanzi >= 60 and odd >= 5 and odd >= 0.015 * hanzi and usual <= odd / 4


def _paired(text: str, i: int) -> bool:
    """Whether an opening sign that begins a word (野战, 叶子) has its partner near, as no word has."""
    if i and re.match("[田视朝荒粗狂旷原枝茶树落中末红绿百枫初深天]", text[i - 1]):
        return False
    partner = _PARTNER[text[i]]
    outer = text.rfind(text[i], max(0, i - 40), i)
    if outer >= 0 and text.find(partner, outer, i) < 0 and text[i : i + 40].count(partner) < 2:
        return False  # the one partner belongs to the sign before: （责任编辑：金渊雪）
    end = text.find(partner, i + 1, i + 80)
    return end > 0 and text.find(text[i], i + 1, end) < 0 and text[end + 1 : end + 2] not in tuple("金炼铁铸案枉屈魂假")


def _marks(flat: Flat, kept: set[int], numbers: dict[int, str]) -> dict[int, str]:
    found: dict[int, str] = {}
    open_at: dict[str, list[int]] = {c: [] for c in _OPENERS}
    text = flat.text
    for i, c in enumerate(text):
        if i in kept:
            continue
        if c in _OPENERS and not (text[i + 1 : i + 2] == _PARTNER[c] and open_at[c]):
            open_at[c].append(i)
        elif c in _CLOSERS and _closes(flat, i, found):
            opener = next((o for o, p in _PARTNER.items() if p == c), None)
            if opener is not None:
                start = open_at[opener].pop() if open_at[opener] else -_AROUND
                if i - start >= _AROUND:
                    continue
                found[start] = _OPENERS[opener]
            found[i] = _CLOSERS[c]
    found.update(_dashes(flat, kept, numbers))
    return found


def _closes(flat: Flat, i: int, found: dict[int, str]) -> bool:
    """Whether a closing mark can stand here; only a pair's end can follow another mark, or a mark a pair's end."""
    c, before = flat.text[i], flat.text[i - 1 : i]
    if i in flat.heads and c not in "冤曳冶爷":
        return False
    return before not in tuple("“‘《（") and not (
        i - 1 in found and c not in "冤曳冶爷" and found[i - 1] not in "）》”’"
    )


def _dashes(flat: Flat, kept: set[int], numbers: dict[int, str]) -> Iterator[tuple[int, str]]:
    text = flat.text
    for m in re.finditer("要要|噎噎|要|窑|耀", text):
        i = m.start()
        if m[0] in ("要要", "噎噎") and i + 1 in flat.heads:
            continue  # two signs that belong together are never parted by a line's end (GB/T 15834, 5.1.7)
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
        elif m[0] in "耀要" and _digit_like(text, i - 1, numbers) and _digit_like(text, i + 1, numbers):
            yield i, "～" if m[0] == "耀" else "—"


def _digit_like(text: str, i: int, numbers: dict[int, str]) -> bool:
    while 0 < i < len(text) - 1 and text[i] == " " and text[i + 1] in "耀要":
        i -= 1
    return 0 <= i < len(text) and (i in numbers or bool(re.match(f"[{ANY_DIGIT}年月日%％万亿]", text[i])))


def _beside_digits(repaired: str, flat: Flat, i: int) -> bool:
    near = [repaired[flat.at[n]] for n in (i - 1, i + 1) if 0 <= n < len(flat.at)]
    return len(near) == 2 and all(re.match(f"[{ANY_DIGIT}]", c) for c in near)
