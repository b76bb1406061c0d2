"""What other hands and tools write into a catalogue is still there after an update or a merge."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sco_pub.edge.po.file import parse, render
from sco_pub.localise.merge import merge
from sco_pub.localise.update import update
from sco_pub.model.catalogue import Catalogue, Entry, Segment, Template
from sco_pub.model.errors import InputError

FOREIGN = (
    "facade of the great hall",
    "202611 remark of the desk",
    "term: keep it short",
    "was: wrong, see below",
    "now: right",
    "suggestion: ask him",
)


def template(*sources: str) -> Template:
    segments = tuple(Segment("paragraph", source, ("0a1b2c paragraph",)) for source in sources)
    return Template("p", "zh", "0" * 64, segments, path="source/p/master.md")


def catalogue(*entries: Entry, header: tuple[tuple[str, str], ...] = (("Language", "ru"),)) -> Catalogue:
    return Catalogue("p", "ru", "ru.po", header, entries=entries)


def read(text: str) -> Catalogue:
    return parse(text, publication="p", language="ru", path="ru.po")


# -- update


@pytest.mark.parametrize("line", FOREIGN)
def test_an_extracted_comment_of_another_hand_stays_on_a_live_entry(line):
    before = catalogue(Entry("paragraph", "甲乙丙", "А", extracted=("0a1b2c paragraph", line)))
    after = update(template("甲乙丙", "丁"), before, terms={}, suggestions={}).value
    assert line in after.entries[0].extracted


@pytest.mark.parametrize("line", FOREIGN)
def test_it_stays_when_the_text_goes_and_when_it_comes_back(line):
    before = catalogue(Entry("paragraph", "甲乙丙", extracted=("0a1b2c paragraph", line)))
    gone = update(template("丁"), before, terms={}, suggestions={}).value
    assert line in next(entry for entry in gone.entries if entry.obsolete).extracted
    back = update(template("甲乙丙", "丁"), gone, terms={}, suggestions={}).value
    assert line in back.entries[0].extracted
    assert not any(entry.obsolete for entry in back.entries)


def test_the_houses_own_lines_are_worked_out_anew():
    entry = Entry(
        "paragraph",
        "甲乙丙。",
        "А",
        extracted=(
            "ffffff heading 2 in “旧” (#x)",
            "term: 甲 = а",
            "was: 甲乙。",
            "now: 甲乙丙。",
            "suggestion (q, 93 %): Б",
        ),
    )
    shelf = Entry("paragraph", "甲乙。", "А", obsolete=True)
    after = update(template("甲乙丙。"), catalogue(entry, shelf), terms={}, suggestions={}).value
    assert after.entries[0].extracted == ("0a1b2c paragraph",)


def test_references_of_other_tools_stay_and_the_masters_own_follows_it():
    before = catalogue(Entry("paragraph", "甲", "А", references=("src/app.c", "source/old/master.md")))
    after = update(template("甲"), before).value
    assert after.entries[0].references == ("source/p/master.md", "src/app.c")


def test_a_flag_of_another_hand_keeps_an_entry_whose_text_went():
    gone = update(template("丁"), catalogue(Entry("paragraph", "甲", flags=("no-wrap",)))).value
    assert next(entry for entry in gone.entries if entry.obsolete).flags == ("no-wrap",)


# -- the header

HEADER = """#| msgid "old"
msgid ""
msgstr ""
"no colon here\\n"
"X-Own: a\\n"
"X-Own: b\\n"
"Language: ru\\n"
"""


def test_fields_of_one_name_lines_that_are_none_and_previous_texts_of_the_header_stay():
    before = read(HEADER + '\nmsgctxt "paragraph"\nmsgid "甲"\nmsgstr "А"\n')
    for after in (before, update(template("甲", "乙"), before).value, read(render(before))):
        text = render(after)
        assert '"no colon here\\n"' in text
        assert text.index('"X-Own: a\\n"') < text.index('"X-Own: b\\n"')
        assert '# | msgid "old"' in text
    assert render(read(render(before))) == render(before)


def test_a_merge_keeps_what_either_side_wrote_into_the_header():
    base = catalogue(header=(("Last-Translator", "A"), ("X-Own", "a")))
    ours = replace(base, header=(("Last-Translator", "B"), ("X-Own", "a"), ("X-Own", "b")))
    theirs = replace(base, header=(("Last-Translator", "C"), ("X-Own", "a"), ("X-Own", "c")))
    text = render(merge(base, ours, theirs).value)
    for line in ("Last-Translator: B", "# sco-merge: Last-Translator: C", "X-Own: a", "X-Own: b", "X-Own: c"):
        assert line in text


# -- merges


def sides(old: Entry | None, mine: Entry, yours: Entry) -> str:
    base = catalogue(*([old] if old else []))
    return render(merge(base, catalogue(mine), catalogue(yours)).value)


@pytest.mark.parametrize("swapped", [False, True])
def test_a_fuzzy_text_that_loses_against_a_finished_one_is_kept_in_a_comment(swapped):
    old = Entry("paragraph", "甲")
    both = [replace(old, target="НАШ"), replace(old, target="ЧУЖОЙ", flags=("fuzzy",))]
    text = sides(old, *(reversed(both) if swapped else both))
    assert 'msgstr "НАШ"' in text
    assert "# sco-merge: ЧУЖОЙ" in text
    assert "fuzzy" not in text


def test_merging_again_adds_nothing():
    old = Entry("paragraph", "甲")
    mine, yours = replace(old, target="НАШ"), replace(old, target="ЧУЖОЙ", flags=("fuzzy",))
    once = merge(catalogue(old), catalogue(mine), catalogue(yours)).value
    assert merge(catalogue(old), once, catalogue(yours)).value == once


def test_extracted_comments_and_references_that_either_side_added_are_in():
    old = Entry("paragraph", "甲", extracted=("0a1b2c paragraph",))
    text = sides(
        old,
        replace(old, extracted=("0a1b2c paragraph", "ours"), references=("a.c",)),
        replace(old, extracted=("0a1b2c paragraph", "theirs"), references=("b.c",)),
    )
    for part in ("#. 0a1b2c paragraph", "#. ours", "#. theirs", "a.c", "b.c"):
        assert part in text


@pytest.mark.parametrize("change", [{"flags": ("no-wrap",)}, {"extracted": ("a remark",)}])
def test_what_one_side_added_to_an_entry_saves_it_from_the_other_sides_deletion(change):
    old = Entry("paragraph", "甲")
    text = render(merge(catalogue(old), catalogue(), catalogue(replace(old, **change))).value)
    assert "甲" in text


# -- files of other tools


@pytest.mark.parametrize(
    "char", [chr(code) for code in (0x10FFE0, 0x10FFE8, 0x10FFF8, 0x10FFF9, 0x10FFFF - 0x20)], ids=ascii
)
def test_private_use_signs_in_a_translation_come_back(char):
    (entry,) = read(f'#,fuzzy\nmsgid "甲"\nmsgstr "А{char}\u2028Б"\n').entries
    assert entry.target == f"А{char}\u2028Б"


def test_octal_and_hexadecimal_escapes_are_the_utf_8_that_they_are():
    (entry,) = read('msgid "甲"\nmsgstr "\\320\\220\\xd0\\x91\\101 \\\\320"\n').entries
    assert entry.target == "АБA \\320"


@pytest.mark.parametrize("escape", ["\\320", "\\377\\376", "\\xff", "\\000", "А\\0"])
def test_an_escape_that_is_no_character_is_refused_with_its_line(escape):
    with pytest.raises(InputError, match=r"\(line 2\): the escape .* is no character in UTF-8"):
        read(f'msgid "甲"\nmsgstr "{escape}"\n')


def test_comments_of_every_kind_behind_the_last_entry_stay():
    (entry,) = read('msgid "甲"\nmsgstr "А"\n\n#. remark\n#: src/app.c\n#, no-wrap\n# word\n').entries
    text = render(catalogue(entry))
    for part in ("remark", "src/app.c", "no-wrap", "word"):
        assert part in text
