"""Outside validators: what they say of a good file, of a bad one, and what is said when they aren't there."""

from __future__ import annotations

from pathlib import Path

import pytest

from sco_pub.check.verify_report import Check, Verdict
from sco_pub.edge import package
from sco_pub.edge.books import docx_book, epub_book, html_page
from sco_pub.edge.validators import (
    ace,
    browser,
    epubcheck,
    nu,
    open_xml_sdk,
    openxml_audit,
    page_validation,
    running,
    verapdf,
)
from sco_pub.edge.validators.by_format import VALIDATORS, checks
from sco_pub.model.choices import Format
from sco_pub.model.config import Epub, House
from sco_pub.model.wording import told
from tests.typeset.editions import small

EPOCH = 1_600_000_000
MODULES = (ace, browser, epubcheck, nu, open_xml_sdk, openxml_audit, verapdf)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A good and a bad file of each format."""
    folder = tmp_path_factory.mktemp("made")
    epub = epub_book.make(small(), House(epub=Epub(cover=False)), {}, EPOCH).value
    docx = docx_book.make(small(), House(), {}, EPOCH).value
    assert epub is not None and docx is not None
    page = html_page.make(small(), House(), {}, EPOCH).value or b""
    parts = package.unpack(docx)
    spoilt = parts | {"word/document.xml": parts["word/document.xml"].replace(b"<w:p>", b"<w:nonsense/><w:p>", 1)}
    files = {"good.epub": epub, "good.docx": docx, "bad.docx": package.pack(spoilt), "bad.pdf": b"%PDF-1.7\nnothing"}
    files |= {"good.html": page, "bad.html": page.replace(b"<article>", b'<article><img src="">')}
    parts = package.unpack(epub)
    files["bad.epub"] = package.pack(parts | {"EPUB/nav.xhtml": parts["EPUB/nav.xhtml"].replace(b"<ol", b"<ul", 1)})
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return {name: folder / name for name in files}


def judged(check: Check) -> Verdict:
    """The verdict, unless the validator isn't on this machine."""
    if check.verdict is Verdict.NOT_RUN:
        pytest.skip(f"{check.tool}: {check.reason}")
    return check.verdict


@pytest.mark.parametrize(
    ("module", "suffix"),
    [
        (epubcheck, "epub"),
        (ace, "epub"),
        (openxml_audit, "docx"),
        (open_xml_sdk, "docx"),
        (nu, "html"),
        (browser, "html"),
    ],
)
def test_a_good_file_passes(module, suffix, made):
    assert judged(module.check(made[f"good.{suffix}"], "good")) is Verdict.PASSED


@pytest.mark.parametrize(
    ("module", "suffix", "code"),
    [
        (epubcheck, "epub", "VER-101"),
        (openxml_audit, "docx", "VER-103"),
        (open_xml_sdk, "docx", "VER-104"),
        (page_validation, "pdf", "VER-105"),
        (verapdf, "pdf", "VER-106"),
        (nu, "html", "VER-107"),
        (browser, "html", "VER-108"),
    ],
)
def test_a_bad_file_fails_with_the_validators_code_and_place(module, suffix, code, made):
    check = module.check(made[f"bad.{suffix}"], f"bad.{suffix}")
    assert judged(check) is Verdict.FAILED
    assert {finding.code for finding in check.findings} == {code}
    assert all(str(finding.place).startswith(f"bad.{suffix}") for finding in check.findings)


@pytest.mark.parametrize("module", MODULES)
def test_a_missing_validator_is_a_result_with_a_hint(module, monkeypatch, tmp_path):
    monkeypatch.setattr(module, "find", lambda *_: None)
    check = module.check(tmp_path / "any", "any")
    assert check.verdict is Verdict.NOT_RUN
    assert told(check.reason).endswith("installed.")
    assert check.hint


def test_a_missing_python_package_is_a_result_with_a_hint(monkeypatch, tmp_path):
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(page_validation, "import_module", missing)
    assert page_validation.check(tmp_path / "any", "any").verdict is Verdict.NOT_RUN


def test_every_packaged_format_has_validators(made):
    assert set(VALIDATORS) == set(Format)
    assert [check.file for check in checks(made["good.html"], "page", Format.HTML)] == ["page"] * 2


def test_a_books_chapters_are_checked_as_html(made):
    check = nu.check_book(made["good.epub"], "good.epub")
    assert judged(check) is Verdict.PASSED, check
    spoilt = package.unpack(made["good.epub"].read_bytes())
    name = "EPUB/text/ch001.xhtml"
    made["bad.epub"].with_name("spoilt.epub").write_bytes(
        package.pack(spoilt | {name: spoilt[name].replace(b"</body>", b'<p contenteditable="perhaps">x</p></body>')})
    )
    (finding,) = nu.check_book(made["bad.epub"].with_name("spoilt.epub"), "spoilt.epub").findings
    assert str(finding.place).startswith(f"spoilt.epub/{name}:")


def test_what_language_a_page_s_words_seem_to_be_of_is_no_finding(tmp_path):
    page = tmp_path / "page.html"
    words = "The landing keepers wrote down every boat that crossed the river and what it paid in silver. " * 40
    page.write_text(
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>表</title></head><body><p>{words}</p></body></html>'
    )
    check = nu.check(page, "page.html")
    assert judged(check) is Verdict.PASSED and check.findings == ()


def test_ace_is_asked_again_when_it_ends_without_a_word(tmp_path, monkeypatch):
    program = tmp_path / "ace-puppeteer"
    program.write_text(
        "#!/bin/sh\n"
        f'test -e "{tmp_path}/once" || {{ touch "{tmp_path}/once"; exit 1; }}\n'
        'echo \'{"assertions": []}\' > "$6/report.json"\n'
    )
    program.chmod(0o755)
    monkeypatch.setattr(ace, "parts", lambda: (program, "", "/usr/bin/true"))
    assert judged(ace.check(tmp_path / "any.epub", "any.epub")) is Verdict.PASSED


def test_notes_that_overlap_and_lines_that_leave_the_screen_are_seen(made, tmp_path):
    page = made["good.html"].read_text()
    rule = ".note { position: absolute; top: 0; left: 0; width: 9rem } h1 { width: 3000px }"
    spoilt = tmp_path / "spoilt.html"
    spoilt.write_text(page.replace("</style>", f"{rule}</style>"))
    check = browser.check(spoilt, "spoilt.html")
    assert judged(check) is Verdict.FAILED
    said = " ".join(finding.message for finding in check.findings if finding.code == "VER-109")
    for words in ("Two notes overlap.", "A note overlaps the text.", "wider than the screen", "reaches over the edge"):
        assert words in said


def test_a_program_that_hangs_is_stopped(monkeypatch):
    monkeypatch.setattr(running, "_TIMEOUT", 0.2)
    assert told(running.run(["sleep", "5"]).failed).startswith("It took more than")


def test_a_program_that_is_not_there_is_a_sentence():
    assert told(running.run(["/nonexistent/program"]).failed) == "It could not be started: No such file or directory."
