"""Take a RawText, give a CleanText and its Changes.

The calls, in the order in which the pipeline makes them::

    raw = rawtext.read(path)                                   # edge.rawtext, or edge.pdf.read
    decisions = corrections.parse(toml_text, "corrections.toml")    # InputError names every fault at once
    cleaned = cleaning.clean(raw, decisions, Options())        # Outcome[CleanText]; errors → exit 1
    master = structure.structure(cleaned.value, decisions)     # sco_pub.structure.master: Outcome[MasterText]
    page = report_html.render(report.make(raw, cleaned))       # cleaning.html; report.as_json for the same as JSON
"""
