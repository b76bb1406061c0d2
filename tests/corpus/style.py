"""What one journal's pages look like and what its text layer does to them, drawn at random but the same on every
page.

A real fault never comes alone and never at random within one document: the same type foundry, the same layout and
the same extractor spoil all pages alike.  A Style is such a set of habits; ``draw`` makes one from a seed,
``NAMED`` holds the corners that must always be tried.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

FAMILIES = ("yi", "gbk", "gbk-digits", "a0", "g-hyphen", "full", "half", "plain")
NOTES = (
    "page-circled",
    "page-circled",
    "page-circled",
    "page-bracket",
    "endnotes",
    "endnotes-circled",
    "citations",
    "none",
)
FOLIOS = ("dash", "dash", "dot", "bare", "full", "reversed", "stacked", "issue", "page-of", "none")
HEADS = ("none", "none", "alternate", "journal", "title")
SCHEMES = (
    ("{c}　", "（{c}）"),
    ("{c}、", "（{c}）"),
    ("{c}、", "{n}. "),
    ("{n}　", "{p}.{n}　"),
    ("第{c}章　", "第{c}节　"),
    ("{c}、",),
    ("（{c}）",),
    ("{n}. ", "{p}.{n} "),
)
LABELS = (
    ("【内容提要】　", "【关键词】　", "【基金项目】　", "【作者简介】　"),
    ("摘　要：", "关键词：", "基金项目：", "作者简介："),
    ("［摘　要］", "［关键词］", "［基金项目］", "［作者简介］"),
    ("〔摘要〕", "〔关键词〕", "〔基金项目〕", "〔作者简介〕"),
    ("内容摘要：", "关键词：", "基金项目：", "作者简介："),
    ("提要：", "关键词：", "基金：", "作者："),
)
KEYWORD_MARKS = ("　", "；", "；", "，")


@dataclass(frozen=True, slots=True)
class Style:
    """One journal.  Probabilities are per line, note or paragraph; ``measure`` is in em, ``depth`` in lines a page."""

    # the page
    measure: int = 33
    depth: int = 32
    columns: int = 1
    indent: str = "none"  # how a first-line indent shows in the text layer: none, ideographic, spaces
    folio: str = "dash"
    folio_first: bool = False  # the folio comes before the notes in the text layer
    folio_gaps: float = 0.0
    head: str = "none"
    watermark: str = ""
    # the text layer
    family: str = "plain"
    cjk_space: float = 0.0  # a space between hanzi and digits or Latin
    blank: float = 0.0
    page_space: bool = False
    broken_labels: bool = False
    split_numbers: float = 0.0
    shifted_circles: bool = False
    # the article
    scheme: tuple[str, ...] = SCHEMES[0]
    sections: int = 4
    labels: tuple[str, ...] = LABELS[0]
    keyword_mark: str = "　"
    title_shown: bool = True
    subtitle: bool = False
    authors: int = 1
    affiliation: bool = True
    bio: bool = True
    abstract: bool = True
    funding: bool = False
    received: bool = False
    clc: bool = False
    doi: bool = False
    editor: bool = False
    english: str = ""  # "", "front" or "back"
    front_foot: bool = False  # funding, author and date stand at the foot of page 1
    quotes: bool = False
    references: int = 0
    # the notes
    notes: str = "page-circled"
    note_rate: float = 0.4
    call_before_mark: bool = True
    call_starts_line: bool = False
    stacked: float = 0.0
    run_over: bool = False
    lost_notes: float = 0.0
    cut_notes: float = 0.0

    @property
    def name(self) -> str:
        return f"{self.family}/{self.notes}/{self.folio}"


def _list(r: Random, notes: str) -> int:
    """How many entries an uncited reference list has; a journal with [1] notes has none beside them."""
    count = r.choice((0, 0, 0, 8)) if notes != "citations" else 0
    return count if "circled" in notes or notes == "none" else 0


def draw(seed: int) -> Style:
    """The style of this seed."""
    r = Random(f"style {seed}")
    notes = r.choice(NOTES)
    two = r.random() < 0.15 and not notes.startswith("page")
    family = r.choice(FAMILIES)
    bio = r.random() < 0.6
    return Style(
        measure=r.choice((22, 23, 24)) if two else r.choice((30, 33, 33, 36, 38, 40)),
        depth=r.randint(26, 40),
        columns=2 if two else 1,
        indent=r.choice(("none", "none", "ideographic", "spaces")),
        folio=r.choice(FOLIOS),
        folio_first=r.random() < 0.4,
        folio_gaps=r.choice((0.0, 0.0, 0.3)),
        head=r.choice(HEADS),
        watermark=r.choice(("", "", "", "万方数据", "copyright")),
        family=family,
        cjk_space=1.0 if family == "yi" else r.choice((0.0, 0.0, 0.9)),
        blank=r.choice((0.0, 0.05, 0.5)),
        page_space=r.random() < 0.5,
        broken_labels=r.random() < 0.5,
        split_numbers=r.choice((0.0, 0.02)),
        shifted_circles=family.startswith("gbk") and r.random() < 0.3,
        scheme=r.choice(SCHEMES),
        sections=r.randint(3, 6),
        labels=r.choice(LABELS),
        keyword_mark=r.choice(KEYWORD_MARKS),
        title_shown=r.random() < 0.85,
        subtitle=r.random() < 0.3,
        authors=r.choice((1, 1, 1, 2, 3)),
        affiliation=r.random() < 0.7,
        bio=bio,
        abstract=r.random() < 0.9,
        funding=r.random() < 0.5,
        received=r.random() < 0.3,
        clc=r.random() < 0.4,
        doi=r.random() < 0.3,
        editor=r.random() < 0.4,
        english=r.choice(("", "", "front", "back")),
        front_foot=r.random() < 0.4,
        quotes=r.random() < 0.2,
        references=_list(r, notes),
        notes=notes,
        note_rate=0.0 if notes == "none" else r.choice((0.2, 0.4, 0.6)),
        call_before_mark=r.random() < 0.5,
        call_starts_line=r.random() < 0.4,
        stacked=r.choice((0.0, 0.3)),
        run_over=r.random() < 0.3,
        lost_notes=r.choice((0.0, 0.0, 0.08)) if notes.startswith("page") else 0.0,
        cut_notes=r.choice((0.0, 0.0, 0.2)),
    )


NAMED = {
    "founder": Style(
        family="yi",
        cjk_space=1.0,
        blank=0.5,
        page_space=True,
        broken_labels=True,
        folio_first=True,
        folio_gaps=0.3,
        stacked=0.3,
        funding=True,
        title_shown=False,
        head="title",
        editor=True,
        call_starts_line=True,
    ),
    "gbk": Style(
        family="gbk",
        scheme=SCHEMES[1],
        folio="dot",
        indent="ideographic",
        labels=LABELS[1],
        keyword_mark="；",
        head="journal",
    ),
    "gbk-digits": Style(
        family="gbk-digits",
        scheme=SCHEMES[3],
        notes="endnotes",
        folio="bare",
        labels=LABELS[2],
        english="front",
        clc=True,
    ),
    "a0": Style(
        family="a0",
        scheme=SCHEMES[3],
        notes="citations",
        columns=2,
        measure=23,
        folio="issue",
        labels=LABELS[1],
        doi=True,
        english="back",
    ),
    "g-hyphen": Style(
        family="g-hyphen", scheme=SCHEMES[2], notes="page-bracket", folio="page-of", received=True, labels=LABELS[3]
    ),
    "plain": Style(
        family="plain",
        scheme=SCHEMES[4],
        notes="none",
        note_rate=0.0,
        folio="stacked",
        watermark="copyright",
        references=8,
        labels=LABELS[4],
    ),
    "half": Style(
        family="half",
        scheme=SCHEMES[5],
        notes="endnotes-circled",
        folio="reversed",
        head="alternate",
        watermark="万方数据",
        quotes=True,
    ),
    "full": Style(
        family="full",
        run_over=True,
        call_before_mark=False,
        cut_notes=0.3,
        lost_notes=0.1,
        note_rate=0.6,
        front_foot=True,
        subtitle=True,
    ),
}


def clean_page(style: Style) -> Style:
    """The same journal without the faults that only a text layer has: what a reader sees on paper."""
    return replace(
        style,
        family="plain",
        cjk_space=0.0,
        blank=0.0,
        page_space=False,
        broken_labels=False,
        lost_notes=0.0,
        cut_notes=0.0,
    )
