"""Houses and publications that come from strangers: what is wrong with one is said in a sentence, and the others are made."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests import rights

SECRET = "这是别人的秘密，不应当出现在任何地方。"


def editions(house: Path, name: str) -> list[str]:
    return sorted(path.name for path in (house / "build" / name).glob("*.epub"))


def second(house: Path, name: str) -> Path:
    """A second publication in the house."""
    shutil.copytree(house / "source" / "small", house / "source" / name)
    return house / "source" / name


def everything(house: Path) -> str:
    files = [path for path in house.rglob("*") if path.is_file() and not path.is_symlink()]
    return "".join(path.read_bytes().decode("utf-8", "replace") for path in files)


@pytest.mark.parametrize("name", ["我的文章", "my article"])
def test_a_publication_may_have_any_natural_name(run, house, name):
    second(house, name)
    said = run(house, "make")
    assert said.code == 0, said.err
    assert editions(house, name) == [f"{name}.ru.epub", f"{name}.zh.epub"]
    assert run(house, "build", name).code == 0


@pytest.mark.parametrize("name", ["-rf", " a", "a\nb", "a\x1b[31mb"], ids=ascii)
def test_a_publication_with_a_name_that_cannot_be_used_stops_no_other(run, house, name):
    second(house, name)
    for verb in ("make", "update", "check", "stats", "build"):
        said = run(house, verb)
        assert said.code == 2, (verb, said.err)
        assert "The folder's name" in said.err + said.out
        assert "\x1b" not in said.err + said.out
    assert editions(house, "small") == ["small.ru.epub", "small.zh.epub"]


@pytest.mark.parametrize("link", ["raw.txt", "master.md", "corrections.toml"])
def test_a_link_out_of_the_publication_is_not_read(run, house, tmp_path_factory, link):
    outside = tmp_path_factory.mktemp("outside") / "secret"
    outside.write_text(SECRET * 20)
    folder = second(house, "evil")
    if link == "corrections.toml":
        (folder / "raw.txt").write_text("一　问题\n国家之间的信任不是自然产生的，它需要时间。\n" * 20)
    (folder / link).unlink(missing_ok=True)
    (folder / link).symlink_to(outside)
    said = run(house, "make")
    assert said.code == 2
    assert f"source/evil/{link} is a link, which isn't followed" in said.err
    assert SECRET not in everything(house)
    assert editions(house, "small") == ["small.ru.epub", "small.zh.epub"]


def test_a_publication_that_is_a_link_is_not_read(run, house, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    shutil.copytree(house / "source" / "small", outside / "article")
    (house / "source" / "evil").symlink_to(outside / "article")
    said = run(house, "make")
    assert (said.code, "source/evil is a link" in said.err) == (2, True)
    assert editions(house, "small") == ["small.ru.epub", "small.zh.epub"]


@pytest.mark.parametrize("place", ["build", "translations"])
def test_nothing_is_written_through_a_link(run, house, tmp_path_factory, place):
    outside = tmp_path_factory.mktemp("outside")
    second(house, "evil")
    (house / place).mkdir(exist_ok=True)
    (house / place / "evil").symlink_to(outside)
    said = run(house, "make")
    assert (said.code, f"{place}/evil is a link" in said.err) == (2, True)
    assert list(outside.iterdir()) == []


def test_a_catalogue_that_is_a_link_is_neither_read_nor_written(run, house, tmp_path_factory):
    run(house, "update")
    path = house / "translations" / "small" / "ru.po"
    outside = tmp_path_factory.mktemp("outside") / "ru.po"
    path.rename(outside)
    before = outside.read_bytes()
    path.symlink_to(outside)
    for arguments in (("update",), ("check",), ("build",), ("po", "normalize"), ("review", "--by", "x"), ("stats",)):
        said = run(house, *arguments)
        assert (said.code, "ru.po is a link" in said.err + said.out) == (2, True), arguments
    assert outside.read_bytes() == before
    assert path.is_symlink()


def test_links_are_followed_where_the_house_says_so(run, house, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    (house / "source" / "small").rename(outside / "article")
    (house / "source" / "small").symlink_to(outside / "article")
    with (house / "sco_pub.toml").open("a") as file:
        file.write("[paths]\nfollow_links = true\n")
    assert run(house, "make").code == 0
    assert editions(house, "small") == ["small.ru.epub", "small.zh.epub"]


@pytest.mark.parametrize("what", ["source/evil", "source/evil/master.md", "translations/evil"])
def test_what_may_not_be_read_stops_no_other(run, house, what):
    second(house, "evil")
    run(house, "update")
    (house / what).chmod(0)
    try:
        for verb in ("make", "build", "check"):
            with rights.minded():
                said = run(house, verb)
            assert said.code in (2, 3), (verb, said.err)
            assert "Permission denied" in said.err + said.out
            assert "fault of sco-pub" not in said.err
    finally:
        (house / what).chmod(0o755)
    assert editions(house, "small") == ["small.ru.epub", "small.zh.epub"]


def test_a_pipe_in_the_place_of_a_text_stops_no_other(run, house):
    folder = second(house, "evil")
    (folder / "master.md").unlink()
    os.mkfifo(folder / "master.md")
    (folder / "raw.txt").write_text("一　问题\n国家之间的信任不是自然产生的，它需要时间。\n" * 20)
    said = run(house, "make")
    assert said.code == 2
    assert "pipe" in said.err
    assert editions(house, "small") == ["small.ru.epub", "small.zh.epub"]


@pytest.mark.parametrize("name", ["A" * 300, "a\udcff"], ids=["long", "not UTF-8"])
def test_an_argument_that_can_be_no_name_is_a_sentence(run, house, name):
    for arguments in (("build", name), ("clean", name), ("clean", f"{name}.txt", "-o", "x.md"), ("check", name)):
        said = run(house, *arguments)
        assert said.code == 2, (arguments, said.err)
        assert "fault of sco-pub" not in said.err


def test_a_device_is_no_text(run, tmp_path):
    said = run(tmp_path, "clean", "/dev/zero", "-o", "x.md")
    assert (said.code, "pipe or a device" in said.err) == (2, True)


def test_a_picture_whose_name_is_not_utf_8_is_no_picture_of_the_text(run, house):
    (Path(os.fsdecode(os.fsencode(house / "source" / "small") + b"/\xff.png"))).write_bytes(b"\x89PNG\r\n\x1a\n")
    assert run(house, "make").code == 0


@pytest.mark.parametrize("name", ["a\udcff", "a\nb"], ids=["not UTF-8", "two lines"])
def test_a_folder_whose_name_can_t_be_shown_hinders_no_check_of_the_others(run, house, name):
    run(house, "update")
    (house / "source" / name).mkdir()
    (house / "source" / name / "raw.txt").write_text("文\n")
    said = run(house, "check")
    assert "has signs that can't be shown" in said.out + said.err
    assert "translations/small/ru.po" in said.out + said.err
    assert said.code in (1, 2)


def test_a_reader_whose_name_is_not_utf_8_is_refused(run, house):
    run(house, "update")
    said = run(house, "review", "--by", "\udcff")
    assert (said.code, "can't be shown" in said.err) == (2, True)


def test_brackets_in_one_translation_are_a_finding_with_its_place_and_the_editions_are_made(run, house):
    run(house, "update")
    path = house / "translations" / "small" / "ru.po"
    text = path.read_text()
    nested = "[" * 12 + "x" + "]" * 12
    entry = text.index("国家之间的信任不是自然产生的。")
    target = text.index('msgstr ""', entry)
    path.write_text(text[:target] + f'msgstr "{nested}"' + text[target + len('msgstr ""') :])
    said = run(house, "check")
    assert (said.code, "CHK-008" in said.out) == (1, True)
    said = run(house, "build")
    assert "PO-015" in said.err
    assert "ru.po:" in said.err
    assert editions(house, "small") == ["small.ru.epub", "small.zh.epub"]


def test_brackets_in_one_master_stop_no_other(run, house):
    folder = second(house, "evil")
    with (folder / "master.md").open("a") as file:
        file.write("\n" + "[" * 12 + "x" + "]" * 12 + "\n")
    said = run(house, "make")
    assert said.code == 2
    assert "source/evil/master.md:20" in said.err
    assert editions(house, "small") == ["small.ru.epub", "small.zh.epub"]


def test_a_translators_note_within_a_note_is_a_finding_with_its_place_and_is_not_lost(run, house):
    run(house, "update")
    path = house / "translations" / "small" / "ru.po"
    text = path.read_text()
    at = text.index('msgstr ""', text.index('msgid "《人民日报》'))
    path.write_text(text[:at] + 'msgstr "Там же^[Прим. пер.]."' + text[at + len('msgstr ""') :])
    said = run(house, "check")
    assert (said.code, "CHK-008" in said.out, "ru.po:" in said.out) == (1, True, True)
    (house / "sco_pub.toml").write_text('languages = ["zh", "ru"]\nformats = ["html", "epub", "docx"]\n')
    said = run(house, "build", "--lang", "ru")
    assert said.code == 0, said.err
    assert "PO-014" in said.err
    assert "[Прим. пер.]" in (house / "build" / "small" / "small.ru.html").read_text()


def test_a_note_within_a_note_of_the_master_is_an_error_of_check(run, house):
    with (house / "source" / "small" / "master.md").open("a") as master:
        master.write("\n又一段[^2]。\n\n[^2]: 注一^[注二]。\n")
    run(house, "update")
    said = run(house, "check")
    assert (said.code, "CHK-041" in said.out) == (1, True)


@pytest.mark.parametrize(
    "command",
    [
        "exchange xliff export --to out", "exchange omegat export --to out", "po normalize", "po migrate", "po find 信任",
        "po export-tmx all.tmx", "review --by 王某", "stats", "stats --words", "check",
    ],
)  # fmt: skip
def test_a_catalogue_of_more_entries_than_may_be_is_one_sentence_of_every_command(run, house, command):
    run(house, "update")
    catalogue = house / "translations" / "small" / "ru.po"
    before = catalogue.read_bytes()
    with (house / "sco_pub.toml").open("a") as file:
        file.write("[limits]\nsegments = 2\n")
    said = run(house, *command.split())
    assert said.code in (1, 2), said.err
    assert "raise segments in [limits] of sco_pub.toml" in said.err + said.out
    assert "fault of sco-pub" not in said.err
    assert catalogue.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("all.csv", "po glossary all.csv all.tbx"), ("all.tbx", "po glossary all.tbx all.csv"), ("all.tmx", "po import-tmx all.tmx"),
        *((f"small.ru.{ending}", f"exchange {kind} import small.ru.{ending}") for kind, ending in
          (("xliff", "xlf"), ("xliff2", "xlf"), ("docx", "docx"), ("xlsx", "xlsx"), ("csv", "csv"), ("tmx", "tmx"), ("weblate", "json"))),
    ],
)  # fmt: skip
def test_a_file_that_is_larger_than_an_input_may_be_is_one_sentence_of_every_command(run, house, name, command):
    run(house, "update")
    with (house / "sco_pub.toml").open("a") as file:
        file.write("[limits]\ninput_mb = 1\n")
    (house / name).write_bytes(b"x" * 1_000_001)
    said = run(house, *command.split())
    assert said.code == 2, said.err
    assert f"{name} has more than 1 MB" in said.err


def test_a_master_of_more_notes_than_may_be_is_one_sentence(run, house):
    with (house / "sco_pub.toml").open("a") as file:
        file.write("[limits]\nnotes = 1\n")
    master = house / "source" / "small" / "master.md"
    master.write_text(master.read_text() + "\n[^2]: 又一个注。\n\n信任[^2]。\n")
    said = run(house, "update")
    assert (said.code, "has more than 1 notes" in said.err) == (2, True)


@pytest.mark.parametrize("name", ["a\udcff.txt", "a\x1b[31m.txt"], ids=["not UTF-8", "a command"])
def test_a_text_whose_name_cannot_be_shown_is_cleaned_and_its_name_escaped(run, tmp_path, name):
    (tmp_path / name).write_text("论信任\n\n" + "国家之间的信任不是自然产生的，它需要时间。\n" * 9)
    said = run(tmp_path, "clean", f"./{name}", "-o", "out.md")
    assert said.code in (0, 1), said.err
    assert "信任" in (tmp_path / "out.md").read_text()
    assert ascii(name)[1:-1] in (tmp_path / "out.cleaning.html").read_text()


@pytest.mark.parametrize(
    ("sheet", "rule", "wanted"),
    [
        ("house.css", "p { font-size: 1e9px }", "pdf"),
        ("house.css", "p { letter-spacing: 1e9px }", "pdf"),
        ("designs/odd/print.css", "p { word-spacing: -1e20px; font-size: 1e6px }", "pdf"),
        ("designs/odd/cover.css", "* { letter-spacing: 1e9px }", "epub"),
    ],
)
def test_sizes_that_no_page_can_have_are_one_sentence_that_names_the_sheet(run, house, sheet, rule, wanted):
    (house / "designs" / "odd").mkdir(parents=True)
    (house / "designs" / "odd" / "design.toml").write_text("")
    (house / sheet).write_text(rule)
    chosen = '[style]\ncss = "house.css"\n' if sheet == "house.css" else 'design = "odd"\n'
    (house / "sco_pub.toml").write_text('languages = ["zh"]\n' + chosen)
    said = run(house, "build", "--format", wanted)
    assert said.code == 2
    assert f"can't set a page with {sheet} (" in said.err
    assert "fault of sco-pub" not in said.err


def test_a_link_out_of_a_folder_that_is_cleaned_is_not_followed_and_the_other_texts_are_cleaned(run, tmp_path):
    (tmp_path / "secret.txt").write_text(SECRET * 9)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "own.txt").write_text("论信任\n\n" + "国家之间的信任不是自然产生的，它需要时间。\n" * 9)
    (tmp_path / "in" / "out.txt").symlink_to("../secret.txt")
    (tmp_path / "in" / "same.txt").symlink_to("own.txt")
    said = run(tmp_path, "clean", "in", "-o", "made")
    assert said.code == 2
    assert "in/out.txt is a link, which isn't followed. If it is meant, name the file itself." in said.err
    assert SECRET not in everything(tmp_path / "made")
    assert {path.name for path in (tmp_path / "made").glob("*.md")} == {"own.md", "same.md"}
    named = run(tmp_path, "clean", "in/out.txt")
    assert SECRET in named.out, "a file that is named is read"
