"""Take a Catalogue, give the one canonical PO text; take such a text, give the Catalogue, quickly.

Written form, always the same, so that a diff shows what changed and nothing else: no wrapping (a text is split only after
``\\n``), references are file names without lines, flags sorted with ``fuzzy`` first, the header's own fields in a fixed order
and foreign ones after them, obsolete entries last, UTF-8, LF.  No date is written or moved.

Reading.  Nearly every file that is read was written here, and polib spends a third of an update on parsing such files.  In
this form an entry is a block of lines in a fixed order, which one pattern takes apart.  The result is believed only if
writing it again gives the block that was read, letter by letter; one block that doesn't, and the file goes to edge.po.foreign.
So the quick way can't read anything in another way than the slow one, which the tests hold against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from sco_pub.edge.po.grammar import TO_ESCAPE, escape, joined
from sco_pub.localise.po_header import in_order
from sco_pub.model.catalogue import Catalogue, Entry

_NAME = re.compile(r"[^:\s]+")
_LINE_NUMBER = re.compile(r":\d+(?= |$)")
_PART = re.compile(r"[^\n]*\n|[^\n]+")
_STRING = r'(".*"(?:\n{mark}".*")*)\n'
_ENTRY = {
    obsolete: re.compile(
        r"((?:#(?: .*)?\n)*)((?:#\. .*\n)*)(?:#: (\S+(?: \S+)*)\n)?(?:#, ([^\s,]+(?:, [^\s,]+)*)\n)?"
        rf"(?:{previous}msgctxt {_STRING.format(mark=previous)})?"
        rf"(?:{previous}msgid {_STRING.format(mark=previous)})?"
        rf"(?:{mark}msgctxt {_STRING.format(mark=mark)})?"
        rf"{mark}msgid {_STRING.format(mark=mark)}{mark}msgstr {_STRING.format(mark=mark)}"
    )
    for obsolete, mark, previous in ((False, "", r"#\| "), (True, "#~ ", r"#~\| "))
}
_KNOWN = 8192  # entries whose text is remembered; those of one batch of an update


def render(catalogue: Catalogue) -> str:
    """The canonical PO text of a catalogue."""
    live = [entry for entry in catalogue.entries if not entry.obsolete]
    obsolete = [entry for entry in catalogue.entries if entry.obsolete]
    return "\n".join([_header_text(catalogue), *map(_entry_text, live), *map(_entry_text, obsolete)])


def _header_text(catalogue: Catalogue) -> str:
    return "".join(line + "\n" for line in _header_lines(catalogue))


def _header_lines(catalogue: Catalogue) -> Iterator[str]:
    yield from _comment_lines("#", catalogue.header_comments)
    if catalogue.header_flags:
        yield "#, " + ", ".join(catalogue.header_flags)
    yield 'msgid ""'
    yield 'msgstr ""'
    for name, value in in_order(catalogue.header):
        yield f'"{escape(f"{name}: {value}" if name else value)}\\n"'


@lru_cache(maxsize=_KNOWN)
def _entry_text(entry: Entry) -> str:
    mark, previous = ("#~ ", "#~| ") if entry.obsolete else ("", "#| ")
    out = [f"{line}\n" for line in (*_comment_lines("#", entry.comments), *_comment_lines("#.", entry.extracted))]
    if entry.references:
        out.append(f"#: {' '.join(entry.references)}\n")
    if entry.flags:
        out.append(f"#, {', '.join(sorted(entry.flags, key=lambda flag: (flag != 'fuzzy', flag)))}\n")
    if entry.previous_context is not None:
        out.append(_strings(previous, "msgctxt", entry.previous_context))
    if entry.previous_source is not None:
        out.append(_strings(previous, "msgid", entry.previous_source))
    if entry.context:
        out.append(_strings(mark, "msgctxt", entry.context))
    return "".join([*out, _strings(mark, "msgid", entry.source), _strings(mark, "msgstr", entry.target)])


def _comment_lines(mark: str, lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield f"{mark} {line}".rstrip()


def _strings(mark: str, keyword: str, value: str) -> str:
    if not TO_ESCAPE.search(value):
        return f'{mark}{keyword} "{value}"\n'
    parts = _PART.findall(value)
    if len(parts) <= 1:
        return f'{mark}{keyword} "{escape(value)}"\n'
    return f'{mark}{keyword} ""\n' + "".join(f'{mark}"{escape(part)}"\n' for part in parts)


# -- reading


def read_canonical(text: str, *, publication: str, language: str, path: str) -> Catalogue | None:
    """The catalogue whose canonical text this is; None for a text that isn't canonical in every letter."""
    head, *blocks = text.removesuffix("\n").split("\n\n")
    header = _header(head + "\n", publication, language, path)
    if header is None:
        return None
    entries = []
    line = head.count("\n") + 3
    for block in blocks:
        entry = _entry(block + "\n", line)
        if entry is None:
            return None
        entries.append(entry)
        line += block.count("\n") + 2
    states = [entry.obsolete for entry in entries]
    if states != sorted(states):
        return None
    return Catalogue(
        publication, language, path, header.header, header.header_comments, header.header_flags, tuple(entries)
    )


def _header(block: str, publication: str, language: str, path: str) -> Catalogue | None:
    found = _ENTRY[False].fullmatch(block)
    if found is None or found[7] or found[8] != '""':
        return None
    fields = [line.partition(": ") for line in joined(found[9]).split("\n") if line]
    header = tuple((name, value.strip()) for name, _, value in fields)
    sound = all(_NAME.fullmatch(name) and value.isprintable() for name, value in header)
    if not sound or len(dict(header)) != len(header):
        return None
    flags = tuple(dict.fromkeys(found[4].split(", "))) if found[4] else ()
    catalogue = Catalogue(publication, language, path, header, _comments(found[1]), flags)
    return catalogue if _header_text(catalogue) == block else None


def _entry(block: str, line: int) -> Entry | None:
    obsolete = "\n#~ msgid " in block or block.startswith("#~ ")
    found = _ENTRY[obsolete].fullmatch(block)
    if found is None:
        return None
    comments, extracted, references, flags, previous_context, previous_source, context, source, target = found.groups()
    entry = Entry(
        "" if context is None else joined(context),
        joined(source),
        joined(target),
        _comments(comments),
        _comments(extracted),
        tuple(dict.fromkeys(_LINE_NUMBER.sub("", references).split(" "))) if references else (),
        tuple(dict.fromkeys(flags.split(", "))) if flags else (),
        None if previous_source is None else joined(previous_source),
        None if previous_context is None else joined(previous_context),
        obsolete,
        line,
    )
    return entry if entry.source and _entry_text(entry) == block else None


def _comments(lines: str) -> tuple[str, ...]:
    return tuple(line.partition(" ")[2] for line in lines[:-1].split("\n")) if lines else ()
