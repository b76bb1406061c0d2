"""Take a Report and pictures of its places, give cleaning.html: one page that needs no script, no network and no server."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from html import escape
from importlib.resources import files

from sco_pub.clean.review.question import Question
from sco_pub.clean.review.report import Passage, Piece, Report
from sco_pub.model.finding import Finding, Severity
from sco_pub.model.inlines import NoteCall, inlines
from sco_pub.model.rule import RuleClass
from sco_pub.model.severity import WEIGHTS, Weight
from sco_pub.model.text import Spot
from sco_pub.model.wording import N_, Say, Several, Value, filled, phrase

_NAMES = {
    "meta": N_("metadata"), "paragraph": "¶", "heading": N_("heading"), "note": N_("note"), "reference": N_("reference"),
    "quote": N_("quotation"), "item": N_("item"), "table": N_("table"),
}  # fmt: skip
_SHOWN = {"\n": "↵\n", " ": "␣", "\u3000": "□", "\t": "⇥", "\f": "␌", "\u200b": "·", "\ufeff": "·"}


# What every report has near its beginning, in any language.
BEGIN = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'"
_PICTURES = '; img-src data:">\n'  # the pictures of places stand in the page itself
TAG = N_("en")  # the language of the page itself, as its html element names it
_LINE, _SHEET = N_("line {line}"), N_("sheet {page}")
_VERDICTS = {
    "bad": N_("Don’t use it yet"),
    "first": N_("Answer the first questions before you use it"),
    "look": N_("Ready, with places to look at"),
    "good": N_("Ready"),
}


Pictures = Mapping[Spot, bytes]


def render(report: Report, pictures: Pictures | None = None) -> str:
    """The whole page; ``pictures``: PNG of places that are asked about, where there are pages."""
    return "".join(_page(report, pictures or {}))


def _page(report: Report, pictures: Pictures) -> Iterator[str]:
    style = files("sco_pub.clean.review").joinpath("report_html.css").read_text("utf-8")
    say = report.say
    yield f'<!DOCTYPE html>\n<html lang="{say(TAG)}">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="color-scheme" content="light dark">\n'
    yield BEGIN + _PICTURES
    title = _said(report, N_("Cleaning: {title}"), title=report.title)
    yield f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
    yield f'<a class="skip" href="#questions">{say(N_("To the questions"))}</a>\n<main>\n'
    yield from _head(report)
    yield from _questions(report, pictures)
    yield from _record(report)
    yield from _counts(report)
    yield f'<section id="text"><h2>{say(N_("Raw and clean, side by side"))}</h2>\n<p class="legend">'
    yield " ".join(f'<span class="c-{kind}">{escape(say(kind.shown))}</span>' for kind in RuleClass)
    columns = (say(N_("Part")), say(N_("Raw")), say(N_("Clean")))
    cells = "".join(f'<th scope="col">{column}</th>' for column in columns)
    yield f'</p>\n<table class="sides">\n<thead><tr>{cells}</tr></thead>\n<tbody>\n'
    seen: set[int] = set()
    asked = {q.line for q in report.asked}
    for passage in report.passages:
        yield from _passage(passage, seen, asked, say)
    yield "</tbody></table></section>\n</main>\n</body>\n</html>\n"


def _head(report: Report) -> Iterator[str]:
    text, say = report.text, report.say
    errors = sum(f.severity is Severity.ERROR for f in report.findings)
    notes = [b for b in text.blocks if b.role == "note"]
    misplaced = any(q.weight is Weight.MISPLACED for q in report.questions)
    state = "bad" if errors else "look" if report.questions else "good"
    verdict = say(_VERDICTS["first" if state == "look" and misplaced else state])
    yield f'<header><p class="over">{say(N_("Cleaning report"))}</p>\n<h1 lang="zh-CN">{escape(report.title)}</h1>\n'
    yield f'<p class="state {state}">{verdict}</p>\n<dl class="facts">'
    missing = _said(report, N_("{count} and {missing} without text"), count=len(notes), missing=len(text.missing))
    facts = (
        (N_("File"), escape(report.file)), (N_("Encoding"), escape(report.encoding.upper())),
        (N_("Changes"), f"{len(text.ledger.changes):,}"), (N_("Pages"), str(text.pages)),
        (N_("Headings"), str(sum(b.role == "heading" for b in text.blocks))),
        (N_("Paragraphs"), str(sum(b.role == "paragraph" for b in text.blocks))),
        (N_("Notes"), missing if text.missing else str(len(notes))), (N_("Open questions"), str(len(report.questions))),
    )  # fmt: skip
    yield "".join(f"<div><dt>{escape(say(name))}</dt><dd>{value}</dd></div>" for name, value in facts)
    yield f'</dl>\n<p class="digest">raw sha256 {escape(report.digest)}</p></header>\n'


def _questions(report: Report, pictures: Pictures) -> Iterator[str]:
    say = report.say
    yield f'<section id="questions"><h2>{say(N_("What to look at"))} <b>{len(report.questions)}</b></h2>\n'
    if not report.questions:
        yield f"<p>{say(N_('Nothing: every choice was certain, and nothing is lost.'))}</p></section>\n"
        return
    told = N_(
        "The worst first. The entries answer a question when they are put into corrections.toml, with your reason."
    )
    yield f"<p>{say(told)}</p>\n"
    for weight, name in WEIGHTS.items():
        asked = [q for q in report.questions if q.weight is weight]
        if asked:
            yield f'<h3 class="w-{weight.name.lower()}">{say(name)} <b>{len(asked)}</b></h3>\n<ol class="questions">\n'
            yield from (_question(q, pictures, say) for q in asked)
            yield "</ol>\n"
    yield "</section>\n"


def _question(question: Question, pictures: Pictures, say: Say) -> str:
    alike = "".join(f"<li>{_case(each, pictures, say)}</li>\n" for each in question.alike)
    count = filled(N_("{count} more places like this one"), {"count": len(question.alike)}, say)
    more = f'<details class="alike"><summary>{count}</summary><ul>\n{alike}</ul></details>' if alike else ""
    return f'<li class="w-{question.weight.name.lower()}">{_case(question, pictures, say)}{more}</li>\n'


def _case(question: Question, pictures: Pictures, say: Say) -> str:
    """One place in question: what is asked, the lines around it as read, the page, the answers."""
    place = _link(question.line, say) if question.line else ""
    sheet = filled(_SHEET, {"page": question.page or 0}, say)
    page = f'<span class="hint">{sheet}</span> ' if question.page else ""
    context = "".join(
        f'<span class="{"here" if number == question.line else "near"}"><i>{number}</i>{escape(text)}</span>'
        for number, text in question.context
    )
    shown = f'<p class="context" lang="zh-CN">{context}</p>' if context else ""
    picture = pictures.get(question.spot) if question.spot else None
    if picture:
        told = escape(filled(N_("The place on its page, sheet {page}"), {"page": question.page or 0}, say))
        data = base64.b64encode(picture).decode("ascii")
        shown += f'<img class="place" alt="{told}" src="data:image/png;base64,{data}">'
    given = "".join(f"<dt>{escape(a.text(say))}</dt><dd><pre>{escape(a.toml)}</pre></dd>" for a in question.answers)
    entries = f"<details><summary>{say(N_('Answer'))}</summary><dl>{given}</dl></details>" if given else ""
    return (
        f"<p>{place}{page}<strong>{escape(question.says)}</strong> "
        f"{escape(question.why)} <code>{escape(question.code)}</code></p>"
        f'<div class="shown">{shown}</div>{entries}'
    )


def _record(report: Report) -> Iterator[str]:
    """What needs no answer: settled doubts and findings for the record, folded away."""
    told = [f for f in report.findings if f.severity is Severity.INFO]
    settled = [d for d in report.doubts if d.settled]
    if told or settled:
        say = report.say
        remarks = phrase(N_("{count} remark") if len(told) == 1 else N_("{count} remarks"), count=len(told))
        doubts = phrase(
            N_("{count} settled doubt") if len(settled) == 1 else N_("{count} settled doubts"), count=len(settled)
        )
        counts = Several(tuple(each for each, given in ((remarks, told), (doubts, settled)) if given))
        head = _said(report, N_("For the record: {counts}"), counts=counts)
        yield f'<section id="record"><details><summary>{head}</summary>\n<ul>\n'
        yield from (f"<li>{_line_link(f, say)}{escape(f.text(say))} <code>{escape(f.code)}</code></li>\n" for f in told)
        yield from (
            f"<li>{_link(d.line, say)}"
            f"{_said(report, N_('settled: {choice}. {reason}'), choice=d.choice(say), reason=d.reason(say))} "
            f"<code>{escape(d.kind)}</code></li>\n"
            for d in settled
        )
        yield "</ul></details></section>\n"


def _line_link(finding: Finding, say: Say) -> str:
    place = finding.place
    return _link(place.line, say) if place is not None and place.line is not None else ""


def _link(line: int, say: Say) -> str:
    return f'<a href="#L{line}">{filled(_LINE, {"line": line}, say)}</a> '


def _said(report: Report, template: str, **values: Value) -> str:
    """A sentence of the page in the reader's language, as HTML."""
    return escape(filled(template, values, report.say))


def _counts(report: Report) -> Iterator[str]:
    text, say = report.text, report.say
    yield f'<section id="counts"><h2>{say(N_("Changes by rule"))}</h2>\n<div class="counts">\n'
    for kind in RuleClass:
        rows = [(rule, count) for k, rule, count in report.counts if k == kind]
        if rows:
            yield f'<div><h3 class="c-{kind}">{escape(say(kind.shown))} <b>{sum(c for _, c in rows):,}</b></h3><ul>'
            yield "".join(
                f'<li title="{escape(say(rule.says))}">{escape(rule)} <b>{count:,}</b></li>' for rule, count in rows
            )
            yield "</ul></div>\n"
    yield "</div>\n"
    if text.ledger.unknown:
        points = Several(tuple(f"{point} ({count})" for point, count in text.ledger.unknown.items()))
        yield f"<p>{_said(report, N_('Unknown points, kept: {points}.'), points=points)}</p>\n"
    if text.pages_without_folio:
        pages = Several(text.pages_without_folio)
        yield f"<p>{_said(report, N_('Pages without a folio: {pages}.'), pages=pages)}</p>\n"
    if text.missing:
        yield f"<p>{_said(report, N_('Notes without a body: {notes}.'), notes=Several(text.missing))}</p>\n"
    yield "</section>\n"


def _passage(passage: Passage, seen: set[int], asked: set[int], say: Say) -> Iterator[str]:
    what = say(_NAMES.get(passage.what, passage.what)) + (f" {passage.label}" if passage.label else "")
    kind = "dropped" if passage.dropped else passage.what
    raw = "".join(_raw(passage, seen, asked))
    clean = "".join(_clean(piece) for piece in passage.pieces)
    if passage.supplied:
        clean = f'<span class="c-editor">{_text(passage.supplied)}</span>'
    yield f'<tr class="r-{escape(kind)}"><th scope="row">{escape(what)}</th>'
    yield f'<td lang="zh-CN">{raw}</td><td lang="zh-CN">{clean}</td></tr>\n'


def _clean(piece: Piece) -> str:
    if piece.after and piece.kind:
        return f'<span class="c-{piece.kind}" title="{escape(piece.rule)}">{_text(piece.after)}</span>'
    return _text(piece.after)


def _raw(passage: Passage, seen: set[int], asked: set[int]) -> Iterator[str]:
    """The raw text, each line in an element of its own behind its number; ``seen``: the numbers that have their anchor."""
    number, line, began = passage.line, "", False
    for piece in passage.pieces:
        if piece.line != number and passage.line:  # lines between went elsewhere
            if line:
                yield _line(number, line, seen, asked)
                began = True
            number, line = piece.line, ""
        for n, part in enumerate(piece.before.split("\n")):
            if n:
                yield _line(number, line, seen, asked)
                number, line, began = number + 1, "", True
            line += _raw_part(part, piece)
    if line or not began:  # what a line's end leaves behind is no line
        yield _line(number, line, seen, asked)


def _line(number: int, shown: str, seen: set[int], asked: set[int]) -> str:
    if not number:
        return shown
    anchor = "" if number in seen else f' id="L{number}"'
    seen.add(number)
    mark = ' class="l asked"' if number in asked else ' class="l"'
    return f"<span{mark}{anchor}><i>{number}</i>{shown}</span>"


def _raw_part(part: str, piece: Piece) -> str:
    if not part or not piece.kind:
        return escape(part)
    shown = "".join(_SHOWN.get(c, c) for c in part) if not part.strip() else part
    return f'<span class="c-{piece.kind}" title="{escape(piece.rule)}">{escape(shown)}</span>'


def _text(text: str) -> str:
    """Clean text with its calls raised."""
    return "".join(
        f"<sup>{escape(part.label)}</sup>" if isinstance(part, NoteCall) else escape(part.text)
        for part in inlines(text)
    )
