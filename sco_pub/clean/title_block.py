"""Lift the title block, which has no labels: what stands above the first field or paragraph, and its English twin.

Strategy.  Mastheads and column names are known by their form, the authors' line by the shape of Chinese names or by the
institution below it, the affiliation by its institution; the title is what is left, a subtitle begins with a dash.  Latin
lines just above an English abstract are its title and authors.  A line that fits nothing stays in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from sco_pub.clean import labels
from sco_pub.clean.fields import Field, Front
from sco_pub.clean.furniture import shape
from sco_pub.clean.lines import Line, ends_sentence, line_at, measure
from sco_pub.clean.names import ORG, is_author_line
from sco_pub.model.characters import HANZI, WORD, hanzi_count

_MASTHEAD = re.compile(
    r"第\s*[0-9０-９一二三四五六七八九十]+\s*[卷期]|(?i:\bVol\s*\.|\bNo\s*\.)|^\s*[0-9０-９]{4}\s*年(?:第|\s*[0-9０-９]+\s*月)|(?i:ISSN)|"
    r"总第|^[(（]?(?:双月刊|季刊|月刊)"
)


_COLUMN = re.compile(r"^(?:[·•●◆■▪]\s*.{2,16}\s*[·•●◆■▪]?|[【〔［].{2,14}[】〕］]|.{2,12}[·•]|[☆★]\s*.{2,16})$")


def lift(
    lines: Sequence[Line],
    flow: Sequence[int],
    front: Front,
    found: list[labels.Label],
    is_heading: Callable[[str], bool],
    head_shapes: frozenset[str],
) -> None:
    """The lines before the first field or paragraph: masthead, column, title, subtitle, authors, affiliation."""
    top: list[int] = []
    full = measure([lines[p] for p in flow])
    for p in flow[:16]:
        line = lines[p]
        if p in front.taken and not top:
            continue  # codes above the title
        if p in front.taken or is_heading(line.text) or ends_sentence(line.text) or "。" in line.text:
            break
        if not _affiliated(lines, top, p) and _paragraph(lines, flow, p, full):
            break
        top.append(p)
    if not top or (not found and len(flow) > len(top) and len(top) > 10):
        return
    kinds = _kinds(lines, top, head_shapes)
    for key in dict.fromkeys(k for _, k in kinds if k):
        group = [p for p, k in kinds if k == key]
        if key == "running-head":
            front.dropped.update(dict.fromkeys(group, "running-head"))
            continue
        front.fields.append(Field(key, tuple(lines[p].range for p in group), number=lines[group[0]].number))
        front.taken.update(group)


def _affiliated(lines: Sequence[Line], top: list[int], p: int) -> bool:
    """Whether a line goes on with the authors' institutions: an opening bracket, a number, or a bracket still open."""
    if not top:
        return False
    named = any(is_author_line(lines[q].text) for q in top)
    if not named and not (ORG.search(lines[p].text) and re.match(r"[(（]", lines[p].text)) and not _open(lines, top):
        return False
    return bool(re.match(r"[(（]|\d\s*[.．]", lines[p].text)) or _open(lines, top)


def _open(lines: Sequence[Line], top: list[int]) -> bool:
    text = "".join(lines[q].text for q in top[-3:])
    return text.count("（") + text.count("(") > text.count("）") + text.count(")")


def _paragraph(lines: Sequence[Line], flow: Sequence[int], p: int, full: float) -> bool:
    """Whether a line begins running text: full, and so is the next, or the next ends a sentence."""
    after = flow.index(p) + 1
    if lines[p].width <= full - 3 or hanzi_count(lines[p].text) <= 20 or after >= len(flow):
        return False
    following = lines[flow[after]]
    return following.width > full - 3 or ends_sentence(following.text)


def _kinds(lines: Sequence[Line], top: list[int], head_shapes: frozenset[str]) -> list[tuple[int, str]]:
    """What each line of the title block is; an empty kind for what fits nothing."""
    kinds: list[tuple[int, str]] = []
    author_at = _author_at(lines, top)
    sizes = [g.size for p in top if (g := lines[p].geometry)]
    seen_title = False
    repeated = [p for p in top if shape(lines[p].text) in head_shapes]
    if len(repeated) == 1 and any(p not in repeated and _could_be_title(lines[p].text) for p in top):
        kinds.append((repeated[0], "running-head"))
        top = [p for p in top if p not in repeated]
        author_at = _author_at(lines, top)
    for n, p in enumerate(top):
        text, g = lines[p].text, lines[p].geometry
        key = ""
        if not seen_title and (_MASTHEAD.search(text) or not hanzi_count(text) or _names_journal(lines, p)):
            key = "published-in"
        elif _COLUMN.match(text) and not seen_title:
            key = "column"
        elif author_at is not None and n == author_at:
            key = "author"
        elif seen_title and (author_at is None or n < author_at) and re.match("^(?:——|—|－－|--|：)", text):
            key = "subtitle"
        elif (
            author_at is not None
            and n > author_at
            and (ORG.search(text) or re.match(r"^[(（]", text) or re.search(r"\d{6}", text))
        ):
            key = "affiliation"
        elif author_at is not None and n > author_at and is_author_line(text):
            key = "author"
        elif author_at is not None and n > author_at and kinds[-1][1] == "affiliation" and hanzi_count(text):
            key = "affiliation"
        elif (author_at is None or n < author_at) and hanzi_count(text) >= 2:
            later = [k for _, k in kinds]
            if "subtitle" in later:
                key = "subtitle"
            elif not sizes or g is None or g.size >= max(sizes) - 1.0:
                key, seen_title = "title", True
            else:
                key = "column"
        kinds.append((p, key))
    return kinds


def _author_at(lines: Sequence[Line], top: list[int]) -> int | None:
    """Which line of the title block names the authors: by known surnames, or by the institution below it."""
    for n, p in enumerate(top):
        if n and is_author_line(lines[p].text):
            return n
    for n, p in enumerate(top[:-1]):
        parts = re.split(r"[\s,，、0-9]+", lines[p].text.strip())
        below = lines[top[n + 1]].text
        names = all(re.fullmatch(f"[{HANZI}]{{2,4}}", x) for x in parts if x) and hanzi_count(lines[p].text) <= 20
        if n and names and re.match(r"[(（]", below) and ORG.search(below):
            return n
    return None


def _names_journal(lines: Sequence[Line], p: int) -> bool:
    """Whether a line comes back elsewhere before an issue's number: then it is the journal's name."""
    text = re.sub(r"\s", "", lines[p].text)
    if len(text) > 16:
        return False
    return any(
        q != p and _MASTHEAD.search(line.text) and text in re.sub(r"\s", "", line.text) for q, line in enumerate(lines)
    )


def _could_be_title(text: str) -> bool:
    return (
        hanzi_count(text) >= 6
        and not re.match("[—―－-]", text)
        and not (ORG.search(text) or is_author_line(text) or _MASTHEAD.search(text) or _COLUMN.match(text))
    )


def lift_english(lines: Sequence[Line], flow: Sequence[int], front: Front) -> None:
    """Latin lines just above an English abstract are its title and authors."""
    anchor = next((f for f in front.fields if f.key in ("abstract-en", "keywords-en", "author-en")), None)
    if anchor is None or any(f.key == "title-en" for f in front.fields):
        return
    p = line_at(lines, anchor.ranges[0].start)
    above: list[int] = []
    for q in range(p - 1, max(-1, p - 9), -1):
        if (
            q not in flow
            or q in front.taken
            or hanzi_count(lines[q].text)
            or not re.search(f"[{WORD}]{{2}}", lines[q].text)
        ):
            break
        above.insert(0, q)
    if not above:
        return
    title = [
        q
        for n, q in enumerate(above)
        if n == 0 or (not _english_names(lines[q].text) and q == above[n - 1] + 1 and n < 3)
    ]
    names = [q for q in above if q not in title]
    front.fields.append(Field("title-en", tuple(lines[q].range for q in title), number=lines[title[0]].number))
    if names:
        front.fields.append(Field("author-en", tuple(lines[q].range for q in names), number=lines[names[0]].number))
    front.taken.update(above)


def _english_names(text: str) -> bool:
    return bool(re.match(r"^[(（]|^[A-Z][A-Za-z\-’']+\s[A-Z][A-Za-z\-’']+\s*[\d*,，、]*", text)) and (
        len(text.split()) <= 4 or text.startswith(("(", "（")) or bool(re.search(r"[\d*,，]", text))
    )
