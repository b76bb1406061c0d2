"""Take the text that WeasyPrint shows, give it such that a gap between hanzi and letters is never read as a space.

Strategy.  A quarter of an em is wide enough for most readers to put a space there when text is copied: “成立 20 周年”.  The
two signs beside such a gap are shown as one marked passage whose ``ActualText`` (ISO 32000-1, 14.9.4) is the two signs and
nothing else.  Passages are as short as that, so that a reader still selects character by character elsewhere.
"""

from __future__ import annotations

import re
from typing import Any

import pydyf
from weasyprint.pdf import stream

from sco_pub.edge.weasyprint_patches.patching import original

_DIGEST = "3e008af86f62"
_SEAM = re.compile(r"([0-9a-f]{4})((?:>-[1-9]\d{2,}<[0-9a-f]{4})+)")
_GLYPH = re.compile(r"<([0-9a-f]{4})")
_WIDE_FROM = "\u2e80"


def apply() -> None:
    """Patch Stream.show_text."""
    show = original(stream.Stream, "show_text", _DIGEST)

    def show_text(self: Any, text: str) -> None:
        names = _names(self) if self._tags is not None and ">-" in text else {}
        position = 0
        for seam in _SEAM.finditer(text) if names else ():
            signs = _signs(seam, names)
            if signs:
                _show(show, self, ("<" if position else "") + text[position : seam.start()] + ">")
                properties = pydyf.Dictionary({"ActualText": pydyf.String(signs)})
                pydyf.Stream.begin_marked_content(self, "Span", properties)
                show(self, f"<{seam[0]}>")
                pydyf.Stream.end_marked_content(self)
                position = seam.end()
        _show(show, self, ("<" if position else "") + text[position:])

    stream.Stream.show_text = show_text


def _show(show: Any, page_stream: Any, text: str) -> None:
    """Show a part of a text, unless nothing is left of it."""
    text = text.replace("<>", "")
    if text:
        show(page_stream, text)


def _signs(seam: re.Match[str], names: dict[int, str]) -> str:
    """What the glyphs beside a wide gap mean, when hanzi meet letters there; nothing otherwise."""
    glyphs = [seam[1], *_GLYPH.findall(seam[2])]
    signs = [names.get(int(glyph, 16), "") for glyph in glyphs]
    if not all(signs) or any(sign.isspace() for sign in signs):
        return ""
    return "".join(signs) if len({sign[0] < _WIDE_FROM for sign in signs}) == 2 else ""


def _names(page_stream: Any) -> dict[int, str]:
    """What the glyphs of the current font mean."""
    current = page_stream._current_font
    for font in page_stream._fonts.values():
        if current and font.hash == current[0]:
            names: dict[int, str] = font.to_unicode
            return names
    return {}
