"""Take galleys (the paragraphs of a page in order) and a Style, give pages: lines broken at the measure, notes at
the foot.

Strategy.  Lines are broken greedily over clusters that kinsoku (GB/T 15834, W3C CLREQ 3.1.5) keeps together; a
closing mark may hang half an em into the margin.  Pages are filled line by line; a line that calls a note takes its
note's lines to the same page's foot.  When they don't fit, the line moves on, or, in a journal that runs notes
over, the rest of the note opens the next page's note zone without a marker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tests.corpus.article import CALL

_WESTERN = r"[!-~\u0400-\u04ff\u00c0-\u00ff\u2009–’]"
_TOKEN = re.compile(rf"⟦\d+⟧|{_WESTERN}+|.", re.DOTALL)
_URL_PIECE = re.compile(r"https?://|[^/\-_?&=.]*[/\-_?&=.]|[^/\-_?&=.]+")
_NO_START = set("，。；：？！、）》”’％%～—…·】］〕,.;:)")
_NO_END = set("（《“‘【［〔(")
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True, slots=True)
class Galley:
    """One paragraph to set: indents in em, ``size`` as a multiple of the body's; ``wide`` spans both columns."""

    text: str
    first: float = 2.0
    left: float = 0.0
    centre: bool = False
    size: float = 1.0
    wide: bool = False
    role: str = "body"
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One set line; ``first`` and ``last`` of its galley.  Calls stand in ``text`` as ⟦n⟧."""

    text: str
    galley: Galley
    first: bool
    last: bool


@dataclass(slots=True)
class Page:
    """A filled page: ``body`` and ``notes`` in order; ``markers`` are what its notes are called by here."""

    number: int
    body: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    markers: dict[int, str] = field(default_factory=dict)


def width(text: str) -> float:
    """Width in em: hanzi and Chinese marks 1, Western signs 0.5, thin spaces a quarter, a call 0.6."""
    bare = CALL.sub("①", text)
    return sum(
        0.25 if c in "\u2009 " else 0.5 if c < "\u2000" or c in "–" else 0.6 if c in CIRCLED else 1.0 for c in bare
    )


def _tokens(text: str, number_breaks: bool) -> list[str]:
    out: list[str] = []
    for token in _TOKEN.findall(text):
        if "://" in token:
            out += _URL_PIECE.findall(token)
        elif number_breaks and re.fullmatch(r"\d+\.\d+%?", token):
            out += [token[: token.index(".") + 1], token[token.index(".") + 1 :]]
        else:
            out.append(token)
    return out


def _clusters(tokens: list[str], call_starts_line: bool) -> list[str]:
    out: list[str] = []
    for token in tokens:
        call = token.startswith("⟦")
        glued = out and (token[0] in _NO_START or out[-1][-1] in _NO_END or (call and not call_starts_line))
        if glued and not (len(token) > 1 and token[0] in _NO_START and not call and out[-1][-1] not in _NO_END):
            out[-1] += token
        else:
            out.append(token)
    return out


def break_lines(
    galley: Galley, measure: float, *, call_starts_line: bool = False, number_breaks: bool = False
) -> list[Line]:
    """The galley's lines; no line is empty, and their texts (with the spaces at breaks) make up the galley's."""
    lines: list[str] = []
    line, used = "", galley.first
    for cluster in _clusters(_tokens(galley.text, number_breaks), call_starts_line):
        need = width(cluster)
        room = (measure - galley.left) / galley.size
        hang = 0.5 if cluster[-1] in _NO_START else 0.0
        if line and used + need > room + hang:
            lines.append(line)
            line, used = ("", 0.0) if cluster.isspace() else (cluster, need)
        else:
            line, used = line + cluster, used + need
    if line:
        lines.append(line)
    return [Line(text, galley, i == 0, i == len(lines) - 1) for i, text in enumerate(lines)]


@dataclass(slots=True)
class Press:
    """Fills pages: ``depth`` lines each; the notes of a line come to its page's foot when ``at_foot``."""

    depth: int
    measure: float
    at_foot: bool
    restart: bool
    marker: str  # "①" or a template such as "[{n}]"
    run_over: bool
    number: int = 1
    second_depth: int | None = None  # of the column beside the front matter, which spans both
    pages: list[Page] = field(default_factory=list)
    _rest: list[Line] = field(default_factory=list)
    _count: int = 0

    def run(self, lines: list[Line], notes: list[str], foot: list[Line]) -> list[Page]:
        """All pages; ``foot`` stands at the foot of the first one, above its notes."""
        self._open()
        self.pages[0].notes += foot
        for line in lines:
            calls = [int(n) for n in CALL.findall(line.text)] if self.at_foot else []
            bodies = [self._note(notes[n - 1]) for n in calls]
            need = 1 + sum(len(body) for body in bodies)
            page = self.pages[-1]
            free = self._depth() - len(page.body) - len(page.notes)
            if page.body and (free < 1 or (need > free and not (self.run_over and free > 1 + len(bodies)))):
                self._open()
            self._place(line, calls, bodies)
        return self.pages

    def _depth(self) -> int:
        return self.second_depth if len(self.pages) == 2 and self.second_depth is not None else self.depth

    def _open(self) -> None:
        page = Page(self.number + len(self.pages))
        page.notes, self._rest = list(self._rest), []
        if self.restart:
            self._count = 0
        self.pages.append(page)

    def _note(self, body: str) -> list[Line]:
        return break_lines(Galley("  " + body, first=2.0, size=0.86, role="note"), self.measure)

    def _place(self, line: Line, calls: list[int], bodies: list[list[Line]]) -> None:
        page = self.pages[-1]
        page.body.append(line)
        for n, body in zip(calls, bodies, strict=True):
            self._count += 1
            page.markers[n] = CIRCLED[self._count - 1] if self.marker == "①" else self.marker.format(n=self._count)
            free = max(self._depth() - len(page.body) - len(page.notes), 1)
            keep = body if not self.run_over or self._rest else body[:free]
            page.notes += [Line(f"⟦{n}⟧{keep[0].text.lstrip()}", keep[0].galley, True, keep[0].last), *keep[1:]]
            self._rest += body[len(keep) :]
