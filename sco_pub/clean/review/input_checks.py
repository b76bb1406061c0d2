"""Is this a text the cleaner can clean: Chinese, not garbled, not an OCR layer, not already a master?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sco_pub.clean.codepoints.repair import Repaired
from sco_pub.clean.review import codes, line_continuity, multiple_articles
from sco_pub.model.characters import HANZI, hanzi_count
from sco_pub.model.finding import Finding
from sco_pub.model.text import Origin, RawText

# What UTF-8 looks like when it is read as GBK, and the reverse.
_MOJIBAKE = re.compile("锟斤拷|烫烫烫|鈥[渙檚斺?]|锛[屻庛]|銆[傘]|鐨[刓]|Ã.|â€|ï¼|å[\x80-\xbf]|æ[\x80-\xbf]")
_STOPWORDS = frozenset(
    "的一是在不了和有人中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
)


def is_master(text: str) -> bool:
    """A Markdown file with a YAML block that the house writes: cleaning it changes nothing."""
    head = text[:4000]
    return bool(re.match(r"\ufeff?---\n(?:#.*\n)?(?:[\w-]+:.*\n|\s+.*\n|- .*\n)*?(?:title|lang):", head))


def check(raw: RawText, repaired: Repaired) -> Iterator[Finding]:
    """Errors that say why the result can't be trusted, and warnings about the text layer as a whole."""
    if raw.left_out:
        yield codes.left_out(raw)
    origins = {page.origin for page in raw.pages}
    if Origin.READ in origins:
        yield codes.read_from_pictures(raw)
    if Origin.LAYER in origins:
        yield codes.hidden_layer(raw)
    text = repaired.text
    letters = re.findall(r"\w", text)
    hanzi = hanzi_count(text)
    if not letters:
        yield codes.empty(raw)
        return
    if hanzi < 20 or hanzi * 5 < len(letters):
        yield codes.not_chinese(raw, hanzi, len(letters))
        return
    broken = len(_MOJIBAKE.findall(text))
    if broken >= 5 or broken * 50 > hanzi:
        yield codes.garbled(raw, broken)
        return
    common = sum(c in _STOPWORDS for c in text)
    if hanzi >= 200 and common / hanzi < 0.1:
        yield codes.ocr(raw, common / hanzi)
    unknown = sum(repaired.unknown.values())
    if unknown * 10 > len(letters):
        yield codes.unreadable(raw, unknown, len(letters))
    lost = len(re.findall(f"[{HANZI}]\\*{{2,}}[{HANZI}]?", text)) + text.count("\ufffd")
    if lost:
        yield codes.lost_characters(raw, lost)
    yield from line_continuity.check(raw, text)
    yield from multiple_articles.check(raw, text)
