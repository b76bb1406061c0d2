"""Take a file and its format, give what each validator for that format says: the table that ``verify`` walks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from sco_pub.check.verify_report import Check
from sco_pub.edge.validators import ace, browser, epubcheck, nu, open_xml_sdk, openxml_audit, page_validation, verapdf
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


def checks(path: Path, shown: str, wanted: Format) -> Iterator[Check]:
    """Each validator's answer, one after the other, as it comes; nothing for a format that has no validator."""
    for validator in VALIDATORS.get(wanted, ()):
        yield validator(path, shown)
