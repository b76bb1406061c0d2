"""What a line shows: from its signs, from the text around it, and from its place on the page."""

from __future__ import annotations

from sco_pub.clean.lines import features, lines
from sco_pub.clean.lines.features import Rows
from sco_pub.model.text import Band, Geometry, RawLine, RawText
from tests.clean.texts import BODY, raw


def rows(*texts: str) -> Rows:
    layer = raw("\n".join(texts))
    return features.table(lines.read(layer, lines.layout_text(layer.text)))


def placed(*given: tuple[str, int, float, Band]) -> Rows:
    """Lines by text, page, baseline and band."""
    made = tuple(
        RawLine(text, page, Geometry(x0=60.0, x1=60.0 + 10 * len(text), baseline=y, size=10.0, band=band))
        for text, page, y, band in given
    )
    layer = RawText("a.pdf", "", made, source="pdf")
    return features.table(lines.read(layer, lines.layout_text(layer.text)))


def test_a_row_says_what_the_line_begins_with_and_how_it_ends() -> None:
    note, heading, field, text = rows("① 参见某书，第 3 页。", "一、渡口的设立", "收稿日期：2001-02-03", "渡口的设立")
    assert (note.mark, note.ended, note.sourced) == (True, True, True)
    assert (heading.scheme, heading.number, heading.numbered) == ("cn", 1, True)
    assert field.label
    assert not (text.mark or text.ended or text.numbered or text.label or text.sourced)


def test_lines_that_differ_in_their_digits_alone_have_one_shape() -> None:
    found = rows("远东研究　2001 年第 3 期", *BODY, "远东研究 2001年第3期", *BODY, "远东研究 2002年第11期")
    assert [row.repeats for row in found if row.masthead] == [3, 3, 3]


def test_a_line_is_full_where_the_next_word_did_not_fit() -> None:
    found = rows(*BODY * 3)
    assert [row.full for row in found][:3] == [True, True, False]


def test_without_places_no_line_is_surely_inside_its_page() -> None:
    assert not any(row.inside or row.band for row in rows(*BODY))


def test_the_page_proves_which_lines_stand_inside_it() -> None:
    page = [("正文的一行" * 3, 1, 700.0 - 20 * n, Band.TEXT) for n in range(8)]
    found = placed(("远东研究", 1, 760.0, Band.HEAD), *page, ("12", 1, 40.0, Band.FOOT))
    assert found[0].band is Band.HEAD
    assert not found[0].inside
    assert not found[9].inside
    assert all(row.inside for row in list(found)[3:7])
