"""Part lines in which a heading runs into its paragraph: 5.1 某某模型　甲等开发了 ….

Strategy.  Type tells: the line begins with a heading's number, is set heavier or in another face than the running text up
to a place, and in the running text's own behind it; the heading may fill lines above that one in the same type.  The line becomes
two, cut where the type changes, so that the heading holds nothing of its paragraph.  Words that are stressed inside a sentence
have no number of a heading before them or end with a comma; a sentence in bold that counts (第一，…。) opens a paragraph.

Or white tells, in the text's own type (journals of medicine and engineering set 1.1　名称　正文 so, as CY/T 171 has it): a number
in parts, a blank as wide as a sign, a few words, such a blank again or a colon, and a sentence that goes on in the next line.
A full stop tells too where nearly all such numbers have a few words before one: numbered sentences are seldom that short.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sco_pub.clean.lines.lines import Line, ends_sentence
from sco_pub.clean.lines.type_face import BodyType, signed
from sco_pub.lexicon import enumerators
from sco_pub.lexicon.captions import is_caption
from sco_pub.model.characters import HANZI, em, hanzi_count, is_space
from sco_pub.model.text import Face

_MOST_LINES = 3  # of one heading
_LEAST, _MOST = 2, 64  # signs of a heading with its number at least, em at most: two lines of the widest measure
_REST = 2  # signs of the paragraph that follow on the line, at least
_GOES_ON = frozenset(
    "：:，,；;、"
)  # in the text's face: what stands before is a word set off, and its sentence goes on
_OPEN_END = re.compile(r"[，、；,;（(“《]$")
_SIGN = re.compile(r"\w")
# A number in parts (3.2.1), a blank, a heading's words, which hold no sentence, and what parts them from the paragraph.
_IN_PARTS = rf"\d{{1,2}}(?:\s*[.．]\s*\d{{1,2}}){{1,3}}[ \u3000]+(?=.*?[{HANZI}])"
_SENTENCE = rf"(?=[{HANZI}A-Za-z“‘《（(])"
_BY_WHITE = re.compile(rf"{_IN_PARTS}[^\s。；：:;]{{2,24}}(?:\u3000+|[：:][ \u3000]*){_SENTENCE}")
_BY_STOP = re.compile(rf"{_IN_PARTS}[^\s。；：:;]{{2,20}}。{_SENTENCE}")
_STOPPED, _OF_ALL = 3, 0.8  # headings before a full stop in a text at least, and their share of its numbers in parts
_REST_OF_HEAD = 0.6  # of a line's width: what is shorter and no sentence's end is the rest of a heading
_FILLED = 1.5  # em that a paragraph's line lacks at most: a mark at its end, or a word that didn't fit


def parted(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, those that hold a heading's end and its paragraph's beginning made two."""
    body = BodyType.of(lines)
    if not body.size:
        return tuple(lines)
    out: list[Line] = []
    plain = _by_words(lines)
    opened = 0  # lines since a heading began that hasn't ended
    for n, line in enumerate(lines):
        begins = _numbered(line.text)
        opened = 0 if begins else opened  # a heading with a number of its own goes on from none
        below = lines[n + 1].text if n + 1 < len(lines) else ""
        cut = _change(line, body) if begins or opened else 0
        by_type = cut if cut and _is_heading([*lines[n - opened : n], line], cut, below) else 0
        if at := by_type or plain.get(n, 0):
            out += cut_at(line, at)
        else:
            out.append(line)
        goes_on = cut == 0 and (begins or opened) and body.display(line) and _same_column(lines, n)
        opened = opened + 1 if goes_on and opened < _MOST_LINES else 0
    return tuple(out)


def _numbered(text: str) -> bool:
    return enumerators.typed(text)[1] is not None and not is_caption(text)


def _by_words(lines: Sequence[Line]) -> dict[int, int]:
    """By the index of a line in the text's own type: where on it a heading is parted from its paragraph."""
    numbered = [n for n, line in enumerate(lines) if re.match(_IN_PARTS, line.text) and _fills(lines, n)]
    white = {n: found.end() for n in numbered if (found := _BY_WHITE.match(lines[n].text))}
    stop = {n: found.end() for n in numbered if n not in white and (found := _BY_STOP.match(lines[n].text))}
    usual = len(stop) >= _STOPPED and len(stop) >= _OF_ALL * (len(numbered) - len(white))
    return white | stop if usual else white


def _fills(lines: Sequence[Line], n: int) -> bool:
    """Whether a line is filled as a paragraph's is that goes on in the next: a short one that ends no sentence is a heading's."""
    g, h = lines[n].geometry, lines[n + 1].geometry if n + 1 < len(lines) else None
    if g is None or h is None or not _same_column(lines, n):
        return False
    rest = h.x1 - h.x0 < _REST_OF_HEAD * (g.x1 - g.x0) and not ends_sentence(lines[n + 1].text)
    return g.x1 > h.x1 - _FILLED * g.size and h.x0 < g.x0 + g.size and not rest


def _change(line: Line, body: BodyType) -> int:
    """Where on the line its type becomes the running text's for good; 0 when it never does, or is so from the beginning."""
    signs = [(i, body.differs(face)) for i, face in signed(line) if _SIGN.match(line.text[i])]
    last = next((n for n in range(len(signs) - 1, -1, -1) if signs[n][1]), -1)
    lead = signs[: last + 1]
    if not lead or len(signs) - len(lead) < _REST or not _of_one_face(line, lead):
        return 0
    at = lead[-1][0] + 1
    faces = dict(signed(line))
    while at < len(line.text) and (is_space(line.text[at]) or _closes(line.text, at, faces, body)):
        at += 1
    return 0 if line.text[at : at + 1] in _GOES_ON else at


def _of_one_face(line: Line, lead: Sequence[tuple[int, bool]]) -> bool:
    """Whether a heading's hanzi are all set off; figures may come from the running text's Latin font, as they do there."""
    hanzi = [differs for i, differs in lead if hanzi_count(line.text[i])]
    return all(hanzi) if len(hanzi) >= _LEAST else all(differs for _, differs in lead)


def _closes(text: str, at: int, faces: dict[int, Face], body: BodyType) -> bool:
    """Whether a mark behind the heading's last word is the heading's: it is set in its type, or ends what it opened."""
    own = at in faces and body.differs(faces[at])
    return not _SIGN.match(text[at]) and (own or text[at] in "。）)”》？")


def _is_heading(rows: Sequence[Line], cut: int, below: str) -> bool:
    text = "".join([*(row.text for row in rows[:-1]), rows[-1].text[:cut]]).strip()
    scheme, number, _ = enumerators.typed(text)
    if hanzi_count(f"{rows[-1].text[cut:]}{below}") < _REST:
        return False
    if (
        len(_SIGN.findall(text)) <= _LEAST
        or em(text) > _MOST
        or _OPEN_END.search(text)
        or (scheme == "arabic-round" and text[-1] in "：:")
    ):
        return False
    return number is not None and not ends_sentence(text)


def _same_column(lines: Sequence[Line], n: int) -> bool:
    """Whether the next line stands in the same column."""
    g, h = lines[n].geometry, lines[n + 1].geometry if n + 1 < len(lines) else None
    return g is not None and h is not None and lines[n].page == lines[n + 1].page and g.column == h.column


def cut_at(line: Line, at: int) -> list[Line]:
    """The line made two before the sign at ``at``; the second begins at its own place."""
    g = line.geometry
    head = line.text[:at].rstrip()
    offset = line.start + at
    first = replace(line, text=head, end=line.start + len(head), full_end=offset)
    second = replace(line, line_start=offset, start=offset, lead="", text=line.text[at:], blank_before=False)
    if g is None:
        return [first, second]
    shift = len(line.lead) + at
    edge = g.boxes[len(line.lead) + len(head) - 1][1] if g.boxes else g.x1
    start = g.boxes[shift][0] if g.boxes else g.x0
    faces = [replace(face, start=max(0, face.start - shift)) for face in g.faces]
    later = [face for n, face in enumerate(faces) if n + 1 == len(faces) or faces[n + 1].start > 0]
    behind = replace(
        g,
        x0=start,
        boxes=g.boxes[shift:],
        raised=frozenset(i - shift for i in g.raised if i >= shift),
        faces=tuple(later),
        bold=False,
    )
    return [
        replace(first, geometry=replace(g, x1=edge, bold=_heavy(line, at))),
        replace(second, geometry=behind),
    ]


def _heavy(line: Line, end: int) -> bool:
    bold = [face.bold for i, face in signed(line) if i < end]
    return sum(bold) * 2 > len(bold)
