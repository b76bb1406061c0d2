"""Take a text layer, give the same text with its wrong code points repaired, one character for one.

Strategy.  Chinese typesetting systems store two-byte codes, and the PDF's ToUnicode map carries them to wrong points.
Each family is switched on for a whole document by evidence that only that fault gives, and then guarded at each place:

- Founder's Yi syllables, private signs and circled numbers in parts: clean.codepoints.founder_code_points.
- Hanzi for marks and digits: clean.codepoints.gbk_shift.
- Hanzi for ASCII at a fixed distance: clean.codepoints.ascii_shift.
- Hanzi for ASCII (GBK lead A0, trail & 0x7F: 犃 for A): these hanzi are so rare that two side by side are proof.
- Ｇ for a hyphen, 敭 for a point: only between Latin letters or digits.
- « » for 《 》: where the text between them is Chinese.
- Letters of one script for their look-alikes of another: clean.codepoints.homoglyphs.
- Kangxi radicals, compatibility ideographs and vertical or small forms: Unicode's own decompositions, and a short table for
  the radicals that have none.

Everything is length-preserving, so that offsets into the repaired text are offsets into the raw text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sco_pub.clean.codepoints import ascii_shift, founder_code_points, gbk_shift, homoglyphs
from sco_pub.model.characters import HANZI, PRIVATE, WIDE_DIGIT, WIDE_LATIN, WORD
from sco_pub.model.rule import Rule

Repairs = Iterator[tuple[int, str, Rule]]  # offset, new character, rule

_ALNUM = f"0-9{WIDE_DIGIT}{WIDE_LATIN}{WORD}"
_RADICALS = dict(
    zip(
        "⺁⺆⺊⺌⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "厂冂卜小母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
_FORMS = {"｡": "。", "｢": "「", "｣": "」", "､": "、", "･": "·", "﹏": "_"}


@dataclass(frozen=True, slots=True)
class Repaired:
    """``text`` has the raw text's length; ``rules`` names the rule at each offset that was changed."""

    text: str
    rules: dict[int, Rule]
    unknown: dict[str, int]
    families: tuple[Rule, ...]
    doubtful: tuple[tuple[int, str], ...] = ()  # offset, and what the character there could stand for


def repair(raw: str) -> Repaired:
    """All families in turn, each on the result of the ones before."""
    text, rules, families = raw, dict[int, Rule](), list[Rule]()
    steps: tuple[Callable[[str], Repairs], ...] = (
        founder_code_points.yi_marks,
        founder_code_points.rings,
        founder_code_points.private_points,
        ascii_shift.repair,
        gbk_shift.repair,
        _hanzi_ascii,
        _hyphen_g,
        _latin_point,
        _forms,
        _guillemets,
        lambda text: ((i, new, Rule.LOOK_ALIKE) for i, new in homoglyphs.find(text)),
    )
    for step in steps:
        characters = None
        for offset, new, rule in step(text):
            characters = characters or list(text)
            characters[offset] = new
            rules[offset] = rule
            if rule not in families:
                families.append(rule)
        if characters:
            text = "".join(characters)
    unknown = Counter(c for c in text if re.match(f"[{PRIVATE}\ufffd]", c))
    doubtful = (*(gbk_shift.doubtful(raw, text) if Rule.HANZI_FOR_MARK in families else ()), *_ones(text))
    return Repaired(text, rules, {f"U+{ord(c):04X}": n for c, n in sorted(unknown.items())}, tuple(families), doubtful)


def _ones(text: str) -> Iterator[tuple[int, str]]:
    """一一 for a dash, as optical readers have it, between hanzi where no word wants it: which one, nobody can tell."""
    for m in re.finditer(
        f"(?<=[{HANZI}”》）])(?<![唯统万第十百千])一一(?=[{HANZI}“《])(?![列举对应说明介绍道解答回复作加给予看过核查读记述破落数指分验兑化实])",
        text,
    ):
        yield m.start(), "—"


def _gbk_a0(c: str) -> str | None:
    try:
        pair = c.encode("gbk")
    except UnicodeEncodeError:
        return None
    return chr(pair[1] & 0x7F) if len(pair) == 2 and pair[0] == 0xA0 and 0xA1 <= pair[1] <= 0xFE else None


def _hanzi_ascii(text: str) -> Repairs:
    found = {i: a for i, c in enumerate(text) if "\u7000" <= c <= "\u73ff" and (a := _gbk_a0(c))}
    if not any(i + 1 in found for i in found):
        return
    for i, a in found.items():
        yield i, a, Rule.HANZI_FOR_ASCII


def _hyphen_g(text: str) -> Repairs:
    for m in re.finditer(
        "(?<=[EＥ])Ｇ(?=mail|ｍａｉｌ)|(?<=[A-Za-zａ-ｚ])Ｇ(?=[A-Za-zａ-ｚ0-9０-９])|(?<=[ａ-ｚa-z0-9０-９])Ｇ(?=[ａ-ｚa-z]|\\s*\\n\\s*[ａ-ｚa-z])|(?<=[0-9０-９])Ｇ(?=(?:\\s*\\n\\s*)?[0-9０-９])",
        text,
    ):
        yield m.start(), "-", Rule.G_FOR_HYPHEN


def _latin_point(text: str) -> Repairs:
    """敭 is hardly ever itself: where it stands behind letters or digits twice, it is a point everywhere."""
    if len(re.findall(f"(?<=[{_ALNUM}])敭", text)) >= 2:
        for m in re.finditer("敭", text):
            yield m.start(), ".", Rule.HANZI_FOR_POINT


def _forms(text: str) -> Repairs:
    for m in re.finditer("[\u2e80-\u2fd5\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b｡｢｣､･\u2043＇\u2780-\u2793]", text):
        c = m.group()
        new = _RADICALS.get(c) or _FORMS.get(c) or {"\u2043": "-", "＇": "’"}.get(c) or _sans_circled(c)
        new = new or unicodedata.normalize("NFKC", c)
        if new != c and len(new) == 1:
            radical = "\u2e80" <= c <= "\u2fd5" or "\uf900" <= c <= "\ufaff"
            yield m.start(), new, Rule.RADICAL if radical else Rule.PRESENTATION_FORM


def _sans_circled(c: str) -> str:
    """① as fonts without a sans-serif twin of their own name it: ➀, and ➊ for ❶."""
    n = ord(c) - 0x2780
    return chr(0x2460 + n) if 0 <= n < 10 else chr(0x2776 + n - 10) if 10 <= n < 20 else ""


def _guillemets(text: str) -> Repairs:
    """« » → 《 》 when what they enclose is Chinese (Cyrillic and French keep theirs); single ones by what is next."""
    for m in re.finditer("«([^«»]{0,200})»", text):
        inside = m.group(1)
        if len(re.findall(f"[{HANZI}]", inside)) * 2 >= len(re.findall(f"[{WORD}]", inside)) and not _foreign(text, m):
            yield m.start(), "《", Rule.TITLE_MARK
            yield m.end() - 1, "》", Rule.TITLE_MARK


def _foreign(text: str, m: re.Match[str]) -> bool:
    """Nothing Chinese inside: then it is Chinese only if the line around it is."""
    if re.search(f"[{HANZI}]", m.group(1)):
        return False
    around = text[max(0, m.start() - 15) : m.start()] + text[m.end() : m.end() + 15]
    if re.search("[A-Za-zА-я]", m.group(1)):
        return len(re.findall(f"[{HANZI}]", around)) < 6 or bool(re.search("[А-я]", m.group(1)))
    return not re.search(f"[{HANZI}]", around)
