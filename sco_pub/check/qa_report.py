"""Take findings with their catalogues, give one HTML page to hand to a translator or an agency.

Each entry that has findings stands there with both texts, what was found, and the glossary's words for it.  The page needs no
script, no network and no server, and it says nothing of the house's folders.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from sco_pub.check.catalogue import entry_name
from sco_pub.check.render import SEVERITIES, counted
from sco_pub.model.catalogue import Catalogue, Entry
from sco_pub.model.finding import Finding
from sco_pub.model.glossary import Glossary, Term
from sco_pub.model.wording import N_, Say, english

_STYLE = """body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:80rem;padding:0 1rem;color:#1c2733}
section{border:1px solid #dde3e8;border-radius:.5rem;margin:1rem 0;padding:.75rem 1rem}h3{margin:0;font-size:1rem}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:1.5rem;margin:.5rem 0}
.pair p{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
ul{margin:.25rem 0;padding-left:1.25rem}.error{color:#a8201a}.warning{color:#8a5a00}.info,small{color:#5a6672}
@media(max-width:45rem){.pair{grid-template-columns:1fr}}@media print{section{break-inside:avoid}}
@media(prefers-color-scheme:dark){body{background:#14191e;color:#dde3e8}section{border-color:#323c45}.error{color:#ff8f87}
.warning{color:#f0c060}.info,small{color:#9aa7b2}}"""


def report(findings: Sequence[Finding], catalogues: Sequence[Catalogue], glossary: Glossary, say: Say = english) -> str:
    """The page; findings that belong to no entry stand above the entries of their catalogue, those of no catalogue first."""
    known = {catalogue.path for catalogue in catalogues}
    parts = [_list([item for item in findings if item.place is None or item.place.file not in known], say)]
    for catalogue in catalogues:
        mine = [item for item in findings if item.place is not None and item.place.file == catalogue.path]
        if mine:
            parts.append(_catalogue(catalogue, mine, glossary, say))
    title = escape(say(N_("What the checks found")))
    return (
        f'<!DOCTYPE html>\n<html lang="{say(N_("en"))}"><head><meta charset="utf-8"><title>{title}</title>'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>\n'
        f"<body><h1>{title}</h1><p>{escape(counted(findings, say))}</p>\n{''.join(parts)}</body></html>\n"
    )


def _catalogue(catalogue: Catalogue, findings: Sequence[Finding], glossary: Glossary, say: Say) -> str:
    entries = {entry_name(entry): entry for entry in catalogue.entries if not entry.obsolete}
    by_entry: dict[str, list[Finding]] = {}
    for finding in findings:
        name = (finding.place.entry if finding.place else "") or ""
        by_entry.setdefault(name if name in entries else "", []).append(finding)
    above = by_entry.pop("", [])
    sections = "".join(
        _entry(entries[name], name, some, glossary, catalogue.language, say) for name, some in by_entry.items()
    )
    heading = f"{escape(catalogue.publication)} · {escape(catalogue.language)}"
    return f"<h2>{heading}</h2><p>{escape(counted(findings, say))}</p>{_list(above, say)}{sections}\n"


def _entry(entry: Entry, name: str, findings: Sequence[Finding], glossary: Glossary, language: str, say: Say) -> str:
    words = "".join(f"<li>{escape(line)}</li>" for line in _terms(entry, glossary, language))
    terms = f"<small>{escape(say(N_('Glossary')))}</small><ul>{words}</ul>" if words else ""
    return (
        f'<section id="e{name}"><h3>{name} <small>{escape(entry.context)}</small></h3>'
        f'<div class="pair"><p lang="zh">{escape(entry.source)}</p>'
        f'<p lang="{escape(language)}">{escape(entry.target)}</p></div>{_list(findings, say)}{terms}</section>\n'
    )


def _terms(entry: Entry, glossary: Glossary, language: str) -> list[str]:
    return [_line(form, term, language) for form, term in glossary.found_in(entry.source) if language in term.allowed]


def _line(form: str, term: Term, language: str) -> str:
    return f"{form} = {', '.join(term.allowed[language])}"


def _list(findings: Sequence[Finding], say: Say) -> str:
    lines = []
    for finding in findings:
        label = escape(say(SEVERITIES[finding.severity]))
        advice = finding.advice(say)
        hint = f" <small>{escape(advice)}</small>" if advice else ""
        mark = finding.severity.value
        lines.append(f'<li><span class="{mark}">{label} {finding.code}</span> {escape(finding.text(say))}{hint}</li>')
    return f"<ul>{''.join(lines)}</ul>" if lines else ""
