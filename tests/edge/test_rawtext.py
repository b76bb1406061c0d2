"""Text files: every encoding that is allowed is read, and what isn't a text is refused in one sentence."""

import pytest

from sco_pub.edge import rawtext
from sco_pub.model.errors import InputError

TEXT = "上海合作组织成员国元首理事会会议\n通过了多份文件，各方达成共识。\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-32"), "utf-32"),
        (TEXT.replace("\n", "\r\n").encode(), "utf-8"),
        (TEXT.replace("\n", "\r").encode(), "utf-8"),
    ],
)
def test_a_text_is_read_whatever_its_encoding(data: bytes, encoding: str) -> None:
    outcome = rawtext.from_bytes(data, "a.txt")
    assert outcome.value.text == TEXT
    assert outcome.value.encoding == encoding
    assert [f.code for f in outcome.findings] == ([] if encoding == "utf-8" else ["CLN-060"])


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "is empty"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"PK\x03\x04....", "is a ZIP"),
        (b"\x89PNG\r\n", "is a picture"),
        (b"abc\x00\x01\x02def" * 9, "is a binary"),
        ("été, où ça".encode("latin-1"), "neither UTF-8"),
        (b"\xff\xfeA", "begins like UTF-16"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        rawtext.from_bytes(data, "a.txt")


def test_form_feeds_begin_pages() -> None:
    raw = rawtext.from_bytes("第一页\n正文\f第二页\n正文\n".encode(), "a.txt").value
    assert [line.page for line in raw.lines] == [1, 1, 2, 2, 2]
    assert raw.text.count("\f") == 1


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("甲乙丙\n\f丁戊己\n庚", ["甲乙丙", "\f丁戊己", "庚"]),
        ("甲乙丙\f丁戊己\n庚", ["甲乙丙", "\f丁戊己", "庚"]),
        ("甲乙丙\r\n\f丁戊己\r\n庚", ["甲乙丙", "\f丁戊己", "庚"]),
    ],
    ids=["on a line of the next page", "inside a line", "behind CR LF"],
)
def test_a_form_feed_makes_no_line_of_its_own(text: str, lines: list[str]) -> None:
    assert [line.text for line in rawtext.from_bytes(text.encode(), "raw.txt").value.lines] == lines


TAIWAN = "上海合作組織的成員國在會議上達成了共識，這是一個重要的發展。各國將在經濟和安全上進行合作。\n"


def test_big5_is_told_from_gb18030_by_its_commonest_hanzi() -> None:
    assert rawtext.from_bytes(TAIWAN.encode("big5"), "a.txt").value.text == TAIWAN
    assert rawtext.from_bytes((TEXT * 3).encode("gb18030"), "a.txt").value.encoding == "gb18030"


def test_a_few_broken_bytes_are_lost_characters_not_another_encoding() -> None:
    data = (TEXT * 5).encode()
    broken = rawtext.from_bytes(data[:31] + data[32:], "a.txt").value
    assert broken.encoding == "utf-8"
    assert "\ufffd" in broken.text
    assert broken.text.count("上海合作组织") >= 4
    halved = (TEXT * 60).encode("gb18030")
    assert rawtext.from_bytes(halved[:-3], "a.txt").value.encoding == "gb18030"


def test_a_stray_control_character_makes_no_text_a_binary() -> None:
    assert "\x00" in rawtext.from_bytes(f"{TEXT * 3}\x00{TEXT}".encode(), "a.txt").value.text


def test_noncharacters_are_lost_signs_and_never_marks_of_ours() -> None:
    """U+FDD0 and U+FDD1 mark a note call in a clean text: a layer that holds them must not make one."""
    read = rawtext.from_bytes("区域\ufdd09-9\ufdd1合作\uffff的\U0003fffe制度".encode(), "a.txt").value
    assert read.text == "区域\ufffd9-9\ufffd合作\ufffd的\ufffd制度"
