"""What a note's text is, and what its words say: that it is a note's, that it is finished, that it is cut off."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sco_pub.clean.lines.lines import ends_sentence
from sco_pub.lexicon import addresses, sources
from sco_pub.model.characters import hanzi_count
from sco_pub.model.text import Range

_OPEN_END = re.compile(r"[，、；：（《“‘〈«,;:(\[/／\-－—–+=＝&＆·]\s*$")


@dataclass(frozen=True, slots=True)
class Body:
    """A note's text: raw ranges of whole or partial lines, and the ranges of its mark.

    ``shares``: the label of the note whose printed text answers this one's mark as well (①②③ 同上).  ``short``: its last
    line leaves room, so the page itself shows that it ends there.
    """

    label: str
    pieces: tuple[Range, ...] = ()
    marks: tuple[Range, ...] = ()
    text: str = ""
    position: int = 0
    complete: bool = True
    shares: str = ""
    short: bool = False


def finished(text: str) -> bool:
    """Whether a note can end with this line."""
    if cut_off(text):
        return False
    return ends_sentence(text) or bool(re.search(r"[0-9页期版年.]\s*$", text)) or bool(addresses.CLOSED.search(text))


def cut_off(text: str) -> bool:
    """Whether a note's text stops inside a URL, a pair of brackets or a sentence: surely not its end."""
    return _stops_short(text.strip()) or _open(text)


def _stops_short(text: str) -> bool:
    if not text or sources.ABBREVIATION_AT_END.search(text) or addresses.QUERY_AT_END.search(text):
        return True
    if _OPEN_END.search(text):
        return not addresses.KNOWN_END.search(text)
    if addresses.STOP_AT_END.search(text):  # GB/T 7714 ends an entry with a stop, behind an address too
        return not (addresses.KNOWN_END.search(text) or sources.ONLINE.search(text))
    return False


def _open(text: str) -> bool:
    return any(text.count(a) > text.count(b) for a, b in ("《》", "（）", "“”", "()"))


def incomplete(text: str, *, short: bool = False) -> bool:
    """Whether a whole note is cut off: as a line is, but for an address that ends in its last stroke, as many do.

    ``short``: its last line leaves room for more, so the stop behind an address is the note's.

    A bracket or quotation mark without its partner says nothing where the note ends as notes do, with a full stop or a page:
    print and layers lose single marks, and clean.review.proofread asks about them.
    """
    if _stops_short(text.strip()):
        return not (addresses.SITE_OR_FOLDER.search(text) or (short and addresses.STOP_AT_END.search(text.strip())))
    return _open(text) and not (ends_sentence(text) or sources.PLACE_AT_END.search(text))


def sourceless(text: str) -> bool:
    """A short foreign note that names a work but no year, page or address: its end may have been lost."""
    online = sources.ONLINE.search(text) is not None
    return (
        0 < len(text) < 160  # nothing: the note has the text of the one before it
        and hanzi_count(text) < 4
        and not online
        and not re.search(r"\d|(?i:ibid|там же|op\. cit|см\.|see )", text)
    )


def sourced(text: str) -> bool:
    """Whether a note names a source as notes do: a publisher, an issue, a page, an address, or the note before."""
    return bool(sources.SOURCED.search(text))
