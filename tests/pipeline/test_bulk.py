"""Many catalogues at once: the same bytes whatever the workers, the batches and the stores; nothing for what hasn't changed."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest

from sco_pub.edge import bounds
from sco_pub.edge.pandoc import door
from sco_pub.edge.po import file as po
from sco_pub.model.config import Limits
from sco_pub.pipeline import bulk
from sco_pub.pipeline.bulk import Current, Done, Job, Means, Result, update_many
from tests.corpus import recombined

ARTICLES = 4


def jobs(folder: Path) -> list[Job]:
    catalogues = [(language, folder / language) for language in ("ru", "en")]
    return [
        Job(str(n), folder / f"{n}.md", tuple((lang, place / f"{n}.po") for lang, place in catalogues), folder)
        for n in range(ARTICLES)
    ]


def written(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.glob("*/*.po"))}


def results(done: tuple[Done, ...]) -> list[str]:
    return [item.result.value for item in done]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Four articles with finished catalogues in two languages, then edited."""
    words = recombined.clauses()
    articles = [recombined.article(number, words) for number in range(ARTICLES)]
    for number, article in enumerate(articles):
        (tmp_path / f"{number}.md").write_text(article.markdown(), "utf-8")
    assert set(results(update_many(jobs(tmp_path), means=lambda: Means(trees=tmp_path / "trees")))) == {"created"}
    for path in tmp_path.glob("*/*.po"):
        catalogue = po.read_catalogue(path, publication=path.stem, language=path.parent.name)
        entries = tuple(replace(e, target=f"Ж {e.source}", comments=("моё",)) for e in catalogue.entries)
        po.write_catalogue(path, replace(catalogue, entries=entries))
    for number, article in enumerate(articles):
        (tmp_path / f"{number}.md").write_text(recombined.edited(number, article, words).markdown(), "utf-8")
    return tmp_path


def test_workers_batches_and_stores_change_no_byte(house: Path) -> None:
    before = written(house)
    made = []
    for workers, batch, means in [
        (1, 25, Means()),
        (1, 2, Means(trees=house / "trees")),
        (2, 2, Means(trees=house / "trees")),
    ]:
        for name, data in before.items():
            (house / name).write_bytes(data)
        with patch.object(bulk, "_BATCH", batch):
            assert set(results(update_many(jobs(house), means=lambda used=means: used, workers=workers))) == {"updated"}  # type: ignore[misc]
        made.append(written(house))
    assert made[0] != before
    assert made[0] == made[1] == made[2]


def test_catalogues_that_another_tool_has_wrapped_are_updated_to_the_same_bytes(house: Path) -> None:
    """The quick reader and the one for foreign files lead to the same catalogue."""
    before = written(house)
    update_many(jobs(house))
    quick = written(house)
    for name, data in before.items():
        (house / name).write_bytes(data)
    with patch("sco_pub.edge.po.file.read_canonical", lambda *_, **__: None):
        update_many(jobs(house))
    assert written(house) == quick


def test_what_has_not_changed_is_neither_parsed_nor_written(house: Path) -> None:
    current = Current(house / "current.json")
    update_many(jobs(house), current=current)
    stamps = {path: path.stat().st_mtime_ns for path in house.glob("*/*.po")}

    def used() -> Means:
        raise AssertionError("something is stale")

    assert set(results(update_many(jobs(house), current=Current(house / "current.json"), means=used))) == {"unchanged"}
    (house / "0.md").write_text((house / "0.md").read_text("utf-8") + "\n新加的一段。\n", "utf-8")
    done = update_many(jobs(house), current=Current(house / "current.json"))
    assert [item.publication for item in done if item.result is not Result.UNCHANGED] == ["0", "0"]
    assert [path.name for path, stamp in stamps.items() if path.stat().st_mtime_ns != stamp] == ["0.po", "0.po"]


def test_a_dry_run_says_what_is_stale_and_writes_nothing(house: Path) -> None:
    before = written(house)
    assert set(results(update_many(jobs(house), means=lambda: Means(dry=True)))) == {"stale"}
    assert written(house) == before


def test_a_broken_catalogue_is_left_as_it_is_and_stops_no_other(house: Path) -> None:
    broken = house / "ru" / "3.po"
    broken.write_text(broken.read_text("utf-8") + "<<<<<<< ours\n", "utf-8")
    before = broken.read_bytes()
    done = update_many(jobs(house))
    failed = [item for item in done if item.result is Result.FAILED]
    assert [item.path for item in failed] == ["ru/3.po"]
    assert str(failed[0].findings[0].place).startswith("ru/3.po")
    assert broken.read_bytes() == before
    assert {item.result for item in done if item is not failed[0]} == {Result.UPDATED}


def test_a_master_that_takes_too_long_has_its_time_once_and_not_once_for_each_language(house: Path) -> None:
    (house / "3.md").write_text(
        "|" + " 甲 |" * 300 + "\n|" + " --- |" * 300 + "\n" + ("|" + " 乙 |" * 300 + "\n") * 300
    )
    before = written(house)
    bounds.use(bounds.Bounds(Limits(seconds=1)))
    with patch.object(door.subprocess, "Popen", wraps=subprocess.Popen) as called:
        done = update_many(jobs(house)[3:])
    assert called.call_count == 1
    assert results(done) == ["failed", "failed"]
    assert {str(finding.place) for item in done for finding in item.findings} == {"3.md"}
    assert written(house) == before
