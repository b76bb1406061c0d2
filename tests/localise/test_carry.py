"""Changes of the source that ask nothing of a translator: the translation follows, finished, and is counted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sco_pub.localise.po_header import new_catalogue
from sco_pub.localise.state import review, state_of
from sco_pub.localise.update import update
from sco_pub.model.catalogue import Catalogue, Entry, Segment, State, Template

A, B = "国家之间的信任不是自然产生的。", "它需要长久的时间，也需要共同的努力。"


def template(*texts: tuple[str, str]) -> Template:
    return Template("p", "zh-CN", "d" * 64, tuple(Segment(*text, ("0a1b2c x",)) for text in texts), path="m.md")


def house(*pairs: tuple[str, str, str]) -> Catalogue:
    entries = tuple(Entry(kind, source, target) for kind, source, target in pairs)
    return replace(new_catalogue("p", "ru", "ru.po"), entries=entries)


def only(catalogue: Catalogue) -> Entry:
    (entry,) = [entry for entry in catalogue.entries if not entry.obsolete]
    return entry


def followed(outcome) -> dict[str, object]:
    return next(dict(finding.values) for finding in outcome.findings if finding.code == "PO-022")


def test_other_note_labels_reach_the_translation() -> None:
    before = house(("paragraph", "甲[^2-1]乙[^2-2]。", "Б[^2-2] и А[^2-1]."))
    outcome = update(template(("paragraph", "甲[^1]乙[^3]。")), before)
    assert (only(outcome.value).target, only(outcome.value).flags) == ("Б[^3] и А[^1].", ())
    assert followed(outcome) == {"count": 1, "labels": 1, "number": 0, "joined": 0}


def test_labels_that_change_places_are_taken_for_what_they_name() -> None:
    before = house(("paragraph", "甲[^1]乙[^2]。", "А[^1], Б[^2]."))
    assert only(update(template(("paragraph", "甲[^2]乙[^1]。")), before).value).target == "А[^2], Б[^1]."


def test_a_translation_whose_calls_are_not_the_sources_wants_a_translator() -> None:
    before = house(("paragraph", "甲[^1]乙，丙丁戊。", "А[^7]."))
    assert only(update(template(("paragraph", "甲[^2]乙，丙丁戊。")), before).value).fuzzy


@pytest.mark.parametrize(
    ("kind", "old", "new", "had", "has"),
    [
        ("heading", "二、信任的来源", "三、信任的来源", "2. Истоки доверия", "3. Истоки доверия"),
        ("heading", "三　信任的来源", "四　信任的来源", "III. Истоки доверия", "IV. Истоки доверия"),
        ("heading", "（九）信任的来源", "（十）信任的来源", "(9) Истоки доверия", "(10) Истоки доверия"),
        ("caption", "图2 信任的来源", "图3 信任的来源", "Рис. 2. Истоки доверия", "Рис. 3. Истоки доверия"),
    ],
)
def test_a_number_in_front_moves_in_the_form_that_the_translator_chose(kind, old, new, had, has) -> None:
    outcome = update(template((kind, new)), house((kind, old, had)))
    assert (only(outcome.value).target, only(outcome.value).fuzzy) == (has, False)
    assert followed(outcome)["number"] == 1


@pytest.mark.parametrize("had", ["Глава вторая. Истоки", "Истоки 2. доверия", "12. Истоки"])
def test_a_number_that_the_translation_has_otherwise_wants_a_translator(had: str) -> None:
    after = only(update(template(("heading", "三、信任的来源")), house(("heading", "二、信任的来源", had))).value)
    assert (after.target, after.fuzzy) == (had, True)


def test_a_paragraphs_number_is_its_own_affair() -> None:
    before = house(("paragraph", "2、信任的来源是什么", "2. Каковы истоки доверия"))
    assert only(update(template(("paragraph", "3、信任的来源是什么")), before).value).fuzzy


def test_joined_paragraphs_have_both_translations_and_both_translators_remarks() -> None:
    before = house(("paragraph", A, "Доверие не возникает само."), ("paragraph", B, "Ему нужно время."))
    before = replace(before, entries=tuple(replace(e, comments=(f"о {n}",)) for n, e in enumerate(before.entries)))
    outcome = update(template(("paragraph", A + B)), before)
    entry = only(outcome.value)
    assert (entry.target, entry.fuzzy) == ("Доверие не возникает само. Ему нужно время.", False)
    assert entry.comments == ("о 0", "о 1")
    assert followed(outcome)["joined"] == 1


def test_paragraphs_of_which_one_is_unfinished_are_not_joined() -> None:
    before = house(("paragraph", A, "Доверие не возникает само."), ("paragraph", B, ""))
    assert only(update(template(("paragraph", A + B)), before).value).fuzzy


def test_japanese_sentences_follow_each_other_without_a_space() -> None:
    before = replace(house(("paragraph", A, "信頼は生まれない。"), ("paragraph", B, "時間が要る。")), language="ja")
    assert only(update(template(("paragraph", A + B)), before).value).target == "信頼は生まれない。時間が要る。"


def test_a_reading_holds_over_a_change_of_labels_and_lapses_over_a_join() -> None:
    before, _ = review(house(("paragraph", "甲[^2]乙。", "А[^2].")), name="N", date="2026-01-31", which=lambda _: True)
    assert state_of(only(update(template(("paragraph", "甲[^1]乙。")), before).value)) is State.REVIEWED
    both, _ = review(
        house(("paragraph", A, "А."), ("paragraph", B, "Б.")), name="N", date="2026-01-31", which=lambda _: True
    )
    assert state_of(only(update(template(("paragraph", A + B)), both).value)) is State.TRANSLATED


def test_both_halves_of_a_divided_paragraph_are_offered_its_translation() -> None:
    outcome = update(template(("paragraph", A), ("paragraph", B)), house(("paragraph", A + B, "Доверие. Время.")))
    halves = [entry for entry in outcome.value.entries if not entry.obsolete]
    assert [(entry.target, entry.fuzzy, entry.previous_source) for entry in halves] == [
        ("Доверие. Время.", True, A + B)
    ] * 2


def test_what_followed_is_not_offered_again_by_the_next_update() -> None:
    before = house(("paragraph", A, "А."), ("paragraph", B, "Б."), ("heading", "二、信任的来源", "2. Истоки"))
    now = template(("paragraph", A + B), ("heading", "三、信任的来源"), ("paragraph", A + "还有。"))
    once = update(now, before).value
    assert update(now, once).value is once
