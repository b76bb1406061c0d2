"""page-validation, a checker of PDF/A and PDF/UA (PyPI ``page-validation``; no Java)."""

from __future__ import annotations

from importlib import import_module, metadata
from pathlib import Path

from sco_pub.check.verify_report import Check
from sco_pub.model.codes import verification
from sco_pub.model.finding import Place, found
from sco_pub.model.wording import N_

_TOOL = "page-validation"
PROFILES = ("PDF_A_2A", "PDF_UA_1")


def check(path: Path, shown: str, profile: str = "PDF_UA_1") -> Check:
    """``profile`` is one of the package's names: ``PDF_A_2A``, ``PDF_UA_1`` …; each broken rule is an error."""
    tool = f"{_TOOL} {profile.replace('_', '/', 1).replace('_', '-').lower()}"
    try:
        module = import_module("page")
        version = metadata.version("page-validation")
    except (ImportError, metadata.PackageNotFoundError):
        hint = N_("Install the Python package page-validation.")
        return Check(tool, "", shown, reason=N_("page-validation isn't installed."), hint=hint)
    try:
        report = module.validate_pdf(str(path), profile=getattr(module.ValidationProfile, profile))
    except (OSError, ValueError, module.PageError) as error:
        return Check(tool, version, shown, (found(verification.PAGE_VALIDATION, Place(shown), said=str(error)),))
    failures = tuple(
        found(verification.PAGE_VALIDATION, Place(shown), said=f"{failure.rule_id}: {failure.message}")
        for failure in report.failures
    )
    return Check(tool, version, shown, failures)
