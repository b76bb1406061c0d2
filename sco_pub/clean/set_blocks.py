"""Take the layout, set every block's text, and gather the changes that all drafts and drops amount to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from sco_pub.clean import ownership
from sco_pub.clean.blocks import pictured, tables
from sco_pub.clean.codepoints.repair import Repaired
from sco_pub.clean.layout_plan import Layout, Planned
from sco_pub.clean.ledger.draft import Draft, Edit, RawEdit
from sco_pub.clean.lines import note_body
from sco_pub.clean.lines.note_body import Body
from sco_pub.clean.looks import Looks
from sco_pub.clean.typography import typography
from sco_pub.clean.typography.conventions import Conventions
from sco_pub.lexicon import captions, enumerators, list_heads, names
from sco_pub.lexicon.note_marks import STARS
from sco_pub.model.characters import ANY_DIGIT, HANZI, WIDE_DIGIT, WIDE_LATIN, hanzi_count
from sco_pub.model.doubt import Doubt, DoubtKind, NoteRef, Took, Why
from sco_pub.model.front_matter import LISTS, META_ORDER
from sco_pub.model.inlines import note_call
from sco_pub.model.reserved import CELL, GAP, LINE, POINT, SEPARATOR
from sco_pub.model.rule import Rule
from sco_pub.model.text import Change, CleanBlock, Range, RawText, Role, locate

# The parts of a structured abstract, parted from their text by nothing but white space.
_PART = "(?:(?<=^)|(?<=[。；;\\s]))(?:背景|目的|对象|方法|材料与方法|资料与方法|结果|结论)(?=[ \u3000]+\\S)"
# A caption's line in the other language.
_OTHER_LANGUAGE = re.compile(r"(?<=\S)\s*\n\s*(?=(?i:fig|table)|续?[图表])")
_DECIMAL_GAP = re.compile(f"(?<=[{ANY_DIGIT}][.．])[ \u3000]+(?=[{ANY_DIGIT}])(?![{ANY_DIGIT}]+\\s*(?:世纪|年))")
_NUMBER_WITHOUT_GAP = re.compile(f"^([0-9]+(?:\\.[0-9]+)+)(?=[^0-9.\\s\u3000{GAP}])")
_STARS, _STARS_LAST = re.compile(f"[{STARS}]+"), re.compile(rf"[{STARS}]+(?=\s*$)")
_SUBTITLE_DASH = re.compile("^\\s*(?:[—―─－-]+|[:：])\\s*")
_NEXT_INSTITUTION = re.compile(
    f"(?<=\\S)[ \u3000]*\n\\s*(?=[{ANY_DIGIT}]\\s*[.．、]?\\s*[{HANZI}])"
)  # numbered, one a line
# The gaps between a row's cells: wide ones, and one behind a word before a figure.
_CELL_GAP = re.compile(f"(?<=\\S)(?:[ \t]{{2,}}|[ ]*\u3000[ \u3000]*|\t)(?=\\S)|(?<=[{HANZI}]) (?=[0-9])")
_WIDE_ASCII = re.compile("[\uff01-\uff5e]")
_WIDE_SIGNS = re.compile(f"[{WIDE_LATIN}{WIDE_DIGIT}＋－＝＜＞＊／｜＆＿＃]")  # a comment in Chinese keeps its marks
_LINE_END = re.compile("\\s*\n\\s*(?=\\S)")
_PARTED = re.compile(f"\\s*{SEPARATOR}\\s*")


@dataclass(frozen=True, slots=True)
class Result:
    """``lost``: labels of notes whose mark is there and whose text isn't."""

    blocks: tuple[CleanBlock, ...]
    changes: tuple[Change, ...]
    doubts: tuple[Doubt, ...]
    lost: tuple[str, ...]


def blocks(raw: RawText, repaired: Repaired, layout: Layout, without: Collection[Rule] = ()) -> Result:
    """Metadata, then the body, then the notes, each block set by its own draft, ``without`` these rules."""
    edits = [*layout.edits, *_note_edits(layout), *_picture_edits(layout)]
    fields = _metadata(layout, edits)
    setter = BlockSetter(raw, repaired, edits, without)
    gone = [Range(layout.lines[p].start, layout.lines[p].end) for p in layout.dropped]
    settled, doubts = ownership.settle([*fields, *layout.body, *_notes(layout)], gone, raw.text, setter.starts)
    setter.doubts += doubts
    shares = {body.label: body.shares for body in layout.notes.bodies if body.shares}
    made = [setter.set(planned) for planned in settled]
    setter.drop(layout)
    noted = {block.label: block for block in made if block.role is Role.NOTE and block.text}
    told = [_shared(block, shares, noted) if block.role is Role.NOTE and not block.text else block for block in made]
    return Result(
        tuple(block for block in told if block.text or block.picture),
        tuple(sorted(setter.changes, key=lambda c: (c.start, c.end))),
        tuple(setter.doubts),
        tuple(block.label for block in told if block.role is Role.NOTE and not block.text),
    )


def _shared(block: CleanBlock, shares: Mapping[str, str], noted: Mapping[str, CleanBlock]) -> CleanBlock:
    """A note without a text, with that of the note which is printed once for several, if there is one."""
    owner = noted.get(shares.get(block.label, ""))
    if owner is None:
        return block
    return replace(block, shares=owner.label, text=owner.text, complete=owner.complete, styles=owner.styles, inlaid=owner.inlaid
    )  # fmt: skip


def _note_edits(layout: Layout) -> list[RawEdit]:
    made = [RawEdit(c.start, c.end, note_call(c.label), Rule.NOTE_CALL) for c in layout.notes.calls]
    made += [RawEdit(m.start, m.end, "", Rule.NOTE_MARK) for body in _called(layout) for m in body.marks]
    return made


def _picture_edits(layout: Layout) -> list[RawEdit]:
    """The words inside pictures, line by line, taken out."""
    inside = [layout.lines[p] for each in layout.pictured for p in each.inside]
    return [RawEdit(line.line_start, line.full_end, "", Rule.IN_PICTURE) for line in inside]


def _metadata(layout: Layout, edits: list[RawEdit]) -> list[Planned]:
    planned = []
    for found in layout.front.fields:
        edits += [RawEdit(r.start, r.end, "", Rule.LABEL) for r in found.label]
        planned.append(Planned(Role.META, found.ranges, key=found.key))
    if layout.running_title is not None:
        planned.append(Planned(Role.META, (layout.lines[layout.running_title].range,), key="title"))
    return sorted(planned, key=lambda p: META_ORDER.index(p.key) if p.key in META_ORDER else len(META_ORDER))


def _called(layout: Layout) -> list[Body]:
    gone = layout.notes.loose | layout.notes.unneeded
    return [body for body in layout.notes.bodies if body.label not in gone]


def _notes(layout: Layout) -> list[Planned]:
    """The notes, and before them those that nothing calls, with their marks."""
    loose = [body for body in layout.notes.bodies if body.label in layout.notes.loose]
    return [
        *(Planned(Role.PARAGRAPH, b.pieces) for b in loose),
        *(Planned(Role.NOTE, b.pieces, label=b.label, complete=b.complete) for b in _called(layout)),
    ]


class BlockSetter:
    """Sets blocks one after another and keeps what their drafts changed."""

    def __init__(self, raw: RawText, repaired: Repaired, edits: list[RawEdit], without: Collection[Rule] = ()) -> None:
        self.without = without
        self.text, self.starts = raw.text, raw.starts()
        self.repaired, self.conventions = repaired, Conventions.of(repaired.text)
        self.edits = sorted(edits, key=lambda e: (e.start, e.end))
        self.starts_of_edits = [e.start for e in self.edits]
        self.starred = any(
            re.fullmatch(rf"[{STARS}]+\s*", repaired.text[e.start : e.end]) for e in edits if e.rule == Rule.LABEL
        )
        self.looks, self.inlaid = Looks(raw), pictured.inlaid(raw)
        self.changes: list[Change] = []
        self.doubts: list[Doubt] = []

    def set(self, planned: Planned) -> CleanBlock:
        """The block with its text set; what its draft changed and left in doubt is kept."""
        draft = Draft(self.text, planned.ranges, self.without)
        self._preset(draft, planned.ranges)
        caption = planned.role is Role.FIGURE or (
            planned.role is Role.PARAGRAPH and captions.is_caption(draft.text.strip())
        )
        self._protect(draft, planned, caption=caption)
        if planned.role is Role.CODE:  # a program's signs mean what they are, however wide a layer has them
            plain = _WIDE_SIGNS if hanzi_count(draft.text) else _WIDE_ASCII
            draft.sub(plain, lambda m: chr(ord(m[0]) - 0xFEE0), Rule.WIDTH)
        else:
            typography.set_block(draft, conventions=self.conventions, key=planned.key, lines_kept=planned.lines_kept)
        members = tuple(filter(str.strip, _PARTED.split(draft.text))) if planned.key in LISTS else ()
        self._restore(draft, planned, caption=caption)
        self.changes += draft.changes(self.starts)
        rows = tables.cells(planned.rows, self.text, self.repaired, draft.text) if planned.rows else ()
        complete = planned.complete
        if planned.role is Role.NOTE and complete and note_body.sourceless(draft.text):
            self._doubt_source(planned, draft)
        if caption and not planned.picture and captions.of_figure(draft.text):
            self.doubts.append(captions.missing_picture(draft.text, *locate(self.starts, planned.ranges[0].start)))
        return CleanBlock(
            planned.role, draft.text, draft.ranges, planned.key, members, level=planned.level, label=planned.label,
            authors=names.authors_of(draft.text) if planned.key == "author" else (),
            complete=complete, rows=rows, picture=planned.picture,
            inlaid=tuple(
                self.inlaid[start]
                for sign, (start, _) in zip(draft.text, draft.spans, strict=True)
                if sign == pictured.STAND_IN and start in self.inlaid
            ),
            styles=() if planned.role is Role.META or planned.lines_kept else self.looks.of(draft.text, draft.spans),
        )  # fmt: skip

    def _protect(self, draft: Draft, planned: Planned, *, caption: bool) -> None:
        """Before the typography: gaps and points that mean something become marks of ours, labels and note marks go."""
        if planned.role is Role.HEADING:
            draft.sub(_DECIMAL_GAP, "", Rule.NUMBER)
            draft.sub(enumerators.GAP, lambda m: m[1] + GAP * len(m[2]), Rule.HEADING_SPACE)
            draft.sub(enumerators.POINT, lambda m: m[1] + POINT, Rule.FULL_STOP)
        elif planned.role is Role.META:
            self._protect_field(draft, planned.key)
        elif caption:
            draft.sub(captions.START, lambda m: m["label"] + GAP * len(m["gap"]) + m["mark"], Rule.HEADING_SPACE)
        if planned.role is Role.FIGURE:
            draft.sub(_OTHER_LANGUAGE, SEPARATOR, Rule.LINE_JOIN)
        if planned.lines_kept:
            draft.sub(_CELL_GAP, CELL, Rule.SPACE)
            draft.sub(_LINE_END, LINE, Rule.LINE_JOIN)

    def _protect_field(self, draft: Draft, key: str) -> None:
        if key == "abstract" and len(set(re.findall(_PART, draft.text))) > 1:
            draft.sub(re.compile(f"({_PART})([ \u3000]+)"), lambda m: m[1] + GAP * len(m[2]), Rule.HEADING_SPACE)
        elif key in LISTS:
            _separators(draft, key)
        elif key in ("title", "subtitle", "author"):
            draft.sub(_STARS if self.starred else _STARS_LAST, "", Rule.NOTE_MARK)
        if key == "subtitle":
            draft.sub(_SUBTITLE_DASH, "", Rule.LABEL)
        elif key in ("author", "translator"):
            draft.apply(Edit(*gap) for gap in names.gaps(draft.text))
        elif key == "affiliation":
            draft.sub(_NEXT_INSTITUTION, SEPARATOR, Rule.SEPARATOR)

    def _restore(self, draft: Draft, planned: Planned, *, caption: bool) -> None:
        """Behind the typography: our marks become the gaps, points and separators that they stand for."""
        if planned.role is Role.HEADING:
            draft.sub(_NUMBER_WITHOUT_GAP, r"\1 ", Rule.HEADING_SPACE)
            draft.sub(re.compile(POINT), "．", Rule.FULL_STOP)
            if list_heads.is_head(draft.text):
                draft.sub(list_heads.frame(draft.text), "", Rule.LABEL)
        if planned.role is Role.HEADING or caption or planned.key == "abstract":
            draft.sub(re.compile(f"{GAP}+"), lambda m: self._gap(draft, m), Rule.HEADING_SPACE)
        if planned.role is Role.FIGURE:
            draft.sub(_PARTED, "\u3000", Rule.LINE_JOIN)
        elif SEPARATOR in draft.text:
            draft.sub(_PARTED, "；", Rule.SEPARATOR)
        if planned.lines_kept:
            indents = iter(planned.indents[1:])
            draft.sub(re.compile(LINE), lambda _: "\n" + " " * next(indents, 0), Rule.LINE_JOIN)
            draft.sub(re.compile(CELL), "  " if planned.role is Role.CODE else "\u3000", Rule.SPACE)

    def _preset(self, draft: Draft, ranges: tuple[Range, ...]) -> None:
        """Repaired code points, calls, marks, labels and corrections: everything known by raw offset."""
        index = {span[0]: i for i, span in enumerate(draft.spans)}
        draft.apply(
            Edit(i, i + 1, self.repaired.text[o], self.repaired.rules[o])
            for o, i in index.items()
            if o in self.repaired.rules
        )
        made = [
            e
            for r in ranges
            for e in self.edits[bisect_left(self.starts_of_edits, r.start) : bisect_left(self.starts_of_edits, r.end)]
            if e.end <= r.end
        ]
        draft.apply(Edit(index[e.start], index[e.end - 1] + 1, e.after, e.rule) for e in made if e.end > e.start)

    def _gap(self, draft: Draft, match: re.Match[str]) -> str:
        start, end = draft.spans[match.start()][0], draft.spans[match.end() - 1][1]
        return "\u3000" if "\u3000" in self.text[start:end] else " "

    def _doubt_source(self, planned: Planned, draft: Draft) -> None:
        line, column = locate(self.starts, planned.ranges[-1].start)
        self.doubts.append(
            Doubt(
                DoubtKind.NOTE_END,
                line,
                column,
                Took.NOTE_COMPLETE,
                Why.NO_PLACE_OF_SOURCE,
                draft.text[:60],
                NoteRef(planned.label),
            )
        )

    def drop(self, layout: Layout) -> None:
        """Enter the lines that are left out, each under its rule."""
        for position, rule in layout.dropped.items():
            line = layout.lines[position]
            at, column = locate(self.starts, line.start)
            self.changes.append(Change((rule,), line.start, line.end, self.text[line.start : line.end], "", at, column))


_STACK, _KEYWORD = 3, 14  # lines; hanzi of a key word: two lines may be one list's, broken where its measure ends


def _separators(draft: Draft, key: str) -> None:
    """Keywords: whatever stands between them becomes one semicolon."""
    draft.sub(re.compile("^[\\s\u3000:：]+|(?<![\\s\u3000;；,，。.])[\\s\u3000;；,，。.]+$"), "", Rule.SEPARATOR)
    draft.sub(re.compile("[\u2001\u2003]"), "\u3000", Rule.SEPARATOR)
    text = draft.text
    if re.search("[;；]", text):
        gap = "(?:(?<!\\s)\\s+)?[;；]\\s*"
    elif re.search("[,，、]", text) and (key != "keywords" or not re.search("\u3000|[ ]{2,}", text)):
        gap = "(?:(?<!\\s)\\s+)?[,，、]\\s*"
    elif key == "keywords" and len(re.findall("\n[ 　]*\n", text)) >= 2 and not re.search("\\S[ 　]\\S", text):
        gap = "(?<!\\s)\\s*\n\\s*\n\\s*"  # each between blank lines (clean.lines.fragments)
    elif key == "keywords" and _stacked(text):
        gap = "\\s*\n\\s*"
    elif key == "keywords":
        gap = f"(?<=\\S)[ ]*\u3000[ \u3000]*(?=\\S)|(?<=\\S)[ ]{{2,}}(?=\\S)|(?<=[{HANZI}”》）]) (?=[{HANZI}“《])"
    elif key == "keywords-en" and re.search("\\S(?:[ ]{2,}|[ ]*\u3000[ \u3000]*)\\S", text):
        gap = "(?<=\\S)(?:[ ]{2,}|[ ]*\u3000[ \u3000]*)(?=\\S)"
    else:
        return
    draft.sub(re.compile(gap), SEPARATOR, Rule.SEPARATOR)


def _stacked(text: str) -> bool:
    """Whether key words stand one below the other, each on a line of its own: nothing else parts them."""
    rows = text.strip().split("\n")
    spaced = re.search(f"\u3000|[ ]{{2,}}|(?<=[{HANZI}”》）]) (?=[{HANZI}“《])", text)
    return len(rows) >= _STACK and not spaced and all(0 < hanzi_count(row) <= _KEYWORD for row in rows)
