"""Take the set blocks, give a proofreader's queries: places that can't be as printed, whatever rule made them.

Strategy.  The rules that make blocks are not asked; only the result is looked at, as a proofreader would.  Printed Chinese
prose has properties that hold whatever the journal, and a running head, page number or note that got into the text breaks
one of them: brackets and quotes pair within a block; a paragraph ends with a final mark and doesn't begin with a closing
one or in the middle of a word; notes of one journal end alike; no paragraph is a number alone.  Each breach is a doubt with
its place; none is mended here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sco_pub.clean.codepoints.repair import Repaired
from sco_pub.clean.review import proofread_front, proofread_text
from sco_pub.clean.typography import urls
from sco_pub.model.characters import HANZI, hanzi_count
from sco_pub.model.text import CALL_CLOSE, CALL_OPEN, Change, CleanBlock, Doubt, RawText, Role, locate

_CALL = re.compile(f"{CALL_OPEN}[^{CALL_CLOSE}]*{CALL_CLOSE}")
_PAIRS = tuple((pair[0], pair[1]) for pair in ("（）", "《》", "“”", "【】", "〔〕", "()", "[]", "‘’"))
_ENUMERATOR = re.compile("(?:(?<=[，。；：、])|^)(?:[0-9]{1,2}|[a-zA-Z])[)）]")
_APOSTROPHE = re.compile("(?<=[A-Za-z])’(?=[A-Za-z])|(?<=s)’(?= [a-z])")
_FINAL = re.compile("[。！？…!?.：:；;—][”’）》】\\])]*$")
_BEGINS = re.compile("[，。；：？！、）》”’】〕,;:?!)\\]]|[a-zа-я]")
_LAST_ADDRESS = re.compile(r"(?i)https?://(?P<host>[a-z0-9.\-]+)(?P<path>/\S*)?$")
_NUMBERED_PLACE = re.compile(f"(?:^|(?<=[；;，,。\\s（(]))([0-9]{{1,2}}|[①-⑳])[.．、\\s]*(?=[{HANZI}])")
_BODY = frozenset({Role.PARAGRAPH, Role.QUOTE, Role.ITEM})


def find(raw: RawText, repaired: Repaired, blocks: Sequence[CleanBlock], changes: Sequence[Change] = ()) -> list[Doubt]:
    """Queries of every kind, in no order."""
    starts = raw.starts()
    found = [
        Doubt("points", *locate(starts, o), f"{raw.text[o]} is kept", f"In this layer it could stand for {sign}.")
        for o, sign in repaired.doubtful
    ]
    ended = _notes_end(blocks)
    for block in blocks:
        if block.supplied or not block.ranges:
            continue
        text = _CALL.sub("", block.text)
        for rule, choice, reason in (*_pairs(block, text), *_edges(block, text, ended)):
            at = block.ranges[-1].end - 1 if rule == "block-end" else block.ranges[0].start
            line, column = locate(starts, at)
            excerpt = text[-40:] if rule == "block-end" else text[:40]
            found.append(Doubt(rule, line, column, choice, reason, excerpt))
    found += [
        *_institutions(starts, blocks),
        *proofread_front.find(starts, blocks),
        *proofread_text.find(raw, repaired.text, blocks),
        *proofread_text.dropped(repaired.text, changes),
    ]
    last = next((b for b in reversed(blocks) if b.role not in (Role.META, Role.NOTE)), None)
    if last is not None and last.role is Role.HEADING and last.ranges:
        place = locate(starts, last.ranges[0].start)
        found.append(Doubt("block-end", *place, "a heading is kept", "No text follows it.", last.text[:40]))
    return found


def _institutions(starts: tuple[int, ...], blocks: Sequence[CleanBlock]) -> Iterator[Doubt]:
    """Numbered institutions below several names that have lost their numbers: nothing says whose they are."""
    fields = {b.key: b for b in reversed(blocks) if b.role is Role.META and b.ranges}
    names, places = fields.get("author"), fields.get("affiliation")
    if names and places and not re.search("[0-9①-⑳*＊a-h]", names.text):
        numbers = set(_NUMBERED_PLACE.findall(places.text))
        people = len(re.findall(f"[{HANZI}·]+", names.text))
        if len(numbers) > 1 and people > 1 and people != len(numbers):
            line, column = locate(starts, places.ranges[0].start)
            reason = "The institutions are numbered, the names are not."
            yield Doubt("institutions", line, column, "every author is given all institutions", reason, names.text[:40])


def _notes_end(blocks: Sequence[CleanBlock]) -> bool:
    """Whether this journal's notes end with a mark."""
    notes = [b for b in blocks if b.role is Role.NOTE and b.complete]
    return len(notes) >= 3 and sum(bool(_FINAL.search(b.text)) for b in notes) * 5 >= len(notes) * 4


def _pairs(block: CleanBlock, text: str) -> Iterator[tuple[str, str, str]]:
    """Brackets and quotes without a partner; enumerators (1）, apostrophes and addresses have none."""
    if block.role is Role.META or (block.role is Role.NOTE and not block.complete):
        return
    plain = _APOSTROPHE.sub("", _ENUMERATOR.sub("", text))
    for start, end in reversed(urls.spans(plain)):
        plain = plain[:start] + plain[end:]
    for left, right in _PAIRS:
        if plain.count(left) != plain.count(right):
            what = "bracket" if left in "（《【〔([" else "quotation mark"
            yield (
                "pairs",
                f"a {what} without a partner is kept",
                f"{left} stands {plain.count(left)} times, {right} {plain.count(right)} times.",
            )
            return


def _edges(block: CleanBlock, text: str, notes_end: bool) -> Iterator[tuple[str, str, str]]:
    """Blocks that begin or end as no block does."""
    if block.role is Role.NOTE:
        if _BEGINS.match(text) and not urls.URL.match(text):
            yield (
                "block-start",
                f"note {block.label} is kept",
                "It begins in the middle: it may be the end of another one.",
            )
        if block.complete and notes_end and not (_FINAL.search(text) or _ends_in_url(text)):
            yield (
                "block-end",
                f"note {block.label} is taken as complete",
                "It ends without a mark, as no other note does.",
            )
        if block.complete and _cut_address(text):
            yield "address-end", f"note {block.label} is taken as complete", "Its address may be cut off."
    elif block.role in _BODY:
        if _BEGINS.match(text):
            yield "block-start", "a paragraph begins here", "It begins in the middle of a sentence."
        if not hanzi_count(text):
            yield "block-end", "a paragraph is kept", "It holds no hanzi: it may be a page number or part of a note."
        elif not _FINAL.search(text) and not re.match(f"^(?:[{HANZI}]{{2,4}})?[（(]?(?:表|图|Table|Fig)", text):
            yield "block-end", "a paragraph ends here", "It ends without a mark."


def _cut_address(text: str) -> bool:
    """Whether a note ends in an address of a host alone, or one whose path stops in the middle of a word or after one letter."""
    match = _LAST_ADDRESS.search(text)
    if match is None:
        return False
    host, path = match["host"], match["path"] or ""
    return (
        not path
        or (host.startswith("www") and host.count(".") < 2)
        or bool(re.search(r"[/._-][a-zA-Z]{1,2}$|/[0-9]$|[._-]$", path))
    )


def _ends_in_url(text: str) -> bool:
    return any(end >= len(text) - 1 for _, end in urls.spans(text))
