"""Take a document, give one in which passages of another script say their language.

Strategy.  A screen reader, a hyphenator, a spelling checker and a font chooser all need to know that «Россия — Китай»
in a Chinese note is Russian.  Scripts tell most of it:

- The text of a run of plain words (strings and spaces, up to the next note, link or emphasis) is cut where the script
  changes; digits, spaces and marks belong to the foreign passage when they stand between two of its letters, and a mark
  that closes it («.», ») is its own too, but curly quotes round it are the host's.
- A passage in the script of its surroundings is left alone; one that already has a ``lang`` is the host of what it
  holds.
- A script that several languages share is decided by telltale letters (Cyrillic, Arabic) or by little words (Latin).
  Latin passages without any (names, initials, IT, 5G) stay unmarked, as WCAG 2.2, 3.1.2 allows for names and terms.
- Addresses are no language: links whose text is their target are left alone.

Known doubts: Latin within Latin and Cyrillic within Cyrillic can't be seen; a short French passage may pass for
English.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sco_pub.model import ast, scripts
from sco_pub.model.characters import HANZI_WRITTEN
from sco_pub.model.document import Document

_SCRIPTS = (
    ("Hani", f"{HANZI_WRITTEN}\u3000-\u303f\u3100-\u312f\uff01-\uff60"),
    ("Kana", "\u3040-\u30ff\u31f0-\u31ff"),
    ("Hang", "\u1100-\u11ff\uac00-\ud7af"),
    ("Cyrl", "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f"),
    ("Grek", "\u0370-\u03ff\u1f00-\u1fff"),
    ("Arab", "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff"),
    ("Hebr", "\u0590-\u05ff\ufb1d-\ufb4f"),
    ("Latn", "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"),
)  # fmt: skip
_LETTERS = re.compile("|".join(f"(?P<{name}>[{ranges}]+)" for name, ranges in _SCRIPTS))
_LANGUAGES = {"Hani": "zh", "Kana": "ja", "Hang": "ko", "Cyrl": "ru", "Grek": "el", "Arab": "ar", "Hebr": "he"}
_TELLTALE_LETTERS = {
    "Cyrl": (("uk", "їєґ"), ("kk", "әғқңұһ"), ("tg", "ҷӣӯ"), ("be", "ў"), ("und-Cyrl", "өүҳћђњљ")),
    "Arab": (("fa", "پچژگ"),),
}
_LITTLE_WORDS = {
    "en": "the of and in on to for with by from is at as",
    "fr": "le la les des du et en au aux une dans",
    "de": "der die das und des im von zur für",
    "es": "el los las y del en una por",
}
_RUNS = {
    "Hans": "Hani",
    "Hant": "Hani",
    "Jpan": "Hani",
    "Kore": "Hang",
}  # the ranges that a script of a language is known by
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he"})  # what language_of may find
_BARE = frozenset({"Hani", "Arab", "Hebr"})  # a stop inside a passage that runs to the left would stand at its left
_CLOSING = ".!?…%"
_TAIL = re.compile(r"[\s\d.,:;–—-]*")  # pages and years that end a reference
_PAIRS = {"»": "«", ")": "(", "]": "["}
_PLAIN = frozenset({"Str", "Space", "SoftBreak"})


def mark_languages(document: Document, lang: str, source_lang: str = "zh-CN") -> Document:
    """The document with a ``lang`` Span round each passage whose script is not that of ``lang`` (a BCP 47 tag).

    Chinese passages take ``source_lang`` when that is Chinese, so that they keep its region.  Text stays as it is.
    """
    marker = _Marker(source_lang)
    meta = {name: marker.node(value, lang) for name, value in document.meta.items()}
    return Document(meta, tuple(marker.node(list(document.blocks), lang)), document.api_version)


def script_of(lang: str) -> str:
    """The script of _SCRIPTS that a language is read in."""
    code = scripts.code_of(lang)
    return _RUNS.get(code, code)


def language_of(text: str, script: str) -> str | None:
    """The language a passage of one script is most likely in; None for Latin without a telltale word."""
    if script == "Latn":
        words = re.findall(r"\w+", text.lower())
        scores = {lang: sum(words.count(word) for word in little.split()) for lang, little in _LITTLE_WORDS.items()}
        best = max(scores, key=lambda lang: scores[lang])
        return best if scores[best] else None
    for lang, letters in _TELLTALE_LETTERS.get(script, ()):
        if any(letter in text.lower() for letter in letters):
            return lang
    return _LANGUAGES[script]


def wholly(text: str, lang: str) -> str | None:
    """The language of a text that has letters of one script only, and not of ``lang``'s; None for any other text."""
    scripts = {match.lastgroup or "" for match in _LETTERS.finditer(text)}
    script = scripts.pop() if len(scripts) == 1 else ""
    if not script or _at_home(script, script_of(lang)):
        return None
    found = language_of(text, script)
    return None if found in _RIGHT_TO_LEFT else found


def passages(text: str, home: str) -> list[tuple[int, int, str]]:
    """(start, end, script) of each passage of ``text`` that is not in the script ``home``; offsets in characters."""
    found: list[tuple[int, int, str]] = []
    for match in _LETTERS.finditer(text):
        script = match.lastgroup or ""
        if found and found[-1][2] == script:
            found[-1] = (found[-1][0], match.end(), script)
        else:
            found.append((match.start(), match.end(), script))
    return [_with_marks(text, passage) for passage in found if not _at_home(passage[2], home)]


def _at_home(script: str, home: str) -> bool:
    return script == home or (home == "Hani" and script == "Kana")


def _with_marks(text: str, passage: tuple[int, int, str]) -> tuple[int, int, str]:
    start, end, script = passage
    if script in _BARE:
        return passage
    if start and text[start - 1] in _PAIRS.values():
        start -= 1
    if _TAIL.fullmatch(text, end):
        return start, len(text.rstrip()), script
    while end < len(text) and (text[end] in _CLOSING or _closes(text, start, end)):
        end += 1
    return start, end, script


def _closes(text: str, start: int, end: int) -> bool:
    """Whether the mark at ``end`` closes a pair that was opened after ``start``."""
    opening = _PAIRS.get(text[end])
    return opening is not None and text.count(opening, start, end) > text.count(text[end], start, end)


class _Marker:
    """Carries the language of the surroundings down the tree."""

    def __init__(self, source_lang: str) -> None:
        self.source_lang = source_lang

    def node(self, node: Any, home: str) -> Any:
        if isinstance(node, Mapping):
            if "t" in node:
                return self._element(dict(node), home)
            return {key: self.node(value, home) for key, value in node.items()}
        if isinstance(node, list | tuple):
            children = [self.node(child, home) for child in node]
            plain = any(isinstance(child, dict) and child.get("t") in _PLAIN for child in children)
            return self._inlines(children, home) if plain else children
        return node

    def _element(self, element: ast.Element, home: str) -> ast.Element:
        if element["t"] in ("Span", "Div"):
            home = dict(map(tuple, element["c"][0][2])).get("lang", home)
        if element["t"] == "Link" and ast.stringify(element["c"][1]) in element["c"][2][0]:
            return element
        if element["t"] in ("Code", "CodeBlock", "Math", "MetaString", "Str") or "c" not in element:
            return element
        return {**element, "c": self.node(element["c"], home)}

    def _inlines(self, inlines: ast.Inlines, home: str) -> ast.Inlines:
        out: ast.Inlines = []
        run: ast.Inlines = []
        for inline in [*inlines, {"t": "end"}]:
            if inline["t"] in _PLAIN:
                run.append(inline)
                continue
            out += self._run(run, home)
            run = []
            out.append(inline)
        return out[:-1]

    def _run(self, run: ast.Inlines, home: str) -> ast.Inlines:
        text = "".join(inline["c"] if inline["t"] == "Str" else " " for inline in run)
        found = passages(text, script_of(home))
        cuts = [(start, end, self._language(text[start:end], script)) for start, end, script in found]
        out: ast.Inlines = []
        position = 0
        for start, end, lang in [cut for cut in cuts if cut[2]]:
            other = scripts.is_right_to_left(str(lang)) != scripts.is_right_to_left(home)
            way = {"dir": "rtl" if scripts.is_right_to_left(str(lang)) else "ltr"} if other else {}
            attributes = {"lang": str(lang)} | way
            out += ast.cut(run, position, start)
            out.append(ast.span(ast.cut(run, start, end), attributes=attributes))
            position = end
        return out + ast.cut(run, position, len(text)) if out else run

    def _language(self, text: str, script: str) -> str | None:
        if script == "Hani" and self.source_lang.lower().startswith("zh"):
            return self.source_lang
        return language_of(text, script)
