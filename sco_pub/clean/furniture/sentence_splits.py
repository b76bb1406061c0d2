"""Find lines that part a sentence of the running text: what stands there isn't text, wherever the pages begin.

Strategy.  Text is set in full lines: a line that is full and ends no sentence goes on in the next line of text.  What stands
between the two, notes and a page's foot left aside, is a running head when it comes back, when it is a journal's or the
article's name, or when it is short though the word behind it would have fitted.  Numbered lines, lines with marks and
lines with a note's mark are left alone: headings, captions and notes part sentences too.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Collection, Sequence

from sco_pub.clean.lines.lines import Line, ends_sentence, measure
from sco_pub.lexicon import captions, mastheads, note_marks
from sco_pub.lexicon.enumerators import NUMBERED
from sco_pub.lexicon.label_words import FOOT
from sco_pub.lexicon.mastheads import ISSUE
from sco_pub.model.characters import hanzi_count

WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


def shape(text: str) -> str:
    """A line as it would look on any page: digits alike, spaces out."""
    return re.sub(r"\d+", "#", re.sub(r"\s+", "", text.translate(WIDE)))


def find(lines: Sequence[Line], dropped: Collection[int]) -> list[int]:
    """Without sure pages: a short line that comes back inside sentences, or stands in one where a page begins."""
    places: dict[str, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if i not in dropped and 3 <= len(line.text) <= 40 and not ends_sentence(line.text):
            places[shape(line.text)].append(i)
    out: list[int] = []
    full = measure(lines)
    known = mastheads.titles([line.text for line in lines[: mastheads.FRONT]])
    for where in places.values():
        inside = [i for i in where if i and not ends_sentence(lines[i - 1].text) and lines[i - 1].width > 12]
        if (len(where) >= 2 and ISSUE.search(lines[where[0]].text) and len(lines[where[0]].text) <= 40) or _comes_back(
            lines, where, full, dropped
        ):
            out += where
        elif where[0] >= mastheads.FRONT and mastheads.known_words(lines[where[0]].text, known):
            out += [i for i in where if splits(lines, i, full, dropped) and lines[i].width < full - 4]
        elif foreign_words(lines[where[0]].text):
            out += [i for i in where if _foreign_head(lines, i, full, dropped)]
        elif (
            len(where) >= 3 and len(inside) * 2 >= len(where) and min(b - a for a, b in itertools.pairwise(where)) >= 5
        ):
            out += where[1:] if where[0] < 3 else where
        elif (
            title_like(lines[where[0]], full)
            and (len(where) == 2 or _opens_page(lines, where[0]))
            and all(_parts_sentence(lines, i, full, dropped) for i in where)
        ) or (len(where) == 1 and _below_notes(lines, where[0], full, dropped)):
            out += where
        elif (
            where[0] < 8
            and inside
            and title_like(lines[where[0]], full)
            and (len(where) > 2 or len(inside) == len(where) - 1)
        ):
            out += where[1:]  # the title again, inside sentences
    return out


def _comes_back(lines: Sequence[Line], where: list[int], full: float, dropped: Collection[int]) -> bool:
    """Whether a line, the same each time and about a page apart, parts a sentence at least once: no table or note does."""
    text = lines[where[0]].text
    if len(where) < 2 or where[0] < 6 or not re.search("[^\\W\\d]{2}", text) or re.search("[，。；？！,;]", text):
        return False
    if len({lines[i].text for i in where}) > 1 or min(b - a for a, b in itertools.pairwise(where)) < 15:
        return False
    if any(note_marks.START.match(lines[i].text) or NUMBERED.match(lines[i].text) for i in where):
        return False
    return any(splits(lines, i, full, dropped) for i in where)


def splits(lines: Sequence[Line], i: int, full: float, dropped: Collection[int]) -> bool:
    """Whether the running text above a line, notes left aside, is a full line that ends no sentence."""
    above = [p for p in range(max(0, i - 16), i) if p not in dropped]
    noted = next((p for p in above if note_marks.START.match(lines[p].text) or FOOT.match(lines[p].text)), None)
    before = next((lines[p] for p in reversed(above) if noted is None or p < noted), None)
    if before is None or (NUMBERED.match(before.text) and not ends_sentence(before.text) and before is lines[i - 1]):
        return False  # a heading's second line
    return before.width > full - 3 and not ends_sentence(before.text)


def _parts_sentence(lines: Sequence[Line], i: int, full: float, dropped: Collection[int]) -> bool:
    """Whether a line without a mark of its own stands behind a full line that ends no sentence, notes between them or not."""
    text = lines[i].text
    if re.search(r"[，。；：、？！,.;:?!]", text) or NUMBERED.match(text) or note_marks.START.match(text):
        return False
    return splits(lines, i, full, dropped)


def _below_notes(lines: Sequence[Line], i: int, full: float, dropped: Collection[int]) -> bool:
    """A title's words between a page's finished notes and the rest of the sentence above them; a colon may part the title."""
    text = lines[i].text
    if re.search("[，。；、？！,.;?!（(【]|编辑", text) or not title_like(lines[i], full) or lines[i].width > full - 4:
        return False
    if NUMBERED.match(text) or captions.is_caption(text) or i + 1 >= len(lines):
        return False
    above = [p for p in range(max(0, i - 16), i) if p not in dropped]
    first = next((p for p in above if note_marks.START.match(lines[p].text)), i)
    noted = first < i and all(p in above for p in range(first, i))  # nothing but notes between: no page's edge
    finished = bool(above) and ends_sentence(lines[above[-1]].text) and not note_marks.START.match(lines[i + 1].text)
    return noted and finished and splits(lines, i, full, dropped)


def _opens_page(lines: Sequence[Line], i: int) -> bool:
    """Whether the line below has the lone space by which extractors mark what begins a page."""
    return i + 1 < len(lines) and lines[i + 1].lead == " "


def title_like(line: Line, full: float) -> bool:
    return hanzi_count(line.text) > 4 and line.width < full - 2


def foreign_words(text: str) -> bool:
    """A line of Latin or Cyrillic words alone, as a head in another language is."""
    return not hanzi_count(text) and len(re.findall("[A-Za-zА-я]{2,}", text)) > 1


def _foreign_head(lines: Sequence[Line], i: int, full: float, dropped: Collection[int]) -> bool:
    """Foreign words alone on a short line inside a Chinese sentence: the hanzi that follows would have fitted behind them."""
    text = lines[i].text
    words = len(re.findall("(?<![^\\s,:—&'’-])[A-Za-zА-я]{3,}(?![^\\s,:—&'’-])", text))
    if (
        words < 2
        or re.search("[0-9=+<>@/\\[\\]_，。]|[.;]$", text)
        or lines[i].width > full - 6
        or not 0 < i < len(lines) - 1
    ):
        return False
    chinese = hanzi_count(lines[i - 1].text) * 2 > len(lines[i - 1].text) or i - 1 in dropped
    return chinese and hanzi_count(lines[i + 1].text[:1]) > 0 and splits(lines, i, full, dropped)
