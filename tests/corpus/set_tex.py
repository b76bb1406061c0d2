"""Take a Manuscript, give LaTeX for XeLaTeX with ctex: real footnotes, circled or plain, one column or two."""

from __future__ import annotations

import re

from tests.corpus.manuscript import Manuscript, pieces
from tests.corpus.pages import Galley

_SIGNS = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: "\\" + sign for sign in "&%$#_{}"},
}
_PREAMBLE = r"""\documentclass[fontset=none,a4paper,zihao=5%(two)s]{ctexart}
\usepackage{geometry}\geometry{paperwidth=180mm,paperheight=250mm,margin=22mm}
\setCJKmainfont{Noto Serif CJK SC}[ItalicFont=Noto Serif CJK SC]\setCJKsansfont{Noto Sans CJK SC}
\setmainfont{PT Serif}
\usepackage{fancyhdr}\usepackage{booktabs}\usepackage{perpage}
\xeCJKDeclareCharClass{CJK}{"2460 -> "2473}\xeCJKDeclareCharClass{CJK}{"3251 -> "325F}
\pagestyle{fancy}\fancyhf{}\renewcommand{\headrulewidth}{0.4pt}
\fancyhead[C]{\small\ifodd\value{page}%(right)s\else %(left)s\fi}\fancyfoot[C]{\small— \thepage{} —}
\fancypagestyle{plain}{\fancyhf{}\renewcommand{\headrulewidth}{0pt}\fancyfoot[C]{\small— \thepage{} —}}
\newcommand{\circled}[1]{\ifcase#1\or ①\or ②\or ③\or ④\or ⑤\or ⑥\or ⑦\or ⑧\or ⑨\or ⑩\or ⑪\or ⑫\or ⑬\or ⑭\or ⑮\or ⑯\or ⑰\or ⑱\or ⑲\or ⑳\fi}
\renewcommand{\thefootnote}{%(mark)s}%(each)s
%(parted)s\raggedbottom
\begin{document}\thispagestyle{plain}
"""
_MARKS = {"①": r"\circled{\value{footnote}}", "1": r"\arabic{footnote}", "[1]": r"[\arabic{footnote}]"}


def latex(copy: Manuscript) -> str:
    layout = copy.layout
    each = r"\MakePerPage{footnote}" if layout.each_page else ""
    parted = r"\setlength{\parindent}{0pt}\setlength{\parskip}{7pt}" if layout.parted == "white" else ""
    out = _PREAMBLE % {
        "two": ",twocolumn" if layout.columns > 1 else "",
        "right": _escaped(copy.heads[1]),
        "left": _escaped(copy.heads[0]),
        "mark": _MARKS[layout.call],
        "each": each,
        "parted": parted,
    }
    front = "".join(_galley(copy, galley) for galley in copy.front)
    out += f"\\twocolumn[{{{front}\\vspace{{10pt}}}}]\n" if layout.columns > 1 else front
    if copy.foot:
        foot = r"\par ".join(map(_escaped, copy.foot))
        out += (
            f"\\let\\thefootnote\\relax\\footnotetext{{{foot}}}\\renewcommand{{\\thefootnote}}{{{_MARKS[layout.call]}}}"
        )
    return out + "".join(_galley(copy, galley) for galley in (*copy.body, *copy.back)) + "\\end{document}\n"


def _galley(copy: Manuscript, galley: Galley) -> str:
    role, text = galley.role, _text(copy, galley.text)
    if role == "table":
        head, *rest = (" & ".join(map(_escaped, row)) + r" \\" for row in galley.rows)
        rules = (r"\toprule", r"\midrule", r"\bottomrule")
        lines = "\n".join([rules[0], head, rules[1], *rest, rules[2]])
        columns = "l" * len(galley.rows[0])
        return f"\\begin{{center}}\\small\\begin{{tabular}}{{{columns}}}\n{lines}\n\\end{{tabular}}\\end{{center}}\n\n"
    if role in ("title", "subtitle", "author", "affiliation", "title-en", "caption", "figure"):
        size = {"title": r"\LARGE", "subtitle": r"\large", "author": r"\large"}.get(role, r"\small")
        box = r"\fbox{\rule{0pt}{45pt}\rule{140pt}{0pt}}\\[4pt]" if role == "figure" else ""
        return f"{{\\centering {box}{size} {text}\\par}}\n\n"
    if role == "heading":
        return f"{{\\centering\\sffamily\\large {text}\\par}}\n\n" if galley.centre else f"{text}\n\n"
    if role == "quote":
        return f"\\begin{{quotation}}\\small {text}\\end{{quotation}}\n\n"
    if role in ("front", "codes", "list-head", "endnote", "reference", "editor"):
        return f"{{\\small\\noindent {text}\\par}}\n\n"
    return f"{text}\n\n"


def _text(copy: Manuscript, text: str) -> str:
    out = ""
    for part, n in pieces(text):
        if not n:
            out += _escaped(part)
        elif copy.layout.feet:
            out += f"\\footnote{{{_escaped(copy.notes[n - 1])}}}"
        else:
            out += f"\\textsuperscript{{{copy.mark(n)}}}"
    return out


def _escaped(text: str) -> str:
    plain = "".join(_SIGNS.get(sign, sign) for sign in text)
    return re.sub(r"([/?=&-])(?=[A-Za-z0-9])", r"\1\\allowbreak{}", plain) if "http" in plain else plain
