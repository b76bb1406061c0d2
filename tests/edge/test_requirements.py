"""What a machine lacks for the PDF, each found by the thing itself being away; what the engine says is passed on."""

import logging
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

from sco_pub.edge import fonts, weasyprint
from sco_pub.model.config import Fonts, House
from sco_pub.model.errors import InputError, ToolError
from sco_pub.pipeline import isolation


def found(house: House | None = None) -> set[str]:
    return {finding.code for finding in fonts.requirements(house or House())}


def test_a_family_that_is_not_installed_is_named() -> None:
    nowhere = House(fonts={"default": Fonts("No Such Family At All", "No Such Family At All")})
    assert "TYP-213" in found(nowhere)


def test_a_face_for_quotations_may_be_missing_but_not_all_of_them() -> None:
    def quoted(*families: str) -> House:
        return House(fonts={"default": Fonts("PT Serif", "PT Sans", families)})

    assert "TYP-215" in found(quoted("No Such Kai", "No Other Kai"))
    assert "TYP-215" not in found(quoted("No Such Kai", "PT Serif"))
    assert "TYP-215" not in found(quoted())


def test_a_font_that_may_not_be_embedded_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    builder = FontBuilder(1000)
    builder.setupGlyphOrder([".notdef"])
    builder.setupCharacterMap({})
    builder.setupGlyf({".notdef": Glyph()})
    builder.setupHorizontalMetrics({".notdef": (500, 0)})
    builder.setupHorizontalHeader()
    builder.setupOS2(fsType=2)
    builder.setupPost()
    builder.font.save(tmp_path / "restricted.ttf")
    monkeypatch.setattr(fonts, "font_files", lambda family: (tmp_path / "restricted.ttf",))
    assert "TYP-214" in found()


@pytest.mark.parametrize("family", ["PT Serif", "Noto Sans CJK SC"])
def test_what_fontconfig_says_that_a_family_covers_is_what_its_font_says(family: str) -> None:
    with TTFont(fonts.font_files(family)[0], fontNumber=0, lazy=True) as font:
        assert set(font.getBestCmap()) - fonts.covered(family) <= {0x0, 0xD}  # no signs that could be seen
        assert fonts.covered(family) <= set(font.getBestCmap())


def test_a_subsetter_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from weasyprint.text import ffi

    monkeypatch.setattr(ffi, "harfbuzz_subset", None)
    assert "TYP-212" in found()


def test_a_pango_that_can_not_be_loaded_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    class Away:
        def __getattr__(self, name: str) -> object:
            raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setitem(sys.modules, "weasyprint.text", Away())
    assert "TYP-211" in found()


def test_what_the_engine_says_becomes_a_finding() -> None:
    with weasyprint._listening() as heard:
        logging.getLogger("weasyprint").warning("Ignored `frobnicate: 1` at 1:1, unknown property.")
    assert [finding.code for finding in heard] == ["TYP-205"]
    assert heard[0].message == "WeasyPrint says: Ignored `frobnicate: 1` at 1:1, unknown property."


@pytest.mark.parametrize(
    ("raised", "code"),
    [
        (InputError("It is empty."), "RUN-001"),
        (MemoryError(), "RUN-001"),
        (ToolError("git isn't installed."), "RUN-002"),
        (KeyError("x"), "RUN-003"),
    ],
)
def test_whatever_stops_a_piece_of_work_is_a_finding(raised: Exception, code: str) -> None:
    def work() -> SimpleNamespace:
        raise raised

    done = isolation.attempt("a.txt", work)
    assert isinstance(done, isolation.Failure)
    assert done.finding.code == code
