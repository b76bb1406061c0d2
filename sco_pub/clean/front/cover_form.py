"""Lift the form on the cover of a thesis, a course paper or a report: its title, its author, his school.

Strategy.  Such a cover is known by its labels: three of those that forms have (题目, 姓名, 学号 …) on the first page, and little
else.  The title is what stands behind 题目 down to the next label, or without that label the largest line that is
neither the school's name nor the form's (课程论文); the author is 姓名's value, never the teacher's.  The rest of the page is the
form's own and is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

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


def lift_form(lines: Sequence[Line], flow: Sequence[int], front: Front) -> list[int]:
    """The running text's positions without the form's page; its fields are lifted, its rest is dropped."""
    form, labelled = _form(lines, flow)
    if not form:
        return list(flow)
    title = _title(lines, form, labelled)
    for key in ("author", "affiliation"):
        valued = [p for p in labelled if labelled[p][0] == key and lines[p].text[labelled[p][1] :]]
        if valued:
            _add(lines, front, key, valued[:1], labelled)
    if title:
        _add(lines, front, "title", title, labelled)
        if title[0] not in labelled:
            ask(front, DoubtKind.TITLE, lines[title[0]], Took.LINE_AS_TITLE, Why.LARGEST_OF_FORM, "title")
    front.dropped.update({p: Rule.COVER for p in form if p not in front.taken})
    return [p for p in flow if p not in set(form)]


def _form(lines: Sequence[Line], flow: Sequence[int]) -> tuple[list[int], dict[int, tuple[str, int]]]:
    """The lines of the first page when it is a form, and its labels by line; no lines when it is none."""
    page = lines[flow[0]].page if flow else None
    near = [p for p in flow[:_FIRST] if page is None or lines[p].page == page]
    labelled = {p: found for p in near if (found := _label(lines[p].text))}
    kinds = {_bare(lines[p].text[:at]) for p, (_, at) in labelled.items()}
    form = near if page is not None else near[: near.index(max(labelled)) + 1] if labelled else []
    full = sum(hanzi_count(lines[p].text) for p in form) > _MOST_HANZI
    return ([] if full or len(kinds) < _LEAST else form), labelled


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


def _label(text: str) -> tuple[str, int] | None:
    """The key of the form's label that a line begins with, and where its value begins."""
    for key, pattern in _LABELLED:
        if (match := pattern.match(text)) and len(match["value"]) <= 60:
            return key, match.start("value")
    return None


def _title(lines: Sequence[Line], form: Sequence[int], labelled: Mapping[int, tuple[str, int]]) -> list[int]:
    at = next((n for n, p in enumerate(form) if p in labelled and labelled[p][0] == "title"), None)
    if at is not None:
        group = [form[at]]
        for p in form[at + 1 :]:
            if p in labelled or hanzi_count(lines[p].text) < 2 or not _alike(lines[form[at]], lines[p]):
                break
            group.append(p)
        return group if len(group) > 1 or lines[group[0]].text[labelled[group[0]][1] :] else []
    able = [p for p in form if p not in labelled and _names_work(lines[p].text)]
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


def _add(
    lines: Sequence[Line], front: Front, key: str, group: Sequence[int], labelled: Mapping[int, tuple[str, int]]
) -> None:
    first = lines[group[0]]
    at = labelled[group[0]][1] if group[0] in labelled else 0
    marks = [Range(first.line_start, first.start + at)] if at else []
    framed = first.text[at : at + 1] == "《" and lines[group[-1]].text.endswith("》")
    if framed and "".join(lines[p].text for p in group).count("《") == 1:  # a form's frame, no work in the title
        last = lines[group[-1]]
        marks += [Range(first.start + at, first.start + at + 1), Range(last.end - 1, last.end)]
    front.fields.append(Field(key, tuple(lines[p].range for p in group), tuple(marks), first.number))
    front.taken.update(group)
