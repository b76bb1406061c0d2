"""Take lines and pages, pair note calls with note bodies, and say which lines are notes.

Strategy.  One family of marks at a time (clean.notes.match).  A family whose marks stand at lines' starts alone has no
calls: before it is tried so, rarer forms and pairs of forms are proposed (clean.notes.mark_forms), and the best that proves
itself is taken.

A reference list that isn't a list of notes stays one; its citations are checked against it (clean.notes.citations).

A call without a body is ``missing``; a body that stops inside a word, a URL or a sentence is incomplete.  Nothing is borrowed.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sco_pub.clean.furniture.page_model import Pages
from sco_pub.clean.lines.lines import Line, ends_sentence
from sco_pub.clean.lines.note_body import Body, sourced
from sco_pub.clean.notes import citations, mark_forms
from sco_pub.clean.notes.call_likelihood import likeness
from sco_pub.clean.notes.endnotes import body_like
from sco_pub.clean.notes.mark_tokens import FAMILIES, Token, tokens
from sco_pub.clean.notes.match import Notes, pair, pair_orphans
from sco_pub.lexicon import addresses, captions, list_heads, note_marks
from sco_pub.lexicon.enumerators import CHINESE_NUMBERED
from sco_pub.lexicon.label_words import DATED_FOOT, EDITOR_IN_BRACKET, FOOT
from sco_pub.lexicon.sources import CITING
from sco_pub.model.characters import hanzi_count
from sco_pub.model.doubt import Doubt, DoubtKind, Took, Why

_SMALL = 0.9  # of the text's type size: a machine that reads a page sees some lines a little smaller than they are


def find(lines: Sequence[Line], pages: Pages, free: Sequence[int]) -> Notes:
    """All notes of all families; ``free`` are the positions of the lines that aren't furniture."""
    free = _without_fields(lines, free)
    notes = _proposed(lines, pages, free, mark_forms.FIRST, Notes())
    notes, put_off = _by_family(lines, pages, free, notes)
    notes = _proposed(lines, pages, free, [f for f in mark_forms.FORMS if f.sure or not notes.calls], notes)
    for family in put_off if not notes.calls else ():
        notes = _at_starts(lines, pages, free, tokens(lines, family, free), notes)
    bodies, doubts = _cut_addresses(lines, notes.bodies)
    rest = [p for p in free if p not in notes.zone and p not in notes.heads]
    doubts += citations.check(lines, rest, {call.start for call in notes.calls})
    doubts += _unread(lines, rest)
    doubts += _left_behind(lines, free, notes)
    calls = sorted(notes.calls, key=lambda c: c.start)
    order = {call.label: n for n, call in enumerate(calls)}
    bodies.sort(key=lambda b: order.get(b.label, len(order)))
    return replace(notes, calls=tuple(calls), bodies=tuple(bodies)).doubting(doubts)


def _by_family(lines: Sequence[Line], pages: Pages, free: Sequence[int], notes: Notes) -> tuple[Notes, list[str]]:
    """Pair the marks of each family; those that stand at lines' starts alone are given back, to be tried last."""
    put_off: list[str] = []
    for family in FAMILIES:
        rest = [p for p in free if p not in notes.zone]
        found = tokens(lines, family, rest) if family != "star" else []
        if found and all(t.at_start for t in found):
            put_off.append(family)
        elif any(map(body_like, found)):
            notes = pair(lines, pages, rest, found, notes)
    return notes, put_off


def _at_starts(lines: Sequence[Line], pages: Pages, free: list[int], found: list[Token], notes: Notes) -> Notes:
    """A family whose marks all stand at lines' starts: calls that happen to, or notes whose calls are lost."""
    if not any(body_like(t) for t in found):
        return notes
    trial = pair(lines, pages, free, found, notes)
    if not any(sourced(lines[call.position].text) for call in trial.calls):
        return trial
    return pair_orphans(lines, pages, free, found, notes)


def _proposed(
    lines: Sequence[Line], pages: Pages, free: Sequence[int], proposals: Iterable[mark_forms.Form], notes: Notes
) -> Notes:
    """The notes with those of the rarer form that pairs most of them, if any proves itself."""
    rest = [p for p in free if p not in notes.zone]
    best, most = notes, 0
    for form, found in mark_forms.read(lines, rest, proposals):
        blank = mark_forms.masked(lines, [(t.position, t.start, t.end) for t in found])
        trial = pair([blank.get(p, line) for p, line in enumerate(lines)], pages, rest, found, notes)
        answered = _answered(lines, notes, trial, form, found)
        if answered > most:
            calls = trial.calls[len(notes.calls) :]
            masked = mark_forms.masked(lines, [(c.position, c.start, c.end) for c in calls])
            best, most = replace(trial, masked={**notes.masked, **masked}), answered
    return best


def _answered(lines: Sequence[Line], before: Notes, after: Notes, form: mark_forms.Form, found: Sequence[Token]) -> int:
    """How many notes of a rare form are paired; 0 when they don't prove that they are notes."""
    calls, bodies = after.calls[len(before.calls) :], after.bodies[len(before.bodies) :]
    wrong = len(after.missing) - len(before.missing) + len(after.uncalled) - len(before.uncalled)
    paired = len({c.label for c in calls} & {b.label for b in bodies})
    heads = [lines[p].text for p in after.heads - before.heads]
    if paired < form.needed or wrong * 6 > paired or (not form.cites and any(map(list_heads.of_sources, heads))):
        return 0
    if form.sure or heads:
        return paired
    taken = {c.start for c in calls}
    called = [t for t in found if t.start in taken]
    liked = sum(likeness(lines, t) for t in called) > 0.9 * len(called) and sum(t.at_start for t in called) * 3 <= len(
        called
    )
    return paired if liked and sum(sourced(b.text) for b in bodies) * 2 >= len(bodies) else 0


def _unread(lines: Sequence[Line], rest: Sequence[int]) -> Iterator[Doubt]:
    """Lines that cite a source as notes do, inside a sentence of the text: notes whose marks nobody knows."""
    listed = next((p for p in rest if list_heads.is_head(lines[p].text)), len(lines))
    for before, p in itertools.pairwise(rest):
        if p < listed and not ends_sentence(lines[before].text) and CITING.match(lines[p].text):
            kind, why = DoubtKind.NOTE_UNREAD, Why.CITES_WITHOUT_MARK
            yield Doubt(kind, lines[p].number, 1, Took.LINE_IN_TEXT, why, lines[p].text[:40])


def _left_behind(lines: Sequence[Line], free: Sequence[int], notes: Notes) -> Iterator[Doubt]:
    """Lines that begin with a mark of the form in which notes are called, its number called and unanswered as well."""
    called = {call.start for call in notes.calls}
    answered = {call.start for call in notes.calls if call.label not in notes.missing}
    end = next((p for p in free if list_heads.of_sources(lines[p].text)), len(lines))
    rest = [p for p in free if p < end and p not in notes.heads]
    for family in FAMILIES[:-1] if called else ():
        found = tokens(lines, family, rest)
        if not any(t.start in called for t in found):
            continue
        unanswered = {t.value for t in found if not (t.position in notes.zone or t.start in answered or t.at_start)}
        for token in found:
            if body_like(token) and token.position not in notes.zone and token.value in unanswered:
                line, kind, why = lines[token.position], DoubtKind.NOTE_UNREAD, Why.MARK_UNANSWERED
                unanswered.discard(token.value)
                yield Doubt(kind, line.number, 1, Took.LINE_IN_TEXT, why, line.text[:40])


def unclaimed(lines: Sequence[Line], positions: Sequence[int]) -> Iterator[Doubt]:
    """Lines that the page itself sets apart as notes and that are left in the text, a doubt for each page's first.

    The page is a witness of its own here: whatever form the marks have, small type at a column's foot is no running text.
    """
    asked: set[int | None] = set()
    tails = _small_tails(lines, positions)
    for p in positions:
        line = lines[p]
        foot = line.geometry is not None and (line.geometry.foot or p in tails) and not captions.BEGINS.match(line.text)
        if foot and line.page not in asked and hanzi_count(line.text):
            asked.add(line.page)
            kind, why = DoubtKind.NOTE_UNREAD, Why.AT_FOOT_UNCLAIMED
            yield Doubt(kind, line.number, 1, Took.LINE_IN_TEXT, why, line.text[:40])


def _small_tails(lines: Sequence[Line], positions: Sequence[int]) -> frozenset[int]:
    """The first lines of the small type with which columns of running text end; no table's, no list of sources'."""
    sizes: Counter[float] = Counter()
    columns: dict[tuple[int | None, int], list[tuple[int, float]]] = {}
    sources = next((p for p, line in enumerate(lines) if list_heads.of_sources(line.text)), len(lines))
    for p in positions:
        if (g := lines[p].geometry) is not None:
            sizes[g.size] += len(lines[p].text)
            if p < sources:
                columns.setdefault((lines[p].page, g.column), []).append((p, g.size))
    usual = max(sizes, key=lambda size: (sizes[size], size), default=0.0)
    found = set()
    for column in columns.values():
        tail = list(itertools.takewhile(lambda row: row[1] < _SMALL * usual, reversed(column)))
        first = tail[-1][0] if 0 < len(tail) < len(column) else None
        if first is not None and not captions.NOTE.match(lines[first].text):
            found.add(first)
    return frozenset(found)


def _cut_addresses(lines: Sequence[Line], bodies: Sequence[Body]) -> tuple[list[Body], list[Doubt]]:
    """The notes, those marked whose addresses are surely cut off, or stop short where others don't; and doubts.

    Surely: no domain ends in one letter, no named document lies at one letter, and what another address of the text begins
    with goes on.  A site alone (data.worldbank.org) is a good address for a site, and in an article that gives no other: so
    another note must give the address of a document before one that stops short is marked in the master; clean.review.proofread
    doubts the rest.
    """
    out, doubts = list(bodies), []
    compact = (re.sub(r"\s", "", unicodedata.normalize("NFKC", body.text)) for body in bodies)
    found = [(n, m) for n, text in enumerate(compact) if (m := addresses.AT_END.match(text))]
    documents = sum(_names_document(m["path"] or "") for _, m in found)
    whole = [m["host"] + (m["path"] or "") for _, m in found]
    for n, m in found:
        body = bodies[n]
        host, path = m["host"].rstrip("。"), (m["path"] or "").rstrip("。")
        titled = re.search(r"[》”»\"]$|[а-яa-z]{3}$", m["before"].strip())
        short = bool(documents and titled and not body.short and not _names_document(path))
        letter = re.search(r"\.[a-zA-Z]$", host + path) or (titled and re.search(r"/[A-Za-z0-9]$", path))
        longer = re.compile(re.escape(host + path) + "[A-Za-z0-9.]")
        if letter or short or (not path.endswith("/") and any(map(longer.match, whole))):
            out[n] = replace(body, complete=False)
        elif titled and path and body.complete and not path.endswith("/") and not _names_document(path):
            number, why = lines[body.position].number, Why.ADDRESS_NO_DOCUMENT
            doubts.append(Doubt(DoubtKind.ADDRESS_END, number, 1, Took.SOME_NOTE_COMPLETE, why, body.text[-40:]))
    return out, doubts


def _names_document(path: str) -> bool:
    """Whether an address's path looks like a document's: a file, a query, a long number, or three names."""
    return bool(re.search(r"[.?=_~-]|\d{4}", path)) or path.strip("/").count("/") >= 2


def _without_fields(lines: Sequence[Line], free: Sequence[int]) -> list[int]:
    """The positions that aren't a labelled field's: at a first page's foot fields stand among the notes."""
    out: list[int] = []
    inside, page = 0, None
    for p in free:
        text = lines[p].text
        if EDITOR_IN_BRACKET.match(text):
            continue
        if FOOT.match(text):
            inside = 1 if DATED_FOOT.match(text) else 5
            page = lines[p].page
        elif inside and (
            (out and note_marks.START.match(text)) or CHINESE_NUMBERED.match(text) or lines[p].page != page
        ):
            inside = 0
        if not inside:
            out.append(p)
            continue
        inside = 0 if ends_sentence(text) else inside - 1
    return out
