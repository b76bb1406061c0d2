"""Take a document and its publication's pictures, give one that carries them itself.

Pandoc runs in its sandbox and may read no file, so a picture's bytes travel inside the tree as a data URI; the writer
turns them into a part of its package.  Only pictures that sanitise let through are there to be found.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping

from sco_pub.model import ast
from sco_pub.model.document import Document
from sco_pub.typeset.sanitise import media_type


def embed(document: Document, pictures: Mapping[str, bytes]) -> Document:
    """The document with the bytes of ``pictures`` (by the names the text uses) in the place of their names."""

    def change(element: ast.Element) -> ast.Element | None:
        if element["t"] != "Image" or element["c"][2][0] not in pictures:
            return None
        attr, description, (name, title) = element["c"]
        data = b64encode(pictures[name]).decode("ascii")
        return {"t": "Image", "c": [attr, description, [f"data:{media_type(pictures[name])};base64,{data}", title]]}

    blocks: ast.Blocks = ast.transform(list(document.blocks), change, words=False)
    return Document(ast.transform(dict(document.meta), change, words=False), tuple(blocks), document.api_version)


def picture_facts(document: Document) -> tuple[int, int]:
    """How many pictures the text has, and how many of them have a description in words."""
    found = [element for element in ast.walk(list(document.blocks)) if element["t"] == "Image"]
    return len(found), sum(1 for element in found if ast.stringify(element["c"][1]).strip())
