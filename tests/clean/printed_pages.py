"""Small pages set by WeasyPrint and read back as PDFs: the shortest way from a page's look to its blocks."""

from __future__ import annotations

import tempfile
from pathlib import Path

from weasyprint import HTML

from sco_pub.clean import cleaning
from sco_pub.edge.pdf.read import read_pdf
from sco_pub.edge.weasyprint_patches import engine
from sco_pub.model.finding import Outcome
from sco_pub.model.text import CleanText, RawText

_STYLE = """
@page { size: 170mm 240mm; margin: 20mm }
body { font: 10pt/16pt "Noto Serif CJK SC"; text-align: justify; margin: 0 }
p, h1, h2, div, blockquote { margin: 0; font-weight: normal; font-size: 10pt }
p { text-indent: 2em }
h1 { font-size: 18pt; line-height: 26pt; text-align: center }
.small { font-size: 8pt; line-height: 12pt; text-indent: 0 }
.mid { text-align: center; text-indent: 0 }
.hei, b { font-family: "Noto Sans CJK SC"; font-weight: 700 }
.latin { font-family: "Liberation Serif" }
blockquote { font-family: "Noto Sans CJK SC"; margin: 0 2em }
sup { font-size: 6pt; vertical-align: 4pt; line-height: 0 }
"""
PROSE = (
    "国际秩序的深刻变动要求各国重新审视区域合作的既有机制，并在平等协商的基础上寻找新的平衡点。过去二十年的实践证明，制度的供给总是"
    "落后于制度的需求。边境贸易的便利化首先涉及通关程序的简化，其次涉及检验标准的相互承认，两者都不是单个国家能够独自完成的。",
    "水文资料的缺乏曾经使上下游之间的谈判难以推进，各方因此约定先行交换观测数据，再讨论分配方案。这一做法后来成为同类协定的范本，"
    "也为争端的解决提供了可以核对的依据。",
    "灌溉季节的用水权在旧约里只写作习惯，没有数字，新约第一次把每月的放水量列成表格，并规定枯水年份由双方的工程师共同核定，"
    "任何一方不得单独更改闸门的开度。",
)
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PROSE * 2)


def read_page(body: str, style: str = "") -> RawText:
    """The page as the PDF reader gives it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.pdf"
        engine.patch()  # as everything that is set in this process may be: a page is the same whatever ran before
        HTML(string=f"<style>{_STYLE}{style}</style><body>{body}").write_pdf(path)
        return read_pdf(path)


def cleaned_page(body: str, style: str = "") -> Outcome[CleanText]:
    return cleaning.clean(read_page(body, style))
