"""TMX 1.4b (source: LISA/GALA, TMX 1.4b Specification): the finished pairs of one catalogue, level 1 (plain text).

A unit is an entry: ``tuid`` is its id, a property the digest of what was handed out.  Units of another memory have no id of
ours: they come back as pairs (localise.exchange).
"""

from __future__ import annotations

import re

from lxml import etree

from sco_pub.edge.exchange.markup import XML_LANG, held, written, wrong
from sco_pub.edge.xml_door import parse, text_within
from sco_pub.localise.exchange import Row, Table
from sco_pub.model.catalogue import State

_OURS = re.compile(r"[0-9a-f]{12}")
_DONE = (State.TRANSLATED, State.REVIEWED)


def render(table: Table) -> bytes:
    """The finished rows as TMX."""
    root = etree.Element("tmx", version="1.4")
    marks = {"creationtool": "sco-pub", "creationtoolversion": "1", "segtype": "paragraph", "o-tmf": "PO"}
    etree.SubElement(
        root, "header", marks | {"adminlang": "en", "srclang": table.source_language, "datatype": "plaintext"}
    )
    body = etree.SubElement(root, "body")
    for row in table.rows:
        if row.state not in _DONE:
            continue
        unit = etree.SubElement(body, "tu", tuid=row.ident)
        for name, value in (("x-publication", table.publication), ("x-context", row.context), ("x-digest", row.digest)):
            etree.SubElement(unit, "prop", type=name).text = held(value)
        for tag, text in ((table.source_language, row.source or ""), (table.language, row.target)):
            variant = etree.SubElement(unit, "tuv", {XML_LANG: tag})
            etree.SubElement(variant, "seg").text = held(text)
    return written(root)


def read(data: bytes, name: str, source_language: str, language: str) -> Table:
    """The pairs of a TMX file in these two languages."""
    root = parse(data, name)
    if root.tag != "tmx":
        raise wrong(name, "TMX")
    rows = []
    for unit in root.iter("tu"):
        texts = {
            (variant.get(XML_LANG) or variant.get("lang") or "").split("-")[0].lower(): text_within(segment)
            for variant in unit.iterfind("tuv")
            if (segment := variant.find("seg")) is not None
        }
        source, target = (texts.get(tag.split("-")[0].lower()) for tag in (source_language, language))
        if source is None or target is None:
            continue
        ident = unit.get("tuid", "")
        digest = next((prop.text or "" for prop in unit.iterfind("prop") if prop.get("type") == "x-digest"), "")
        rows.append(
            Row(ident if _OURS.fullmatch(ident) else "", target, None, source, digest=digest, line=unit.sourceline)
        )
    return Table("", source_language, language, tuple(rows))
