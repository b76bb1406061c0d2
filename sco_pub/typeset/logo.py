"""Take the house, give its logo: the picture, made harmless, and the block that shows it above the title.

The logo is the house's, not the text's: it stands in the PDF and on the web page.  An EPUB has its cover, and Word's template may
have a logo of its own.  It is read aloud as the publisher's or the journal's name.
"""

from __future__ import annotations

from base64 import b64decode

from sco_pub.model import ast
from sco_pub.model.config import House
from sco_pub.model.edition import Edition
from sco_pub.typeset import vector_pictures
from sco_pub.typeset.front import front_matter, plain
from sco_pub.typeset.journal import published

_NAME = "house-logo"  # no file of a publication: those have an end


def pictures(house: House) -> dict[str, bytes]:
    """The logo under the name that its block uses; nothing where the house has none that can be shown."""
    data = b64decode(house.look.logo)
    if vector_pictures.is_drawing(data):
        drawing = vector_pictures.clean(data)
        data = drawing.data if drawing is not None else b""
    return {_NAME: data} if data else {}


def block(edition: Edition, house: House) -> ast.Blocks:
    """The logo in a Div of class ``logo``."""
    if not pictures(house):
        return []
    name = plain(front_matter(edition.document.meta).publisher) or published(edition.document.meta).journal or "Logo"
    picture: ast.Element = {"t": "Image", "c": [["", [], []], [ast.text(name)], [_NAME, ""]]}
    return [ast.div([ast.para([picture])], classes=["logo"])]
