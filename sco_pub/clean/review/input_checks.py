"""Is this a text the cleaner can clean: Chinese, not garbled, not an OCR layer, not already a master?"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sco_pub.clean.codepoints.repair import Repaired
from sco_pub.clean.review import line_continuity, multiple_articles
from sco_pub.model.characters import HANZI, PRIVATE, hanzi_count, written
from sco_pub.model.codes import cleaning
from sco_pub.model.finding import Finding, Place, Severity, found
from sco_pub.model.text import Face, Origin, RawLine, RawText, Testimony, Unseen
from sco_pub.model.wording import N_, Phrase, Several, phrase

# What UTF-8 looks like when it is read as GBK, and the reverse.
_MOJIBAKE = re.compile("锟斤拷|烫烫烫|鈥[渙檚斺?]|锛[屻庛]|銆[傘]|鐨[刓]|Ã.|â€|ï¼|å[\x80-\xbf]|æ[\x80-\xbf]")
_STOPWORDS = frozenset(
    "的一是在不了和有人中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
)


_SHOWN = 8  # pairs of signs in one sentence
_SURE_PAGE = (
    0.95  # of good scans the engine is 0.97 to 0.99 sure; below this, pages are skewed, faint or full of formulas
)
_LISTED = 4  # words shown in the finding; the report has all


def is_master(text: str) -> bool:
    """A Markdown file with a YAML block that the house writes: cleaning it changes nothing."""
    head = text[:4000]
    return bool(re.match(r"\ufeff?---\n(?:#.*\n)?(?:[\w-]+:.*\n|\s+.*\n|- .*\n)*?(?:title|lang):", head))


def check(raw: RawText, repaired: Repaired) -> Iterator[Finding]:
    """Errors that say why the result can't be trusted, and warnings about the text layer as a whole."""
    place = Place(raw.file)
    if raw.left_out:
        yield _left_out(raw)
    origins = {page.origin for page in raw.pages}
    if Origin.READ in origins:
        yield _read_from_pictures(raw)
    if Origin.LAYER in origins:
        yield _hidden_layer(raw)
    yield from _testimonies(raw)
    text = repaired.text
    letters = re.findall(r"\w", text)
    hanzi = hanzi_count(text)
    if not letters:
        yield found(cleaning.EMPTY, place)
        return
    if hanzi < 20 or hanzi * 5 < len(letters):
        yield found(cleaning.NOT_CHINESE, place, hanzi=hanzi, letters=len(letters))
        return
    broken = len(_MOJIBAKE.findall(text))
    if broken >= 5 or broken * 50 > hanzi:
        yield found(cleaning.GARBLED, place, count=broken)
        return
    common = sum(c in _STOPWORDS for c in text)
    if hanzi >= 200 and common / hanzi < 0.1:
        yield found(cleaning.POOR_OCR, place, share=common / hanzi)
    unknown = sum(repaired.unknown.values())
    if unknown * 10 > len(letters):
        yield found(cleaning.UNREADABLE, place, unknown=unknown, letters=len(letters))
    lost = len(re.findall(f"[{HANZI}]\\*{{2,}}[{HANZI}]?", text)) + text.count("\ufffd")
    if lost:
        yield found(cleaning.LOST_CHARACTERS, place, count=lost)
    yield from line_continuity.check(raw, text)
    yield from multiple_articles.check(raw, text)


def _left_out(raw: RawText) -> Finding:
    """Words of the file that its page doesn't show as text; a margin's words may be notes, so they are a warning."""
    words = list(dict.fromkeys((one.text[:30], one.reason) for one in raw.left_out))
    margin = any(one.reason is Unseen.MARGIN for one in raw.left_out)
    shown, more = words[:_LISTED], max(0, len(words) - _LISTED)
    return found(
        cleaning.LEFT_OUT,
        Place(raw.file),
        "more" if more else "",
        severity=Severity.WARNING if margin else None,
        pages=len({one.page for one in raw.left_out}),
        words=Several(
            tuple(phrase(N_("{words} ({reason})"), words=w, reason=Phrase(why)) for w, why in shown), N_("; ")
        ),
        more=more,
    )


def _read_from_pictures(raw: RawText) -> Finding:
    """Pages that are pictures, as the engine read them; a warning where it was less sure than of good scans."""
    pages = [page for page in raw.pages if page.origin is Origin.READ]
    unsure = [page for page in pages if (page.confidence or 0.0) < _SURE_PAGE]
    return found(
        cleaning.READ_FROM_PICTURES,
        Place(raw.file),
        "unsure" if unsure else "",
        severity=Severity.WARNING if unsure else None,
        count=len(pages),
        pages=len(raw.pages),
        reader=raw.reader,
        sure=statistics.mean(page.confidence or 0.0 for page in pages),
        unsure=Several(tuple(f"{page.number} ({page.confidence:.0%})" for page in unsure)),
    )


def _hidden_layer(raw: RawText) -> Finding:
    pages = [page for page in raw.pages if page.origin is Origin.LAYER]
    sure = statistics.mean(page.confidence or 0.0 for page in pages)
    return found(cleaning.HIDDEN_LAYER, Place(raw.file), count=len(pages), pages=len(raw.pages), sure=sure)


def _testimonies(raw: RawText) -> Iterator[Finding]:
    """What the page says against the layer, and what nobody could read."""
    settled = [one for one in raw.testimonies if one.sign]
    unread = [one for one in raw.testimonies if not one.sign]
    if settled:
        count = sum(one.count for one in settled)
        yield found(cleaning.SEEN_ON_THE_PAGE, Place(raw.file), count=count, signs=_shown(settled))
    if unread:
        looked = any(one.votes for one in raw.testimonies)
        count = sum(one.count for one in unread)
        form = "" if looked else "engine"
        place = Place(raw.file, _first_line(raw, unread))
        yield found(cleaning.UNREAD_SIGNS, place, form, count=count, signs=_shown(unread))


def _first_line(raw: RawText, unread: Sequence[Testimony]) -> int | None:
    """The first line on which one of the signs stands, which is the title's where that is concerned."""
    wanted = {(one.font, one.claim) for one in unread}
    return next(
        (n for n, line in enumerate(raw.lines, 1) for face, sign in _set(line) if (face.font, sign) in wanted), None
    )


def _set(line: RawLine) -> Iterator[tuple[Face, str]]:
    """A line's signs, each with its type."""
    faces = line.geometry.faces if line.geometry else ()
    for face, after in pairwise([*faces, None]):
        if face is not None:
            yield from ((face, sign) for sign in line.text[face.start : after.start if after else None])


def _shown(testimonies: Sequence[Testimony]) -> Several:
    """The commonest of them: 畅 is . (14 times)."""
    sums: Counter[tuple[str, str]] = Counter()
    for one in testimonies:
        sums[one.claim, one.sign] += one.count
    common = sums.most_common(_SHOWN)
    shown = [f"{_name(claim)}{f' = {_name(sign)}' if sign else ''} ({count})" for (claim, sign), count in common]
    return Several(tuple(shown + ["…"] * (len(sums) > len(common))))


def _name(sign: str) -> str:
    return f"U+{ord(sign):04X}" if re.match(f"[{PRIVATE}\ufffd]", sign) and written(sign) == sign else written(sign)
