"""Work that a client lost without a word is told, and put back, and nothing else is touched."""

from __future__ import annotations

from dataclasses import replace

from sco_pub.localise import guard
from sco_pub.localise.po_header import new_catalogue
from sco_pub.localise.state import review, state_of
from sco_pub.model.catalogue import Catalogue, Entry, State


def read_catalogue() -> Catalogue:
    entries = tuple(Entry("paragraph", f"第{n}段。", f"Абзац {n}.", comments=(f"спросить {n}",)) for n in range(5))
    catalogue = replace(new_catalogue("p", "ru", "ru.po"), entries=entries)
    return review(catalogue, name="Reader", date="2026-01-31", which=lambda _: True)[0]


def changed(catalogue: Catalogue, *which: int, **parts) -> Catalogue:
    entries = tuple(replace(e, **parts) if n in which else e for n, e in enumerate(catalogue.entries))
    return replace(catalogue, entries=entries)


def counts(before: Catalogue, now: Catalogue) -> dict[str, object]:
    (finding,) = guard.told(before, now, "HEAD")
    return dict(finding.values)


def test_finished_entries_that_came_back_empty_are_told_and_put_back() -> None:
    before = read_catalogue()
    now = changed(before, 1, 3, target="")
    assert counts(before, now)["emptied"] == 2
    assert guard.restored(before, now) == (before, 2)


def test_readings_that_are_gone_are_told_and_hold_again_when_they_are_put_back() -> None:
    before = read_catalogue()
    now = replace(before, entries=tuple(replace(e, comments=e.comments[:1]) for e in before.entries))
    assert counts(before, now) == {"since": "HEAD", "emptied": 0, "readings": 5, "comments": 0}
    back, count = guard.restored(before, now)
    assert count == 5
    assert all(state_of(entry) is State.REVIEWED for entry in back.entries)


def test_a_reading_of_words_that_were_changed_lapses_by_right() -> None:
    before = read_catalogue()
    now = changed(before, 0, target="Иначе.", comments=())
    assert guard.told(before, now, "HEAD") == ()


def test_one_remark_is_taken_out_by_a_person_and_all_of_them_by_a_client() -> None:
    before = read_catalogue()
    assert guard.told(before, changed(before, 0, comments=before.entries[0].comments[1:]), "HEAD") == ()
    now = replace(before, entries=tuple(replace(e, comments=e.comments[1:]) for e in before.entries))
    assert counts(before, now)["comments"] == 5
    assert {line for e in guard.restored(before, now)[0].entries for line in e.comments} == {
        line for e in before.entries for line in e.comments
    }


def test_what_somebody_changed_since_stays_as_it_is() -> None:
    before = read_catalogue()
    now = changed(changed(before, 0, target=""), 1, target="Иначе.")
    back = guard.restored(before, now)[0]
    assert (back.entries[0].target, back.entries[1].target) == ("Абзац 0.", "Иначе.")


def test_an_unfinished_entry_that_was_emptied_is_no_loss() -> None:
    before = changed(read_catalogue(), 0, flags=("fuzzy",), comments=())
    assert guard.told(before, changed(before, 0, target="", flags=()), "HEAD") == ()
