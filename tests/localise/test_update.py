"""Bringing a catalogue up to its master: what is kept, revived, moved, offered, and when nothing is written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sco_pub.edge.pandoc import door as pandoc
from sco_pub.edge.pandoc.inlines import PandocCodec
from sco_pub.localise import badge
from sco_pub.localise.apply import apply
from sco_pub.localise.bilingual import bilingual
from sco_pub.localise.difference import difference, sentences
from sco_pub.localise.extract import extract
from sco_pub.localise.migrate import migrate
from sco_pub.localise.po_header import new_catalogue
from sco_pub.localise.state import readings, review, state_of
from sco_pub.localise.update import update
from sco_pub.model import ast
from sco_pub.model.catalogue import Catalogue, Entry, Segment, State, Template
from sco_pub.model.choices import Policy
from sco_pub.model.document import Master
from sco_pub.model.errors import InputError

A = "上合组织成员国的命运共同体需要在实践中共同构建。第二句没有变。"
B = "地区治理与全球治理的关系在宏观上不能分割。"
C = "人文合作占有特殊的位置，要不断增进民间友好。"


def template(*texts: str | tuple[str, str]) -> Template:
    segments = [
        Segment(*(text if isinstance(text, tuple) else ("paragraph", text)), ("0a1b2c paragraph",)) for text in texts
    ]
    return Template("p", "zh-CN", "d" * 64, tuple(segments), path="source/p/master.md")


def translated(*texts: str) -> Catalogue:
    catalogue = update(template(*texts), new_catalogue("p", "ru", "ru.po")).value
    return replace(
        catalogue,
        entries=tuple(replace(e, target=f"Ж {e.source}", comments=(f"о {e.source}",)) for e in catalogue.entries),
    )


def live(catalogue: Catalogue) -> list[Entry]:
    return [entry for entry in catalogue.entries if not entry.obsolete]


def test_nothing_changed_gives_the_very_catalogue_back() -> None:
    catalogue = update(template(A, B), translated(A, B)).value
    outcome = update(replace(template(A, B), master_digest="e" * 64), catalogue)
    assert outcome.value is catalogue
    assert outcome.findings == ()


def test_no_update_moves_the_header_so_that_git_never_sees_a_conflict_there() -> None:
    before = translated(A)
    added = update(replace(template(A, B), master_digest="e" * 64), before).value
    edited = update(replace(template(B), master_digest="e" * 64), before).value
    assert added.header == edited.header == before.header


def test_the_digest_that_earlier_versions_wrote_there_goes_with_the_first_change() -> None:
    before = translated(A)
    before = replace(before, header=(*before.header, ("X-Sco-Source", "d" * 64)))
    assert update(template(A), before).value is before
    assert "X-Sco-Source" not in dict(update(template(A, B), before).value.header)


def test_an_edited_text_takes_its_old_translation_along_as_fuzzy_with_what_changed() -> None:
    new = A.replace("共同构建", "一起建设")
    entry = live(update(template(new, B), translated(A, B)).value)[0]
    assert (entry.target, entry.fuzzy, entry.previous_source) == (f"Ж {A}", True, A)
    assert entry.comments == (f"о {A}",)
    assert entry.extracted[1:] == (
        "was: 上合组织成员国的命运共同体需要在实践中共同构建。", "now: 上合组织成员国的命运共同体需要在实践中一起建设。",
    )  # fmt: skip


def test_taking_the_edit_back_brings_the_translation_back_unharmed() -> None:
    before = translated(A, B)
    there = update(template(A.replace("共同构建", "一起建设"), B), before).value
    back = update(template(A, B), there).value
    assert [(e.source, e.target, e.flags, e.comments) for e in live(back)] == [
        (e.source, e.target, e.flags, e.comments) for e in live(before)
    ]
    assert len(back.entries) == 2


def test_a_second_edit_still_shows_the_text_that_the_translation_is_of() -> None:
    once = update(template(A.replace("共同", "一起"), B), translated(A, B)).value
    twice = update(template(A.replace("共同", "一起").replace("第二句", "下一句"), B), once).value
    assert live(twice)[0].previous_source == A


def test_a_dropped_text_is_kept_as_obsolete_and_revived() -> None:
    dropped = update(template(A), translated(A, B)).value
    assert [(e.source, e.obsolete) for e in dropped.entries] == [(A, False), (B, True)]
    assert [(e.source, e.target, e.fuzzy) for e in live(update(template(A, B), dropped).value)][1] == (
        B,
        f"Ж {B}",
        False,
    )


def test_a_text_that_moves_to_another_section_keeps_its_translation_and_one_that_changes_kind_is_fuzzy() -> None:
    moved, heading = live(update(template(("paragraph/sec", A), ("heading", B)), translated(A, B)).value)
    assert (moved.target, moved.fuzzy) == (f"Ж {A}", False)
    assert (heading.target, heading.fuzzy, heading.previous_context) == (f"Ж {B}", True, "paragraph")


def test_an_unrelated_new_text_gets_no_guess() -> None:
    entry = live(update(template(A, C), translated(A, B)).value)[1]
    assert (entry.target, entry.fuzzy) == ("", False)


def test_neighbours_come_first() -> None:
    near, far = "相互依存的国家之间联系密切甲乙丙丁。", "相互依存的国家之间联系密切甲乙丙戊。"
    before = translated(A, near, B, far)
    entry = live(update(template(A, near.replace("丁", "己"), B), before).value)[1]
    assert entry.previous_source == near


def test_an_untouched_template_entry_without_translation_leaves_no_obsolete_entry_behind() -> None:
    empty = update(template(A, B), new_catalogue("p", "ru", "ru.po")).value
    assert [e.source for e in update(template(A), empty).value.entries] == [A]


def test_suggestions_and_terms_are_comments_and_stay_when_they_are_not_asked_for_again() -> None:
    catalogue = update(
        template(A),
        new_catalogue("p", "ru", "ru.po"),
        terms={A: ("命运共同体 = сообщество",)},
        suggestions={A: ("(q, 90 %): …",)},
    ).value
    (entry,) = catalogue.entries
    assert entry.target == ""
    assert entry.extracted == ("0a1b2c paragraph", "term: 命运共同体 = сообщество", "suggestion (q, 90 %): …")
    assert update(template(A), catalogue).value is catalogue


def test_sentences_join_to_the_text() -> None:
    text = "他说：“好。”然后走了！第三……句？End. Next"
    assert "".join(sentences(text)) == text
    assert sentences("甲。乙！”丙") == ("甲。", "乙！”", "丙")
    assert difference("甲。乙。", "甲。丙。") == ("was: 乙。", "now: 丙。")


# -- states and reviews


def test_a_review_holds_until_either_text_changes() -> None:
    catalogue, count = review(translated(A, B), name="И. Иванова", date="2021-03-01", which=lambda e: e.source == A)
    first, second = catalogue.entries
    assert (count, state_of(first), state_of(second)) == (1, State.REVIEWED, State.TRANSLATED)
    assert state_of(replace(first, target="другое")) is State.TRANSLATED
    assert state_of(replace(first, source=B)) is State.TRANSLATED
    assert state_of(replace(first, flags=("fuzzy",))) is State.FUZZY
    assert readings(first)[0].name == "И. Иванова"
    assert review(catalogue, name="И. Иванова", date="2021-04-01", which=lambda e: e.source == A)[1] == 0


def test_fuzzy_and_empty_entries_can_not_be_reviewed() -> None:
    catalogue = Catalogue("p", "ru", "", entries=(Entry("paragraph", A), Entry("paragraph", B, "Б", flags=("fuzzy",))))
    assert review(catalogue, name="x", date="2021-01-01", which=lambda _: True) == (catalogue, 0)
    with pytest.raises(InputError):
        review(catalogue, name="x", date="yesterday", which=lambda _: True)


def test_an_older_schema_is_migrated_and_a_newer_one_refused() -> None:
    old = Catalogue("p", "ru", "ru.po", header=(("Language", "ru"),), entries=(Entry("paragraph:", A, "Ж"),))
    new = migrate(old)
    assert (new.entries[0].context, new.entries[0].target, dict(new.header)["X-Sco-Schema"]) == ("paragraph", "Ж", "1")
    assert migrate(new) is new
    with pytest.raises(InputError):
        migrate(replace(old, header=(("X-Sco-Schema", "99"),)))


# -- applying

TEXT = "---\ntitle: 题\nlang: zh-CN\n---\n\n甲[^1]乙[^2]。\n\n第二段。\n\n[^1]: 注一\n\n[^2]: 注二\n"


def edition_of(targets: dict[str, str], policy: Policy = Policy.DRAFT, fuzzy: str = "") -> tuple[str, list[str]]:
    master = Master("p", "m.md", "0" * 64, "zh-CN", pandoc.read_markdown([TEXT])[0])
    segments = extract(master, PandocCodec()).value.segments
    entries = [
        Entry(s.context, s.source, targets.get(s.source, ""), flags=("fuzzy",) if s.source == fuzzy else ())
        for s in segments
    ]
    outcome = apply(master, Catalogue("p", "ru", "ru.po", entries=tuple(entries)), PandocCodec(), policy=policy)
    return pandoc.write_markdown([list(outcome.value.document.blocks)])[0], [f.code for f in outcome.findings]


def test_notes_may_change_their_order_and_keep_their_texts() -> None:
    text, codes = edition_of({"甲[^1]乙[^2]。": "Б[^2], затем *А*[^1].", "注一": "первая"})
    assert text.startswith("Б[^2], затем *А*[^1].")
    assert codes == []


@pytest.mark.parametrize(
    ("target", "shown", "code"),
    [
        ("А[^1].", "А[^1].[^2]", "PO-010"), ("А[^1]Б[^2][^9].", "А[^1]Б[^2]\\[\\^9\\].", "PO-011"), ("А[^1]Б[^2][^1].", "А[^1]Б[^2][^1].", "PO-012"),
    ],
)  # fmt: skip
def test_no_note_is_lost_silently(target: str, shown: str, code: str) -> None:
    text, codes = edition_of({"甲[^1]乙[^2]。": target})
    assert text.startswith(shown)
    assert codes == [code]


def test_what_is_not_translated_stays_in_chinese_marked_and_a_release_refuses_it() -> None:
    text, codes = edition_of({"第二段。": "Второй."}, fuzzy="第二段。")
    assert '[甲]{.untranslated lang="zh-CN"}[^1]' in text
    assert "[Второй.]{.fuzzy}" in text
    text, codes = edition_of({"第二段。": "Второй."}, Policy.RELEASE, fuzzy="第二段。")
    assert '[第二段。]{.untranslated lang="zh-CN"}' in text
    assert set(codes) == {"PO-013"}


def test_a_heading_like_translation_stays_one_paragraph() -> None:
    text, _ = edition_of({"第二段。": "1. Первое.\n\n- Второе"})
    assert len(pandoc.read_markdown([text])[0].blocks) == 2


def test_the_review_document_shows_both_texts_with_the_ids_of_the_catalogue() -> None:
    master = Master(
        "p", "m.md", "0" * 64, "zh-CN", pandoc.read_markdown(["# 题头\n\n" + TEXT.partition("---\n\n")[2]])[0]
    )
    made = extract(master, PandocCodec()).value
    catalogue = update(made, new_catalogue("p", "ru", "ru.po")).value
    catalogue = replace(catalogue, entries=tuple(replace(e, target=f"Ж {e.source}") for e in catalogue.entries))
    document, progress = bilingual(master, catalogue, PandocCodec())
    text = ast.stringify(list(document.blocks))
    assert progress.translated == len(made.segments)
    for segment, comment in zip(made.segments, (s.comments[0] for s in made.segments), strict=True):
        assert comment.split()[0] in text
        assert segment.source in text
        assert f"Ж {segment.source}" in text


def test_badge_and_plot_say_the_figures_in_words() -> None:
    master = Master("p", "m.md", "0" * 64, "zh-CN", pandoc.read_markdown([TEXT])[0])
    progress = apply(master, Catalogue("p", "ru", "ru.po"), PandocCodec()).value.progress
    assert "0 %" in badge.badge("ru", progress)
    assert badge.plot([("p ru", progress)]).count("<rect") == 1


def test_what_was_done_is_counted_for_the_record() -> None:
    before = update(template(A, B), translated(A, B)).value
    (said,) = [finding for finding in update(template(A, C), before).findings if finding.code == "PO-020"]
    assert said.message == "1 entries are new (0 of them fuzzy), 0 came back, 1 went."
