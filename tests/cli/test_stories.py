"""Stories: a house, a command, and what must come out."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import MASTER

PO = "translations/small/ru.po"


def test_help_names_every_verb_and_costs_no_import_of_them(run, tmp_path):
    said = run(tmp_path, "--help")
    assert said.code == 0
    assert all(verb in said.out for verb in ("clean", "update", "check", "stats", "build", "verify"))


@pytest.mark.parametrize(
    "verb", ["make", "clean", "update", "check", "stats", "build", "review", "po", "language", "verify", "doctor"]
)
def test_every_verb_has_help(run, tmp_path, verb):
    said = run(tmp_path, verb, "--help")
    assert said.code == 0
    assert said.out.startswith("Usage: sco-pub ")


def test_doctor_needs_no_house(run, tmp_path):
    said = run(tmp_path, "doctor", "--json")
    assert (said.code in (0, 1), json.loads(said.out)["command"]) == (True, "doctor")
    assert run(tmp_path, "doctor", "--house", "elsewhere").code == 2


def test_an_unknown_verb_or_option_is_wrong_usage(run, house):
    assert run(house, "frobnicate").code == 2
    assert run(house, "build", "--frobnicate").code == 2
    assert run(house, "build", "--format", "mobi").code == 2


def test_a_catalogue_is_made_filled_and_built(run, house):
    said = run(house, "update")
    assert (said.code, "created" in said.err, (house / PO).is_file()) == (0, True, True)
    said = run(house, "build")
    assert said.code == 0
    assert "small.ru: 9 of 9 passages aren't translated yet" in said.err
    assert sorted(path.name for path in (house / "build" / "small").glob("*.epub")) == [
        "small.ru.epub",
        "small.zh.epub",
    ]


def test_a_second_update_and_a_second_build_do_nothing(run, house):
    run(house, "update")
    run(house, "build")
    before = {path: path.stat().st_mtime_ns for path in house.rglob("*") if path.is_file()}
    assert "unchanged" in run(house, "update").err
    said = run(house, "build")
    assert said.code == 0
    assert "0 made, 2 up to date." in said.err
    assert {path: path.stat().st_mtime_ns for path in house.rglob("*") if path.is_file()} == before


def test_a_build_that_makes_nothing_still_says_how_far_the_translation_is(run, house):
    run(house, "update")
    run(house, "build")
    assert "9 of 9 passages aren't translated yet" in run(house, "build").err


def test_a_changed_catalogue_rebuilds_its_own_language_only(run, house):
    run(house, "update")
    run(house, "build")
    path = house / PO
    path.write_text(path.read_text().replace('msgid "张三"\nmsgstr ""', 'msgid "张三"\nmsgstr "Чжан Сань"'))
    said = run(house, "build")
    assert "1 made, 1 up to date." in said.err
    assert "made  build/small/small.ru.epub" in said.err
    assert "8 of 9" in said.err


def test_a_damaged_artifact_is_made_again(run, house):
    run(house, "update")
    run(house, "build")
    (house / "build" / "small" / "small.zh.epub").write_bytes(b"")
    assert "1 made, 1 up to date." in run(house, "build").err


def test_the_same_inputs_give_the_same_bytes(run, house):
    run(house, "update")
    run(house, "build")
    first = {path.name: path.read_bytes() for path in (house / "build" / "small").glob("*.epub")}
    for path in (house / "build" / "small").iterdir():
        path.unlink()
    run(house, "build")
    assert {path.name: path.read_bytes() for path in (house / "build" / "small").glob("*.epub")} == first


def test_stats_counts_and_json_is_the_only_thing_on_stdout(run, house):
    run(house, "update")
    said = run(house, "stats", "--json")
    assert json.loads(said.out)["catalogues"][0]["progress"]["untranslated"] == 9


def test_stats_draws_a_plot_and_badges(run, house, tmp_path):
    run(house, "update")
    assert run(house, "stats", "--plot", "all.svg", "--badges", "badges").code == 0
    assert "small.ru" in (house / "all.svg").read_text()
    assert "0 %" in (house / "badges" / "small.ru.svg").read_text()


def test_update_check_tells_and_writes_nothing(run, house):
    said = run(house, "update", "--check")
    assert said.code == 1
    assert not (house / PO).exists()


def test_a_release_of_an_unfinished_translation_is_refused(run, house):
    run(house, "update")
    said = run(house, "build", "--policy", "release", "--lang", "ru")
    assert said.code == 1
    assert "refused" in said.err
    assert not (house / "build" / "small" / "small.ru.epub").exists()


def test_a_second_publication_is_a_second_folder(run, house):
    (house / "source" / "other").mkdir()
    (house / "source" / "other" / "master.md").write_text(MASTER.replace("来源", "未来"))
    assert run(house, "update").code == 0
    assert run(house, "build", "other", "--lang", "zh").code == 0
    assert (house / "build" / "other" / "other.zh.epub").is_file()
    assert not (house / "build" / "small").exists()


BAD_FILES = {
    "an empty configuration file is fine but a broken one is not": ("sco_pub.toml", b"languages = [", "isn't TOML"),
    "a configuration that isn't UTF-8": ("sco_pub.toml", "# 甲".encode("gb18030"), "isn't UTF-8"),
    "an unknown key": ("sco_pub.toml", b"langages = []", "unknown langages"),
    "an empty master": ("source/small/master.md", b"", "has no text"),
    "a master that isn't UTF-8": ("source/small/master.md", "甲乙丙丁".encode("gb18030"), "isn't UTF-8"),
    "a binary for a master": ("source/small/master.md", b"\x7fELF\x00\x00\x00", "isn't a text file"),
    "broken front matter": ("source/small/master.md", b"---\ntitle: [a\n---\n\nx\n", "front matter"),
    "a broken catalogue": (PO, b'msgid "a"\nmsgstr "', "PO file"),
    "a catalogue that isn't UTF-8": (
        PO,
        'msgid ""\nmsgstr ""\n\nmsgid "甲"\nmsgstr "乙"\n'.encode("gb18030"),
        "isn't UTF-8",
    ),
    "a binary for a catalogue": (PO, b"\x89PNG\r\n\x1a\n\x00\x00", "isn't"),
}


@pytest.mark.parametrize(("name", "data", "sentence"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_is_one_sentence_and_nothing_is_made_of_it(run, house, name, data, sentence):
    run(house, "update")
    (house / name).write_bytes(data)
    before = kept(house)
    for verb in ("update", "stats", "build"):
        said = run(house, verb, "--quiet")
        assert said.code == 2, (verb, said)
        assert sentence in said.err
        assert "Traceback" not in said.err
        assert said.err.count("\n") == 1
    assert {path: data for path, data in kept(house).items() if path.name != "small.zh.epub"} == before


def kept(house):
    """Every file but the stores of what was read before, which may learn a file that is then refused."""
    found = (path for path in house.rglob("*") if path.is_file())
    files = (path for path in found if not any(part.startswith(".") for part in path.relative_to(house).parts))
    return {path: path.read_bytes() for path in files}


def test_a_publication_that_is_not_there(run, house):
    for verb in ("clean", "update", "check", "stats", "build"):
        said = run(house, verb, "absent")
        assert (said.code, "There is no publication absent" in said.err) == (2, True), verb


def test_a_language_without_a_catalogue_says_what_to_run(run, house):
    said = run(house, "build")
    assert said.code == 2
    assert "There is no catalogue translations/small/ru.po. Run `sco-pub update small`." in said.err


def test_no_house_is_one_sentence(run, tmp_path):
    said = run(tmp_path, "build")
    assert said.code == 2
    assert "There is no sco_pub.toml" in said.err
