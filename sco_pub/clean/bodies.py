"""Take a zone of note lines and its marks, give each note its lines; say which notes are cut off."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sco_pub.clean.lines import Line, ends_sentence, measure
from sco_pub.clean.markers import Token
from sco_pub.model.characters import hanzi_count
from sco_pub.model.text import Doubt, Range

NOTE_LIKE = re.compile(
    r"^\s*[《«“\"‘〔［\[]|^\s*(?:参见|参阅|详见|见|转引自|同上|同前|同注|引自|载|该|数据|资料|根据|See|Ibid|Cf|там же)|"
    r"[:：]\s*[《«“]|出版社|第\s*[0-9０-９]+\s*[页期版卷]|https?|ｈｔｔｐ|[0-9０-９]{4}\s*年|[A-ZА-Я][a-zа-я]+|\[[JMDCNR]"
)
_URL_END = re.compile(r"(?i)(?:[.．]\s*(?:s?html?|pdf|aspx?|php|jsp)|/)\s*$")
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
    return ends_sentence(text) or bool(re.search(r"[0-9０-９页期版年.]\s*$", text)) or bool(_URL_END.search(text))


def cut_off(text: str) -> bool:
    """Whether a note's text stops inside a URL, a pair of brackets or a sentence: surely not its end."""
    text = text.strip()
    if not text or _ABBREVIATION.search(text) or re.search(r"https?\s*:\S*[?]$", text):
        return True
    if _OPEN_END.search(text) or re.search(r"https?\s*:\S*[A-Za-z0-9]\.$", text):
        return not re.search(r"(?i)\.(?:s?html?|pdf|aspx?|php|jsp|com|cn|org|net|ru)\.$", text)
    return any(text.count(a) > text.count(b) for a, b in ("《》", "（）", "“”", "()"))


def sourceless(text: str) -> bool:
    """A short foreign note that names a work but no year, page or address: its end may have been lost."""
    return len(text) < 160 and hanzi_count(text) < 4 and not re.search(r"\d|(?i:ibid|там же|op\. cit|см\.|see )", text)


def deal_out(
    lines: Sequence[Line], zone: Sequence[int], marks: Sequence[Token], labels: dict[Token, str], doubts: list[Doubt]
) -> list[Body]:
    """A zone's lines, dealt out to its marks."""
    made: list[Body] = []
    stack: list[Body] = []
    pending: list[int] = []
    by_line: dict[int, list[Token]] = {}
    for token in marks:
        by_line.setdefault(token.position, []).append(token)
    for p in zone:
        here = by_line.get(p, [])
        if not here:
            pending.append(p)
            continue
        if pending:
            _deal(lines, pending, stack, doubts)
            stack, pending = [], []
        for n, token in enumerate(here):
            body = Body(labels[token], marks=[Range(token.start, token.end)], position=p, last=p)
            made.append(body)
            stop = here[n + 1].start if n + 1 < len(here) else lines[p].full_end
            text = token.after if n + 1 == len(here) else token.after[: here[n + 1].start - token.end]
            begin = lines[p].line_start if n == 0 else token.start
            body.pieces.append(Range(begin, stop))
            if text.strip():
                body.text = text.strip()
                stack = [body]
            else:
                stack = [*(b for b in stack if not b.text), body]
    _deal(lines, pending, stack, doubts)
    for body in made:
        body.complete = not cut_off(body.text)
    return made


def _deal(lines: Sequence[Line], pending: list[int], stack: list[Body], doubts: list[Doubt]) -> None:
    """Lines without a mark: all to the one waiting body, or cut into as many stretches as marks are stacked."""
    if not stack or not pending:
        return
    bounds = [0, *_cuts(lines, pending, len(stack) - 1), len(pending)]
    if len(stack) > 1:
        first = lines[pending[0]]
        reason = "Their marks stand apart from their texts."
        choice = f"{len(stack)} notes dealt out in order"
        doubts.append(Doubt("stacked-notes", first.number, 1, choice, reason, first.text[:40]))
    for body, (a, b) in zip(stack, itertools.pairwise(bounds), strict=False):
        for p in pending[a:b]:
            body.pieces.append(lines[p].range)
            body.text += lines[p].text
            body.last = p


def _cuts(lines: Sequence[Line], pending: list[int], wanted: int) -> list[int]:
    """The ``wanted`` best places to cut: a note ends before it, another begins after it."""
    if wanted <= 0:
        return []
    full = max(lines[p].width for p in pending)
    scored = []
    for n in range(1, len(pending)):
        before, after = lines[pending[n - 1]], lines[pending[n]]
        score = 4.0 if ends_sentence(before.text) or _URL_END.search(before.text) else 0.0
        score += 2.0 if re.match(r"[《«“\"A-ZА-Я]", after.text) else 0.0
        score += 2.0 if before.width < full * 0.8 else 0.0
        score += 1.0 if NOTE_LIKE.search(after.text[:12]) else 0.0
        score += 1.0 if (hanzi_count(before.text) == 0) != (hanzi_count(after.text) == 0) else 0.0
        score -= 3.0 if re.search(r"[，、；：《（,:(]\s*$", before.text) else 0.0
        score -= 6.0 if re.match(r"[a-z0-9_\-]*\.(?:s?html?|pdf|aspx?|php)|[a-z0-9/?=&%._\-]+$", after.text) else 0.0
        score -= 3.0 if re.match("(?i)h\\s*t\\s*t\\s*p|ｈｔｔｐ", after.text) else 0.0
        scored.append((-score, n))
    return sorted(n for _, n in sorted(scored)[:wanted])


def run_over(
    lines: Sequence[Line],
    pieces: Sequence[tuple[int, list[int]]],
    made: list[Body],
    zone: set[int],
    doubts: list[Doubt],
) -> None:
    """A note that stops in mid-sentence at its page's end goes on in unmarked note lines at the next page's foot."""
    full = measure([lines[p] for _, positions in pieces for p in positions if p not in zone])
    by_last = {b.last: b for b in made}
    for (_, here), (_, following) in itertools.pairwise(pieces):
        body = by_last.get(here[-1]) if here else None
        if body is None or not following or finished(body.text):
            continue
        rest = _continuation(lines, [p for p in following if p not in zone], full)
        if not rest or len(rest) == len(following):
            continue
        for p in rest:
            body.pieces.append(lines[p].range)
            body.text += lines[p].text
            zone.add(p)
        body.last = rest[-1]
        body.complete = not cut_off(body.text)
        first = lines[rest[0]]
        choice = f"note {body.label} goes on here"
        doubts.append(
            Doubt(
                "note-run-over",
                first.number,
                1,
                choice,
                "It stopped in mid-sentence on the page before.",
                first.text[:40],
            )
        )


def _continuation(lines: Sequence[Line], main: list[int], full: float) -> list[int]:
    """The last lines of a page's main text that are a note's: they finish it, and read or measure like a note."""
    for count in range(1, min(6, len(main) - 1) + 1):
        rest, before = main[-count:], lines[main[-count - 1]]
        if not finished(lines[rest[-1]].text):
            return []
        like = all(
            NOTE_LIKE.search(lines[p].text)
            or lines[p].width > full + 1.5
            or hanzi_count(lines[p].text) * 4 < len(lines[p].text)
            for p in rest
        )
        plain = not NOTE_LIKE.search(before.text) and before.width <= full + 1.5
        if like and plain:
            return rest
    return []
