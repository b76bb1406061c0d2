"""Take a Template and a Glossary, give the term comments that update writes, by msgid."""

from __future__ import annotations

from collections.abc import Mapping

from sco_pub.model.catalogue import Template
from sco_pub.model.glossary import Glossary


def term_comments(template: Template, glossary: Glossary, language: str) -> Mapping[str, tuple[str, ...]]:
    """For ``update(terms=…)``: the lines of each msgid that has terms with a rendering in this language."""
    primary = language.replace("_", "-").split("-")[0]
    lines = {segment.source: glossary.comments(segment.source, primary) for segment in template.segments}
    return {source: found for source, found in lines.items() if found}
