"""Where paragraphs begin on a page: by indents against the edge that their lines belong to."""

from __future__ import annotations

from sco_pub.clean.blocks import paragraphs
from sco_pub.clean.lines.lines import layout_text, read
from sco_pub.model.text import Geometry, RawLine, RawText

LEFT, SIZE, SMALL = 60.0, 10.5, 9.0
PROSE = "国际秩序的变动要求各国重新审视区域合作的机制并说明"


def starts(*lines: tuple[str, float, float]) -> list[str]:
    """The first signs of the lines that begin paragraphs; each line with its indent in em and its size."""
    made = [
        RawLine(text, 1, Geometry(LEFT + indent * size, LEFT + (indent + len(text)) * size, 700 - 16 * n, size))
        for n, (text, indent, size) in enumerate(lines)
    ]
    raw = RawText("a.pdf", "0", tuple(made), source="pdf")
    rows = read(raw, layout_text(raw.text))
    found = paragraphs.breaks(rows, paragraphs.Mode.GEOMETRY)
    return [row.text[:4] for row, decision in zip(rows[1:], found, strict=True) if decision.cut]


def test_steps_in_smaller_type_begin_paragraphs_although_most_are_one_line() -> None:
    """Five lines begin two em in, one at the column's edge: those five aren't the edge."""
    body = [(PROSE, 0.0, SIZE)] * 5 + [(f"{PROSE[:12]}：", 0.0, SIZE)]
    steps = [(f"（{n}）{PROSE[:14]}；", 2.0, SMALL) for n in (1, 2)]
    steps += [("其次进入同音检索子模块，将检索的关键字求长度，", 2.0, SMALL), ("划分，确定区号；", 0.0, SMALL)]
    steps += [(f"（{n}）{PROSE[:14]}；", 2.0, SMALL) for n in (4, 5)]
    assert starts(*body, *steps) == ["（1）国", "（2）国", "其次进入", "（4）国", "（5）国"]


def test_a_quotation_in_smaller_type_that_is_set_in_as_a_whole_has_its_own_edge() -> None:
    body = [(PROSE, 0.0, SIZE)] * 5 + [(f"{PROSE[:12]}：", 0.0, SIZE)]
    quoted = [
        ("起初天地混沌没有光也没有声音人们都在黑暗中摸索，", 2.0, SMALL),
        ("后来有了火，才看见了彼此的脸。", 2.0, SMALL),
    ]
    assert starts(*body, *quoted) == ["起初天地"]
