"""Take the house, give what this machine lacks for its builds."""

from __future__ import annotations

from sco_pub.edge import fonts
from sco_pub.model.finding import Finding
from sco_pub.pipeline.house import Project


def requirements(workshop: Project) -> tuple[Finding, ...]:
    """A finding for each library, font or tool that is missing, with the Debian package that has it."""
    return tuple(fonts.requirements(workshop.house))
