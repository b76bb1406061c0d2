"""The page as witness: which glyphs can't be what the text layer says, and what they are by the lines they stand in.  Pure.

Strategy.  A glyph is known by its font and by what the layer calls it.  Doubtful is what the layer itself can't mean:
private points, replacement signs and black squares; a hanzi that is much narrower than its font's hanzi (畅 for a
point, 桘 for a hyphen); hanzi of a font that has nothing but a stretch of a hundred neighbouring points (ASCII that
was shifted); hanzi outside GB 2312 in a text that otherwise keeps to it; and every sign of a font without names, where the
signs that come are those that hardly any text has (-8@<3?;).  For each doubtful glyph a few lines are
chosen in which it stands, clean ones first, their pictures are read (edge.pdf.witness), and the signs that were read are laid
beside the layer's, monotonely, by place and likeness.  What stands in a glyph's place is its vote; a glyph is what enough of
its votes agree on, with the votes of all that are drawn like it.  Nothing is taken over that the votes don't bear out, and what
stays doubtful is reported.
"""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sco_pub.model.characters import HANZI, PRIVATE
from sco_pub.model.sheet import Glyph, Rule, Sheet

Key = tuple[str, str]  # font, and what the layer says
NARROW = 0.75  # of the usual hanzi of its font: condensed faces are condensed alike
_WINDOW = 0x60  # points: printable ASCII has 95
_SHIFTED = 12  # different signs in such a window, and next to nothing outside it
_FEW = 3  # occurrences: a rare hanzi that stands in a name once or twice is no fault
_LINES = 4  # lines read for each doubtful glyph
_LEAST, _SHARE = 2, 0.7  # votes, and the share of them that must agree
_GAP, _DIFFER, _FAR, _FARTHEST = (
    0.9,
    0.55,
    1.6,
    4.0,
)  # costs of the alignment: a sign without partner, unlike signs, an em apart
_ACROSS = 0.7  # em: lines whose baselines are nearer overlap
_SHARED = (
    3.5  # em of the measure that both take then: three stars beside a line are narrower, a stamp's four hanzi wider
)
_RULED = 12  # signs alike side by side that the engine makes nothing of: a rule that a typesetter drew sign by sign
_MIDDLE = 0.35  # em above the baseline: where such a rule lies
_CODES = 20  # signs of a font, at least, by which it is judged
_SELDOM = '!"#$&*+<=>?@^_`|~\\'
_SELDOM_SHARE = 0.15  # of a text's Latin signs these are a hundredth
_ONE, _DASH = "一", "—"
SQUARES = frozenset("■□▇█◼")
_UNNAMED = re.compile(f"[{PRIVATE}\\ufffd]")
_IS_HANZI = re.compile(f"[{HANZI}]")
# What can't be told apart on paper by its shape: widths, kinds of quotes and dashes.
_SAME = str.maketrans("—–−―‐“”‘’•・‧∼。﹑", "-----\"\"''···~。、")


@dataclass(frozen=True, slots=True)
class Place:
    """A sign that was read in a line's picture, and where its middle is, in points from the page's left edge."""

    sign: str
    x: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a doubtful glyph is: the sign, or "" where its votes don't agree; ``agreed`` of ``votes``."""

    sign: str
    agreed: int
    votes: int


def key_of(glyph: Glyph) -> Key:
    return glyph.font, glyph.sign


def doubtful(sheets: Sequence[Sheet]) -> dict[Key, int]:
    """The glyphs that can't be what the layer says, with how often each stands in the document."""
    counts: Counter[Key] = Counter()
    widths: dict[Key, list[float]] = defaultdict(list)
    for sheet in sheets:
        for glyph in sheet.glyphs:
            if not glyph.sign.isspace() and not glyph.turned and not glyph.hidden:
                counts[key_of(glyph)] += 1
                widths[key_of(glyph)].append((glyph.x1 - glyph.x0) / max(glyph.size, 0.1))
    usual = _usual_widths(widths)
    shifted = _shifted_fonts(counts)
    rare = _rare(counts)
    found = {}
    for key, count in counts.items():
        font, sign = key
        hanzi = bool(_IS_HANZI.match(sign))
        narrow = hanzi and statistics.median(widths[key]) < NARROW * usual.get(font, 1.0)
        square = sign in SQUARES and count >= _FEW
        if _UNNAMED.match(sign) or square or narrow or (hanzi and font in shifted) or key in rare:
            found[key] = count
    return found


def coded(sheets: Sequence[Sheet]) -> frozenset[str]:
    """The fonts whose signs, all of ASCII, look like mere codes: too many are signs that a text hardly has."""
    signs: dict[str, Counter[str]] = defaultdict(Counter)
    for sheet in sheets:
        for glyph in sheet.glyphs:
            if not glyph.sign.isspace():
                signs[glyph.font][glyph.sign] += 1
    return frozenset(
        font
        for font, each in signs.items()
        if all(sign.isascii() or sign in "‘’" for sign in each)
        and sum(each.values()) >= _CODES
        and sum(each[sign] for sign in _SELDOM) >= _SELDOM_SHARE * sum(each.values())
    )


def _usual_widths(widths: Mapping[Key, Sequence[float]]) -> dict[str, float]:
    """The width of most of a font's hanzi, in em, for fonts with enough of them; others are taken for solid."""
    by_font: dict[str, list[float]] = defaultdict(list)
    for (font, sign), each in widths.items():
        if _IS_HANZI.match(sign):
            by_font[font].append(statistics.median(each))
    return {font: max(0.6, statistics.median(each)) for font, each in by_font.items() if len(each) >= 2 * _SHIFTED}


def _shifted_fonts(counts: Mapping[Key, int]) -> set[str]:
    """Fonts whose hanzi all lie in one stretch as long as ASCII: a Latin font whose map was moved."""
    by_font: dict[str, list[int]] = defaultdict(list)
    for font, sign in counts:
        if _IS_HANZI.match(sign):
            by_font[font].append(ord(sign))
    return {font for font, points in by_font.items() if len(points) >= _SHIFTED and max(points) - min(points) < _WINDOW}


def _rare(counts: Mapping[Key, int]) -> set[Key]:
    """Hanzi that GB 2312 lacks, of a text that otherwise keeps to it (a Traditional text doesn't), and that come often."""
    outside = {key for key in counts if _IS_HANZI.match(key[1]) and not _in_gb2312(key[1])}
    all_hanzi = sum(count for (_, sign), count in counts.items() if _IS_HANZI.match(sign))
    if sum(counts[key] for key in outside) * 20 > all_hanzi:
        return set()
    return {key for key in outside if counts[key] >= _FEW}


def _in_gb2312(sign: str) -> bool:
    try:
        sign.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The glyphs in runs of one printed line: near baselines, no gap beyond 2.5 em; raised signs stay with their line."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(
        (g for g in glyphs if not g.sign.isspace() and not g.turned), key=lambda g: (-g.size, -g.y, g.x0)
    ):
        near = [line for line in lines[-400:] if -0.3 * line[0].size < glyph.y - line[0].y < 0.45 * line[0].size]
        if near:
            min(near, key=lambda line: abs(line[0].y - glyph.y)).append(glyph)
        else:
            lines.append([glyph])
    out = []
    for line in lines:
        line.sort(key=lambda g: g.x0)
        part = [line[0]]
        for glyph in line[1:]:
            if glyph.x0 - part[-1].x1 > 2.5 * max(glyph.size, part[-1].size):
                out.append(part)
                part = []
            part.append(glyph)
        out.append(part)
    return out


def crossed(lines: Sequence[Sequence[Glyph]]) -> list[bool]:
    """For each line of a page, whether another lies across it: a data base's stamp, which the engine reads with it."""
    spans = [(line[0].x0, line[-1].x1, line[0].y, max(g.size for g in line)) for line in lines]
    return [any(n != m and _across(a, b) for m, b in enumerate(spans)) for n, a in enumerate(spans)]


def _across(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    em = max(a[3], b[3])
    return min(a[1], b[1]) - max(a[0], b[0]) > _SHARED * em and abs(a[2] - b[2]) < _ACROSS * em


def covering(lines: Sequence[list[Glyph]], keys: Mapping[Key, Key], soiled: Collection[int] = ()) -> list[int]:
    """The indices of few lines in which each glyph stands as often as is wanted, or as it stands at all.

    ``keys``: the glyphs that are asked for, each with the one that stands for all that are drawn like it; ``soiled``: lines that
    are taken last.
    """
    here = [Counter(keys[key] for glyph in line if (key := key_of(glyph)) in keys) for line in lines]
    need = Counter[Key]()
    for each in here:
        need.update(each)
    rarity = dict(need)
    need = Counter({key: min(count, _LINES) for key, count in need.items()})
    chosen = []
    order = sorted(
        (n for n, each in enumerate(here) if each),
        key=lambda n: (n in soiled, min(rarity[key] for key in here[n]), n),
    )
    for n in order:
        if any(need[key] > 0 for key in here[n]):
            chosen.append(n)
            need.subtract(here[n])
    return chosen


def folded(sign: str) -> str:
    """One form for what a reader can't tell apart on paper by shape alone; counted signs stay what they are."""
    if len(sign) == 1 and "①" <= sign <= "㊿":
        return sign
    return unicodedata.normalize("NFKC", sign).translate(_SAME)


def votes(line: Sequence[Glyph], read: Sequence[Place]) -> list[str]:
    """What was read in each glyph's place; "" where nothing was."""
    size = max(glyph.size for glyph in line)
    said = [""] * len(line)
    for n, m in _aligned(line, read, size):
        said[n] = read[m].sign
    return said


def _aligned(line: Sequence[Glyph], read: Sequence[Place], size: float) -> list[tuple[int, int]]:
    """Pairs (glyph, sign) of the cheapest monotone alignment by place and likeness."""
    n, m = len(line), len(read)
    claims, signs = [folded(glyph.sign) for glyph in line], [folded(place.sign) for place in read]
    middles = [0.5 * (glyph.x0 + glyph.x1) for glyph in line]
    cost = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n + 1):
        cost[i][0] = _GAP * i
    cost[0] = [_GAP * j for j in range(m + 1)]
    for i in range(1, n + 1):
        row, above = cost[i], cost[i - 1]
        for j in range(1, m + 1):
            row[j] = min(
                above[j - 1] + _pair(claims, signs, middles, read, i, j, size), above[j] + _GAP, row[j - 1] + _GAP
            )
    pairs = []
    i, j = n, m
    while i and j:
        if cost[i][j] == cost[i - 1][j - 1] + _pair(claims, signs, middles, read, i, j, size):
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif cost[i][j] == cost[i - 1][j] + _GAP:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


def _pair(
    claims: Sequence[str],
    signs: Sequence[str],
    middles: Sequence[float],
    read: Sequence[Place],
    i: int,
    j: int,
    size: float,
) -> float:
    apart = abs(middles[i - 1] - read[j - 1].x) / size
    return (0.0 if claims[i - 1] == signs[j - 1] else _DIFFER) + min(_FAR * apart, _FARTHEST)


def with_rules(sheet: Sheet, unread: Collection[Key]) -> Sheet:
    """The sheet with a rule for each row of one sign that is no writing, straight or wavy, as Founder draws them."""
    runs: list[list[Glyph]] = []
    for glyph in sheet.glyphs:
        last = runs[-1][-1] if runs else None
        level = last is not None and key_of(last) == key_of(glyph) and abs(glyph.y - last.y) < 0.05 * glyph.size
        if last is not None and level and abs(glyph.x0 - last.x1) < 0.5 * glyph.size:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    drawn = [run for run in runs if len(run) >= _RULED and key_of(run[0]) in unread]
    gone = {id(glyph) for run in drawn for glyph in run}
    rules = [Rule(run[0].x0, y := run[0].y + _MIDDLE * run[0].size, run[-1].x1, y) for run in drawn]
    left = tuple(glyph for glyph in sheet.glyphs if id(glyph) not in gone)
    return replace(sheet, glyphs=left, rules=(*sheet.rules, *rules)) if drawn else sheet


def verdicts(ballots: Mapping[Key, Counter[str]]) -> dict[Key, Verdict]:
    """What each glyph is, by its votes; of signs that look alike the face that was read most often."""
    out = {}
    for key, said in ballots.items():
        total = sum(said.values())
        alike: Counter[str] = Counter()
        for sign, count in said.items():
            alike[folded(sign)] += count
        form, agreed = alike.most_common(1)[0]
        face = max((sign for sign in said if folded(sign) == form), key=lambda sign: said[sign])
        sure = bool(form) and agreed >= _SHARE * total and (total >= _LEAST or agreed == total)
        out[key] = Verdict(face if sure else "", agreed, total)
    return _of_one_script(out)


def _of_one_script(found: dict[Key, Verdict]) -> dict[Key, Verdict]:
    """A stroke that the engine takes for 一 is a dash in a font that has no other hanzi."""
    chinese = {font for (font, _), said in found.items() if said.sign != _ONE and _IS_HANZI.match(said.sign)}
    return {
        key: replace(said, sign=_DASH) if said.sign == _ONE and key[0] not in chinese else said
        for key, said in found.items()
    }
