"""The labels of front and back matter, and where they stand in a text.

A label is compared without the spaces inside it and at any position when it is in brackets; bare labels must begin a line
(or follow another label's field) and be followed by a colon or wide space.  Keys are those of the master's front matter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sco_pub.clean.names import NAME, ORG
from sco_pub.model.characters import hanzi_count

_KEYS: tuple[tuple[str, str], ...] = (
    ("abstract", "内容提要|内容摘要|中文摘要|论文摘要|文章摘要|内容简介|提要|摘要"),
    ("keywords", "中文关键词|关键词语|关键词|关键字|主题词"),
    ("clc", "中图法分类号|中图分类号|中国图书分类号|分类号"),
    ("doc-code", "文献标识码|文献标志码|文献识别码|文章标识码|文章标识|文献标识"),
    ("article-id", "文章编号|文章编码"),
    ("doi", "数字对象标识符|DOI编码|DOI号|DOI"),
    ("received", "收稿日期|收稿时间|投稿日期|来稿日期"),
    ("revised", "修回日期|修订日期|修改日期|修稿日期"),
    ("accepted", "录用日期|接受日期|截稿日期|截稿时间|截稿"),
    ("published", "网络首发日期|网络首发时间|出版日期|在线出版日期"),
    ("funding", "基金项目|资助项目|基金资助|项目基金|课题项目|课题来源|基金课题|项目资助|基金"),
    ("affiliation", "作者单位|工作单位"),
    ("bio", "第一作者简介|作者简介|作者介绍|作者信息|通讯作者简介|通讯作者|通信作者|第一作者|作者"),
    ("editor", "本文责任编辑|责任编辑|本文责编|责编|特约编辑|编辑|责任校对|校对"),
    ("translator", "译者简介|译者|翻译"),
    ("cite-as", "本文引用格式|中文引用格式|引用格式|引用本文|引文格式"),
    ("title-en", "英文标题|英文题目|Title"),
    ("abstract-en", "英文摘要|Abstract|ABSTRACT|Summary"),
    ("keywords-en", "英文关键词|Key ?words|Key ?Words|KEY ?WORDS|KeyWords|Keywords|KEYWORDS"),
    ("abstract-ru", "Аннотация|Резюме"),
    ("keywords-ru", "Ключевые слова"),
    ("bio-en", "About the Authors?|About the Author\\(s\\)|Author Introduction|Biography"),
    ("author-en", "Author\\(s\\)|Authors?|AUTHORS?"),
)
SHORT = frozenset({"clc", "doc-code", "article-id", "doi", "received", "revised", "accepted", "published"})
# Labels that never begin a sentence of the text, wherever they stand.
DISTINCT = SHORT | {
    "keywords",
    "keywords-en",
    "abstract-en",
    "keywords-ru",
    "abstract-ru",
    "funding",
    "bio",
    "affiliation",
    "abstract",
    "editor",
}
_CODES = SHORT | {"editor"}


def _spaced(alternatives: str) -> str:
    """Each label with white space allowed between its characters (line breaks too)."""
    made = []
    for label in alternatives.split("|"):
        if label.isascii():
            made.append(label.replace(" ?", r"[ \-]?").replace(" ", r"\s+"))
        else:
            made.append(r"\s*".join(label))
    return "|".join(made)


_ANY = "|".join(f"(?P<{key.replace('-', '_')}>{_spaced(names)})" for key, names in _KEYS)
_BRACKETED = re.compile(
    rf"(?P<open>[【［\[〔「『〖<＜《])\s*(?:{_ANY})\s*(?P<close>[】］\]〕」』〗>＞》])\s*[:：]?", re.IGNORECASE
)
_COLON = re.compile(rf"(?:^|(?<=\n)|(?<=[\s；;。]))[*＊]?\s*[(（【［\[〔]?\s*(?:{_ANY})\s*[:：／/]", re.IGNORECASE)
_BARE = re.compile(rf"(?:^|(?<=\n))[ \t\u3000]*(?:{_ANY})(?:[ \t]*\u3000+|[ \t]{{1,}}|(?=\s*\n))(?=\s*\S)")
_PARENTHESISED = re.compile(
    rf"[(（【［\[〔]\s*(?:{_ANY})\s*[:：／/]?\s*(?P<value>[^()（）【】［］〔〕\[\]:：\n]{{1,30}}?)\s*[)）】］\]〕]"
)
_AUTHOR_IS = re.compile(
    r"(?:^|(?<=\n))[ \t\u3000]*[(（【［\[〔]?\s*"
    r"(?P<label>(?:本文)?作者(?:简介)?(?:单位)?(?:分别|均|现)?(?:系|为|是|：|:))\s*(?=[\u4e00-\u9fff])"
)
_AUTHOR_NAMED = re.compile(
    rf"(?:^|(?<=\n))[ \t\u3000]*(?:[(（【［\[〔]\s*(?P<label>作者)\s*(?={NAME}\s*[，,：:])|"
    rf"(?P<bare>作者)\s*(?={NAME}[，,：:][^。，,]{{0,20}}(?:{ORG.pattern})))"
)
_ALLOWED_INLINE = _CODES


@dataclass(frozen=True, slots=True)
class Label:
    """A label at raw offsets ``start``–``end``; ``tail`` bounds a closing bracket that belongs to it, if any."""

    key: str
    start: int
    end: int
    bracketed: bool
    value_end: int | None = None
    tail: tuple[int, int] | None = None
    colon: bool = False


_STAR = re.compile(r"(?:^|(?<=\n)|(?<=\f))[ \t\u3000\f]*([*＊∗†‡]{1,3})[ \t\u3000]*(?=[\u4e00-\u9fff“《])")


# An institution and an office held there, without a name: the note on an author whose name carries the star.
_OFFICE = re.compile(
    rf"[^，。；]{{2,24}}(?:{ORG.pattern})[^，。；]{{0,16}}(?:教授|研究员|讲师|博士|硕士|研究生|主任|院长|所长|编审|编辑|馆员|助理|学者)"
)


def _star_key(text: str) -> str:
    """What a starred note is: the funding, the author's life, or thanks."""
    first = re.split("[。\n]", text)[0]
    if re.search("基金|项目|课题|资助|阶段性成果|研究成果|计划", text[:120]):
        return "funding"
    if re.match("(?:作者|[\u4e00-\u9fff]{2,4}[，,（(：:])", first) or _OFFICE.match(first):
        return "bio"
    return "acknowledgement"


def _distinct(text: str) -> bool:
    """Whether a label with its colon is unmistakable: not one of the short words that a sentence may begin with."""
    return not re.match(r"^\s*(?:作者|编辑|校对|基金|提要|编者|Summary)\s*[:：]", text)


def _key(match: re.Match[str]) -> str:
    for key, _ in _KEYS:
        if match[key.replace("-", "_")]:
            return key
    return ""


def find(text: str) -> list[Label]:
    """Every label in a (repaired) text, in order, none inside another."""
    found: list[Label] = []
    for match in _PARENTHESISED.finditer(text):
        key = _key(match)
        if key in ("editor", "translator", *SHORT):
            found.append(
                Label(
                    key,
                    match.start(),
                    match.start("value"),
                    True,
                    match.end("value"),
                    (match.end("value"), match.end()),
                )
            )
    found += [Label(_key(match), match.start(), match.end(), True) for match in _BRACKETED.finditer(text)]
    for pattern in (_AUTHOR_IS, _AUTHOR_NAMED):
        for match in pattern.finditer(text):
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            label = match["label"] or match.groupdict().get("bare", "")
            key = "affiliation" if "单位" in label else "bio"
            found.append(Label(key, start, match.end(), False, colon=text[start] in "(（【［[〔" or label[-1] in ":："))
    for match in _COLON.finditer(text):
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        at_line_start = not text[text.rfind("\n", 0, start) + 1 : start].strip()
        if at_line_start or _key(match) in _ALLOWED_INLINE or _key(match) in ("keywords", "abstract-en", "keywords-en"):
            found.append(Label(_key(match), start, match.end(), False, colon=_distinct(match.group())))
    for match in _BARE.finditer(text):
        if _key(match) not in ("editor", "bio", "translator", "title-en", "funding", "author-en"):
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            found.append(Label(_key(match), start, match.end(), False))
    for match in _STAR.finditer(text):
        what = text[match.end() : match.end() + 160].split("\n\n")[0]
        if hanzi_count(what[:40]) >= 4 and not any(f.start == match.start(1) for f in found):
            found.append(Label(_star_key(what), match.start(1), match.end(), True))
    kept: list[Label] = []
    for label in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or label.start >= (kept[-1].tail[1] if kept[-1].tail else kept[-1].end):
            kept.append(label)
    return kept
