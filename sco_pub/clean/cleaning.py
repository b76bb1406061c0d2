"""Take a RawText and the editor's corrections, give a CleanText and what was found on the way.

The steps, numbered as the report shows them:

1. code points are repaired (clean.codepoints.repair); 2. lines are read (clean.lines.lines); 3. pages, folios and running
heads are found (clean.furniture.find_pages); 4. notes are paired (clean.notes.find_notes); 5. metadata is lifted
(clean.front.find_front); 6. headings and 7. paragraphs are found (clean.blocks.headings, clean.blocks.paragraphs); 8. every
block's text is set (clean.typography.typography); 9. the ledger is drawn up and proved (clean.ledger.gate).

Nothing leaves the text without an entry in the ledger; a choice that could have gone the other way is a doubt.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from sco_pub.clean import build_blocks, editor_decisions, editor_notes, findings, layout_plan, set_blocks
from sco_pub.clean.blocks import code, headings, paragraph_starts, paragraphs, pictured, tables
from sco_pub.clean.codepoints import repair
from sco_pub.clean.codepoints.repair import Repaired
from sco_pub.clean.front import find_front, ringed_homes
from sco_pub.clean.front.fields import FrontMatter, PageContext
from sco_pub.clean.furniture import contents, find_pages, neighbours
from sco_pub.clean.furniture.page_model import Pages
from sco_pub.clean.ledger import gate
from sco_pub.clean.lines import features, lines, run_in, source_lists
from sco_pub.clean.notes import find_notes
from sco_pub.clean.review import input_checks, proofread
from sco_pub.clean.review.corrections import Corrections
from sco_pub.clean.switches import NOTHING, Step, Without
from sco_pub.model.characters import hanzi_count, written
from sco_pub.model.codes import cleaning as codes
from sco_pub.model.doubt import Doubt
from sco_pub.model.finding import Finding, Outcome, Place
from sco_pub.model.finding import found as made
from sco_pub.model.rule import Rule
from sco_pub.model.text import CleanText, Ledger, RawText

_BEGINNING = 3  # of the file's hanzi a third at least: the file holds a second article, no beginning on a shared page


@dataclass(frozen=True, slots=True)
class Options:
    """``least_covered``: the share of the text's hanzi that must reach the master (the rest is furniture).

    ``without``: rules that are switched off.
    """

    least_covered: float = gate.LEAST_COVERED
    without: Without = NOTHING


@dataclass(frozen=True, slots=True)
class Examined:
    """What the steps found on their way, beside the outcome; ``layout`` is None for a text that is a master already."""

    outcome: Outcome[CleanText]
    repaired: Repaired
    layout: layout_plan.Layout | None = None


def clean(raw: RawText, corrections: Corrections | None = None, options: Options | None = None) -> Outcome[CleanText]:
    """The whole way.  Errors among the findings mean: don't trust the result; warnings mean: look."""
    return examine(raw, corrections, options).outcome


def examine(raw: RawText, corrections: Corrections | None = None, options: Options | None = None) -> Examined:
    """The same, with what a reader of the rules wants to see (clean.explain)."""
    corrections, options = corrections or Corrections(), options or Options()
    if input_checks.is_master(raw.text):
        master = CleanText(raw.file, raw.digest, (), verbatim=raw.text)
        known = (made(codes.ALREADY_CLEAN, Place(raw.file)),)
        return Examined(Outcome(master, known), Repaired(raw.text, {}, {}, ()))
    repaired = options.without.repaired(raw.text, repair.repair(raw.text))
    read = lines.layout_text(repaired.text)
    found: list[Finding] = list(input_checks.check(raw, repaired))
    layout, doubts, said = _layout(raw, read, corrections, options.without)
    found = [one for one in (*found, *said) if not _left_out(one, layout)]
    result = set_blocks.blocks(raw, repaired, layout, options.without.rules)
    missing = (*layout.notes.missing, *result.lost)
    calls = [call.label for call in layout.notes.calls]
    blocks, unfit = editor_decisions.supply(result.blocks, corrections, calls, missing)
    found += unfit
    changes = editor_decisions.without_replaced(raw, result.blocks, blocks, result.changes)
    doubts += [*result.doubts, *proofread.find(raw, repaired, blocks, changes)]
    settled = editor_decisions.settle([replace(d, excerpt=written(d.excerpt)) for d in doubts], corrections)
    ledger = Ledger(changes, settled, repaired.unknown)
    text = CleanText(
        raw.file,
        raw.digest,
        blocks,
        ledger,
        tuple(label for label in missing if not editor_decisions.supplies(corrections, label)),
        len(layout.pages.starts),
        layout.pages.without_folio() if layout.pages.folios else (),
        ocr=raw.ocr,
        read=tuple(read.split("\n")),
    )
    found += findings.collect(raw, repaired, layout, text)
    found += gate.prove(raw, text, least_covered=options.least_covered)
    outcome = Outcome(text, tuple(editor_decisions.confirm(found, ledger.doubts, corrections)))
    return Examined(outcome, repaired, layout)


def _left_out(finding: Finding, layout: layout_plan.Layout) -> bool:
    """Whether another article begins at a line that is left out as a neighbour's, and no more than its beginning is there."""
    if finding.code != codes.ANOTHER_ARTICLE.code or finding.place is None:
        return False
    others = [layout.lines[p] for p, rule in layout.dropped.items() if rule is Rule.NEIGHBOUR]
    foreign = sum(hanzi_count(line.text) for line in others)
    beginning = foreign * _BEGINNING < sum(hanzi_count(line.text) for line in layout.lines)
    return beginning and any(line.number == finding.place.line for line in others)


def _layout(
    raw: RawText, text: str, corrections: Corrections, off: Without
) -> tuple[layout_plan.Layout, list[Doubt], list[Finding]]:
    """Steps 2 to 7: what every line is, with the doubts and the findings of the steps."""
    rows = neighbours.parted(run_in.parted(lines.read(raw, text)))
    chosen, found = editor_decisions.Chosen.of(rows, corrections, raw.text, text)
    regions = off.unless(Step.PICTURES, pictured.find(rows, raw), [])
    drawn = {p for region in regions for p in region.positions}
    pages = _pages(rows, drawn, off)
    celled = {p for p, row in enumerate(rows) if any(table.holds(row.index) for table in raw.tables if table.rows)}
    dropped = _furniture(rows, pages, drawn | celled, chosen, off)
    table = contents.find(rows, _left(range(len(rows)), dropped, drawn, chosen.kept))
    dropped |= off.allowed(dict.fromkeys(table.positions, Rule.CONTENTS))
    free = _left(range(len(rows)), dropped, drawn)

    listed = source_lists.headless(rows, free)
    noted = _left(sorted({*free, *pictured.callers(rows, regions)}), chosen.text, ringed_homes.find(rows, free), listed)
    notes = find_notes.find(rows, pages, off.unless(Step.NOTES, noted, []))
    notes, unfit = editor_notes.apply(notes, rows, chosen.noted, corrections)
    found += unfit
    rows = _overlaid(rows, notes.masked)
    running = _left(free, notes.zone)

    mode = paragraphs.mode([rows[p] for p in running])
    flow = off.unless(Step.FRONT, _left(running, chosen.text), [])
    begins = {p: each.cut for p, each in paragraph_starts.decide(rows, running, mode).items()}
    context = PageContext(rows, flow, text, pages, begins, raw.titled, PurePath(raw.file).stem)
    front = find_front.find(context, pages.head_shapes)
    rows = _overlaid(rows, front.trimmed)
    dropped |= off.allowed(front.dropped)
    body = _left(running, front.taken, dropped)
    dropped |= off.allowed(dict.fromkeys(notes.heads.intersection(body), Rule.NOTES_HEADING))
    body = _left(body, dropped)

    grids = off.unless(Step.TABLES, tables.find(rows, body, raw.tables), [])
    again = {n for table in raw.tables for n in table.repeats}
    dropped |= off.allowed({p: Rule.TABLE_AGAIN for p in body if rows[p].index in again})
    body = _left(body, dropped)
    plain = _left(body, listed, *(table.positions for table in grids))
    programs = off.unless(Step.TABLES, code.find(rows, plain), [])
    plain = _left(plain, *(each.positions for each in programs))
    heads, gaps, unsure = headings.find(rows, off.unless(Step.HEADINGS, plain, []))
    found += [
        made(
            codes.HEADING_GAP,
            Place(raw.file, rows[gap.position].number),
            number=gap.number,
            scheme=gap.scheme,
            before=gap.before,
        )
        for gap in gaps
    ]
    added = {p for p, rule in dropped.items() if rule is Rule.DATABASE_PAGE}
    ornaments = pictured.ornaments(regions, body, added, rows)
    dropped |= {p: Rule.ORNAMENT for region in ornaments for p in region.positions}
    regions = [each for each in regions if each not in ornaments]

    title = _title_from_head(pages, front, dropped)
    plan = layout_plan.Layout(
        lines=rows,
        pages=pages,
        dropped={p: rule for p, rule in dropped.items() if p != title},
        notes=notes,
        front=front,
        headings=chosen.headings(heads),
        running_title=title,
        mode=mode,
        edits=chosen.edits,
        tables=tuple(grids),
        pictured=tuple(regions),
        listed=frozenset(listed).intersection(body),
        code=tuple(programs),
    )
    flow = sorted({*body, *(p for region in regions for p in region.positions)})
    layout, doubts = build_blocks.body(plan, flow, chosen, off.steps)
    at_feet = _left(body, chosen.text, *(table.positions for table in grids), *(head.positions for head in heads))
    doubts += find_notes.unclaimed(rows, at_feet)
    headed = {p for head in heads for p in head.positions}
    doubts += contents.unmarked(rows, table, _alone(layout, body), headed)
    return layout, [*pages.doubts, *notes.doubts, *front.doubts, *unsure, *doubts], found


def _alone(layout: layout_plan.Layout, body: Iterable[int]) -> list[int]:
    """The lines that are all of their block."""
    whole = {block.ranges for block in layout.body}
    return [p for p in body if (layout.lines[p].range,) in whole]


def _pages(rows: Sequence[lines.Line], drawn: Collection[int], off: Without) -> Pages:
    """Pages and their furniture; of a figure's lines none is a folio, a running head or part of a sentence."""
    shown = [replace(row, text=f"{pictured.STAND_IN}。") if p in drawn else row for p, row in enumerate(rows)]
    return off.pages(find_pages.find(features.table(shown), [row.number for row in rows]))


def _furniture(
    rows: Sequence[lines.Line], pages: Pages, inside: Collection[int], chosen: editor_decisions.Chosen, off: Without
) -> dict[int, Rule]:
    """The lines that belong to the page, to another article or to a data base, by their rule; the editor's word goes first, and
    what is ``inside`` a picture or a table, the last row at a page's foot, belongs to it."""
    dropped = {d.position: d.rule for d in pages.dropped if d.position not in chosen.kept and d.position not in inside}
    dropped |= dict.fromkeys(chosen.dropped, Rule.CORRECTION)
    foreign = neighbours.find(rows, _left(range(len(rows)), dropped, inside))
    return dropped | off.allowed({p: rule for p, rule in foreign.items() if p not in chosen.kept})


def _title_from_head(pages: Pages, front: FrontMatter, dropped: Mapping[int, Rule]) -> int | None:
    """The running head that has to serve as the title, because the title block has none."""
    titled = any(field.key == "title" for field in front.fields)
    return pages.running_title if pages.running_title in dropped and not titled else None


def _left(positions: Iterable[int], *gone: Collection[int]) -> list[int]:
    """The positions that are in none of the others."""
    return [p for p in positions if not any(p in each for each in gone)]


def _overlaid(rows: Sequence[lines.Line], changed: Mapping[int, lines.Line]) -> tuple[lines.Line, ...]:
    """The lines with those that a step changed in their places."""
    return tuple(changed.get(p, row) for p, row in enumerate(rows))
