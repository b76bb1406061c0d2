"""Stories of an agency, a reviewer with a word processor and a user of OmegaT."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

PO = "translations/small/ru.po"
FORMATS = ("xliff", "xliff2", "docx", "xlsx", "csv", "tmx")


@pytest.fixture
def desk(run, house):
    """A house with finished entries: a name, a text with a note's call, one of two sentences."""
    master = house / "source" / "small" / "master.md"
    master.write_text(master.read_text().replace("自然产生的。", "自然产生的。它需要时间。"))
    run(house, "update")
    path = house / PO
    text = path.read_text()
    for source, target in (
        ("张三", "Чжан Сань"),
        ("国家之间的信任不是自然产生的。它需要时间。", "Доверие между государствами не возникает само. Нужно время."),
        ("上海精神是互信、互利、平等、协商[^1-1]。", "Шанхайский дух — это доверие[^1-1]."),
    ):
        assert f'msgid "{source}"\nmsgstr ""' in text
        text = text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{target}"')
    path.write_text(text)
    run(house, "po", "normalize")
    return house


@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_that_comes_back_untouched_changes_nothing(run, desk, kind):
    before = (desk / PO).read_bytes()
    said = run(desk, "exchange", kind, "export", "--to", "out")
    assert said.code == 0
    name = said.out.strip()
    assert name.startswith("out/small.ru.")
    made = (desk / name).read_bytes()
    run(desk, "exchange", kind, "export", "--to", "out")
    assert (desk / name).read_bytes() == made
    back = run(desk, "exchange", kind, "import", name)
    assert (back.code, back.out.split("\t")[0]) == (0, "0")
    assert (desk / PO).read_bytes() == before


def test_many_rows_that_are_refused_alike_are_counted_and_shown_when_asked(run, desk):
    run(desk, "exchange", "csv", "export", "--to", "out")
    path = desk / "out" / "small.ru.csv"
    lines = path.read_text().splitlines()
    strange = [f"{number:012x}{lines[1][12:]}" for number in range(200)]
    path.write_text("\n".join([lines[0], *strange]) + "\n")
    said = run(desk, "exchange", "csv", "import", str(path))
    assert said.code == 1
    assert said.err.count("PO-061 Row") == 3
    assert "and 197 more like it (PO-061)" in said.err
    every = run(desk, "exchange", "csv", "import", str(path), "--all")
    assert every.err.count("PO-061 Row") == 200
    assert (
        len(json.loads(run(desk, "exchange", "csv", "import", str(path), "--json").out)["files"][0]["findings"]) == 200
    )


def test_an_edit_of_an_agency_is_the_only_line_that_changes(run, desk):
    before = (desk / PO).read_text()
    run(desk, "exchange", "xliff", "export", "--to", "out")
    path = desk / "out" / "small.ru.xlf"
    path.write_text(path.read_text().replace(">Чжан Сань<", ">Чжан Саньи<"))
    assert run(desk, "exchange", "xliff", "import", str(path), "--check").code == 0
    assert (desk / PO).read_text() == before
    assert run(desk, "exchange", "xliff", "import", str(path)).code == 0
    assert (desk / PO).read_text() == before.replace("Чжан Сань", "Чжан Саньи")


def test_a_refused_row_is_named_with_its_place_and_the_others_are_taken(run, desk):
    run(desk, "exchange", "csv", "export", "--to", "out")
    path = desk / "out" / "small.ru.csv"
    text = path.read_text().replace('"Чжан Сань"', '""').replace("Нужно время", "Время нужно")
    path.write_text(text)
    said = run(desk, "exchange", "csv", "import", str(path))
    assert said.code == 1
    assert "PO-061" in said.err
    assert 'msgstr "Чжан Сань"' in (desk / PO).read_text()
    assert "Время нужно" in (desk / PO).read_text()
    (told,) = json.loads(run(desk, "exchange", "csv", "import", str(path), "--json").out)["files"]
    assert [finding["code"] for finding in told["findings"]] == ["PO-061"]


def test_a_file_of_another_language_or_of_none_is_refused(run, desk):
    run(desk, "language", "add", "kk")
    run(desk, "exchange", "xlsx", "export", "--lang", "ru", "--to", "out")
    shutil.copy(desk / "out" / "small.ru.xlsx", desk / "small.kk.xlsx")
    shutil.copy(desk / "out" / "small.ru.xlsx", desk / "reviewed.xlsx")
    said = run(desk, "exchange", "xlsx", "import", "small.kk.xlsx")
    assert (said.code, "language ru, not kk" in said.err) == (2, True)
    assert run(desk, "exchange", "xlsx", "import", "reviewed.xlsx").code == 2
    assert run(desk, "exchange", "xlsx", "import", "reviewed.xlsx", "--pub", "small").code == 0
    assert run(desk, "exchange", "docx", "import", "reviewed.xlsx", "--pub", "small").code == 2
    assert run(desk, "exchange", "xlsx", "import").code == 2


def test_nothing_to_hand_out_is_said(run, house):
    assert run(house, "exchange", "xliff", "export").code == 2


def test_who_pays_gets_the_words_and_who_leads_a_page(run, desk):
    said = run(desk, "stats", "--words", "--csv", "words.csv")
    assert said.code == 0
    header, row = (line.split("\t") for line in said.out.splitlines())
    figures = dict(zip(header, row, strict=True))
    assert int(figures["words"]) == sum(int(figures[name]) for name in header[3:])
    assert (desk / "words.csv").read_text().splitlines()[1].startswith("small,ru,done,3,")
    (volume,) = json.loads(run(desk, "stats", "--words", "--json").out)["volumes"]
    assert volume["bands"]["done"]["entries"] == 3
    assert run(desk, "stats", "--page", "page.html").code == 0
    assert "3 translated" in (desk / "page.html").read_text()


def test_a_word_is_looked_up_in_all_pairs(run, desk):
    said = run(desk, "po", "find", "доверие")
    assert [line.split("\t")[5] for line in said.out.splitlines()[1:]] == [
        "Шанхайский дух — это доверие[^1-1].",
        "Доверие между государствами не возникает само. Нужно время.",
    ]
    assert [line.split("\t")[4] for line in run(desk, "po", "find", "上海精神").out.splitlines()[1:]] == [
        "上海精神是互信、互利、平等、协商[^1-1]。"
    ], "what isn't translated answers nothing"
    assert "No translated pair" in run(desk, "po", "find", "небывалое").err


def test_what_the_checks_found_is_a_page_for_the_translator(run, desk):
    path = desk / PO
    path.write_text(path.read_text().replace("доверие[^1-1]", "доверие"))
    said = run(desk, "check", "--as", "html")
    assert said.code == 1
    assert "CHK-001" in said.out
    assert "上海精神是互信、互利、平等、协商[^1-1]。" in said.out
    assert str(desk) not in said.out


@pytest.fixture
def omegat(tmp_path_factory):
    """Runs a project without its window, as OmegaT's manual has it for servers."""
    program = shutil.which("omegat")
    if program is None:
        pytest.skip("OmegaT isn't installed")
    home = tmp_path_factory.mktemp("home")

    def work(project):
        subprocess.run(
            [program, str(project), "--mode=console-translate"],
            env={"HOME": str(home), "PATH": "/usr/bin:/bin"}, check=True, capture_output=True, timeout=300,
        )  # fmt: skip

    return work


def test_omegat_gives_back_what_it_got_and_no_more(run, desk, omegat):
    before = (desk / PO).read_bytes()
    assert run(desk, "exchange", "omegat", "export", "--to", "out").code == 0
    project = desk / "out" / "ru"
    assert "<sentence_seg>false</sentence_seg>" in (project / "omegat.project").read_text()
    assert run(desk, "exchange", "omegat", "export", "--to", "out").code == 2
    omegat(project)
    assert run(desk, "exchange", "omegat", "import", "out/ru").code == 0
    assert (desk / PO).read_bytes() == before


def test_what_omegat_emptied_by_sentences_is_not_taken(run, desk, omegat):
    before = (desk / PO).read_bytes()
    run(desk, "exchange", "omegat", "export", "--to", "out")
    settings = desk / "out" / "ru" / "omegat.project"
    settings.write_text(settings.read_text().replace("<sentence_seg>false", "<sentence_seg>true"))
    omegat(desk / "out" / "ru")
    said = run(desk, "exchange", "omegat", "import", "out/ru")
    assert said.code == 1
    assert said.err.count("PO-061") == 1
    assert (desk / PO).read_bytes() == before


def test_the_edit_of_a_translator_comes_back_from_an_omegat_project(run, desk):
    run(desk, "exchange", "omegat", "export", "--to", "out")
    project = desk / "out" / "ru"
    assert run(desk, "exchange", "omegat", "import", "out/ru").code == 2
    text = (project / "source" / "small.po").read_text()
    (project / "target" / "small.po").write_text(text.replace("Чжан Сань", "Чжан Саньи"))
    assert run(desk, "exchange", "omegat", "import", "out/ru").code == 0
    assert "Чжан Саньи" in (desk / PO).read_text()
    assert run(desk, "exchange", "omegat", "import", "out").code == 2
