"""A symbol font's codes are what its maker published."""

from __future__ import annotations

import pytest

from sco_pub.lexicon import symbol_fonts


@pytest.mark.parametrize(
    ("font", "code", "sign"),
    [
        ("Symbol", 0x61, "α"),
        ("ABCDEF+SymbolMT", 0xCE, "∈"),
        ("Symbol,Bold", 0xB3, "≥"),
        ("Symbol", 0xE6, "⎛"),  # pieces of tall brackets have points of Unicode's own
        ("MTExtra", 0x4B, "…"),
        ("ABCDEF+MT-Extra", 0x6C, "ℓ"),
        ("MT Extra", 0x24, ""),  # an accent: what it stands on, only the page can say
        ("EuclidSymbol", 0x61, "α"),
        ("ABCDEF+EuclidMathOne", 0x54, "𝒯"),
        ("EuclidMathTwo", 0x52, "ℝ"),
        ("Wingdings-Regular", 0x6C, "●"),
        ("Wingdings", 0x61, ""),  # a sign of the zodiac: no mark of a list
        ("Segoe UI Symbol", 0x61, ""),
        ("SymbolNeu", 0x61, ""),
    ],
)
def test_a_code_is_one_sign(font, code, sign):
    assert symbol_fonts.sign(font, chr(0xF000 + code)) == sign


def test_a_sign_that_has_a_name_already_is_no_code():
    assert symbol_fonts.sign("Symbol", "a") == ""
