"""Catalogues are checked once: what was checked before is known, whatever else has changed in the house."""

from __future__ import annotations

from pathlib import Path

import pytest

from sco_pub.model.codes import catalogues as codes
from sco_pub.pipeline import house
from sco_pub.pipeline.catalogues import update_all
from sco_pub.pipeline.checks import check_all
from sco_pub.pipeline.crew import Hands
from sco_pub.pipeline.events import Event, Working
from sco_pub.pipeline.isolation import Blame

HOUSE = 'schema = 1\nsource_language = "zh"\nlanguages = ["zh", "ru", "en"]\nglossary = "terms.csv"\n'
MASTER = "---\ntitle: 论信任\nlang: zh\n---\n\n甲国在1996年与乙国签署了第{number}号条约。\n"
GLOSSARY = "zh,ru,ru:forbidden,checked\n条约,договор,пакт,yes\n"
RIGHT = "В 1996\u00a0г. страна А подписала со страной Б договор №\u00a0{number}."
WRONG = RIGHT.replace("1996", "1966")
NAMES = ("eins", "zwei", "drei")


@pytest.fixture
def workshop(tmp_path: Path) -> house.Project:
    """Three publications; one Russian catalogue has another year than its source."""
    (tmp_path / "sco_pub.toml").write_text(HOUSE)
    (tmp_path / "terms.csv").write_text(GLOSSARY)
    for number, name in enumerate(NAMES, 11):
        folder = tmp_path / "source" / name
        folder.mkdir(parents=True)
        (folder / "master.md").write_text(MASTER.format(number=number))
    found = house.find(tmp_path)
    update_all(found, (), ())
    for number, name in enumerate(NAMES, 11):
        translate(found, name, (WRONG if name == "zwei" else RIGHT).format(number=number))
    return found


def translate(workshop: house.Project, name: str, text: str) -> None:
    path = workshop.root / "translations" / name / "ru.po"
    head, _, rest = path.read_text().partition('msgctxt "paragraph"')
    source, _, tail = rest.partition("msgstr ")
    path.write_text(f'{head}msgctxt "paragraph"{source}msgstr "{text}"\n{tail.partition(chr(10))[2]}')


def checked(workshop: house.Project, *names: str, jobs: int = 1) -> tuple[list[str], list[str]]:
    """The findings' codes and places, and the catalogues that were looked into now."""
    heard: list[Event] = []
    found, failures = check_all(workshop, names, (), hands=Hands(jobs), listen=heard.append)
    assert not failures
    told = [f"{finding.code} {finding.place.file if finding.place else ''}" for finding in found]
    return list(dict.fromkeys(told)), [event.item for event in heard if isinstance(event, Working)]


def test_what_was_checked_before_says_the_same_and_is_not_checked_again(workshop: house.Project) -> None:
    told, looked_into = checked(workshop)
    assert "CHK-004 translations/zwei/ru.po" in told
    assert len(looked_into) == 6
    assert checked(workshop) == (told, [])
    assert checked(workshop, "zwei") == (["CHK-004 translations/zwei/ru.po"], [])


def test_an_edited_catalogue_alone_is_checked_again(workshop: house.Project) -> None:
    checked(workshop)
    translate(workshop, "zwei", RIGHT.format(number=12))
    assert checked(workshop) == ([], ["translations/zwei/ru.po"])


def test_an_edited_master_has_its_catalogues_checked_again(workshop: house.Project) -> None:
    checked(workshop)
    master = workshop.root / "source" / "drei" / "master.md"
    master.write_text(master.read_text().replace("1996", "1998"))
    _, looked_into = checked(workshop)
    assert looked_into == ["translations/drei/ru.po", "translations/drei/en.po"]


def test_another_glossary_has_all_checked_again(workshop: house.Project) -> None:
    checked(workshop)
    terms = workshop.root / "terms.csv"
    terms.write_text(GLOSSARY.replace("договор,пакт", "трактат,договор"))
    told, looked_into = checked(workshop)
    assert len(looked_into) == 6
    assert [row for row in told if row.startswith("CHK-02")]


def test_unfinished_entries_are_another_check(workshop: house.Project) -> None:
    checked(workshop)
    heard: list[Event] = []
    check_all(workshop, (), (), fuzzy=True, listen=heard.append)
    assert sum(isinstance(event, Working) for event in heard) == 6


def test_several_workers_say_the_same_in_the_same_order(workshop: house.Project, tmp_path: Path) -> None:
    several = checked(workshop, jobs=3)[0]
    for part in sorted((workshop.root / "build").rglob("*"), reverse=True):
        part.unlink() if part.is_file() else part.rmdir()
    assert checked(workshop)[0] == several


def test_a_catalogue_that_cannot_be_read_is_told_each_time_and_stops_no_other(workshop: house.Project) -> None:
    path = workshop.root / "translations" / "eins" / "ru.po"
    path.write_text('msgid "a\n')
    for _ in range(2):
        found, failures = check_all(workshop, (), ())
        assert [failure.blame for failure in failures] == [Blame.INPUT]
        assert {finding.place.file for finding in found if finding.place} == {
            "translations/eins/ru.po",
            "translations/zwei/ru.po",
        }


def test_finished_work_that_is_gone_is_told_of_although_the_catalogue_is_known(workshop: house.Project) -> None:
    update_all(workshop, (), ())  # keeps what the catalogues are
    path = workshop.root / "translations" / "drei" / "ru.po"
    whole = path.read_text()
    translate(workshop, "drei", "")
    for _ in range(2):
        assert f"{codes.WORK_GONE.code} translations/drei/ru.po" in checked(workshop)[0]
    path.write_text(whole)
    assert "translations/drei/ru.po" not in " ".join(checked(workshop)[0])
