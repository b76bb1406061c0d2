"""Catalogues as they come back from Poedit, Weblate, OmegaT, Babel and text editors: everything that was in them is still there."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pytest
from babel.messages import Catalog as BabelCatalogue
from babel.messages import pofile as babel
from babel.messages.catalog import Message
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from sco_pub.edge.po.canonical_text import read_canonical
from sco_pub.edge.po.file import parse, read_catalogue, render
from sco_pub.edge.po.foreign import read_foreign
from sco_pub.model.catalogue import Catalogue, Entry
from sco_pub.model.errors import InputError
from tests.examples import examples

HEAD = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
NAMES = {"publication": "p", "language": "ru", "path": "ru.po"}


def read(text: str) -> Catalogue:
    return parse(text, **NAMES)


def only(text: str) -> Entry:
    (entry,) = read(text).entries
    return entry


@pytest.mark.parametrize("breaks", ["\r\n", "\r"])
def test_line_ends_of_other_systems(breaks: str) -> None:
    entry = only((HEAD + '# к\nmsgctxt "p"\nmsgid "甲"\nmsgstr "А"\n').replace("\n", breaks))
    assert (entry.comments, entry.source, entry.target) == (("к",), "甲", "А")


def test_a_line_end_in_a_reference_does_not_end_the_line() -> None:
    first = read(HEAD + '#: src/a.c:12 src/b.c\r:7\nmsgctxt "p"\nmsgid"甲"\nmsgstr "А"\n')
    assert first.entries[0].references == ("src/a.c", "src/b.c")
    assert read(render(first)) == first


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "ru.po").write_bytes(b"\xef\xbb\xbf" + (HEAD + 'msgid "甲"\nmsgstr "А"\n').encode())
    assert read_catalogue(tmp_path / "ru.po", publication="p", language="ru").entries[0].target == "А"


def test_texts_wrapped_at_79_columns_are_joined_as_they_were() -> None:
    entry = only(HEAD + 'msgid ""\n"上合组织"\n"成员国"\nmsgstr ""\n"одно "\n"и другое\\n"\n"третье"\n')
    assert (entry.source, entry.target) == ("上合组织成员国", "одно и другое\nтретье")


@pytest.mark.parametrize(
    ("lines", "comments"),
    [
        ("# a\n#\n# b\n", ("a", "", "b")), ("#\n# a\n", ("", "a")), ("#b\n", ("b",)), ("#  c\n", (" c",)), ("## d\n", ("# d",)), ("#!e\n", ("!e",)),
        ("# a\n\n# standing apart\n\n", ("a", "standing apart")), ("#\u2028f\n", ("\u2028f",)), ("# ~| g\n", ("~| g",)),
    ],
)  # fmt: skip
def test_every_comment_of_a_translator_is_kept(lines: str, comments: tuple[str, ...]) -> None:
    assert only(HEAD + lines + 'msgid "甲"\nmsgstr "А"\n').comments == comments


def test_comments_and_flags_between_an_entrys_lines_belong_to_it() -> None:
    entry = only(HEAD + '# a\nmsgctxt "p"\n# b\n#, fuzzy\nmsgid "甲"\n# c\nmsgstr "А"\n')
    assert (entry.comments, entry.flags, entry.target) == (("a", "b", "c"), ("fuzzy",), "А")


def test_comments_behind_the_last_entry_are_given_to_it() -> None:
    assert only(HEAD + '# a\nmsgid "甲"\nmsgstr "А"\n\n# допереводить\n# главу 2\n').comments == (
        "a",
        "допереводить",
        "главу 2",
    )
    assert read(HEAD + "# пока пусто\n").header_comments == ("пока пусто",)
    assert read("# пока пусто\n").header_comments == ("пока пусто",)


def test_the_first_comment_of_a_file_without_a_header_belongs_to_its_entry() -> None:
    catalogue = read('# моё\nmsgid "甲"\nmsgstr "А"\n')
    assert (catalogue.header_comments, catalogue.entries[0].comments) == ((), ("моё",))


@pytest.mark.parametrize("mark", ["#, fuzzy", "#,fuzzy", "#,  fuzzy", "#= fuzzy", "#, fuzzy,"])
def test_a_fuzzy_flag_however_it_is_written(mark: str) -> None:
    assert only(HEAD + f'{mark}\n#, no-wrap, max-length:40\nmsgid "甲"\nmsgstr "А"\n').flags == (
        "fuzzy",
        "no-wrap",
        "max-length:40",
    )


def test_a_header_with_its_comments_flags_and_fields_of_other_tools() -> None:
    text = "# Перевод\n#. machine\n#: place\n#, fuzzy, no-wrap\n" + HEAD.replace(
        '"Language: ru', '"X-Poedit-SourceCharset: UTF-8\\n"\n"Language: ru'
    )
    catalogue = read(text)
    assert catalogue.header_comments == ("Перевод", "machine", "place")
    assert catalogue.header_flags == ("fuzzy", "no-wrap")
    assert dict(catalogue.header)["X-Poedit-SourceCharset"] == "UTF-8"
    again = read(render(catalogue))
    assert (again.header_comments, again.header_flags, dict(again.header)) == (
        catalogue.header_comments,
        catalogue.header_flags,
        dict(catalogue.header),
    )


@pytest.mark.parametrize("mark", ["#|", "#~|", "#| ", "#|  "])
def test_previous_texts_of_live_and_obsolete_entries(mark: str) -> None:
    obsolete = "#~ " if "~" in mark else ""
    entry = only(
        f'{HEAD}#, fuzzy\n{mark} msgctxt "n"\n{mark} msgid ""\n{mark} "один "\n{mark} "два"\n{obsolete}msgid "甲"\n{obsolete}msgstr "А"\n'
    )
    assert (entry.previous_context, entry.previous_source, entry.obsolete) == ("n", "один два", bool(obsolete))


def test_obsolete_entries_with_comments_flags_and_wrapped_texts() -> None:
    entry = only(HEAD + '# к\n#, fuzzy\n#~msgctxt "p"\n#~ msgid ""\n#~ "甲"\n#~ "乙"\n#~\n#~ msgstr "А"\n')
    assert (entry.comments, entry.flags, entry.context, entry.source, entry.target) == (
        ("к",),
        ("fuzzy",),
        "p",
        "甲乙",
        "А",
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"\a\b\f\v\t\r", "\a\b\f\v\t\r"), (r"\\a", r"\a"), (r"\101\x42", "AB"), (r"\"", '"'), (r"C:\\dir\\new", r"C:\dir\new"), ("a\u2028b\x85c\x0bd", "a\u2028b\x85c\x0bd"),
        ("\ta", "\ta"), (r"\012", "\n"),
    ],
)  # fmt: skip
def test_escapes_and_odd_signs_in_texts(written: str, meant: str) -> None:
    catalogue = read(f'{HEAD}msgid"甲"\nmsgstr\t"{written}"\n')
    assert catalogue.entries[0].target == meant
    assert read(render(catalogue)) == catalogue


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (HEAD + HEAD, 6, "second header"), (HEAD + 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n', 7, "plural"),
        (HEAD + '<<<<<<< ours\nmsgid "a"\n=======\n', 6, "keyword"), (HEAD + 'msgid "a"\n#~ msgstr "b"\n', 7, "obsolete"),
        (HEAD + 'msgid "a"\nmsgstr "b\n', 7, "closed"), (HEAD + 'msgid "a" "b"\nmsgstr "c"\n', 6, "closed"), (HEAD + '#| old\nmsgid "a"\nmsgstr "c"\n', 6, "previous"),
        (HEAD + '#~ msgid "a"\n', 7, "no msgstr"), (HEAD + 'domain "x"\n', 6, "keyword"),
    ],
)  # fmt: skip
def test_what_can_not_be_read_for_sure_is_refused_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        read(text)
    assert caught.value.place is not None
    assert caught.value.place.line == line


def test_a_file_in_another_coding_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "ru.po").write_bytes((HEAD.replace("UTF-8", "CP1251") + 'msgid "a"\nmsgstr "Я"\n').encode("cp1251"))
    with pytest.raises(InputError, match="UTF-8") as caught:
        read_catalogue(tmp_path / "ru.po", publication="p", language="ru")
    assert caught.value.place is not None
    assert caught.value.place.line == 7


# -- what other programs write, and the two readers against each other

CALM = examples(100, suppress_health_check=[HealthCheck.too_slow])
_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\x00\U0010fff8\U0010fff9"),
    max_size=120,
)
_LINE = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co")), max_size=20).map(str.strip)
_LINES = st.lists(_LINE.filter(lambda line: line[:1] not in tuple("~.:,|=")), max_size=3).map(
    lambda lines: tuple(lines) if any(lines) else ()
)
_ENTRIES = st.lists(
    st.builds(
        Entry, st.sampled_from(["", "paragraph", "note/sec", "meta:title"]), _TEXT.filter(bool), _TEXT, comments=_LINES,
        extracted=st.lists(_LINE.filter(bool), max_size=2).map(tuple), references=st.sampled_from([(), ("a/b.md",), ("a.md", "b.md")]),
        flags=st.sampled_from([(), ("fuzzy",), ("fuzzy", "no-wrap")]), previous_source=st.none() | _TEXT.filter(bool),
        previous_context=st.none() | st.sampled_from(["heading"]), obsolete=st.booleans(),
    ),
    max_size=4, unique_by=lambda entry: entry.key,
)  # fmt: skip


def catalogue_of(entries: list[Entry]) -> Catalogue:
    header = (("Language", "ru"), ("Content-Type", "text/plain; charset=UTF-8"), ("X-Note", "a: b"))
    ordered = tuple(sorted(entries, key=lambda entry: entry.obsolete))
    return Catalogue("p", "ru", "ru.po", header, ("кто-то",), ("fuzzy",), ordered)


@CALM
@given(_ENTRIES)
def test_both_readers_give_what_was_written_and_the_same_lines(entries: list[Entry]) -> None:
    catalogue = catalogue_of(entries)
    text = render(catalogue)
    quick, slow = read_canonical(text, **NAMES), read_foreign(text, **NAMES)
    assert quick == slow == catalogue
    assert [entry.line for entry in slow.entries] == [entry.line for entry in quick.entries]


@CALM
@given(_ENTRIES, st.data())
def test_a_text_that_is_nearly_canonical_is_never_read_in_two_ways(entries: list[Entry], data: st.DataObject) -> None:
    text = render(catalogue_of(entries))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 4)))
    changed = (
        text[:start]
        + data.draw(st.sampled_from(["", "\n", '"', "#", " ", "#~ ", "\\", "\\n", "\t", "\n\n", "msgid", "x"]))
        + text[end:]
    )
    quick = read_canonical(changed, **NAMES)
    assert quick is None or quick == read_foreign(changed, **NAMES)


@pytest.mark.parametrize("options", [[], ["--no-wrap"], ["--width=40"], ["--sort-output"], ["--indent"]])
def test_what_msgcat_makes_of_a_file_reads_the_same(tmp_path: Path, options: list[str]) -> None:
    sources = ["甲\n乙", "长" * 90, "丙 “丁”。", 'a\\b"c']
    entries = [
        Entry("paragraph", source, f"Ж {source}", ("к слову", "", "ещё"), ("id note",), ("m.md",), ("fuzzy", "no-wrap"), "старое " * 20, "heading", n > 1)
        for n, source in enumerate(sources)
    ]  # fmt: skip
    catalogue = catalogue_of(entries)
    (tmp_path / "in.po").write_text(render(catalogue), "utf-8")
    made = subprocess.run(["msgcat", *options, tmp_path / "in.po"], check=True, capture_output=True).stdout.decode()
    read_back = {entry.key: entry for entry in read(made).entries}
    for entry in catalogue.entries:
        found = read_back[entry.key]
        assert (found.target, found.comments, found.flags, found.obsolete) == (
            entry.target,
            entry.comments,
            entry.flags,
            entry.obsolete,
        )
        assert (found.previous_source, found.previous_context) == (entry.previous_source, entry.previous_context)


def test_what_babel_writes_reads_the_same() -> None:
    made, catalogue = io.BytesIO(), BabelCatalogue(locale="ru")
    catalogue.add(
        "长" * 90, "д" * 200, flags=["fuzzy"], user_comments=["к"], context="paragraph", previous_id="старое " * 20
    )
    catalogue.obsolete["乙"] = Message("乙", "Б", user_comments=["к старому"])
    babel.write_po(made, catalogue, width=60, include_previous=True)
    live, obsolete = read(made.getvalue().decode()).entries
    assert (live.target, live.comments, live.flags, live.context) == ("д" * 200, ("к",), ("fuzzy",), "paragraph")
    assert live.previous_source == "старое " * 20
    assert (obsolete.target, obsolete.comments, obsolete.obsolete) == ("Б", ("к старому",), True)
