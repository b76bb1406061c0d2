"""What a note's text is, and what its words say: that it is a note's, that it is finished, that it is cut off."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sco_pub.clean.lines.lines import ends_sentence
from sco_pub.model.characters import hanzi_count
from sco_pub.model.text import Range

NOTE_LIKE = re.compile(
    r"^\s*[《«“\"‘〔［\[]|^\s*(?:参见|参阅|详见|见|转引自|同上|同前|同注|引自|载|该|数据|资料|根据|See|Ibid|Cf|там же)|"
    r"[:：]\s*[《«“]|出版社|第\s*[0-9０-９]+\s*[页期版卷]|https?|ｈｔｔｐ|[0-9０-９]{4}\s*年|[A-ZА-Я][a-zа-я]+|\[[JMDCNR]"
)
_SOURCED = re.compile(
    r"^\s*(?:参见|参阅|详见|见|转引自|引自|同上|同前|同注|See\b|Ibid|Cf\b|там же)|出版社|书局|书店|印书馆|Press\b|\[[JMDCNRZ]|"
    r"第\s*\d+(?:\s*[—–、，～~-]\s*\d+)*\s*[页期版]|》\s*[,，（(]?\s*\d{4}\s*年|https?\s*[:：]|"
    r"\bpp?\.\s*\d|\b[СсC]\.\s*\d|(?:1[89]|20)\d\d\s*[,:，：]\s*\d"
)
CLOSED_ADDRESS = re.compile(r"(?i)(?:[.．]\s*(?:s?html?|pdf|aspx?|php|jsp)|/)\s*$")
_ABBREVIATION = re.compile(r"(?:^|[\s,(（.])(?:[СсPpТтМЛVv]|pp|Vol|vol|No|no|№|ed|eds|СПб|см|Ed|Fig|ch)\.\s*$|№\s*$")
_OPEN_END = re.compile(r"[，、；：（《“‘〈«,;:(\[/／\-－—–+=＝&＆·]\s*$")


@dataclass
class Body:
    """A note's text: raw ranges of whole or partial lines, and the ranges of its mark."""

    label: str
    pieces: list[Range] = field(default_factory=list)
    marks: list[Range] = field(default_factory=list)
    text: str = ""
    position: int = 0
    last: int = 0
    complete: bool = True


def finished(text: str) -> bool:
    """Whether a note can end with this line."""
    if cut_off(text):
        return False
    return ends_sentence(text) or bool(re.search(r"[0-9０-９页期版年.]\s*$", text)) or bool(CLOSED_ADDRESS.search(text))


def cut_off(text: str) -> bool:
    """Whether a note's text stops inside a URL, a pair of brackets or a sentence: surely not its end."""
    text = text.strip()
    if not text or _ABBREVIATION.search(text) or re.search(r"https?\s*:\S*[?]$", text):
        return True
    if _OPEN_END.search(text) or re.search(r"https?\s*:\S*[A-Za-z0-9]\.$", text):
        return not re.search(r"(?i)\.(?:s?html?|pdf|aspx?|php|jsp|com|cn|org|net|ru)\.$", text)
    return any(text.count(a) > text.count(b) for a, b in ("《》", "（）", "“”", "()"))


def incomplete(text: str) -> bool:
    """Whether a whole note is cut off: as a line is, but for an address that ends in its last stroke, as many do."""
    return cut_off(text) and not re.search(
        r"https?\s*[:：]\s*[/／]\s*[/／]\s*[^\s/／]+[/／]\s*(?:[^\s/／]+\s*[/／]\s*)*$", text
    )


def sourceless(text: str) -> bool:
    """A short foreign note that names a work but no year, page or address: its end may have been lost."""
    return len(text) < 160 and hanzi_count(text) < 4 and not re.search(r"\d|(?i:ibid|там же|op\. cit|см\.|see )", text)


def sourced(text: str) -> bool:
    """Whether a note names a source as notes do: a publisher, an issue, a page, an address, or the note before."""
    return bool(_SOURCED.search(text))
