"""Counts that a bill can stand on."""

from __future__ import annotations

from dataclasses import replace

from sco_pub.localise.concordance import find
from sco_pub.localise.po_header import new_catalogue
from sco_pub.localise.progress_page import page
from sco_pub.localise.volume import Band, Size, size_of, summed, volumes
from sco_pub.model.catalogue import Entry
from sco_pub.model.edition import Progress

TEXT = "上海合作组织成员国需要在实践中共同构建命运共同体。"


def test_a_hanzi_is_a_word_and_so_is_a_word_in_letters_or_a_number() -> None:
    assert size_of("上合组织（SCO）有 10 个成员国，GDP 为 23.4%。") == Size(1, 4 + 1 + 1 + 1 + 4 + 1 + 1 + 1, 10, 27)


def test_markup_and_note_calls_arent_counted() -> None:
    assert size_of("治理[^1-1]与*合作*，见[此处](https://a.b/c)。") == size_of("治理与合作，见[此处。")
    assert size_of("$x^2$") == Size(1, 0, 0, 0)


def test_entries_fall_into_the_bands_of_translation_memories() -> None:
    entries = (
        Entry("paragraph", TEXT, "Готово."),
        Entry("paragraph/b", TEXT),
        Entry("paragraph/c", TEXT),
        Entry("paragraph", TEXT.replace("实践", "行动")),
        Entry("paragraph", TEXT.replace("需要在实践中共同", "应当积极")),
        Entry("heading", "全然无关的文字"),
        Entry("note", "新的注释甲乙丙丁", "Старое", flags=("fuzzy",), previous_source="新的注释甲乙丙戊"),
    )
    (volume,) = volumes([("p", "ru", entries)], entries)
    assert {band: size.entries for band, size in volume.bands.items()} == {
        Band.DONE: 1, Band.EXACT: 1, Band.REPEATED: 1, Band.NEARLY: 0, Band.CLOSE: 2, Band.LIKE: 0, Band.FAR: 1, Band.NEW: 1,
    }  # fmt: skip
    assert volume.total == sum((size_of(entry.source) for entry in entries), Size())
    assert summed([volume, volume]).total.words == 2 * volume.total.words


def test_a_text_that_differs_in_one_sign_of_a_thousand_is_not_the_same() -> None:
    long = TEXT * 40
    (volume,) = volumes([("p", "ru", [Entry("paragraph", long + "新")])], [Entry("paragraph", long, "Готово.")])
    assert volume.bands[Band.NEARLY].entries == 1


def test_unfinished_pairs_are_no_memory_and_what_repeats_in_another_publication_is_a_repetition() -> None:
    fuzzy = Entry("paragraph", TEXT, "Почти.", flags=("fuzzy",))
    first, second = volumes([("a", "ru", [Entry("paragraph", TEXT)]), ("b", "ru", [Entry("note", TEXT)])], [fuzzy])
    assert (first.bands[Band.NEW].entries, second.bands[Band.REPEATED].entries) == (1, 1)


def test_a_word_is_found_in_either_text_whatever_its_capitals() -> None:
    catalogue = replace(
        new_catalogue("p", "ru", "ru.po"),
        entries=(Entry("paragraph", "上海精神", "Шанхайский дух"), Entry("note", "别的", "Другое", obsolete=True)),
    )
    assert [hit.target for word in ("精神", "ШАНХАЙ", "дух", "别的") for hit in find(catalogue, word)] == [
        "Шанхайский дух"
    ] * 3


def test_the_page_says_every_figure_in_words() -> None:
    html = page(
        [("<a>", "ru", Progress(4, 2, 1, 1, 1)), ("b", "ru", Progress(4, 4, 0, 0, 0)), ("b", "en", Progress(1))]
    )
    assert "50 %: 1 reviewed, 1 translated, 1 fuzzy, 1 missing" in html
    assert "75 %: 1 reviewed, 5 translated" in html
    assert "&lt;a&gt;" in html
    assert "<a>" not in html
