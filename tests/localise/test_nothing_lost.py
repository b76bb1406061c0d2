"""However master and catalogue change, nothing that a translator wrote is ever gone: texts, comments, flags, header."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from sco_pub.edge.po.file import parse, render
from sco_pub.localise.duplicates import united
from sco_pub.localise.merge import merge
from sco_pub.localise.po_header import new_catalogue
from sco_pub.localise.update import update
from sco_pub.model.catalogue import Catalogue, Entry, Segment, Template
from tests.examples import examples

CALM = examples(120, suppress_health_check=[HealthCheck.too_slow])
# Few texts, some alike, so that moves, edits, repeats and duplicates of every kind come up.
_SOURCES = st.sampled_from(
    [
        "命运共同体需要共同构建。",
        "命运共同体需要一起构建。",
        "命运共同体需要一起建设。",
        "地区治理",
        "地区治理。",
        "人文合作占有特殊的位置。",
    ]
)
_CONTEXTS = st.sampled_from(["paragraph", "paragraph/sec", "heading", "note", "paragraph#2"])
_TARGETS = st.sampled_from(["", "", "один", "два", "три\nчетыре", "пять"])
_COMMENTS = st.lists(st.sampled_from(["моё", "спорно", "", "sco-ok: numbers — так"]), max_size=2, unique=True).map(
    tuple
)
_FLAGS = st.sampled_from([(), (), ("fuzzy",), ("no-wrap",), ("fuzzy", "max-length:40")])
_ENTRY = st.builds(
    Entry, _CONTEXTS, _SOURCES, _TARGETS, comments=_COMMENTS, flags=_FLAGS, previous_source=st.none() | _SOURCES, obsolete=st.booleans(),
    extracted=st.sampled_from([(), ("0a1b2c paragraph",), ("type: Plain text", "was: x")]),
)  # fmt: skip
_ENTRIES = st.lists(_ENTRY, max_size=6).filter(
    lambda some: len({e.key for e in some if not e.obsolete}) == sum(not e.obsolete for e in some)
)
_KEYS = st.lists(st.tuples(_CONTEXTS, _SOURCES), max_size=5, unique=True)
_HEADER = (*new_catalogue("p", "ru", "ru.po").header, ("X-Poedit-Bookmarks", "3,-1"))


def catalogue(entries: list[Entry]) -> Catalogue:
    ordered = tuple(sorted(entries, key=lambda entry: entry.obsolete))
    return Catalogue("p", "ru", "ru.po", _HEADER, ("Перевод: Иванова",), (), ordered)


def template(keys: list[tuple[str, str]], digest: str = "d") -> Template:
    return Template("p", "zh-CN", digest * 64, tuple(Segment(*key, ("0a1b2c paragraph",)) for key in keys), path="m.md")


def texts(value: Catalogue) -> set[str]:
    """Every line that a translator wrote, wherever it stands now."""
    found = {line for entry in value.entries for line in entry.target.split("\n")}
    comments = {line for entry in value.entries for line in entry.comments}
    return (found | comments | {line.removeprefix("sco-kept: ").removeprefix("sco-merge: ") for line in comments}) - {
        ""
    }


@CALM
@given(_ENTRIES, st.lists(_KEYS, min_size=1, max_size=4))
def test_no_update_loses_a_text_a_comment_or_a_header_field(
    entries: list[Entry], masters: list[list[tuple[str, str]]]
) -> None:
    now = catalogue(entries)
    for number, keys in enumerate(masters):
        before, now = now, update(template(keys, str(number)), now).value
        assert texts(before) <= texts(now)
        assert [entry.key for entry in now.entries if not entry.obsolete] == keys
        assert len({entry.key for entry in now.entries}) == len(now.entries)
        assert (dict(now.header)["X-Poedit-Bookmarks"], now.header_comments) == ("3,-1", ("Перевод: Иванова",))
        assert parse(render(now), publication="p", language="ru", path="ru.po").entries == now.entries
        assert update(template(keys, str(number)), now).value is now


@CALM
@given(_ENTRIES, _KEYS)
def test_a_finished_translation_stays_finished_as_long_as_its_text_is_there(
    entries: list[Entry], keys: list[tuple[str, str]]
) -> None:
    before = {entry.key: entry for entry in entries if not entry.obsolete and entry.target}
    for entry in update(template(keys), catalogue(entries)).value.entries:
        if not entry.obsolete and entry.key in before:
            old = before[entry.key]
            assert (entry.target, entry.flags, entry.previous_source) == (old.target, old.flags, old.previous_source)


@CALM
@given(_ENTRIES)
def test_an_entry_that_is_there_twice_becomes_one_with_everything(entries: list[Entry]) -> None:
    one = united(entries)
    assert len({entry.key for entry in one}) == len(one)
    assert texts(catalogue(entries)) <= texts(catalogue(list(one)))
    live = {entry.key for entry in entries if not entry.obsolete}
    assert {entry.key for entry in one if not entry.obsolete} == live


@CALM
@given(_ENTRIES, _ENTRIES, _ENTRIES)
def test_no_merge_loses_what_a_side_wrote(base: list[Entry], ours: list[Entry], theirs: list[Entry]) -> None:
    merged = merge(catalogue(base), catalogue(ours), catalogue(theirs)).value
    old = {(entry.key, line) for entry in united(base) for line in (*entry.target.split("\n"), *entry.comments)}
    for side in (ours, theirs):
        new = {
            line
            for entry in united(side)
            for line in (*([] if entry.fuzzy else entry.target.split("\n")), *entry.comments)
            if (entry.key, line) not in old and entry.key not in {key for key, _ in old}
        }
        assert new - {""} <= texts(merged)


def test_an_empty_live_entry_takes_the_text_of_its_obsolete_double() -> None:
    live, double = (
        Entry("paragraph", "甲", comments=("моё",)),
        Entry("paragraph", "甲", "А", ("старое",), obsolete=True),
    )
    (entry,) = update(template([("paragraph", "甲")]), catalogue([live, double])).value.entries
    assert (entry.target, entry.comments, entry.obsolete) == ("А", ("моё", "старое"), False)


def test_two_different_texts_of_one_entry_are_both_kept() -> None:
    live, double = Entry("paragraph", "甲", "А"), Entry("paragraph", "甲", "Б\nВ", obsolete=True)
    (entry,) = update(template([("paragraph", "甲")]), catalogue([live, double])).value.entries
    assert (entry.target, entry.comments) == ("А", ("sco-kept: Б", "sco-kept: В"))


def test_what_tools_wrote_on_an_obsolete_double_stays() -> None:
    live = Entry("paragraph", "甲", "А", flags=("no-wrap",))
    double = Entry(
        "paragraph",
        "甲",
        "А",
        flags=("fuzzy", "x-own"),
        extracted=("Так просил редактор",),
        references=("src/a.c:1",),
        obsolete=True,
    )
    (entry,) = update(template([("paragraph", "甲")]), catalogue([live, double])).value.entries
    assert (entry.flags, entry.obsolete) == (("no-wrap", "x-own"), False)
    assert "Так просил редактор" in entry.extracted
    assert "src/a.c:1" in entry.references


def test_an_untranslated_entry_that_another_tool_refers_to_is_kept_when_its_text_goes() -> None:
    entry = Entry("paragraph", "甲", references=("source/p/master.md", "src/a.c:1"))
    after = update(template([("paragraph", "全新的一段文字。")]), catalogue([entry])).value.entries
    assert [(e.references, e.obsolete) for e in after if e.obsolete] == [(("src/a.c:1",), True)]


def test_a_section_that_is_renamed_leaves_no_obsolete_copies() -> None:
    done = [Entry("paragraph/old", "甲乙", "А", ("моё",)), Entry("heading/old", "丙", "В")]
    now = update(template([("heading/new", "丙"), ("paragraph/new", "甲乙")]), catalogue(done)).value
    assert [(entry.context, entry.target, entry.fuzzy) for entry in now.entries] == [
        ("heading/new", "В", False),
        ("paragraph/new", "А", False),
    ]


def test_extracted_comments_that_someone_else_wrote_stay() -> None:
    entry = Entry("paragraph", "甲", "А", extracted=("ffffff heading in “旧”", "term: 甲 = а", "Так просил редактор"))
    made = replace(template([("paragraph", "甲")]))
    (after,) = update(made, catalogue([entry]), terms={}).value.entries
    assert after.extracted == ("0a1b2c paragraph", "Так просил редактор")
