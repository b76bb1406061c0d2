"""A language whose script can't be set is refused when it is to be added."""

from __future__ import annotations

from pathlib import Path

import pytest

from sco_pub.model.errors import InputError
from sco_pub.pipeline import house, languages


@pytest.mark.parametrize(("language", "code"), [("th", "Thai"), ("hi", "Deva"), ("mn-Mong", "Mong")])
def test_a_language_of_a_script_that_can_t_be_set_is_refused_in_one_sentence(
    tmp_path: Path, language: str, code: str
) -> None:
    (tmp_path / "sco_pub.toml").write_text("schema = 1\n", "utf-8")
    with pytest.raises(InputError, match=f"can't be set: the script {code} isn't supported"):
        languages.add(house.find(tmp_path), language)
    assert (tmp_path / "sco_pub.toml").read_text("utf-8") == "schema = 1\n"


@pytest.mark.parametrize("language", ["ar", "he", "ja", "zh-Hant", "ko", "vi", "kk"])
def test_a_language_of_a_script_that_can_be_set_is_added(tmp_path: Path, language: str) -> None:
    (tmp_path / "sco_pub.toml").write_text('languages = ["zh"]\n', "utf-8")
    assert languages.add(house.find(tmp_path), language).house.languages == ("zh", language)


def test_a_language_whose_adding_was_ended_half_way_can_be_added_again(tmp_path: Path) -> None:
    (tmp_path / "source" / "p").mkdir(parents=True)
    (tmp_path / "source" / "p" / "master.md").write_text("国家之间的信任不是自然产生的。\n")
    (tmp_path / "sco_pub.toml").write_text('languages = ["zh", "kk"]\n')  # killed before it made the catalogues
    assert "kk" in languages.add(house.find(tmp_path), "kk").house.languages
    path = tmp_path / "translations" / "p" / "kk.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgid ""\nmsgstr ""\n')
    with pytest.raises(InputError, match="has the language kk already"):
        languages.add(house.find(tmp_path), "kk")
