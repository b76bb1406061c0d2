"""Lift the form on the cover of a thesis, a course paper or a report: its title, its author, his school.

Strategy.  Such a cover is known by its labels: three of those that forms have (题目, 姓名, 学号 …) on the first page, and little
else.  The title is what stands behind 题目 down to the next label, or without that label the largest line that is
neither the school's name nor the form's (课程论文); the author is 姓名's value, never the teacher's.  The rest of the page is the
form's own and is dropped.  Where the text begins on the same page, the form is the labelled lines at its head, one below the
other or several on a line (姓名：甲某　学号：1), and the title stands below them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sco_pub.clean.front.fields import Field, Front
from sco_pub.clean.front.title_by_words import ask
from sco_pub.clean.lines.lines import Line, line_at
from sco_pub.model.characters import HANZI, hanzi_count
from sco_pub.model.doubt import DoubtKind, Took, Why
from sco_pub.model.rule import Rule
from sco_pub.model.text import Range

_LABELS: tuple[tuple[str, str], ...] = (
    ("title", "(?:中文)?(?:论文|报告|作业|设计|文献综述)?(?:题目|标题|名称)"),
    ("author", "(?:学生|作者|研究生|报告人|申请人)?姓名|作者|学生|研究生|报告人|申请人|答辩人"),
    ("affiliation", "(?:所在|培养)?(?:学院|院系|院所|单位)(?:名称)?|系别|所在系"),
    (
        "",
        "学号|专业(?:名称)?|班级|年级|学科(?:专业)?|研究方向|课程(?:名称|编号)?|(?:指导|任课|授课|指导老师|校外指导)?(?:教师|老师)|导师|"
        "(?:完成|提交|答辩|撰写|论文)?(?:日期|时间)|成绩|评分|分类号|密级|学校代码|单位代码|学位(?:类型|类别)|UDC|学期|学年",
    ),
)
_FIRST = 40  # lines of a first page where pages aren't known
_LEAST = 3  # labels: two may stand in any text
_MOST_HANZI = 260  # of a page that is nothing but a form
_AGAIN = 12  # lines behind the form: title, author, date and the beginning of the abstract
_DATE = re.compile(r"(?:19|20)\d\d[年./-]\d{1,2}(?:[月./-](?:\d{1,2}日?)?)?")
_SCHOOL = re.compile("(?:大学|学院|研究院|研究所)$")
_FORM = re.compile(
    "(?:本科|硕士|博士|研究生|课程|毕业|学年|学位|学期|专业|结课|期[中末])*(?:学位)?(?:论文|设计|报告|作业|综述|封面)(?:[（(].{1,8}[）)])?"
)
_SPACE = r"[ \u3000\u00a0]*"


def _spaced(pattern: str) -> str:
    return re.sub(f"(?<=[{HANZI}])(?=[{HANZI}])", lambda _: _SPACE, pattern)


_LABELLED = tuple(
    (
        key,
        re.compile(
            rf"{_SPACE}(?:{_spaced(words)}){_SPACE}(?:[:：_＿]+|(?<=\s)|(?=\s)|$)[\s_＿]*(?P<value>.*?)[\s_＿]*$"
        ),
    )
    for key, words in _LABELS
)
# A second label on a line stands behind a space and has its colon.
_BESIDE = tuple((key, re.compile(rf"(?<=\s)(?:{_spaced(words)}){_SPACE}[:：]{_SPACE}")) for key, words in _LABELS)
_ABOVE = 2  # lines of a head above its first label: the course, the term


@dataclass(frozen=True, slots=True)
class _Said:
    """A form's statement: its label's key and words, and where on its line the value stands."""

    key: str
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Form:
    """The lines of a form (positions), what each of them says, and whether the form is a page of its own."""

    lines: Sequence[int]
    said: Mapping[int, Sequence[_Said]]
    whole: bool

    def first(self, key: str) -> tuple[int, _Said] | None:
        """The first statement under a label of this key that has a value on its line."""
        every = ((p, one) for p in self.lines for one in self.said.get(p, ()))
        return next(((p, one) for p, one in every if one.key == key and one.end > one.start), None)


def lift_form(lines: Sequence[Line], flow: Sequence[int], front: Front) -> list[int]:
    """The running text's positions without the form's; its fields are lifted, its rest is dropped."""
    form = _form(lines, flow)
    if form is None:
        return list(flow)
    for key in ("author", "affiliation"):
        if found := form.first(key):
            _add(lines, front, key, [found[0]], found[1])
    if title := _title(lines, form):
        labelled = next((one for one in form.said.get(title[0], ()) if one.key == "title"), None)
        _add(lines, front, "title", title, labelled)
        if labelled is None:
            ask(front, DoubtKind.TITLE, lines[title[0]], Took.LINE_AS_TITLE, Why.LARGEST_OF_FORM, "title")
    front.dropped.update({p: Rule.COVER for p in form.lines if p not in front.taken})
    return [p for p in flow if p not in set(form.lines)]


def _form(lines: Sequence[Line], flow: Sequence[int]) -> _Form | None:
    """The lines of the first page when it is a form, or its head when that is one."""
    page = lines[flow[0]].page if flow else None
    near = [p for p in flow[:_FIRST] if page is None or lines[p].page == page]
    said = {p: found for p in near if (found := tuple(_statements(lines[p].text)))}
    form = near if page is not None else near[: near.index(max(said)) + 1] if said else []
    whole = sum(hanzi_count(lines[p].text) for p in form) <= _MOST_HANZI
    form = form if whole else _head(near, said)
    kinds = {one.words for p in form for one in said.get(p, ())}
    return _Form(form, said, whole) if len(kinds) >= _LEAST else None


def _head(near: Sequence[int], said: Mapping[int, Sequence[_Said]]) -> list[int]:
    """The lines from the top down to the last of the labelled ones that stand together there."""
    at = next((n for n, p in enumerate(near) if p in said), len(near))
    below = next((n for n, p in enumerate(near[at:], at) if p not in said), len(near))
    return list(near[:below]) if at <= _ABOVE else []


def repeated(lines: Sequence[Line], flow: Sequence[int], front: Front) -> dict[int, Rule]:
    """Lines of the page behind the form that say its author or its date once more, alone."""
    people = [f for f in front.fields if f.key == "author"]
    names = {_bare(lines[line_at(lines, r.start)].text[_after(lines, f, r) :]) for f in people for r in f.ranges}
    near = [p for p in flow[:_AGAIN] if p not in front.taken]
    return {p: Rule.COVER for p in near if _bare(lines[p].text) in names or _DATE.fullmatch(_bare(lines[p].text))}


def _after(lines: Sequence[Line], field: Field, r: Range) -> int:
    """Where on the line of a field's range its label ends."""
    line = lines[line_at(lines, r.start)]
    return max((mark.end - line.start for mark in field.label if mark.start <= line.start < mark.end), default=0)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _statements(text: str) -> Iterator[_Said]:
    """What a line says under the form's labels: one that it begins with, and others behind it."""
    first = next(((k, m) for k, pattern in _LABELLED if (m := pattern.match(text)) and len(m["value"]) <= 60), None)
    if first is None:
        return
    key, match = first
    beside = sorted(
        (m.start(), m.end(), k)
        for k, pattern in _BESIDE
        for m in pattern.finditer(text, match.end(0) - len(match["value"]))
    )
    starts = [(match.start(), match.start("value"), key), *beside]
    for (at, start, kind), end in zip(starts, [*(b[0] for b in beside), len(text)], strict=True):
        value = text[start:end].rstrip(" \u3000\u00a0_＿")
        yield _Said(kind, _bare(text[at:start]), start, start + len(value))


def _title(lines: Sequence[Line], form: _Form) -> list[int]:
    """The lines of the title: what stands behind its label, or on a page of its own the largest that could be one."""
    at = next((n for n, p in enumerate(form.lines) if any(s.key == "title" for s in form.said.get(p, ()))), None)
    if at is not None:
        group = [form.lines[at]]
        for p in form.lines[at + 1 :]:
            if p in form.said or hanzi_count(lines[p].text) < 2 or not _alike(lines[form.lines[at]], lines[p]):
                break
            group.append(p)
        return group if len(group) > 1 or form.first("title") else []
    able = [p for p in form.lines if form.whole and p not in form.said and _names_work(lines[p].text)]
    sizes = {p: g.size if (g := lines[p].geometry) else 0.0 for p in able}
    largest = max(sizes.values(), default=0.0)
    group = [p for p in able if sizes[p] >= 0.93 * largest]
    return group[:3] if group and (largest or len(group) == 1) else []


def _names_work(text: str) -> bool:
    bare = re.sub(r"\s", "", text)
    return (
        hanzi_count(bare) >= 4
        and not _FORM.fullmatch(bare)
        and not _SCHOOL.search(bare)
        and not re.match(r"[\d年月日]+$", bare)
    )


def _alike(a: Line, b: Line) -> bool:
    g, h = a.geometry, b.geometry
    return g is None or h is None or abs(g.size - h.size) < 0.1 * g.size


def _add(lines: Sequence[Line], front: Front, key: str, group: Sequence[int], said: _Said | None) -> None:
    first, last = lines[group[0]], lines[group[-1]]
    at = said.start if said else 0
    marks = [Range(first.line_start, first.start + at)] if at else []
    if said and said.end < len(first.text.rstrip(" _＿")):  # another statement behind it
        marks.append(Range(first.start + said.end, first.full_end))
    framed = first.text[at : at + 1] == "《" and last.text.endswith("》")
    if framed and "".join(lines[p].text for p in group).count("《") == 1:  # a form's frame, no work in the title
        marks += [Range(first.start + at, first.start + at + 1), Range(last.end - 1, last.end)]
    front.fields.append(Field(key, tuple(lines[p].range for p in group), tuple(marks), first.number))
    front.taken.update(group)
