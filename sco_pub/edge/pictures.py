"""Take a picture's bytes, give its size in pixels, from its header alone; nothing is unpacked.

Sources: PNG specification, 11.2.2 (IHDR); GIF89a, 18 (logical screen descriptor); ITU-T T.81, B.2.2 (JPEG's frame header).
"""

from __future__ import annotations

import struct

from sco_pub.edge import bounds
from sco_pub.model.wording import N_, phrase

_FRAMES = frozenset((*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)))
_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))  # JPEG markers without a length


def refuse_bomb(data: bytes, name: str) -> None:
    """InputError for a picture that takes more memory, once unpacked, than a page's picture may."""
    width, height = size(data) or (0, 0)
    most = bounds.limits().picture_mpx
    if width * height > most * 1_000_000:
        many = phrase(
            N_("has {width}×{height} pixels, more than {most} million"), width=width, height=height, most=most
        )
        raise bounds.passed(name, many, "picture_mpx")


def size(data: bytes) -> tuple[int, int] | None:
    """Width and height; None for what is no PNG, GIF or JPEG, or a broken one."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
        return width, height
    return _jpeg(data) if data.startswith(b"\xff\xd8\xff") else None


def _jpeg(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 1 if marker == 0xFF else 2 if marker in _ALONE else 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
    return None
