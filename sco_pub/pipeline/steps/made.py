"""What a step gives back: bytes by name, and what there is to say, as JSON can hold it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sco_pub.model.finding import Finding, as_data, from_data


@dataclass(frozen=True, slots=True)
class Made:
    """``outputs``: the products, kept by their content; ``said``: findings and figures.  ``lasting``: whether the same inputs
    would give it again; what a program says that took too long this time isn't kept."""

    outputs: Mapping[str, bytes]
    said: Mapping[str, Any] = field(default_factory=dict)
    lasting: bool = True


def rows(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings for ``said``."""
    return [as_data(finding) for finding in findings]


def findings(said: Mapping[str, Any]) -> tuple[Finding, ...]:
    """The findings that ``rows`` wrote; TypeError, ValueError, KeyError or AttributeError for what isn't any."""
    found = tuple(from_data(row) for row in said["findings"])
    for finding in found:
        if not finding.message:
            raise ValueError("a finding without a sentence")
    return found
