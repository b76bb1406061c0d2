"""Merging catalogues by entry: pure cases, and real `git merge` through the installed driver."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from sco_pub.edge import git
from sco_pub.edge.po import file as po
from sco_pub.localise.merge import merge
from sco_pub.model.catalogue import Catalogue, Entry

ROOT = Path(__file__).parents[2]


def catalogue(*entries: Entry) -> Catalogue:
    header = (("Language", "ru"), ("Content-Type", "text/plain; charset=UTF-8"))
    return Catalogue("p", "ru", "translations/p/ru.po", header=header, entries=entries)


def e(source: str, target: str = "", **more: object) -> Entry:
    return replace(Entry("paragraph", source, target), **more)  # type: ignore[arg-type]


BASE = catalogue(e("甲"), e("乙", "Б"), e("丙", "В"))


def test_two_translators_of_different_entries_never_collide() -> None:
    outcome = merge(
        BASE, catalogue(e("甲", "А"), e("乙", "Б"), e("丙", "В")), catalogue(e("甲"), e("乙", "ББ"), e("丙", "В"))
    )
    assert [entry.target for entry in outcome.value.entries] == ["А", "ББ", "В"]
    assert outcome.findings == ()


def test_two_translations_of_one_entry_are_both_kept_and_said() -> None:
    outcome = merge(BASE, catalogue(e("甲", "А1")), catalogue(e("甲", "А2")))
    (entry,) = outcome.value.entries
    assert (entry.target, entry.fuzzy, entry.comments) == ("А1", True, ("sco-merge: А2",))
    assert [finding.code for finding in outcome.errors] == ["PO-040"]


@pytest.mark.parametrize("swap", [False, True])
def test_a_finished_translation_wins_over_a_fuzzy_or_empty_one(swap: bool) -> None:
    sides = [catalogue(e("甲", "готово")), catalogue(e("甲", "черновик", flags=("fuzzy",)))]
    outcome = merge(catalogue(e("甲")), *(reversed(sides) if swap else sides))
    assert (outcome.value.entries[0].target, outcome.value.entries[0].fuzzy, outcome.findings) == ("готово", False, ())


def test_confirming_a_fuzzy_entry_is_not_undone_by_a_side_that_left_it() -> None:
    fuzzy = e("甲", "А", flags=("fuzzy",), previous_source="甲甲")
    outcome = merge(catalogue(fuzzy), catalogue(fuzzy), catalogue(e("甲", "А")))
    assert (outcome.value.entries[0].fuzzy, outcome.value.entries[0].previous_source) == (False, None)


def test_comments_of_both_sides_are_kept_and_a_deleted_one_goes() -> None:
    base = catalogue(e("甲", "А", comments=("старое", "общее")))
    ours = catalogue(e("甲", "А", comments=("общее", "моё")))
    theirs = catalogue(e("甲", "А", comments=("старое", "общее", "их")))
    assert merge(base, ours, theirs).value.entries[0].comments == ("общее", "моё", "их")


def test_an_entry_that_one_side_dropped_is_kept_if_the_other_worked_on_it() -> None:
    without = catalogue(e("甲"), e("丙", "В"))
    worked = catalogue(e("甲"), e("乙", "новое"), e("丙", "В"))
    assert [entry.source for entry in merge(BASE, without, BASE).value.entries] == ["甲", "丙"]
    assert [entry.source for entry in merge(BASE, without, worked).value.entries] == ["甲", "乙", "丙"]


def test_new_entries_of_theirs_stand_where_they_stood() -> None:
    theirs = catalogue(e("新一"), e("甲"), e("新二"), e("乙", "Б"), e("丙", "В"))
    assert [entry.source for entry in merge(BASE, BASE, theirs).value.entries] == ["新一", "甲", "新二", "乙", "丙"]


def run(folder: Path, *command: str, ok: bool = True) -> str:
    environment = {
        **os.environ, "PYTHONPATH": str(ROOT), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org",
    }  # fmt: skip
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert (done.returncode == 0) is ok, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    run(tmp_path, "git", "init", "-q", "-b", "main")
    driver = tmp_path / ".git" / "driver.py"
    driver.write_text(
        "import sys; from pathlib import Path; from sco_pub.edge.git import merge_files\n"
        "a, o, t, name = sys.argv[1:]\n"
        "sys.exit(1 if merge_files(Path(a), Path(o), Path(t), name=name) else 0)\n"
    )
    assert git.install(tmp_path, command=f"{sys.executable} {driver}") is True
    assert git.install(tmp_path, command=f"{sys.executable} {driver}") is False
    write(tmp_path, BASE)
    commit(tmp_path, "base")
    return tmp_path


def write(folder: Path, value: Catalogue) -> None:
    po.write_catalogue(folder / "translations" / "p" / "ru.po", value)


def read(folder: Path) -> Catalogue:
    return po.read_catalogue(folder / "translations" / "p" / "ru.po", publication="p", language="ru")


def commit(folder: Path, message: str) -> None:
    run(folder, "git", "add", "-A")
    run(folder, "git", "commit", "-q", "-m", message)


def test_git_merges_an_editors_branch_with_a_translators(clone: Path) -> None:
    run(clone, "git", "checkout", "-q", "-b", "translator")
    write(clone, catalogue(e("甲", "А"), e("乙", "Б"), e("丙", "ВВ", comments=("сверено",))))
    commit(clone, "translate")
    run(clone, "git", "checkout", "-q", "main")
    write(clone, catalogue(e("甲"), e("中"), e("丙", "В"), e("乙", "Б", obsolete=True)))
    commit(clone, "edit the master")
    run(clone, "git", "merge", "-q", "--no-edit", "translator")
    merged = read(clone)
    assert [(x.source, x.target, x.obsolete) for x in merged.entries] == [
        ("甲", "А", False), ("中", "", False), ("丙", "ВВ", False), ("乙", "Б", True),
    ]  # fmt: skip
    assert merged.entries[2].comments == ("сверено",)
    run(clone, "msgfmt", "-c", "-o", os.devnull, "translations/p/ru.po")


def test_git_says_when_both_translated_the_same_entry_and_the_file_is_whole(clone: Path) -> None:
    run(clone, "git", "checkout", "-q", "-b", "translator")
    write(clone, catalogue(e("甲", "А-их"), e("乙", "Б"), e("丙", "В")))
    commit(clone, "theirs")
    run(clone, "git", "checkout", "-q", "main")
    write(clone, catalogue(e("甲", "А-наш"), e("乙", "Б"), e("丙", "В")))
    commit(clone, "ours")
    run(clone, "git", "merge", "-q", "--no-edit", "translator", ok=False)
    entry = read(clone).entries[0]
    assert (entry.target, entry.fuzzy, entry.comments) == ("А-наш", True, ("sco-merge: А-их",))
    assert "<<<<" not in po.render(read(clone))


def test_the_hunks_of_git_diff_name_the_entry(clone: Path) -> None:
    long = "\n".join(f"строка {n}" for n in range(20))
    write(clone, catalogue(e("甲", long), e("乙", "Б"), e("丙", "В")))
    commit(clone, "long")
    write(clone, catalogue(e("甲", long + "!"), e("乙", "Б"), e("丙", "В")))
    assert "paragraph" in run(clone, "git", "diff").split("@@")[2]


def test_a_server_gets_the_driver_for_all_its_clones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    assert git.install(None, command="sco-pub po merge-driver") is True
    assert git.install(None, command="sco-pub po merge-driver") is False
    clone = tmp_path / "clone"
    subprocess.run(["git", "init", "-q", str(clone)], check=True)
    ask = ["git", "-C", str(clone), "check-attr", "merge", "translations/p/ru.po"]
    assert subprocess.run(ask, check=True, capture_output=True, text=True).stdout.endswith(": merge: sco-pub-po\n")
    ask = ["git", "-C", str(clone), "config", "merge.sco-pub-po.driver"]
    driver = subprocess.run(ask, check=True, capture_output=True, text=True).stdout
    assert driver == "sco-pub po merge-driver %O %A %B %P\n"


def test_reading_what_was_committed_starts_no_program_that_the_repository_names(tmp_path: Path) -> None:
    house, told = tmp_path / "house", tmp_path / "started"
    (house / "translations").mkdir(parents=True)
    path = house / "translations" / "ru.po"
    path.write_text("first\n")
    run(house, "git", "init", "-q")
    commit(house, "one")
    assert git.committed(house, (path,)) == {path: b"first\n"}
    blob = run(house, "git", "rev-parse", "HEAD:translations/ru.po").strip()
    (house / ".git/objects" / blob[:2] / blob[2:]).unlink()
    for key, value in (
        ("remote.origin.url", f"ext::sh -c touch% {told}"), ("remote.origin.promisor", "true"),
        ("remote.origin.partialclonefilter", "blob:none"), ("protocol.ext.allow", "always"),
        ("extensions.partialClone", "origin"), ("core.repositoryformatversion", "1"),
    ):  # fmt: skip
        run(house, "git", "config", key, value)
    assert git.committed(house, (path,)) == {}
    assert not told.exists()


def test_what_was_committed_is_told_of_its_own_file_whatever_the_names_beside_it(tmp_path: Path) -> None:
    run(tmp_path, "git", "init", "-q")
    (tmp_path / "b.po").write_text("second\n", "utf-8")
    commit(tmp_path, "one")
    strange = [tmp_path / name for name in ("a\nb.po", "a\n./b.po", "a\udcff.po")]
    assert git.committed(tmp_path, (*strange, tmp_path / "b.po")) == {tmp_path / "b.po": b"second\n"}
