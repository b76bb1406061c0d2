"""Take a file and its format, give what each validator for that format says: the table that ``verify`` walks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from sco_pub.check.verify_report import Check
from sco_pub.edge.validators import ace, browser, epubcheck, nu, open_xml_sdk, openxml_audit, page_validation, verapdf
from sco_pub.edge.validators.running import find, state
from sco_pub.model.choices import Format

Validator = Callable[[Path, str], Check]

VALIDATORS: Mapping[Format, tuple[Validator, ...]] = {
    Format.PDF: (
        *(partial(page_validation.check, profile=profile) for profile in page_validation.PROFILES),
        *(partial(verapdf.check, flavour=flavour) for flavour in verapdf.FLAVOURS),
    ),
    Format.EPUB: (epubcheck.check, ace.check, nu.check_book),
    Format.DOCX: (openxml_audit.check, open_xml_sdk.check),
    Format.HTML: (nu.check, browser.check),
}


#: What the validators are made of, and LibreOffice, which draws a DOCX; those in Python packages are known by their versions.
_PARTS: Mapping[Format, tuple[Callable[[], tuple[str | Path | None, ...]], ...]] = {
    Format.PDF: (verapdf.parts,),
    Format.EPUB: (epubcheck.parts, ace.parts, nu.parts, browser.parts),
    Format.DOCX: (openxml_audit.parts, open_xml_sdk.parts, lambda: (find("soffice"),)),
    Format.HTML: (nu.parts, browser.parts),
}
#: The Python packages among them, and what draws their pages.
PACKAGES = ("page-validation", "epubcheck", "openxml-audit", "pypdfium2", "pikepdf", "pillow", "lxml")


def installed(wanted: Format) -> list[str]:
    """What the validators of a format are at the moment: the same while nothing of them was installed anew."""
    return [state(*parts()) for parts in _PARTS.get(wanted, ())]


def checks(path: Path, shown: str, wanted: Format) -> Iterator[Check]:
    """Each validator's answer, one after the other, as it comes; nothing for a format that has no validator."""
    for validator in VALIDATORS.get(wanted, ()):
        yield validator(path, shown)
