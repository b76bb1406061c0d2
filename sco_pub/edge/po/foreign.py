"""Take a PO text that any tool or hand may have written, give its Catalogue: everything in it, or a refusal that names the line.

Strategy.  polib parses; in front of it stands a walk over the lines, for two reasons.  polib swallows faults (an unclosed string
gives an empty file), so the walk refuses what isn't gettext's grammar, with the line.  And polib 1.2 refuses or drops things that
gettext allows and translators' tools and hands write, so the walk gives it the equivalent that it understands:

- ``#~|`` (its previous texts were lost), ``#,fuzzy``, ``#note`` and ``msgid"…"`` without a space, ``#=`` for flags;
- previous texts that Babel broke over lines without closing the string;
- comments and flags in the middle of an entry go to its head, ``#.`` and ``#:`` of the header become comments, a file without
  a header gets an empty one (its first comment would be taken for the header's);
- empty comment lines, and characters at which Python ends a line though PO doesn't (U+2028, U+0085 …), travel as
  private-use signs; escapes it doesn't know (``\\a``, ``\\101``, ``\\x41``) are put as the character;
- comments behind the last entry (it drops them) are given to that entry.

A file that has marks of a git conflict, plural forms, two headers or the same entry twice is refused: no guess about which of
two texts is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import polib

from sco_pub.edge.po.canonical import escape
from sco_pub.model.catalogue import Catalogue, Entry
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Place
from sco_pub.model.wording import N_, Value, phrase

_STRING = r'"[^"\\]*(?:\\.[^"\\]*)*"'
_KEYWORD = re.compile(rf"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s*({_STRING})")
_CONTINUED = re.compile(_STRING)
_PREVIOUS = re.compile(rf"(msgctxt|msgid_plural|msgid)((?:\s*{_STRING})+)\s*")
_AFTER = {"": ("msgctxt", "msgid"), "msgctxt": ("msgid",), "msgid": ("msgstr",)}
_EMPTY = "\U0010fff9"  # on comment lines without a word
_END = "\U0010fff8"  # the msgid of the entry that holds the comments at the end
_CODED = re.compile(r"\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|.)")
_BREAKS = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_HIDE = {ord(char): 0x10FFE0 + index for index, char in enumerate(_BREAKS)}
_SHOW = {hidden: char for char, hidden in _HIDE.items()} | {ord(_EMPTY): None}
_SEE = N_("Open it in a text editor at that line, or ask git for an older version.")


def read_foreign(text: str, *, publication: str, language: str, path: str) -> Catalogue:
    """The catalogue that a PO text holds; see the module's strategy for what is refused."""
    blocks = _blocks(text, path)
    prepared = "\n".join(line for block in blocks for line in block.prepared())
    try:
        parsed = polib.pofile(prepared + "\n", check_for_duplicates=False)
    except (OSError, ValueError, IndexError) as error:
        raise InputError(
            phrase(N_("{path} isn't a PO file that can be read."), path=str(path)), place=Place(path, 1), hint=_SEE
        ) from error
    entries = [_entry(entry, block.line) for entry, block in zip(parsed, blocks[1:], strict=True)]
    comments = _comments(parsed.header)
    if entries and entries[-1].source == _END:
        left = entries.pop().comments
        if entries:
            entries[-1] = replace(entries[-1], comments=(*entries[-1].comments, *left))
        else:
            comments += left
    for entry in entries:
        if not entry.source:
            raise _broken(path, entry.line or 1, N_("there is a second header"))
    return Catalogue(
        publication=publication,
        language=language,
        path=path,
        header=tuple((_shown(name), _shown(value)) for name, value in parsed.metadata.items()),
        header_comments=comments,
        header_flags=tuple(dict.fromkeys(parsed.metadata_is_fuzzy or ())),
        entries=tuple(entries),
    )


def _entry(entry: polib.POEntry, line: int) -> Entry:
    return Entry(
        context=_shown(entry.msgctxt or ""),
        source=_shown(entry.msgid),
        target=_shown(entry.msgstr),
        comments=_comments(entry.tcomment),
        extracted=tuple(_shown(entry.comment).split("\n")) if entry.comment else (),
        references=tuple(dict.fromkeys(_shown(name) for name, _ in entry.occurrences)),
        flags=tuple(dict.fromkeys(flag for flag in entry.flags if flag)),
        previous_source=None if entry.previous_msgid is None else _shown(entry.previous_msgid),
        previous_context=None if entry.previous_msgctxt is None else _shown(entry.previous_msgctxt),
        obsolete=bool(entry.obsolete),
        line=line,
    )


def _shown(text: str) -> str:
    return text.translate(_SHOW)


def _comments(text: str) -> tuple[str, ...]:
    return tuple(map(_shown, text.split("\n"))) if text else ()


# -- the walk


@dataclass
class _Block:
    """One entry as it is being read: the line it begins at, its comments, its previous texts as they stand, and the strings
    behind each keyword."""

    line: int = 0
    comments: list[str] = field(default_factory=list)
    previous: str = ""
    texts: dict[str, list[str]] = field(default_factory=dict)
    obsolete: bool = False

    @property
    def keyword(self) -> str:
        """The keyword that came last."""
        return next(reversed(self.texts), "")

    @property
    def is_header(self) -> bool:
        return not self.obsolete and "msgctxt" not in self.texts and set(self.texts.get("msgid", ())) == {'""'}

    def prepared(self) -> list[str]:
        """The entry's lines as polib reads them right."""
        mark = "#~ " if self.obsolete else ""
        comments = [re.sub(r"^#[.:]", "#", line) for line in self.comments] if self.is_header else self.comments
        strings = [
            f"{mark}{f'{keyword} ' if index == 0 else ''}{string}"
            for keyword, parts in self.texts.items()
            for index, string in enumerate(parts)
        ]
        return [*comments, *self._previous(), *strings, ""]

    def _previous(self) -> Iterator[str]:
        for found in _PREVIOUS.finditer(self.previous):
            for index, string in enumerate(map(_plain, re.findall(_STRING, found[2]))):
                yield f"#| {found[1]} {string}" if index == 0 else f"#| {string}"


def _blocks(text: str, path: str) -> list[_Block]:
    """The header first, an empty one where there is none; then the entries, the comments at the end as one of them."""
    blocks, block, line = [], _Block(), 0
    for line, content in enumerate(_lines(text), 1):
        obsolete = content.startswith("#~") and not content.startswith("#~|")
        content = content[2:].strip() if obsolete else re.sub("^#~", "#", content)
        if not content:
            continue
        is_new = content[0] == "#" or not _CONTINUED.fullmatch(content)
        if block.keyword == "msgstr" and is_new:
            blocks.append(_whole(block, path))
            block = _Block()
        block.line = block.line or line
        if content.startswith("#|"):
            block.previous = f"{block.previous} {content[2:].strip()}"
        elif content[0] == "#":
            block.comments.append(_comment(content))
        else:
            _add(block, content, obsolete, path, line)
    if not block.texts and block.comments:
        block.texts = {"msgid": [f'"{_END}"'], "msgstr": ['""']}
    elif block.texts and block.keyword != "msgstr":
        raise _broken(path, line, N_("the last entry has no msgstr"))
    blocks += [_whole(block, path)] if block.texts else []
    header = [] if blocks and blocks[0].is_header else [_Block(texts={"msgid": ['""'], "msgstr": ['""']})]
    return header + blocks


def _whole(block: _Block, path: str) -> _Block:
    if _PREVIOUS.sub("", block.previous).strip():
        raise _broken(path, block.line, N_("the previous text isn't a closed string"))
    return block


def _lines(text: str) -> list[str]:
    """The lines without the spaces around them; a text without any line feed comes from an old Mac."""
    text = text.replace("\r\n", "\n")
    if "\n" not in text:
        text = text.replace("\r", "\n")
    if not frozenset(_BREAKS).isdisjoint(text):
        text = text.translate(_HIDE)
    return [line.strip(" \t") for line in text.split("\n")]


def _comment(content: str) -> str:
    """A comment line with the space that polib wants behind its mark."""
    mark = content[1:2] if content[1:2] in (".", ":", ",", "=") else ""
    text = content[1 + len(mark) :]
    if not mark and not text.strip():
        return f"# {_EMPTY}"
    return f"#{mark.replace('=', ',')}{'' if text[:1] == ' ' else ' '}{text}"


def _add(block: _Block, content: str, obsolete: bool, path: str, line: int) -> None:
    """A keyword with its string, or a string that goes on, into the block."""
    if block.texts and obsolete != block.obsolete:
        raise _broken(path, line, N_("half of this entry is obsolete"))
    block.obsolete = obsolete
    found = _KEYWORD.fullmatch(content)
    if found is None:
        if not block.texts or not _CONTINUED.fullmatch(content):
            raise _broken(path, line, N_("this isn't a keyword with a closed string"))
        block.texts[block.keyword].append(_plain(content))
        return
    if found[1] not in ("msgctxt", "msgid", "msgstr"):
        raise _broken(path, line, N_("plural forms don't belong in a publication's catalogue"))
    if found[1] not in _AFTER[block.keyword]:
        raise _broken(path, line, N_("{keyword} doesn't stand behind what it must follow"), keyword=found[1])
    block.texts[found[1]] = [_plain(found[2])]


def _plain(string: str) -> str:
    """A string without the escapes that polib doesn't know; those beyond ASCII are bytes of no known coding and stay."""

    def char(found: re.Match[str]) -> str:
        number = int(found[1], 8) if found[1] else int(found[2], 16) if found[2] else 7 if found[0] == "\\a" else 0
        return found[0] if not 0 < number < 0x80 else chr(number) if number == 7 else escape(chr(number))

    return _CODED.sub(char, string)


def _broken(path: str, line: int, what: str, **values: Value) -> InputError:
    said = phrase(
        N_("{path} isn't a readable PO file (line {line}): {what}."), path=path, line=line, what=phrase(what, **values)
    )
    return InputError(said, place=Place(path, line), hint=_SEE)
