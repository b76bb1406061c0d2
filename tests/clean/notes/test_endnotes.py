"""Endnotes under their heading: in columns of their own, several marks before one text, the last entry's end."""

from __future__ import annotations

from sco_pub.model.doubt import DoubtKind, Why
from sco_pub.model.text import Role
from tests.clean.printed_pages import PROSE, cleaned_page
from tests.clean.texts import cleaned as cleaned_text
from tests.clean.texts import of, shown

SMALL = ".list{font-size:8pt;line-height:12pt;columns:2;column-gap:20pt;text-indent:0} .list p{text-indent:0}"


def entries(*texts: str) -> str:
    return "<div class=list><p>注释：</p>" + "".join(f"<p>{text}</p>" for text in texts) + "</div>"


def called(*marks: str) -> str:
    paragraphs = [f"<p>{PROSE[n % 3][:-1]}。<sup>{mark}</sup>{PROSE[(n + 1) % 3]}</p>" for n, mark in enumerate(marks)]
    return "".join(paragraphs)


FILLED = [
    f"{mark}某甲：《渡口研究》，南方出版社，2003年，第{n}页。参见同书所附的水文记录与船只名册，二者的年份略有出入。"
    for n, mark in enumerate("①②③④⑤", 1)
]


def notes(body: str) -> dict[str, str]:
    found = cleaned_page(body, SMALL)
    return {b.label: shown(b.text) for b in found.value.blocks if b.role is Role.NOTE}


def test_a_list_in_columns_ends_where_its_own_lines_say() -> None:
    """Its last entry breaks in a column half as wide as the text's."""
    last = "⑥Hall Robert, A Study of the Ferries of the Upper River, vol. 2, New York and London: Routledge, 1994."
    found = notes(called(*"①②③④⑤⑥") + entries(*FILLED, last))
    assert len(found) == 6
    assert list(found.values())[-1].endswith("Routledge, 1994.")


def test_marks_side_by_side_have_one_text_though_the_second_is_another_page_s() -> None:
    shared = [FILLED[0].replace("①", "①④"), *FILLED[1:3], FILLED[4]]
    found = notes(called(*"①②③④⑤") + entries(*shared))
    assert len(found) == 5
    texts = list(found.values())
    assert texts[0] == texts[3]
    assert "第1页" in texts[0]


def test_marks_side_by_side_in_a_text_without_places() -> None:
    lines = [
        "渡口的设立与裁撤",
        *(f"县志说渡口设于前代{mark}，后来由村民共同出资维持，到了近代才废止不用。" for mark in "①②③④"),
        "注释：",
        "①④某甲：《渡口研究》，南方出版社，2003年，第5页。",
        "②某乙：《渡夫研究》，南方出版社，2004年，第6页。",
        "③某丙：《船板研究》，南方出版社，2005年，第7页。",
    ]
    found = of(cleaned_text("\n".join(lines)), Role.NOTE)
    assert len(found) == 4
    assert found[0] == found[3]


def test_a_note_left_behind_is_asked_about_where_its_number_is_called_in_vain() -> None:
    text = (
        "流域的用水制度\n　　灌溉季节的用水权在旧约里只写作习惯[1]，没有数字。枯水年份由双方的工程师共同核定[2]。\n"
        "　　任何一方不得单独更改闸门的开度，这一点后来成为同类协定的范本[3]。\n"
        "[3]陈立：《放水量的核定》，《水利学报》2007年第5期。\n　　制度的供给总是落后于制度的需求。\n"
        "注释：\n[1]李成：《流域史》，商务印书馆1999年版，第3页。\n[2]这一比例不含支流，也不含地下水。\n"
    )
    doubts = cleaned_text(text).value.ledger.doubts
    assert [(d.line, d.why) for d in doubts if d.kind is DoubtKind.NOTE_UNREAD] == [(4, Why.MARK_UNANSWERED)]
