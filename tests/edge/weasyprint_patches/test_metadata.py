"""What is done to a PDF before it is written."""

import zlib
from unittest import mock

import pydyf
import pytest

from sco_pub.edge import weasyprint
from sco_pub.edge.weasyprint_patches.metadata import end_unmistakably
from sco_pub.model.job import PrintJob


@pytest.mark.parametrize("extra", [{}, {"Type": "/ObjStm", "N": 3, "First": 12}], ids=["content", "objects"])
def test_no_content_ends_in_a_byte_that_readers_take_for_a_line_end(extra: dict[str, object]) -> None:
    seen = 0
    for number in range(600):
        stream = pydyf.Stream([b"q\n" * number], extra=extra, compress=True)
        seen += bytes(stream.data).endswith(b"\r\nendstream")
        end_unmistakably(stream)
        assert not bytes(stream.data).endswith(b"\r\nendstream")
    assert seen


def test_a_font_is_left_as_it_is() -> None:
    font = pydyf.Stream([b"\r"], extra={"Subtype": "/OpenType"})
    end_unmistakably(font)
    assert font.stream == [b"\r"]


def test_each_part_of_a_file_is_compressed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compress = mock.Mock(wraps=zlib.compressobj)
    monkeypatch.setattr(zlib, "compressobj", compress)
    page = "<html lang=en><title>T</title><p>Words.</p><p style='page-break-before: always'>Others.</p></html>"
    pdf = weasyprint.render(PrintJob(page, (), "en")).value
    assert pdf is not None
    assert pdf.count(b"/FlateDecode") == compress.call_count
