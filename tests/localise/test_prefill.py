"""Drafts by machine: fuzzy, marked, whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from sco_pub.localise.po_header import new_catalogue
from sco_pub.localise.prefill import prefilled
from sco_pub.model.catalogue import Catalogue, Entry

HERE: Catalogue = replace(
    new_catalogue("p", "ru", "ru.po"),
    entries=(
        Entry("paragraph", "信任[^1-1]与*治理*。"),
        Entry("paragraph", "一行\\\n二行"),
        Entry("note", "已译", "Готово"),
        Entry("note", "有⟦1⟧者"),
        Entry("note", "旧", obsolete=True),
    ),
)


def _always(answer: str, lines: Sequence[str]) -> list[str]:
    return [answer] * len(lines)


def test_only_empty_entries_get_drafts_which_are_fuzzy_and_say_whose_they_are() -> None:
    asked: list[list[str]] = []

    def work(lines: Sequence[str]) -> list[str]:
        asked.append(list(lines))
        return [
            line.replace("信任", "Доверие")
            .replace("治理", "управление")
            .replace("与", " и ")
            .replace("一行", "раз")
            .replace("二行", "два")
            for line in lines
        ]

    done = prefilled(HERE, work, name="engine", batch=1, hanzi=False)
    assert asked == [["信任⟦1⟧与⟦2⟧治理⟦3⟧。"], ["一行\\", "二行"]]
    first, second, *rest = done.catalogue.entries
    assert (first.target, first.flags, first.extracted) == (
        "Доверие[^1-1] и *управление*。",
        ("fuzzy",),
        ("machine (engine)",),
    )
    assert second.target == "раз\\\nдва"
    assert tuple(rest) == HERE.entries[2:]
    assert (done.drafts, done.spoilt) == (2, 1)


def test_a_draft_that_lost_or_doubled_markup_or_is_chinese_still_is_left_out() -> None:
    for answer in ("Доверие.", "А⟦1⟧⟦2⟧⟦3⟧⟦3⟧", "信任⟦1⟧⟦2⟧⟦3⟧", ""):
        done = prefilled(HERE, partial(_always, answer), name="e", batch=1, hanzi=False)
        assert done.catalogue.entries[0] == HERE.entries[0]
    assert prefilled(HERE, lambda lines: lines, name="e", batch=9, hanzi=True).drafts == 0
