"""Close up URLs, DOIs and mail addresses that a layer has spaced out or broken over lines.

Strategy.  A URL begins with http, https, ftp or www.; after a gap the next piece belongs to it if one side of the gap
is a joint (/ . - _ = ? & % ~ # :) or the piece ends in a file's ending, and doesn't if the URL was complete and a new
sentence begins.  Hyphens are kept: at a line's end they are part of the address, since typesetting systems don't hyphenate
URLs.  What results must parse; what doesn't is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sco_pub.clean.ledger.draft import Draft, Edit
from sco_pub.lexicon import addresses
from sco_pub.model.rule import Rule

_GAP = re.compile(r"\s+")
_PIECE = re.compile(rf"[{addresses.SIGNS}]+")
_START = re.compile(addresses.SPACED, re.IGNORECASE)
_JOINT_END = re.compile(r"[/／.．\-－—–_＿=＝?？&＆%％~～#＃:：+＋]$")
_JOINT_START = re.compile(r"^[/／.．\-－—–_＿=＝?？&＆%％~～#＃+＋]")
_DOCUMENT = re.compile(rf"\.(?:{addresses.FILES})$", re.IGNORECASE)
_DOCUMENT_OR_SITE = re.compile(rf"\.(?:{addresses.FILES}|{addresses.DOMAINS})$", re.IGNORECASE)
_COMPLETE = re.compile(rf"\.(?:{addresses.FILES})[.．]?$|[/／][.．]?$|[.．]$", re.IGNORECASE)


_LOCAL, _HOST = 100, 300  # signs before and after the @ of a mail address, spaced out: RFC 5321 allows 64 and 255
_NEAR, _REST = 200, 300  # signs of an address before a gap and behind it that say whether it goes on


def close_up(draft: Draft, *, doi: bool = False) -> None:
    """Make every URL, DOI and mail address of the draft one unbroken word."""
    edits: list[Edit] = []
    at = 0
    text = draft.text
    while match := _START.search(text, at):
        end = _extent(text, match.start(), match.end())
        edits += _tidy(text, match.start(), end, Rule.URL)
        at = max(end, match.end())
    draft.apply(edits)
    edits = []
    text = draft.text
    for start, end in _mails(text):
        edits += _tidy(text, start, end, Rule.MAIL_ADDRESS)
    for match in addresses.DOI.finditer(text):
        if doi or re.search(r"(?i)doi\W{0,6}$", text[max(0, match.start() - 9) : match.start()]):
            edits += _tidy(text, match.start(), match.end(), Rule.DOI)
    draft.apply(edits)


def _mails(text: str) -> Iterator[tuple[int, int]]:
    """Where mail addresses stand.  Each is looked for around its @: what could be the beginning of one has no end in a line
    of words with hyphens, and the pattern would try every part of it."""
    done = 0
    for at in re.finditer("[@＠]", text):
        if at.start() < done:
            continue
        low = max(done, at.start() - _LOCAL)
        window = text[low : at.start() + _HOST]
        match = next((m for m in addresses.MAIL.finditer(window) if low + m.end() > at.start()), None)
        if match is not None and low + match.start() < at.start():
            done = low + match.end()
            yield low + match.start(), done


def _extent(text: str, start: int, at: int) -> int:
    """Where the URL that starts at ``start`` ends."""
    checked, depth = start, 0
    while True:
        piece = _PIECE.match(text, at)
        if piece:
            at, depth = _balanced(text, checked, piece.end(), depth)
            checked = at
            if at < piece.end():
                break
        gap = _GAP.match(text, at)
        following = _PIECE.match(text, gap.end()) if gap else None
        if gap is None or following is None:
            break
        url, rest = text[max(start, at - _NEAR) : at], text[gap.end() : gap.end() + _REST]
        if not _goes_on(url, following.group()[:_REST], rest):
            break
        at = gap.end()
    while at > start and text[at - 1] in ".,;:，．;)]'—–" and not (text[at - 1] == ")" and "(" in text[start:at]):
        at -= 1
    return at


def _balanced(text: str, start: int, end: int, depth: int) -> tuple[int, int]:
    """Where to stop, at the latest at ``end``: before a closing bracket that was never opened, and before an access date in
    brackets; and how many brackets are open there, ``depth`` of them from before ``start``."""
    for i in range(start, end):
        if text[i] in "([":
            if re.match(r"[(\[]\s*\d{4}\s*[-－/.]", text[i : i + 9]):
                return i, depth
            depth += 1
        elif text[i] in ")]":
            depth -= 1
            if depth < 0:
                return i, depth
    return end, depth


def _goes_on(url: str, piece: str, rest: str) -> bool:
    folded = re.sub(r"\s", "", url.translate(addresses.FOLDED))
    if addresses.SCHEME_ALONE.fullmatch(folded):
        return True
    if addresses.BEGINS.match(rest) or re.match(r"[(\[]", piece):
        return False
    if re.match(r"(?i)[-－—–]$", piece) and re.match(rf"[-－—–]\s+[^{addresses.SIGNS}]", rest):
        return False
    if _COMPLETE.search(folded) and re.match(r"[A-ZА-Я0-9]", piece) and not folded.endswith("/"):
        tail = re.sub(r"[.．]$", "", folded)
        if _DOCUMENT_OR_SITE.search(tail) and folded.endswith("."):
            return bool(re.match(r"(?i)(?:cn|ru|uk|s?html?|pdf)\b", piece)) or "/" in piece.split(" ")[0]
    if _DOCUMENT.search(folded) and not _JOINT_START.match(piece):
        return False
    return bool(_JOINT_END.search(url) or _JOINT_START.match(piece) or addresses.FILE_BEGINS.match(rest))


def _tidy(text: str, start: int, end: int, rule: Rule) -> list[Edit]:
    edits = []
    for i in range(start, end):
        if text[i].isspace():
            edits.append(Edit(i, i + 1, "", rule))
        elif text[i].translate(addresses.FOLDED) != text[i]:
            edits.append(Edit(i, i + 1, text[i].translate(addresses.FOLDED), rule))
        elif text[i] == "＠":
            edits.append(Edit(i, i + 1, "@", rule))
    return edits


def spans(text: str) -> list[tuple[int, int]]:
    """Where URLs and mail addresses stand in a text."""
    if "://" not in text and "@" not in text and "www." not in text.lower():
        return []
    found = [(m.start(), m.end()) for m in addresses.URL.finditer(text)]
    return found + [(m.start(), m.end()) for m in addresses.MAIL_WHOLE.finditer(text)]
