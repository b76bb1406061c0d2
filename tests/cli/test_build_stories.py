"""The build does nothing twice: what stands, what is made anew and why, by hand and by several hands at once."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from sco_pub.edge.program import Program, sources

PO = "translations/small/ru.po"
COMMAND = [sys.executable, "-c", "from sco_pub.cli.main import main; main()"]
RAW = "一　问题\n国家之间的信任不是自然产生的，它需要时间。\n历史上的例子很多，这里只举一个。\n" * 20


@pytest.fixture
def html(house: Path) -> Path:
    """The house with the two formats that are made quickest."""
    (house / "sco_pub.toml").write_text('languages = ["zh", "ru"]\nformats = ["docx", "html"]\n')
    return house


def built(house: Path) -> dict[str, str]:
    found = (path for path in sorted((house / "build").rglob("small*")) if path.is_file())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def made(said) -> list[str]:
    return sorted(line.split("/")[-1] for line in said.err.splitlines() if line.startswith("     made  build/"))


def test_the_second_time_make_says_nothing_and_touches_nothing(run, html):
    run(html, "make")
    before = {
        path: path.stat().st_mtime_ns for path in html.rglob("*") if path.is_file() and ".standing" not in path.parts
    }
    said = run(html, "make")
    assert (said.code, said.err, said.out) == (0, "", "")
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_remark_of_a_translator_makes_those_files_anew_that_name_their_catalogue(run, html):
    (html / "sco_pub.toml").write_text('languages = ["zh", "ru"]\nformats = ["pdf", "html"]\n')
    run(html, "make")
    (html / PO).write_text((html / PO).read_text().replace('msgid "张三"', '# Who is that?\nmsgid "张三"'))
    assert made(run(html, "build")) == ["small.ru.html"]


def test_a_setting_makes_anew_only_what_uses_it(run, html):
    run(html, "make")
    toml = html / "sco_pub.toml"
    toml.write_text(toml.read_text() + "[page]\nsize = 11\n")
    assert made(run(html, "build")) == ["small.ru.docx", "small.zh.docx"]
    toml.write_text(toml.read_text() + "[epub]\ncover = false\n")
    assert made(run(html, "build")) == []


def test_what_was_made_before_is_not_made_again_when_its_inputs_come_back(run, html):
    run(html, "make")
    first, text = built(html), (html / PO).read_text()
    (html / PO).write_text(text.replace('msgid "张三"\nmsgstr ""', 'msgid "张三"\nmsgstr "Чжан Сань"'))
    run(html, "build")
    assert built(html) != first
    (html / PO).write_text(text)
    assert "0 would be made" not in run(html, "build", "-n").err
    run(html, "build")
    assert built(html) == first


def test_a_file_that_was_changed_or_deleted_by_hand_is_put_back(run, html):
    run(html, "make")
    first = built(html)
    (html / "build/small/small.ru.html").write_text("mine")
    (html / "build/small/small.zh.docx").unlink()
    said = run(html, "why", "build/small/small.ru.html")
    assert "changed by hand" in said.out
    assert "isn't there" in run(html, "why", "build/small/small.zh.docx").out
    assert made(run(html, "make")) == ["small.ru.html", "small.zh.docx"]
    assert built(html) == first


def test_without_the_store_all_is_made_anew_and_the_same(run, html):
    run(html, "make")
    first = built(html)
    shutil.rmtree(html / "build" / ".store")
    (html / PO).touch()
    assert run(html, "make").code == 0
    assert built(html) == first


def test_why_names_what_changed(run, html):
    run(html, "make")
    assert "up to date" in run(html, "why", "build/small/small.ru.docx").out
    (html / PO).write_text(
        (html / PO).read_text().replace('msgid "张三"\nmsgstr ""', 'msgid "张三"\nmsgstr "Чжан Сань"')
    )
    said = run(html, "why", "build/small/small.ru.docx")
    assert "translations/small/ru.po changed" in said.out
    run(html, "make")
    toml = html / "sco_pub.toml"
    toml.write_text(toml.read_text() + "[page]\nsize = 11\n")
    assert "settings.page.size changed" in run(html, "why", "build/small/small.ru.docx").out
    assert "up to date" in run(html, "why", "build/small/small.ru.html").out
    said = run(html, "why", "elsewhere.pdf")
    assert (said.code, "made by no step" in said.err) == (2, True)


def test_the_graph_shows_every_step_as_text_and_as_a_picture(run, html):
    run(html, "make")
    said = run(html, "graph")
    for step in ("update ru", "edition zh", "docx ru", "html zh"):
        assert f"= {step}" in said.out
    (html / "source/small/master.md").write_text((html / "source/small/master.md").read_text() + "\n又一段。\n")
    said = run(html, "graph", "--svg", "graph.svg")
    assert "build/small/small.ru.docx" in (html / "graph.svg").read_text()
    assert "? docx ru" in run(html, "graph").out
    assert run(html, "graph", "--svg", "graph.svg").code == 0


@pytest.mark.parametrize("command", ["graph --svg mine.txt", "po export-tmx mine.txt"])
def test_a_file_that_is_not_ours_is_not_written_over(run, html, command):
    mine = html / "mine.txt"
    mine.write_text("a diary\n")
    run(html, "make")
    said = run(html, *command.split())
    assert (said.code, mine.read_text()) == (2, "a diary\n")
    assert "was not made by sco-pub" in said.err
    mine.unlink()
    assert [run(html, *command.split()).code for _ in range(2)] == [0, 0]


def test_a_dry_run_makes_nothing_and_says_what_would_be(run, html):
    run(html, "update")
    said = run(html, "build", "--dry-run")
    assert "4 would be made, 0 are up to date." in said.err
    assert not list((html / "build").glob("small/small*"))
    run(html, "build")
    assert "0 would be made, 4 are up to date." in run(html, "build", "-n").err


def test_warnings_are_said_when_they_are_new(run, html):
    (html / "source" / "empty").mkdir()
    (html / "source" / "dropped.txt").write_text(RAW)
    first = run(html, "make")
    assert "source/empty: warning RUN-010" in first.err
    assert "source/dropped.txt: warning RUN-011" in first.err
    (html / "source/small/master.md").write_text((html / "source/small/master.md").read_text() + "\n又一段。\n")
    assert "RUN-010" not in run(html, "make").err
    assert "RUN-010" in run(html, "make", "--all-warnings").err
    assert run(html, "make", "-q").err == ""


def test_what_an_engine_has_to_say_of_a_text_names_the_file(run, html):
    (html / "sco_pub.toml").write_text('languages = ["zh"]\nformats = ["pdf"]\n')
    master = html / "source/small/master.md"
    master.write_text(master.read_text().replace("信任", "信\U00016800任", 1))
    said = run(html, "build")
    assert "build/small/small.zh.pdf: error TYP-201" in said.err


def test_a_dropped_text_becomes_a_publication(run, html):
    (html / "source" / "dropped.txt").write_text(RAW)
    assert run(html, "new").code == 0
    assert (html / "source/dropped/raw.txt").read_text() == RAW
    assert not (html / "source" / "dropped.txt").exists()
    (html / "text.txt").write_text(RAW)
    assert run(html, "new", "other", "text.txt").code == 0
    assert (html / "source/other/raw.txt").read_text() == (html / "text.txt").read_text()
    assert run(html, "new", "other", "text.txt").code == 2
    assert run(html, "new", "third", "sco_pub.toml").code == 2
    assert not (html / "source" / "third").exists()


def test_a_house_is_founded_in_an_empty_folder_and_never_over_what_stands(run, tmp_path):
    (tmp_path / ".gitignore").write_text("mine")
    said = run(tmp_path, "init")
    assert said.code == 0
    assert (tmp_path / ".gitignore").read_text() == "mine"
    assert (tmp_path / ".github/workflows/editions.yml").is_file()
    (tmp_path / "source" / "text.txt").write_text(RAW)
    (tmp_path / "sco_pub.toml").write_text(
        (tmp_path / "sco_pub.toml").read_text().replace('["pdf", "epub", "docx", "html"]', '["html"]')
    )
    assert run(tmp_path, "new").code == 0
    assert run(tmp_path, "make").code == 0
    assert sorted(path.name for path in (tmp_path / "build/text").glob("*.html")) == [
        "cleaning.html", "text.en.html", "text.ru.html", "text.zh.html",
    ]  # fmt: skip
    assert run(tmp_path, "init").code == 0


def test_make_drives_the_build_by_the_rules_that_deps_prints(run, html):
    run(html, "update")
    (html / "deps.mk").write_text(run(html, "deps").out)
    (html / "Makefile").write_text(
        f"SCO_PUB := {sys.executable} -c 'from sco_pub.cli.main import main; main()'\ninclude deps.mk\n"
    )
    done = subprocess.run(
        ["make", "-j2", "ru"], cwd=html, capture_output=True, text=True, env=environment(), check=False
    )
    assert done.returncode == 0, done.stderr
    assert sorted(built(html)) == ["small.ru.docx", "small.ru.html"]
    again = subprocess.run(["make", "ru"], cwd=html, capture_output=True, text=True, env=environment(), check=False)
    assert "Nothing to be done" in again.stdout
    (html / PO).write_text((html / PO).read_text() + "\n")
    one = subprocess.run(
        ["make", "build/small/small.ru.html"], cwd=html, capture_output=True, text=True, env=environment(), check=False
    )
    assert "--format html" in one.stdout
    assert "--format docx" not in one.stdout


def test_deps_are_there_for_ninja_and_for_programs(run, html):
    run(html, "update")
    said = run(html, "deps", "--as", "ninja")
    assert "build build/small/small.ru.html: sco-pub source/small/master.md translations/small/ru.po" in said.out
    assert '"target": "build/small/small.zh.docx"' in run(html, "deps", "--as", "json").out


def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])}


def test_two_workers_two_builds_at_once_and_one_core_give_the_same_bytes(run, html, tmp_path_factory):
    shutil.copytree(html / "source/small", html / "source/small2")
    run(html, "make", "-j1")
    first = built(html)
    shutil.rmtree(html / "build")
    command = [*COMMAND, "make", "-q", "-j2"]
    both = [subprocess.Popen(command, cwd=html, env=environment()) for _ in range(2)]
    assert [each.wait(300) for each in both] == [0, 0]
    assert built(html) == first


def test_a_build_that_is_killed_leaves_nothing_half_written_and_is_finished_by_the_next(run, html):
    for number in range(4):
        shutil.copytree(html / "source/small", html / f"source/small{number}")
    run(html, "make")
    first = built(html)
    for delay in (0.4, 1.2):
        shutil.rmtree(html / "build", ignore_errors=True)
        child = subprocess.Popen([*COMMAND, "make", "-q", "-j2"], cwd=html, env=environment(), start_new_session=True)
        time.sleep(delay)
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        assert built(html).items() <= first.items()
    assert run(html, "make").code == 0
    assert built(html) == first


def _hears_ctrl_c() -> None:
    """A shell without job control lets what it starts in the background ignore Ctrl-C, and every child inherits that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_ends_the_workers_and_says_so(run, html):
    for number in range(6):
        shutil.copytree(html / "source/small", html / f"source/small{number}")
    run(html, "update")
    child = subprocess.Popen(
        [*COMMAND, "build", "-j2"],
        cwd=html,
        env=environment() | {"LC_ALL": "C"},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=_hears_ctrl_c,
    )
    assert child.stderr is not None
    child.stderr.readline()
    os.killpg(child.pid, signal.SIGINT)
    _, said = child.communicate(timeout=60)
    assert child.returncode == 130
    assert "Interrupted" in said
    assert "Traceback" not in said


def test_every_data_file_of_the_program_is_part_of_a_step_s_key():
    """So that no change to one leaves an old file standing."""
    claimed = Program().claimed() | {
        f"typeset/styles/{name}.css" for name in ("print", "lists", "epub", "references", "cover", "page")
    }
    data = {name for name, _ in sources() if not name.endswith((".py", ".md", ".pyc"))}
    assert data - claimed == {name for name in data if name.startswith("pipeline/house_files/")}


def test_a_master_that_stands_as_edited_is_accepted_and_settled(run, html):
    (html / "source/small/raw.txt").write_text(RAW)
    (html / "source/small/master.md").unlink()
    assert run(html, "clean").code == 0
    master, raw = html / "source/small/master.md", html / "source/small/raw.txt"
    master.write_text(master.read_text().replace("它需要时间", "它需要很多时间", 1))
    raw.write_text(RAW.replace("只举一个", "只举两个"))
    said = run(html, "make")
    assert said.code == 0
    assert "--accept" in said.err
    assert (html / "build/small/small.zh.html").is_file()
    assert run(html, "clean", "--accept").code == 0
    assert "很多时间" in master.read_text()
    assert "只举两个" not in master.read_text()
    said = run(html, "clean")
    assert (said.code, "edited by hand, kept" in said.err) == (0, True)


def test_a_merge_takes_over_what_does_not_collide_and_marks_what_does(run, html):
    raw, master = html / "source/small/raw.txt", html / "source/small/master.md"
    raw.write_text(RAW + "二　结论\n结论很简单，这里不再重复，读者自己可以想见。\n")
    master.unlink()
    run(html, "clean")
    master.write_text(master.read_text().replace("它需要时间", "它需要很多时间", 1))
    raw.write_text(raw.read_text().replace("结论很简单", "结论很复杂"))
    said = run(html, "clean", "--merge")
    assert (said.code, "nothing collided" in said.err) == (0, True)
    assert "很多时间" in master.read_text()
    assert "结论很复杂" in master.read_text()
    assert "edited by hand, kept" in run(html, "clean").err

    master.write_text(master.read_text().replace("结论很复杂", "结论其实很复杂"))
    raw.write_text(raw.read_text().replace("结论很复杂", "结论很明白"))
    said = run(html, "clean", "--merge")
    assert (said.code, "<<<<<<< as edited" in master.read_text()) == (1, True)
    said = run(html, "build")
    assert (said.code, "collide" in said.err) == (2, True)


def test_watch_builds_what_is_saved_and_ends_by_ctrl_c(run, html):
    run(html, "make")
    before = built(html)
    child = subprocess.Popen(
        [*COMMAND, "watch", "-j1", "--format", "html"],
        cwd=html,
        env=environment() | {"LC_ALL": "C"},
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_hears_ctrl_c,
    )
    assert child.stderr is not None
    bound = threading.Timer(120, child.kill)  # seconds; what it waits for takes two
    bound.start()
    while "Waiting" not in child.stderr.readline():
        assert child.poll() is None
    master = html / "source/small/master.md"
    master.write_text(master.read_text().replace("国家之间的信任不是自然产生的", "国家之间的信任从来不是自然产生的"))
    said = ""
    while "small.ru.html" not in said:
        said = child.stderr.readline()
        assert child.poll() is None
    bound.cancel()
    child.send_signal(signal.SIGINT)
    child.communicate(timeout=60)
    assert child.returncode == 0
    now = built(html)
    assert now["small.zh.html"] != before["small.zh.html"]
    assert now["small.zh.docx"] == before["small.zh.docx"]
