"""Zip packages: the same bytes each time, and nothing that leads out of them."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sco_pub.edge import package
from sco_pub.model.errors import InputError
from tests.examples import examples

PARTS = {
    "EPUB/content.opf": b"<package/>",
    "META-INF/container.xml": b"<container/>",
    "mimetype": b"application/epub+zip",
}
NAMES = st.text(st.characters(categories=["Ll", "Nd"]), min_size=1, max_size=8)


def test_the_mimetype_comes_first_and_is_stored():
    data = package.pack(PARTS)
    assert data[30:38] == b"mimetype"
    assert data[38:58] == b"application/epub+zip"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.infolist()[0].extra == b""


def test_the_order_of_the_parts_makes_no_difference():
    assert package.pack(PARTS) == package.pack(dict(reversed(PARTS.items())))


def test_every_part_has_the_same_time():
    with zipfile.ZipFile(io.BytesIO(package.pack(PARTS))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@examples(100)
@given(st.dictionaries(NAMES, st.binary(max_size=64), max_size=5))
def test_unpacking_gives_back_what_was_packed(parts):
    assert package.unpack(package.pack(parts)) == parts


@pytest.mark.parametrize("name", ["../out", "/etc/passwd", "a/../../b", "C:/x", "a\\b"])
def test_a_part_that_leads_out_of_the_package_is_refused(name):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), b"")
    with pytest.raises(InputError, match="leads out"):
        package.unpack(stream.getvalue())


@pytest.mark.parametrize("data", [b"", b"no zip", package.pack(PARTS)[:-30], package.pack(PARTS)[:60]])
def test_a_broken_package_is_an_input_error(data):
    with pytest.raises(InputError, match="sound zip"):
        package.unpack(data)


def test_a_bomb_is_refused(monkeypatch):
    monkeypatch.setattr(package, "_LIMIT", 10)
    with pytest.raises(InputError, match="more than"):
        package.unpack(package.pack({"a": b"0" * 11}))
