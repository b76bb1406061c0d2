"""Programs and algorithms stay as they stand on the page: line by line, with their indents."""

from __future__ import annotations

from sco_pub.model.text import Role
from sco_pub.structure import master
from tests.clean.printed_pages import PROSE, TEXT, cleaned_page
from tests.clean.texts import of

PROGRAM = """int main(void) {
    int level = read_level();  // 水位
    if (level > LIMIT) {
        open_gate(level);
    }
    return 0;
}"""
STEPS = ("function share(a, b)", "for each month do", "c = a + b", "end", "return c")


def page(body: str) -> str:
    return f"<h1>闸门的程序</h1>{TEXT}<p>{PROSE[0]}</p>{body}<p>{PROSE[1]}</p>{TEXT}"


def test_a_program_is_a_code_block_with_its_indents() -> None:
    outcome = cleaned_page(page(f"<pre>{PROGRAM}</pre>"))
    assert [text.rstrip() for text in of(outcome, Role.CODE)] == [PROGRAM.replace(";  //", "; //")]
    assert not outcome.errors
    assert f"```\n{PROGRAM.splitlines()[0]}\n    int level" in master.structure(outcome.value).value.markdown


def test_an_algorithm_below_its_caption_keeps_its_numbered_lines() -> None:
    steps = "".join(f"<p style='text-indent: {n % 2}em'>{n} {step}</p>" for n, step in enumerate(STEPS, 1))
    given = "<p style='text-indent: 0'>输入：两村的份额</p><p style='text-indent: 0'>输出：总量</p>"
    outcome = cleaned_page(page(f"<p class=mid>算法 1　分配水量的办法</p>{given}{steps}"))
    (found,) = of(outcome, Role.CODE)
    assert [line.strip()[:1] for line in found.splitlines()] == ["输", "输", *"12345"]
    assert "算法1　分配水量的办法" in of(outcome, Role.PARAGRAPH)


def test_english_sentences_formulas_and_key_words_are_no_programs() -> None:
    prose = "<p>The gate of the river is opened in spring; if the level is high, the gate is closed for a week.</p>"
    words = "<p>gate; level; river;</p><p>river; gate; share;</p><p>share; river; level;</p>"
    sums = "<p>a = b + c</p><p>b = c + d</p><p>c = d + e</p>"
    assert of(cleaned_page(page(prose + words + sums)), Role.CODE) == []


def test_a_program_that_holds_backticks_has_a_longer_fence() -> None:
    outcome = cleaned_page(page("<pre>run() {\n  x = ```a```;\n  return x;\n}</pre>"))
    assert "````\nrun() {" in master.structure(outcome.value).value.markdown
