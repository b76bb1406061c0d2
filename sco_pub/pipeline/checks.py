"""Take publications and languages, give what is wrong with their translations, against the masters as they are now."""

from __future__ import annotations

from sco_pub.check.catalogue import check_catalogue
from sco_pub.edge.morphology import morphology
from sco_pub.model.finding import Finding
from sco_pub.pipeline import catalogues, events
from sco_pub.pipeline.events import Listener
from sco_pub.pipeline.house import Project

TASK = "check"


def check_all(
    workshop: Project,
    names: tuple[str, ...],
    languages: tuple[str, ...],
    *,
    fuzzy: bool = False,
    listen: Listener = events.silent,
) -> tuple[Finding, ...]:
    """Every finding, in the order of publications, languages and entries; ``fuzzy`` looks at unfinished ones too."""
    publications = workshop.publications(names)
    wanted = catalogues.targets(workshop, languages)
    glossary = catalogues.glossary(workshop)
    listen(events.Started(TASK, len(publications) * len(wanted)))
    found: list[Finding] = []
    for publication, template in zip(publications, catalogues.templates(workshop, publications), strict=True):
        for language in wanted:
            catalogue = catalogues.read(workshop, publication, language)
            findings = check_catalogue(
                catalogue, template=template, glossary=glossary, morphology=morphology(language), fuzzy=fuzzy
            )
            listen(events.Advanced(TASK, catalogue.path, f"{len(findings)} found"))
            found += findings
    return tuple(found)
