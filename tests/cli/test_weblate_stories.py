"""Stories of a reviewer on a Weblate server: what is approved there is recorded here, and the other way round.

The files are small copies of what a server of version 2026.10 gives: the API's units and changes, its XLIFF 1.1."""

from __future__ import annotations

import json

import pytest

PO = "translations/small/ru.po"
NAME = ("meta:author.name", "张三", "Чжан Сань")
TEXT = (
    "paragraph",
    "上海精神是互信、互利、平等、协商[^1-1]。",
    "Шанхайский дух — это доверие[^1-1].",
)
_PLACE = "http://127.0.0.1:8088/api/translations/house/small/ru/"


def unit(pair, **other):
    context, source, target = pair
    return {
        "translation": _PLACE, "language_code": "ru", "source": [source], "target": [target], "context": context,
        "state": 20, "fuzzy": False, "translated": True, "approved": False, "url": "http://127.0.0.1:8088/api/units/7/",
    } | other  # fmt: skip


def change(pair, action, user="anna", day="2026-03-05", **other):
    context, source, target = pair
    return {
        "unit": "http://127.0.0.1:8088/api/units/7/", "translation": _PLACE, "timestamp": f"{day}T14:44:30.360708Z",
        "user": f"http://127.0.0.1:8088/api/users/{user}/", "action": action, "target": target,
        "details": {"state": 30, "source": source, "context": context, "old_state": 20},
    } | other  # fmt: skip


APPROVED = {"state": 30, "approved": True}
_XLIFF = """<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.1" version="1.1">
  <file original="NoName" source-language="zh_Hans" datatype="plaintext" target-language="ru">
    <body>
      <trans-unit xml:space="preserve" approved="yes" id="paragraph" weblate-flags="md-text">
        <source>{source}</source>
        <target state="translated">{target}</target>
        <note from="developer">0a1b2c paragraph</note>
      </trans-unit>
      <trans-unit xml:space="preserve" approved="no" id="paragraph" weblate-flags="md-text">
        <source>另一段。</source>
        <target state="needs-translation">Другое.</target>
      </trans-unit>
    </body>
  </file>
</xliff>
"""


@pytest.fixture
def desk(run, house):
    """A house with two finished entries."""
    run(house, "update")
    path = house / PO
    text = path.read_text()
    for context, source, target in (NAME, TEXT):
        empty = f'msgctxt "{context}"\nmsgid "{source}"\nmsgstr ""'
        assert empty in text
        text = text.replace(empty, f'msgctxt "{context}"\nmsgid "{source}"\nmsgstr "{target}"')
    path.write_text(text)
    run(house, "po", "normalize")
    return house


@pytest.fixture
def fetched(desk):
    """Write what a server's API gives into a file."""

    def write(name, items):
        path = desk / name
        path.write_text(json.dumps({"count": len(items), "next": None, "previous": None, "results": items}))
        return str(path)

    return write


def added(desk, before):
    """The lines that are in the catalogue now and weren't before; none may be gone."""
    now = (desk / PO).read_text().splitlines()
    old = before.splitlines()
    new = [line for line in now if line not in old]
    assert [line for line in now if line not in new] == old
    return new


def test_an_approval_on_the_server_becomes_a_reading_with_its_name_and_day(run, desk, fetched):
    before = (desk / PO).read_text()
    units = fetched("units.json", [unit(NAME), unit(TEXT, **APPROVED)])
    changes = fetched("changes.json", [change(TEXT, 36), change(NAME, 2, user="boris")])
    said = run(desk, "exchange", "weblate", "import", units, changes)
    assert said.code == 0
    (line,) = added(desk, before)
    assert line.startswith("# sco-reviewed: anna 2026-03-05 ")
    assert "\t1\t2\t" in run(desk, "stats", "--lang", "ru").out  # read, translated
    once = (desk / PO).read_text()
    run(desk, "exchange", "weblate", "import", units, changes)
    assert (desk / PO).read_text() == once


def test_the_last_who_approved_this_wording_is_the_reader(run, desk, fetched):
    before = (desk / PO).read_text()
    units = fetched("units.json", [unit(TEXT, **APPROVED)])
    other = change(TEXT, 36, user="carl", day="2026-03-09", target="Другое.")
    changes = fetched("changes.json", [other, change(TEXT, 36, day="2026-03-02"), change(TEXT, 36, user="dora")])
    run(desk, "exchange", "weblate", "import", changes, units, "--by", "House")
    (line,) = added(desk, before)
    assert "dora 2026-03-05" in line  # carl approved other words


def test_an_approval_of_another_wording_is_told_and_not_recorded(run, desk, fetched):
    before = (desk / PO).read_bytes()
    units = fetched("units.json", [unit((*TEXT[:2], "Шанхайский дух[^1-1]."), **APPROVED)])
    said = run(desk, "exchange", "weblate", "import", units, "--by", "Anna")
    assert said.code == 1
    assert "PO-065" in said.err + said.out
    assert (desk / PO).read_bytes() == before


def test_an_approval_that_nobody_signed_asks_for_a_name(run, desk, fetched):
    before = (desk / PO).read_text()
    units = fetched("units.json", [unit(TEXT, **APPROVED)])
    said = run(desk, "exchange", "weblate", "import", units)
    assert "PO-066" in said.err + said.out
    assert (desk / PO).read_text() == before
    assert run(desk, "exchange", "weblate", "import", units, "--by", "Анна Р.").code == 0
    assert "Анна Р." in added(desk, before)[0]


def test_what_the_server_gives_as_xliff_says_what_is_approved(run, desk):
    before = (desk / PO).read_text()
    path = desk / "ru.xlf"
    path.write_text(_XLIFF.format(source=TEXT[1], target=TEXT[2]))
    said = run(desk, "exchange", "weblate", "import", str(path), "--pub", "small", "--by", "Anna")
    assert said.code == 0
    assert "# sco-reviewed: Anna " in added(desk, before)[0]


def test_texts_of_the_server_come_by_git_and_never_by_this(run, desk, fetched):
    before = (desk / PO).read_bytes()
    units = fetched("units.json", [unit((*NAME[:2], "Чжан Саньи")), unit((*TEXT[:2], ""), translated=False)])
    assert run(desk, "exchange", "weblate", "import", units).code == 0
    assert (desk / PO).read_bytes() == before


def test_what_was_read_here_goes_out_alone_to_be_approved_there(run, desk):
    run(desk, "review", "small", "--lang", "ru", "--by", "Editor")
    finished = (desk / PO).read_text()
    run(desk, "exchange", "weblate", "export", "--lang", "ru", "--to", "out")
    made = (desk / "out" / "small.ru.po").read_text()
    assert made.count("\nmsgctxt ") == 2
    assert 'msgstr "Чжан Сань"' in made
    assert (desk / PO).read_text() == finished
    (desk / PO).write_text(finished.replace("Чжан Сань", "Чжан Саньи"))
    run(desk, "exchange", "weblate", "export", "--lang", "ru", "--to", "out")
    assert "Чжан" not in (desk / "out" / "small.ru.po").read_text()


@pytest.mark.parametrize("data", ["{", "[1]", '{"results": [{"a": 1}]}', "<html/>", '[{"context": "x"}]', "[]"])
def test_a_file_that_is_none_of_weblates_is_refused(run, desk, data):
    before = (desk / PO).read_bytes()
    (desk / "x.json").write_text(data)
    said = run(desk, "exchange", "weblate", "import", str(desk / "x.json"), "--pub", "small", "--lang", "ru")
    assert said.code == 2 or (said.code == 1 and "failed" not in said.out)
    assert "Traceback" not in said.err
    assert (desk / PO).read_bytes() == before


def test_an_agency_that_approves_in_xliff_has_its_name_recorded_when_it_is_given(run, desk):
    run(desk, "exchange", "xliff", "export", "--to", "out")
    path = desk / "out" / "small.ru.xlf"
    before = (desk / PO).read_text()
    path.write_text(path.read_text().replace('state="translated"', 'state="final"'))
    asked = run(desk, "exchange", "xliff", "import", str(path))
    assert "PO-066" in asked.err + asked.out
    assert (desk / PO).read_text() == before
    assert run(desk, "exchange", "xliff", "import", str(path), "--by", "Agency").code == 0
    assert len(added(desk, before)) == 2
