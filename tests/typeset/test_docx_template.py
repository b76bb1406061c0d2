"""A house's own Word template: its styles' looks go over ours, and nothing else of it does."""

from __future__ import annotations

import io
import zipfile
from base64 import b64encode
from dataclasses import replace

import pytest
from lxml import etree

from sco_pub.edge import package
from sco_pub.edge.books import docx_book
from sco_pub.model.config import House
from sco_pub.model.design import Look
from sco_pub.model.errors import InputError
from tests.typeset.editions import small

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = {"w": W}
STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:rPr><w:color w:val="00FF00"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="Caption"/><w:pPr><w:numPr/><w:jc w:val="right"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="TheirOwn"><w:name w:val="TheirOwn"/></w:style>
</w:styles>"""


def template(**parts: str) -> str:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as written:
        for name, text in parts.items():
            written.writestr(name.replace("__", "/") + ".xml", text)
    return b64encode(stream.getvalue()).decode()


def styles(word: str) -> etree._Element:
    made = docx_book.make(small(), replace(House(), look=Look(word=word)), {}, 0).value
    assert made is not None
    parts = package.unpack(made)
    assert not any("vba" in name or "macro" in name for name in parts)
    return etree.fromstring(parts["word/styles.xml"])


def test_a_style_of_the_same_name_takes_the_place_of_ours() -> None:
    made = styles(template(word__styles=STYLES, word__vbaProject="x", word__document="<x/>"))
    assert made.find("w:style[@w:styleId='Title']/w:rPr/w:color", NS).get(f"{{{W}}}val") == "00FF00"
    assert made.find("w:style[@w:styleId='Title']/w:pPr", NS) is not None, "what the template doesn't say stays"
    assert made.find("w:style[@w:styleId='Caption']/w:pPr/w:jc", NS).get(f"{{{W}}}val") == "right"
    assert made.find("w:style[@w:styleId='Caption']/w:pPr/w:numPr", NS) is None
    assert made.find("w:style[@w:styleId='TheirOwn']", NS) is None


@pytest.mark.parametrize("word", [b64encode(b"no zip").decode(), template(other="<x/>"), template(word__styles="<x")])
def test_what_is_no_template_is_refused_in_one_sentence(word: str) -> None:
    with pytest.raises(InputError) as caught:
        styles(word)
    assert "isn't a DOCX with styles" in str(caught.value.message)
