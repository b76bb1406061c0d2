"""The science paper as editions, with the pictures it names; for the tests of every format."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw

from sco_pub.edge import figures
from sco_pub.model.edition import Edition
from tests.typeset.editions import edition

FOLDER = Path(__file__).parent
TEXTS = {language: (FOLDER / f"science.{language}.md").read_text("utf-8") for language in ("zh", "en")}
RESPONSE = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 120" width="240" height="120">
<path d="M20 10V100H230" fill="none" stroke="#000"/>
<path d="M20 90C60 88 80 80 95 20S130 88 230 96" fill="none" stroke="#7a2318" stroke-width="1.5"/>
<circle cx="95" cy="20" r="2.5" fill="#7a2318"/>
</svg>
"""


@lru_cache(maxsize=2)
def science(language: str = "zh") -> Edition:
    return edition(TEXTS[language], language)


def pictures() -> dict[str, bytes]:
    """A drawing of the set-up as PNG, the response as SVG."""
    store, sheet = io.BytesIO(), Image.new("L", (480, 200), 255)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((20, 40, 60, 160), fill=90)
    pen.rectangle((60, 90, 440, 110), outline=0, width=3)
    pen.ellipse((410, 60, 440, 90), outline=0, width=3)
    sheet.save(store, "PNG")
    return figures.ready({"figures/setup.png": store.getvalue(), "figures/response.svg": RESPONSE}).value
