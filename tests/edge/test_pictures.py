"""A picture's size is read from its header, and one that would take all memory is refused before anything unpacks it."""

from __future__ import annotations

import io
import struct

import pytest
from PIL import Image

from sco_pub.edge import pictures
from sco_pub.model.errors import InputError


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF"])
def test_the_size_is_that_of_the_picture(kind):
    stream = io.BytesIO()
    Image.new("L", (123, 45)).save(stream, kind)
    assert pictures.size(stream.getvalue()) == (123, 45)
    pictures.refuse_bomb(stream.getvalue(), "a.png")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xe0\xff\xff",
        b"<svg>",
        b"\xff\xd8\xff" + b"\xff" * 50,
    ],
)
def test_what_is_no_picture_has_no_size(data):
    assert pictures.size(data) is None


def test_a_bomb_is_refused_by_its_header():
    header = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">II", 20000, 8900)
    with pytest.raises(InputError, match=r"bomb\.png has 20000×8900 pixels, more than 100 million"):
        pictures.refuse_bomb(header, "bomb.png")
