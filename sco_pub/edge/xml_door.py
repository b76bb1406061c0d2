"""Take XML of strangers, give its tree, read without entities, DTDs or network; take a text, give it as XML can hold it."""

from __future__ import annotations

import re

from lxml import etree

from sco_pub.model.errors import InputError
from sco_pub.model.finding import Place
from sco_pub.model.wording import N_, phrase

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parse(data: bytes, name: str) -> etree._Element:
    """The root of an XML text of a stranger's; InputError for what isn't XML, or defines entities."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        said = phrase(N_("{name} isn't XML: {msg}."), name=name, msg=error.msg)
        raise InputError(said, place=Place(name, error.lineno)) from None
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and list(dtd.iterentities()):
        said = phrase(N_("{name} defines entities, which no such file has a use for."), name=name)
        raise InputError(said, place=Place(name, 1))
    return root


def text_within(element: etree._Element) -> str:
    """The text of an element and of what is in it; by XPath, for lxml's itertext takes the square of the number of comments."""
    return str(element.xpath("string()"))


def xml_text(text: str, what: str) -> str:
    """A text as XML can hold it; InputError for one with a control character (XML 1.0, 2.2)."""
    if found := _NOT_XML.search(text):
        said = phrase(
            N_("{what} has the character {sign} in “{text}”, which XML can't hold."),
            what=what,
            sign=f"U+{ord(found[0]):04X}",
            text=_NOT_XML.sub("\ufffd", text)[:40],
        )
        raise InputError(said, place=Place(what), hint=N_("Delete it."))
    return text
