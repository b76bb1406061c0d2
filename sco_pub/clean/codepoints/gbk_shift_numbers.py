"""Digits and circled numbers of a shifted layer: 圆园员怨 for ２０１９, 淤 for ①.

Strategy.  The digits are on for a document that has next to none of its own but runs of their hanzi.  Read are runs of two
and more, and single ones beside what digits stand beside (第, 约, 年, 项, brackets, points); words and names keep theirs,
save a run too long for a word, an enumerator at a line's start and an ordinal (第远期).  Circled numbers are read where notes
are called and where notes begin; between two that are read, the one that must stand there is looked for beside a mark.
"""

from __future__ import annotations

import re

from sco_pub.clean.codepoints.gbk_shift_words import DIGIT_WORDS, Flat, names

DIGITS = dict(zip("园员圆猿源缘远苑愿怨", "０１２３４５６７８９", strict=True))
_D = "[园员圆猿源缘远苑愿怨]"
_CIRCLED = dict(zip("淤于盂榆虞愚舆余俞逾", "①②③④⑤⑥⑦⑧⑨⑩", strict=True))
_ORDER = "淤于盂榆虞愚舆余俞逾"
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
    f"第{_D}{{1,4}}(?=[期卷版页条章节次届])|{_D}{{1,3}}(?:[ ]{_D}{{3}})+(?!{_D})|{_D}+[.．]{_D}+(?=[%％万亿]|个百分)|{_D}+[％%]"
)
_ENUMERATOR = re.compile(f"{_D}{{1,2}}(?:[.．]{_D}{{1,2}})*(?=[ \u3000.．、)）])")


def digits(flat: Flat) -> dict[int, str]:
    """Positions and digits, in a text that has next to none of its own."""
    text = flat.text
    own = len(re.findall("[0-9０-９]", text))
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
        begins = re.match("[\\s]*(?:叶|《|[A-Z“野]|参见|见|[\u4e00-\u9fff]{2,4}(?:院|：)|[А-Я])", text[i + 1 : i + 12])
        return bool(begins) or i + 1 in flat.heads
    return marks.get(i - 1, "") in tuple("。”》）") and text[i + 1 : i + 2] not in ("是", "此")


def _missing(flat: Flat, found: dict[int, str], marks: dict[int, str]) -> dict[int, str]:
    """Numbers that their neighbours or a page's bodies ask for: the one place beside a mark, where they must stand."""
    more: dict[int, str] = {}
    groups = _groups(flat, found)
    for n, group in enumerate(groups):
        if group[0] in flat.heads:
            more.update(_unread(flat, found, groups, n))
            continue
        bodies = groups[n + 1] if n + 1 < len(groups) and groups[n + 1][0] in flat.heads else []
        have = {_number(found[i]): i for i in group}
        floor = groups[n - 1][-1] if n else -1
        for k in range(1, max(_number(found[i]) for i in group + bodies) + 1):
            if k in have:
                continue
            low = max((i for number, i in have.items() if number < k), default=floor)
            high = min((i for number, i in have.items() if number > k), default=bodies[0] if bodies else low)
            places = [i for i in range(low + 1, high) if flat.text[i] == _ORDER[k - 1] and _beside(flat, i, marks)]
            if len(places) == 1:
                more[places[0]] = _CIRCLED[_ORDER[k - 1]]
                have[k] = places[0]
    return more


def _unread(flat: Flat, found: dict[int, str], groups: list[list[int]], n: int) -> dict[int, str]:
    """Bodies that the calls before them ask for: at the one line's start between the bodies that were read."""
    called = {_number(found[i]) for i in groups[n - 1]} if n and groups[n - 1][0] not in flat.heads else set()
    have = {_number(found[i]): i for i in groups[n]}
    more: dict[int, str] = {}
    for k in sorted(called - have.keys()):
        low = max((i for number, i in have.items() if number < k), default=-1)
        after = groups[n + 1][0] if n + 1 < len(groups) else low + 600
        high = min((i for number, i in have.items() if number > k), default=min(after, low + 600))
        places = [i for i in flat.heads if low < i < high and flat.text[i : i + 1] == _ORDER[k - 1]]
        if low >= 0 and len(places) == 1:
            more[places[0]] = _CIRCLED[_ORDER[k - 1]]
            have[k] = places[0]
    return more


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
