"""Pandoc behind one door: labelled notes, nothing smart, nothing raw, nothing read but what is given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sco_pub.edge.pandoc import door as pandoc
from sco_pub.model import ast
from sco_pub.model.document import Document
from sco_pub.model.errors import InputError, ToolError
from sco_pub.model.job import PandocJob
from tests.examples import examples


def read(text: str) -> Document:
    (document,) = pandoc.read_markdown([text])
    return document


def test_notes_keep_their_labels():
    document = read("甲[^5-2]乙[^x]。\n\n[^x]: 后\n\n[^5-2]: 前\n")
    assert [note["label"] for note in document.notes()] == ["5-2", "x"]
    assert [ast.stringify(note["c"]) for note in document.notes()] == ["前", "后"]


def test_a_note_may_begin_with_any_block_and_have_several():
    (note,) = read("甲[^a]\n\n[^a]: - 乙\n\n    丙\n").notes()
    assert [block["t"] for block in note["c"]] == ["BulletList", "Para"]


def test_what_looks_like_a_definition_in_code_stays_as_it_is():
    code = [block for block in read("~~~\n[^b]: x\n~~~\n\n甲\n\n    [^c]: y\n").blocks if block["t"] == "CodeBlock"]
    assert [block["c"][1] for block in code] == ["[^b]: x", "[^c]: y"]


@pytest.mark.parametrize(
    "text", ["“甲”", "甲——乙", "……", "'a' \"b\"", "a--b...", "《甲》〈乙〉", "价值观**“上海精神”**是核心"]
)
def test_nothing_is_made_smart(text):
    blocks = list(read(text).blocks)
    (written,) = pandoc.write_markdown([blocks])
    assert read(written).blocks == tuple(blocks)
    assert ast.stringify(blocks) == text.replace("*", "")


def test_a_line_break_between_hanzi_is_no_space_but_one_after_latin_is():
    assert (
        ast.stringify(read("上合组织的成员国\n共有八个 SCO\nmembers").blocks) == "上合组织的成员国共有八个 SCO members"
    )


def test_a_line_break_beside_a_chinese_quotation_mark_is_no_space():
    assert ast.stringify(read("所谓“上海精神”\n就是\n“互信”\n——").blocks) == "所谓“上海精神”就是“互信” ——"


def test_raw_html_tex_and_attributes_are_text():
    document = read("<script>x</script> \\input{/etc/passwd} `y`{=html}\n\n```{=html}\n<b>\n```\n")
    assert not [element for element in ast.walk(list(document.blocks)) if element["t"].startswith("Raw")]


def test_many_texts_are_read_apart():
    first, second = pandoc.read_markdown(["---\ntitle: 甲\n---\n\n一[^a]\n\n[^a]: 一\n", "二[^a]\n\n[^a]: 二\n"])
    assert [ast.stringify(note["c"]) for note in (*first.notes(), *second.notes())] == ["一", "二"]
    assert (list(first.meta), list(second.meta)) == (["title"], [])


def test_nothing_to_read_is_no_work():
    assert pandoc.read_markdown([]) == ()
    assert pandoc.write_markdown([]) == ()


def test_the_two_points_the_reader_needs_are_refused():
    with pytest.raises(InputError, match="U\\+10FFFC"):
        read("\U0010fffc")


@examples(40)
@given(
    st.lists(st.text("甲乙“”《》（）—…A1 *_[]<>#`~^$@\\|\u3000，。", min_size=1, max_size=30), min_size=1, max_size=5)
)
def test_text_comes_back_from_markdown_as_it_was(texts):
    blocks = [[ast.para([ast.text(text.replace(" ", "x"))])] for text in texts]
    written = pandoc.write_markdown(blocks)
    read_back = pandoc.read_markdown(written)
    assert [ast.stringify(document.blocks) for document in read_back] == [ast.stringify(block) for block in blocks]


def test_a_job_is_the_same_bytes_each_time_and_reads_only_its_resources(tmp_path):
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"not to be read")
    document = Document({}, (ast.para([{"t": "Image", "c": [["", [], []], [], [str(secret), ""]]}]),))
    job = PandocJob(document, "docx")
    one, two = (pandoc.convert(job, epoch=1_600_000_000) for _ in range(2))
    assert one == two
    assert b"not to be read" not in one


def test_a_writer_that_does_not_exist_is_a_tool_error():
    with pytest.raises(ToolError, match="pandoc could not write nonsense"):
        pandoc.convert(PandocJob(Document({}, ()), "nonsense"), epoch=0)
