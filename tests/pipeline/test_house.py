"""A house is a folder with sco_pub.toml; a publication is a folder under source/."""

import pytest

from sco_pub.model.errors import InputError
from sco_pub.pipeline import house


@pytest.fixture
def root(tmp_path):
    (tmp_path / "sco_pub.toml").write_text("")
    for name, source in (("b-2020", "raw.txt"), ("a-2021", "master.md"), ("notes", "todo.txt")):
        (tmp_path / "source" / name).mkdir(parents=True)
        (tmp_path / "source" / name / source).write_text("甲")
    return tmp_path


def test_the_house_is_found_from_below(root):
    assert house.find(root / "source" / "b-2020").root == root


def test_no_house_is_one_sentence(tmp_path):
    with pytest.raises(InputError, match=r"There is no sco_pub\.toml"):
        house.find(tmp_path)


def test_publications_are_the_folders_with_a_source_in_order(root):
    assert [publication.name for publication in house.find(root).publications()] == ["a-2021", "b-2020"]


@pytest.mark.parametrize("name", ["absent", "notes", "../b-2020", ".", "", "b-2020/../a-2021"])
def test_what_is_no_publication_is_refused(root, name):
    with pytest.raises(InputError, match="There is no publication"):
        house.find(root).publications((name,))


def test_a_house_without_publications_says_how_to_make_one(tmp_path):
    (tmp_path / "sco_pub.toml").write_text("")
    with pytest.raises(InputError, match="There is no publication under") as caught:
        house.find(tmp_path).publications()
    assert "raw.txt" in caught.value.hint


def test_languages_come_in_the_order_of_the_house(root):
    workshop = house.find(root)
    assert workshop.languages(()) == ("zh", "ru", "en")
    assert workshop.languages(("en", "zh")) == ("zh", "en")
    with pytest.raises(InputError, match="no language de; it has zh, ru, en"):
        workshop.languages(("de",))


def test_artifacts_are_named_by_publication_language_and_format(root):
    workshop = house.find(root)
    (publication,) = workshop.publications(("b-2020",))
    assert workshop.shown(publication.artifact("ru", "pdf")) == "build/b-2020/b-2020.ru.pdf"
