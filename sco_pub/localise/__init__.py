"""Take a Master, give a Template; take a Master and a Catalogue, give an Edition.

What the pipeline calls (no I/O here; ``codec`` is ``edge.pandoc.inlines.PandocCodec()``):

    extract.extract(master, codec) -> Outcome[Template]
    update.update(template, catalogue, terms=None, suggestions=None) -> Outcome[Catalogue]
        ``outcome.value == catalogue``: nothing to write.  A new catalogue comes from po_header.new_catalogue.
        terms: suggestions.term_comments(template, glossary, language)
        suggestions: memory.suggest([s.source for s in template.segments], language=, publication=), only if asked for
    apply.apply(master, catalogue, codec, policy=Policy.DRAFT, labels=None, catalogue_digest=None) -> Outcome[Edition]
    apply.source_edition(master, language=, labels=None) -> Edition
    bilingual.bilingual(master, catalogue, codec, source_heading=, target_heading=) -> (Document, Progress)
    po_header.new_catalogue(publication, language, path, plural_forms=edge.labels.plural_forms(language)) -> Catalogue
    state.state_of(entry) -> State; state.review(catalogue, name=, date=, which=) -> (Catalogue, count)
    migrate.migrate(catalogue) -> Catalogue (the same object if there was nothing to do)
    merge.merge(base | None, ours, theirs) -> Outcome[Catalogue]
    badge.badge(label, progress) -> SVG; badge.plot([(name, progress)]) -> SVG

At the door:

    edge.po.file.read_catalogue(path, publication=, language=, name=), edge.po.file.write_catalogue(path, catalogue) -> changed
    edge.po.file.parse(text, …), edge.po.file.render(catalogue): canonical form is render(parse(text)) == text
    edge.labels.labels(language), plural_forms(language), language_name(language, in_language=)
    edge.glossary.read_glossary(path); edge.memory.Memory(path); edge.morphology.morphology(language)
    edge.git.install(folder, command="sco-pub po merge-driver"); edge.git.merge_files(ancestor, ours, theirs, name=)
    check.catalogue.check_catalogue(catalogue, template=, glossary=, morphology=, fuzzy=False) -> findings
    check.render.as_text / as_json / as_sarif(version=) / as_github (findings)
"""
