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
from collections.abc import Iterator, Sequence

from sco_pub.clean.furniture.folios import Candidate, article_pages, candidates_of, sequence
from sco_pub.clean.furniture.page_model import Dropped, Pages
from sco_pub.clean.furniture.publisher_stamps import publisher_lines
from sco_pub.clean.furniture.running_heads import goes_on, headlines, running_heads, sentence_like
from sco_pub.clean.furniture.sentence_splits import foreign_words, shape
from sco_pub.clean.lines.lines import Line, ends_sentence, measure
from sco_pub.lexicon import note_marks
from sco_pub.lexicon.label_words import DATED_FOOT, FOOT
from sco_pub.lexicon.sources import NOTE_LIKE
from sco_pub.lexicon.stamps import LEGAL
from sco_pub.model.characters import hanzi_count
from sco_pub.model.rule import Rule


def find(lines: Sequence[Line]) -> Pages:
    """The pages of a text; one page when there is no evidence of more."""
    known = [line.page for line in lines]
    candidates = {i: c for i, c in candidates_of(lines).items() if not goes_on(lines, c.positions[0], ())}
    if any(page is not None for page in known) and len(set(known)) > 1:
        starts = tuple(i for i, page in enumerate(known) if i == 0 or page != known[i - 1])
        certain = True
        chain: dict[int, int] = {}
    else:
        chain = sequence(lines, candidates, None)
        starts = _inferred_starts(lines, {candidates[i].positions[-1]: v for i, v in chain.items()})
        certain = len(starts) > 1
    pages = Pages(starts, tuple(range(1, len(starts) + 1)), certain=certain)
    folios = sequence(lines, candidates, pages if len(starts) > 1 else None)
    if not all(line.page for line in lines):
        folios = max(folios, chain, key=len)
    dropped = {p: Rule.FOLIO for position in folios for p in candidates[position].positions}
    dropped.update(dict.fromkeys(article_pages(lines), Rule.FOLIO))
    _number(pages, folios)
    dropped.update(publisher_lines(lines, dropped))
    heads, title, pages.head_shapes = running_heads(lines, pages, dropped)
    # a note's mark, or several, whose text is lost: alike on many pages, and no page's head
    dropped.update({p: rule for p, rule in heads.items() if not note_marks.ALONE.fullmatch(lines[p].text)})
    beside = {p for p, rule in dropped.items() if rule != Rule.FOLIO}
    for i, candidate in candidates.items():  # a number alone beside other furniture
        if i not in dropped and {candidate.positions[0] - 1, candidate.positions[-1] + 1} & beside:
            dropped.update(dict.fromkeys(candidate.positions, Rule.FOLIO))
    dropped.update(dict.fromkeys(_twice_numbered(lines, pages, candidates, dropped), Rule.FOLIO))
    pages.dropped = tuple(Dropped(p, rule) for p, rule in sorted(dropped.items()))
    pages.running_title = title
    return pages


def _twice_numbered(
    lines: Sequence[Line], pages: Pages, candidates: dict[int, Candidate], dropped: dict[int, Rule]
) -> Iterator[int]:
    """A page's number printed once more, at its other edge."""
    ends = [*pages.starts[1:], len(lines)]
    for i, candidate in candidates.items():
        page = pages.page_of(i)
        between = [p for p in range(pages.starts[page], ends[page]) if p not in dropped]
        if i in (*between[:1], *between[-1:]) and pages.folios.get(page) in candidate.values:
            yield from candidate.positions


def _inferred_starts(lines: Sequence[Line], folios: dict[int, int]) -> tuple[int, ...]:
    """First lines of pages where nothing states them: lone leading spaces, then folios and the notes under them."""
    spaced = [i for i, line in enumerate(lines) if i and line.lead == " "]
    inside = [
        i
        for i in spaced
        if not ends_sentence(lines[i - 1].text) or i - 1 in folios or note_marks.START.match(lines[i].text)
    ]
    starts = (
        set(spaced) if len(spaced) >= 3 and len(spaced) * 8 <= len(lines) and len(inside) * 2 >= len(spaced) else set()
    )
    if not starts and len(spaced) * 8 <= len(lines):
        starts = {s for s in spaced if any(f < s <= f + 16 for f in folios)}
    stamps = Counter(shape(line.text) for line in lines if LEGAL.search(line.text))
    for i, line in enumerate(lines[:-1]):
        if stamps[shape(line.text)] >= 2 and not LEGAL.search(lines[i + 1].text) and not _near(starts, i):
            starts.add(i + 1)
    heads = headlines(lines)
    starts.update(i for i in heads if not _near(starts, i))
    for i in folios:
        after = next((s for s in sorted(starts) if i < s <= i + 14), None)
        if after is None:
            starts.add(_after_notes(lines, i))
    starts = _with_heads(lines, starts, folios)
    ordered = sorted(s for s in starts if 0 < s < len(lines))
    kept = [s for n, s in enumerate(ordered) if n + 1 == len(ordered) or ordered[n + 1] - s >= 6]
    return (0, *kept)


def _near(starts: set[int], i: int) -> bool:
    return any(i < s <= i + 3 for s in starts)


def _with_heads(lines: Sequence[Line], starts: set[int], folios: dict[int, int]) -> set[int]:
    """A short line that stands before several pages' first lines is their running head: the page begins with it."""
    counted = Counter(shape(lines[s - 1].text) for s in starts if 0 < s < len(lines) and s - 1 not in folios)
    titles = {shape(line.text) for line in lines[:8] if hanzi_count(line.text) >= 4}

    def headed(s: int) -> bool:
        line = lines[s - 1]
        behind = s >= 2 and (
            s - 2 in folios or bool(LEGAL.search(lines[s - 2].text)) or _below_folio(lines, s - 2, folios)
        )
        lone = (
            behind
            and (hanzi_count(line.text) >= 4 or foreign_words(line.text))
            and line.width < 30
            and not re.search("[。，；：、,;:.]$", line.text)
        )
        return (
            s - 1 not in folios
            and not sentence_like(line)
            and (counted[shape(line.text)] >= 2 or lone or (s > 8 and shape(line.text) in titles))
        )

    return {s - 1 if 0 < s < len(lines) and headed(s) else s for s in starts}


def _below_folio(lines: Sequence[Line], i: int, folios: dict[int, int]) -> bool:
    """Whether a line belongs to the fields that stand under a folio, at a page's foot."""
    folio = next((f for f in range(i - 1, max(-1, i - 12), -1) if f in folios), None)
    return folio is not None and bool(FOOT.match(lines[folio + 1].text))


def _after_notes(lines: Sequence[Line], folio: int) -> int:
    """The first line after a folio that isn't a note's: notes may stand under the folio."""
    at = folio + 1
    while at < len(lines) and (FOOT.match(lines[at].text) or LEGAL.search(lines[at].text)):
        at = _field_end(lines, at)
    if at < len(lines) and note_marks.START.match(lines[at].text):
        full = measure(lines)
        broken = not ends_sentence(lines[folio - 1].text)
        while at < len(lines) and at < folio + 14:
            line = lines[at]
            following = lines[at + 1] if at + 1 < len(lines) else None
            done = ends_sentence(line.text) or re.search(r"[\d.]$|html?$", line.text)
            at += 1
            while at < len(lines) and LEGAL.search(lines[at].text):
                at += 1
            apart = line.width < full - 2 or broken or not NOTE_LIKE.search(following.text if following else "")
            if done and apart and following is not None and not note_marks.START.match(following.text):
                break
    return at


def _field_end(lines: Sequence[Line], at: int) -> int:
    """The line after a labelled field at a page's foot."""
    if LEGAL.search(lines[at].text) or DATED_FOOT.match(lines[at].text):
        return at + 1
    while at + 1 < len(lines) and not ends_sentence(lines[at].text):
        at += 1
    return at + 1


def _number(pages: Pages, folios: dict[int, int]) -> None:
    """Printed numbers for the pages that have one, and by counting for those that don't."""
    for position, value in folios.items():
        pages.folios[pages.page_of(position)] = value
    shifts = Counter(value - index for index, value in pages.folios.items())
    shift = shifts.most_common(1)[0][0] if shifts else 1
    pages.numbers = tuple(max(1, index + shift) for index in range(len(pages.starts)))
