"""A project folder for OmegaT (source: its manual, "Projects: files and folders"), and what comes back in one.

Paragraph segmentation is on: by sentences OmegaT writes every entry of more than one sentence back empty.  ``source/`` has the
catalogues as they are, ``tm/`` the finished pairs of the house, ``glossary/`` its terms.  OmegaT leaves ``source/`` alone, so
what was handed out stands there still when ``target/`` comes back.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from sco_pub.edge.exchange.markup import written
from sco_pub.edge.po import file as po
from sco_pub.localise.exchange import Row, Table, digest_of, handed_out
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Place
from sco_pub.model.wording import N_, phrase

PROJECT = "omegat.project"
_FOLDERS = ("source_dir", "target_dir", "tm_dir", "glossary_dir", "glossary_file", "dictionary_dir")
_OPTIONS = {"sentence_seg": "false", "support_default_translations": "true", "remove_tags": "false"}


def project(
    source_language: str, language: str, sources: Mapping[str, bytes], memories: Mapping[str, bytes], glossary: str
) -> dict[str, bytes]:
    """The files of a project by their names in it; ``sources`` and ``memories``: catalogues and TMX by publication."""
    root = etree.Element("omegat")
    inner = etree.SubElement(root, "project", version="1.0")
    for name in _FOLDERS:
        etree.SubElement(inner, name).text = "__DEFAULT__"
    etree.SubElement(inner, "source_lang").text = source_language
    etree.SubElement(inner, "target_lang").text = language
    for name, value in _OPTIONS.items():
        etree.SubElement(inner, name).text = value
    files = {f"glossary/{language}.utf8": glossary.encode()}
    files |= {f"source/{name}.po": data for name, data in sources.items()}
    files |= {f"tm/{name}.tmx": data for name, data in memories.items()}
    return files | {PROJECT: written(root, pretty=True)}  # the last to be written: without it a folder is no project


def read(folder: Path, source_language: str) -> tuple[Table, ...]:
    """What OmegaT wrote, a table a publication; each row with the digest of what had been handed out."""
    if not (folder / PROJECT).is_file():
        said = phrase(N_("{path} isn't a project of OmegaT."), path=str(folder))
        raise InputError(said, place=Place(str(folder)), hint=N_("Name the folder that has omegat.project in it."))
    made = sorted((folder / "target").glob("*.po"))
    if not made:
        said = phrase(N_("{path} has no translated file in target/."), path=str(folder))
        raise InputError(said, place=Place(str(folder)), hint=N_("In OmegaT: Project, Create Translated Documents."))
    return tuple(_table(folder, path, source_language) for path in made)


def _table(folder: Path, path: Path, source_language: str) -> Table:
    before = po.read_catalogue(folder / "source" / path.name, publication=path.stem, language="")
    after = po.read_catalogue(path, publication=path.stem, language="")
    digests = {entry.key: digest_of(entry.target, entry.fuzzy) for entry in before.entries if not entry.obsolete}
    rows = []
    for entry, row in zip((e for e in after.entries if not e.obsolete), handed_out(after, "").rows, strict=True):
        rows.append(
            Row(
                row.ident,
                row.target,
                row.state,
                row.source,
                row.context,
                digest=digests.get(entry.key, ""),
                line=entry.line,
            )
        )
    language = dict(after.header).get("Language", "").replace("_", "-")
    return Table(path.stem, source_language, language, tuple(rows))
