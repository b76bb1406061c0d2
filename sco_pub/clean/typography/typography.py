"""Take one block's draft, give its text the typography of its script: widths, joins, spaces, numbers, marks.

Strategy.  The order matters: calls and labels first (by their raw offsets), widths (clean.typography.fullwidth), URLs, line
ends, numbers, marks by the script around them (clean.typography.punctuation), dashes, spaces.  URLs and note calls are
never touched by a later rule.  The author's choice of marks is kept; only their form changes.  Set once more, a set text
stays as it is.
"""

from __future__ import annotations

import itertools
import re

from sco_pub.clean.ledger.draft import Draft, Edit
from sco_pub.clean.typography import fullwidth, punctuation, urls
from sco_pub.clean.typography.conventions import Conventions
from sco_pub.clean.typography.punctuation import TO_HALF, WS, sub
from sco_pub.model.characters import CIRCLES, CYRILLIC, HANZI, LATIN, WORD, hanzi_count, rings_beyond
from sco_pub.model.reserved import CALL_CLOSE, CALL_OPEN
from sco_pub.model.rule import Rule

_CJK = f"{HANZI}，。；：？！、《》〈〉「」『』【】〔〕（）［］{CALL_OPEN}{CALL_CLOSE}{CIRCLES}"
_FIGURE = "[-－]?[0-9][0-9.,]*[%％]?"
_EQUALS = "=＝<＜>＞≤≥±≈−－"  # what stands before a figure of statistics, and behind one
_SOFT = "“”‘’—…·～"
PLAIN = Conventions()
_ROUNDS = 3  # a mark's form can hang on its neighbour's: once more where something changed


def set_block(draft: Draft, *, conventions: Conventions = PLAIN, key: str = "", lines_kept: bool = False) -> None:
    """All rules in order.  ``conventions``: what the whole text does alike; ``lines_kept``: don't join lines.

    ``key``: the metadata key; codes and dates get no typography but their width.
    """
    chinese = hanzi_count(draft.text) > 0
    draft.apply(Edit(at, at + 1, number, Rule.RING_WRITTEN) for at, number in rings_beyond(draft.text))
    fullwidth.fold(draft, conventions)
    if key in CODES:
        _code(draft)
        return
    urls.close_up(draft)
    if not lines_kept:
        join_lines(draft, conventions)
    if re.search("[＜＞．／]", draft.text):
        fullwidth.fold(draft, conventions)  # these go by their neighbours, which a line's end may have kept apart
    for _ in range(_ROUNDS):
        before = draft.text
        _script(draft, conventions, chinese=chinese, tabular=lines_kept)
        if draft.text == before:
            return
        fullwidth.fold(draft, conventions)
        urls.close_up(draft)


def _script(draft: Draft, conventions: Conventions, *, chinese: bool, tabular: bool) -> None:
    """The marks, dashes and spaces of the block's script."""
    numbers(draft, conventions, tabular=tabular)
    if chinese:
        punctuation.substitutes(draft)
        punctuation.quotes(draft)
        punctuation.full(draft)
    else:
        punctuation.half(draft)
    punctuation.foreign_gaps(draft)
    punctuation.dashes(draft, chinese)
    spaces(draft)


CODES = frozenset({"clc", "doc-code", "article-id", "doi", "received", "revised", "accepted", "published"})


def _code(draft: Draft) -> None:
    """A code or a date: hyphens and points half-width, no space inside, none at the ends."""
    draft.sub(re.compile("[－–—]"), "-", Rule.WIDTH)
    draft.sub(re.compile("[：；，．／（）]"), lambda m: TO_HALF.get(m[0], "/"), Rule.WIDTH)
    draft.sub(re.compile(f"^[{WS}]+|(?<![{WS}])[{WS}]+$"), "", Rule.SPACE)
    draft.sub(re.compile(f"(?<=[0-9A-Za-z./年月()-])[{WS}]+(?=[0-9A-Za-z./年月日()-])"), "", Rule.SPACE)


def join_lines(draft: Draft, conventions: Conventions) -> None:
    """Line ends inside a block: nothing beside hanzi and between digits, a space between words, a word made whole."""
    ws = f"[{WS}]*\n[{WS}]*"

    def hyphen(match: re.Match[str]) -> str:
        return f"{match[1]}-{match[2]}" if conventions.compound(match[1], match[2]) else match[1] + match[2]

    sub(draft, f"(?<![{LATIN}])([{LATIN}]{{2,}})[-\u2010]{ws}([a-z]{{2,}})", hyphen, Rule.HYPHENATION)
    sub(draft, f"(?<![{CYRILLIC}])([{CYRILLIC}]{{2,}})[-\u2010]{ws}([а-яё]{{2,}})", hyphen, Rule.HYPHENATION)
    sub(draft, f"(?<=[^/ ][-/]){ws}(?=[{WORD}0-9])", "", Rule.LINE_JOIN)
    sub(draft, f"(?<=/){ws}(?=[{WORD}0-9])", " ", Rule.LINE_JOIN)
    sub(draft, f"(?<=[0-9]){ws}(?=[0-9])", "", Rule.NUMBER_JOIN)
    sub(draft, f"(?<=[{WORD}0-9.,;:!?)\\]\"'’”»№]){ws}(?=[{WORD}0-9(\\[\"'“‘«№]|/ ?/|／ ?／)", " ", Rule.LINE_JOIN)
    sub(draft, f"(?<![{WS}]){ws}", "", Rule.LINE_JOIN)


def numbers(draft: Draft, conventions: Conventions, *, tabular: bool = False) -> None:
    """Close up numbers that a layer has spaced: thousands, decimals, fractions, ranges, digits one by one."""
    sp = "[ \u2009\u202f\u00a0\n]"
    unit = f"(?={sp}*[{HANZI}%％，。；、：）)])"
    if not tabular and hanzi_count(draft.text):
        least = 1 if conventions.tracked else 3
        sub(draft, f"(?<![0-9.] )(?<![0-9.{WORD}])[0-9](?: [0-9]){{{least},}}(?! ?[0-9])", _untracked, Rule.NUMBER)
    if re.search(f"[{HANZI}，。；：、]", draft.text):  # a line of figures alone is a table's row
        # Up to millions, before a unit or a mark: longer runs of threes, and those at a line's end, are cells.
        thousands = f"(?<![0-9.,{WORD}/-])(?<![0-9]{sp})[0-9]{{1,3}}(?:{sp}[0-9]{{3}}){{1,2}}(?!{sp}?[0-9])"
        sub(draft, thousands + unit, _tight, Rule.NUMBER)
    if hanzi_count(draft.text):
        sub(draft, f"(?<![0-9,.])[0-9]{{1,3}}(?:, ?[0-9]{{3}}){{0,6}}, [0-9]{{3}}{unit}", _tight, Rule.NUMBER)
        before = f"(?:(?<=[{HANZI}（(，、：:～~])|(?<=[{HANZI}，、] )|(?<=^))"
        sub(
            draft,
            f"{before}[0-9]{{1,6}}{sp}*\\.{sp}+[0-9]+(?![0-9]*\\.{sp}*[0-9])(?={sp}*[{HANZI}%～~，。；、（()）{_EQUALS}])",
            _tight,
            Rule.NUMBER,
        )
        statistic = f"(?:(?<=[{_EQUALS}])|(?<=[{_EQUALS}] ))[0-9]{{1,6}}{sp}*\\.{sp}+[0-9]+(?!{sp}*\\.{sp}*[0-9])"
        sub(draft, f"{statistic}(?={sp}*[{HANZI}%～~，。；、（()）,;{_EQUALS}]|$)", _tight, Rule.NUMBER)
        sub(draft, f"(?<=[0-9]){sp}*\\.{sp}+(?=[0-9]+{sp}*(?:%|[万亿倍元个米吨公千百]))", _tight, Rule.NUMBER)
    sub(draft, f"(?<![0-9/])[0-9]{{1,4}}(?:{sp}*/{sp}+|{sp}+/{sp}*)[0-9]{{1,4}}(?![0-9/])", _tight, Rule.NUMBER)
    sub(draft, f"/{sp}+/", "//", Rule.SLASH)
    sub(draft, f"(?<=[{WORD}]){sp}+/{sp}+(?=[{WORD}])", "/", Rule.SLASH)
    sub(draft, f"(?<=[0-9]){sp}+(?=[%‰])", "", Rule.NUMBER)
    sub(draft, f"(?<=[0-9])\\.{sp}+(?=[0-9]+%)", ".", Rule.NUMBER)


def _tight(match: re.Match[str]) -> str:
    return re.sub(r"\s", "", match.group())


def _untracked(match: re.Match[str]) -> str:
    """Single digits in a row are one number, unless they count up: 1 2 3 4."""
    digits = [int(c) for c in match[0] if c != " "]
    return match[0] if all(b - a == 1 for a, b in itertools.pairwise(digits)) and digits[0] < 2 else _tight(match)


def spaces(draft: Draft) -> None:
    """No space beside hanzi and Chinese marks; one between words; none before a word's mark or inside brackets."""
    ws = f"[{WS}]"
    wide = f"(?:{ws}{{2,}}|\u3000)"
    cells = f"{_FIGURE}\u3000{_FIGURE}"  # figures far apart are cells of a row: their gaps stay wide
    sub(draft, f"(?<=\\S){wide}(?={_FIGURE}{wide}{_FIGURE})|(?<=[0-9%％]){wide}(?={_FIGURE})", "\u3000", Rule.SPACE)
    sub(draft, f"(?<=[{_CJK}])(?!\u3000{cells}){ws}+|(?<!{ws}){ws}+(?=[{_CJK}])", "", Rule.SPACE)
    sub(draft, f"(?<=[{_CJK}][{_SOFT}]){ws}+|(?<!{ws}){ws}+(?=[{_SOFT}][{_CJK}])", "", Rule.SPACE)
    sub(
        draft,
        f"(?<=[{_CJK}0-9]){ws}+(?=[“‘—…·][{_CJK}{_SOFT}])|(?<=[{_CJK}][{_SOFT}]){ws}+(?=[0-9{LATIN}])",
        "",
        Rule.SPACE,
    )
    sub(draft, f"^{ws}+|(?<!{ws}){ws}+(?=$|”)|(?<=[“‘]){ws}+", "", Rule.SPACE)
    sub(
        draft,
        f"(?<=[(\\[]){ws}+|(?<!{ws}){ws}+(?=[)\\],;:?!])|(?<=[{WORD}0-9)\\]]){ws}+(?=\\.(?:\\s|$))",
        "",
        Rule.SPACE,
    )
    narrow = f"(?:{ws}{{2,}}|[\t\f\u00a0\u2002-\u200a\u202f\u3000\n])"
    sub(draft, f"(?<=\\S)(?!\u3000{cells}|(?<=[0-9%％])\u3000{_FIGURE}){narrow}(?=\\S)", " ", Rule.SPACE)
