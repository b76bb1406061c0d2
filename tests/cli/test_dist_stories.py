"""What is handed out: releases only, with checksums, the same bytes each time; and which editions there are at all."""

from __future__ import annotations

import json
import subprocess
import zipfile
from pathlib import Path

import pytest


@pytest.fixture
def html(house: Path) -> Path:
    (house / "sco_pub.toml").write_text('languages = ["zh", "ru"]\nformats = ["docx", "html"]\n')
    return house


def translate(house: Path, share: int) -> None:
    """Give the first entries of the Russian catalogue a translation."""
    path = house / "translations/small/ru.po"
    head, *entries = path.read_text().split("\n\n")
    done = [
        entry.replace('msgstr ""', 'msgstr "Перевод[^1-1]"' if "[^1-1]" in entry else 'msgstr "Перевод 2020 11 12 1"')
        for entry in entries[:share]
    ]
    path.write_text("\n\n".join([head, *done, *entries[share:]]))


def test_releases_are_handed_out_and_what_is_no_release_is_named(run, html):
    run(html, "update")
    said = run(html, "dist")
    assert said.code == 1
    assert "refused" in said.err
    assert sorted(path.relative_to(html / "dist").as_posix() for path in (html / "dist").rglob("*") if path.is_file()) == [
        "MANIFEST.json", "SHA256SUMS", "small/small.zh.docx", "small/small.zh.html",
    ]  # fmt: skip
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=html / "dist", check=True)
    rows = json.loads((html / "dist/MANIFEST.json").read_text())["files"]
    assert [(row["path"], row["format"], row["size"]) for row in rows] == [
        (f"small/small.zh.{kind}", kind, (html / f"dist/small/small.zh.{kind}").stat().st_size)
        for kind in ("docx", "html")
    ]
    assert list(rows[0]["inputs"]) == ["source/small/master.md"]
    assert rows[0]["tools"]["pypandoc-binary"]


def test_the_same_release_is_the_same_zip_and_an_old_file_of_it_goes(run, html):
    run(html, "update")
    assert run(html, "dist", "--lang", "zh", "--zip", "a.zip").code == 0
    assert run(html, "dist", "--lang", "zh", "--zip", "b.zip").code == 0
    assert (html / "a.zip").read_bytes() == (html / "b.zip").read_bytes()
    with zipfile.ZipFile(html / "a.zip") as archive:
        assert "small/small.zh.html" in archive.namelist()
    run(html, "dist", "--lang", "zh")
    (html / "dist" / "mine.txt").write_text("mine")
    run(html, "dist", "--lang", "zh", "--format", "html")
    assert sorted(path.name for path in (html / "dist").rglob("*") if path.is_file()) == [
        "MANIFEST.json", "SHA256SUMS", "mine.txt", "small.zh.html",
    ]  # fmt: skip


def test_a_folder_with_other_files_is_left_alone(run, html):
    (html / "other").mkdir()
    (html / "other" / "mine.txt").write_text("mine")
    said = run(html, "dist", "--lang", "zh", "-o", "other")
    assert (said.code, "holds other files" in said.err) == (2, True)
    assert [path.name for path in (html / "other").iterdir()] == ["mine.txt"]


def test_a_draft_after_a_release_makes_nothing_anew_and_verify_knows_the_release(run, html):
    run(html, "update")
    assert run(html, "build", "--lang", "zh", "--policy", "release").code == 0
    assert "0 made, 2 up to date." in run(html, "build", "--lang", "zh").err
    assert "isn't up to date" not in run(html, "verify", "--lang", "zh", "--format", "docx", "--no-pictures").err


def test_a_translation_that_is_too_early_is_no_edition(run, html):
    toml = html / "sco_pub.toml"
    toml.write_text(toml.read_text() + "least = 50\n")
    run(html, "update")
    translate(html, 2)
    said = run(html, "build")
    assert (said.code, "2 made, 0 up to date, 2 too early." in said.err) == (0, True)
    assert not list((html / "build/small").glob("*.ru.*"))
    translate(html, 7)
    assert "2 made, 2 up to date." in run(html, "build").err


def test_a_publication_has_the_languages_that_are_its_own(run, html):
    toml = html / "sco_pub.toml"
    toml.write_text(toml.read_text() + '[publications.small]\nlanguages = ["zh"]\n')
    assert run(html, "make").code == 0
    assert not (html / "translations/small").exists()
    assert sorted(path.name for path in (html / "build/small").glob("small*")) == ["small.zh.docx", "small.zh.html"]
    toml.write_text(toml.read_text().replace('["zh"]', '["kk"]'))
    said = run(html, "build")
    assert (said.code, "kk, which the house hasn't" in said.err) == (2, True)
