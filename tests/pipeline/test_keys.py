"""A step's key has everything that its output depends on: a house without what a format doesn't use gives the same bytes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sco_pub.edge.program import Program
from sco_pub.model.choices import Format
from sco_pub.model.config import Clean, Epub, Fonts, House, Limits, NoteMark, NoteStyle, Page
from sco_pub.pipeline.build import seen_by
from sco_pub.pipeline.steps.as_json import from_json, to_json
from sco_pub.pipeline.steps.given import MEANS
from sco_pub.pipeline.workers import perform
from tests.typeset.editions import small

HOUSE = House(
    languages=("zh", "ru", "en", "kk"), formats=(Format.HTML, Format.PDF), report_language="ru", least=7, page=Page(150.0, 210.0, 11.0, 1.5),
    clean=Clean(), limits=replace(Limits(), notes=77), epub=Epub(cover=False),
    fonts={"zh": Fonts("Noto Serif CJK SC", "Noto Sans CJK SC"), "ru": Fonts("PT Serif", "PT Sans"), "kk": Fonts("DejaVu Serif", "DejaVu Sans")},
    leading={"zh": 1.6, "ru": 1.3, "kk": 2.0}, notes={"ru": NoteStyle(NoteMark.CIRCLED), "kk": NoteStyle()},
)  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "ru"])
@pytest.mark.parametrize("wanted", list(Format))
def test_what_a_format_does_not_see_of_the_house_changes_no_byte(wanted: Format, language: str) -> None:
    edition = from_json(to_json(small(language)))
    whole, seen = HOUSE.in_language(language), seen_by(HOUSE, language, wanted)
    make = f"{MEANS[wanted].module}:make"
    assert perform(make, (edition, seen, {}, 0)).value == perform(make, (edition, whole, {}, 0)).value


@pytest.mark.parametrize("wanted", list(Format))
def test_the_code_of_a_format_is_its_own_and_no_other_format_s(wanted: Format) -> None:
    used = Program().parts_of(("sco_pub.pipeline.steps.artifact", MEANS[wanted].module))
    others = {
        Format.PDF: "edge/books/docx_book.py", Format.EPUB: "typeset/docx.py", Format.DOCX: "edge/weasyprint.py",
        Format.HTML: "edge/weasyprint.py",
    }  # fmt: skip
    assert others[wanted] not in used
    assert {"model/edition.py", "edge/pandoc/door.py", "edge/pandoc/batch.lua", "locale/ru.po"} <= used.keys()


def test_an_edition_comes_back_from_bytes_as_it_was() -> None:
    edition = small("ru")
    again = from_json(to_json(edition))
    assert to_json(again) == to_json(edition)
    assert again.labels.gettext("Abstract") == edition.labels.gettext("Abstract")
