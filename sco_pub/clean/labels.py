"""The labels of front and back matter, and where they stand in a text.

A label is compared without the spaces inside it and at any position when it is in brackets; bare labels must begin a line
(or follow another label's field) and be followed by a colon or wide space.  Keys are those of the master's front matter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sco_pub.clean.names import NAME, ORG
from sco_pub.model.characters import HANZI, hanzi_count

_KEYS: tuple[tuple[str, str], ...] = (
    ("abstract", "内容提要|内容摘要|中文摘要|论文摘要|文章摘要|内容简介|提要|摘要"),
    ("keywords", "中文关键词|关键词语|关键词|关键字|主题词"),
    ("clc", "中图法分类号|中图分类号|中国图书分类号|分类号|CLC number|CLC"),
    ("doc-code", "文献标识码|文献标志码|文献识别码|文章标识码|文章标识|文献标识|Document code"),
    ("article-id", "文章编号|文章编码|Article ID"),
    ("doi", "数字对象标识符|DOI编码|DOI号|DOI"),
    ("received", "收稿日期|收稿时间|投稿日期|投稿时间|来稿日期"),
    ("revised", "修回日期|修回时间|修订日期|修改时间|修改日期|修稿日期|改回日期"),
    ("accepted", "录用日期|录用时间|接受日期|接收日期|采用日期|采用时间|截稿日期|截稿时间|截稿"),
    ("published", "网络首发日期|网络首发时间|网络出版日期|网络出版时间|在线出版日期|在线发布日期|出版日期"),
    ("funding", "基金项目|资助项目|基金资助|项目基金|课题项目|课题来源|基金课题|项目资助|基金"),
    ("affiliation", "作者单位|工作单位"),
    ("bio", "第一作者简介|作者简介|作者介绍|作者信息|通讯作者简介|第一作者|作者"),
    ("correspondence", "通讯作者|通信作者|联系作者|责任作者"),
    (
        "editor",
        "本文责任编辑|责任编辑|责任编审|本文责编|本文编辑|责编|特约编辑|特邀编辑|执行编辑|栏目编辑|栏目主持人|"
        "英文编辑|英文审校|技术编辑|编辑|责任校对|校对|审校|编审",
    ),
    ("translator", "译者简介|译者|翻译"),
    ("cite-as", "本文引用格式|中文引用格式|引用格式|引用本文|引文格式|本文引文格式"),
    ("cite-as-en", "英文引用格式|英文引文格式|Citation|Cite this article"),
    ("title-en", "英文标题|英文题目|Title"),
    ("abstract-en", "英文摘要|Abstract|ABSTRACT|Summary"),
    ("keywords-en", "英文关键词|Key ?words|Key ?Words|KEY ?WORDS|KeyWords|Keywords|KEYWORDS"),
    ("abstract-ru", "Аннотация|Резюме"),
    ("keywords-ru", "Ключевые слова"),
    ("bio-en", "About the Authors?|About the Author\\(s\\)|Author Introduction|Biography|Corresponding authors?"),
    ("funding-en", "Fund(?:ing)? program|Foundation items?|Fund projects?|Foundation|Funding|Supported by"),
    ("jel", "JEL Classification Codes?|JEL Classification|JEL Codes?|JEL"),
    ("url", "网络首发地址|网络出版地址|在线出版地址|本刊网址"),
    ("author-en", "Author\\(s\\)|Authors?|AUTHORS?"),
)
SHORT = frozenset(
    {"clc", "doc-code", "article-id", "doi", "received", "revised", "accepted", "published", "jel", "url"}
)
# Labels that never begin a sentence of the text, wherever they stand.
DISTINCT = SHORT | {
    "keywords",
    "keywords-en",
    "abstract-en",
    "keywords-ru",
    "abstract-ru",
    "bio-en",
    "funding-en",
    "funding",
    "bio",
    "correspondence",
    "affiliation",
    "abstract",
    "editor",
}
_DATES = frozenset({"received", "revised", "accepted", "published"})
_CODES = SHORT | {"editor"}
# Words that a line may begin with in any sentence: without a bracket or a colon they are no labels.
_NEED_COLON = frozenset(
    {
        "editor",
        "bio",
        "correspondence",
        "translator",
        "title-en",
        "funding",
        "author-en",
        "bio-en",
        "funding-en",
        "url",
        "jel",
    }
)


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
_COLON = re.compile(
    rf"(?:^|(?<=\n)|(?<=[\s；;。]))(?:[*＊∗†※#]+[ \t\u3000]*)?[(（【［\[〔]?[ \t\u3000]*(?:{_ANY})\s*[:：／/]",
    re.IGNORECASE,
)
_BARE = re.compile(rf"(?:^|(?<=\n))[ \t\u3000]*(?:{_ANY})(?:[ \t]*\u3000+|[ \t]{{1,}}|(?=\s*\n))(?=\s*\S)")
# A code's label behind another code on the same line, without a colon: 中图分类号 F550　文献标识码 A.
_INLINE = re.compile(rf"(?<=[0-9A-Za-z)）][ \u3000])[ \u3000]*(?:{_ANY})[ \u3000]+(?=[0-9A-Z])")
_PARENTHESISED = re.compile(
    rf"[(（【［\[〔]\s*(?:{_ANY})\s*[:：／/]?\s*(?P<value>[^()（）【】［］〔〕\[\]:：\n]{{1,30}}?)\s*[)）】］\]〕]"
)
# An editor without a colon, alone on his line.
_EDITOR = re.compile(
    r"(?:^|(?<=\n))[ \t\u3000]*(?:责任编辑|责任校对|责任编审|责编|本文编辑)[ \t\u3000]+"
    rf"(?=[{HANZI}][ \u3000]?[{HANZI}]{{1,2}}[ \t\u3000]*(?:\n|$))"
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


# A date, then a full stop and words on the same line: the note goes on to say who paid and who wrote.
_DATED = re.compile(r"[ 0-9.\-－–—/年月日]{6,16}[.。；;][ \u3000]*(?=[\u4e00-\u9fff][^\n:：]{8})")

_STAR = re.compile(r"(?:^|(?<=\n)|(?<=\f))[ \t\u3000\f]*([*＊∗†‡]{1,3})[ \t\u3000]*(?=[\u4e00-\u9fff“《])")


# An institution and an office held there, without a name: the note on an author whose name carries the star.
_OFFICE = re.compile(
    rf"(?!本[文研成项课])[^，。；]{{2,24}}(?:{ORG.pattern})[^，。；]{{0,16}}(?:教授|研究员|讲师|博士|硕士|研究生|主任|院长|所长|编审|编辑|馆员|助理|学者)"
)
_LIFE = re.compile("教授|研究|博士|硕士|讲师|男|女|工程师|农艺师|医师|主任|大学|学院")
_OFFICE_EN = re.compile(
    r"\b(?:Professor|Lecturer|Researcher|Research Fellow|Ph\.?\s?D|candidate|student|Dean|Director)\b", re.I
)
_PERSON = re.compile(rf"{NAME}\s*[，,（(：:]")


def _star_key(text: str) -> str:
    """What a starred note is: the funding, the author's life, or thanks."""
    first = re.split("[。\n]", text)[0]
    if _OFFICE.match(first) or (_PERSON.match(first) and ORG.search(text[:60])):
        return "bio"
    if re.search("基金|项目|课题|资助|阶段性成果|研究成果|计划", text[:120]):
        return "funding"
    if re.match("(?:作者|[\u4e00-\u9fff]{2,4}[，,（(：:])", first):
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


def _behind_dates(found: Sequence[Label], text: str) -> list[Label]:
    """Notes on the article that go on behind a date, without a label of their own."""
    dates = [m for each in found if each.key in _DATES and (m := _DATED.match(text, each.end))]
    return [Label(_star_key(text[m.end() : m.end() + 160]), m.end(), m.end(), True) for m in dates]


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
            key = _key(match)
            if key == "author-en" and _OFFICE_EN.search(text[match.end() : match.end() + 120].split("\n\n")[0]):
                key = "bio-en"
            if key == "correspondence" and _LIFE.search(text[match.end() : match.end() + 60].split("\n\n")[0]):
                key = "bio"
            found.append(Label(key, start, match.end(), False, colon=_distinct(match.group())))
    for match in _EDITOR.finditer(text):
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        found.append(Label("editor", start, match.end(), False, colon=True))
    for match in _INLINE.finditer(text):
        if _key(match) in SHORT:
            found.append(Label(_key(match), match.start(), match.end(), False))
    for match in _BARE.finditer(text):
        if _key(match) not in _NEED_COLON:
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            found.append(Label(_key(match), start, match.end(), False))
    found += _behind_dates(found, text)
    for match in _STAR.finditer(text):
        what = text[match.end() : match.end() + 160].split("\n\n")[0]
        if hanzi_count(what[:40]) >= 4 and not any(f.start == match.start(1) for f in found):
            found.append(Label(_star_key(what), match.start(1), match.end(), True))
    kept: list[Label] = []
    for label in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or label.start >= (kept[-1].tail[1] if kept[-1].tail else kept[-1].end):
            kept.append(label)
    return kept
