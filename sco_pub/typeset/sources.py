"""Take an edition that cites by key, give what pandoc's citeproc is asked, and the edition with what it answered.

Strategy.  ``[@key]`` and ``@key`` are pandoc's citations; the sources stand in a file that the front matter names
(``bibliography``).  Citeproc is shown the citations only, each in a paragraph of its own, those of a note in a note (note
styles count notes), so that the text never leaves the house.  What comes back is put in the citations' places:

- links lead to the entries (``source-N``), a raised citation or a note leaves no space before itself, and a note of an English
  edition stands behind the stop (Chicago);
- the list becomes a Div ``sources`` of Divs ``source``, which typeset.references sets as it sets lists that were written by hand:
  where the text has a Div ``refs``, or at its end, under its own last heading or one in the edition's language.

Two national standards want each source in its own language (GB/T 7714-2015: et al. and 等 as the source has them; GOST R
7.0.5-2008): what citeproc says of it with that language's terms takes the place of the other (``in_own_language``).

Known doubts: a citation of several sources has the edition's terms; locators are best written as bare numbers, because citeproc
reads ``p.`` or ``с.`` only where they are the edition's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from sco_pub.model import ast
from sco_pub.model.characters import HANZI
from sco_pub.model.codes import typesetting
from sco_pub.model.document import Document
from sco_pub.model.edition import Edition
from sco_pub.model.finding import Finding, Place, found

Item: TypeAlias = dict[str, Any]
KEY = "bibliography"  # of the front matter: a file, or several
LIST, ENTRY = "sources", "source"  # classes
#: Styles whose standards set each source in its own language.
_GB, _GOST = "gb-t-7714", "gost-r-7-0-5"
_OWN_LANGUAGE = (_GB, _GOST)
_EASTERN = frozenset({"zh", "ja", "ko"})  # whose terms no Russian list has
_SCRIPTS = (("zh-CN", re.compile(f"[{HANZI}]")), ("ru-RU", re.compile("[\u0400-\u052f]")))
_KANA, _HANGUL = re.compile("[\u3040-\u30ff]"), re.compile("[\uac00-\ud7af]")
_UNDIVIDED = re.compile(f"[\u3040-\u30ff{HANZI}\uac00-\ud7af]+")  # names that are written without a space
_STOPS = re.compile(r"[.,;:!?]+[”’]?")
_GLUED = re.compile(r"(?<=\w)@([A-Za-z0-9_:.-]*[A-Za-z0-9_])")
_SPACES = frozenset({"Space", "SoftBreak"})


@dataclass(frozen=True, slots=True)
class Cited:
    """The citations of an edition that have sources, in reading order; ``job``: the blocks that show them to citeproc."""

    job: ast.Blocks
    keys: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What citeproc made of a job: the inlines of each citation, and of each entry its key, mark and text."""

    citations: tuple[ast.Inlines, ...]
    entries: tuple[tuple[str, ast.Inlines, ast.Inlines], ...]


def files_named(document: Document) -> tuple[str, ...]:
    """The files that the front matter names as the sources'."""
    value = document.meta.get(KEY)
    if value is None:
        return ()
    items = value["c"] if value["t"] == "MetaList" else [value]
    return tuple(name for item in items if (name := ast.stringify(item).strip()))


def without_key(edition: Edition) -> Edition:
    """The edition whose metadata doesn't name files any more: pandoc would act upon them."""
    document = edition.document
    if KEY not in document.meta and KEY not in edition.source_meta:
        return edition
    meta = {name: value for name, value in document.meta.items() if name != KEY}
    source = {name: value for name, value in edition.source_meta.items() if name != KEY}
    return replace(edition, document=Document(meta, document.blocks, document.api_version), source_meta=source)


def normal(items: Sequence[Item]) -> list[Item]:
    """Sources with a language each where their script tells it, and names in hanzi, kana or hangul in one piece."""
    return [_normal(item) for item in items]


def _normal(item: Item) -> Item:
    said = f"{item.get('title', '')}{item.get('container-title', '')}"
    language = item.get("language") or _language(said)
    names = {key: [_name(name) for name in value] for key, value in item.items() if _are_names(value)}
    return {**item, **names, **({"language": language} if language else {})}


def _language(text: str) -> str:
    if _KANA.search(text):
        return "ja-JP"
    if _HANGUL.search(text):
        return "ko-KR"
    return next((language for language, letters in _SCRIPTS if letters.search(text)), "")


def _are_names(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(name, dict) for name in value)


def _name(name: Item) -> Item:
    whole = f"{name.get('family', '')}{name.get('given', '')}"
    return {"literal": whole} if _UNDIVIDED.fullmatch(whole) else name


def bare_descriptions(edition: Edition) -> Edition:
    """The edition without citations in the descriptions of pictures: a caption that is one, too, cites once."""

    def change(element: ast.Element) -> ast.Element | None:
        if element["t"] != "Image" or not any(part["t"] == "Cite" for part in element["c"][1]):
            return None
        attr, inlines, target = element["c"]
        return {"t": "Image", "c": [attr, [part for part in inlines if part["t"] != "Cite"], target]}

    document = edition.document
    blocks = tuple(ast.transform(list(document.blocks), change))
    return replace(edition, document=Document(document.meta, blocks, document.api_version))


def cited(edition: Edition, items: Sequence[Item]) -> Cited:
    """The citations of which every key has a source."""
    known = {str(item["id"]) for item in items}
    keys, job = list[tuple[str, ...]](), ast.Blocks()
    for note, citations in _by_note(edition.document):
        ours = [cite for cite in citations if set(_keys(cite)) <= known]
        shown = [ast.para([ast.span([cite], id=f"cite-{len(keys) + n}")]) for n, cite in enumerate(ours)]
        keys += [_keys(cite) for cite in ours]
        if note:
            job.append(ast.para([{"t": "Note", "c": shown or [ast.para([ast.text("–")])]}]))
        else:
            job += shown
    return Cited(job, tuple(keys))


def glued(edition: Edition, items: Sequence[Item]) -> tuple[Finding, ...]:
    """A finding for each key of a source that stands right behind a letter, where pandoc reads no citation."""
    known, place = {str(item["id"]) for item in items}, Place(edition.provenance.master_path)
    strings = [element["c"] for element in ast.walk(list(edition.document.blocks)) if element["t"] == "Str"]
    keys = dict.fromkeys(key for text in strings for key in _GLUED.findall(text) if key in known)
    return tuple(found(typesetting.REFERENCE_UNRESOLVED, place, "glued", key=key) for key in keys)


def _by_note(document: Document) -> Iterator[tuple[bool, list[ast.Element]]]:
    """The citations in reading order: those of each note together, notes without any too."""
    inside = 0
    for element in ast.walk([document.meta, list(document.blocks)]):
        if element["t"] == "Note":
            citations = [each for each in ast.walk(element["c"]) if each["t"] == "Cite"]
            inside += len(citations)
            yield True, citations
        elif element["t"] == "Cite":
            if not inside:
                yield False, [element]
            inside = max(inside - 1, 0)


def _keys(cite: ast.Element) -> tuple[str, ...]:
    return tuple(citation["citationId"] for citation in cite["c"][0])


def answered(blocks: ast.Blocks, count: int) -> Answer:
    """What citeproc made of a job with ``count`` citations."""
    made: list[ast.Inlines] = [[] for _ in range(count)]
    for element in ast.walk(blocks):
        if element["t"] == "Span" and element["c"][0][0].startswith("cite-"):
            made[int(element["c"][0][0].removeprefix("cite-"))] = element["c"][1][0]["c"][1]
    listed = next((block for block in blocks if block["t"] == "Div" and block["c"][0][0] == "refs"), None)
    entries = [_entry(entry) for entry in listed["c"][1]] if listed else []
    return Answer(tuple(made), tuple(entries))


def _entry(entry: ast.Element) -> tuple[str, ast.Inlines, ast.Inlines]:
    inlines: ast.Inlines = [inline for block in entry["c"][1] for inline in block["c"]]
    mark: ast.Inlines = next((part["c"][1] for part in inlines if _is(part, "csl-left-margin")), [])
    text = next((part["c"][1] for part in inlines if _is(part, "csl-right-inline")), inlines)
    return entry["c"][0][0].removeprefix("ref-"), mark, text


def _is(element: ast.Element, name: str) -> bool:
    return element["t"] == "Span" and name in element["c"][0][1]


def languages(style: str, items: Sequence[Item], keys: Sequence[Sequence[str]], lang: str) -> tuple[str, ...]:
    """The languages, besides the edition's, in whose terms the style's standard wants sources."""
    standard = next((name for name in _OWN_LANGUAGE if style.startswith(name)), None)
    if standard is None:
        return ()
    used = {key for group in keys for key in group}
    wanted = {_own(item) for item in items if str(item["id"]) in used}
    wanted = {each for each in wanted if standard == _GB or each.split("-")[0] not in _EASTERN}
    return tuple(sorted(each for each in wanted if each.split("-")[0] != lang.split("-")[0]))


def _own(item: Item) -> str:
    return str(item.get("language") or "en-US")


def in_own_language(
    main: Answer, others: Mapping[str, Answer], items: Sequence[Item], cited_: Cited, *, notes: bool
) -> Answer:
    """The answer with each entry, and in a note style each citation of one source, in the terms of the source's language."""
    own = {str(item["id"]): _own(item) for item in items}
    by_key = {language: {key: text for key, _, text in answer.entries} for language, answer in others.items()}
    entries = tuple((key, mark, by_key.get(own[key], {}).get(key, text)) for key, mark, text in main.entries)
    citations = main.citations
    if notes:
        citations = tuple(
            others[own[keys[0]]].citations[n] if len(keys) == 1 and own[keys[0]] in others else inlines
            for n, (keys, inlines) in enumerate(zip(cited_.keys, citations, strict=True))
        )
    return Answer(citations, entries)


def placed(edition: Edition, cited_: Cited, answer: Answer, *, notes: bool) -> Edition:
    """The edition with citations as they are to be read, and its list of sources."""
    document = edition.document
    order = {key: number for number, (key, _, _) in enumerate(answer.entries, 1)}
    known = {key for group in cited_.keys for key in group}
    putter = _Putter(iter(answer.citations), known, order, edition.lang.split("-")[0] == "en", notes)
    meta = putter.node(document.meta)
    blocks = putter.node(list(document.blocks))
    if answer.entries:
        blocks = _with_list(blocks, _listed(answer), edition)
    made = Document(meta, tuple(blocks), document.api_version)
    labels = (*edition.note_labels, *putter.labels)
    return replace(edition, document=made, note_labels=labels)


@dataclass(slots=True)
class _Putter:
    """One pass over one document, in which each citation gets the next answer."""

    answers: Iterator[ast.Inlines]
    known: set[str]
    order: Mapping[str, int]
    behind: bool  # whether a note stands behind the stop
    notes: bool
    inside: bool = False  # of a note
    labels: list[str] = field(default_factory=list)

    def node(self, node: Any) -> Any:
        """A part of pandoc's tree with its citations put; nothing of what was given is changed."""
        if isinstance(node, list | tuple):
            if any(isinstance(child, dict) and self._is_ours(child) for child in node):
                return self._inlines(node)
            return [self.node(child) for child in node]
        if not isinstance(node, dict):
            return node
        before, self.inside = self.inside, self.inside or node.get("t") == "Note"
        made = {key: self.node(value) for key, value in node.items()}
        self.inside = before
        return made

    def _is_ours(self, element: ast.Element) -> bool:
        return element.get("t") == "Cite" and set(_keys(element)) <= self.known

    def _inlines(self, inlines: Sequence[ast.Element]) -> ast.Inlines:
        out: ast.Inlines = []
        for inline in inlines:
            if self._is_ours(inline):
                said = self._said(next(self.answers))
                if said and said[0]["t"] in ("Superscript", "Note"):
                    while out and out[-1]["t"] in _SPACES:
                        out.pop()
                out += said
            else:
                out += self._behind_note(out, self.node(inline))
        return out

    def _behind_note(self, out: ast.Inlines, inline: ast.Element) -> ast.Inlines:
        """What follows a citation; where that is a note, the stop goes before it."""
        last = out[-1] if out else {"t": ""}
        stop = _STOPS.match(inline["c"]) if inline["t"] == "Str" else None
        if not (self.behind and stop and last["t"] == "Note" and last.get("label") in self.labels):
            return [inline]
        out.insert(-1, ast.text(stop[0]))
        rest = inline["c"][stop.end() :]
        return [ast.text(rest)] if rest else []

    def _said(self, inlines: ast.Inlines) -> ast.Inlines:
        """An answer as it stands in the text: its note bare within a note, its links to the list."""
        if self.notes and self.inside:
            return _bare(inlines)
        made: ast.Inlines = ast.transform(inlines, self._changed)
        if self.notes:
            return made
        if len(made) == 1 and made[0]["t"] == "Superscript":
            return [{"t": "Superscript", "c": [ast.span(_page_outside(made[0]["c"]), classes=["cited"])]}]
        return [ast.span(made, classes=["cited"])]

    def _changed(self, element: ast.Element) -> ast.Element | None:
        if element["t"] == "Note":
            self.labels.append(f"cite-{len(self.labels) + 1}")
            return {**element, "label": self.labels[-1]}
        if element["t"] == "Link" and element["c"][2][0].startswith("#ref-"):
            number = self.order.get(element["c"][2][0].removeprefix("#ref-"))
            return {"t": "Link", "c": [["", [], []], element["c"][1], [f"#{ENTRY}-{number}", ""]]}
        return None


def _bare(inlines: ast.Inlines) -> ast.Inlines:
    """A citation within a note without the brackets that pandoc puts round it there."""
    if len(inlines) > 2 and inlines[0] == ast.text("(") and inlines[-1] == ast.text(")"):
        return inlines[1:-1]
    return inlines


def _page_outside(inlines: ast.Inlines) -> ast.Inlines:
    """[3: 12] as [3]12: GB/T 7714-2015, 10.1 has the page of a citation behind the bracket."""
    if len(inlines) != 3 or inlines[0] != ast.text("[") or inlines[2] != ast.text("]") or inlines[1]["t"] != "Link":
        return inlines
    attr, words, target = inlines[1]["c"]
    if len(words) < 3 or words[0]["t"] != "Str" or not words[0]["c"].endswith(":"):
        return inlines
    number = {"t": "Link", "c": [attr, [ast.text(words[0]["c"][:-1])], target]}
    return [inlines[0], number, inlines[2], *words[2:]]


def _listed(answer: Answer) -> ast.Element:
    entries = []
    for number, (_, mark, text) in enumerate(answer.entries, 1):
        words = [ast.span(mark, classes=["mark"]), {"t": "Space"}, *text] if mark else list(text)
        entries.append(ast.div([ast.para(words)], id=f"{ENTRY}-{number}", classes=[ENTRY]))
    return ast.div(entries, classes=[LIST])


def _with_list(blocks: ast.Blocks, listed: ast.Element, edition: Edition) -> ast.Blocks:
    """The blocks with the list in the place of a Div ``refs`` or behind them, under a heading."""
    at = next((n for n, block in enumerate(blocks) if block["t"] == "Div" and block["c"][0][0] == "refs"), len(blocks))
    before, after = blocks[:at], blocks[at + 1 :]
    if before and before[-1]["t"] == "Header":
        return [*before, listed, *after]
    level = min((block["c"][0] for block in blocks if block["t"] == "Header"), default=1)
    words = [ast.text(edition.labels.gettext("References"))]
    return [*before, {"t": "Header", "c": [level, ["references", [], []], words]}, listed, *after]
