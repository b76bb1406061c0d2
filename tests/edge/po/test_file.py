"""PO files: nothing of a translator's is lost, the written form is one, and what is broken is said with its line."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from sco_pub.edge import bounds
from sco_pub.edge.po.file import parse, read_catalogue, render, write_catalogue
from sco_pub.model.catalogue import Catalogue, Entry
from sco_pub.model.config import Limits
from sco_pub.model.errors import InputError
from tests.examples import examples

WILD = """# Перевод: Иванова
#без пробела
msgid ""
msgstr ""
"X-Generator: Poedit 3.4\\n"
"Language: ru\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Poedit-Bookmarks: 3,-1\\n"

#  два пробела
#
#замечание
#. kind
#: source/p/master.md:12
#, fuzzy, no-wrap
#| msgctxt "heading"
#| msgid ""
#| "старый "
#| "исходник"
msgctxt "paragraph"
msgid "甲"
msgstr ""
"строка одна\\n"
"строка «две» \\"\\t\\\\"

# к старому
#, fuzzy
#~| msgid "прежний"
#~ msgctxt "note"
#~ msgid "乙"
#~ msgstr "Б"
"""


def read(text: str) -> Catalogue:
    return parse(text, publication="p", language="ru", path="ru.po")


def test_comments_flags_previous_texts_obsolete_entries_and_foreign_headers_come_back() -> None:
    catalogue = read(WILD)
    live, obsolete = catalogue.entries
    assert catalogue.header_comments == ("Перевод: Иванова", "без пробела")
    assert dict(catalogue.header)["X-Poedit-Bookmarks"] == "3,-1"
    assert live.comments == (" два пробела", "", "замечание")
    assert live.flags == ("fuzzy", "no-wrap")
    assert (live.previous_context, live.previous_source) == ("heading", "старый исходник")
    assert live.target == 'строка одна\nстрока «две» "\t\\'
    assert (obsolete.obsolete, obsolete.previous_source, obsolete.comments) == (True, "прежний", ("к старому",))
    again = read(render(catalogue))
    assert (again.entries, dict(again.header)) == (catalogue.entries, dict(catalogue.header))


def test_the_canonical_form_is_a_fixed_point_without_lines_in_references() -> None:
    text = render(read(WILD))
    assert render(read(text)) == text
    assert "#: source/p/master.md\n" in text
    assert text.index('"Language: ru') < text.index("X-Generator") < text.index("X-Poedit-Bookmarks")


CALM = examples(100, suppress_health_check=[HealthCheck.too_slow])
_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")) | st.sampled_from('\n\t\\"'), max_size=40)
_LINE = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=20).map(str.strip)
_LINES = st.lists(_LINE.filter(lambda line: not line.startswith(("~", ".", ":", ",", "|"))), max_size=3).map(
    lambda lines: tuple(lines) if any(lines) else ()
)


@CALM
@given(
    st.lists(
        st.builds(
            Entry, st.sampled_from(["paragraph", "note", "meta:title"]), _TEXT.filter(bool), _TEXT, comments=_LINES,
            flags=st.sampled_from([(), ("fuzzy",), ("fuzzy", "no-wrap")]), previous_source=st.none() | _TEXT.filter(bool), obsolete=st.booleans(),
        ),
        max_size=5, unique_by=lambda entry: entry.key,
    )
)  # fmt: skip
def test_reading_what_was_written_gives_the_same_catalogue(entries: list[Entry]) -> None:
    header = (("Language", "ru"), ("Content-Type", "text/plain; charset=UTF-8"))
    catalogue = Catalogue("p", "ru", "ru.po", header=header, entries=tuple(sorted(entries, key=lambda e: e.obsolete)))
    assert read(render(catalogue)) == catalogue


def test_msgfmt_accepts_the_written_form(tmp_path: Path) -> None:
    path = tmp_path / "ru.po"
    write_catalogue(path, read(WILD))
    subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(path)], check=True, capture_output=True)
    assert write_catalogue(path, read(WILD)) is False


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('msgid "a\nmsgstr "b"\n', 1), ("garbage\n", 1), ('msgid "a"\n\nmsgid "b"\nmsgstr ""\n', 3), ('msgstr "a"\n', 1),
        ('msgid "a"\n', 2), ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n', 2), ('"lost"\n', 1), ("\x00\x01", 1),
        ('msgid "a"\nmsgstr "b"\n<<<<<<< ours\n', 3), ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', 4), ("/etc/hostname", 1),
    ],
)  # fmt: skip
def test_a_broken_file_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(InputError) as caught:
        read(text)
    assert caught.value.place is not None
    assert caught.value.place.line == line
    assert caught.value.message.endswith(".")


def test_a_file_that_is_not_utf8_or_not_there_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_bytes(b'msgid "\xff"\n')
    for name in ("a.po", "b.po"):
        with pytest.raises(InputError):
            read_catalogue(tmp_path / name, publication="p", language="ru")


def test_the_component_for_weblate_fits_the_house_and_the_written_form() -> None:
    """The keys are those of Weblate's Component model, the parameter's values those of its PO format (Weblate 5.14)."""
    root = Path(__file__).parents[3]
    (component,) = json.loads((root / "docs" / "weblate-component.json").read_text("utf-8"))
    assert {
        "name",
        "slug",
        "vcs",
        "repo",
        "branch",
        "filemask",
        "file_format",
        "new_base",
        "new_lang",
    } <= component.keys()
    assert (component["file_format"], component["file_format_params"]) == ("po", {"po_line_wrap": 65535})
    assert component["source_language"] == "zh_Hans"  # else Weblate takes English for it and locks en.po
    assert component["push"]
    guard = re.search(r'placeholders:r"(.*?)"(?=,)', component["check_flags"])
    assert guard
    assert re.findall(guard[1], "А[^2-1] и Б[^x].") == ["[^2-1]", "[^x]"]
    found = [path.stem for path in root.glob(component["filemask"])]
    assert found
    assert all(re.fullmatch(component["language_regex"], language) for language in found)


def test_a_catalogue_with_too_many_entries_is_refused_before_it_is_read():
    bounds.use(bounds.Bounds(Limits(segments=3)))
    text = "".join(f'#~ msgid "{n}"\n#~ msgstr "x"\n\n' for n in range(5)) + "this can't be read"
    with pytest.raises(InputError, match=r"ru\.po has more than 3 entries"):
        parse(text, publication="p", language="ru", path="ru.po")
