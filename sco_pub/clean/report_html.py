"""Take a Report, give cleaning.html: one page that needs no script, no network and no server to be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from importlib.resources import files

from sco_pub.clean.report import CLASSES, Passage, Piece, Report
from sco_pub.model.finding import Finding, Severity
from sco_pub.model.text import CALL_CLOSE, CALL_OPEN, Doubt

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
    style = files("sco_pub.clean").joinpath("report_html.css").read_text("utf-8")
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="color-scheme" content="light dark">\n'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    yield f"<title>Cleaning: {escape(report.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
    yield from _head(report)
    yield from _findings(report)
    yield from _doubts(report)
    yield from _counts(report)
    yield '<section id="text"><h2>Raw and clean, side by side</h2>\n<p class="legend">'
    yield " ".join(f'<span class="c-{kind}">{escape(name)}</span>' for kind, (name, _) in CLASSES.items())
    yield '</p>\n<table class="sides">\n<thead><tr><th>Line</th><th>Raw</th><th>Clean</th></tr></thead>\n<tbody>\n'
    for passage in report.passages:
        yield from _passage(passage)
    yield "</tbody></table></section>\n</body>\n</html>\n"


def _head(report: Report) -> Iterator[str]:
    text = report.text
    errors = sum(f.severity is Severity.ERROR for f in report.findings)
    open_doubts = sum(not d.settled for d in report.doubts)
    notes = [b for b in text.blocks if b.role == "note"]
    state = "bad" if errors else "look" if open_doubts or text.missing else "good"
    verdict = {"bad": "Don’t use it yet", "look": "Ready, with places to look at", "good": "Ready"}[state]
    yield f'<header><p class="over">Cleaning report</p>\n<h1 lang="zh-CN">{escape(report.title)}</h1>\n'
    yield f'<p class="state {state}">{verdict}</p>\n<dl class="facts">'
    facts = (
        ("File", report.file), ("Encoding", report.encoding.upper()), ("Changes", f"{len(text.ledger.changes):,}"),
        ("Pages", str(text.pages)), ("Headings", str(sum(b.role == "heading" for b in text.blocks))),
        ("Paragraphs", str(sum(b.role == "paragraph" for b in text.blocks))),
        ("Notes", f"{len(notes)}" + (f" and {len(text.missing)} without text" if text.missing else "")),
        ("Open doubts", str(open_doubts)),
    )  # fmt: skip
    yield "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in facts)
    yield f'</dl>\n<p class="digest">raw sha256 {escape(report.digest)}</p></header>\n'


def _findings(report: Report) -> Iterator[str]:
    if not report.findings:
        return
    order = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
    yield '<section id="findings"><h2>Findings</h2>\n<ul class="findings">\n'
    for finding in sorted(report.findings, key=lambda f: order[f.severity]):
        yield f'<li class="{finding.severity}"><code>{escape(finding.code)}</code> {_line_link(finding)}{escape(finding.message)}'
        yield f' <span class="hint">{escape(finding.hint)}</span></li>\n' if finding.hint else "</li>\n"
    yield "</ul></section>\n"


def _line_link(finding: Finding) -> str:
    place = finding.place
    if place is None or place.line is None:
        return ""
    return f'<a href="#L{place.line}">line {place.line}</a> '


def _doubts(report: Report) -> Iterator[str]:
    yield '<section id="doubts"><h2>Doubts</h2>\n'
    if not report.doubts:
        yield "<p>None: every boundary was certain.</p></section>\n"
        return
    yield "<p>Places that could go either way: what was chosen, and why. Settle them in corrections.toml.</p>\n"
    yield "<table><thead><tr><th>Line</th><th>Choice</th><th>Reason</th><th>Text</th></tr></thead><tbody>\n"
    for doubt in report.doubts:
        yield _doubt(doubt)
    yield "</tbody></table></section>\n"


def _doubt(doubt: Doubt) -> str:
    mark = ' <span class="settled">settled</span>' if doubt.settled else ""
    kind = ' class="done"' if doubt.settled else ""
    return (
        f'<tr{kind}><td><a href="#L{doubt.line}">{doubt.line}</a></td><td>{escape(doubt.choice)}{mark}</td>'
        f'<td>{escape(doubt.reason)}</td><td lang="zh-CN">{escape(doubt.excerpt)}</td></tr>\n'
    )


def _counts(report: Report) -> Iterator[str]:
    text = report.text
    yield '<section id="counts"><h2>Changes by rule</h2>\n<div class="counts">\n'
    for kind, (name, _) in CLASSES.items():
        rows = [(rule, count) for k, rule, count in report.counts if k == kind]
        if rows:
            yield f'<div><h3 class="c-{kind}">{escape(name)} <b>{sum(c for _, c in rows):,}</b></h3><ul>'
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


def _passage(passage: Passage) -> Iterator[str]:
    what = _NAMES.get(passage.what, passage.what) + (f" {passage.label}" if passage.label else "")
    kind = "dropped" if passage.dropped else passage.what
    raw, clean = _sides(passage)
    if passage.supplied:
        clean = f'<span class="c-editor">{_text(passage.supplied)}</span>'
    yield f'<tr class="r-{escape(kind)}" id="P{passage.line}"><td><span class="what">{escape(what)}</span></td>'
    yield f'<td lang="zh-CN">{raw}</td><td lang="zh-CN">{clean}</td></tr>\n'


def _sides(passage: Passage) -> tuple[str, str]:
    raw, clean = [], []
    line = passage.line
    raw.append(_anchor(line))
    for piece in passage.pieces:
        shown, line = _raw_piece(piece, line)
        raw.append(shown)
        if piece.after and piece.kind:
            clean.append(f'<span class="c-{piece.kind}" title="{escape(piece.rule)}">{_text(piece.after)}</span>')
        else:
            clean.append(_text(piece.after))
    return "".join(raw), "".join(clean)


def _raw_piece(piece: Piece, line: int) -> tuple[str, int]:
    """A raw stretch with its line numbers as anchors, and the line after it."""
    parts = piece.before.split("\n")
    out = []
    for n, part in enumerate(parts):
        if n:
            line += 1
            out.append("\n" + _anchor(line))
        if not part:
            continue
        if piece.kind:
            shown = "".join(_SHOWN.get(c, c) for c in part) if not part.strip() else part
            out.append(f'<span class="c-{piece.kind}" title="{escape(piece.rule)}">{escape(shown)}</span>')
        else:
            out.append(escape(part))
    return "".join(out), line


def _anchor(line: int) -> str:
    return f'<a class="n" id="L{line}" href="#L{line}">{line}</a>' if line else ""


def _text(text: str) -> str:
    """Clean text with its calls raised."""
    out, at = [], 0
    for match in _CALL.finditer(text):
        out += [escape(text[at : match.start()]), f"<sup>{escape(match[1])}</sup>"]
        at = match.end()
    return "".join([*out, escape(text[at:])])
