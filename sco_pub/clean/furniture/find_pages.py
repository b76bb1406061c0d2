"""Take the lines, find the pages: where each begins, its folio, its running heads and other furniture.

Strategy.  A PDF or form feeds give the pages outright.  Otherwise evidence is gathered: lines that begin with one lone
space (how several extractors mark a page's first line, believed only if they are rare and mostly stand inside sentences),
folios, and running heads.  A folio counts by its form and by the sequence of all folios, read both ways round, since
digits drawn from right to left come out reversed; a bare number needs the sequence.  A running head counts by standing at
a page's edge and being repeated there, or, once only, by standing at the top of a page inside a sentence.  Nothing is
furniture by its text alone.  What is dropped is listed with its rule; page numbers that never appear are reported.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from sco_pub.clean.furniture.folios import Candidate, article_pages, candidates_of, sequence
from sco_pub.clean.furniture.page_model import Dropped, Pages, first_left
from sco_pub.clean.furniture.publisher_stamps import publisher_lines
from sco_pub.clean.furniture.running_heads import goes_on, headlines, running_heads, sentence_like
from sco_pub.clean.furniture.sentence_splits import foreign_words
from sco_pub.clean.lines.features import LineFeatures, Rows
from sco_pub.lexicon import note_marks
from sco_pub.lexicon.label_words import DATED_FOOT
from sco_pub.lexicon.sources import NOTE_LIKE
from sco_pub.model.rule import Rule

_FEWEST_SPACED, _RARE = 3, 8  # lone leading spaces that mark pages: so many at least, and one line in so many at most
_FOOT = 14  # lines of notes and fields that may stand under a folio
_FIELDS = 12  # lines of fields under a folio, behind which a head may stand
_SHORTEST = 6  # lines: no page is shorter
_TITLE_BLOCK = 8  # lines
_HEAD = 30  # em: a running head is no wider
_WORDY_END = re.compile("[，。；：、,;:.]$")
_NOTE_DONE = re.compile(r"[\d.]$|html?$")


def find(rows: Rows, numbers: Sequence[int] = ()) -> Pages:
    """The pages of a text; one page when there is no evidence of more.  ``numbers``: each line's number in the raw text."""
    if not len(rows):
        return Pages((0,), (1,))
    candidates = {i: c for i, c in candidates_of(rows).items() if not goes_on(rows, c.positions[0], ())}
    starts, certain, chain = _starts(rows, candidates)
    bare = Pages(starts, tuple(range(1, len(starts) + 1)))
    folios = sequence(rows, candidates, bare if len(starts) > 1 else None)
    if not all(row.page for row in rows):
        folios = max(folios, chain, key=len)
    dropped = {p: Rule.FOLIO for position in folios for p in candidates[position].positions}
    dropped |= dict.fromkeys(article_pages(rows), Rule.FOLIO)
    dropped |= publisher_lines(rows, dropped)
    heads = running_heads(rows, bare, dropped, numbers or range(1, len(rows) + 1))
    # a note's mark, or several, whose text is lost: alike on many pages, and no page's head
    lone = {p for p in heads.positions if note_marks.ALONE.fullmatch(rows[p].text)}
    dropped |= dict.fromkeys(sorted(heads.positions - lone), Rule.RUNNING_HEAD)
    dropped |= dict.fromkeys(_beside_furniture(candidates, dropped), Rule.FOLIO)
    printed = {bare.page_of(position): value for position, value in folios.items()}
    dropped |= dict.fromkeys(_twice_numbered(rows, bare, printed, candidates, dropped), Rule.FOLIO)
    return Pages(
        starts,
        _numbers(len(starts), printed),
        printed,
        tuple(Dropped(p, rule) for p, rule in sorted(dropped.items())),
        heads.title,
        heads.shapes,
        certain,
        heads.doubts,
    )


def _starts(rows: Rows, candidates: Mapping[int, Candidate]) -> tuple[tuple[int, ...], bool, dict[int, int]]:
    """Where pages begin, whether that is certain, and the chain of folios it was inferred from."""
    known = [row.page for row in rows]
    if any(page is not None for page in known) and len(set(known)) > 1:
        return tuple(i for i, page in enumerate(known) if i == 0 or page != known[i - 1]), True, {}
    chain = sequence(rows, candidates, None)
    starts = _inferred_starts(rows, {candidates[i].positions[-1]: v for i, v in chain.items()})
    return starts, len(starts) > 1, chain


def _beside_furniture(candidates: Mapping[int, Candidate], dropped: Mapping[int, Rule]) -> Iterator[int]:
    """Numbers alone beside other furniture."""
    beside = {p for p, rule in dropped.items() if rule != Rule.FOLIO}
    for i, candidate in candidates.items():
        if i not in dropped and {candidate.positions[0] - 1, candidate.positions[-1] + 1} & beside:
            yield from candidate.positions


def _twice_numbered(
    rows: Rows,
    pages: Pages,
    printed: Mapping[int, int],
    candidates: Mapping[int, Candidate],
    dropped: Collection[int],
) -> Iterator[int]:
    """A page's number printed once more, at its other edge."""
    lines = pages.ranges(len(rows))
    edges = {first_left(each, dropped, -1) for page in lines for each in (page, page[::-1])}
    for i, candidate in candidates.items():
        if i in edges and printed.get(pages.page_of(i)) in candidate.values:
            yield from candidate.positions


def _inferred_starts(rows: Rows, folios: Collection[int]) -> tuple[int, ...]:
    """First lines of pages where nothing states them: lone leading spaces, then folios and the notes under them."""
    starts = _spaced(rows, folios)
    starts |= {i for i in _below_stamps(rows) if not _near(starts, i - 1)}
    starts |= {i for i in headlines(rows) if not _near(starts, i)}
    for i in folios:
        if starts.isdisjoint(range(i + 1, i + _FOOT + 1)):
            starts.add(_after_notes(rows, i))
    starts = _with_heads(rows, starts, folios)
    ordered = sorted(s for s in starts if 0 < s < len(rows))
    return (0, *(s for n, s in enumerate(ordered) if n + 1 == len(ordered) or ordered[n + 1] - s >= _SHORTEST))


def _spaced(rows: Rows, folios: Collection[int]) -> set[int]:
    """Lines with one lone space before them, where these are rare and mostly stand inside sentences, or follow a folio."""
    spaced = [i for i, row in enumerate(rows) if i and row.lead == " "]
    if len(spaced) * _RARE > len(rows):
        return set()
    inside = [i for i in spaced if not rows[i - 1].ended or i - 1 in folios or rows[i].mark]
    if len(spaced) >= _FEWEST_SPACED and len(inside) * 2 >= len(spaced):
        return set(spaced)
    return {s for s in spaced if any(p in folios for p in range(s - _FOOT - 2, s))}


def _below_stamps(rows: Rows) -> Iterator[int]:
    """The lines below a publisher's lines that come back."""
    alike = Counter(row.shape for row in rows if row.stamped)
    yield from (i + 1 for i in range(len(rows) - 1) if alike[rows[i].shape] >= 2 and not rows[i + 1].stamped)


def _near(starts: set[int], i: int) -> bool:
    return not starts.isdisjoint(range(i + 1, i + 4))


def _with_heads(rows: Rows, starts: Collection[int], folios: Collection[int]) -> set[int]:
    """A short line that stands before several pages' first lines is their running head: the page begins with it."""
    counted = Counter(rows[s - 1].shape for s in starts if 0 < s < len(rows) and s - 1 not in folios)
    titles = {row.shape for row in rows.rows[:_TITLE_BLOCK] if row.hanzi >= 4}

    def headed(s: int) -> bool:
        row = rows[s - 1]
        if s - 1 in folios or sentence_like(row):
            return False
        return counted[row.shape] >= 2 or (s > _TITLE_BLOCK and row.shape in titles) or _lone(rows, s - 1, folios)

    return {s - 1 if 0 < s < len(rows) and headed(s) else s for s in starts}


def _lone(rows: Rows, i: int, folios: Collection[int]) -> bool:
    """Whether a short line stands between a page's folio, fields or publisher's line and the next page's text."""
    row = rows[i]
    worded = row.hanzi >= 4 or foreign_words(row.text)
    if not i or not worded or row.width >= _HEAD or _WORDY_END.search(row.text):
        return False
    return i - 1 in folios or rows[i - 1].stamped or _below_folio(rows, i - 1, folios)


def _below_folio(rows: Rows, i: int, folios: Collection[int]) -> bool:
    """Whether a line belongs to the fields that stand under a folio, at a page's foot."""
    folio = next((f for f in range(i - 1, max(-1, i - _FIELDS), -1) if f in folios), None)
    return folio is not None and rows[folio + 1].label


def _after_notes(rows: Rows, folio: int) -> int:
    """The first line after a folio that isn't a note's: notes may stand under the folio."""
    at = folio + 1
    while at < len(rows) and (rows[at].label or rows[at].stamped):
        at = _field_end(rows, at)
    if at >= len(rows) or not rows[at].mark:
        return at
    broken = not rows[folio - 1].ended
    while at < len(rows) and at < folio + _FOOT:
        last = rows[at]
        at += 1
        while at < len(rows) and rows[at].stamped:
            at += 1
        if _note_over(rows, last, at, broken=broken):
            break
    return at


def _note_over(rows: Rows, last: LineFeatures, at: int, *, broken: bool) -> bool:
    """Whether the notes under a folio end before line ``at``; ``broken``: the text above the folio goes on there."""
    if not (last.ended or _NOTE_DONE.search(last.text)):
        return False
    following = rows[at] if at < len(rows) else None
    apart = last.width < rows.measure - 2 or broken or not (following and NOTE_LIKE.search(following.text))
    return apart and following is not None and not following.mark


def _field_end(rows: Rows, at: int) -> int:
    """The line after a labelled field at a page's foot."""
    if rows[at].stamped or DATED_FOOT.match(rows[at].text):
        return at + 1
    while at + 1 < len(rows) and not rows[at].ended:
        at += 1
    return at + 1


def _numbers(count: int, printed: Mapping[int, int]) -> tuple[int, ...]:
    """Printed numbers for the pages that have one, and by counting for those that don't."""
    shifts = Counter(value - index for index, value in printed.items())
    shift = shifts.most_common(1)[0][0] if shifts else 1
    return tuple(max(1, index + shift) for index in range(count))
