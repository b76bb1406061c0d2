"""The marks of notes, citations and entries: ① ⑴ ❶ [3] 〔3〕 [3-5] * and their rarer forms.

A mark is one sign that counts, a number in brackets, or stars.  What a mark is for (a call, a note's own mark, an entry's
number, a point in a sentence) its form alone never says: clean.notes weighs that.
"""

from __future__ import annotations

import re

from sco_pub.model.characters import (
    ANY_DIGIT,
    CIRCLES,
    COUNTING_SIGNS,
    HANZI,
    NEGATIVE_CIRCLES,
    NUMERALS,
    PARENTHESISED_SIGNS,
    PRIVATE,
)

STARS = "*＊∗†‡❋✱"  # contents of a class
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TO = "[-,，、－—–~～]"  # between the numbers of one bracket
_SPACE = "[ \u3000\u2002\u2003\u00a0]"
NUMBER = rf"{_SPACE}*([0-9]{{1,3}}){_SPACE}*"
_NUMBERS = rf"[{ANY_DIGIT}]{{1,3}}(?:\s*{_TO}\s*[{ANY_DIGIT}]{{1,3}})*"
_IN_BRACKETS = rf"[\[［〔]\s*{_NUMBERS}\s*[\]］〕]"

# A mark that is printed raised behind a word: ① or [3], [3-5].
MARK = rf"(?:[{CIRCLES}]|{_IN_BRACKETS})"
ANY = re.compile(rf"[{COUNTING_SIGNS}]|{_IN_BRACKETS}")
CALL_AT_END = re.compile(rf"(?:[{COUNTING_SIGNS}{STARS}]|{_IN_BRACKETS})$")
CALLS_IN_WORD = rf"(?:[{COUNTING_SIGNS}]|\[[0-9]{{1,3}}\])*"  # what clings to a word
BESIDE_MARK = rf"(?<![{COUNTING_SIGNS}])[{COUNTING_SIGNS}]+|[\[［〔]\s*[0-9]{{1,3}}\s*[\]］〕]"
# What a note's line begins with: sure of its form, or with a number set plain as well.
START = re.compile(rf"^\s*(?:[{COUNTING_SIGNS}{STARS}]|[\[［〔]\s*\d+\s*[\]］〕])")
START_DRAWN = re.compile(
    rf"\s*(?:[{COUNTING_SIGNS}{STARS}]|[\[［〔(（]\s*[{ANY_DIGIT}]{{1,3}}\s*[\]］〕)）]|[{ANY_DIGIT}]{{1,3}}\s*(?![\s{ANY_DIGIT}年月日.．%％—–·-]))"
)
# The same where white or a rule parts it from the text: 1. and 1、 too, but no heading's 1.1 and no figure's 1.5.
START_BELOW = re.compile(rf"(?:{START_DRAWN.pattern})|\s*[{ANY_DIGIT}]{{1,3}}\s*[.．、]\s*(?![{ANY_DIGIT}\s])")
_ALONE = rf"(?:[{CIRCLES}*＊]|[\[［〔【]\s*\d{{1,2}}\s*[\]］〕】])"
ALONE = re.compile(rf"{_ALONE}(?:\s*{_ALONE})*")  # a line that is nothing else
NUMBER_ALONE = re.compile(
    rf"[{COUNTING_SIGNS}{STARS}]|[\[［〔(（]?[{ANY_DIGIT}]{{1,3}}[\]］〕)）]?|[a-z]|[ivxl]{{1,6}}"
)
CALL_WITH_PLACE = re.compile(
    rf"\s*(?:[{COUNTING_SIGNS}]|{_IN_BRACKETS})\s*(?:[0-9]{{1,4}}(?:\s*{_TO}\s*[0-9]{{1,4}})*)?\s*"
)
NO_NUMBER = re.compile(rf"[{COUNTING_SIGNS}\s]")
STAR_AT_END = re.compile(rf"[{STARS}]$")
STAR_RUN = re.compile(f"[{STARS}]{{1,3}}")

# Citations of a list's entries; several at once call no note.
CITATION = re.compile(rf"[\[［〔](\s*{_NUMBERS}\s*)[\]］〕]")
# What a raised run of numbers is that cites sources: 1–3,5 inside brackets or with the bracket before it.
RAISED_NUMBERS = r"\d+(?:\s*[-–—－~～,，、;；]\s*\d+)*"
RAISED_CITATION = re.compile(rf"[\[［〔【(（]\s*{RAISED_NUMBERS}\s*[\]］〕】)）]")
GROUP = re.compile(rf"[\[［〔]\s*\d{{1,3}}(?:\s*{_TO}\s*\d{{1,3}})+\s*[\]］〕]")
CITATION_OPEN = re.compile(rf"[\[［〔]\s*[0-9]+(?:\s*{_TO}\s*[0-9]+)*\s*[\]］〕]?")
# How a numbered entry of a list begins: [3], (3), 3. and a letter.
ENTRY = re.compile(r"\s*(?:[\[［〔(（]\s*(?P<inside>\d{1,3})\s*[\]］〕)）]|(?P<plain>\d{1,3})\s*[.．、]\s*\D)")
ENTRY_IN_BRACKETS = re.compile(r"\s*[\[［〔【]\s*(\d{1,3})\s*[\]］〕】]")
NUMBERED_ENTRY = re.compile(r"[\[［〔(（]?\s*\d{1,3}")  # or a line that only may be one
BRACKET_OF_WORDS = re.compile(r"[（(［\[【〔](?!\s*\d{1,3}\s*[】］\]〕）)])")  # a bracket that holds no number

# The families that hardly anything but notes uses.
BRACKETED = {
    "square": re.compile(rf"[\[［]{NUMBER}[\]］]"),
    "tortoise": re.compile(rf"〔{NUMBER}〕"),
    "lenticular": re.compile(rf"【{NUMBER}】"),
}
# A raised [3] of which a machine's reading or a layer has lost a bracket, its digits perhaps read as letters: 3] l1] [3。
_CLOSES = "。，；、：？！”’》）"
WORN = re.compile(
    rf"(?:^|(?<=[{HANZI}{_CLOSES}%％])|(?<=[{HANZI}{_CLOSES}%％] ))(?P<closed>[0-9Il|]{{1,3}})[\]］]"
    rf"|(?<=[{HANZI}{_CLOSES}])[\[［](?P<opened>[0-9]{{1,2}})(?=$|[{HANZI}{_CLOSES}“《（])"
)
LEFT_OPEN = re.compile(r"[\[［〔【][^\]］〕】]{0,20}$")  # a bracket that the text so far doesn't close
CLOSES_AGAIN = re.compile(r"[^\[［]{0,12}[\]］]|[^\[［]{0,12}$")  # or that is closed soon, on this line or the next
WORN_DIGITS = str.maketrans("Il|", "111")
ROUND = re.compile(rf"[(（]{NUMBER}[)）]")
PARENTHESISED = re.compile(f"([{PARENTHESISED_SIGNS}])")
# Each family's number 1 at a line's start.
FIRST = {
    "square": re.compile(r"\s*[\[［]\s*1\s*[\]］]"),
    "tortoise": re.compile(r"\s*〔\s*1\s*〕"),
    "lenticular": re.compile(r"\s*【\s*1\s*】"),
    "raised": re.compile(r"\s*1[.．]\s*\D"),
}
# A note's number set plain: followed by a stop, a space or the note itself, but not the figure of a date, a page or a sum.
PLAIN = re.compile(
    r"([0-9]{1,3})(?:[.．、]\s*(?![0-9])|\s+(?![年月日页期卷版％%—–-])|(?=[^\s0-9.．,，、:：;；%％年月日页期卷版—–/／)）\]-]))"
)

# All forms, those too that count points, footnote figures or are digits without their raising (clean.notes.mark_forms).
_N = r"\s*([0-9]{1,3})\s*"
_HANZI_N = rf"\s*([{NUMERALS}]{{1,3}})\s*"
_COUNTED = "表图式第附例卷期页版章节款条项约近超达为至从到在共有仅等于比占逾达高低每按计年月日号元"
_UNITS = "年月日号个项种类次届位元万亿千百人名条款章节页期卷版岁天周时分秒倍成件部家户所座国省市县级度米公里多余"
FORMS = {
    "circled": f"([{CIRCLES}])",
    "parenthesised": f"([{PARENTHESISED_SIGNS}])",
    "negative": f"([{NEGATIVE_CIRCLES}])",
    "square": rf"[\[［]{_N}[\]］]",
    "tortoise": f"〔{_N}〕",
    "lenticular": f"【{_N}】",
    "ringed": rf"[\[［〔(（【]\s*([{CIRCLES}])\s*[\]］〕)）】]",
    "worded": rf"[\[［〔(（【]\s*注{_N}[\]］〕)）】]|[\[［〔(（【]\s*注{_HANZI_N}[\]］〕)）】]",
    "hanzi": rf"[\[［〔【]{_HANZI_N}[\]］〕】]|([㈠-㈩])",
    "ring": r"[○◯〇]\s?([0-9]{1,2})(?![0-9])",
    "angle": f"[<＜〈{{｛]{_N}[>＞〉}}｝]",
    "raised": f"([{SUPERSCRIPTS}]{{1,3}})",
    "lettered": "([ⓐ-ⓩ])",  # and raised letters, which only geometry knows: SPELLED
    "roman": "((?!))",
    "round": rf"[(（]{_N}[)）]",
    "half": r"(?<![0-9(（.．—–-])([0-9]{1,3})[)）]",
    "star": "([*＊∗]{1,5})",
    "private": f"([{PRIVATE}])",
    # a bare figure behind a word or mark, where no figure of the text would stand
    "bare": f"(?:(?<=[”’》）」』】。，；：！？%％])|(?<=[”’》）」』】。，；：！？%％] ))([0-9]{{1,3}})"
    f"(?= ?(?:$|[，。；：、！？”’）》—“《（{HANZI}]))(?! ?[{_UNITS}])"
    f"|(?<=[”’》）。！？])([0-9]{{1,2}})(?=(?:1[0-9]|20)[0-9]{{2}}(?:\\s*年|[—–-]))"
    f"|(?:(?<=[{HANZI}])(?<![{_COUNTED}])|(?<=[{HANZI}] )(?<![{_COUNTED}] ))([0-9]{{1,3}})(?= ?(?:$|[，。；：、！？”’）》]))",
}
ROMAN = {
    tens + units: 10 * a + b
    for a, tens in enumerate(("", "x", "xx", "xxx", "xl"))
    for b, units in enumerate(("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"))
    if tens + units
}
# What only geometry tells from words, by form; and how the words behind such a mark begin where it is set plain.
SPELLED = {
    "lettered": re.compile("(?P<ringed>[ⓐ-ⓩ])|(?<![A-Za-z])(?P<plain>[a-z])(?![A-Za-z])"),
    "roman": re.compile(
        rf"(?P<ringed>(?!))|(?<![A-Za-z])(?P<plain>{'|'.join(sorted(ROMAN, key=len, reverse=True))})(?![A-Za-z])"
    ),
}
SPELLED_START = re.compile(rf"[.．]?[ \u3000]+\S|[{HANZI}“《〔［\[(（]")
_WORDED = re.compile(rf"[\[［〔(（【]?\s*注(?:{_N}|{_HANZI_N})[\]］〕)）】]?\s*[:：.．、]?")
_NAMED = re.compile(rf"注\s*([{CIRCLES}])\s*[:：.．、]?")
CALLS = {name: re.compile(form) for name, form in FORMS.items()}
OPENS = CALLS | {"bare": PLAIN, "worded": _WORDED, "named": _NAMED}
