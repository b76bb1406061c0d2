"""What is done to a PDF before it is written."""

import pydyf

from sco_pub.edge.weasyprint_patches.metadata import end_unmistakably


def test_no_content_ends_in_a_byte_that_readers_take_for_a_line_end() -> None:
    seen = 0
    for number in range(600):
        stream = pydyf.Stream([b"q\n" * number], compress=True)
        seen += bytes(stream.data).endswith(b"\r\nendstream")
        end_unmistakably(stream)
        assert not bytes(stream.data).endswith(b"\r\nendstream")
    assert seen


def test_a_font_is_left_as_it_is() -> None:
    font = pydyf.Stream([b"\r"], extra={"Subtype": "/OpenType"})
    end_unmistakably(font)
    assert font.stream == [b"\r"]
