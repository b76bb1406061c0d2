"""Hanzi that stand for marks and digits: GBK lead byte D2–DA for a sign whose lead is 0x31 less (袁 for ，, 圆 for ２).

Strategy.  The family is on for a whole document when it has next to no real commas and full stops but many 袁 and 遥: no
Chinese text is like that.  The lines are then read as one stream (Flat), since a sign may stand on either side of a
line's end, and each place is judged, because the same hanzi also occur as themselves (研究院, 资源, 叶利钦):

- a word or a person's name that the hanzi belongs to keeps it (clean.codepoints.gbk_shift_words);
- a closing mark never stands at a line's start, after an opening mark or after another closing one (GB/T 15834), so there
  the hanzi is itself;
- brackets and quotes must pair within a paragraph's reach and hold something: an opening one without its partner is a hanzi;
- dashes and ellipses come in twos; a middle dot stands between hanzi, a tilde between digits;
- digits and circled numbers: clean.codepoints.gbk_shift_numbers.

What is left of these hanzi, outside the words, is doubtful and said so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sco_pub.clean.codepoints.gbk_shift_numbers import DIGITS, circles, digits
from sco_pub.clean.codepoints.gbk_shift_words import DIGIT_WORDS, MARK_WORDS, Flat, names
from sco_pub.model.characters import HANZI, PRIVATE

_CLOSERS = dict(zip("袁遥曰院钥浴尧冤曳冶爷", "，。；：？！、）》”’", strict=True))
_OPENERS = dict(zip("渊叶野耶", "（《“‘", strict=True))
_PARTNER = {"渊": "冤", "叶": "曳", "野": "冶", "耶": "爷"}
_SIGNS = frozenset((*_CLOSERS, *_OPENERS))
_AROUND = 900  # characters: notes and a running head may stand between the two


def repair(text: str) -> Iterator[tuple[int, str, str]]:
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
        yield flat.at[i], new, "hanzi-for-digit" if DIGITS.get(old) == new else "hanzi-for-mark"


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
    return 0 <= i < len(text) and (i in numbers or bool(re.match("[0-9０-９年月日%％万亿]", text[i])))


def _beside_digits(repaired: str, flat: Flat, i: int) -> bool:
    near = [repaired[flat.at[n]] for n in (i - 1, i + 1) if 0 <= n < len(flat.at)]
    return len(near) == 2 and all(re.match("[0-9０-９]", c) for c in near)
