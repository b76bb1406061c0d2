"""Take a Manuscript, give the HTML that a browser or WeasyPrint prints; only WeasyPrint can set notes at a page's foot."""

from __future__ import annotations

from html import escape

from tests.corpus.manuscript import Manuscript, pieces
from tests.corpus.pages import Galley

_CSS = """
@page{size:170mm 240mm;margin:22mm 20mm;@bottom-center{content:'— ' counter(page) ' —';font-size:9pt}}
body{font:10.5pt/1.65 'Noto Serif CJK SC',serif;margin:0;text-align:justify}
p,h1,h2,h3,figure{margin:0;font-weight:normal;font-size:inherit}
.title{font-size:17pt;text-align:center;margin:8pt 0}.subtitle,.author,.affiliation,.title-en{text-align:center;margin:4pt 0}
.front,.codes,.list-head,.endnote,.reference,.editor{font-size:9pt}.endnote,.reference{padding-left:2em;text-indent:-2em}
h1,h2{margin:9pt 0 5pt;text-align:center;font:700 12pt 'Noto Sans CJK SC'}h2{text-align:left;font-size:10.5pt}
blockquote{margin:5pt 0 5pt 2em;font-size:9.5pt}table{border-collapse:collapse;width:100%;font-size:9pt;margin:3pt 0 7pt}
td,th{padding:2pt 5pt;text-align:left;font-weight:normal}.caption,.figure{text-align:center;font-size:9pt;margin:5pt 0}
.box{border:0.6pt solid #555;height:60pt;margin:6pt 15%}sup{font-size:6.5pt;line-height:0;vertical-align:super}
.note{float:footnote;font-size:8.5pt;line-height:1.4;text-indent:0}
.origin{float:footnote;footnote-display:block;font-size:8.5pt}.origin::footnote-call,.origin::footnote-marker{content:none}
@page{@footnote{border-top:0.5pt solid;border-clip:9em;padding-top:4pt}}
"""
_INDENT = "p.body,p.item,blockquote{text-indent:2em}h2{text-indent:2em}"
_WHITE = "p.body,p.item{margin:0 0 7pt}"
_THREE = "table{border-top:1.2pt solid;border-bottom:1.2pt solid}th{border-bottom:0.6pt solid}"
_GRID = "td,th{border:0.6pt solid}"


def html(copy: Manuscript) -> str:
    layout = copy.layout
    css = (
        _CSS + (_INDENT if layout.parted == "indent" else _WHITE) + (_THREE if layout.table == "three-line" else _GRID)
    )
    css += _heads(copy) + _marks(copy)
    if layout.feet:  # the notes that nothing calls count too: begin below nought
        css += f"html{{counter-reset:footnote -{len(copy.foot)}}}"
    body = "".join(_galley(copy, galley) for galley in (*copy.body, *copy.back))
    if layout.columns > 1:
        body = f"<div style='columns:{layout.columns};column-gap:7mm'>{body}</div>"
    front = "".join(_galley(copy, galley) for galley in copy.front)
    if copy.foot and layout.feet:
        front += "".join(f"<span class=origin>{escape(text)}</span>" for text in copy.foot)
    elif copy.foot:
        front += "".join(f"<p class=front>{escape(text)}</p>" for text in copy.foot)
    return (
        f"<!doctype html><html lang=zh-CN><meta charset=utf-8><title>-</title><style>{css}</style>{front}{body}</html>"
    )


def _heads(copy: Manuscript) -> str:
    """Running heads of left and right pages; none on the first."""
    left, right = (f"@top-center{{content:'{head}';font-size:8.5pt}}" if head else "" for head in copy.heads)
    return f"@page:left{{{left}}}@page:right{{{right}}}@page:first{{@top-center{{content:none}}}}"


def _marks(copy: Manuscript) -> str:
    mark = {"①": "counter(footnote,circled-decimal)", "[1]": "'[' counter(footnote) ']'", "1": "counter(footnote)"}
    content = mark[copy.layout.call]
    symbols = " ".join(f"'{copy_sign}'" for copy_sign in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚")
    each = "@page{counter-reset:footnote}" if copy.layout.each_page else ""
    return (
        f"@counter-style circled-decimal{{system:fixed;symbols:{symbols};suffix:' '}}{each}"
        f"::footnote-call{{content:{content};font-size:6.5pt;vertical-align:super;line-height:0}}"
        f"::footnote-marker{{content:{content} ' ';font-size:8.5pt}}"
    )


def _galley(copy: Manuscript, galley: Galley) -> str:
    role, text = galley.role, _text(copy, galley.text)
    if role == "table":
        rows = "".join(
            "<tr>" + "".join(f"<{cell}>{escape(t)}</{cell}>" for t in row) for cell, row in _rows(galley.rows)
        )
        return f"<table>{rows}</table>"
    if role == "heading":
        level = 1 if galley.centre else 2
        return f"<h{level}>{text}</h{level}>"
    if role == "quote":
        return f"<blockquote>{text}</blockquote>"
    if role == "figure":
        return f"<div class=box></div><p class=figure>{text}</p>"
    return f"<p class={role}>{text}</p>"


def _rows(rows: tuple[tuple[str, ...], ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [("td" if n else "th", row) for n, row in enumerate(rows)]


def _text(copy: Manuscript, text: str) -> str:
    out = ""
    for part, n in pieces(text):
        if not n:
            out += escape(part)
        elif copy.layout.feet:
            out += f"<span class=note>{escape(copy.notes[n - 1])}</span>"
        else:
            out += f"<sup>{copy.mark(n)}</sup>"
    return out
