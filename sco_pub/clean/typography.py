"""Take one block's draft, give its text the typography of its script: widths, joins, spaces, numbers, marks.

Strategy.  The order matters: calls and labels first (by their raw offsets), letters and digits to ASCII, URLs, line ends,
numbers, marks by the script around them, spaces, dashes.  URLs and note calls are never touched by a later rule.  A mark is
full-width when a hanzi or Chinese mark stands beside it (brackets: inside or beside the pair), half-width when both sides are
Latin or Cyrillic.  The author's choice of marks is kept; only their form changes (GB/T 15834; W3C CLREQ section 3.1).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sco_pub.clean import urls
from sco_pub.clean.draft import Draft, Edit, minimal
from sco_pub.model.characters import CYRILLIC, HANZI, LATIN, WORD, hanzi_count
from sco_pub.model.text import CALL_CLOSE, CALL_OPEN

_WS = " \t\f\u00a0\u2002-\u200a\u202f\u3000\u200b\ufeff\n\r"
_CJK = f"{HANZI}，。；：？！、《》〈〉「」『』【】〔〕（）［］{CALL_OPEN}{CALL_CLOSE}①-⑳"
_SOFT = "“”‘’—…·～"
_GUARD = re.compile(f"{CALL_OPEN}[^{CALL_CLOSE}]*{CALL_CLOSE}")
_TO_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_TO_HALF = {"，": ",", "；": ";", "：": ":", "？": "?", "！": "!", "（": "(", "）": ")", "．": ".", "＂": '"'}


def _sub(draft: Draft, pattern: str, after: str | Callable[[re.Match[str]], str], rule: str) -> None:
    """Draft.sub that leaves URLs and note calls alone."""
    guarded = urls.spans(draft.text) + [(m.start(), m.end()) for m in _GUARD.finditer(draft.text)]
    made: list[Edit] = []
    for match in re.finditer(pattern, draft.text):
        new = after(match) if callable(after) else match.expand(after)
        if new != match.group() and not any(a < match.end() and match.start() < b for a, b in guarded):
            made += minimal(match.start(), match.group(), new, rule)
    draft.apply(made)


def set_block(draft: Draft, *, words: frozenset[str] = frozenset(), key: str = "", lines_kept: bool = False) -> None:
    """All rules in order.  ``words``: hyphenated words seen elsewhere in the text; ``lines_kept``: don't join lines.

    ``key``: the metadata key; codes and dates get no typography but their width.
    """
    chinese = hanzi_count(draft.text) > 0
    fold_width(draft)
    if key in CODES:
        _code(draft)
        return
    urls.close_up(draft)
    if not lines_kept:
        join_lines(draft, words)
    numbers(draft)
    if chinese:
        quotes(draft)
        marks_full(draft)
    else:
        marks_half(draft)
    dashes(draft, chinese)
    spaces(draft)


CODES = frozenset({"clc", "doc-code", "article-id", "doi", "received", "revised", "accepted", "published"})


def _code(draft: Draft) -> None:
    """A code or a date: hyphens and points half-width, no space inside, none at the ends."""
    draft.sub(re.compile("[－–—]"), "-", "width")
    draft.sub(re.compile("[：；，．／（）]"), lambda m: _TO_HALF.get(m[0], "/"), "width")
    draft.sub(re.compile(f"^[{_WS}]+|[{_WS}]+$"), "", "space")
    draft.sub(re.compile(f"(?<=[0-9A-Za-z./年月()-])[{_WS}]+(?=[0-9A-Za-z./年月日()-])"), "", "space")


def fold_width(draft: Draft) -> None:
    """Letters, digits and the signs of numbers and addresses to ASCII; never NFKC, which turns ① into 1."""
    draft.sub(re.compile("[０-９Ａ-Ｚａ-ｚ％＠＃＆＋＝＿＊＼＾｀｜～]"), _ascii, "width")
    if _REFERENCE.search(draft.text):  # GB/T 7714 sets a reference's points and the letters of its kind half-width
        draft.sub(re.compile("．"), ".", "width")
        draft.sub(_REFERENCE, lambda m: f"[{m[1]}]", "width")
    draft.sub(re.compile(f"(?<=[0-9A-Za-z{WORD}])[．／](?=\\s*[0-9A-Za-z{WORD}])"), _ascii, "width")
    draft.sub(re.compile(f"(?<=[0-9{WORD}])．"), ".", "width")
    draft.sub(re.compile(f"／(?![{HANZI}])|(?<![{HANZI}])／"), "/", "width")
    draft.sub(re.compile(f"(?<=[{HANZI}”’）》])．(?=\\s*(?:[{HANZI}“《（]|$))"), "。", "full-stop")
    draft.sub(re.compile("(?<![A-Za-z])(Fig|Vol|Tab|No|Eq|pp|p)\\.(?=[0-9])"), r"\1. ", "space")
    draft.sub(re.compile("[ﬀ-ﬆ]"), lambda m: _LIGATURES.get(m[0], m[0]), "ligature")
    draft.sub(re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]"), "", "invisible")


_REFERENCE = re.compile("[\\[［]([JMNCDRSPGAZ]|[A-Z]{1,2}[/／]OL)[\\]］]")
_LIGATURES = dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))


def _ascii(match: re.Match[str]) -> str:
    return "～" if match[0] == "～" else chr(ord(match[0]) - 0xFEE0)


def join_lines(draft: Draft, words: frozenset[str]) -> None:
    """Line ends inside a block: nothing beside hanzi and between digits, a space between words, a word made whole."""
    ws = f"[{_WS}]*\n[{_WS}]*"

    def hyphen(match: re.Match[str]) -> str:
        whole = f"{match[1]}-{match[2]}"
        return whole if whole.lower() in words else match[1] + match[2]

    _sub(draft, f"([{LATIN}]{{2,}})[-\u2010]{ws}([a-z]{{2,}})", hyphen, "hyphenation")
    _sub(draft, f"(?<=[^/ ][-/]){ws}(?=[{WORD}0-9])", "", "line-join")
    _sub(draft, f"(?<=/){ws}(?=[{WORD}0-9])", " ", "line-join")
    _sub(draft, f"(?<=[0-9]){ws}(?=[0-9])", "", "number-join")
    _sub(draft, f"(?<=[{WORD}0-9.,;:!?)\\]\"'’”»№]){ws}(?=[{WORD}0-9(\\[\"'“‘«№]|/ ?/|／ ?／)", " ", "line-join")
    _sub(draft, ws, "", "line-join")


def numbers(draft: Draft) -> None:
    """Close up numbers that a layer has spaced: thousands, decimals, fractions, ranges."""
    sp = "[ \u2009\u202f\u00a0\n]"
    unit = f"(?={sp}*(?:[{HANZI}%％，。；、：）)]|$))"
    _sub(draft, f"(?<![0-9.,{WORD}/-])[0-9]{{1,3}}(?:{sp}[0-9]{{3}})+(?![0-9]){unit}", _tight, "number")
    if hanzi_count(draft.text):
        before = f"(?:(?<=[{HANZI}（(，、：:～~])|(?<=[{HANZI}，、] )|(?<=^))"
        _sub(
            draft,
            f"{before}[0-9]{{1,6}}{sp}*\\.{sp}+[0-9]+(?![0-9]*\\.{sp}*[0-9])(?={sp}*[{HANZI}%～~，。；、（()）])",
            _tight,
            "number",
        )
        _sub(draft, f"(?<=[0-9]){sp}*\\.{sp}+(?=[0-9]+{sp}*(?:%|[万亿倍元个米吨公千百]))", _tight, "number")
    _sub(draft, f"(?<![0-9/])[0-9]{{1,4}}(?:{sp}*/{sp}+|{sp}+/{sp}*)[0-9]{{1,4}}(?![0-9/])", _tight, "number")
    _sub(draft, f"/{sp}+/", "//", "slash")
    _sub(draft, f"(?<=[{WORD}]){sp}+/{sp}+(?=[{WORD}])", "/", "slash")
    _sub(draft, f"(?<=[0-9]){sp}+%", "%", "number")
    _sub(draft, f"(?<=[0-9])\\.{sp}+(?=[0-9]+%)", ".", "number")


def _tight(match: re.Match[str]) -> str:
    return re.sub(r"\s", "", match.group())


def quotes(draft: Draft) -> None:
    """Straight quotation marks of a Chinese text become paired ones, when they pair."""
    straight = [m.start() for m in re.finditer('["＂]', draft.text)]
    guarded = urls.spans(draft.text)
    if straight and len(straight) % 2 == 0 and not any(a <= i < b for i in straight for a, b in guarded):
        draft.apply(Edit(i, i + 1, "“" if n % 2 == 0 else "”", "quotes") for n, i in enumerate(straight))


def marks_full(draft: Draft) -> None:
    """Half-width marks beside Chinese become full-width."""
    ws = f"[{_WS}]*"
    beside = f"[{HANZI}，。；：？！、《》（）“”‘’{CALL_OPEN}{CALL_CLOSE}]"
    _brackets(draft)
    _sub(draft, f"(?<={beside}){ws}[,;:?!]|[,;:?!](?={ws}{beside})", _full_mark, "mark-width")
    if hanzi_count(draft.text) * 3 > len(draft.text):
        _sub(draft, "(?<=[0-9A-Za-z%\\)])[,;](?=[A-Z][A-Za-z0-9])", _full_mark, "mark-width")
        abbreviation = f"[0-9]{{0,2}}[A-Z][A-Za-z0-9&]{{0,7}}{ws}[{HANZI}]"
        _sub(
            draft,
            f"(?<=[0-9A-Za-z%\\)])[,;]{ws}(?={abbreviation})|(?<=%)[,;]{ws}(?=[0-9])",
            _full_mark_closed,
            "mark-width",
        )
        _sub(draft, f"(?<=[0-9])[,;](?=(?:19|20)[0-9]{{2}}{ws}年)", _full_mark, "mark-width")
    _sub(draft, f"(?<=[{HANZI}])\\.{{3,6}}", "……", "ellipsis")
    _sub(draft, f"(?<=[0-9{HANZI}]){ws}[~∼〜]{ws}(?=[0-9{HANZI}])", "～", "range")
    _sub(draft, f"(?<=[0-9{HANZI}%]){ws}～{ws}(?=[0-9{HANZI}])", "～", "range")
    _sub(draft, "[―─]{1,2}|－－", lambda m: "—" * len(m[0]), "dash")


def _full_mark(match: re.Match[str]) -> str:
    return match.group()[:-1] + _TO_FULL[match.group()[-1]]


def _full_mark_closed(match: re.Match[str]) -> str:
    return _TO_FULL[match.group()[0]]


def _brackets(draft: Draft) -> None:
    """Round brackets as pairs: full-width when there is Chinese inside or beside them, else half-width."""
    stack: list[int] = []
    edits: list[Edit] = []
    text = draft.text
    guarded = urls.spans(text)
    for i, c in enumerate(text):
        if any(a <= i < b for a, b in guarded):
            continue
        if c in "(（":
            stack.append(i)
        elif c in ")）" and stack:
            start = stack.pop()
            edits += _pair(text, start, i)
        elif c == ")" and re.search(f"[{HANZI}]\\s*$", text[:i]):
            edits.append(Edit(i, i + 1, "）", "mark-width"))
    edits += [
        Edit(i, i + 1, "（", "mark-width")
        for i in stack
        if text[i] == "(" and re.match(f"\\s*[{HANZI}]", text[i + 1 :])
    ]
    draft.apply(edits)


def _pair(text: str, start: int, end: int) -> list[Edit]:
    near = f"[{HANZI}，。；：？！、《》“”（）{CALL_CLOSE}]"
    left, right = text[:start].rstrip()[-1:], text[end + 1 :].lstrip()[:1]
    leads = not text[:start].strip() and hanzi_count(text) > 0
    chinese = leads or hanzi_count(text[start:end]) > 0 or bool(re.match(near, left)) or bool(re.match(near, right))
    if chinese:
        return [Edit(start, start + 1, "（", "mark-width"), Edit(end, end + 1, "）", "mark-width")]
    return []


def marks_half(draft: Draft) -> None:
    """A block without any hanzi: its marks are its own script's, half-width."""

    def half(match: re.Match[str]) -> str:
        new = _TO_HALF[match[1]]
        return new + " " if match[2] and new in ",;:?!." else new

    _sub(draft, f"([，；：？！．])(?=([{WORD}0-9])?)", half, "mark-width")
    _sub(draft, f"(?<=[{WORD}0-9])（", " (", "mark-width")
    _sub(draft, "[（）＂]", lambda m: _TO_HALF[m[0]], "mark-width")


def dashes(draft: Draft, chinese: bool) -> None:
    """Dashes of each script: Russian — between spaces, – between numbers; a layer's spaced － is a hyphen in English."""
    ws = f"[{_WS}]"
    _sub(draft, f'(?<=[{CYRILLIC}»”"]){ws}+[-－–—]{ws}+(?=[{CYRILLIC}«“"])', " — ", "dash")
    foreign = "–"
    if chinese:
        _sub(draft, f"(?<=[0-9]){ws}*－{ws}*(?=[0-9])", "-", "dash")
        _sub(
            draft,
            f"(?<=[0-9]){ws}+([-–—]){ws}*(?=[0-9])|(?<=[0-9]){ws}*([-–—]){ws}+(?=[0-9])",
            lambda m: m[1] or m[2],
            "dash",
        )
    else:
        _sub(
            draft,
            f"(?<![0-9-])[0-9]{{1,4}}{ws}*[-－–—]{ws}*[0-9]{{1,4}}(?![0-9-])",
            lambda m: re.sub(r"\s*[-－–—]\s*", foreign, m[0]),
            "dash",
        )
    _sub(draft, f"(?<=[{LATIN}{CYRILLIC}0-9]){ws}*－{ws}*(?=[{LATIN}{CYRILLIC}0-9])", "-", "dash")


def spaces(draft: Draft) -> None:
    """No space beside hanzi and Chinese marks; one between words; none before a word's mark or inside brackets."""
    ws = f"[{_WS}]"
    _sub(draft, f"(?<=[{_CJK}]){ws}+|{ws}+(?=[{_CJK}])", "", "space")
    _sub(draft, f"(?<=[{_CJK}][{_SOFT}]){ws}+|{ws}+(?=[{_SOFT}][{_CJK}])", "", "space")
    _sub(
        draft,
        f"(?<=[{_CJK}0-9]){ws}+(?=[“‘—…·][{_CJK}{_SOFT}])|(?<=[{_CJK}][{_SOFT}]){ws}+(?=[0-9{LATIN}])",
        "",
        "space",
    )
    _sub(draft, f"^{ws}+|{ws}+$", "", "space")
    _sub(draft, f"(?<=[(\\[]){ws}+|{ws}+(?=[)\\],;:?!])|(?<=[{WORD}0-9]){ws}+(?=\\.(?:\\s|$))", "", "space")
    _sub(draft, f"(?<=\\S)(?:{ws}{{2,}}|[\t\f\u00a0\u2002-\u200a\u202f\u3000\n])(?=\\S)", " ", "space")


def heading_space(draft: Draft, pattern: str) -> None:
    """The space after a heading's enumerator: one ideographic space if the author set one, one plain space otherwise."""

    def one(match: re.Match[str]) -> str:
        return match[1] + ("\u3000" if "\u3000" in match[2] else " ")

    draft.sub(re.compile(pattern), one, "heading-space")
