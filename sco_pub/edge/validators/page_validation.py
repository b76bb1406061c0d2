"""page-validation, a checker of PDF/A and PDF/UA (PyPI ``page-validation``; no Java)."""

from __future__ import annotations

from importlib import import_module, metadata
from pathlib import Path

from sco_pub.check.verify_report import Check
from sco_pub.model.finding import Finding, Place, Severity

_TOOL = "page-validation"
PROFILES = ("PDF_A_2A", "PDF_UA_1")


def check(path: Path, shown: str, profile: str = "PDF_UA_1") -> Check:
    """``profile`` is one of the package's names: ``PDF_A_2A``, ``PDF_UA_1`` …; each broken rule is an error."""
    tool = f"{_TOOL} {profile.replace('_', '/', 1).replace('_', '-').lower()}"
    try:
        module = import_module("page")
        version = metadata.version("page-validation")
    except (ImportError, metadata.PackageNotFoundError):
        hint = "Install the Python package page-validation."
        return Check(tool, "", shown, reason="page-validation isn't installed.", hint=hint)
    try:
        report = module.validate_pdf(str(path), profile=getattr(module.ValidationProfile, profile))
    except (OSError, ValueError, module.PageError) as error:
        return Check(tool, version, shown, (Finding("VER-105", Severity.ERROR, f"{error}", Place(shown)),))
    failures = tuple(
        Finding("VER-105", Severity.ERROR, f"{failure.rule_id}: {failure.message}", Place(shown))
        for failure in report.failures
    )
    return Check(tool, version, shown, failures)
