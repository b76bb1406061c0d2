"""What a stranger's master may bring along, and what is left of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sco_pub.edge.pandoc import door as pandoc
from sco_pub.model import ast
from sco_pub.model.document import Document
from sco_pub.typeset.sanitise import media_type, sanitise
from tests.examples import examples

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 8
ATTR = ["", [], []]


def link(target: str) -> ast.Element:
    return {"t": "Link", "c": [ATTR, [ast.text("text")], [target, ""]]}


def clean(*inlines: ast.Element, pictures: dict[str, bytes] | None = None):
    outcome = sanitise(Document({}, (ast.para(list(inlines)),)), pictures=pictures)
    return outcome.value.blocks[0]["c"], [finding.code for finding in outcome.findings]


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "vbscript:x",
        "data:text/html,x", "file:///etc/passwd", "../secret.txt", "/etc/passwd", "//host/path", "#nowhere", "http://",
        "http://[", "mailto:", "blob:x", "",
    ],
)  # fmt: skip
def test_a_link_that_leads_elsewhere_than_the_web_is_undone_but_keeps_its_text(target):
    inlines, codes = clean(link(target))
    assert inlines == [ast.span([ast.text("text")])]
    assert codes == ["TYP-102"]


@pytest.mark.parametrize("target", ["https://example.org/a?b=c#d", "http://example.org", "mailto:someone@example.org"])
def test_a_link_to_the_web_or_to_a_letter_box_stays(target):
    assert clean(link(target)) == ([link(target)], [])


def test_a_link_within_the_document_stays():
    inlines, codes = clean(ast.span([ast.text("there")], id="there"), link("#there"))
    assert inlines[1] == link("#there")
    assert codes == []


def test_what_a_url_may_not_hold_is_escaped():
    inlines, _ = clean(link("https://example.org/上合<>"))
    assert inlines[0]["c"][2][0] == "https://example.org/%E4%B8%8A%E5%90%88%3C%3E"


def test_raw_passages_are_dropped_in_text_notes_and_metadata():
    raw = {"t": "RawInline", "c": ["html", "<script>alert(1)</script>"]}
    block = {"t": "RawBlock", "c": ["html", "<iframe src='x'></iframe>"]}
    note = {"t": "Note", "c": [block, ast.para([raw, ast.text("body")])], "label": "1"}
    outcome = sanitise(Document({"title": {"t": "MetaInlines", "c": [raw]}}, (ast.para([note]), block)))
    assert not [e for e in ast.walk([outcome.value.meta, list(outcome.value.blocks)]) if e["t"].startswith("Raw")]
    assert [finding.code for finding in outcome.findings] == ["TYP-101"] * 4
    assert next(outcome.value.notes())["label"] == "1"


def test_metadata_that_pandoc_acts_upon_is_dropped():
    raw = {"t": "MetaString", "c": "<script>"}
    outcome = sanitise(Document({"title": raw, "header-includes": raw, "css": raw}, ()))
    assert set(outcome.value.meta) == {"title"}
    assert [finding.code for finding in outcome.findings] == ["TYP-103", "TYP-103"]


@pytest.mark.parametrize(
    ("source", "pictures"),
    [
        ("https://example.org/a.png", {}),
        ("/etc/a.png", {}),
        ("../a.png", {}),
        ("data:image/png;base64,AAAA", {}),
        ("a.png", {"b.png": PNG}),
        ("a.png", {"a.png": b"<svg onload='x'/>"}),
    ],
)
def test_a_picture_that_is_not_the_publications_own_leaves_its_description(source, pictures):
    inlines, codes = clean({"t": "Image", "c": [ATTR, [ast.text("map")], [source, ""]]}, pictures=pictures)
    assert inlines == [ast.span([ast.text("map")], classes=["missing-picture"])]
    assert codes == ["TYP-104"]


def test_the_publications_own_picture_stays():
    image = {"t": "Image", "c": [ATTR, [ast.text("map")], ["map.png", ""]]}
    assert clean(image, pictures={"map.png": PNG}) == ([image], [])


def test_only_harmless_attributes_stay():
    pairs = {"lang": "ru", "dir": "rtl", "onclick": "x()", "style": "x", "width": "50%", "height": "1;x"}
    inlines, codes = clean(ast.span([ast.text("a")], id="a", classes=["note-missing", "b c"], attributes=pairs))
    assert inlines == [
        ast.span(
            [ast.text("a")], id="a", classes=["note-missing"], attributes={"lang": "ru", "dir": "rtl", "width": "50%"}
        )
    ]
    assert codes == ["TYP-105"] * 3


def test_an_id_is_used_once_and_only_if_xml_can_hold_it():
    inlines, _ = clean(ast.span([], id="a"), ast.span([], id="a"), ast.span([], id="1 2"))
    assert [inline["c"][0][0] for inline in inlines] == ["a", "", ""]


def test_the_attributes_of_tables_are_cleaned_too():
    (table,) = pandoc.read_markdown(["| a |\n|---|\n| [b](javascript:x) |\n"])[0].blocks
    table["c"][3][1][0][0] = ["", [], [["onclick", "x()"]]]
    outcome = sanitise(Document({}, (table,)))
    assert [finding.code for finding in outcome.findings] == ["TYP-102", "TYP-105"]
    assert "onclick" not in str(outcome.value.blocks)


@examples(100)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\U0010fffc\U0010fffd"), max_size=60))
def test_no_scheme_gets_by(target):
    inlines, codes = clean(link(target))
    assert codes == ["TYP-102"] or inlines[0]["c"][2][0].lower().startswith(("http://", "https://", "mailto:"))


def test_pictures_are_known_by_their_first_bytes():
    assert [media_type(b) for b in (PNG, b"\xff\xd8\xff\xe0", b"GIF89a", b"<svg/>", b"")] == [
        "image/png", "image/jpeg", "image/gif", None, None,
    ]  # fmt: skip


def test_characters_that_xml_cannot_hold_are_dropped_and_named():
    inlines, codes = clean(ast.text("a\x01b\ufffec"), {"t": "Code", "c": [ATTR, "d\x0be"]})
    assert (inlines[0]["c"], inlines[1]["c"][1]) == ("abc", "de")
    assert codes == ["TYP-106", "TYP-106"]


def test_what_is_harmless_is_left_as_it_is():
    (document,) = pandoc.read_markdown(
        ["# A\n\n*b* [c](https://example.org/) `d` $e$[^1]\n\n| f |\n|---|\n| g |\n\n[^1]: h\n"]
    )
    outcome = sanitise(document)
    assert outcome.findings == ()
    assert list(outcome.value.blocks) == list(document.blocks)
    assert sanitise(outcome.value).value == outcome.value
