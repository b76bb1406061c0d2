"""Names written with hanzi read as scholars write them in English and Russian."""

from __future__ import annotations

import pytest

from sco_pub.lexicon.transcription import once_read_as, palladius, parted, read_as, syllables


@pytest.mark.parametrize(
    ("name", "english", "russian"),
    [
        ("孙志", "sunzhi", "суньчжи"), ("吕慧", "luhui", "люйхуэй"), ("张蕴", "zhangyun", "чжанъюнь"), ("薛福", "xuefu", "сюэфу"),
        ("习近", "xijin", "сицзинь"), ("黄兴", "huangxing", "хуансин"), ("翁同", "wengtong", "вэнтун"), ("左宗", "zuozong", "цзоцзун"),
        ("容闳", "ronghong", "жунхун"), ("余秋", "yuqiu", "юйцю"),
    ],
)  # fmt: skip
def test_a_name_has_its_pinyin_and_its_palladius(name: str, english: str, russian: str) -> None:
    assert english in read_as(name, "en")
    assert russian.replace("ъ", "") in read_as(name, "ru")


def test_every_syllable_has_a_russian_form() -> None:
    assert len(syllables()) > 390
    assert [syllable for syllable in syllables() if not palladius(syllable)] == []


def test_a_sign_with_two_readings_has_both() -> None:
    assert {"shan", "dan"} <= set(read_as("单", "en"))


def test_the_older_english_form_is_known() -> None:
    assert "chang chih-tung" in once_read_as("张", "之洞")
    assert "hu shih" in once_read_as("胡", "适")


def test_a_word_parts_into_syllables_in_every_way() -> None:
    assert set(parted("xian", "en")) == {("xian",), ("xi", "an")}
    assert parted("putin", "en") == ()


def test_signs_without_a_reading_read_as_nothing() -> None:
    assert read_as("か", "en") == ()
    assert read_as("山", "de") == ()
