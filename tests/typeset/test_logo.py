"""A house's logo stands above the title in the PDF and on the web page, and does nothing but show."""

from __future__ import annotations

import io
from base64 import b64encode
from dataclasses import replace

import pikepdf
from lxml import html

from sco_pub.edge import weasyprint
from sco_pub.edge.books import html_page
from sco_pub.model.config import House
from sco_pub.model.design import Look
from sco_pub.typeset import logo
from tests.typeset.editions import small

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20"><script>1</script>'
    b'<rect width="40" height="20" fill="#7a2318"/></svg>'
)
HOUSE = replace(House(), look=Look(logo=b64encode(SVG).decode()))


def test_a_drawing_is_made_harmless() -> None:
    (shown,) = logo.pictures(HOUSE).values()
    assert b"script" not in shown and b"rect" in shown
    assert logo.pictures(House()) == {}


def test_the_web_page_has_it_inside() -> None:
    made = html_page.make(small(), HOUSE, {}, 0)
    assert made.value is not None and made.findings == ()
    (picture,) = html.fromstring(made.value.decode()).xpath("//header/div[@class='logo']//img")
    assert picture.get("src").startswith("data:image/svg+xml")
    assert picture.get("alt")


def test_the_pdf_draws_it_and_says_what_it_is() -> None:
    made = weasyprint.make(small(), HOUSE)
    assert made.value is not None and made.findings == ()
    with pikepdf.open(io.BytesIO(made.value)) as pdf:
        kinds = [str(item.get("/S")) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item]
    assert kinds == ["/Figure"]
