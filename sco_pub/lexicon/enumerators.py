"""The numbers and words that a heading begins with: 第一章, 一、, 一　, （一）, 1., 1.1, （1）; 引言, 结语, 参考文献."""

from __future__ import annotations

import re

from sco_pub.lexicon import list_heads
from sco_pub.model.characters import (
    ANY_DIGIT,
    BULLETS,
    CIRCLED,
    CIRCLES,
    HANZI,
    NUMERALS,
    NUMERALS_FORMAL,
    NUMERALS_LONG,
    ROMAN,
    chinese_number,
    whole_number,
)

_WIDE = str.maketrans(
    "０１２３４５６７８９．", "0123456789."
)  # text before the layout's lines has both, they the point
_CN = f"[{NUMERALS_LONG}]{{1,4}}"
_SP = "[ \u3000]"
_TIME = rf"\d+{_SP}*(?:世纪|年)"  # 1. 20世纪: what stands behind the point is no number of a part
SCHEMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("part", re.compile(rf"^第{_SP}*(?P<n>{_CN}|\d+){_SP}*[编篇]{_SP}*")),
    ("chapter", re.compile(rf"^第{_SP}*(?P<n>{_CN}|\d+){_SP}*(?:章|部分){_SP}*")),
    ("section", re.compile(rf"^第{_SP}*(?P<n>{_CN}|\d+){_SP}*节{_SP}*")),
    (
        "cn-formal",
        re.compile(rf"^(?P<n>[{NUMERALS_FORMAL}]{{1,2}})(?:{_SP}*[、.]{_SP}*|{_SP}+)(?=[{HANZI}“‘《（(])"),
    ),
    ("roman", re.compile(rf"^(?P<n>[{ROMAN}]){_SP}*[、.．]?{_SP}*(?=[{HANZI}“‘《])")),
    ("cn-square", re.compile(rf"^【{_SP}*(?P<n>{_CN}){_SP}*】{_SP}*(?=[{HANZI}“‘《])")),
    ("sign", re.compile(rf"^§{_SP}*(?P<n>\d{{1,2}}){_SP}*[.、]?{_SP}*(?=[{HANZI}“‘《])")),
    ("cn", re.compile(rf"^(?P<n>{_CN})(?:{_SP}*[、.,，]{_SP}*|{_SP}+)(?=[{HANZI}“‘《（(A-ZＡ-Ｚ0-9])")),
    ("cn-round", re.compile(rf"^[（(]{_SP}*(?P<n>{_CN}){_SP}*[)）]{_SP}*")),
    ("arabic-4", re.compile(rf"^(?P<p>\d+\.\d+\.\d+)\.(?P<n>\d+){_SP}*")),
    ("arabic-3", re.compile(rf"^(?P<p>\d+\.\d+)\.(?P<n>\d+){_SP}*")),
    ("arabic-2", re.compile(rf"^(?P<p>\d+)\.(?P<n>\d+)(?:\.(?=\D))?{_SP}*(?![\d.%％])(?=[{HANZI}“《A-Z])")),
    (
        "arabic",
        re.compile(rf"^(?P<n>\d{{1,2}})(?:[.、]{_SP}*(?={_TIME})|(?:{_SP}*[.、]{_SP}*|{_SP}+)(?=[{HANZI}“‘《]))"),
    ),
    ("arabic-round", re.compile(rf"^[（(]{_SP}*(?P<n>\d{{1,2}}){_SP}*[)）]{_SP}*(?=[{HANZI}“‘《])")),
)
_REPORT = (  # the parts of a report of research that stand before its discussion, alone on their lines
    r"(?:方\s*法|结\s*果|(?:研究)?(?:资料|对象|材料|数据)[与和]方法|结果[与和](?:分析|讨论)|临床资料|病例资料|一般资料[与和]方法)"
)
_WORDS = re.compile(
    r"^(?:[引绪导前序]\s*[言论]|序|问题的提出|结\s*[语论]|余\s*论|结\s*束\s*语|结\s*尾|小\s*结|代\s*结\s*[语论]|尾\s*声|"
    r"致\s*谢|附\s*录|后\s*记|讨\s*论|结论与(?:讨论|建议|启示|展望)|结语与思考|Introduction|Conclusions?)"
    r"(?:[:：—].{0,40})?$|"
    rf"^(?:{_REPORT}|结\s*论|讨论[与和]结论)$"
)
# A line that begins as numbered headings and points do, whatever follows.
_CHINESE = rf"第\s*[{NUMERALS}0-9]+\s*[编篇章节]|[（(]?[{NUMERALS}]{{1,3}}(?:[)）、．.]|[ \u3000])"
CHINESE_NUMBERED = re.compile(rf"\s*(?:{_CHINESE})")
ARABIC_NUMBERED = re.compile(r"\s*[0-9]{1,2}(?:\.[0-9]{1,2})*[.．、 \u3000]")
NUMBERED = re.compile(rf"{CHINESE_NUMBERED.pattern}|{ARABIC_NUMBERED.pattern}")
ANY_NUMBER = re.compile(rf"[（(第0-9{NUMERALS}]")  # the sign that a numbered heading begins with
# A heading's number and the gap behind it; the number's own point, which is no full stop.
GAP = re.compile(
    rf"^(\s*(?:第\s*[{NUMERALS_LONG}{ANY_DIGIT}]+\s*[编篇章节]|第[{NUMERALS}]+部分|[{NUMERALS_LONG}{NUMERALS_FORMAL}]{{1,4}}|[{ROMAN}]|"
    rf"§\s*[{ANY_DIGIT}]+|[{ANY_DIGIT}]+(?:[.．]\s?[{ANY_DIGIT}]+)*[.．]?))([ \u3000\u2002\u2003]+)"
)
POINT = re.compile(rf"^(\s*[{NUMERALS}]{{1,3}})．")
# What begins a point of a list, and what a paragraph of an argument often begins with.
ITEM = re.compile(
    rf"^(?:[（(][{NUMERALS}0-9]{{1,3}}[)）]|[{CIRCLES}]|[{NUMERALS}]{{1,3}}、|[0-9]{{1,2}}[.．、)）](?![0-9])|"
    rf"[{BULLETS}]\s*|[-–—]\s+)"
)
OPENERS = re.compile(
    rf"^(?:第[{NUMERALS}]+(?:[，、]|个?阶段|类|种|步)|首先|其次|再次|最后|此外|另外|总之|综上|与此同时|然而|因此|同时，|"
    rf"[（(][{NUMERALS}0-9]+[)）]|[{NUMERALS}]是|[0-9]{{1,2}}[.．、]|其[{NUMERALS}][，、])"
)
BARE = re.compile(rf"^(?P<n>{_CN})[、.．]?$")


def report_part(text: str) -> bool:
    """Whether a line is the head of a part of a report of research, 资料与方法 or 结果, and nothing else."""
    return re.fullmatch(_REPORT, text) is not None


def _is_lists_head(text: str) -> bool:
    return list_heads.of_sources(text) or (list_heads.is_head(text) and "释" in text)


_FORMAL = str.maketrans("壹贰貳叁参參肆伍陆陸柒捌玖拾", "一二二三三三四五六六七八九十")


def _value(digits: str) -> int | None:
    if "Ⅰ" <= digits <= "Ⅻ":
        return ord(digits) - ord("Ⅰ") + 1
    return whole_number(digits) if digits.isdecimal() else chinese_number(digits.translate(_FORMAL))


def enumerator(text: str) -> tuple[str, int | None, str]:
    """Scheme, number and parent number of a heading's text; an empty scheme when there is none."""
    plain = re.sub(rf"(?<=\d){_SP}*\.{_SP}+(?=\d)(?!{_TIME})", ".", text.translate(_WIDE))
    if _WORDS.match(text) or _is_lists_head(text):
        return "word", None, ""
    if (bare := BARE.match(text)) and (value := chinese_number(bare["n"])) is not None:
        return "cn", value, ""
    for scheme, pattern in SCHEMES:
        match = pattern.match(plain)
        if match and (plain[match.end() :].strip() or scheme in ("chapter", "section", "part")):
            digits = match["n"]
            value = _value(digits)
            if value is not None:
                return scheme, value, match["p"] if "p" in pattern.groupindex else ""
    return "", None, ""


# The lowest numbers, which items of lists have more often than headings: 1）, ①, A.; 1. and (1) before letters.
_LOWEST: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("half-round", re.compile(rf"^(?P<n>\d{{1,2}})[)）]{_SP}*(?=[{HANZI}A-Z“‘《（(])")),
    ("circled", re.compile(rf"^(?P<n>[{CIRCLES}]){_SP}*(?=[{HANZI}A-Z“‘《（(])")),
    ("letter", re.compile(rf"^(?P<n>[A-H])[.、)）]{_SP}*(?=[{HANZI}“‘《])")),
    ("arabic-round", re.compile(rf"^[（(]{_SP}*(?P<n>\d{{1,2}}){_SP}*[)）]{_SP}*(?=[A-Z])")),
    ("arabic", re.compile(rf"^(?P<n>\d{{1,2}})[.、]{_SP}*(?=[A-Z][a-zA-Z])")),
)
LOWEST = tuple(scheme for scheme, _ in _LOWEST[:3])


def lowest(text: str) -> tuple[str, int | None, str]:
    """The same for a number that proves nothing by itself: only where its line stands can show that it heads a part."""
    plain = text.translate(_WIDE)
    for scheme, pattern in _LOWEST:
        if match := pattern.match(plain):
            sign = match["n"]
            return scheme, CIRCLED.get(sign) or (int(sign) if sign.isdecimal() else ord(sign) - ord("A") + 1), ""
    return "", None, ""


# A number that only the type of its line can prove to head it: 1 MES, 2.1类型, 3 3D-模型.
_TYPED = re.compile(
    rf"^(?:(?P<p>\d{{1,2}}(?:\.\d{{1,2}}){{0,2}})\.)?(?P<n>\d{{1,2}})(?:[.、]{_SP}*|{_SP}+|(?=[{HANZI}“‘《]))"
    rf"(?=[{HANZI}A-ZＡ-Ｚ“‘《（(]|\d[A-Z])"
)


def typed(text: str) -> tuple[str, int | None, str]:
    """The same for a line whose type shows that it is a heading: letters may follow the number."""
    found = enumerator(text)
    if found[0]:
        return found
    plain = re.sub(r"(?<=\d)[ \u3000]*\.[ \u3000]*(?=\d)", ".", text.translate(_WIDE))
    match = _TYPED.match(plain)
    if match is None or int(match["n"]) > 40:
        return "", None, ""
    parent = match["p"] or ""
    return ("arabic" if not parent else f"arabic-{parent.count('.') + 2}"), int(match["n"]), parent
