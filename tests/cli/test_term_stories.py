"""Stories of an editor who changes the glossary's words for a term that is translated in many places already."""

from __future__ import annotations

import subprocess

import pytest

PO = "translations/small/ru.po"
_MASTER = """---
title: 信任
lang: zh-CN
---

命运共同体需要时间。

建设命运共同体，就是建设共同体。

三国走向命运共同体。

其他的话。
"""
_TARGETS = {
    "命运共同体需要时间。": "Сообщество единой судьбы требует времени.",
    "建设命运共同体，就是建设共同体。": "Строить сообщество единой судьбы — строить сообщество.",
    "三国走向命运共同体。": "Три страны идут к сообществу единой судьбы; сообществом единой судьбы станут они.",
    "其他的话。": "Сообщество единой судьбы названо здесь не по словарю.",
}


def glossary(words):
    return f"zh,ru,en\n命运共同体,{words},community of shared future\n"


@pytest.fixture
def desk(run, house):
    """A committed house in which the old words stand."""
    (house / "source" / "small" / "master.md").write_text(_MASTER)
    toml = house / "sco_pub.toml"
    toml.write_text(f'glossary = "glossary.csv"\n{toml.read_text()}'.replace('"ru"]', '"ru", "en"]'))
    (house / "glossary.csv").write_text(glossary("сообщество единой судьбы"))
    run(house, "update")
    text = (house / PO).read_text()
    for source, target in _TARGETS.items():
        text = text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{target}"')
    (house / PO).write_text(text)
    run(house, "po", "normalize")
    run(house, "review", "small", "--lang", "ru", "--by", "Reader")
    for words in (
        ("init", "-q"),
        ("add", "-A"),
        ("-c", "user.name=N", "-c", "user.email=n@x.org", "commit", "-qm", "x"),
    ):
        subprocess.run(["git", "-C", str(house), *words], check=True)
    return house


def entries(desk):
    return (desk / PO).read_text().split("\n\n")


def entry(desk, source):
    return next(text for text in entries(desk) if f'msgid "{source}"' in text)


def test_new_words_are_shown_and_written_only_with_consent(run, desk):
    before = (desk / PO).read_text()
    (desk / "glossary.csv").write_text(glossary("содружество общей судьбы"))
    shown = run(desk, "po", "replace-term", "--lang", "ru")
    assert shown.code == 1
    assert "- [Сообщество единой судьбы] требует времени." in shown.out
    assert "+ [Содружество общей судьбы] требует времени." in shown.out
    assert (desk / PO).read_text() == before
    done = run(desk, "po", "replace-term", "--lang", "ru", "--yes")
    assert done.code == 0
    assert "(4)" in done.out
    now = entry(desk, "三国走向命运共同体。")
    assert "Три страны идут к содружеству общей судьбы; содружеством общей судьбы станут они." in now
    assert "#, fuzzy" in now
    assert "строить сообщество." in entry(desk, "建设命运共同体，就是建设共同体。")
    assert entry(desk, "其他的话。") in before  # its source hasn't the term
    assert run(desk, "po", "replace-term", "--lang", "ru", "--yes").out.count("- [") == 0


def test_what_was_replaced_is_read_again_before_it_counts(run, desk):
    (desk / "glossary.csv").write_text(glossary("содружество общей судьбы"))
    run(desk, "po", "replace-term", "--yes", "--lang", "ru")
    line = next(line for line in run(desk, "stats", "--lang", "ru").out.splitlines() if line.startswith("small\tru"))
    segments, reviewed, translated, fuzzy, missing = map(int, line.split("\t")[2:7])
    assert (segments, reviewed, translated, fuzzy, missing) == (5, 1, 1, 3, 1)


def test_words_of_another_gender_are_asked_about_where_they_are_inflected(run, desk):
    (desk / "glossary.csv").write_text(glossary("общность судьбы"))
    done = run(desk, "po", "replace-term", "--lang", "ru", "--yes")
    assert "PO-067" in done.err + done.out
    assert "сообществу единой судьбы" in entry(desk, "三国走向命运共同体。")
    assert "fuzzy" not in entry(desk, "三国走向命运共同体。")
    assert "Общность судьбы требует времени." in entry(desk, "命运共同体需要时间。")


def test_a_language_whose_inflection_is_unknown_changes_only_words_as_they_are(run, desk):
    text = (desk / "translations/small/en.po").read_text()
    for source, target in (
        ("命运共同体需要时间。", "A Community of shared future takes time."),
        ("三国走向命运共同体。", "Three communities of shared future."),
    ):
        text = text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{target}"')
    (desk / "translations/small/en.po").write_text(text)
    (desk / "glossary.csv").write_text(
        glossary("x").replace("shared future", "common destiny").replace("x", "сообщество единой судьбы")
    )
    done = run(desk, "po", "replace-term", "--lang", "en", "--yes")
    now = (desk / "translations/small/en.po").read_text()
    assert "A Community of common destiny takes time." in now
    assert "Three communities of shared future." in now
    assert "“communities of shared future” stays" in done.err + done.out


def test_an_old_wording_that_no_commit_has_can_be_said(run, desk):
    (desk / "glossary.csv").write_text(glossary("сообщество единой судьбы"))
    asked = run(desk, "po", "replace-term", "--term", "命运共同体", "--old", "сообщество", "--lang", "ru")
    assert "- [Сообщество] единой судьбы" not in asked.out  # it stands as part of the new words
    assert "строить [сообщество]." in asked.out
    assert run(desk, "po", "replace-term", "--old", "x").code == 2
    assert run(desk, "po", "replace-term", "--term", "没有", "--old", "x").code != 0


def test_words_that_are_still_allowed_are_left(run, desk):
    (desk / "glossary.csv").write_text(glossary("содружество общей судьбы | сообщество единой судьбы"))
    said = run(desk, "po", "replace-term", "--lang", "ru", "--yes")
    assert (said.code, said.out.count("changed\t"), said.out.count("unchanged\t")) == (0, 1, 1)
