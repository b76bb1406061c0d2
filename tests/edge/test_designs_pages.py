"""Pages in both designs, read back from the finished file: what a ruler finds, what an archive asks, what a press is told."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import page as page_validation
import pikepdf
import pytest
from weasyprint.text.ffi import pango

from sco_pub.edge import config, libraries_talk, weasyprint
from sco_pub.edge.pdf import inspect_made
from sco_pub.model.config import House
from sco_pub.model.design import Ink, Press
from sco_pub.model.errors import InputError
from tests.typeset.editions import ROOT, small


@lru_cache
def house(design: str, language: str) -> House:
    """The house of this repository with another design; its press wants marks, a bleed of 3 mm and black."""
    root = Path(ROOT)
    tables, folder = config.designs.settings(root, design)
    read = config._house(tables, design)
    look = config.designs.look(root, folder, read.style)
    return replace(read, look=look, press=Press(marks=True, bleed=3.0, ink=Ink.BLACK)).in_language(language)


@lru_cache
def made(design: str, language: str) -> bytes:
    outcome = weasyprint.make(small(language), house(design, language))
    assert outcome.findings == ()
    assert outcome.value is not None
    return outcome.value


@pytest.mark.parametrize("language", ["zh", "ru"])
@pytest.mark.parametrize("design", ["journal", "briefing"])
def test_pages_keep_the_ruler_s_rules_also_with_marks_round_them(design: str, language: str) -> None:
    assert inspect_made.inspect(made(design, language), house(design, language)) == ()


@pytest.mark.parametrize("design", ["journal", "briefing"])
@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_2A"])
def test_archive_and_screen_reader_take_both_designs(design: str, profile: str, tmp_path: Path) -> None:
    file = tmp_path / "small.pdf"
    file.write_bytes(made(design, "zh"))
    result = page_validation.validate_pdf(str(file), profile=getattr(page_validation.ValidationProfile, profile))
    assert result.is_compliant, str(result)


def test_a_sheet_of_the_house_that_the_engine_doesn_t_survive_is_named(tmp_path: Path) -> None:
    (tmp_path / "sco_pub.toml").write_text('[style]\ncss = "house.css"\n', "utf-8")
    (tmp_path / "house.css").write_text("* { transform: scale(0) }", "utf-8")
    with pytest.raises(InputError, match=r"can't set a page with .*house\.css") as caught:
        weasyprint.make(small("zh"), config.read(tmp_path).in_language("zh"))
    assert "positions" in caught.value.hint


def test_what_pango_says_of_a_sheet_is_no_talk_on_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sco_pub.toml").write_text('[style]\ncss = "house.css"\n', "utf-8")
    (tmp_path / "house.css").write_text("p { font-size: 1e9px }", "utf-8")
    with pytest.raises(InputError, match=r"can't set a page with house\.css"):
        weasyprint.make(small("zh"), config.read(tmp_path).in_language("zh"))
    assert capfd.readouterr().err == ""


def test_what_pango_says_of_a_page_that_is_made_is_a_remark_like_weasyprint_s_own() -> None:
    heard: list[str] = []
    with libraries_talk.heard_by(heard.append):
        pango.pango_font_description_set_absolute_size(pango.pango_font_description_new(), -1)
    assert heard == ["Pango: pango_font_description_set_absolute_size: assertion 'size >= 0' failed"]


def test_a_press_is_told_where_to_cut_and_how_far_the_bleed_goes() -> None:
    with pikepdf.open(io.BytesIO(made("journal", "zh"))) as pdf:
        page = pdf.pages[0]
        trim, bleed, sheet = ([float(x) for x in box] for box in (page.TrimBox, page.BleedBox, page.MediaBox))
    assert trim == pytest.approx([0, 0, 170 * 72 / 25.4, 240 * 72 / 25.4], abs=0.01)
    assert [b - t for b, t in zip(bleed, trim, strict=True)] == pytest.approx([-8.504, -8.504, 8.504, 8.504], abs=0.01)
    assert sheet[0] < bleed[0] and sheet[3] > bleed[3], "the marks stand outside the bleed"


@pytest.mark.parametrize("design", ["journal", "briefing"])
def test_black_is_printed_with_black_alone(design: str) -> None:
    with pikepdf.open(io.BytesIO(made(design, "ru"))) as pdf:
        streams = [page.Contents.read_bytes() for page in pdf.pages]
        streams += [form.read_bytes() for page in pdf.pages for form in page.Resources.get("/XObject", {}).values()]
    text = b"\n".join(streams)
    assert re.search(rb"^0 g$", text, re.MULTILINE)
    assert not re.search(rb" (?:rg|RG)$", text, re.MULTILINE)


def test_the_end_mark_is_for_the_eye_alone() -> None:
    with pikepdf.open(io.BytesIO(made("journal", "zh"))) as pdf:
        text = b"".join(page.Contents.read_bytes() for page in pdf.pages)
    assert text.count(b"/Artifact") >= 2
    assert "■" in "".join(sign.text for page in inspect_made.signs(made("journal", "zh")) for sign in page)
