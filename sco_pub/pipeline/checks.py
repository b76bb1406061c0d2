"""Take publications and languages, give what is wrong with their translations, against the masters as they are now."""

from __future__ import annotations

from sco_pub.check.catalogue import check_catalogue
from sco_pub.edge import bounds, files
from sco_pub.edge.morphology import morphology
from sco_pub.model.catalogue import Template
from sco_pub.model.finding import Finding
from sco_pub.model.wording import N_
from sco_pub.pipeline import catalogues, events, guard
from sco_pub.pipeline.events import Listener
from sco_pub.pipeline.house import Project, Publication
from sco_pub.pipeline.isolation import Failure
from sco_pub.pipeline.languages import told as labels_told

TASK = N_("check")
Findings = tuple[Finding, ...]


def check_all(
    workshop: Project,
    names: tuple[str, ...],
    languages: tuple[str, ...],
    *,
    fuzzy: bool = False,
    listen: Listener = events.silent,
) -> tuple[Findings, tuple[Failure, ...]]:
    """Every finding, in the order of publications, languages and entries, and what couldn't be checked at all.

    ``fuzzy`` looks at unfinished entries too.  A catalogue or master that can't be read is a finding, and the others go on.
    """
    publications = workshop.publications(names)
    wanted = catalogues.targets(workshop, languages)
    glossary = catalogues.glossary(workshop)
    listen(events.Started(TASK, len(publications) * len(wanted)))
    former = guard.former(workshop, [(publication, language) for publication in publications for language in wanted])
    found: list[Finding] = []
    failures: list[Failure] = []
    for publication, template in zip(publications, catalogues.templates(workshop, publications), strict=True):
        for language in workshop.of(publication, wanted):
            path = workshop.shown(publication.catalogue(language))

            def work(template: Template, publication: Publication = publication, language: str = language) -> Findings:
                catalogue = catalogues.read(workshop, publication, language)
                words = morphology(language)
                file = publication.catalogue(language)
                data = files.read_bytes(file) if file.is_file() else None
                gone = guard.told(former.get((publication.name, language)), catalogue, data)
                with bounds.deadline(workshop.shown(file)):
                    wrong = check_catalogue(
                        catalogue, template=template, glossary=glossary, morphology=words, fuzzy=fuzzy
                    )
                return (*gone, *wrong)

            done = catalogues.with_template(path, template, work)
            findings = (done.finding,) if isinstance(done, Failure) else done
            failures += [done] if isinstance(done, Failure) else []
            listen(events.Advanced(TASK, path, f"{len(findings)}" if findings is done else N_("failed")))
            found += findings
    found += labels_told(workshop, wanted)
    return tuple(dict.fromkeys(found)), tuple(failures)
