"""What comes back from somebody else's tool: what was done there, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sco_pub.localise.exchange import Row, Taken, digest_of, handed_out, row_id, taken_in
from sco_pub.localise.po_header import new_catalogue
from sco_pub.localise.protected import lost, pieces
from sco_pub.localise.state import review
from sco_pub.model.catalogue import Catalogue, Entry, State

NOTED = Entry("paragraph", "上海精神是互信[^1-1]。", "Доверие[^1-1].")
EMPTY = Entry("paragraph", "地区治理。")
FUZZY = Entry("heading", "一　问题", "Вопросы", flags=("fuzzy", "no-wrap"), previous_source="一　疑问")


def catalogue(*entries: Entry) -> Catalogue:
    return replace(new_catalogue("p", "ru", "ru.po"), entries=entries or (NOTED, EMPTY, FUZZY))


def back(entry: Entry, target: str, state: State | None = State.TRANSLATED, **more: object) -> Row:
    return Row(row_id(entry.key), target, state, digest=digest_of(entry.target, entry.fuzzy), **more)  # type: ignore[arg-type]


def take(*rows: Row, of: Catalogue | None = None) -> Taken:
    return taken_in(of or catalogue(), rows, name="back.xlsx")


def said(taken: Taken) -> list[tuple[str, str]]:
    return [(finding.code, finding.form) for finding in taken.findings]


def test_what_comes_back_as_it_went_changes_nothing() -> None:
    here = catalogue()
    taken = taken_in(here, handed_out(here, "zh").rows, name="x")
    assert taken.catalogue is here
    assert (taken.applied, taken.unchanged, taken.findings) == (0, 3, ())


def test_rows_may_be_missing_and_stand_in_any_order() -> None:
    taken = take(back(FUZZY, "Проблема"), back(EMPTY, "Управление."))
    assert [entry.target for entry in taken.catalogue.entries] == ["Доверие[^1-1].", "Управление.", "Проблема"]
    assert taken.catalogue.entries[2].flags == ("no-wrap",)
    assert taken.catalogue.entries[2].previous_source is None


def test_what_changed_here_meanwhile_and_not_there_stays() -> None:
    rows = handed_out(catalogue(), "zh").rows
    now = catalogue(replace(NOTED, target="Взаимное доверие[^1-1]."), replace(EMPTY, target="Здесь."), FUZZY)
    assert taken_in(now, rows, name="x").catalogue is now


def test_of_what_changed_on_both_sides_ours_stays_and_theirs_is_a_comment_once() -> None:
    now = catalogue(replace(NOTED, target="Наше[^1-1]."), EMPTY, FUZZY)
    row = back(NOTED, "Их[^1-1].")
    first = take(row, of=now)
    assert (first.catalogue.entries[0].target, first.catalogue.entries[0].comments) == (
        "Наше[^1-1].",
        ("sco-merge: Их[^1-1].",),
    )
    assert said(first) == [("PO-063", "")]
    assert take(row, of=first.catalogue).catalogue == first.catalogue


@pytest.mark.parametrize(
    ("row", "form"),
    [
        (Row("0" * 12, "а"), "unknown"),
        (back(NOTED, "Иное[^1-1].", source="另一段文字"), "source"),
        (back(NOTED, " "), "emptied"),
        (back(EMPTY, EMPTY.source), "copied"),
        (back(NOTED, "Иное", fault="unreadable"), "unreadable"),
    ],
)
def test_a_row_that_cant_be_meant_is_refused_with_its_reason(row: Row, form: str) -> None:
    taken = take(row)
    assert said(taken) == [("PO-061", form)]
    assert taken.catalogue == catalogue()


def test_an_id_that_stands_twice_with_two_translations_is_refused_and_with_one_is_taken() -> None:
    assert said(take(back(EMPTY, "А"), back(EMPTY, "Б"))) == [("PO-061", "twice")] * 2
    assert take(back(EMPTY, "А"), back(EMPTY, "А")).applied == 1


def test_a_translation_that_lost_a_note_call_or_was_set_in_italics_is_fuzzy() -> None:
    taken = take(back(NOTED, "Доверие."), back(EMPTY, "Управление.", formatted=True))
    assert said(taken) == [("PO-062", "markup"), ("PO-062", "formatted")]
    assert [entry.fuzzy for entry in taken.catalogue.entries[:2]] == [True, True]
    assert "[^1-1]" in taken.findings[0].message


def test_a_change_of_the_state_alone_is_taken() -> None:
    assert not take(back(FUZZY, FUZZY.target)).catalogue.entries[2].fuzzy
    assert take(back(NOTED, NOTED.target, State.FUZZY)).catalogue.entries[0].fuzzy


def test_a_tool_that_says_nothing_of_states_leaves_them() -> None:
    assert take(back(FUZZY, FUZZY.target, None)).catalogue == catalogue()
    assert not take(back(FUZZY, "Проблема", None)).catalogue.entries[2].fuzzy


def test_a_review_holds_as_long_as_the_words_are_the_same() -> None:
    read, _ = review(catalogue(), name="A. Reader", date="2021-01-31", which=lambda _: True)
    rows = handed_out(read, "zh").rows
    assert rows[0].state is State.REVIEWED
    taken = taken_in(read, [replace(rows[0], target="Иное[^1-1].")], name="x").catalogue
    assert handed_out(taken, "zh").rows[0].state is State.TRANSLATED


def test_pairs_of_a_memory_fill_what_is_empty_as_fuzzy() -> None:
    taken = take(Row("", "Управление.", source=EMPTY.source), Row("", "Иное", source=NOTED.source))
    assert (taken.catalogue.entries[1].target, taken.catalogue.entries[1].fuzzy) == ("Управление.", True)
    assert taken.catalogue.entries[0] == NOTED


def test_the_pieces_of_a_text_are_the_text() -> None:
    text = "a[^1] `x*` $y_1$ [b](http://a.b/c) *c* **d** [e]{.note-missing} https://f.g/h \\*"
    found = list(pieces(text))
    assert "".join(piece.text for piece in found) == text
    assert [p.kind for p in found if p.kind] == ["note", "code", "math", "link", *["emphasis"] * 4, "span", "address"]
    assert lost(text, text.replace("[^1]", "").replace("$y_1$", "")) == ("[^1]", "$y_1$")
