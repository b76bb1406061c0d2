"""Master and catalogue, as bytes, to one language's edition, as JSON: what every artifact of that language is made from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from sco_pub.check.front_matter import check_front_matter
from sco_pub.edge import bounds, citation_styles, files, labels
from sco_pub.edge.pandoc import citeproc, inlines
from sco_pub.edge.po import file as po
from sco_pub.localise import apply
from sco_pub.localise.bilingual import bilingual
from sco_pub.localise.extract import prepare
from sco_pub.model.choices import Policy
from sco_pub.model.codes import typesetting
from sco_pub.model.document import Master
from sco_pub.model.edition import Edition, Provenance
from sco_pub.model.finding import Finding, Outcome, Place, found
from sco_pub.model.wording import N_
from sco_pub.pipeline import masters
from sco_pub.pipeline.steps.as_json import to_json
from sco_pub.pipeline.steps.given import Wanted
from sco_pub.pipeline.steps.made import Made, rows
from sco_pub.typeset import sources
from sco_pub.typeset.cross_references import cross_references
from sco_pub.typeset.heading_levels import without_gaps
from sco_pub.typeset.missing_note_brackets import bracketed
from sco_pub.typeset.table_captions import with_captions


def run(wanted: Wanted) -> Made:
    """The edition, in the time of a step; ``said`` has its findings, its progress, the only time it knows, and the digest of
    what isn't provenance."""
    with bounds.deadline(f"{wanted.master_name} ({wanted.language})"):
        return _made(wanted)


def _made(wanted: Wanted) -> Made:
    master = masters.of_bytes(
        wanted.publication, wanted.master_name, wanted.master, wanted.source_language, wanted.store
    )
    made = _edition(wanted, master)
    sourced = _sourced(wanted, made.value)
    referred = cross_references(sourced.value[0], sourced.value[1], notes_restart=wanted.notes_restart)
    edition = without_gaps(with_captions(bracketed(referred.value)))
    bare = replace(edition, provenance=Provenance(edition.provenance.master_path, ""))
    said: dict[str, Any] = {
        "findings": rows(
            (*check_front_matter(master), *made.findings, *sourced.findings, *located(referred.findings, wanted))
        ),
        "progress": asdict(edition.progress),
        "epoch": masters.epoch(master),
        "bare": files.sha256(to_json(bare)),
    }
    return Made({"edition": to_json(edition)}, said)


def _sourced(wanted: Wanted, edition: Edition) -> Outcome[tuple[Edition, frozenset[str]]]:
    """The edition with its citations set from the files that its front matter names, and the keys that have a source."""
    named, place = sources.files_named(edition.document), Place(wanted.master_name)
    missing = tuple(
        found(typesetting.SOURCES_MISSING, place, name=name) for name in named if name not in wanted.sources
    )
    folder = wanted.master_name.rpartition("/")[0]
    items: list[sources.Item] = []
    for name in named:
        if name in wanted.sources:
            items += citeproc.read(wanted.sources[name], f"{folder}/{name}")
    bare = sources.without_key(edition)
    if not items:
        return Outcome((bare, frozenset()), missing)
    own = wanted.style.endswith(".csl")
    csl = citation_styles.of_a_house(wanted.csl, wanted.style) if own else citation_styles.shipped(wanted.style)
    made = citeproc.cite(bare, items, wanted.style, csl)
    told = (*missing, *located(sources.glued(bare, items), wanted))
    return Outcome((made, frozenset(str(item["id"]) for item in items)), told)


def located(findings: Iterable[Finding], wanted: Wanted) -> Iterator[Finding]:
    """Findings about references with the line where the key stands: in the master, else in the catalogue."""
    for finding in findings:
        wanted_key = re.escape(str(finding.value("key")))
        key = re.compile(rf"@{wanted_key}(?![\w:])")
        texts = ((wanted.master_name, wanted.master), (wanted.catalogue_name, wanted.catalogue or b""))
        places = (Place(name, line) for name, data in texts if (line := _line(data, key)))
        yield replace(finding, place=next(places, finding.place))


def _line(data: bytes, key: re.Pattern[str]) -> int | None:
    text = data.decode("utf-8", "replace")
    hit = key.search(text)
    return text.count("\n", 0, hit.start()) + 1 if hit else None


def _edition(wanted: Wanted, master: Master) -> Outcome[Edition]:
    words = labels.with_words(wanted.language, wanted.words)
    if wanted.catalogue is None:
        return Outcome(apply.source_edition(master, language=wanted.language, labels=words))
    text = files.decoded(wanted.catalogue, Path(wanted.catalogue_name), what=N_("catalogue"))
    catalogue = po.parse(text, publication=wanted.publication, language=wanted.language, path=wanted.catalogue_name)
    codec = inlines.PandocCodec(wanted.store)
    extracted = prepare(master, codec)
    digest = files.sha256(wanted.catalogue)
    outcome = apply.apply(
        master, catalogue, codec, policy=wanted.policy, labels=words, catalogue_digest=digest, extracted=extracted
    )
    if wanted.policy is not Policy.REVIEW:
        return outcome
    headings = words.gettext("Original"), words.gettext("Translation")
    document, _ = bilingual(
        master, catalogue, codec, source_heading=headings[0], target_heading=headings[1], extracted=extracted
    )
    meta = {
        name: outcome.value.document.meta[name] for name in ("title", "lang") if name in outcome.value.document.meta
    }
    both = replace(outcome.value, document=replace(document, meta=meta))
    return Outcome(both, outcome.findings)
