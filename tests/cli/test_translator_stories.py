"""Stories of translators and editors: nothing of theirs is ever lost."""

from __future__ import annotations

import json
import subprocess
import sys

import polib
import pytest

PO = "translations/small/ru.po"
TRANSLATED = 'msgstr "Чжан Сань"'


@pytest.fixture
def catalogue(run, house):
    """A house whose catalogue has one translation with a comment of the translator's."""
    run(house, "update")
    path = house / PO
    text = path.read_text().replace('msgid "张三"\nmsgstr ""', f'msgid "张三"\n{TRANSLATED}')
    path.write_text(text.replace('msgctxt "meta:author.name"', '# ask the author\nmsgctxt "meta:author.name"', 1))
    return path


def test_a_changed_master_keeps_translations_comments_and_flags(run, house, catalogue):
    run(house, "update")
    master = house / "source" / "small" / "master.md"
    master.write_text(master.read_text().replace("国家之间的信任", "国家之间的相互信任").replace("张三", "张三三"))
    assert run(house, "update").code == 0
    text = catalogue.read_text()
    assert TRANSLATED in text
    assert "# ask the author" in text
    assert "#| msgid" in text
    subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(catalogue)], check=True)


def test_a_dropped_segment_stays_on_the_shelf_and_comes_back(run, house, catalogue):
    run(house, "update")
    master = house / "source" / "small" / "master.md"
    before = master.read_text()
    master.write_text(
        before.replace("  - name: 张三\n    affiliation: 某大学\n", "  - name: 李四\n    affiliation: 某大学\n")
    )
    run(house, "update")
    assert "Чжан Сань" in catalogue.read_text()
    master.write_text(before)
    run(house, "update")
    entry = catalogue.read_text().split('msgid "张三"')[1].split("\n\n")[0]
    assert TRANSLATED in entry


def test_normalize_undoes_a_tools_wrapping_and_changes_nothing_else(run, house, catalogue):
    run(house, "po", "normalize")
    canonical = catalogue.read_text()
    assert run(house, "po", "normalize", "--check").code == 0
    subprocess.run(["msgcat", "--width=40", "-o", str(catalogue), str(catalogue)], check=True)
    assert catalogue.read_text() != canonical
    assert run(house, "po", "normalize", "--check").code == 1
    assert run(house, "po", "normalize").code == 0
    assert catalogue.read_text() == canonical


def test_a_review_counts_until_a_text_changes(run, house, catalogue):
    assert run(house, "review", "--by", "A. Reader", "--date", "2021-01-31").out == f"1 newly reviewed\t{PO}\n"
    assert json.loads(run(house, "stats", "--json").out)["catalogues"][0]["progress"]["reviewed"] == 1
    catalogue.write_text(catalogue.read_text().replace("Чжан Сань", "Чжан Саньи"))
    assert json.loads(run(house, "stats", "--json").out)["catalogues"][0]["progress"]["reviewed"] == 0


def test_a_review_needs_a_name_and_a_date_that_is_one(run, house, catalogue):
    assert run(house, "review").code == 2
    assert run(house, "review", "--by", "A. Reader", "--date", "yesterday").code == 2


def test_a_lost_note_call_is_an_error_that_a_person_can_waive(run, house, catalogue):
    text = catalogue.read_text()
    source = 'msgid "上海精神是互信、互利、平等、协商[^1-1]。"\nmsgstr '
    assert source in text
    catalogue.write_text(text.replace(source + '""', source + '"Шанхайский дух — это доверие."'))
    said = run(house, "check")
    assert said.code == 1
    assert "CHK-001" in said.out
    assert f"{PO}:" in said.out
    sarif = json.loads(run(house, "check", "--as", "sarif").out)
    assert sarif["version"] == "2.1.0"
    assert "::error " in run(house, "check", "--as", "github").out
    assert json.loads(run(house, "check", "--json").out)["findings"][0]["code"] == "CHK-001"
    catalogue.write_text(
        catalogue.read_text().replace('msgctxt "paragraph"', '# sco-ok: notes — a test\nmsgctxt "paragraph"', 1)
    )
    assert run(house, "check").code == 0


def test_a_lost_note_is_still_in_the_draft(run, house, catalogue):
    text = catalogue.read_text()
    source = 'msgid "上海精神是互信、互利、平等、协商[^1-1]。"\nmsgstr '
    catalogue.write_text(text.replace(source + '""', source + '"Шанхайский дух — это доверие."'))
    said = run(house, "build", "--lang", "ru", "--format", "html")
    assert said.code == 0
    assert "PO-010" in said.err
    assert "人民日报" in (house / "build" / "small" / "small.ru.html").read_text()


def test_a_language_is_added_without_code(run, house):
    toml = house / "sco_pub.toml"
    toml.write_text("# ours\n" + toml.read_text())
    assert run(house, "language", "add", "kk").code == 0
    assert toml.read_text().startswith("# ours\n")
    assert 'languages = ["zh", "ru", "kk"]' in toml.read_text()
    assert "Language: kk" in (house / "translations" / "small" / "kk.po").read_text()
    assert run(house, "build", "--lang", "kk").code == 0
    assert run(house, "language", "add", "kk").code == 2
    assert run(house, "language", "add", "klingonish").code == 2


def test_the_houses_own_words_in_a_new_language_are_asked_for_and_used(run, house):
    added = run(house, "language", "add", "ky")
    assert (added.code, "PO-050" in added.err) == (0, True)
    words = house / "translations" / "labels" / "ky.po"
    assert 'msgid "Abstract"\nmsgstr ""' in words.read_text()
    assert "#. heading above the abstract" in words.read_text()
    assert "labels\tky\t" in run(house, "stats").out
    assert "PO-050" in run(house, "check").out
    subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(words)], check=True)
    words.write_text(
        words.read_text().replace('msgid "Abstract"\nmsgstr ""', 'msgid "Abstract"\nmsgstr "Кыскача мазмун"')
    )
    assert run(house, "update").code == 0
    assert "Кыскача мазмун" in words.read_text()
    assert run(house, "build", "--lang", "ky", "--format", "html").code == 0
    assert "Кыскача мазмун" in (house / "build" / "small" / "small.ky.html").read_text()


def test_a_house_may_have_other_words_than_those_that_are_shipped(run, house):
    words = house / "translations" / "labels" / "zh.po"
    words.parent.mkdir(parents=True)
    words.write_text('msgid ""\nmsgstr "Language: zh\\n"\n\nmsgid "Abstract"\nmsgstr "提要甲"\n')
    assert run(house, "build", "--lang", "zh", "--format", "html").code == 0
    assert "提要甲" in (house / "build" / "small" / "small.zh.html").read_text()
    words.write_text(words.read_text().replace("提要甲", "提要乙"))
    assert run(house, "build", "--lang", "zh", "--format", "html").code == 0
    assert "提要甲" not in (house / "build" / "small" / "small.zh.html").read_text()


def test_a_label_with_other_names_in_braces_is_refused_by_its_line(run, house):
    words = house / "translations" / "labels" / "ru.po"
    words.parent.mkdir(parents=True)
    words.write_text('msgid ""\nmsgstr "Language: ru\\n"\n\nmsgid "Note {number}"\nmsgstr "Прим. {n}"\n')
    run(house, "update")
    said = run(house, "build", "--lang", "ru", "--format", "html")
    assert said.code == 2
    assert "names in braces" in said.err


def test_languages_are_listed_and_taken_away_and_their_catalogues_stay(run, house, catalogue):
    assert "ru\tрусский\t1/1\t" in run(house, "language", "list").out
    assert run(house, "language", "remove", "zh").code == 2
    said = run(house, "language", "remove", "ru")
    assert said.code == 0
    assert "translations/small/ru.po stays." in said.err
    assert 'languages = ["zh"]' in (house / "sco_pub.toml").read_text()
    assert TRANSLATED in catalogue.read_text()
    assert run(house, "language", "remove", "ru").code == 2


def test_the_languages_of_a_house_without_publications_are_listed_too(run, tmp_path):
    (tmp_path / "sco_pub.toml").write_text('languages = ["zh", "ru"]\n')
    assert "ru\tрусский\t0/0\t" in run(tmp_path, "language", "list").out


def test_the_review_copy_shows_both_texts_with_entry_ids(run, house, catalogue):
    assert run(house, "build", "--policy", "review", "--lang", "ru", "--format", "html").code == 0
    page = (house / "build" / "small" / "small.ru.review.html").read_text()
    assert "张三" in page
    assert "Чжан Сань" in page


def test_the_memory_goes_out_as_tmx_and_what_comes_in_is_only_offered(run, house, catalogue, tmp_path):
    target = tmp_path / "memory.tmx"
    assert run(house, "po", "export-tmx", str(target)).code == 0
    assert "Чжан Сань" in target.read_text()
    (house / "source" / "other").mkdir()
    (house / "source" / "other" / "master.md").write_text(
        "---\ntitle: 张三的书\nauthor:\n  - name: 张三\nlang: zh-CN\n---\n\n正文。\n"
    )
    assert run(house, "update").code == 0
    other = (house / "translations" / "other" / "ru.po").read_text()
    assert "Чжан Сань" not in [line for line in other.splitlines() if line.startswith("msgstr")]


def test_real_git_merges_two_translators(run, house, catalogue):
    def git(*arguments: str) -> None:
        subprocess.run(
            ["git", "-C", str(house), "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments],
            check=True,
            capture_output=True,
        )

    git("init", "-q", "-b", "main")
    program = f"{sys.executable} -c 'from sco_pub.cli.main import main; main()' po merge-driver"
    assert run(house, "po", "install-merge-driver", "--command", program).code == 0
    git("add", ".")
    git("commit", "-qm", "base")
    git("checkout", "-qb", "theirs")
    catalogue.write_text(
        catalogue.read_text().replace('msgid "某大学"\nmsgstr ""', 'msgid "某大学"\nmsgstr "Университет"')
    )
    git("commit", "-qam", "theirs")
    git("checkout", "-q", "main")
    catalogue.write_text(
        catalogue.read_text().replace('msgid "一　问题"\nmsgstr ""', 'msgid "一　问题"\nmsgstr "1. Вопрос"')
    )
    git("commit", "-qam", "ours")
    git("merge", "-q", "theirs", "-m", "both")
    text = catalogue.read_text()
    assert "Университет" in text
    assert "1. Вопрос" in text
    assert TRANSLATED in text
    assert "<<<<" not in text


def test_a_server_finishes_a_merge_in_which_two_people_translated_the_same(
    run, house, catalogue, tmp_path, monkeypatch
):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    home = tmp_path / ".gitconfig"
    home.write_text("[user]\nname = server\nemail = s@example.org\n")

    def git(*arguments: str) -> int:
        return subprocess.run(["git", "-C", str(house), *arguments], check=False, capture_output=True).returncode

    git("init", "-q", "-b", "main")
    program = f"{sys.executable} -c 'from sco_pub.cli.main import main; main()' po merge-driver"
    assert run(house, "po", "install-merge-driver", "--everywhere", "--command", program).code == 0
    git("add", ".")
    git("commit", "-qm", "base")
    empty = 'msgid "某大学"\nmsgstr ""'
    base = catalogue.read_text()
    git("checkout", "-qb", "theirs")
    catalogue.write_text(base.replace(empty, 'msgid "某大学"\nmsgstr "Университет"'))
    git("commit", "-qam", "theirs")
    git("checkout", "-q", "main")
    catalogue.write_text(base.replace(empty, 'msgid "某大学"\nmsgstr "Некий университет"'))
    git("commit", "-qam", "ours")
    assert git("merge", "-q", "theirs", "-m", "both") == 0
    text = catalogue.read_text()
    assert "# sco-merge: Университет\n" in text
    assert '#, fuzzy\nmsgctxt "meta:author.affiliation"\nmsgid "某大学"\nmsgstr "Некий университет"' in text


def committed(house):
    for words in (
        ("init", "-q"),
        ("add", "-A"),
        ("-c", "user.name=N", "-c", "user.email=n@example.org", "commit", "-qm", "x"),
    ):
        subprocess.run(["git", "-C", str(house), *words], check=True)


def test_a_client_that_empties_finished_entries_is_found_out_and_one_command_puts_them_back(run, house, catalogue):
    run(house, "po", "normalize")
    before = catalogue.read_text()
    committed(house)
    catalogue.write_text(before.replace(TRANSLATED, 'msgstr ""'))
    told = "1 finished entries came back empty"
    assert told in run(house, "update").err
    checked = run(house, "check")
    assert told in checked.out
    assert "PO-030" in checked.out
    assert run(house, "po", "restore", "--check").code == 1
    assert run(house, "po", "restore").code == 0
    assert catalogue.read_text() == before
    assert told not in run(house, "check").out


def test_without_git_the_last_update_is_what_it_is_held_against(run, house, catalogue):
    run(house, "po", "normalize")
    run(house, "update")
    before = catalogue.read_text()
    catalogue.write_text(before.replace(TRANSLATED, 'msgstr ""'))
    for _ in range(2):
        assert "PO-030" in run(house, "update").err + run(house, "check").out
    assert run(house, "po", "restore").code == 0
    assert catalogue.read_text() == before


def test_a_revision_that_is_none_gets_a_sentence(run, house, catalogue):
    committed(house)
    assert run(house, "po", "restore", "--from", "HEAD\nHEAD").code == 2
    assert run(house, "po", "restore", "--from", "nowhere").code == 0


@pytest.mark.parametrize("client", ["polib", "babel"])
def test_clients_that_wrap_comments_lose_no_reading_and_leave_no_halves_of_terms(run, house, catalogue, client):
    from babel.messages.pofile import read_po, write_po

    (house / "glossary.csv").write_text(
        "zh,ru\n张三,Чжан Сань | " + " | ".join(f"Чжан Сань-{n}" for n in range(12)) + "\n"
    )
    settings = house / "sco_pub.toml"
    settings.write_text('glossary = "glossary.csv"\n' + settings.read_text())
    reader = "A reader whose name and whose remark on what was read are longer than a line of theirs"
    assert run(house, "update").code == 0
    assert run(house, "review", "--by", reader, "--date", "2026-01-31").code == 0
    before = catalogue.read_text()
    if client == "polib":
        polib.pofile(str(catalogue)).save()
    else:
        with catalogue.open("rb") as stream:
            read = read_po(stream)
        with catalogue.open("wb") as stream:
            write_po(stream, read)
    assert catalogue.read_text() != before
    assert "1\t" in run(house, "stats").out
    told = run(house, "update")
    assert "PO-021" in told.err
    entries = [text.split("\n\n", 1)[1] for text in (before, catalogue.read_text())]
    assert entries[0] == entries[1]


def test_a_glossary_goes_to_the_tools_of_others(run, house):
    (house / "terms.csv").write_text("zh,ru\n上海精神,Шанхайский дух\n")
    for name, options in (("g.tbx", ()), ("ru.utf8", ("--lang", "ru")), ("ru.csv", ("--lang", "ru"))):
        assert run(house, "po", "glossary", "terms.csv", name, *options).code == 0
    assert (house / "ru.utf8").read_text() == "上海精神\tШанхайский дух\n"
    assert (house / "ru.csv").read_text() == "source,target\n上海精神,Шанхайский дух\n"
    assert run(house, "po", "glossary", "g.tbx", "back.csv").code == 0
    assert "上海精神,Шанхайский дух" in (house / "back.csv").read_text()
    assert run(house, "po", "glossary", "terms.csv", "ru.utf8").code == 2
    assert run(house, "po", "glossary", "terms.csv", "kk.utf8", "--lang", "kk").code == 2


def test_what_another_publication_has_word_for_word_fills_empty_entries_on_demand_and_only_as_fuzzy(
    run, house, catalogue
):
    other = house / "source" / "other"
    other.mkdir()
    (other / "master.md").write_text((house / "source" / "small" / "master.md").read_text())
    filled = house / "translations" / "other" / "ru.po"
    assert run(house, "update").code == 0
    assert TRANSLATED not in filled.read_text()
    assert run(house, "update", "--fill").code == 0
    assert f'#, fuzzy\nmsgctxt "meta:author.name"\nmsgid "张三"\n{TRANSLATED}' in filled.read_text()
    assert "#. filled from small\n" in filled.read_text()
    assert run(house, "update", "--check").code == 0
    filled.write_text(filled.read_text().replace("#, fuzzy\n", ""))
    run(house, "update")
    assert "filled from" not in filled.read_text()
