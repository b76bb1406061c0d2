"""An Edition as bytes, and back: how it travels to workers and stays in the store."""

from __future__ import annotations

import json
from dataclasses import asdict

from sco_pub.edge import labels
from sco_pub.model import ast
from sco_pub.model.document import Document
from sco_pub.model.edition import Edition, Progress, Provenance


def to_json(edition: Edition) -> bytes:
    """An edition as bytes; the labels that are shipped are looked up again."""
    data = {
        "publication": edition.publication,
        "language": edition.language,
        "lang": edition.lang,
        "source_lang": edition.source_lang,
        "document": ast.joined(edition.document.json()),
        "source_meta": ast.joined(dict(edition.source_meta)),
        "progress": asdict(edition.progress),
        "provenance": asdict(edition.provenance),
        "note_labels": edition.note_labels,
        "words": dict(labels.words_of(edition.labels)),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def from_json(data: bytes) -> Edition:
    """The edition that ``to_json`` wrote."""
    read = json.loads(data.decode("utf-8", "surrogatepass"))
    document = read["document"]
    return Edition(
        read["publication"],
        read["language"],
        read["lang"],
        read["source_lang"],
        Document(document["meta"], tuple(document["blocks"]), tuple(document["pandoc-api-version"])),
        read["source_meta"],
        labels.with_words(read["language"], read["words"]),
        Progress(**read["progress"]),
        Provenance(**read["provenance"]),
        tuple(read["note_labels"]),
    )
