"""Take the set blocks, give a proofreader's queries about the front matter: fields that no title page prints so.

Strategy.  Nothing of how a field was found is asked; each has a shape that holds in every journal, and text that got into
it, or a field that swallowed its neighbour, breaks it.  An address names places and codes and makes no sentence; names are
short; a title has no full stop and doesn't end in a particle; key words are a list of terms; an abstract ends as a sentence
does and isn't as long as a chapter; a code is a code.  A field's label in the middle of the running text is a field that
nobody lifted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sco_pub.model.characters import hanzi_count
from sco_pub.model.text import CALL_CLOSE, CALL_OPEN, CleanBlock, Doubt, Role, locate

_CALL = re.compile(f"{CALL_OPEN}[^{CALL_CLOSE}]*{CALL_CLOSE}")
_STOP = re.compile("。")
_SENTENCE = re.compile("[。！？]|[%％]|[）)][（(][0-9一二三四五六七八九十]{1,2}[）)]|：[一二]是")
_NAME_PARTS = re.compile("[；;、，,/／\\s\u3000]+")
_FINAL = re.compile("[。！？…!?.：:；;][”’）》】\\]\"')]*$")
_CODES = {
    "clc": re.compile(r"[A-Z]{1,2}[0-9A-Z.\-／/()（）=+＋:：;；,，\s\[\]]*$"),
    "doi": re.compile(r"(?:https?://\S+/|doi:?\s*)?10\.\S+$", re.IGNORECASE),
    "received": re.compile(r"[^。！？]{4,40}$"),
    "revised": re.compile(r"[^。！？]{4,40}$"),
    "accepted": re.compile(r"[^。！？]{4,40}$"),
}
# A label that opens a bracket or a block and is followed by a colon or a closing bracket: never a sentence's own word.
_LABEL = re.compile(
    r"[【［\[〔]\s*(?:内容提要|摘\s*要|关键词|中图分类号|文献标[识志]码|收稿日期|基金项目|作者简介|作者单位|责任编辑)\s*[】］\]〕]|"
    r"(?:关键词|中图分类号|文献标[识志]码|文章编号|收稿日期|修回日期|基金项目|作者简介|责任编辑|责任校对)\s*[:：]"
)
_LONGEST_ABSTRACT, _LONGEST_TITLE, _LONGEST_TERM = 900, 64, 20  # hanzi; far beyond what journals ask for


def find(starts: tuple[int, ...], blocks: Sequence[CleanBlock]) -> Iterator[Doubt]:
    """Queries about the metadata, and about labels left in the text."""
    for block in blocks:
        if block.supplied or not block.ranges:
            continue
        text = _CALL.sub("", block.text)
        if block.role is Role.META:
            if reason := _misshapen(block.key, text, called=text != block.text):
                at_end = block.key not in ("title", "title-en", "author")  # what gets into the others follows them
                line, column = locate(starts, max(r.end for r in block.ranges) - 1 if at_end else block.ranges[0].start)
                yield Doubt("field-shape", line, column, f"the field {block.key} is kept", reason, text[:40])
        elif block.role in (Role.PARAGRAPH, Role.QUOTE, Role.ITEM) and (label := _LABEL.search(text)):
            line, column = locate(starts, block.ranges[0].start)
            excerpt = text[max(0, label.start() - 10) :][:40]
            reason = f"It holds the label {label.group().strip('：:')}."
            yield Doubt("label-in-text", line, column, "a paragraph is kept as running text", reason, excerpt)


def _misshapen(key: str, text: str, *, called: bool) -> str:
    """Why a field can't be as printed; empty when it can."""
    if called and key not in ("title", "subtitle", "author", "abstract"):
        return "It holds a call for a note."
    if key == "title":
        return _title(text)
    if key == "affiliation":
        if re.match("[（(][^（）()]*[）)].", text):
            return "It goes on behind the bracket it ends with."
        return "It reads like a sentence." if _SENTENCE.search(text.rstrip("。")) else ""
    if key == "bio" and (re.search("[%％]", text) or re.search("。[^。]*[^。.）)；;]$", text)):
        return "It doesn't end as a life does: running text may have got into it."
    if key == "title-en" and re.search(r"(?:19|20)[0-9]{2} ?: ?[0-9]|\[[A-Z]\]|Press[,:.]", text):
        return "It reads like a reference."
    if key == "author":
        return _author(text)
    if key == "keywords":
        return _keywords(text)
    if key in ("abstract", "abstract-en"):
        return _abstract(key, text)
    if key in _CODES and not _CODES[key].match(text):
        return "It isn't the code or date that stands under this label."
    return ""


def _title(text: str) -> str:
    if _STOP.search(text):
        return "A title has no full stop."
    if text.count("，") > 1 or any(text.count(a) != text.count(b) for a, b in ("“”", "《》", "（）", "「」")):
        return "It reads like a piece of a sentence."
    if re.search("[的与和及对在把被于从，、：；]$", text):
        return "Its end is no title's: it may go on."
    return f"It is {len(text)} characters long." if hanzi_count(text) > _LONGEST_TITLE else ""


def _author(text: str) -> str:
    if re.search("[。：:！？%％《》]", text):
        return "Names hold no such marks."
    parts = [re.sub("[^\u4e00-\u9fff]", "", part) for part in _NAME_PARTS.split(text)]
    return "A name is too long." if any(len(part) > 8 for part in parts if "·" not in text) else ""


def _keywords(text: str) -> str:
    terms = [term for term in re.split("[；;，,]", text) if term.strip()]
    if re.search("[。！？]", text) or any(hanzi_count(term) > _LONGEST_TERM for term in terms):
        return "It reads like a sentence."
    return f"It has {len(terms)} terms." if len(terms) > 12 else ""


def _abstract(key: str, text: str) -> str:
    if not _FINAL.search(text):
        return "Its end isn't that of a sentence."
    if key == "abstract" and hanzi_count(text) > _LONGEST_ABSTRACT:
        return f"It has {hanzi_count(text)} hanzi: running text may have got into it."
    if key == "abstract-en" and (hanzi_count(text) > 20 or re.match("[a-z,.;]", text)):
        return "It doesn't read like an English abstract."
    return ""
