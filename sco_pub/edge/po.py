"""Take a PO file, give a Catalogue; take a Catalogue, give the one canonical PO text.

Strategy.  polib parses; a guard in front of it refuses what polib would swallow silently (an unclosed string makes it give
back an empty file), with the line.  Two forms that polib 1.2 misreads are put into the equivalent form first: ``#~|`` (its
previous texts were lost) and ``#text`` without a space.  Nothing of a translator is dropped: comments, flags, previous
texts, obsolete entries, header comments and foreign header fields come back as they were.

Written form, always the same, so that a diff shows what changed and nothing else: no wrapping (a text is split only after
``\\n``), references are file names without lines, flags sorted with ``fuzzy`` first, the header's own fields in a fixed order
and foreign ones after them, obsolete entries last, UTF-8, LF.  No date is written or moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import polib

from sco_pub.edge.files import read_text, write_text
from sco_pub.localise.header import in_order
from sco_pub.model.catalogue import Catalogue, Entry, Key
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Place

_STRING = r'"[^"\\]*(?:\\.[^"\\]*)*"\s*'
_KEYWORD = re.compile(rf"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s*{_STRING}")
_CONTINUED = re.compile(_STRING)
_AFTER = {"": ("msgctxt", "msgid"), "msgctxt": ("msgid",), "msgid": ("msgstr",), "msgstr": ("msgctxt", "msgid")}
_TIGHT_COMMENT = re.compile(r"^#(?=[^\s.,:|~=])", re.MULTILINE)
# polib drops empty comment lines at the beginning; they go through with a private-use sign on them.
_EMPTY_COMMENT = re.compile(r"^#[ \t]*$", re.MULTILINE)
_EMPTY = "\U0010fff9"
_OLD_PREVIOUS = re.compile(r"^#~\|", re.MULTILINE)
_LINE = re.compile(r"line (\d+)")
_ESCAPES = {
    "\\": r"\\",
    '"': r"\"",
    "\n": r"\n",
    "\t": r"\t",
    "\r": r"\r",
    "\a": r"\a",
    "\b": r"\b",
    "\f": r"\f",
    "\v": r"\v",
}
_ESCAPED = re.compile(r'[\\"\n\t\r\x07\x08\x0b\x0c]')


def read_catalogue(path: Path, *, publication: str, language: str, name: str | None = None) -> Catalogue:
    """The catalogue in a file.  ``name`` is the path as the user writes it.  InputError: one sentence, with the line."""
    return parse(read_text(path, what="catalogue"), publication=publication, language=language, path=name or str(path))


def write_catalogue(path: Path, catalogue: Catalogue) -> bool:
    """Write the canonical text beside and rename; False, and nothing touched, when the file has it already."""
    return write_text(path, render(catalogue))


def parse(text: str, *, publication: str, language: str, path: str) -> Catalogue:
    """The catalogue that a PO text holds; see the module's strategy for what is refused."""
    text = text.replace("\r\n", "\n")
    _guard(text, path)
    prepared = _EMPTY_COMMENT.sub(f"# {_EMPTY}", _OLD_PREVIOUS.sub("#|", _TIGHT_COMMENT.sub("# ", text))) + "\n"
    try:
        parsed = polib.pofile(prepared, check_for_duplicates=False)
    except (OSError, ValueError, IndexError) as error:
        found = _LINE.search(str(error))
        line = int(found[1]) if found else None
        raise InputError(f"{path} isn't a PO file that can be read.", place=Place(path, line), hint=_SEE) from None
    entries = tuple(_entry(entry) for entry in parsed)
    _refuse_duplicates(entries, path)
    return Catalogue(
        publication=publication,
        language=language,
        path=path,
        header=tuple(parsed.metadata.items()),
        header_comments=_comments(parsed.header),
        header_flags=("fuzzy",) if parsed.metadata_is_fuzzy else (),
        entries=entries,
    )


_SEE = "Open it in a text editor at that line, or ask git for an older version."


def _guard(text: str, path: str) -> None:
    """Every line is a comment, empty, or a keyword or continuation with a closed string, in gettext's order."""
    state, obsolete_state, line = "", "", 0
    for line, content in enumerate(text.split("\n"), 1):
        content = content.strip()
        obsolete = content.startswith("#~") and not content.startswith("#~|")
        if obsolete:
            content = content[2:].strip()
        if not content or (content[0] == "#" and not content.startswith("#|")):
            continue
        if content.startswith("#|"):
            content = content[2:].strip()
            if not (_KEYWORD.fullmatch(content) or _CONTINUED.fullmatch(content)):
                raise _broken(path, line, "The previous text isn't a closed string")
            continue
        before = obsolete_state if obsolete else state
        found = _KEYWORD.fullmatch(content)
        if found is None:
            if before and _CONTINUED.fullmatch(content):
                continue
            raise _broken(path, line, "This isn't a keyword with a closed string")
        if found[1] not in ("msgctxt", "msgid", "msgstr"):
            raise _broken(path, line, "Plural forms don't belong in a publication's catalogue")
        if found[1] not in _AFTER[before]:
            raise _broken(path, line, f"{found[1]} doesn't follow {before or 'the beginning'}")
        if obsolete:
            obsolete_state = found[1]
        else:
            state = found[1]
    if state not in ("", "msgstr") or obsolete_state not in ("", "msgstr"):
        raise _broken(path, line, "The last entry has no msgstr")


def _broken(path: str, line: int, what: str) -> InputError:
    return InputError(
        f"{path} isn't a readable PO file: {what[0].lower()}{what[1:]} (line {line}).",
        place=Place(path, line),
        hint=_SEE,
    )


def _entry(entry: polib.POEntry) -> Entry:
    return Entry(
        context=entry.msgctxt or "",
        source=entry.msgid,
        target=entry.msgstr,
        comments=_comments(entry.tcomment),
        extracted=tuple(entry.comment.split("\n")) if entry.comment else (),
        references=tuple(dict.fromkeys(name for name, _ in entry.occurrences)),
        flags=tuple(dict.fromkeys(entry.flags)),
        previous_source=entry.previous_msgid,
        previous_context=entry.previous_msgctxt,
        obsolete=bool(entry.obsolete),
        line=entry.linenum,
    )


def _comments(text: str) -> tuple[str, ...]:
    return tuple(text.replace(_EMPTY, "").split("\n")) if text else ()


def _refuse_duplicates(entries: Sequence[Entry], path: str) -> None:
    seen: dict[Key, int | None] = {}
    for entry in entries:
        if entry.obsolete:
            continue
        if entry.key in seen:
            raise InputError(
                f"{path} has the same entry twice (lines {seen[entry.key]} and {entry.line}).",
                place=Place(path, entry.line),
                hint="Keep one of them; `sco-pub po merge-driver` prevents this in merges.",
            )
        seen[entry.key] = entry.line


# -- writing


def render(catalogue: Catalogue) -> str:
    """The canonical PO text of a catalogue."""
    live = [entry for entry in catalogue.entries if not entry.obsolete]
    obsolete = [entry for entry in catalogue.entries if entry.obsolete]
    blocks = ["\n".join(_header_lines(catalogue))]
    blocks += ["\n".join(_entry_lines(entry)) for entry in live + obsolete]
    return "\n\n".join(blocks) + "\n"


def _header_lines(catalogue: Catalogue) -> Iterator[str]:
    yield from _comment_lines("#", catalogue.header_comments)
    if catalogue.header_flags:
        yield "#, " + ", ".join(catalogue.header_flags)
    yield 'msgid ""'
    yield 'msgstr ""'
    for name, value in in_order(catalogue.header):
        yield f'"{_escape(f"{name}: {value}")}\\n"'


def _entry_lines(entry: Entry) -> Iterator[str]:
    mark, previous = ("#~ ", "#~| ") if entry.obsolete else ("", "#| ")
    yield from _comment_lines("#", entry.comments)
    yield from _comment_lines("#.", entry.extracted)
    if entry.references:
        yield "#: " + " ".join(entry.references)
    if entry.flags:
        yield "#, " + ", ".join(sorted(entry.flags, key=lambda flag: (flag != "fuzzy", flag)))
    if entry.previous_context is not None:
        yield from _string_lines(previous, "msgctxt", entry.previous_context)
    if entry.previous_source is not None:
        yield from _string_lines(previous, "msgid", entry.previous_source)
    if entry.context:
        yield from _string_lines(mark, "msgctxt", entry.context)
    yield from _string_lines(mark, "msgid", entry.source)
    yield from _string_lines(mark, "msgstr", entry.target)


def _comment_lines(mark: str, lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield f"{mark} {line}".rstrip()


def _string_lines(mark: str, keyword: str, value: str) -> Iterator[str]:
    parts = re.findall(r"[^\n]*\n|[^\n]+", value)
    if len(parts) <= 1:
        yield f'{mark}{keyword} "{_escape(value)}"'
        return
    yield f'{mark}{keyword} ""'
    for part in parts:
        yield f'{mark}"{_escape(part)}"'


def _escape(value: str) -> str:
    return _ESCAPED.sub(lambda found: _ESCAPES[found[0]], value)
