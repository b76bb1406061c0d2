"""Master and catalogue, as bytes, to one language's edition, as JSON: what every artifact of that language is made from."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from sco_pub.check.front_matter import check_front_matter
from sco_pub.edge import files, labels
from sco_pub.edge.pandoc import inlines
from sco_pub.edge.pandoc.cache import Trees
from sco_pub.edge.pandoc.uncalled import read_masters
from sco_pub.edge.po import file as po
from sco_pub.localise import apply
from sco_pub.localise.bilingual import bilingual
from sco_pub.model.choices import Policy
from sco_pub.model.document import Master
from sco_pub.model.edition import Edition, Provenance
from sco_pub.model.finding import Outcome
from sco_pub.model.wording import N_
from sco_pub.pipeline import masters
from sco_pub.pipeline.steps.as_json import to_json
from sco_pub.pipeline.steps.given import Wanted
from sco_pub.pipeline.steps.made import Made, rows
from sco_pub.typeset.cross_references import cross_references
from sco_pub.typeset.missing_note_brackets import bracketed


def run(wanted: Wanted) -> Made:
    """The edition; ``said`` has its findings, its progress, the only time it knows, and the digest of what isn't provenance."""
    (document,) = read_masters(
        [masters.text(wanted.master, wanted.master_name)],
        [wanted.master_name],
        Trees(wanted.store) if wanted.store else None,
    )
    digest = files.sha256(wanted.master)
    master = masters.master(wanted.publication, wanted.master_name, digest, document, wanted.source_language)
    made = _edition(wanted, master)
    referred = cross_references(made.value)
    edition = bracketed(referred.value)
    bare = replace(edition, provenance=Provenance(edition.provenance.master_path, ""))
    said: dict[str, Any] = {
        "findings": rows((*check_front_matter(master), *made.findings, *referred.findings)),
        "progress": asdict(edition.progress),
        "epoch": masters.epoch(master),
        "bare": files.sha256(to_json(bare)),
    }
    return Made({"edition": to_json(edition)}, said)


def _edition(wanted: Wanted, master: Master) -> Outcome[Edition]:
    words = labels.with_words(wanted.language, wanted.words)
    if wanted.catalogue is None:
        return Outcome(apply.source_edition(master, language=wanted.language, labels=words))
    text = files.decoded(wanted.catalogue, Path(wanted.catalogue_name), what=N_("catalogue"))
    catalogue = po.parse(text, publication=wanted.publication, language=wanted.language, path=wanted.catalogue_name)
    codec = inlines.PandocCodec()
    digest = files.sha256(wanted.catalogue)
    outcome = apply.apply(master, catalogue, codec, policy=wanted.policy, labels=words, catalogue_digest=digest)
    if wanted.policy is not Policy.REVIEW:
        return outcome
    headings = words.gettext("Original"), words.gettext("Translation")
    document, _ = bilingual(master, catalogue, codec, source_heading=headings[0], target_heading=headings[1])
    meta = {
        name: outcome.value.document.meta[name] for name in ("title", "lang") if name in outcome.value.document.meta
    }
    both = replace(outcome.value, document=replace(document, meta=meta))
    return Outcome(both, outcome.findings)
