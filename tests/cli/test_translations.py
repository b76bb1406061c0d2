"""The program's own sentences: every one is in both catalogues, says the same names, and the catalogues are current."""

import string

import pytest

from sco_pub.edge import ui
from tools import ui as catalogues

LANGUAGES = [language for language in ui.LANGUAGES if language != ui.ENGLISH]


def names(text: str) -> set[tuple[str, str | None, str | None]]:
    return {(name, spec, how) for _, name, spec, how in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated_and_none_is_left_over(language: str) -> None:
    have = catalogues.read(language)
    assert [text for text in catalogues.msgids() if text not in have] == []
    path = ui.FOLDER / f"{language}.po"
    assert path.read_text("utf-8") == catalogues.written(language, have), "run python -m tools.ui"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_the_same_names_in_the_same_form(language: str) -> None:
    for source, target in catalogues.read(language).items():
        assert names(source) == names(target), source


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_entry_that_is_pasted_is_never_translated(language: str) -> None:
    """What stands between [[ ]] or backticks is typed as it is."""
    import re

    for source, target in catalogues.read(language).items():
        for word in re.findall(r"\[\[\w+\]\]|`sco-pub [^`]*`|apt-get install \S+|--[a-z-]+", source):
            assert word in target, source
