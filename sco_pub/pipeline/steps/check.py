"""Master and catalogue, as bytes, to what is wrong with the translation: a check, as a step of the graph."""

from __future__ import annotations

from pathlib import Path

from sco_pub.check.catalogue import check_catalogue
from sco_pub.edge import bounds, files, labels
from sco_pub.edge.morphology import morphology
from sco_pub.edge.pandoc import inlines
from sco_pub.edge.po import file as po
from sco_pub.localise import po_header
from sco_pub.model.catalogue import Catalogue, Template
from sco_pub.model.wording import N_
from sco_pub.pipeline import masters
from sco_pub.pipeline.steps.given import Translation
from sco_pub.pipeline.steps.made import Made, rows


def run(wanted: Translation) -> Made:
    """No output; ``said`` has the findings."""
    with bounds.deadline(wanted.catalogue_name):
        found = check_catalogue(
            _catalogue(wanted),
            template=_template(wanted),
            glossary=wanted.glossary,
            morphology=morphology(wanted.language),
            fuzzy=wanted.fuzzy,
        )
    return Made({}, {"findings": rows(found)})


def _template(wanted: Translation) -> Template:
    master = masters.of_bytes(
        wanted.publication, wanted.master_name, wanted.master, wanted.source_language, wanted.store
    )
    return masters.template(master, inlines.PandocCodec(wanted.store))


def _catalogue(wanted: Translation) -> Catalogue:
    """The catalogue; an empty one where there is none yet."""
    name = wanted.catalogue_name
    if wanted.catalogue is None:
        plurals = labels.plural_forms(wanted.language)
        return po_header.new_catalogue(wanted.publication, wanted.language, name, plural_forms=plurals)
    text = files.decoded(wanted.catalogue, Path(name), what=N_("catalogue"))
    return po.parse(text, publication=wanted.publication, language=wanted.language, path=name)
