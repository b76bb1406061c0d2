"""Stories of clients that write into catalogues by their own habits: polib, Babel, gettext, git without and with the driver."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys

import polib
import pytest
from babel.messages import pofile

from sco_pub.edge import git

PO = "translations/small/ru.po"
TRUST, SPIRIT = "国家之间的信任不是自然产生的。", "上海精神是互信、互利、平等、协商[^1-1]。"
READER = "The editorial office of the journal, after two blind readings of both texts and one aloud"
DRIVER = (
    "import sys; from pathlib import Path; from sco_pub.edge.git import merge_files\n"
    "a, o, t, name = sys.argv[1:]\n"
    "sys.exit(1 if merge_files(Path(a), Path(o), Path(t), name=name) else 0)\n"
)


def put(house, **texts):
    """Write translations as a client would that changes nothing else: entries are named by their sources' first signs."""
    book = polib.pofile(str(house / PO), wrapwidth=0)
    for entry in book:
        for begin, text in texts.items():
            if entry.msgid.startswith(begin):
                entry.msgstr = text
    book.save()


def live(house, begin):
    (entry,) = [e for e in polib.pofile(str(house / PO)) if e.msgid.startswith(begin) and not e.obsolete]
    return entry


def git_(house, *arguments, code=0):
    who = ["-c", "user.name=n", "-c", "user.email=n@n"]
    done = subprocess.run(["git", *who, *arguments], cwd=house, capture_output=True, text=True)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def edit(house, old, new):
    master = house / "source" / "small" / "master.md"
    text = master.read_text()
    assert old in text
    master.write_text(text.replace(old, new))


@pytest.fixture
def desk(run, house):
    run(house, "update")
    put(
        house,
        国家="Доверие между государствами не возникает само собой.",
        上海精神是="Шанхайский дух — это доверие[^1-1].",
    )
    run(house, "po", "normalize")
    return house


@pytest.fixture
def shared(desk):
    """The same in a repository: a translator's branch beside the editor's."""
    git_(desk, "init", "-q", "-b", "main")
    git_(desk, "add", "-A")
    git_(desk, "commit", "-q", "-m", "base")
    git_(desk, "branch", "translator")
    return desk


@pytest.fixture
def driven(shared):
    driver = shared / ".git" / "driver.py"
    driver.write_text(DRIVER)
    git.install(shared, command=f"{sys.executable} {driver}")
    return shared


def polib_saves(path):
    polib.pofile(str(path)).save()


def babel_saves(path):
    made = io.BytesIO()
    pofile.write_po(made, pofile.read_po(io.BytesIO(path.read_bytes())))
    path.write_bytes(made.getvalue())


def msgcat_saves(path):
    if shutil.which("msgcat") is None:
        pytest.skip("gettext isn't installed")
    subprocess.run(["msgcat", str(path), "-o", str(path)], check=True)


@pytest.mark.parametrize("save", [polib_saves, babel_saves, msgcat_saves])
def test_readings_and_terms_survive_a_client_that_wraps_comments(run, desk, save):
    assert run(desk, "review", "--lang", "ru", "--by", READER).code == 0
    before = (desk / PO).read_text()
    assert before.count("sco-reviewed:") == 2
    save(desk / PO)
    run(desk, "update")
    run(desk, "po", "normalize")
    kept = [line for line in (desk / PO).read_text().splitlines() if line.startswith(("# sco-", "#. "))]
    assert kept == [line for line in before.splitlines() if line.startswith(("# sco-", "#. "))]


def test_git_alone_merges_a_translators_entry_with_an_editors_update_of_another(run, shared):
    git_(shared, "checkout", "-q", "translator")
    put(shared, 上海精神是="Шанхайский дух состоит в доверии[^1-1].")
    book = polib.pofile(str(shared / PO), wrapwidth=0)
    book.metadata["X-Generator"] = "Weblate 2026.10"
    book.save()
    run(shared, "po", "normalize")
    git_(shared, "commit", "-qam", "translate")
    git_(shared, "checkout", "-q", "main")
    edit(shared, "国家之间的信任", "国家间的信任")
    run(shared, "update")
    git_(shared, "commit", "-qam", "edit")
    git_(shared, "merge", "-q", "--no-edit", "translator")
    assert live(shared, "上海精神是").msgstr == "Шанхайский дух состоит в доверии[^1-1]."
    assert live(shared, "国家间").fuzzy


def test_a_translation_of_a_text_that_was_edited_meanwhile_is_offered_in_its_place(run, driven):
    edit(driven, TRUST, TRUST + "\n\n各国都需要耐心和时间。")
    run(driven, "update")
    git_(driven, "commit", "-qam", "a new text")
    git_(driven, "checkout", "-q", "-B", "translator")
    put(driven, 各国="Всем странам нужны терпение и время.")
    git_(driven, "commit", "-qam", "translate it")
    git_(driven, "checkout", "-q", "main")
    edit(driven, "各国都需要耐心和时间。", "各国都需要更多耐心和时间。")
    run(driven, "update")
    git_(driven, "commit", "-qam", "edit it")
    git_(driven, "merge", "-q", "--no-edit", "translator")
    run(driven, "update")
    entry = live(driven, "各国")
    assert (entry.msgstr, entry.fuzzy) == ("Всем странам нужны терпение и время.", True)
    assert entry.previous_msgid == "各国都需要耐心和时间。"


def test_the_newer_wording_of_an_edited_text_is_what_stands_there(run, driven):
    git_(driven, "checkout", "-q", "translator")
    put(driven, 国家="Государства не доверяют друг другу сами собой.")
    git_(driven, "commit", "-qam", "better words")
    git_(driven, "checkout", "-q", "main")
    edit(driven, "国家之间的信任", "国家间的信任")
    run(driven, "update")
    git_(driven, "commit", "-qam", "edit")
    git_(driven, "merge", "-q", "--no-edit", "translator")
    run(driven, "update")
    entry = live(driven, "国家间")
    assert (entry.msgstr, entry.fuzzy) == ("Государства не доверяют друг другу сами собой.", True)


def test_both_halves_of_a_split_paragraph_get_the_old_translation_as_msgmerge_gives_it(run, desk, tmp_path):
    if shutil.which("msgmerge") is None:
        pytest.skip("gettext isn't installed")
    first, second = "国家之间若无往来，信任便无从谈起，", "它需要各方长期不懈的共同努力。"
    edit(desk, TRUST, first + second)
    run(desk, "update")
    words = "Без общения между государствами доверия не бывает, оно требует долгих совместных усилий."
    put(desk, 国家=words)
    for entry in (book := polib.pofile(str(desk / PO), wrapwidth=0)):
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    book.save()
    old = tmp_path / "old.po"
    old.write_bytes((desk / PO).read_bytes())
    edit(desk, first + second, first.replace("，", "。") + "\n\n" + second)
    run(desk, "update")
    halves = [live(desk, "国家"), live(desk, "它需要")]
    template = polib.pofile(str(desk / PO), wrapwidth=0)
    for entry in template:
        entry.msgstr = ""
        entry.flags = []
    template.save(str(tmp_path / "new.pot"))
    merged = tmp_path / "merged.po"
    subprocess.run(["msgmerge", "-q", str(old), str(tmp_path / "new.pot"), "-o", str(merged)], check=True)
    theirs = {e.msgid: e.msgstr for e in polib.pofile(str(merged)) if not e.obsolete}
    for half in halves:
        offered = half.msgstr == words or words in half.comment
        assert offered >= (theirs[half.msgid] == words)
        assert half.fuzzy or not half.msgstr
    assert all(half.msgstr == words or words in half.comment for half in halves)
