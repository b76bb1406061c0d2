"""Take a Chinese (or any source) text, give its figures as values.

A value is a Fraction, or ("month", 1…12).  Units: 十 百 千 万 亿 万亿; 1.7万 = 17 000, 1134亿 = 113 400 000 000, 百分之五 = 5.
Centuries and decades: 20世纪50年代 is 1950 or 20 and 50.  Fractions: 3/4, 四分之三, ¾; tenths: 六成 = 60 %, 六成五 = 65 %.
Tenths off a price: 八折 = 80 or 20 %.  The clock: 22时04分 is 22 or 10.  Years of an era: 光绪三十一年 is 1905 or 31.
Numbers that are names: 十四五 is the fourteenth five-year plan, 九一八 a date (18 September).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from sco_pub.model.characters import HANZI_COMMON, NUMERAL_VALUES, NUMERALS, TEN_VALUES

Value = Fraction | tuple[str, int]

ONES = NUMERALS.removesuffix("十")
_DIGITS = NUMERAL_VALUES | {"○": 0}
UNITS = {
    "万亿": 10**12,
    "千亿": 10**11,
    "百亿": 10**10,
    "十亿": 10**9,
    "亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "万": 10**4,
    "千": 10**3,
    "百": 10**2,
}
#: 千 and 百 also begin units of measure: 千瓦, 千米, 百帕; those are no thousands of anything.
_FIGURES = "0123456789０１２３４５６７８９"
LARGE = rf"(?:{'|'.join(sorted(UNITS, key=len, reverse=True))})(?<![千百](?=[卡瓦伏米克帕赫焦欧安]))"
#: The characters of hanzi numerals.
HANZI = f"〇零○{ONES}两十百千"
# Hanzi numerals behind 万 or 亿: a 两 there counts only in front of 百 and 千, else it is an ounce.
_TAIL = rf"(?:[〇零○{ONES}十百千]|两(?=[百千万]))"
#: The formal numerals of contracts and cheques, where several stand together: 壹拾万元.
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", NUMERALS + "百千")
_FORMAL_RUN = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟]{2,}(?=[万亿元圆整])|[壹贰叁肆伍陆柒捌玖](?=[拾佰仟万亿元圆])")
#: The first years of the eras that titles and texts of history name.  source: 中国历史纪年表 (荣孟源), Japan's 元号一覧
ERAS = {
    "贞观": 627, "开元": 713, "天宝": 742, "洪武": 1368, "建文": 1399, "永乐": 1403, "宣德": 1426, "正统": 1436, "景泰": 1450,
    "天顺": 1457, "成化": 1465, "弘治": 1488, "正德": 1506, "嘉靖": 1522, "隆庆": 1567, "万历": 1573, "天启": 1621, "崇祯": 1628,
    "顺治": 1644, "康熙": 1662, "雍正": 1723, "乾隆": 1736, "嘉庆": 1796, "道光": 1821, "咸丰": 1851, "同治": 1862, "光绪": 1875,
    "宣统": 1909, "民国": 1912, "明治": 1868, "大正": 1912, "昭和": 1926, "平成": 1989,
}  # fmt: skip
# Those of the older dynasties, whose names are words and places too: they only count with their year.  source: as above
_OLDER_ERAS = {
    "建武": 25, "永平": 58, "建初": 76, "永元": 89, "建安": 196, "黄初": 220, "正始": 240, "泰始": 265,
    "太康": 280, "永嘉": 307, "永和": 345, "太元": 376, "义熙": 405, "武德": 618, "永徽": 650, "显庆": 656,
    "总章": 668, "仪凤": 676, "垂拱": 685, "神龙": 705, "景龙": 707, "先天": 712, "至德": 756, "乾元": 758,
    "宝应": 762, "广德": 763, "永泰": 765, "大历": 766, "建中": 780, "兴元": 784, "贞元": 785, "永贞": 805,
    "元和": 806, "长庆": 821, "宝历": 825, "大和": 827, "开成": 836, "会昌": 841, "大中": 847, "咸通": 860,
    "乾符": 874, "广明": 880, "中和": 881, "光启": 885, "天复": 901, "天祐": 904, "建隆": 960, "乾德": 963,
    "开宝": 968, "太平兴国": 976, "雍熙": 984, "端拱": 988, "淳化": 990, "至道": 995, "咸平": 998, "景德": 1004,
    "大中祥符": 1008, "天禧": 1017, "天圣": 1023, "明道": 1032, "景祐": 1034, "宝元": 1038, "庆历": 1041, "皇祐": 1049,
    "至和": 1054, "嘉祐": 1056, "治平": 1064, "熙宁": 1068, "元丰": 1078, "元祐": 1086, "绍圣": 1094, "元符": 1098,
    "崇宁": 1102, "大观": 1107, "政和": 1111, "宣和": 1119, "靖康": 1126, "建炎": 1127, "绍兴": 1131, "隆兴": 1163,
    "乾道": 1165, "淳熙": 1174, "绍熙": 1190, "庆元": 1195, "嘉泰": 1201, "开禧": 1205, "嘉定": 1208, "宝庆": 1225,
    "绍定": 1228, "端平": 1234, "淳祐": 1241, "宝祐": 1253, "景定": 1260, "咸淳": 1265, "德祐": 1275, "中统": 1260,
    "至元": 1264, "元贞": 1295, "大德": 1297, "至大": 1308, "皇庆": 1312, "延祐": 1314, "至治": 1321, "泰定": 1324,
    "天历": 1328, "至顺": 1330, "至正": 1341, "天命": 1616, "天聪": 1627, "崇德": 1636, "弘光": 1645, "隆武": 1645,
    "庆应": 1865, "文久": 1861, "令和": 2019,
}  # fmt: skip
_ALL_ERAS = ERAS | _OLDER_ERAS
# Wars and risings that Chinese names by words and other languages by their years.
EVENTS: dict[str, tuple[int, ...]] = {
    "鸦片战争": (1839, 1840, 1842, 1856, 1860), "中法战争": (1883, 1884, 1885), "甲午战争": (1894, 1895), "戊戌变法": (1898,),
    "日俄战争": (1904, 1905), "辛亥革命": (1911,), "西安事变": (1936,), "庚子": (1900,),
}  # fmt: skip
# Years that Chinese calls after the cycle of sixty, and risings after them.  source: 中国历史纪年表 (荣孟源)
_CYCLE = {
    "甲午": (1894, 1895), "戊戌": (1898,), "庚子": (1900,), "辛丑": (1901,), "癸卯": (1903, 1904), "辛亥": (1911, 1912),
    "癸丑": (1913,), "甲申": (1884, 1644), "辛酉": (1861,),
}  # fmt: skip
EVENTS |= _CYCLE
# The year of a day that became a name.
_YEAR_OF_DAY = {
    "九一八": 1931, "五四": 1919, "七七": 1937, "一二八": 1932, "五卅": 1925, "一二九": 1935, "八一三": 1937, "一二一": 1945,
    "四一二": 1927,
    "八一": 1927, "七一五": 1927, "三一": 1919, "五七": 1966, "六四": 1989,
}  # fmt: skip
_YEARS_END = re.compile("(?:闰?十[一二]|[冬腊])月|年?[底末]")
VULGAR = {"½": Fraction(1, 2), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}

_THIN = "\u00a0\u2009\u202f"
NUMBER = rf"\d{{1,3}}(?:[,{_THIN}]\d{{3}})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
# The same with neither letter, figure nor stop in front; it begins with a figure, so that the engine runs from one to the next.
_ALONE = rf"\d(?<![A-Za-z\d.]\d)(?:\d{{0,2}}(?:[,{_THIN}]\d{{3}})+(?:\.\d+)?(?!\d)|\d*(?:\.\d+)?)"
# A day of the week is no number: 周二, 星期三; but 一周一次.
_WEEKDAY = re.compile(rf"(?:星期|礼拜|(?<![{HANZI}几数\d])周)[一二三四五六](?![次年期岁个月天日周])")
_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d.]?\d)")
# Some texts part figures from hanzi: 1.25 亿, 20 世纪 30 年代.
_AIR = re.compile(rf"(?<=\d)[ {_THIN}](?=[{HANZI_COMMON}])|(?<=[{HANZI_COMMON}])[ {_THIN}](?=\d)")
_COUNTED = "美元|元|人民币|欧元|卢布|人|吨|公里|户|家|个|次|名|种|册|件|字|亩|项|首|枚|封|座|股|艘|辆|台|株|篇|平方|两|担|石|倍"
# What a day that became a name is a day of; and the signs around one.
_DAY_OF = "事变|运动|惨案|起义|事件|抗战|革命|指示|讲话|精神|阅兵"
_DAY = rf"[{ONES}十]{{2,4}}|[{ONES}十]{{1,2}}[·・•.][{ONES}十]{{1,3}}"
# What 成 begins as often as it ends a number of tenths.
_NO_TENTHS = "[功为员立果就长分份本熟都套品绩效见型因才千百人]"


def _any(signs: str) -> frozenset[str]:
    return frozenset(signs)


# A reading's name; what a text has to have for it, a word or any of some signs, by which most texts are passed over; its pattern.
_PATTERNS: tuple[tuple[str, str | frozenset[str], re.Pattern[str]], ...] = (
    ("event", _any("争命变法子午戌丑卯亥申酉"), re.compile("|".join(sorted(EVENTS, key=len, reverse=True)))),
    ("either", _any("十百千万亿"), re.compile(
        rf"(?<![{HANZI}\d第])([{ONES}])([{ONES}])(十|百|千)?(万|亿)?(?<=[十百千万亿])(年代)?(?![{HANZI}])")),
    ("either_more", _any("十百千"), re.compile(
        rf"(?<![{HANZI}\d第])([{ONES}两][百千万])([{ONES}])([{ONES}])([十百千])(?![{HANZI}])")),
    ("decade", "世纪", re.compile(r"(\d{1,2})世纪(\d0)年代")),
    ("hanzi_decade", "世纪", re.compile(rf"([{HANZI}]{{1,3}})世纪([{HANZI}]{{1,3}})年代")),
    ("last_decade", _any("代后後"), re.compile(
        r"上(?:个)?世纪(\d0|[二三四五六七八九]十)年代|(?<!\d)(\d0)[后後](?!的?\d)|(?<![\d世纪五六七八九十])(\d0|[二三四五六七八九]十)年代")),
    ("years", "、", re.compile(r"(?<!\d)([12]\d{3})年?(?:、[12]\d{3}年?)*[、和]([12]\d{3})(?=年)")),
    ("era", _any("年载"), re.compile(
        rf"({'|'.join(sorted(_ALL_ERAS, key=len, reverse=True))})(元|[{HANZI}]{{1,3}}|\d{{1,2}})[年载]")),
    ("all_day", "24小时", re.compile("(?<![0-9.])24小时(?![内后前以之左])")),
    ("clock", _any("时点"), re.compile(r"(?<!\d)([01]?\d|2[0-4])[时点](?:([0-5]?\d)分)?(?![间候段期代])")),
    ("clock_colon", _any(":："), re.compile(r"(?<![\d:：.])([01]?\d|2[0-4])[:：]([0-5]\d)(?![\d:：])")),
    ("hanzi_clock", _any("时点"), re.compile(rf"(?:午|[早晚夜晨])([{HANZI}]{{1,3}})[时点](半|[{HANZI}]{{1,3}}分)?")),
    ("more_times", "倍", re.compile(
        rf"(?:提高|增长|增加|扩大|上升|增至|增大|翻)了?(?:近|约|逾|超过)?(\d+(?:\.\d+)?|[{HANZI}]+)倍")),
    ("doublings", "番", re.compile(rf"翻了?(?:近|约|逾)?(\d|[{ONES}两])番(半)?")),
    ("days_in_hours", "小时", re.compile(r"(?<![\d.])(48|72|96)小时")),
    ("centuries", "年", re.compile(rf"(?<![\d.{HANZI}])([1-9]00|[{ONES}两]百)(?:[多余]|来)?年(?![代前後后])")),
    ("range", _any("~～—–－-"), re.compile(rf"(?<![\d.])(\d+(?:\.\d+)?)[~～—–－-](\d+(?:\.\d+)?)({LARGE})")),
    ("plan", "五", re.compile(rf"(?<![{HANZI}])([{ONES}]|十[{ONES}]?)(?:[·・•.]?)五(?=规划|计划|时期|期间|[”\"’])")),
    ("day", _any(ONES + "十"), re.compile(rf"(?:(?<=[“\"‘])(?:{_DAY})(?=[”\"’])|(?<![{HANZI}])(?:{_DAY})(?={_DAY_OF}))")),
    ("mixed", "亿", re.compile(r"(?<![A-Za-z\d.])(\d+)亿(\d+(?:\.\d+)?)万")),
    ("power", "10^", re.compile(r"(?<![\d.])10\^(\d{1,2})\^")),
    ("month", "月", re.compile(r"(?<!\d)(1[0-2]|0?[1-9])月(?!球)")),
    ("fraction", "/", re.compile(r"(?<![\d./])(\d{1,2})/(\d{1,2})(?![\d/])")),
    ("number", _any(_FIGURES), re.compile(rf"({_ALONE})(?:[多余几])?({LARGE})?")),
    ("vulgar", _any("½⅓⅔¼¾"), re.compile("[½⅓⅔¼¾]")),
    ("hanzi_percent", "百分之", re.compile(rf"百分之([{HANZI}]+)(?!点[{HANZI}])")),
    ("hanzi_share", "分之", re.compile(rf"([百千万])分之([{HANZI}]+)(?:点([{HANZI}]+))?(?<!百分之.)")),
    ("tenths_of", "十之", re.compile(rf"十之([{ONES}])([{ONES}])?")),
    ("half_a_tenth", "半成", re.compile(rf"(?<![{NUMERALS}])半成(?!品)")),
    ("hanzi_fraction", "分之", re.compile(rf"([{HANZI}]*[{HANZI}万亿])分之([{HANZI}]+)")),
    ("hanzi_year", "年", re.compile(rf"([〇零○{ONES}]{{4}})年")),
    ("hanzi_month", "月", re.compile(rf"(?<![个几数])(十[一二]?|[{ONES}])月(?=[份〇{NUMERALS}\d，。、]|$)")),
    ("tenths_range", "成", re.compile(rf"(?<![{HANZI}])([{ONES}])成?[到至—～~]([{ONES}])成(?!{_NO_TENTHS})")),
    ("hanzi_tenths", "成", re.compile(
        rf"([{HANZI}\d](?<![{HANZI}\d].)(?:(?<!\d)[{HANZI}]?|(?<=\d)(?:\.\d)?))成([{ONES}半]?)(?:(?!{_NO_TENTHS})|(?<=[近约逾占过有].成)(?=为))")),
    ("reduced", "折", re.compile(rf"(?<![{HANZI}\d])([{ONES}]{{1,2}}|\d(?:\.\d)?)折(?![叠合射磨腾断扣线本衷])")),
    ("hanzi_large", _any("万亿"), re.compile(
        rf"(?<![数几成好第])([{HANZI}]+(?:[多余几]?[万亿]{_TAIL}*)+)(?:多|余)?({_COUNTED})?")),
    ("hanzi_count", _any("万亿"), re.compile(rf"(?<![数几成好第])([{HANZI}]*)(万亿|亿|万)(?:多|余)?(?={_COUNTED})")),
    ("hanzi", _any(HANZI), re.compile(rf"(?:第)?([{HANZI}]+)")),
)  # fmt: skip

_ONE_OF = re.compile(
    "[周天个次名年例位种项小]"
)  # a week, the past week: one of a thing is often said without its number
_ANY = re.compile(rf"[\d½⅓⅔¼¾{HANZI}万亿]|元年|半成|[戊庚辛甲癸][子午丑戌卯亥申酉]")


@dataclass(frozen=True, slots=True)
class Need:
    """A figure of the source: one of the ``options`` (all values of it together) has to be in the translation if
    ``needed``, and may be if not."""

    words: str
    options: tuple[tuple[Value, ...], ...]
    needed: bool

    @property
    def reading(self) -> str:
        """The first option in plain figures."""
        return " and ".join(f"{v[0]} {v[1]}" if isinstance(v, tuple) else plain(v) for v in self.options[0])


def source_figures(text: str) -> tuple[Need, ...]:
    """The figures of a text, in order; longer readings first, no character read twice."""
    found: list[tuple[int, Need]] = []
    if not _ANY.search(text):
        return ()
    left = text = _FORMAL_RUN.sub(lambda run: run[0].translate(_FORMAL), _WEEKDAY.sub("\ufffc", grouped(text)))
    signs = frozenset(text)
    for name, needed, pattern in _PATTERNS:
        if needed not in text if isinstance(needed, str) else needed.isdisjoint(signs):
            continue
        for match in pattern.finditer(left):
            needs = tuple(_read(name, match))
            if needs:
                found += [(match.start(), need) for need in needs]
                start, end = match.span()
                left = (
                    left[:start] + "\ufffc" * (end - start) + left[end:]
                )  # what is read isn't read by a later pattern
    return tuple(need for _, need in sorted(found, key=lambda item: item[0]))


def grouped(text: str) -> str:
    """The text with figures in groups of three (GB/T 15835: 1 200) written in one, and without the blanks beside them."""
    return _AIR.sub("", _GROUPS.sub(lambda found: found[0].replace(" ", ""), text) if " " in text else text)


def _read(name: str, match: re.Match[str]) -> Iterator[Need]:
    words = match[0]
    if name in ("decade", "hanzi_decade"):
        century, decade = (hanzi_value(part) if name == "hanzi_decade" else Fraction(part) for part in match.groups())
        yield Need(words, (((century - 1) * 100 + decade,), (century, decade), (decade,)), name == "decade")
    elif name == "range":
        unit = UNITS[match[3]]
        for part in match.groups()[:2]:
            yield Need(words, ((Fraction(part) * unit,),), True)
    elif name == "years":
        yield from _years(match)
    elif name == "month":
        yield Need(words, ((("month", int(match[1])),), (Fraction(match[1]),)), True)
    elif name == "fraction":
        yield from _fraction(words, Fraction(match[1]), Fraction(match[2]), needed=True)
    elif name == "vulgar":
        yield Need(words, ((VULGAR[words],),), True)
    elif name == "number":
        value = Fraction(re.sub(rf"[,{_THIN}]", "", match[1])) * UNITS.get(match[2] or "", 1)
        yield Need(words, ((value,),), words != "1" or not _ONE_OF.match(match.string, match.end()))
    elif name in _NAMED:
        yield _NAMED[name](match)
    elif name == "hanzi_fraction":
        yield from _fraction(words, hanzi_value(match[2]), _below(match[1]), needed=False)
    elif name == "hanzi_year":
        yield Need(words, ((Fraction("".join(str(_DIGITS[char]) for char in match[1])),),), True)
    elif name == "hanzi_month":
        yield Need(words, ((("month", int(hanzi_value(match[1]))),), (hanzi_value(match[1]),)), False)
    elif name == "hanzi_count":
        value = (hanzi_value(match[1]) if match[1] else Fraction(1)) * UNITS[match[2]]
        yield Need(words, ((value,),), bool(match[1]))
    elif name in ("hanzi", "hanzi_percent"):
        yield Need(words, ((hanzi_value(match[1]),), *_about(match[1])), False)


def _years(match: re.Match[str]) -> Iterator[Need]:
    """2015、2016、2017年: the first and the last of years that follow each other may stand for all."""
    years = [Fraction(year) for year in re.findall(r"\d{4}", match[0])]
    row = years == [years[0] + at for at in range(len(years))]
    for at, year in enumerate(years):
        yield Need(str(year), ((year,),), not row or at in (0, len(years) - 1))


def _about(digits: str) -> tuple[tuple[Value, ...], ...]:
    """七八, 三两: about so many, either of the two."""
    if len(digits) != 2 or set(digits) & set(TEN_VALUES):
        return ()
    low, high = (Fraction(_DIGITS[char]) for char in digits)
    return (low, high), (low,), (high,)


def _below(digits: str) -> Fraction:
    """What stands below a fraction's bar: 三, 千, 万, 十万."""
    head, factor = (digits[:-1], {"万": 10**4, "亿": 10**8}[digits[-1]]) if digits[-1] in "万亿" else (digits, 1)
    return (hanzi_value(head) if head else Fraction(1)) * factor


def _plan(match: re.Match[str]) -> Need:
    """十四五: a plan of five years, by its number."""
    number = hanzi_value(match[1])
    return Need(match[0], ((number,), (number, Fraction(5))), False)


def _day(match: re.Match[str]) -> Need:
    """九一八, 一二·九: a month and a day, or the row of digits as it is."""
    parts = re.split("[·・•.]", match[0])
    whole = "".join(parts)
    pairs = [parts] if len(parts) == 2 else [[whole[:at], whole[at:]] for at in range(1, len(whole))]
    options: list[tuple[Value, ...]] = []
    for month, day in ((hanzi_value(first), hanzi_value(second)) for first, second in pairs):
        if 1 <= month <= 12 and 1 <= day <= 31:
            options += [(("month", int(month)), day), (month, day)]
    if whole in _YEAR_OF_DAY:
        options.append((Fraction(_YEAR_OF_DAY[whole]),))
    return Need(match[0], (*options, (hanzi_value(match[0].replace("·", "")),)), False)


def _mixed(match: re.Match[str]) -> Need:
    whole, rest = Fraction(match[1]) * 10**8, Fraction(match[2]) * 10**4
    return Need(match[0], ((whole + rest,), (whole, rest)), True)


def _power(match: re.Match[str]) -> Need:
    return Need(match[0], ((Fraction(10 ** int(match[1])),), (Fraction(10), Fraction(match[1]))), False)


def _tenths(match: re.Match[str]) -> Need:
    tenths = hanzi_value(match[1]) if not match[1][0].isdigit() else Fraction(match[1])
    if len(match[1]) == 2 and not set(match[1]) & set(TEN_VALUES):  # 七八成: seventy to eighty
        low, high = (Fraction(_DIGITS[char]) for char in match[1])
        return Need(match[0], ((low * 10, high * 10), (low, high), (low * 10,), (high * 10,)), False)
    value = tenths * 10 + (5 if match[2] == "半" else _DIGITS[match[2]] if match[2] else 0)
    return Need(match[0], ((value,), (value / 100,)), False)


def _share(match: re.Match[str]) -> Need:
    """千分之三十四点七: per thousand, per cent, or as a decimal."""
    below = TEN_VALUES.get(match[1], 10**4)
    above = hanzi_value(match[2])
    if match[3]:
        above += Fraction("0." + "".join(str(_DIGITS[sign]) for sign in match[3]))
    value = above / below
    return Need(
        match[0],
        ((above,), (value * 100,), (value,), (value.numerator * Fraction(1), Fraction(value.denominator))),
        False,
    )


def _tenths_of(match: re.Match[str]) -> Need:
    """十之二三: two or three of ten, 20 to 30 per cent."""
    low, high = (Fraction(_DIGITS[char]) for char in (match[1], match[2] or match[1]))
    return Need(match[0], ((low * 10, high * 10), (low, high), (low * 10,), (high * 10,)), False)


def _half_a_tenth(match: re.Match[str]) -> Need:
    return Need(match[0], ((Fraction(5),),), False)


def _tenths_range(match: re.Match[str]) -> Need:
    low, high = (Fraction(_DIGITS[char]) for char in match.groups())
    return Need(match[0], ((low * 10, high * 10), (low, high)), False)


def _reduced(match: re.Match[str]) -> Need:
    """八折: at 80 per cent, or 20 off."""
    digits = match[1]
    plain = Fraction(digits) if digits[0].isdigit() else Fraction("".join(str(_DIGITS[char]) for char in digits))
    share = plain * 10 if plain < 10 else plain
    return Need(match[0], ((share,), (100 - share,), (share / 100,), (plain,)), False)


def _last_decade(match: re.Match[str]) -> Need:
    """上世纪80年代, 90后, 八十年代: of the last century or of this one, or by its own figure."""
    said = match[1] or match[2] or match[3]
    decade = Fraction(said) if said.isdecimal() else hanzi_value(said)
    return Need(match[0], ((1900 + decade,), (2000 + decade,), (decade,)), False)


def _era(match: re.Match[str]) -> Need:
    """光绪三十一年: the year of the era, or of ours."""
    number = Fraction(1) if match[2] == "元" else Fraction(match[2]) if match[2].isdigit() else hanzi_value(match[2])
    year = _ALL_ERAS[match[1]] + number - 1
    later = _YEARS_END.match(
        match.string, match.end()
    )  # the twelfth month of the moon's year is in the next one of ours
    return Need(match[0], ((year,), (number,), *([(year + 1,)] if later else ())), True)


def _all_day(match: re.Match[str]) -> Need:
    """24小时不停: day and night as well."""
    return Need(match[0], ((Fraction(24),), (Fraction(24), Fraction(7))), False)


def _clock(match: re.Match[str]) -> Need:
    """22时04分: by twenty-four hours or by twelve; a full hour may have its zeros."""
    hour, minute = Fraction(match[1]), Fraction(match[2] or 0)
    hours = _hours(hour)
    full = () if minute else tuple((value,) for value in hours)
    return Need(match[0], (*full, *((value, minute) for value in hours)), True)


def _hours(hour: Fraction) -> tuple[Fraction, ...]:
    return hour, (hour - 12 if hour > 12 else hour + 12)


def _hanzi_clock(match: re.Match[str]) -> Need:
    said = match[2] or ""
    minute = Fraction(30) if said == "半" else hanzi_value(said.removesuffix("分")) if said else Fraction(0)
    hours = _hours(hanzi_value(match[1]))
    return Need(match[0], tuple((value, minute) for value in hours), False)


def _more_times(match: re.Match[str]) -> Need:
    """提高1.5倍: by one and a half, to two and a half, by 150 per cent."""
    written = match[1][0].isdigit()
    times = Fraction(match[1]) if written else hanzi_value(match[1])
    return Need(match[0], ((times,), (times + 1,), (times * 100,)), written)


def _doublings(match: re.Match[str]) -> Need:
    """翻两番: twice doubled, to four times as much, by 300 per cent."""
    times = int(hanzi_value(match[1].replace("两", "二"))) if not match[1].isdigit() else int(match[1])
    whole = Fraction(2**times)
    if match[2]:
        grown = 2 ** (times + 0.5)  # 翻一番半: one and a half doublings, 2.8 or 2.83 times as much, “more than twice”
        rounded = [(Fraction(str(near)),) for near in (int(grown), round(grown), round(grown, 1), round(grown, 2))]
        return Need(match[0], ((Fraction(times) + Fraction(1, 2),), *rounded), False)
    return Need(match[0], ((whole,), (whole * 100,), ((whole - 1) * 100,), (whole - 1,), (Fraction(times),)), False)


def _days_in_hours(match: re.Match[str]) -> Need:
    """48小时: two days as well."""
    return Need(match[0], ((Fraction(match[1]),), (Fraction(match[1]) / 24,)), True)


def _centuries(match: re.Match[str]) -> Need:
    """三百年: three centuries as well."""
    written = match[1][0].isdigit()
    years = Fraction(match[1]) if written else hanzi_value(match[1])
    return Need(match[0], ((years,), (years / 100,)), written)


def _large(match: re.Match[str]) -> Need:
    """一亿二千万, 三万亿, 两万五千亿: what stands before a unit times it, and the rest."""
    return Need(match[1], ((large_value(re.sub("[多余几]", "", match[1])),),), match[2] is not None)


def large_value(text: str) -> Fraction:
    """The value of a hanzi numeral with 万 and 亿 in it."""
    for sign, factor in (("亿", 10**8), ("万", 10**4)):
        head, found, rest = text.rpartition(sign)
        if found:
            return (large_value(head) if head else Fraction(1)) * factor + (large_value(rest) if rest else 0)
    return hanzi_value(text)


def _either(match: re.Match[str]) -> Need:
    """五六十, 七八百万: about so many, either of the two; 五六十年代: decades, of our century's last where none is named."""
    unit = UNITS.get(match[3] or "", 10 if match[3] == "十" else 1) * UNITS.get(match[4] or "", 1)
    low, high = (_DIGITS[sign] * Fraction(unit) for sign in match.groups()[:2])
    options: list[tuple[Value, ...]] = [
        (low, high),
        (low,),
        (high,),
        tuple(map(Fraction, (_DIGITS[match[1]], _DIGITS[match[2]]))),
    ]
    if match[5]:
        options += [(1900 + low, 1900 + high), (1900 + low,), (1900 + high,)]
    return Need(match[0], tuple(options), match[4] is not None)


def _either_more(match: re.Match[str]) -> Need:
    """一千五六百: one thousand and about five or six hundred."""
    head, unit = large_value(match[1].replace("两", "二")), TEN_VALUES[match[4]]
    low, high = (head + _DIGITS[sign] * unit for sign in match.groups()[1:3])
    return Need(match[0], ((low, high), (low,), (high,)), False)


def _event(match: re.Match[str]) -> Need:
    return Need(match[0], tuple((Fraction(year),) for year in EVENTS[match[0]]), False)


_NAMED: dict[str, Callable[[re.Match[str]], Need]] = {
    "plan": _plan, "day": _day, "mixed": _mixed, "power": _power, "hanzi_tenths": _tenths,
    "hanzi_large": _large, "tenths_range": _tenths_range, "reduced": _reduced, "last_decade": _last_decade, "era": _era,
    "all_day": _all_day, "clock": _clock, "clock_colon": _clock, "hanzi_clock": _hanzi_clock,
    "more_times": _more_times, "days_in_hours": _days_in_hours,
    "centuries": _centuries, "doublings": _doublings,
    "hanzi_share": _share, "tenths_of": _tenths_of, "half_a_tenth": _half_a_tenth,
    "either": _either, "either_more": _either_more, "event": _event,
}  # fmt: skip


def _fraction(words: str, above: Fraction, below: Fraction, *, needed: bool) -> Iterator[Need]:
    if below:
        value = above / below
        yield Need(words, ((value,), (value * 100,), (above, below)), needed)


def hanzi_value(text: str) -> Fraction:
    """The value of a hanzi numeral (三百二十一, 十八) or of a row of hanzi digits (二〇二〇)."""
    if not any(char in TEN_VALUES for char in text):
        return Fraction("".join(str(_DIGITS[char]) for char in text) or "0")
    total, current = 0, None
    for char in text:
        if char in TEN_VALUES:
            total += (1 if current is None else current) * TEN_VALUES[char]
            current = None
        else:
            current = _DIGITS[char]
    return Fraction(total + (current or 0))


def plain(value: Fraction) -> str:
    """A value in figures, in groups of three."""
    if value.denominator == 1:
        return f"{value.numerator:,}".replace(",", "\u202f")
    return f"{float(value):g}"
