"""Take an Edition, give the job that tries its formulas; take what came of it, give findings for those that can't be set.

Pandoc turns TeX into MathML (EPUB, HTML) and into Word's own formulas by one reader (texmath); a formula that it can't read
stays TeX in the text, without a word.  All formulas are tried at once, as MathML, and each that comes back as it was is named.
"""

from __future__ import annotations

from lxml import etree, html

from sco_pub.model import ast
from sco_pub.model.codes import typesetting
from sco_pub.model.document import Document
from sco_pub.model.edition import Edition
from sco_pub.model.finding import Finding, Place, found
from sco_pub.model.job import PandocJob
from sco_pub.typeset.equations import number_of
from sco_pub.typeset.formula_words import words

# Combining accents of texmath's, and the signs that MathML Core (3.2.5.1) and HTML want for them: they stand alone in an ``mo``.
_ACCENTS = {
    "\u0300": "`", "\u0301": "\u00b4", "\u0302": "^", "\u0303": "~", "\u0304": "\u00af", "\u0305": "\u203e", "\u0306": "\u02d8",
    "\u0307": "\u02d9", "\u0308": "\u00a8", "\u030a": "\u02da", "\u030c": "\u02c7", "\u20d7": "\u2192",
}  # fmt: skip
_WORD = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def trial(edition: Edition) -> PandocJob | None:
    """A document of the formulas alone; None when there are none."""
    document = edition.document
    formulas = [found for found in ast.walk([dict(document.meta), list(document.blocks)]) if found["t"] == "Math"]
    blocks = tuple(
        ast.para([{"t": "Math", "c": [kind, number_of(tex)[0]]}]) for kind, tex in (f["c"] for f in formulas)
    )
    if not blocks:
        return None
    return PandocJob(Document({}, blocks, document.api_version), to="html5", options={"mathml": True, "quiet": True})


def unset(fragment: str, edition: Edition) -> tuple[Finding, ...]:
    """An error for each formula of the trial that is TeX still."""
    root = html.fragment_fromstring(fragment, create_parent="div")
    left = [formula.text_content().strip() for formula in root.xpath(".//span[contains(@class, 'math')]")]
    return tuple(
        found(typesetting.FORMULA_FLOWING, Place(edition.provenance.master_path), formula=formula) for formula in left
    )


def spoken(fragment: str) -> tuple[str, ...]:
    """What the tags of the trial's formulas say in a PDF, in their order."""
    root = html.fragment_fromstring(fragment, create_parent="div")
    return tuple(words(formula) for formula in root.iter("math"))


def mend_mathml(root: etree._Element) -> None:
    """Accents as signs of their own."""
    for operator in root.xpath(".//*[local-name()='mo']"):
        operator.text = _ACCENTS.get(operator.text or "", operator.text)


def mend_word(root: etree._Element) -> None:
    """Pandoc gives the columns of a matrix in an order that Word's schema (CT_MCPr) doesn't know."""
    for columns in root.iter(f"{_WORD}mcPr"):
        count = columns.find(f"{_WORD}count")
        if count is not None:
            columns.insert(0, count)
