"""A layer whose marks and digits became hanzi: each sign is read back, each hanzi that is itself stays."""

import pytest

from sco_pub.clean.codepoints import repair

CARRIER = (
    "国际秩序的深刻变动要求各国重新审视区域合作的机制袁并在平等协商的基础上寻找新的平衡点遥这一点袁在边境贸易方面"
    "尤其明显袁制度的供给总是落后于制度的需求遥\n"
)
DIGITS = "员怨怨愿年至圆园员猿年袁贸易额增长员猿.缘%袁超过圆园园亿元遥\n"


def repaired(line: str, *, digits: bool = False) -> str:
    """The line as it comes out of a text whose layer has the fault."""
    before = CARRIER + (DIGITS * 3 if digits else "")
    return repair.repair(f"{before}{line}\n{CARRIER}").text[len(before) :].split(CARRIER[:8], 1)[0].rstrip("\n")


@pytest.mark.parametrize(
    ("raw", "printed"),
    [
        ("计算的方法院一是比较袁二是归纳遥", "计算的方法：一是比较，二是归纳。"),
        ("如下院其一袁最高人民法院的解释遥", "如下：其一，最高人民法院的解释。"),
        ("这是政策的核心遥远东地区的开发也是如此遥", "这是政策的核心。远东地区的开发也是如此。"),
        ("遥远的边地已经屯垦遥遥远的海港尚未开放遥", "遥远的边地已经屯垦。遥远的海港尚未开放。"),
        ("渊责任编辑院张远渊冤", "（责任编辑：张远渊）"),
        ("所谓野新\n常态冶袁并非野生之物遥", "所谓“新\n常态”，并非野生之物。"),
        ("样本区间为1974\n\n耀1976年遥", "样本区间为1974\n\n～1976年。"),
        ("职业院校长期如此遥院内外的研究院尧学院遥", "职业院校长期如此。院内外的研究院、学院。"),
    ],
)
def test_marks_are_read_and_words_kept(raw: str, printed: str) -> None:
    assert repaired(raw) == printed


@pytest.mark.parametrize(
    ("raw", "printed"),
    [
        ("其规模超过源 源苑员 愿园源万人遥", "其规模超过４ ４７１ ８０４万人。"),
        ("这是各方的建议\n员.员 成员国的立场", "这是各方的建议\n１.１ 成员国的立场"),
        ("叶法学研究曳员怨怨园年第远期遥", "《法学研究》１９９０年第６期。"),
        ("[员源] 吴园国. 财政的理论[J]遥", "[１４] 吴园国. 财政的理论[J]。"),
        ("先后出台了\n愿项政策袁来源不明遥", "先后出台了\n８项政策，来源不明。"),
        ("比重由源源.圆%升至远远.愿%袁远远不够遥", "比重由４４.２%升至６６.８%，远远不够。"),
    ],
)
def test_digits_are_read_and_words_kept(raw: str, printed: str) -> None:
    assert repaired(raw, digits=True) == printed


def test_a_call_that_the_page_s_bodies_ask_for_is_found() -> None:
    raw = "贸易的便利化遥淤制度的供给袁于总是落后于需求袁于是各国协商遥盂\n淤 叶国际政治曳遥\n于 叶边疆曳遥\n盂 叶帝国曳遥"
    printed = (
        "贸易的便利化。①制度的供给，②总是落后于需求，于是各国协商。③\n① 《国际政治》。\n② 《边疆》。\n③ 《帝国》。"
    )
    assert repaired(raw) == printed


def test_a_hanzi_that_no_word_explains_is_doubtful() -> None:
    text = CARRIER * 2 + "野全灵之说不合常理遥\n" + CARRIER
    made = repair.repair(text)
    assert [(text[offset], sign) for offset, sign in made.doubtful] == [("野", "“")]
