"""Which lines name authors, and how their names are closed up."""

from __future__ import annotations

import pytest

from sco_pub.lexicon.names import authors_of, gaps, home_beside, is_author_line, proves_authors, read
from sco_pub.model.text import NamedAuthor


def closed(line: str) -> str:
    """The line as the cleaner sets it."""
    for start, end, after, _ in sorted(gaps(line), reverse=True):
        line = line[:start] + after + line[end:]
    return line


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("于　　潇", "于潇"),
        ("张　蕴　明", "张蕴明"),
        ("王　　辉　　李建国", "王辉；李建国"),
        ("张 三 李 四 王 五", "张三；李四；王五"),
        ("李 小 明 王 小 红", "李小明；王小红"),
        ("朱　尖，苗　威", "朱尖，苗威"),
        ("陈晓明1，刘 芳2，赵 亮1，2", "陈晓明1，刘芳2，赵亮1，2"),
        ("周　黎1　王　强2*　欧阳文静1", "周黎1；王强2*；欧阳文静1"),
        ("□　孙立明", "孙立明"),
        ("孙立明　博士", "孙立明"),  # a degree is no second author
        ("孙立明 教授、博士", "孙立明"),
        ("文／吴　凡", "吴凡"),
        ("□ 本刊记者　张　倩", "张倩"),
        ("〔俄〕阿列克谢·伊万诺夫　著", "〔俄〕阿列克谢·伊万诺夫"),
        ("李路明1，王卫东2，等", "李路明1，王卫东2"),
        ("陈晓明　Anna Berg　Erik P． S． Lund　王小红", "陈晓明；Anna Berg；Erik P． S． Lund；王小红"),
        ("钟晓明\uf02a", "钟晓明\uf02a"),  # a star of Windows' symbol font
        ("（北京）陈晓明", "陈晓明"),  # a town is no part of a name, as a country is
        ("（上海）李　明　（南京）王小红", "李明；王小红"),
        ("文 / 图：陈晓明", "陈晓明"),
        ("文◎陈晓明", "陈晓明"),
        ("陈晓明综述，王小红审校", "陈晓明；王小红"),
        ("王小红，李\n明，陈晓明", "王小红，李明，陈晓明"),  # a line ends inside a name
        ("王小红，李晓\n明，陈晓明", "王小红，李晓明，陈晓明"),
        ("王小红，李\n晓明，陈晓明", "王小红，李晓明，陈晓明"),
        ("张　普，马绍明，田庆丰’", "张普，马绍明，田庆丰’"),  # a scan's raised figures
        ("张建勋1’2，古志民1，郑超2", "张建勋1’2，古志民1，郑超2"),
        ("范　\ue40a", "范\ue40a"),  # a rare hanzi that the journal's own font draws
    ],
)
def test_a_line_of_names_is_closed_up(line: str, wanted: str) -> None:
    assert is_author_line(line)
    assert closed(line) == wanted


@pytest.mark.parametrize(
    "line", ["金融开放与货币政策", "一、引言", "2021年第1期", "孙明（某某大学）", "高质量发展", "理论与实践"]
)
def test_other_lines_are_none(line: str) -> None:
    assert read(line) is None


@pytest.mark.parametrize("line", ["吐尔逊·买买提　阿布都拉江　图尔贡", "何为良政", "尧园"])
def test_what_only_has_the_length_of_names_proves_nothing(line: str) -> None:
    assert read(line) is not None
    assert not is_author_line(line)


def test_a_foreign_name_among_chinese_ones_proves_nothing_either_way() -> None:
    assert is_author_line("钟离瑾1),2)　柏文渊1)　Rahman Siddiq3)　左秋白1)")
    assert is_author_line("张三1，John Smith2，李四1")
    assert not is_author_line("基于 Deep Learning 的研究")


@pytest.mark.parametrize(
    "line",
    ["张　三　李四光", "□ 王　五　赵六", "欧阳　明1，李　四2", "买买提·江　张三", "文/孙　七　周八", "钱九①，吴十②"],
)
def test_what_was_written_of_a_line_of_names_is_read_as_the_names_that_were_found(line: str) -> None:
    found = read(line)
    assert found is not None
    assert [author.name for author in authors_of(closed(line))] == [person.name for person in found.persons]


def test_a_symbol_font_s_star_is_no_part_of_the_name_and_a_drawn_hanzi_is() -> None:
    assert authors_of("钟晓明\uf02a；范\ue40a") == (NamedAuthor("钟晓明"), NamedAuthor("范\ue40a"))


@pytest.mark.parametrize("line", ["与新视角（笔谈）", "河流的治理（续）"])
def test_a_bracket_behind_words_is_no_country_and_proves_no_names(line: str) -> None:
    assert not is_author_line(line)


def test_degrees_behind_foreign_names_prove_them_and_are_left_out() -> None:
    assert proves_authors("Anna Berg，MSc，PhD")
    assert closed("Anna Berg，MSc，PhD") == "Anna Berg"
    assert closed("Anna Berg, PhD, Erik Lund, MD") == "Anna Berg；Erik Lund"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("文 / 图：陈晓明 东山大学水利学院 2022 级硕士研究生", "文 / 图：陈晓明"),
        ("陈　晓（东山大学水利学院，江苏 南京 210093）", "陈　晓"),
        ("李明　王小红　东山大学水利学院", "李明　王小红"),
        ("陈晓明·江南省东山市明水公证处", "陈晓明"),
        ("陈晓明（东山市第三中学）", "陈晓明"),
    ],
)
def test_an_institution_beside_names_is_told_from_them(line: str, names: str) -> None:
    assert proves_authors(line)
    assert line[: home_beside(line)] == names


@pytest.mark.parametrize("line", ["买买提·江", "约翰·冯·诺依曼研究所", "李白·东山大学与水利。"])
def test_a_point_inside_a_name_parts_no_institution(line: str) -> None:
    assert home_beside(line) is None


@pytest.mark.parametrize(
    "line", ["李明　东山大学　王小红　西湖大学", "李明（东山大学） 王小红（西湖大学）", "东山大学 水利学院"]
)
def test_several_homes_in_a_line_of_names_are_left_alone(line: str) -> None:
    assert home_beside(line) is None
