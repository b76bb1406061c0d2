"""Take a RawText and the editor's corrections, give a CleanText and what was found on the way.

The steps, numbered as the report shows them:

1. code points are repaired (clean.codepoints.repair); 2. lines are read (clean.lines.lines); 3. pages, folios and running
heads are found (clean.furniture.find_pages); 4. notes are paired (clean.notes.find_notes); 5. metadata is lifted
(clean.front.find_front); 6. headings and 7. paragraphs are found (clean.blocks.headings, clean.blocks.paragraphs); 8. every
block's text is set (clean.typography.typography); 9. the ledger is drawn up and proved (clean.ledger.gate).

Nothing leaves the text without an entry in the ledger; a choice that could have gone the other way is a doubt.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sco_pub.clean import build_blocks, editor_decisions, editor_notes, findings, layout_plan, set_blocks
from sco_pub.clean.blocks import headings, paragraphs, pictured, tables
from sco_pub.clean.codepoints import repair
from sco_pub.clean.codepoints.repair import Repaired
from sco_pub.clean.front import find_front
from sco_pub.clean.front.fields import PageContext
from sco_pub.clean.furniture import find_pages, neighbours
from sco_pub.clean.ledger import gate
from sco_pub.clean.lines import features, lines, run_in
from sco_pub.clean.notes import find_notes
from sco_pub.clean.review import input_checks, proofread
from sco_pub.clean.review.corrections import Corrections
from sco_pub.clean.switches import NOTHING, Step, Without
from sco_pub.model.characters import written
from sco_pub.model.codes import cleaning as codes
from sco_pub.model.doubt import Doubt
from sco_pub.model.finding import Finding, Outcome, Place
from sco_pub.model.finding import found as made
from sco_pub.model.rule import Rule
from sco_pub.model.text import CleanText, Ledger, RawText


@dataclass(frozen=True, slots=True)
class Options:
    """``least_covered``: the share of the text's hanzi that must reach the master (the rest is furniture).

    ``without``: rules that are switched off.
    """

    least_covered: float = 0.85
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
    found: list[Finding] = list(input_checks.check(raw, repaired))
    read = lines.layout_text(repaired.text)
    layout, doubts = _layout(raw, read, corrections, found, options.without)
    found = [one for one in found if not _left_out(one, layout)]
    result = set_blocks.blocks(raw, repaired, layout, options.without.rules)
    blocks = editor_decisions.supply(result.blocks, corrections, layout, found)
    changes = editor_decisions.without_replaced(raw, result.blocks, blocks, result.changes)
    ledger = Ledger(
        changes,
        editor_decisions.settle(
            [
                replace(doubt, excerpt=written(doubt.excerpt))
                for doubt in (*doubts, *result.doubts, *proofread.find(raw, repaired, blocks, changes))
            ],
            corrections,
        ),
        repaired.unknown,
    )
    text = CleanText(
        raw.file,
        raw.digest,
        blocks,
        ledger,
        tuple(label for label in layout.notes.missing if not editor_decisions.supplies(corrections, label)),
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
    """Whether another article was found to begin at a line that is left out as a neighbour's."""
    others = {layout.lines[p].number for p, rule in layout.dropped.items() if rule is Rule.NEIGHBOUR}
    return finding.code == codes.ANOTHER_ARTICLE.code and finding.place is not None and finding.place.line in others


def _layout(
    raw: RawText, text: str, corrections: Corrections, found: list[Finding], off: Without
) -> tuple[layout_plan.Layout, list[Doubt]]:
    """Steps 2 to 7: what every line is."""
    rows = neighbours.parted(run_in.parted(lines.read(raw, text)))
    chosen = editor_decisions.Chosen.of(rows, corrections, raw.text, text, found)
    regions = [] if Step.PICTURES in off.steps else pictured.find(rows, raw)
    drawn = {p for region in regions for p in region.positions}
    shown = [_masked(row) if p in drawn else row for p, row in enumerate(rows)]
    sheets = off.pages(find_pages.find(features.table(shown), [row.number for row in rows]))
    dropped = {d.position: d.rule for d in sheets.dropped if d.position not in chosen.kept | drawn}
    dropped.update(dict.fromkeys(chosen.dropped, Rule.CORRECTION))
    running_title = sheets.running_title if sheets.running_title in dropped else None
    free = [p for p in range(len(rows)) if p not in dropped and p not in drawn]
    foreign = neighbours.find(rows, free)
    dropped.update({p: r for p, r in foreign.items() if r not in off.rules and p not in chosen.kept | chosen.text})
    free = [p for p in free if p not in dropped]
    noted = (
        []
        if Step.NOTES in off.steps
        else [p for p in sorted({*free, *pictured.callers(rows, regions)}) if p not in chosen.text]
    )
    paired = find_notes.find(rows, sheets, noted)
    editor_notes.apply(paired, rows, chosen.noted, corrections, found)
    rows = tuple(paired.masked.get(p, row) for p, row in enumerate(rows))
    running = [p for p in free if p not in paired.zone]
    how = paragraphs.mode([rows[p] for p in running])
    first_breaks = paragraphs.breaks([rows[p] for p in running], how)
    begins = {q: b.cut for q, b in zip(running[1:], first_breaks, strict=True)}
    flow = [] if Step.FRONT in off.steps else [p for p in running if p not in chosen.text]
    fields = find_front.find(PageContext(rows, flow, text, sheets, begins), sheets.head_shapes)
    rows = tuple(fields.trimmed.get(p, row) for p, row in enumerate(rows))
    dropped.update({p: rule for p, rule in fields.dropped.items() if rule not in off.rules})
    body = [p for p in running if p not in fields.taken and p not in dropped]
    heads_of_notes = set() if Rule.NOTES_HEADING in off.rules else paired.heads
    dropped.update({p: Rule.NOTES_HEADING for p in heads_of_notes if p in body})
    body = [p for p in body if p not in heads_of_notes]
    grids = [] if Step.TABLES in off.steps else tables.find(rows, body, raw.tables)
    again = {n for table in raw.tables for n in table.repeats} if Rule.TABLE_AGAIN not in off.rules else set()
    dropped.update({p: Rule.TABLE_AGAIN for p in body if rows[p].index in again})
    body = [p for p in body if p not in dropped]
    gridded = {p for table in grids for p in table.positions}
    headless = Step.HEADINGS in off.steps
    heads, gaps, unsure = headings.find(rows, [] if headless else [p for p in body if p not in gridded])
    heads = chosen.headings(heads)
    found += [
        made(codes.HEADING_GAP, Place(raw.file), number=gap.number, scheme=gap.scheme, before=gap.before)
        for gap in gaps
    ]
    ornaments = pictured.ornaments(
        regions, body, {p for p, rule in dropped.items() if rule is Rule.DATABASE_PAGE}, rows
    )
    dropped.update({p: Rule.ORNAMENT for region in ornaments for p in region.positions})
    regions = [region for region in regions if region not in ornaments]
    layout = layout_plan.Layout(
        rows, sheets, dropped, paired, fields, heads, running_title, how, chosen.edits, grids, regions
    )
    flow = sorted({*body, *(p for r in regions for p in r.positions)})
    doubts = build_blocks.body(layout, flow, chosen, off.steps)
    return layout, [*sheets.doubts, *paired.doubts, *fields.doubts, *unsure, *doubts]


def _masked(row: lines.Line) -> lines.Line:
    """A line of a figure as the finder of pages may see it: no folio, no running head, no part of a sentence."""
    return replace(row, text=f"{pictured.STAND_IN}。")
