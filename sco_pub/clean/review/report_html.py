"""Take a Report, give cleaning.html: one page that needs no script, no network and no server to be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from importlib.resources import files

from sco_pub.clean.review.questions import NAMES, Question
from sco_pub.clean.review.report import Passage, Piece, Report
from sco_pub.model.finding import Finding, Severity
from sco_pub.model.rule import RuleClass
from sco_pub.model.severity import Weight
from sco_pub.model.text import CALL_CLOSE, CALL_OPEN

_CALL = re.compile(f"{CALL_OPEN}([^{CALL_CLOSE}]*){CALL_CLOSE}")
_NAMES = {
    "meta": "metadata", "paragraph": "¶", "heading": "heading", "note": "note", "reference": "reference", "quote": "quotation",
    "item": "item", "table": "table",
}  # fmt: skip
_SHOWN = {"\n": "↵\n", " ": "␣", "\u3000": "□", "\t": "⇥", "\f": "␌", "\u200b": "·", "\ufeff": "·"}


def render(report: Report) -> str:
    """The whole page."""
    return "".join(_page(report))


def _page(report: Report) -> Iterator[str]:
    style = files("sco_pub.clean.review").joinpath("report_html.css").read_text("utf-8")
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="color-scheme" content="light dark">\n'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    yield f"<title>Cleaning: {escape(report.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
    yield '<a class="skip" href="#questions">To the questions</a>\n<main>\n'
    yield from _head(report)
    yield from _questions(report)
    yield from _record(report)
    yield from _counts(report)
    yield '<section id="text"><h2>Raw and clean, side by side</h2>\n<p class="legend">'
    yield " ".join(f'<span class="c-{kind}">{escape(kind.shown)}</span>' for kind in RuleClass)
    yield '</p>\n<table class="sides">\n<thead><tr><th scope="col">Part</th><th scope="col">Raw</th>'
    yield '<th scope="col">Clean</th></tr></thead>\n<tbody>\n'
    seen: set[int] = set()
    asked = {q.line for q in report.questions}
    for passage in report.passages:
        yield from _passage(passage, seen, asked)
    yield "</tbody></table></section>\n</main>\n</body>\n</html>\n"


def _head(report: Report) -> Iterator[str]:
    text = report.text
    errors = sum(f.severity is Severity.ERROR for f in report.findings)
    notes = [b for b in text.blocks if b.role == "note"]
    misplaced = any(q.weight is Weight.MISPLACED for q in report.questions)
    state = "bad" if errors else "look" if report.questions else "good"
    verdict = {"bad": "Don’t use it yet", "look": "Ready, with places to look at", "good": "Ready"}[state]
    verdict = "Answer the first questions before you use it" if state == "look" and misplaced else verdict
    yield f'<header><p class="over">Cleaning report</p>\n<h1 lang="zh-CN">{escape(report.title)}</h1>\n'
    yield f'<p class="state {state}">{verdict}</p>\n<dl class="facts">'
    facts = (
        ("File", report.file), ("Encoding", report.encoding.upper()), ("Changes", f"{len(text.ledger.changes):,}"),
        ("Pages", str(text.pages)), ("Headings", str(sum(b.role == "heading" for b in text.blocks))),
        ("Paragraphs", str(sum(b.role == "paragraph" for b in text.blocks))),
        ("Notes", f"{len(notes)}" + (f" and {len(text.missing)} without text" if text.missing else "")),
        ("Open questions", str(len(report.questions))),
    )  # fmt: skip
    yield "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in facts)
    yield f'</dl>\n<p class="digest">raw sha256 {escape(report.digest)}</p></header>\n'


def _questions(report: Report) -> Iterator[str]:
    yield f'<section id="questions"><h2>What to look at <b>{len(report.questions)}</b></h2>\n'
    if not report.questions:
        yield "<p>Nothing: every choice was certain, and nothing is lost.</p></section>\n"
        return
    yield "<p>The worst first. The entries answer a question when they are put into corrections.toml, with your reason.</p>\n"
    for weight, name in NAMES.items():
        asked = [q for q in report.questions if q.weight is weight]
        if asked:
            yield f'<h3 class="w-{weight.name.lower()}">{name} <b>{len(asked)}</b></h3>\n<ol class="questions">\n'
            yield from (_question(q) for q in asked)
            yield "</ol>\n"
    yield "</section>\n"


def _question(question: Question) -> str:
    place = f'<a href="#L{question.line}">line {question.line}</a> ' if question.line else ""
    page = f'<span class="hint">sheet {question.page}</span> ' if question.page else ""
    context = "".join(
        f'<span class="{"here" if number == question.line else "near"}"><i>{number}</i>{escape(text)}</span>'
        for number, text in question.context
    )
    shown = f'<p class="context" lang="zh-CN">{context}</p>' if context else ""
    given = "".join(f"<dt>{escape(a.says)}</dt><dd><pre>{escape(a.toml)}</pre></dd>" for a in question.answers)
    entries = f"<details><summary>Answer</summary><dl>{given}</dl></details>" if given else ""
    return (
        f'<li class="w-{question.weight.name.lower()}"><p>{place}{page}<strong>{escape(question.says)}</strong> '
        f"{escape(question.why)} <code>{escape(question.code)}</code></p>{shown}{entries}</li>\n"
    )


def _record(report: Report) -> Iterator[str]:
    """What needs no answer: settled doubts and findings for the record, folded away."""
    told = [f for f in report.findings if f.severity is Severity.INFO]
    settled = [d for d in report.doubts if d.settled]
    if told or settled:
        counts = [
            f"{n} {what}{'s' * (n > 1)}" for n, what in ((len(told), "remark"), (len(settled), "settled doubt")) if n
        ]
        yield f'<section id="record"><details><summary>For the record: {", ".join(counts)}</summary>\n<ul>\n'
        yield from (f"<li>{_line_link(f)}{escape(f.message)} <code>{escape(f.code)}</code></li>\n" for f in told)
        yield from (
            f'<li><a href="#L{d.line}">line {d.line}</a> settled: {escape(d.choice())}. {escape(d.reason())} '
            f"<code>{escape(d.kind)}</code></li>\n"
            for d in settled
        )
        yield "</ul></details></section>\n"


def _line_link(finding: Finding) -> str:
    place = finding.place
    return f'<a href="#L{place.line}">line {place.line}</a> ' if place is not None and place.line is not None else ""


def _counts(report: Report) -> Iterator[str]:
    text = report.text
    yield '<section id="counts"><h2>Changes by rule</h2>\n<div class="counts">\n'
    for kind in RuleClass:
        rows = [(rule, count) for k, rule, count in report.counts if k == kind]
        if rows:
            yield f'<div><h3 class="c-{kind}">{escape(kind.shown)} <b>{sum(c for _, c in rows):,}</b></h3><ul>'
            yield "".join(f"<li>{escape(rule)} <b>{count:,}</b></li>" for rule, count in rows)
            yield "</ul></div>\n"
    yield "</div>\n"
    if text.ledger.unknown:
        listed = ", ".join(f"{point} ({count})" for point, count in text.ledger.unknown.items())
        yield f"<p>Unknown points, kept: {escape(listed)}.</p>\n"
    if text.pages_without_folio:
        yield f"<p>Pages without a folio: {escape(', '.join(map(str, text.pages_without_folio)))}.</p>\n"
    if text.missing:
        yield f"<p>Notes without a body: {escape(', '.join(text.missing))}.</p>\n"
    yield "</section>\n"


def _passage(passage: Passage, seen: set[int], asked: set[int]) -> Iterator[str]:
    what = _NAMES.get(passage.what, passage.what) + (f" {passage.label}" if passage.label else "")
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
    out, at = [], 0
    for match in _CALL.finditer(text):
        out += [escape(text[at : match.start()]), f"<sup>{escape(match[1])}</sup>"]
        at = match.end()
    return "".join([*out, escape(text[at:])])
