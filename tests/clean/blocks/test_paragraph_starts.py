"""Where paragraphs begin on a page: by indents against the edge that their lines belong to."""

from __future__ import annotations

from sco_pub.clean import cleaning
from sco_pub.clean.blocks import paragraphs
from sco_pub.clean.blocks.indents import Break
from sco_pub.clean.lines.lines import layout_text, read
from sco_pub.model.text import Geometry, RawLine, RawText, Role

LEFT, SIZE, SMALL = 60.0, 10.5, 9.0
PROSE = "国际秩序的变动要求各国重新审视区域合作的机制并说明"


def starts(*lines: tuple[str, float, float]) -> list[str]:
    """The first signs of the lines that begin paragraphs; each line with its indent in em and its size."""
    return [text[:4] for text, decision in decided(*lines) if decision.cut]


def decided(*lines: tuple[str, float, float]) -> list[tuple[str, Break]]:
    """The lines after the first, with what was decided of each."""
    made = [
        RawLine(text, 1, Geometry(LEFT + indent * size, LEFT + (indent + len(text)) * size, 700 - 16 * n, size))
        for n, (text, indent, size) in enumerate(lines)
    ]
    raw = RawText("a.pdf", "0", tuple(made), source="pdf")
    rows = read(raw, layout_text(raw.text))
    found = paragraphs.breaks(rows, paragraphs.Mode.GEOMETRY)
    return [(row.text, decision) for row, decision in zip(rows[1:], found, strict=True)]


def test_a_point_that_hangs_goes_on_without_a_question_and_a_line_set_in_alone_is_asked_about() -> None:
    body = [(PROSE, 0.0, SIZE)] * 5
    point = [(f"•{PROSE[1:]}", 0.0, SIZE), ("把各处渡口的水位与船只按年代编成一册并且附上全", 1.5, SIZE)]
    more = [("全部名录与索引。", 1.5, SIZE)]
    hanging = dict(decided(*body, *point, *more))
    assert [(hanging[text].cut, hanging[text].open) for text, *_ in (point[1], *more)] == [(False, False)] * 2
    (last,) = [one for text, one in decided(*body, ("全部名录与索引。", 1.5, SIZE)) if text == "全部名录与索引。"]
    assert (last.cut, last.open) == (False, True)


def test_steps_in_smaller_type_begin_paragraphs_although_most_are_one_line() -> None:
    """Five lines begin two em in, one at the column's edge: those five aren't the edge."""
    body = [(PROSE, 0.0, SIZE)] * 5 + [(f"{PROSE[:12]}：", 0.0, SIZE)]
    steps = [(f"（{n}）{PROSE[:14]}；", 2.0, SMALL) for n in (1, 2)]
    steps += [("其次进入同音检索子模块，将检索的关键字求长度，", 2.0, SMALL), ("划分，确定区号；", 0.0, SMALL)]
    steps += [(f"（{n}）{PROSE[:14]}；", 2.0, SMALL) for n in (4, 5)]
    assert starts(*body, *steps) == ["（1）国", "（2）国", "其次进入", "（4）国", "（5）国"]


def test_no_paragraph_begins_with_a_mark_that_ends_a_sentence() -> None:
    """A line's last sign stood alone on the next one, set in, behind a raised citation."""
    body = [(f"　　{PROSE}", 0.0, SIZE), (PROSE, 0.0, SIZE), (f"{PROSE[:8]}［2］", 0.0, SIZE), ("。", 2.0, SIZE)]
    assert "。" not in starts(*body, (f"　　{PROSE}", 0.0, SIZE), (PROSE, 0.0, SIZE))


def test_a_quotation_in_smaller_type_that_is_set_in_as_a_whole_has_its_own_edge() -> None:
    body = [(PROSE, 0.0, SIZE)] * 5 + [(f"{PROSE[:12]}：", 0.0, SIZE)]
    quoted = [
        ("起初天地混沌没有光也没有声音人们都在黑暗中摸索，", 2.0, SMALL),
        ("后来有了火，才看见了彼此的脸。", 2.0, SMALL),
    ]
    assert starts(*body, *quoted) == ["起初天地"]


def test_a_column_of_points_of_one_line_each_has_the_side_of_the_other_pages() -> None:
    """Seven lines of eleven begin where first lines do: the column's own left side is found by two alone."""
    other = [(1, PROSE, 2.0 * (n == 0)) for n in range(9)]
    points = [(2, PROSE, 2.0), (2, PROSE, 0.0), (2, f"{PROSE[:12]}：", 0.0)]
    points += [(2, f"（{n}）{PROSE[:14]}。", 1.6) for n in range(1, 9)]
    made = [
        RawLine(text, page, Geometry(LEFT + indent * SIZE, LEFT + (indent + len(text)) * SIZE, 700 - 16 * n, SIZE))
        for n, (page, text, indent) in enumerate([*other, *points])
    ]
    raw = RawText("a.pdf", "0", tuple(made), source="pdf")
    rows = read(raw, layout_text(raw.text))
    found = paragraphs.breaks(rows, paragraphs.Mode.GEOMETRY)
    begins = [row.text[:3] for row, decision in zip(rows[1:], found, strict=True) if decision.cut]
    assert begins[-8:] == [f"（{n}）" for n in range(1, 9)]


def test_a_caption_without_its_picture_stands_behind_the_paragraph_whose_sentence_it_parts() -> None:
    body = [(PROSE, 2.0, SIZE)] + [(PROSE, 0.0, SIZE)] * 3
    lines = [
        *body,
        ("图 2　渡口的旧址", 8.0, SMALL),
        ("图 3　碑文的拓片", 8.0, SMALL),
        *body[1:],
        ("这是段末。", 0.0, SIZE),
    ]
    made = [
        RawLine(text, 1, Geometry(LEFT + indent * size, LEFT + (indent + len(text)) * size, 700 - 16 * n, size))
        for n, (text, indent, size) in enumerate(lines)
    ]
    blocks = cleaning.clean(RawText("a.pdf", "0", tuple(made), source="pdf")).value.blocks
    texts = [block.text for block in blocks if block.role is Role.PARAGRAPH]
    assert texts == [f"{PROSE * 7}这是段末。", "图2　渡口的旧址", "图3　碑文的拓片"]
