"""Take a list of sources, give it as CSL items; take citations, give what pandoc's citeproc makes of them.

Strategy.  BibTeX and BibLaTeX are read by pandoc, CSL-JSON is what it is.  Citeproc runs sandboxed, like all of pandoc: it
sees the citations (typeset.sources), the items and a style, and fetches nothing.  The styles that are shipped stand in
typeset/citation_styles; a house's own is a .csl file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sco_pub.edge import temporary
from sco_pub.edge.pandoc import door
from sco_pub.model import ast
from sco_pub.model.edition import Edition
from sco_pub.model.errors import InputError, ToolError
from sco_pub.model.finding import Place
from sco_pub.model.wording import N_, phrase
from sco_pub.typeset import sources

_NOTE_STYLE = re.compile(r'<style\b[^>]*\bclass="note"')


def read(data: bytes, name: str) -> list[sources.Item]:
    """The sources in a .bib or CSL-JSON file, as CSL items; InputError for what is neither."""
    try:
        read = (
            door.call(["--from=biblatex", "--to=csljson", "--sandbox"], data, name) if name.endswith(".bib") else data
        )
        items = json.loads(read)
    except (ToolError, ValueError, RecursionError) as error:
        raise _unreadable(name, error) from None
    if not isinstance(items, list) or not all(isinstance(item, dict) and item.get("id") for item in items):
        raise _unreadable(name, None)
    return sources.normal(items)


def _unreadable(name: str, error: Exception | None) -> InputError:
    said = error.message if isinstance(error, ToolError) else ""
    line = re.search(r"line (\d+)", said)
    return InputError(
        phrase(N_("{name} can't be read as a list of sources (BibTeX or CSL-JSON)."), name=name),
        place=Place(name, int(line[1]) if line else None),
        hint=N_("Export it again from the program that keeps your sources."),
    )


def cite(edition: Edition, items: Sequence[sources.Item], style: str, csl: bytes) -> Edition:
    """The edition with its citations in a style (its name, and the file) and the list of what it cites."""
    bare = sources.bare_descriptions(edition)
    cited = sources.cited(bare, items)
    if not cited.keys:
        return edition
    notes = _NOTE_STYLE.search(csl.decode("utf-8", "replace")) is not None
    main = _answer(cited, items, csl, edition.lang, links=not notes)
    wanted = sources.languages(style, items, cited.keys, edition.lang)
    others: Mapping[str, sources.Answer] = {
        language: _answer(cited, items, csl, language, links=not notes) for language in wanted
    }
    answer = sources.in_own_language(main, others, items, cited, notes=notes)
    return sources.placed(bare, cited, answer, notes=notes)


def _answer(
    cited: sources.Cited, items: Sequence[sources.Item], csl: bytes, lang: str, *, links: bool
) -> sources.Answer:
    """What citeproc says with the terms of a language."""
    meta = {
        "lang": {"t": "MetaString", "c": lang},
        "link-citations": {"t": "MetaBool", "c": links},
    }
    document = {"pandoc-api-version": door.API_VERSION, "meta": meta, "blocks": cited.job}
    with temporary.folder() as folder:
        room = Path(folder)
        (room / "sources.json").write_text(json.dumps(items), "utf-8")
        (room / "style.csl").write_bytes(csl)
        arguments = [f"--bibliography={room / 'sources.json'}", f"--csl={room / 'style.csl'}", "--citeproc", "--quiet"]
        made: dict[str, Any] = json.loads(
            door.call(["--from=json", "--to=json", "--sandbox", *arguments], json.dumps(document).encode())
        )
    blocks: ast.Blocks = made["blocks"]
    return sources.answered(blocks, len(cited.keys))
