"""What the doors of XML formats share when they write, and what they say of a file that isn't ours."""

from __future__ import annotations

from functools import partial

from lxml import etree

from sco_pub.edge.xml_door import xml_text
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Place
from sco_pub.model.wording import N_, phrase

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
#: Stands for a source text in messages about what XML can't hold.
held = partial(xml_text, what="A catalogue")


def written(root: etree._Element, *, pretty: bool = False) -> bytes:
    """The bytes of a tree; the same for the same tree."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=pretty))


def append_text(parent: etree._Element, text: str) -> None:
    """Text behind whatever the element has."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def wrong(name: str, what: str) -> InputError:
    """The file is no such thing."""
    return InputError(
        phrase(N_("{name} isn't {what} that this house handed out."), name=name, what=what),
        place=Place(name),
        hint=N_("Check the file, and the format that was asked for."),
    )
