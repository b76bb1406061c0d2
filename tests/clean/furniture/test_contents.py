"""Tables of contents: no text of the article's, but a witness of its headings."""

from __future__ import annotations

from sco_pub.model.doubt import DoubtKind, Why
from sco_pub.model.text import Role
from tests.clean.printed_pages import PROSE, TEXT, cleaned_page
from tests.clean.texts import of

HEADS = ("一、渡口的设立", "二、渡口的费用", "三、渡口的裁撤", "四、结语")
LISTED = "".join(f"<p style='text-indent: 0'>{head}……………………{n}</p>" for n, head in enumerate(HEADS, 1))
PARTS = "".join(
    f"<p class=hei style='margin: 10pt 0; text-indent: 0'>{head}</p><p>{PROSE[n % 3]}</p>{TEXT}"
    for n, head in enumerate(HEADS)
)


def page(listed: str, parts: str = PARTS) -> str:
    return f"<h1>渡口小史</h1><p class=mid>王明</p><p class=mid>目　录</p>{listed}{parts}"


def test_a_table_of_contents_is_left_out_and_named() -> None:
    outcome = cleaned_page(page(LISTED))
    assert "CLN-074" in {finding.code for finding in outcome.findings}
    assert "目" not in "".join(block.text for block in outcome.value.blocks)
    assert sum(text.startswith(HEADS[0]) for text in of(outcome, Role.HEADING) + of(outcome, Role.PARAGRAPH)) == 1


def test_a_line_alone_that_it_names_and_that_is_no_heading_is_asked_about() -> None:
    more = LISTED.replace("四、结语", "渡口会社留下的账目")
    named = "<p>渡口会社留下的账目</p>"
    outcome = cleaned_page(page(more, PARTS.replace(TEXT, f"{TEXT}{named}", 1)))
    asked = [d.excerpt for d in outcome.value.ledger.doubts if d.why is Why.IN_CONTENTS]
    assert asked == ["渡口会社留下的账目"]
    assert asked[0] in of(outcome, Role.PARAGRAPH)


def test_a_list_below_such_a_head_whose_lines_have_no_pages_is_text() -> None:
    listed = "".join(f"<p style='text-indent: 0'>{head}的案卷</p>" for head in HEADS)
    outcome = cleaned_page(page(listed))
    assert "CLN-074" not in {finding.code for finding in outcome.findings}
    assert [d for d in outcome.value.ledger.doubts if d.kind is DoubtKind.HEADING and d.why is Why.IN_CONTENTS] == []
