"""Stories of `sco-pub clean`: the real article, single files, masters edited by hand, and what isn't a text at all."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from sco_pub.clean.ledger import ledger
from tests.corpus.pdf_writer import write_pdf
from tests.corpus.rawtext import named

ARTICLE = Path(__file__).parents[2] / "source" / "sun-2021-sco"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    (tmp_path / "sco_pub.toml").write_text("")
    folder = tmp_path / "source" / "article"
    folder.mkdir(parents=True)
    for name in ("raw.txt", "corrections.toml"):
        shutil.copy(ARTICLE / name, folder / name)
    return tmp_path


def test_the_article_is_cleaned_as_committed_and_reported(run, article):
    said = run(article, "clean")
    assert said.code == 0
    assert (article / "source/article/master.md").read_bytes() == (ARTICLE / "master.md").read_bytes()
    page = (article / "build/article/cleaning.html").read_text()
    assert "CLN-020" in page
    assert not re.findall(r"""(?:src|href)=["'](?!#)""", page)
    assert json.loads((article / "build/article/cleaning.json").read_text())["findings"]


@pytest.mark.parametrize("kind", ["txt", "pdf"])
def test_the_ledger_makes_the_clean_text_from_the_text_as_read(run, article, kind):
    if kind == "pdf":
        made = named("founder", 2)
        (article / "source/article/raw.txt").unlink()
        (article / "source/article/corrections.toml").unlink()
        (article / "source/article/raw.pdf").write_bytes(write_pdf(made.article, made.style))
    run(article, "clean")
    build = article / "build/article"
    read = (build / "read.txt").read_text()
    assert kind == "pdf" or read == (article / "source/article/raw.txt").read_text()
    report = json.loads((build / "cleaning.json").read_text())
    assert ledger.replay(read, report["ledger"]) + "\n" == (build / "clean.txt").read_text()


def test_cleaning_again_changes_nothing(run, article):
    run(article, "clean")
    before = {path: path.stat().st_mtime_ns for path in article.rglob("*") if path.is_file()}
    assert "unchanged" in run(article, "clean").err
    assert {path: path.stat().st_mtime_ns for path in article.rglob("*") if path.is_file()} == before


def test_strict_lets_a_lost_note_fail(run, article):
    assert run(article, "clean", "--strict").code == 1


def test_a_master_edited_by_hand_is_kept_while_its_sources_stand(run, article):
    run(article, "clean")
    master = article / "source/article/master.md"
    master.write_text(master.read_text().replace("新兴国家的群体性崛起", "新兴国家的集体崛起"))
    edited = master.read_bytes()
    said = run(article, "clean")
    assert (said.code, "edited by hand, kept" in said.err) == (0, True)
    assert master.read_bytes() == edited


def test_a_master_edited_by_hand_is_never_overwritten_and_the_difference_is_shown(run, article):
    run(article, "clean")
    master = article / "source/article/master.md"
    master.write_text(master.read_text().replace("新兴国家的群体性崛起", "新兴国家的集体崛起"))
    edited = master.read_bytes()
    raw = article / "source/article/raw.txt"
    raw.write_text(raw.read_text().replace("李丹琳", "李丹林"))
    said = run(article, "clean")
    assert said.code == 1
    assert master.read_bytes() == edited
    assert "-editor: 李丹琳" in said.out
    assert "+editor: 李丹林" in said.out
    assert "was edited by hand" in said.err


def test_a_file_needs_no_house(run, tmp_path):
    shutil.copy(ARTICLE / "raw.txt", tmp_path / "text.txt")
    said = run(tmp_path, "clean", "text.txt")
    assert said.code == 0
    assert said.out.startswith("---\n# sco-pub clean")
    assert run(tmp_path, "clean", "text.txt", "-o", "text.md").code == 0
    assert (tmp_path / "text.md").read_text() == said.out


def test_doubts_of_one_kind_are_counted_on_the_terminal_and_all_in_the_report(run, tmp_path):
    lines = [
        "河道志的编纂",
        "林中河",
        "河道志记载各处水道的变迁，本文讨论其体例。[1]",
        "河道志的体例由此确定下来。",
        "参考文献",
    ]
    seals = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥东西南北上下左右"
    pairs = zip(seals, reversed(seals), strict=True)
    lines += [
        f"[{n}] 林{a}河. {b}{a}水道与{a}渠{b}堤考[M]. 北京: 水利出版社, {1980 + n}."
        for n, (a, b) in enumerate(pairs, 1)
    ]
    (tmp_path / "long.txt").write_text("\n".join(lines) + "\n")
    said = run(tmp_path, "clean", "long.txt", "-o", "long.md")
    assert said.err.count("Nothing in the text cites it") == 3
    assert "and 26 more like it (CLN-033); the report shows them" in said.err
    told = json.loads(run(tmp_path, "clean", "long.txt", "-o", "long.md", "--json").out)["cleaned"][0]["findings"]
    assert sum("Nothing in the text cites it" in finding["message"] for finding in told) == 29


def test_a_gb18030_text_is_read_and_said_to_be_so(run, tmp_path):
    text = (ARTICLE / "raw.txt").read_text()
    (tmp_path / "gb.txt").write_bytes(text.encode("gb18030"))
    said = run(tmp_path, "clean", "gb.txt")
    assert said.code == 0
    assert "GB" in said.err
    body = said.out.split("\n", 2)[2]
    (tmp_path / "utf.txt").write_text(text)
    assert run(tmp_path, "clean", "utf.txt").out.split("\n", 2)[2] == body


BAD = {
    "empty": (b"", "is empty"),
    "white": (b" \n\n\t", "is empty"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(64), "is a picture, not a text"),
    "a program": (b"\x7fELF" + bytes(64), "is a program, not a text"),
    "noise": (bytes(range(1, 256)) * 8, "is neither UTF-8"),
    "a damaged PDF": (b"%PDF-1.4\n%%EOF", "is damaged"),
}


@pytest.mark.parametrize(("data", "sentence"), BAD.values(), ids=BAD)
def test_what_is_no_text_gets_one_sentence(run, tmp_path, data, sentence):
    (tmp_path / "bad.txt").write_bytes(data)
    said = run(tmp_path, "clean", "bad.txt", "-o", "bad.md")
    assert said.code == 2
    assert sentence in said.err
    assert said.err.count("\n") == 1
    assert not (tmp_path / "bad.md").exists()


def test_a_file_that_is_not_there(run, tmp_path):
    said = run(tmp_path, "clean", "absent.pdf")
    assert (said.code, "There is no" in said.err) == (2, True)


def test_an_english_text_is_refused_with_the_partial_result_beside_it(run, tmp_path):
    (tmp_path / "english.txt").write_text("This is not a Chinese article at all. " * 80)
    said = run(tmp_path, "clean", "english.txt", "-o", "english.md")
    assert said.code == 1
    assert not (tmp_path / "english.md").exists()
    assert (tmp_path / "english.partial.md").is_file()


def test_broken_corrections_are_named_with_their_lines(run, article):
    (article / "source/article/corrections.toml").write_text('schema = 1\n[[note]]\nlable = "8-2"\n')
    said = run(article, "clean")
    assert said.code == 2
    assert "lable" in said.err
    assert not (article / "source/article/master.md").exists()


def test_a_file_has_its_report_beside_its_master(run, tmp_path):
    shutil.copy(ARTICLE / "raw.txt", tmp_path / "text.txt")
    said = run(tmp_path, "clean", "text.txt", "-o", "master.md")
    assert "master.cleaning.html" in said.err
    assert "What to look at" in (tmp_path / "master.cleaning.html").read_text()
    assert json.loads((tmp_path / "master.cleaning.json").read_text())["questions"]


def test_a_file_takes_the_corrections_that_it_is_given(run, tmp_path):
    shutil.copy(ARTICLE / "raw.txt", tmp_path / "text.txt")
    shutil.copy(ARTICLE / "corrections.toml", tmp_path / "answers.toml")
    assert run(tmp_path, "clean", "text.txt", "-o", "text.md", "--corrections", "answers.toml").code == 0
    body = (tmp_path / "text.md").read_text().split("\n", 2)[2]
    assert body == (ARTICLE / "master.md").read_text().split("\n", 2)[2]


def test_a_folder_is_cleaned_file_by_file_whatever_one_of_them_is(run, tmp_path):
    (tmp_path / "in").mkdir()
    for n in range(5):
        shutil.copy(ARTICLE / "raw.txt", tmp_path / "in" / f"{n}.txt")
    (tmp_path / "in" / "bad.pdf").write_bytes(b"%PDF-1.4\n%%EOF")
    (tmp_path / "in" / "english.txt").write_text("This is not a Chinese article at all. " * 80)
    said = run(tmp_path, "clean", "in", "-o", "out")
    assert said.code == 1
    assert sorted(p.name for p in (tmp_path / "out").glob("*.md")) == [
        *(f"{n}.md" for n in range(5)),
        "english.partial.md",
    ]
    assert len(list((tmp_path / "out").glob("*.cleaning.html"))) == 6
    assert "7 files: 5 written, 1 unreadable, 1 refused" in said.err
    assert "CLN-064" in said.err
    assert "is damaged" in said.err


def test_a_file_of_a_folder_that_is_no_text_is_named_and_no_failure(run, tmp_path):
    (tmp_path / "in").mkdir()
    shutil.copy(ARTICLE / "raw.txt", tmp_path / "in" / "a.txt")
    (tmp_path / "in" / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    said = run(tmp_path, "clean", "in", "-o", "out", "--json")
    assert said.code == 0
    last = json.loads(said.out)["cleaned"][-1]
    assert (last["name"], [finding["code"] for finding in last["findings"]]) == ("in/photo.jpg", ["CLN-065"])


def test_a_folder_cleaned_again_changes_nothing(run, tmp_path):
    (tmp_path / "in").mkdir()
    shutil.copy(ARTICLE / "raw.txt", tmp_path / "in" / "a.txt")
    assert run(tmp_path, "clean", "in", "-o", "out").code == 0
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()}
    assert "1 unchanged" in run(tmp_path, "clean", "in", "-o", "out").err
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()} == before


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("in",), "There is no publication"),
        (("in", "-o", "out"), "would both be written to"),
        (("empty", "-o", "out"), "There is nothing to clean in empty"),
        (("in", "-o", "out", "--corrections", "c.toml"), "--corrections go with one FILE"),
        (("in/a.txt", "in/a.pdf"), "One FILE at a time"),
    ],
)
def test_what_a_batch_cannot_be_is_one_sentence(run, tmp_path, arguments, sentence):
    (tmp_path / "sco_pub.toml").write_text("")
    (tmp_path / "empty").mkdir()
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "a.pdf"):
        shutil.copy(ARTICLE / "raw.txt", tmp_path / "in" / name)
    said = run(tmp_path, "clean", *arguments)
    assert said.code == 2
    assert sentence in said.err
    assert said.err.count("\n") <= 2


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("text.txt", "text.txt is the raw text itself."),
        ("pipe.md", "pipe.md is no file that a master could be written to."),
    ],
)
def test_a_master_goes_neither_over_its_raw_text_nor_to_what_is_no_file(run, tmp_path, target, said):
    shutil.copy(ARTICLE / "raw.txt", tmp_path / "text.txt")
    os.mkfifo(tmp_path / "pipe.md")
    raw = (tmp_path / "text.txt").read_bytes()
    spoken = run(tmp_path, "clean", "text.txt", "-o", target)
    assert (spoken.code, said in spoken.err) == (2, True)
    assert (tmp_path / "text.txt").read_bytes() == raw


def test_the_pages_of_a_pdf_are_drawn_instead_of_cleaned(run, tmp_path):
    made = named("founder", 2)
    (tmp_path / "a.pdf").write_bytes(write_pdf(made.article, made.style))
    said = run(tmp_path, "clean", "a.pdf", "--draw", "pages", "--json")
    assert said.code == 0
    assert json.loads(said.out)["drawn"][0] == str(Path("pages", "page-001.png"))
    assert (tmp_path / "pages/page-001.png").is_file()
    assert not list(tmp_path.glob("*.md"))


def test_drawing_goes_with_one_file_and_no_master(run, tmp_path):
    (tmp_path / "a.txt").write_text("一二三")
    assert run(tmp_path, "clean", "a.txt", "--draw", "pages", "-o", "a.md").code == 2
    assert run(tmp_path, "clean", "a.txt", "--draw", "pages").code == 2


def test_a_line_is_explained_and_nothing_is_written(run, tmp_path):
    (tmp_path / "a.txt").write_text((ARTICLE / "raw.txt").read_text())
    said = run(tmp_path, "clean", "a.txt", "--explain", "1", "--json")
    assert said.code == 0
    steps = [one["step"] for one in json.loads(said.out)["explained"]]
    assert steps[0] == "line"
    assert {"features", "pages", "became"} <= set(steps)
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert run(tmp_path, "clean", "a.txt", "--explain", "0").code == 2


def test_a_master_is_shown_as_it_would_be_without_a_rule(run, tmp_path):
    (tmp_path / "a.txt").write_text((ARTICLE / "raw.txt").read_text())
    said = run(tmp_path, "clean", "a.txt", "--without", "headings", "--without", "notes")
    assert said.code == 0
    body = said.out.split("\n---\n", 1)[1]
    assert "\n# " not in body
    assert "[^" not in body
    unknown = run(tmp_path, "clean", "a.txt", "--without", "heading")
    assert unknown.code == 2
    assert "There are: notes, front, headings" in unknown.err
