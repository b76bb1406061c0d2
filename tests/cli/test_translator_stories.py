"""Stories of translators and editors: nothing of theirs is ever lost."""

from __future__ import annotations

import json
import subprocess
import sys

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
