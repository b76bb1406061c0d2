"""sco_pub.toml: typed, every fault at once, unknown keys refused."""

import pytest

from sco_pub.edge import config
from sco_pub.model.choices import Format
from sco_pub.model.config import Fonts, House, NoteMark, NoteRestart, NoteStyle
from sco_pub.model.errors import InputError


def test_an_empty_file_is_a_house_with_every_default():
    assert config.parse("", "sco_pub.toml") == House()


def test_the_values_are_typed():
    house = config.parse('formats = ["html"]\n[notes.ru]\nmark = "circled"\nrestart = "page"\n', "sco_pub.toml")
    assert house.formats == (Format.HTML,)
    assert house.notes_for("ru") == NoteStyle(NoteMark.CIRCLED, NoteRestart.PAGE)


def test_a_language_without_a_row_of_its_own_takes_the_default_row():
    house = config.parse('[fonts.default]\nserif = "Any Serif"\nsans = "Any Sans"\n', "sco_pub.toml")
    assert house.fonts_for("kk") == Fonts("Any Serif", "Any Sans")


def test_leading_is_by_language():
    house = config.parse("[leading]\nzh = 1.8\ndefault = 1.3\n", "sco_pub.toml")
    assert (house.in_language("zh").page.leading, house.in_language("kk").page.leading) == (1.8, 1.3)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a =", "sco_pub.toml isn't TOML"),
        ("colour = 1", "unknown colour in the file"),
        ("[page]\nheigth = 1", "unknown heigth in page"),
        ('languages = "ru"', "languages must be a list"),
        ("schema = true", "schema must be a whole number"),
        ("schema = 2", "schema is 2, this sco-pub reads 1"),
        ('formats = ["mobi"]', "formats must be one of pdf, epub, docx, html, not 'mobi'"),
        ('[notes.zh]\nmark = "roman"', "notes['zh'].mark must be one of circled, arabic, not 'roman'"),
        ("page = 3", "page must be a table"),
        ('[fonts]\nzh = "Song"', "fonts['zh'] must be a table"),
        ("[page]\nwidth = 9", "page is outside"),
        ("[leading]\nzh = 9", "a leading is outside"),
        ('source_language = "de"', "source_language 'de' isn't among the languages"),
        ('languages = ["zh", "zh"]', "stands twice"),
        ('[paths]\nbuild = "../elsewhere"', "leaves the house"),
        ('[paths]\nbuild = "/elsewhere"', "leaves the house"),
    ],
)
def test_a_fault_is_one_sentence_that_says_where(text, sentence):
    with pytest.raises(InputError) as caught:
        config.parse(text, "sco_pub.toml")
    assert sentence in caught.value.message
    assert "\n" not in caught.value.message


def test_all_faults_are_told_at_once():
    with pytest.raises(InputError) as caught:
        config.parse('schema = "a"\nlanguages = [1]\n[page]\nwidth = "b"\nz = 3\n', "sco_pub.toml")
    for part in ("schema must be", "languages must be a text", "page.width must be a number", "unknown z in page"):
        assert part in caught.value.message


@pytest.mark.parametrize("name", ["seconds", "memory_mb", "input_mb"])
def test_a_limit_that_no_clock_or_memory_could_hold_is_refused(name):
    with pytest.raises(InputError, match=rf"limits\.{name} must be at most"):
        config.parse(f'languages = ["zh"]\n[limits]\n{name} = 99999999999999999999\n', "sco_pub.toml")
