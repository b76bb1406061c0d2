"""The torture document as an edition, with the picture it names; for the tests of every format."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

from PIL import Image

from sco_pub.model.edition import Edition
from tests.typeset.editions import edition

TEXT = Path(__file__).with_name("torture.md").read_text("utf-8")
NOTES = 31


@lru_cache(maxsize=1)
def torture() -> Edition:
    return edition(TEXT)


def pictures() -> dict[str, bytes]:
    """figure.png, a grey square."""
    store = io.BytesIO()
    Image.new("RGB", (60, 40), (128, 128, 128)).save(store, "PNG")
    return {"figure.png": store.getvalue()}
