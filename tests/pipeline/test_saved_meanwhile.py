"""A file that someone saves while a command works on it is read again, never overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from sco_pub.edge import files
from sco_pub.edge.pandoc import door
from sco_pub.pipeline import bulk, catalogue_tools, catalogues, house
from sco_pub.pipeline.house import Project

MASTER = "---\ntitle: 题目\nlang: zh-CN\n---\n\n国家之间的信任不是*自然*产生的。\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "sco_pub.toml").write_text('languages = ["zh", "ru"]\n')
    (tmp_path / "source" / "small").mkdir(parents=True)
    (tmp_path / "source" / "small" / "master.md").write_text(MASTER)
    found = house.find(tmp_path)
    catalogues.update_all(found, (), ())
    return found


def catalogue(project: Project) -> Path:
    return project.root / "translations" / "small" / "ru.po"


def translated(path: Path) -> str:
    text = path.read_text()
    return text.replace('msgid "题目"\nmsgstr ""', 'msgid "题目"\nmsgstr "Заглавие"')


def saving(monkeypatch, module, name: str, path: Path, text: str) -> list[int]:
    """From now on ``path`` is saved by someone else when ``module.name`` is called for the first time."""
    real = getattr(module, name)
    calls: list[int] = []

    def called(*args, **kwargs):
        done = real(*args, **kwargs)
        if not calls:
            path.write_text(text)
        calls.append(1)
        return done

    monkeypatch.setattr(module, name, called)
    return calls


def test_a_translation_saved_during_an_update_is_kept_and_brought_up_to_date(project, monkeypatch):
    with (project.root / "source" / "small" / "master.md").open("a") as master:
        master.write("\n又一*段*。\n")
    calls = saving(monkeypatch, bulk, "update", catalogue(project), translated(catalogue(project)))
    (done,) = catalogues.update_all(project, (), ())
    text = catalogue(project).read_text()
    assert "Заглавие" in text
    assert "又一" in text
    assert (done.result, len(calls)) == (bulk.Result.UPDATED, 2)


@pytest.mark.parametrize("verb", ["review", "normalise", "migrate"])
def test_a_translation_saved_during_another_command_is_kept(project, monkeypatch, verb):
    path = catalogue(project)
    path.write_text(
        path.read_text().replace('msgstr ""\n\n', 'msgstr  "Б"\n\n', 2).replace("X-Sco-Schema: 1", "X-Sco-Schema: 0")
    )
    first = path.read_text()
    later = first + '\n#~ msgid "x"\n#~ msgstr "СПАСЕНО"\n'
    saving(monkeypatch, catalogue_tools.po, "render", path, later)
    if verb == "review":
        catalogue_tools.record_review(project, (), (), reader="Р", date="2021-01-31", ids=())
    elif verb == "normalise":
        catalogue_tools.normalise(project, (), (), dry=False)
    else:
        catalogue_tools.migrate_all(project, (), (), dry=False)
    assert "СПАСЕНО" in path.read_text()
    assert path.read_text() != later


def test_someone_who_saves_all_the_time_is_told_and_nothing_is_overwritten(project, tmp_path):
    path = catalogue(project)

    def work() -> None:
        before = files.standing(path)
        path.write_text(path.read_text() + "# again\n")
        files.write_bytes(path, b"x", instead_of=before)

    with pytest.raises(files.SavedMeanwhile, match="saved by someone else"):
        files.again(work)
    assert path.read_text().endswith("# again\n")


def test_a_master_saved_during_an_update_is_no_current_one(project, monkeypatch):
    master = project.root / "source" / "small" / "master.md"
    master.write_text(MASTER + "\n第二*段*。\n")
    saving(monkeypatch, door, "read_markdown", master, MASTER + "\n第三*段*。\n")
    catalogues.update_all(project, (), ())
    (done,) = catalogues.update_all(project, (), ())
    assert done.result is bulk.Result.UPDATED
    assert "第三" in catalogue(project).read_text()


def test_what_was_current_is_still_known_to_be(project):
    (done,) = catalogues.update_all(project, (), ())
    assert done.result is bulk.Result.UNCHANGED
    assert list((project.root / "build" / ".store").glob("??/*"))
