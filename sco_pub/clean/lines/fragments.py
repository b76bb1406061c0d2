"""Find the printed lines that a text layer gives in pieces.

Contract.  Extractors end a line wherever the glyphs stop following one another: at squeezed punctuation (``”`` and ``，`` set
half an em together) and behind a raised note mark.  ``runs`` gives the stretches of lines that were one line on the page; the
layout's rules then read them as one, so that a piece's shortness says nothing of paragraphs, notes and calls.

Rules.  (1) A line never begins with a closing mark, a comma or a point, and never ends with an opening one (CLREQ, "prohibition
rules for line start and line end"): what breaks this rule is a piece.  Only a layer gives pieces that breaks it, or cuts as in
(2), time and again.  (2) In such a layer lines may also have been cut behind a closing mark, a point or a note mark, and in
front of an opening mark, unless the first is a heading, or the second a heading, a caption, a label or a note's text.  They
were one when together they fill a measure that many lines of the layer fill (a first line is two em shorter) and the last cut
isn't behind a full stop, where a paragraph may end; or when the second is a title behind its author's colon.

(3) Where words stand far apart on a line, some extractors part them by a blank line: the number of a heading from its words (a
layer that does so gives the numbers one after another, each alone), and key words from one another.

Doubts.  A paragraph's last line that was cut where (1) doesn't show it stays in pieces: its end is a doubt of
clean.blocks.paragraphs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from sco_pub.lexicon import label_words
from sco_pub.lexicon.captions import is_caption
from sco_pub.lexicon.enumerators import enumerator
from sco_pub.lexicon.note_marks import MARK
from sco_pub.model.characters import CIRCLES, NEVER_FIRST, NEVER_LAST, NUMERALS, chinese_number, em, extent

_MARKS = re.compile(MARK)
_CUT_BEHIND = re.compile(rf"(?:[{NEVER_FIRST},;]|{MARK})$")
_CUT_BEFORE = re.compile(rf"[{NEVER_LAST}]|{MARK}")
_BODY = re.compile(rf"{MARK}\s*\S")
_FOLIO = re.compile(r"[-—–―·•∙．.\s]{0,4}[0-9]{1,4}[-—–―·•∙．.\s]{0,4}")
_STOP = re.compile("[，。；：、！？,;:]")
_ENDED = re.compile(rf"[。！？][）》」』”’〉】〕]*{MARK}*$")
_NUMBER = re.compile(f"[{NUMERALS}]{{1,3}}")
_WORDS = re.compile(f"[^，。；！？{CIRCLES}]{{2,30}}")
_WORD = re.compile(rf"[^\s，。；：、！？{CIRCLES}0-9]{{2,12}}")
_KEYWORDS = re.compile(
    rf"{label_words.OPEN}?\s*{label_words.of('keywords')}\s*{label_words.CLOSE}?\s*[：:]?\s*[^\s，；、;,]{{2,12}}"
)
_FINAL = "。！？"
# Lines, and of all lines: one or two are chance, or a title; a broken layer breaks everywhere.
_LEAST_BROKEN, _LEAST_SHARE = 3, 0.02
_BETTER = 0.25  # em by which one more piece must bring the line nearer to its measure
_SLACK = 1.5  # em by which a full line's natural width differs from the measure
_INDENT = 2.0  # em: how far first lines are set in (CLREQ 3.1.1), by which a full one is narrower
_MOST = 8  # pieces that a line can be in


def runs(lines: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """The stretches (first, last), both counted, of lines that are pieces of one."""
    texts = []
    for line in lines:
        text = line.strip(" \u3000\f\t")
        texts.append("" if line.startswith("\f") or _FOLIO.fullmatch(text) else text)  # a page's end is no cut
    return tuple(sorted((*_cut(texts), *_spread_numbers(texts), *_spread_words(texts))))


def _cut(texts: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Rules (1) and (2); blank lines end a stretch."""
    measures = _measures(texts)
    pairs = [(above, below) for above, below in pairwise(texts) if above and below]
    broken = sum(_surely_cut(*pair) or _fill_together(*pair, measures) for pair in pairs)
    if broken < max(_LEAST_BROKEN, _LEAST_SHARE * sum(map(bool, texts))):
        return ()
    found: list[tuple[int, int]] = []
    n = 0
    while n < len(texts):
        last = _last(texts, n, measures)
        if last > n:
            found.append((n, last))
        n = last + 1
    return tuple(found)


def _spread_numbers(texts: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Rule (3), headings: 一, 二, … each alone on its line, a blank line, the words."""
    alone = [n for n, text in enumerate(texts) if _NUMBER.fullmatch(text)]
    if len(alone) < 2 or [chinese_number(texts[n]) for n in alone] != list(range(1, len(alone) + 1)):
        return ()
    if not all(n + 2 < len(texts) and not texts[n + 1] and _WORDS.fullmatch(texts[n + 2]) for n in alone):
        return ()
    return tuple((n, n + 2) for n in alone)


def _spread_words(texts: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Rule (3), key words: one behind the label, the others each between blank lines."""
    found = []
    for first, text in enumerate(texts):
        last = first
        while _KEYWORDS.match(text) and _is_word_alone(texts, last + 2):
            last += 2
        if last - first >= 4:
            found.append((first, last))
    return tuple(found)


def _is_word_alone(texts: Sequence[str], n: int) -> bool:
    alone = n < len(texts) and not texts[n - 1] and (n + 1 == len(texts) or not texts[n + 1])
    return alone and _WORD.fullmatch(texts[n]) is not None and not enumerator(texts[n])[0]


def _surely_cut(above: str, below: str) -> bool:
    return below[0] in NEVER_FIRST or above[-1] in NEVER_LAST


def _fill_together(above: str, below: str, measures: Sequence[float]) -> bool:
    """Whether two short lines, cut where a line may be, fill a measure: once by chance, time and again as pieces."""
    short = max(map(_width, (above, below))) < max(measures, default=0.0) - _INDENT - _SLACK
    if not short or above[-1] in _FINAL or not _may_be_cut(above, below):
        return False
    return _lacking(above + below, measures, begins=False) <= _SLACK / 2


def _cites(above: str, below: str, measures: Sequence[float]) -> bool:
    """Whether a title goes on behind its author's colon, which ends no full line: in notes, whose measure few lines show."""
    return above[-1] == "：" and below[0] == "《" and _width(above) < max(measures, default=0.0) - _INDENT - _SLACK


def _may_be_cut(above: str, below: str) -> bool:
    if not (_CUT_BEHIND.search(above) or _CUT_BEFORE.match(below)):
        return False
    if _BODY.match(below) or label_words.IN_BRACKET.match(below) or (enumerator(above)[0] and not _STOP.search(above)):
        return False
    ended = above[-1] in _FINAL or _ENDED.search(above) is not None
    return not (ended and (is_caption(below) or enumerator(below)[1] is not None))


def _measures(texts: Sequence[str]) -> tuple[float, ...]:
    """The widths, in em, that many of the layer's lines fill; not the first lines', which are an indent shorter."""
    widths = [_width(text) for text in texts if text]
    counted = Counter(round(width) for width in widths)
    near = {width: sum(counted[width + d] for d in (-1, 0, 1)) for width in counted}
    tops = [w for w in counted if w >= 16 and near[w] >= 3 and counted[w] >= max(counted[w - 1], counted[w + 1])]
    many = [width for width in tops if near[width] * 12 >= len(widths)]
    many += [width for width in tops if width not in many and width > max(many, default=99) + _INDENT]  # notes' lines
    widest = max(many, default=0)
    return tuple(
        float(width)
        for width in many
        if not any(near[w] > near[width] for w in many if w - width in (1, 2))
        and (width * 5 >= widest * 3 or near[width] >= 3 * near[widest])  # pieces may be alike by chance
    )


def _width(text: str) -> float:
    """A line's width in em with its note marks raised, at six tenths of the size."""
    marks = _MARKS.findall(text)
    return em(_MARKS.sub("", text)) + 0.6 * sum(map(em, marks))


def _last(texts: Sequence[str], first: int, measures: Sequence[float]) -> int:
    """The last piece of the line that begins at ``first``: where the pieces together come nearest to a measure."""
    if not texts[first]:
        return first
    begins = first == 0 or _may_end(texts[first - 1], measures)
    sure, together = first, texts[first]
    best, nearest = first, _lacking(together, measures, begins)
    for n in range(first + 1, min(first + _MOST, len(texts))):
        if not texts[n]:
            break
        surely = _surely_cut(texts[n - 1], texts[n]) or _cites(texts[n - 1], texts[n], measures)
        if not surely and not _may_be_cut(texts[n - 1], texts[n]):
            break
        together += texts[n]
        if surely and sure == n - 1:
            sure = n
        if not surely and texts[n - 1][-1] in _FINAL:
            continue  # a paragraph's end as well as a cut: only more pieces of the same line tell
        lacking = _lacking(together, measures, begins)
        if lacking <= min(_SLACK, nearest - _BETTER):
            best, nearest = n, lacking
        if _width(together) > max(measures, default=0.0) + _SLACK:
            break
    return _with_closing(texts, max(best, sure))


def _may_end(above: str, measures: Sequence[float]) -> bool:
    """Whether a paragraph or a heading may end with a line."""
    return (
        not above or _ENDED.search(above) is not None or _width(above) < max(measures, default=0.0) - _INDENT - _SLACK
    )


def _lacking(text: str, measures: Sequence[float], begins: bool) -> float:
    """How far a line's width, with its marks squeezed or at full width, is from the nearest measure, in em."""
    indents = (0.0, _INDENT) if begins else (0.0,)
    widths = (_width(text), extent(text).em(quote=1.0, pair=0.0))
    return min((abs(m - indent - w) for m in measures for indent in indents for w in widths), default=99.0)


def _with_closing(texts: Sequence[str], n: int) -> int:
    """The run's end, with what can't begin a line behind it."""
    while n + 1 < len(texts) and texts[n] and texts[n + 1] and _surely_cut(texts[n], texts[n + 1]):
        n += 1
    return n
