"""A paragraph that was planned before is taken from the store, and set as if it had been planned anew."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sco_pub.edge import kept, weasyprint
from sco_pub.edge.store import Store
from sco_pub.edge.weasyprint_patches import measuring
from sco_pub.model.job import PrintJob

weasyprint.load()
STYLE = (
    "@page { size: 300px 400px; margin: 0 } html { font: 16px/20px 'PT Serif' } p { margin: 0; text-align: justify;"
    " hyphens: auto; text-indent: 20px } x-note { float: footnote; font-size: 12px }"
)
WORDS = "Международное сотрудничество государств, <em>их безопасность</em> и развитие до 2030 года — дело общее. "
NOTE = "<x-note>Московский журнал международного права, 2021, № 3.</x-note>"


def job(*paragraphs: str) -> PrintJob:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return PrintJob(f"<html lang=ru><head><title>Т</title></head><body>{body}</body></html>", (STYLE,), "ru")


SIX = tuple(f"{number}. {WORDS * 5}{NOTE}{WORDS * number}" for number in range(6))


def pdf(of: PrintJob) -> bytes:
    made = weasyprint.render(of)
    assert made.value is not None
    return made.value


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Path]:
    kept.use(tmp_path)
    yield tmp_path
    kept.use(None)


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The beginning of each paragraph that is measured anew, short ones left out."""
    found: list[str] = []
    parts = measuring.parts

    def heard(context: Any, line_box: Any) -> list[measuring.Measured]:
        made = parts(context, line_box)
        text = "".join(cluster.text for cluster in made[0].clusters) if made else ""
        if len(text) > 150:
            found.append(text[:2])
        return made

    monkeypatch.setattr(measuring, "parts", heard)
    return found


def test_the_file_is_the_same_bytes_with_the_store_as_without(store: Path, measured: list[str]) -> None:
    kept.use(None)
    without = pdf(job(*SIX))
    kept.use(store)
    assert pdf(job(*SIX)) == without
    measured.clear()
    assert pdf(job(*SIX)) == without
    assert measured == []


def test_after_one_corrected_sentence_one_paragraph_is_planned_anew(store: Path, measured: list[str]) -> None:
    pdf(job(*SIX))
    measured.clear()
    pdf(job(*SIX[:2], SIX[2].replace("дело общее", "общее дело"), *SIX[3:]))
    assert measured == ["2."]


def test_another_measure_is_planned_anew(store: Path, measured: list[str]) -> None:
    pdf(job(*SIX))
    measured.clear()
    wider = PrintJob(job(*SIX).html, (STYLE.replace("300px", "301px"),), "ru")
    pdf(wider)
    assert len(measured) == len(SIX)


@pytest.mark.parametrize("value", [[{"table": []}], {"no": "list"}, ["?"], None, [{"cells": [9], "table": []}]])
def test_an_entry_that_is_none_of_ours_counts_as_none(store: Path, value: object) -> None:
    without = pdf(job(SIX[0]))
    entries = [path for path in store.glob("??/*") if json_of(store, path) is not None]
    assert entries
    for path in entries:
        Store(store).put(path.parent.name + path.name, json.dumps(value).encode())
    assert pdf(job(SIX[0])) == without


def json_of(store: Path, path: Path) -> object:
    """An entry's paragraph, None for other entries."""
    data = Store(store).get(path.parent.name + path.name) or b"0"
    try:
        value = json.loads(data)
    except ValueError:
        return None
    return value if isinstance(value, list) else None
