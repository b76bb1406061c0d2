"""Hanzi for ASCII at one distance: read where the text proves it, each place by itself; honest texts keep every hanzi."""

import pytest

from sco_pub.clean.codepoints import repair


def shifted(text: str, base: int) -> str:
    """ASCII between hanzi as such a layer has it; spaces stay."""
    return "".join(chr(base + ord(c)) if "!" <= c <= "~" else c for c in text)


ENGLISH = "Graham and Johnston (1898: 12-45) translate logic, see Harbsmeier 1998 and https://example.org/logic"


@pytest.mark.parametrize("base", [0x4E00, 0x5100, 0x5300, 0x8F00])
def test_a_reference_is_read_at_any_distance(base: int) -> None:
    text = f"这一说法来自西方学者的研究：\n{shifted(ENGLISH, base)}\n我们认为这种看法并不全面。"
    assert repair.repair(text).text == f"这一说法来自西方学者的研究：\n{ENGLISH}\n我们认为这种看法并不全面。"


def test_hanzi_of_the_same_block_stay_beside_the_signs() -> None:
    proof = shifted(ENGLISH, 0x4E00)
    text = f"中国的名家为世人所知。{shifted('1898', 0x4E00)}年之中，我们为之努力也很多。\n{proof}\n中国的学者认为这也是主要的。"
    assert repair.repair(text).text == (
        f"中国的名家为世人所知。1898年之中，我们为之努力也很多。\n{ENGLISH}\n中国的学者认为这也是主要的。"
    )


def test_a_word_that_the_text_has_elsewhere_keeps_its_hanzi_beside_a_sign() -> None:
    text = (
        f"磷光与荧光不同，荧光材料较多，荧光{shifted('(phosphorescence)', 0x5100)}的公式。\n{shifted(ENGLISH, 0x5100)}"
    )
    assert repair.repair(text).text.startswith("磷光与荧光不同，荧光材料较多，荧光(phosphorescence)的公式。")


def test_quotation_marks_of_tex_are_read_in_pairs() -> None:
    def tex(words: str) -> str:
        return f"\u4e5c{words}\u4e22"

    text = f"他说{tex('白马非马')}，又说{tex('坚白相离')}。我们学习他的著作。\n{shifted(ENGLISH, 0x4E00)}"
    assert repair.repair(text).text.startswith("他说“白马非马”，又说“坚白相离”。我们学习他的著作。")


@pytest.mark.parametrize(
    "text",
    [
        "中为主之义也，乃丰乡之习书，买乱举丽，丹丸串临，乔乘九久，乐乎乏么个两严丧。" * 5,
        "兩兒優儲償儘，內兵具典兼，公六共其關於元光兄充先克免兆入全八，兢兢業業。" * 5,
        "輪軍轉輯輸轄輝輛軌軟軸載輕轎轟辦辭辰農這們國來時說。" * 5,
        "部首：丨丩丫丬中丮丯丰丱串丳临，丶丷丸丹为主丼丽举。",
    ],
)
def test_honest_texts_full_of_such_hanzi_stay(text: str) -> None:
    assert repair.repair(text).text == text
