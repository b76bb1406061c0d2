"""Take a PO text that any tool or hand may have written, give its Catalogue: everything in it, or a refusal that names the line.

Strategy.  polib parses; in front of it stands a walk over the lines, for two reasons.  polib swallows faults (an unclosed string
gives an empty file), so the walk refuses what isn't gettext's grammar, with the line.  And polib 1.2 refuses or drops things that
gettext allows and translators' tools and hands write, so the walk gives it the equivalent that it understands:

- ``#~|`` (its previous texts were lost), ``#,fuzzy``, ``#note`` and ``msgid"…"`` without a space, ``#=`` for flags;
- previous texts that Babel broke over lines without closing the string;
- comments and flags in the middle of an entry go to its head, ``#.`` and ``#:`` of the header become comments, a file without
  a header gets an empty one (its first comment would be taken for the header's);
- empty comment lines, and characters at which Python ends a line though PO doesn't (U+2028, U+0085 …), travel as
  private-use signs that the text doesn't have; escapes it doesn't know (``\\a``, ``\\101``, ``\\x41``) are put as the
  character, those beyond ASCII as the UTF-8 that their bytes are;
- comments of every kind behind the last entry (it drops them) are given to that entry;
- of the header it keeps one field of each name, and no line that isn't a field: the header is read here.

A file that has escapes that are no character, marks of a git conflict, plural forms, two headers or the same entry twice is
refused: no guess about which of two texts is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import polib

from sco_pub.edge.po.grammar import STRING, escape, unescape
from sco_pub.model.catalogue import Catalogue, Entry
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Place
from sco_pub.model.wording import N_, Value, phrase

_KEYWORD = re.compile(rf"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s*({STRING})")
_CONTINUED = re.compile(STRING)
_PREVIOUS = re.compile(rf"(msgctxt|msgid_plural|msgid)((?:\s*{STRING})+)\s*")
_AFTER = {"": ("msgctxt", "msgid"), "msgctxt": ("msgid",), "msgid": ("msgstr",)}
_CODED = re.compile(r"(?:\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2}))+|\\.", re.DOTALL)
_BYTE = re.compile(r"\\(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3}))")
_BREAKS = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_CODES = tuple(f"\\{digit}" for digit in "01234567x")
_ROOM = 16  # private-use signs that one file needs
_SEE = N_("Open it in a text editor at that line, or ask git for an older version.")


@dataclass(frozen=True)
class _Signs:
    """Private-use signs that a text doesn't have itself, in which travels what polib would lose."""

    first: int

    @property
    def empty(self) -> str:
        """On comment lines without a word."""
        return chr(self.first + _ROOM - 1)

    @property
    def end(self) -> str:
        """The msgid of the entry that holds the comments at the end."""
        return chr(self.first + _ROOM - 2)

    def hide(self, text: str) -> str:
        if frozenset(_BREAKS).isdisjoint(text):
            return text
        return text.translate({ord(char): self.first + index for index, char in enumerate(_BREAKS)})

    def shown(self, text: str) -> str:
        return text.translate(
            {**{self.first + index: char for index, char in enumerate(_BREAKS)}, ord(self.empty): None}
        )

    def lines(self, text: str) -> tuple[str, ...]:
        return tuple(map(self.shown, text.split("\n"))) if text else ()


def _free(text: str, path: str) -> _Signs:
    """The first block of private-use signs that a text doesn't have; the last plane is never used up by one text."""
    used = {ord(sign) // _ROOM for sign in set(text) if sign >= "\U00100000"}
    block = next((n for n in range(0x10FFE0 // _ROOM, 0x100000 // _ROOM, -1) if n not in used), None)
    if block is None:
        raise _broken(path, 1, N_("it has every private-use sign there is"))
    return _Signs(block * _ROOM)


def read_foreign(text: str, *, publication: str, language: str, path: str) -> Catalogue:
    """The catalogue that a PO text holds; see the module's strategy for what is refused."""
    signs = _free(text, path)
    blocks = _blocks(text, path, signs)
    prepared = "\n".join(line for block in blocks for line in block.prepared())
    try:
        parsed = polib.pofile(prepared + "\n", check_for_duplicates=False)
    except (OSError, ValueError, IndexError) as error:
        raise InputError(
            phrase(N_("{path} isn't a PO file that can be read."), path=str(path)), place=Place(path, 1), hint=_SEE
        ) from error
    entries = [_entry(entry, block.line, signs) for entry, block in zip(parsed, blocks[1:], strict=True)]
    comments = signs.lines(parsed.header)
    if entries and entries[-1].source == signs.end:
        left = entries.pop()
        if entries:
            entries[-1] = _with_comments_behind(entries[-1], left)
        else:
            comments += (*left.comments, *left.extracted)
    for entry in entries:
        if not entry.source:
            raise _broken(path, entry.line or 1, N_("there is a second header"))
    return Catalogue(
        publication=publication,
        language=language,
        path=path,
        header=_fields(signs.shown(blocks[0].text("msgstr"))),
        header_comments=comments,
        header_flags=tuple(dict.fromkeys(parsed.metadata_is_fuzzy or ())),
        entries=tuple(entries),
    )


def _fields(text: str) -> tuple[tuple[str, str], ...]:
    """A header's fields in their order, of a name as many as there are; a line that is none has no name."""
    found = [line.partition(":") for line in text.split("\n") if line.strip()]
    return tuple((name.strip(), value.strip()) if colon else ("", name.strip()) for name, colon, value in found)


def _with_comments_behind(entry: Entry, left: Entry) -> Entry:
    """The last entry with what stands behind it."""
    return replace(
        entry,
        comments=(*entry.comments, *left.comments, *((", " + ", ".join(left.flags),) if left.flags else ())),
        extracted=(*entry.extracted, *left.extracted),
        references=tuple(dict.fromkeys((*entry.references, *left.references))),
    )


def _name(reference: str) -> str:
    """A file's name without white space that would end the line, or part it otherwise when it is read again."""
    return " ".join(reference.split())


def _entry(entry: polib.POEntry, line: int, signs: _Signs) -> Entry:
    shown = signs.shown
    return Entry(
        context=shown(entry.msgctxt or ""),
        source=shown(entry.msgid),
        target=shown(entry.msgstr),
        comments=signs.lines(entry.tcomment),
        extracted=tuple(shown(entry.comment).split("\n")) if entry.comment else (),
        references=tuple(dict.fromkeys(_name(shown(name)) for name, _ in entry.occurrences)),
        flags=tuple(dict.fromkeys(flag for flag in entry.flags if flag)),
        previous_source=None if entry.previous_msgid is None else shown(entry.previous_msgid),
        previous_context=None if entry.previous_msgctxt is None else shown(entry.previous_msgctxt),
        obsolete=bool(entry.obsolete),
        line=line,
    )


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
        comments = self.comments
        if self.is_header:
            comments = [re.sub(r"^#[.:]", "#", line) for line in comments]
            comments += [f"# | {self.previous.strip()}"] if self.previous.strip() else []
        strings = [
            f"{mark}{f'{keyword} ' if index == 0 else ''}{string}"
            for keyword, parts in self.texts.items()
            for index, string in enumerate(parts)
        ]
        return [*comments, *(() if self.is_header else self._previous()), *strings, ""]

    def text(self, keyword: str) -> str:
        """The text behind a keyword."""
        return unescape("".join(string[1:-1] for string in self.texts.get(keyword, ())))

    def _previous(self) -> Iterator[str]:
        for found in _PREVIOUS.finditer(self.previous):
            for index, string in enumerate(re.findall(STRING, found[2])):
                yield f"#| {found[1]} {string}" if index == 0 else f"#| {string}"


def _blocks(text: str, path: str, signs: _Signs) -> list[_Block]:
    """The header first, an empty one where there is none; then the entries, the comments at the end as one of them."""
    blocks, block, line = [], _Block(), 0
    for line, content in enumerate(_lines(text, signs), 1):
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
            block.previous = f"{block.previous} {_plain(content[2:].strip(), path, line)}"
        elif content[0] == "#":
            block.comments.append(_comment(content, signs))
        else:
            _add(block, content, obsolete, path, line)
    if not block.texts and block.comments:
        block.texts = {"msgid": [f'"{signs.end}"'], "msgstr": ['""']}
    elif block.texts and block.keyword != "msgstr":
        raise _broken(path, line, N_("the last entry has no msgstr"))
    blocks += [_whole(block, path)] if block.texts else []
    header = [] if blocks and blocks[0].is_header else [_Block(texts={"msgid": ['""'], "msgstr": ['""']})]
    return header + blocks


def _whole(block: _Block, path: str) -> _Block:
    if _PREVIOUS.sub("", block.previous).strip():
        raise _broken(path, block.line, N_("the previous text isn't a closed string"))
    return block


def _lines(text: str, signs: _Signs) -> list[str]:
    """The lines without the spaces around them; a text without any line feed comes from an old Mac."""
    text = text.replace("\r\n", "\n")
    if "\n" not in text:
        text = text.replace("\r", "\n")
    return [line.strip(" \t") for line in signs.hide(text).split("\n")]


def _comment(content: str, signs: _Signs) -> str:
    """A comment line with the space that polib wants behind its mark."""
    mark = content[1:2] if content[1:2] in (".", ":", ",", "=") else ""
    text = content[1 + len(mark) :]
    if not mark and not text.strip():
        return f"# {signs.empty}"
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
        block.texts[block.keyword].append(_plain(content, path, line))
        return
    if found[1] not in ("msgctxt", "msgid", "msgstr"):
        raise _broken(path, line, N_("plural forms don't belong in a publication's catalogue"))
    if found[1] not in _AFTER[block.keyword]:
        raise _broken(path, line, N_("{keyword} doesn't stand behind what it must follow"), keyword=found[1])
    block.texts[found[1]] = [_plain(found[2], path, line)]


def _plain(string: str, path: str, line: int) -> str:
    """A string without the escapes that polib doesn't know: bytes, in octal or hexadecimal, as the UTF-8 that they are."""

    def char(found: re.Match[str]) -> str:
        if found[0] == "\\a":
            return "\a"
        bytes_ = [int(code[1], 16) if code[1] else int(code[2], 8) for code in _BYTE.finditer(found[0])]
        if not bytes_ or not found[0].startswith(_CODES):
            return found[0]
        try:
            meant = bytes(bytes_).decode("utf-8")
        except ValueError:
            meant = "\0"
        if "\0" in meant:
            raise _broken(path, line, N_("the escape {escape} is no character in UTF-8"), escape=found[0])
        return "".join(sign if sign == "\a" else escape(sign) for sign in meant)

    return _CODED.sub(char, string)


def _broken(path: str, line: int, what: str, **values: Value) -> InputError:
    said = phrase(
        N_("{path} isn't a readable PO file (line {line}): {what}."), path=path, line=line, what=phrase(what, **values)
    )
    return InputError(said, place=Place(path, line), hint=_SEE)
