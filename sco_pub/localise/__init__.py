"""Take a Master, give a Template; take a Master and a Catalogue, give an Edition.

What the pipeline calls (no I/O here; ``codec`` is ``edge.inlines.PandocCodec()``):

    extract.extract(master, codec) -> Outcome[Template]
    update.update(template, catalogue, terms=None, suggestions=None) -> Outcome[Catalogue]
        (``outcome.value == catalogue``: nothing to write; a new one comes from ``header.new_catalogue``)
    apply.apply(master, catalogue, codec, policy=Policy.DRAFT, labels=None, catalogue_digest=None) -> Outcome[Edition]
    apply.source_edition(master, language=, labels=None) -> Edition
    header.new_catalogue(publication, language, path, plural_forms=edge.labels.plural_forms(language)) -> Catalogue
    state.state_of(entry) -> State; state.review(catalogue, name=, date=, which=) -> (Catalogue, count)

At the door: ``edge.po.read_catalogue(path, publication=, language=, name=)``, ``edge.po.write_catalogue(path, catalogue)``,
``edge.labels.labels(language)``, ``edge.labels.plural_forms(language)``.
"""
