"""Take how far translations are, give one HTML page for people: a row a publication, a bar a language.

It needs no script, no network and no server.  Every bar carries its figures in words; fuzzy is never counted as done.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from sco_pub.localise.badge import percent
from sco_pub.model.edition import Progress
from sco_pub.model.wording import N_, Say, english, filled

_STYLE = """body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1c2733}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.5rem .75rem;border-bottom:1px solid #dde3e8}
.bar{display:flex;height:.7rem;border-radius:.35rem;overflow:hidden;background:#e3e6e9;min-width:8rem}.bar i{display:block}
.reviewed{background:#1b7837}.translated{background:#5aae61}.fuzzy{background:#e0a030}small{color:#5a6672}
@media(prefers-color-scheme:dark){body{background:#14191e;color:#dde3e8}th,td{border-color:#323c45}small{color:#9aa7b2}}"""
_TITLE = N_("How far the translations are")


def page(rows: Sequence[tuple[str, str, Progress]], *, title: str = "", say: Say = english) -> str:
    """The page for (publication, language, progress); a row for all where there are several publications."""
    languages = list(dict.fromkeys(language for _, language, _ in rows))
    names = list(dict.fromkeys(name for name, _, _ in rows))
    found = {(name, language): progress for name, language, progress in rows}
    lines = [_row(name, languages, {lang: found.get((name, lang)) for lang in languages}, say) for name in names]
    if len(names) > 1:
        all_ = {lang: _sum([progress for _, language, progress in rows if language == lang]) for lang in languages}
        lines.append(_row(say(N_("All together")), languages, all_, say))
    heading = escape(title or say(_TITLE))
    columns = "".join(f"<th>{escape(language)}</th>" for language in languages)
    return (
        f'<!DOCTYPE html>\n<html lang="{say(N_("en"))}"><head><meta charset="utf-8"><title>{heading}</title>'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>\n'
        f"<body><h1>{heading}</h1><table><thead><tr><th>{escape(say(N_('publication')))}</th>{columns}</tr></thead><tbody>\n"
        f"{''.join(lines)}</tbody></table></body></html>\n"
    )


def _row(name: str, languages: Sequence[str], found: Mapping[str, Progress | None], say: Say) -> str:
    cells = "".join(f"<td>{_bar(progress, say) if (progress := found[lang]) else '–'}</td>" for lang in languages)
    return f"<tr><th>{escape(name)}</th>{cells}</tr>\n"


def _bar(progress: Progress, say: Say) -> str:
    of = progress.segments or 1
    parts = {
        "reviewed": progress.reviewed,
        "translated": progress.translated - progress.reviewed,
        "fuzzy": progress.fuzzy,
    }
    bars = "".join(f'<i class="{name}" style="width:{100 * n / of:.2f}%"></i>' for name, n in parts.items() if n)
    words = filled(
        N_("{percent} %: {reviewed} reviewed, {translated} translated, {fuzzy} fuzzy, {missing} missing"),
        {"percent": percent(progress), **parts, "missing": progress.untranslated},
        say,
    )
    return f'<div class="bar" aria-hidden="true">{bars}</div><small>{escape(words)}</small>'


def _sum(some: Sequence[Progress]) -> Progress:
    return Progress(
        segments=sum(item.segments for item in some),
        translated=sum(item.translated for item in some),
        fuzzy=sum(item.fuzzy for item in some),
        untranslated=sum(item.untranslated for item in some),
        reviewed=sum(item.reviewed for item in some),
    )
