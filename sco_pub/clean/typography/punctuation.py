"""Take one block's draft, give its marks the form of the script around them: quotes, brackets, title marks, dashes, dots.

Strategy.  A mark is full-width when a hanzi or Chinese mark stands beside it (brackets: inside or beside the pair), half-width
when both sides are Latin or Cyrillic; quotation marks are looked through, since both scripts share them.  Signs that a
layer has put for others are known by what only they can be in Chinese text: three full stops or raised dots are an
ellipsis, two hyphens between hanzi a dash, angle brackets around hanzi title marks.  Quotation marks are turned only when
they pair in the whole block (GB/T 15834; W3C CLREQ section 3.1).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence

from sco_pub.clean.ledger.draft import Draft, Edit, minimal
from sco_pub.clean.typography import urls
from sco_pub.model.characters import CYRILLIC, HANZI, LATIN, WORD, hanzi_count
from sco_pub.model.inlines import calls
from sco_pub.model.reserved import CALL_CLOSE, CALL_OPEN
from sco_pub.model.rule import Rule

WS = " \t\f\u00a0\u2002-\u200a\u202f\u3000\u200b\ufeff\n\r"
_TO_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
TO_HALF = {"，": ",", "；": ";", "：": ":", "？": "?", "！": "!", "（": "(", "）": ")", "．": ".", "＂": '"'}
_CHINESE = f"{HANZI}，。；：？！、《》（）{CALL_OPEN}{CALL_CLOSE}"


def sub(draft: Draft, pattern: str, after: str | Callable[[re.Match[str]], str], rule: Rule) -> None:
    """Draft.sub that leaves URLs and note calls alone."""
    changed = [
        (m, new)
        for m in re.finditer(pattern, draft.text)
        if (new := after(m) if callable(after) else m.expand(after)) != m.group()
    ]
    if not changed:
        return
    spans = urls.spans(draft.text) + [(call.start, call.end) for call in calls(draft.text)]
    guarded = _covered(spans, len(draft.text))
    made: list[Edit] = []
    for match, new in changed:
        if not any(guarded[match.start() : match.end()]):
            made += minimal(match.start(), match.group(), new, rule)
    draft.apply(made)


def substitutes(draft: Draft) -> None:
    """What a layer has for marks it doesn't know, in Chinese text."""
    cjk = f"{HANZI}，。；：？！、《》（）“”‘’"
    sub(draft, "〝", "“", Rule.QUOTES)
    sub(draft, "[〞〟]", "”", Rule.QUOTES)
    sub(draft, f"(?<=[{cjk}])[″˝]|[″˝](?=[{cjk}])", '"', Rule.QUOTES)
    sub(draft, "''|``|´´", '"', Rule.QUOTES)
    sub(draft, "‘‘", "“", Rule.QUOTES)
    sub(draft, "(?<![A-Za-z])’’|’’(?![A-Za-z])", "”", Rule.QUOTES)
    inner = f"[^<>＜＞≪≫《》\\n。]{{0,40}}?[{HANZI}][^<>＜＞≪≫《》\\n。]{{0,40}}?"
    sub(draft, f"(?<![A-Za-z0-9)])(?:<<|＜＜|[<＜≪])({inner})(?:>>|＞＞|[>＞≫])", r"《\1》", Rule.TITLE_MARK)
    sub(draft, f'(?<=[{HANZI}A-Z”》])[•・‧∙⋅](?=[{HANZI}A-Z《“"])', "·", Rule.MIDDLE_DOT)
    sub(draft, f"(?<=[{HANZI}”》）])[{WS}]?--[{WS}]?(?=[{HANZI}“《（])", "——", Rule.DASH)
    sub(draft, "⸺", "——", Rule.DASH)
    sub(draft, "[―─━] [―─━]|[―─━]{1,2}|－－", lambda m: "—" * len(m[0].replace(" ", "")), Rule.DASH)


def foreign_gaps(draft: Draft) -> None:
    """Quotation marks of a Chinese type are an em wide and need no space; inside Latin text it is missing then."""
    sub(draft, f"(?<=[{WORD}][,.;:])“(?=[{WORD}])", " “", Rule.SPACE)
    sub(draft, f"(?<=[{WORD}][,.?!])”(?=[{WORD}])", "” ", Rule.SPACE)


def quotes(draft: Draft) -> None:
    """Straight, turned or doubled quotation marks of a Chinese text become proper pairs, when they pair."""
    guarded = urls.spans(draft.text)
    places = [m.start() for m in re.finditer('["＂“”]', draft.text)]
    if any(a <= i < b for i in places for a, b in guarded):
        return
    now = "".join(draft.text[i] for i in places)
    if len(places) % 2 == 0 and not _nested(now) and _pairs(draft.text, places):
        draft.apply(Edit(i, i + 1, "“" if n % 2 == 0 else "”", Rule.QUOTES) for n, i in enumerate(places))
    single = f"(?<![A-Za-z0-9])'([^'\\n]{{0,40}}?[{HANZI}][^'\\n]{{0,40}}?)'(?![A-Za-z0-9])"
    sub(draft, single, r"‘\1’", Rule.QUOTES)


def _nested(now: str) -> bool:
    """Whether every opening mark has its closing one already; quotes in quotes of the same form are the author's."""
    while "“”" in now:
        now = now.replace("“”", "")
    return not now


_ENDS = re.compile(f"[{WS}]*(?:[，。；：、！？）》]|$)")


def _pairs(text: str, places: list[int]) -> bool:
    """Whether the marks, taken in turn as opening and closing, stand where such marks can."""
    begins = len(text) - len(text.lstrip())
    return all(
        not _ENDS.match(text, i + 1) if n % 2 == 0 else i > begins and text[i - 1] not in "（《“"
        for n, i in enumerate(places)
    )


def full(draft: Draft) -> None:
    """Half-width marks beside Chinese become full-width."""
    ws = f"[{WS}]*"
    _brackets(draft)
    sub(draft, f"(?<=[{_CHINESE}]){ws}[,;:?!]+|(?<![,;:?!])[,;:?!]+(?={ws}[{_CHINESE}])", _full_mark, Rule.MARK_WIDTH)
    draft.apply(_beside_quotes(draft.text))
    dots = "\\.{3,6}|。{3,6}|[⋯┅┈]{1,2}|‥{1,3}|[·・•]{3,6}|… …"
    sub(draft, f"(?<=[{HANZI}，。；：？！、《》（）“”‘’])(?:{dots})", "……", Rule.ELLIPSIS)
    if hanzi_count(draft.text) * 3 > len(draft.text):
        sub(draft, "(?<=[0-9A-Za-z%\\)])[,;](?=[A-Z][A-Za-z0-9])", _full_mark, Rule.MARK_WIDTH)
        abbreviation = f"[0-9]{{0,2}}[A-Z][A-Za-z0-9&]{{0,7}}{ws}[{HANZI}]"
        sub(
            draft,
            f"(?<=[0-9A-Za-z%\\)])[,;]{ws}(?={abbreviation})|(?<=%)[,;]{ws}(?=[0-9])",
            lambda m: _TO_FULL[m[0][0]],
            Rule.MARK_WIDTH,
        )
        sub(draft, f"(?<=[0-9])[,;](?=(?:19|20)[0-9]{{2}}{ws}年)", _full_mark, Rule.MARK_WIDTH)
    sub(draft, f"(?<=[0-9{HANZI}]){ws}[~∼〜]{ws}(?=[0-9{HANZI}])", "～", Rule.RANGE)
    sub(draft, f"(?<=[0-9{HANZI}%]){ws}～{ws}(?=[0-9{HANZI}])", "～", Rule.RANGE)


_QUOTES_AND_GAPS = re.compile(f"[{WS}“”‘’]+")
_GAPS = re.compile(r"\s+")
_THEN_HAN = re.compile(f"\\s*[{HANZI}]")
_NEAR = re.compile(f"[{HANZI}，。；：？！、《》“”（）{CALL_CLOSE}]")
_HAN = re.compile(f"[{HANZI}]")


def _sign_before(text: str, at: int, passed_over: re.Pattern[str]) -> str:
    """The sign that stands before a place, what is passed over left out; "" at the beginning."""
    while at and passed_over.match(text[at - 1]):
        at -= 1
    return text[at - 1 : at] if at else ""


def _beside_quotes(text: str) -> Iterator[Edit]:
    """Marks beside quotation marks follow what stands behind these: both sides foreign leave them as they are."""
    guarded = _covered(urls.spans(text), len(text))
    for m in re.finditer(f"(?<=[“”‘’])[{WS}]*[,;:?!]|[,;:?!](?=[{WS}]*[“”‘’])", text):
        before = _sign_before(text, m.start(), _QUOTES_AND_GAPS)
        gap = _QUOTES_AND_GAPS.match(text, m.end())
        after = text[gap.end() : gap.end() + 1] if gap else text[m.end() : m.end() + 1]
        foreign = re.match(f"[{WORD}0-9.,)]", before) and re.match(f"[{WORD}0-9(]", after)
        if not foreign and not any(guarded[m.start() : m.end()]):
            yield Edit(m.end() - 1, m.end(), _TO_FULL[m[0][-1]], Rule.MARK_WIDTH)


def _full_mark(match: re.Match[str]) -> str:
    return "".join(_TO_FULL.get(c, c) for c in match.group())


def _covered(spans: Sequence[tuple[int, int]], length: int) -> bytearray:
    """For each sign whether it lies in one of the spans."""
    covered = bytearray(length)
    for start, end in spans:
        covered[start:end] = b"\1" * (end - start)
    return covered


def _brackets(draft: Draft) -> None:
    """Round brackets as pairs: full-width when there is Chinese inside or beside them, else half-width."""
    stack: list[int] = []
    edits: list[Edit] = []
    text = draft.text
    near = _Surroundings(text)
    guarded = _covered(urls.spans(text), len(text))
    for i, c in enumerate(text):
        if guarded[i]:
            continue
        if c in "(（":
            stack.append(i)
        elif c in ")）" and stack:
            edits += _pair(near, stack.pop(), i)
        elif c == ")" and _HAN.match(_sign_before(text, i, _GAPS)):
            edits.append(Edit(i, i + 1, "）", Rule.MARK_WIDTH))
    edits += [Edit(i, i + 1, "（", Rule.MARK_WIDTH) for i in stack if text[i] == "(" and _THEN_HAN.match(text, i + 1)]
    draft.apply(edits)


class _Surroundings:
    """What is asked about a text at each of its brackets, counted once for all."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.begin = len(text) - len(text.lstrip())
        self._hanzi = [0, *itertools.accumulate(_HAN.match(sign) is not None for sign in text)]

    def hanzi(self, start: int = 0, end: int | None = None) -> int:
        """How many hanzi stand from one place to another."""
        return self._hanzi[len(self.text) if end is None else end] - self._hanzi[start]

    def after(self, end: int) -> str:
        """The first sign behind a place that is no blank; "" at the text's end."""
        gap = _GAPS.match(self.text, end)
        end = gap.end() if gap else end
        return self.text[end : end + 1]


# What a formula's bracket follows: a function's or set's one letter, an operator; never a word.
_FORMULA = re.compile("(?:(?<![A-Za-z])(?:[A-Za-zΑ-Ωα-ω]['′]?|log|ln|exp|max|min|sin|cos|lim)|[=+×<>∈≤≥^_])$")


def _pair(near: _Surroundings, start: int, end: int) -> list[Edit]:
    text = near.text
    inside = near.hanzi(start, end) > 0
    if not inside and text[start] == "(" and _FORMULA.search(text[max(0, start - 5) : start]):
        return []
    leads = start <= near.begin and near.hanzi() > 0
    if leads or inside or _NEAR.match(_sign_before(text, start, _GAPS)) or _NEAR.match(near.after(end + 1)):
        return [Edit(start, start + 1, "（", Rule.MARK_WIDTH), Edit(end, end + 1, "）", Rule.MARK_WIDTH)]
    return []


def half(draft: Draft) -> None:
    """A block without any hanzi: its marks are its own script's, half-width."""

    def narrow(match: re.Match[str]) -> str:
        new = TO_HALF[match[1]]
        return new + " " if match[2] and new in ",;:?!." else new

    sub(draft, f"([，；：？！．])(?=([{WORD}0-9])?)", narrow, Rule.MARK_WIDTH)
    sub(draft, f"(?<=[{WORD}0-9])（", " (", Rule.MARK_WIDTH)
    sub(draft, "[（）＂]", lambda m: TO_HALF[m[0]], Rule.MARK_WIDTH)


def dashes(draft: Draft, chinese: bool) -> None:
    """Dashes of each script: Russian — between spaces, – between numbers; a layer's spaced － is a hyphen in English."""
    ws = f"[{WS}]"
    sub(draft, f'(?<=[{CYRILLIC}»”"]){ws}+[-－–—]{ws}+(?=[{CYRILLIC}«“"])', " — ", Rule.DASH)
    foreign = "–"
    if chinese:
        sub(draft, f"(?<=[0-9]){ws}*－{ws}*(?=[0-9])", "-", Rule.DASH)
        sub(
            draft,
            f"(?<=[0-9]){ws}+([-–—]){ws}*(?=[0-9])|(?<=[0-9]){ws}*([-–—]){ws}+(?=[0-9])",
            lambda m: m[1] or m[2],
            Rule.DASH,
        )
    else:
        sub(
            draft,
            f"(?<![0-9-])[0-9]{{1,4}}{ws}*[-－–—]{ws}*[0-9]{{1,4}}(?![0-9-])",
            lambda m: re.sub(r"(?:(?<!\s)\s+)?[-－–—]\s*", foreign, m[0]),
            Rule.DASH,
        )
    sub(draft, f"(?<=[{LATIN}{CYRILLIC}0-9]){ws}*－{ws}*(?=[{LATIN}{CYRILLIC}0-9])", "-", Rule.DASH)
