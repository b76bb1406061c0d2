"""Take a seed and sound files of a kind, give broken ones: the same for the same seed.

Strategy.  Most inputs are a sound file with one to eight changes: bytes turned, taken out, doubled, moved, cut off; tokens put in that
mean something to some reader (quotes, brackets, escapes, line ends of every kind, code points that no text has), pieces of
another file of the kind spliced in, or the pieces that the format itself has (benchmarks.fuzzing.splices).  Now and then a piece is repeated a thousand times, for what grows.
Source: the mutations of AFL and of Radamsa, as their papers describe them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from benchmarks.fuzzing.splices import spliced

TOKENS = tuple(
    text.encode("utf-8", "surrogatepass")
    for text in (
        '"', "'", "\\", "\\n", "\\320", "\\xff", "\\0", "\n", "\r\n", "\r", "\x85", "\u2028", "\f", "\x00", "\x1b[31m", "\ufeff", "\u200b",
        "\u202e", "\ufdd0", "\uffff", "\U0010fff9", "\U0010fffc", "\ud800", "[", "]", "[^1]", "^[", "![", "](", "{", "}", "(", "（", "`", "```",
        "---\n", "...\n", "&a", "*a", "<<", "#", "#~ ", "#| ", "#, fuzzy\n", "#. ", "msgid", "msgstr", "msgctxt", "msgid_plural", "=", ",", ";",
        " | ", "\t", "0", "-1", "9" * 40, "1e999", "nan", "true", "null", "<", ">", "</", "&amp;", "<!DOCTYPE", "%PDF-", " obj", "endobj",
        "stream", "/Do", "<<>>", "①", "⑳", "上海", "。", "“", "%", "{}", "{0}", "..", "/", "\\u0000", "[[", "]]",
    )
)  # fmt: skip
_MOST = 200_000  # bytes of an input
_WHOLE = 0.2  # of the inputs: their pieces are changed, and nothing within them

Change = Callable[[random.Random, bytearray, Sequence[bytes]], None]


def mutated(seed: str, sound: Sequence[bytes]) -> bytes:
    """One input."""
    rng = random.Random(seed)
    data = bytearray(rng.choice(sound))
    if rng.random() < _WHOLE:  # a sound file still, as its format goes
        data[:] = spliced(rng, bytes(data), sound)
        return bytes(data[:_MOST])
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 5, 8))):
        rng.choice(_CHANGES)(rng, data, sound)
    return bytes(data[:_MOST])


def _place(rng: random.Random, data: bytearray) -> int:
    return rng.randrange(len(data) + 1)


def _piece(rng: random.Random, data: bytes | bytearray) -> bytes:
    start = rng.randrange(len(data) + 1)
    return bytes(data[start : start + rng.choice((1, 2, 4, 16, 64, 256))])


def _turn(rng: random.Random, data: bytearray, _: Sequence[bytes]) -> None:
    if data:
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def _set(rng: random.Random, data: bytearray, _: Sequence[bytes]) -> None:
    if data:
        data[rng.randrange(len(data))] = rng.randrange(256)


def _delete(rng: random.Random, data: bytearray, _: Sequence[bytes]) -> None:
    start = _place(rng, data)
    del data[start : start + rng.choice((1, 1, 2, 8, 64))]


def _token(rng: random.Random, data: bytearray, _: Sequence[bytes]) -> None:
    at = _place(rng, data)
    data[at:at] = rng.choice(TOKENS)


def _double(rng: random.Random, data: bytearray, _: Sequence[bytes]) -> None:
    at = _place(rng, data)
    data[at:at] = _piece(rng, data)


def _repeat(rng: random.Random, data: bytearray, _: Sequence[bytes]) -> None:
    if rng.random() < 0.1:
        at = _place(rng, data)
        data[at:at] = (rng.choice(TOKENS) or b" ") * rng.choice((10, 100, 1000))


def _splice(rng: random.Random, data: bytearray, sound: Sequence[bytes]) -> None:
    at = _place(rng, data)
    data[at:at] = _piece(rng, rng.choice(sound))


def _cut(rng: random.Random, data: bytearray, _: Sequence[bytes]) -> None:
    if rng.random() < 0.3:
        del data[_place(rng, data) :]


def _lines(rng: random.Random, data: bytearray, _: Sequence[bytes]) -> None:
    """Two lines change places, or one is there twice."""
    lines = data.split(b"\n")
    a, b = rng.randrange(len(lines)), rng.randrange(len(lines))
    if rng.random() < 0.5:
        lines[a], lines[b] = lines[b], lines[a]
    else:
        lines.insert(a, lines[b])
    data[:] = b"\n".join(lines)


def _structure(rng: random.Random, data: bytearray, sound: Sequence[bytes]) -> None:
    data[:] = spliced(rng, bytes(data), sound)


_CHANGES: tuple[Change, ...] = (
    _turn, _set, _delete, _token, _token, _token, _double, _repeat, _splice, _cut, _lines, _structure, _structure,
)  # fmt: skip
