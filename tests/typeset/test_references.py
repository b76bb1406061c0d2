"""Citations become links to their entries and entries lead back, when the text is set and not before."""

from __future__ import annotations

from typing import Any

from sco_pub.edge.pandoc import door as pandoc
from sco_pub.model import ast
from sco_pub.model.document import Document
from sco_pub.typeset.references import has_references, set_references

LIST = "\n\n# 参考文献\n\n\\[1\\] 甲.\n\n\\[2\\] 乙.\n\n\\[3\\] 丙.\n"


def made(markdown: str, lang: str = "zh-CN", **named: Any) -> Document:
    (document,) = pandoc.read_markdown([markdown])
    return set_references(document, lang, lambda words: words, **named)


def links(document: Document, role: str = "doc-biblioref") -> list[tuple[str, str]]:
    """Words and target of each link with a role."""
    return [
        (ast.stringify(found["c"][1]), found["c"][2][0])
        for found in ast.walk(list(document.blocks))
        if found["t"] == "Link" and ["role", role] in found["c"][0][2]
    ]


def attributes(document: Document, name: str) -> list[dict[str, str]]:
    return [
        dict(found["c"][0][2]) | {"id": found["c"][0][0]}
        for found in ast.walk(list(document.blocks))
        if found["t"] in ("Div", "Span") and name in found["c"][0][1]
    ]


def test_a_text_without_a_list_is_given_back_as_it_is() -> None:
    (document,) = pandoc.read_markdown(["文\\[1\\]。\n\n# 结论\n\n完\\[2\\]。"])
    assert set_references(document, "zh-CN", lambda words: words) is document
    assert not has_references(document)


def test_no_word_is_lost_or_added_but_the_arrows() -> None:
    (before,) = pandoc.read_markdown([f"文\\[1\\]和\\[1,3\\]。{LIST}"])
    after = made(f"文\\[1\\]和\\[1,3\\]。{LIST}", flowing=False)
    assert ast.stringify(list(after.blocks)) == ast.stringify(list(before.blocks))
    assert has_references(after)


def test_every_number_leads_to_its_entry_and_the_entry_back_to_each_citation() -> None:
    document = made(f"一\\[1\\]。二\\[2-3\\]。又\\[1-3\\]。{LIST}")
    assert links(document) == [
        ("[1]", "#reference-1"), ("2", "#reference-2"), ("3", "#reference-3"), ("1", "#reference-1"), ("3", "#reference-3"),
    ]  # fmt: skip
    assert [found["id"] for found in attributes(document, "citation")] == ["citation-1", "citation-2", "citation-3"]
    assert [found["id"] for found in attributes(document, "reference")] == ["reference-1", "reference-2", "reference-3"]
    assert links(document, "doc-backlink") == [
        ("[1]", "#citation-1"), ("↑2", "#citation-3"),
        ("[2]", "#citation-2"), ("↑2", "#citation-3"),
        ("[3]", "#citation-2"), ("↑2", "#citation-3"),
    ]  # fmt: skip


def test_an_entry_that_nothing_cites_has_a_number_and_no_link() -> None:
    document = made(f"一\\[1\\]。{LIST}")
    assert links(document, "doc-backlink") == [("[1]", "#citation-1")]
    assert len(attributes(document, "reference-number")) == 3


def test_raised_ones_and_those_in_notes_tables_and_quotations_are_citations_too() -> None:
    text = f"高^\\[1\\]^。注[^1]。\n\n> 引\\[2\\]。\n\n| 表 |\n|----|\n| \\[3\\] |\n\n[^1]: 见\\[3\\]。{LIST}"
    document = made(text)
    assert sorted(links(document)) == [
        ("[1]", "#reference-1"), ("[2]", "#reference-2"), ("[3]", "#reference-3"), ("[3]", "#reference-3"),
    ]  # fmt: skip
    (note,) = document.notes()
    assert note["label"] == "1"


def test_code_formulas_links_headings_and_entries_are_left_alone() -> None:
    text = "`a[1]` $x_{[1]}$ [链\\[1\\]](https://example.org)\n\n# 题\\[1\\]\n\n    x[1]\n\n# 参考文献\n\n\\[1\\] 甲\\[2\\].\n\n\\[2\\] 乙."
    assert links(made(text)) == []


def test_a_list_of_points_in_the_text_is_no_row_of_citations() -> None:
    document = made(f"三点：\n\n\\[1\\] 其一\n\n\\[2\\] 其二，见 **书** \\[3\\]\n\n完。{LIST}")
    assert links(document) == [("[3]", "#reference-3")]


def test_a_list_given_twice_is_cited_once() -> None:
    document = made(f"文\\[2\\]。{LIST}\n# References\n\n\\[1\\] A.\n\n\\[2\\] B.\n\n\\[3\\] C.\n")
    assert links(document) == [("[2]", "#reference-2")]
    assert [found["id"] for found in attributes(document, "reference")].count("") == 3
    names = [found.get("aria-label") for found in attributes(document, "references")]
    assert names == ["参考文献", "References"]


def test_of_pieces_under_one_heading_one_is_a_landmark() -> None:
    document = made("# 参考文献\n\n\\[1\\] 甲.\n\n按：以下为外文。\n\n\\[2\\] B.\n")
    found = [item["c"][0] for item in document.blocks if item["t"] == "Div"]
    assert [(classes, dict(pairs)) for _, classes, pairs in found] == [
        (["section", "references", "digits-1"], {"role": "doc-bibliography", "aria-label": "参考文献"}),
        (["references", "digits-1"], {}),
    ]
    assert [item["c"][1][0]["c"][0][0] for item in document.blocks if item["t"] == "Div"] == [1, 2], "the count goes on"


def test_two_lists_that_differ_leave_a_citation_as_it_is() -> None:
    document = made(f"文\\[2\\]。{LIST}\n# 参考书目\n\n\\[1\\] A.\n\n\\[2\\] B.\n")
    assert links(document) == []
    assert len(attributes(document, "references")) == 2


def test_a_name_that_a_heading_has_taken_is_not_used_again() -> None:
    document = made(f"# 题 {{#reference-1}}\n\n文\\[1\\]。{LIST}")
    assert links(document) == [("[1]", "#references-1")]


def test_a_source_in_another_script_says_its_language_as_a_whole() -> None:
    text = (
        "# 参考文献\n\n\\[1\\] A. The book\\[M\\]. 2001: 3.\n\n\\[2\\] 甲. The book.\n\n\\[3\\] А. Книга\\[M\\]. 2001."
    )
    for lang, expected in (("zh-CN", ["en", "ru"]), ("en", ["ru"]), ("ru", ["en"])):
        found = [
            dict(span["c"][0][2])["lang"]
            for span in ast.walk(list(made(text, lang).blocks))
            if span["t"] == "Span" and span["c"][0][2]
        ]
        assert found == expected


def test_a_list_without_numbers_gets_its_design_and_no_ids() -> None:
    document = made("文\\[1\\]。\n\n# 参考文献\n\n甲. 书. 2001.\n\n乙. 文. 2002.\n")
    (found,) = attributes(document, "unnumbered")
    assert found["role"] == "doc-bibliography"
    assert links(document) == []


def test_volume_issue_and_pages_stay_in_one_line_where_a_browser_breaks_lines() -> None:
    text = "# 参考文献\n\n\\[1\\] 甲. 文[J]. 刊，2018，39（9）：5-22，https://example.org/2019-20.\n\n\\[2\\] 乙. 2001."
    for flowing, expected in ((True, ["39（9）：5-22"]), (False, [])):
        spans = [found for found in ast.walk(list(made(text, flowing=flowing).blocks)) if found["t"] == "Span"]
        assert [ast.stringify(found["c"][1]) for found in spans if "pages" in found["c"][0][1]] == expected
