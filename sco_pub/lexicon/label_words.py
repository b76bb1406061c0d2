"""The words of the labels of front and back matter, by the key of the master's front matter that each stands for.

A label is compared without the white space inside it, and as Traditional Chinese prints it too.
"""

from __future__ import annotations

import re

from sco_pub.lexicon.data import in_both_scripts

KEYS: tuple[tuple[str, str], ...] = (
    ("abstract", "内容提要|内容摘要|中文摘要|论文摘要|文章摘要|内容简介|提要|摘要"),
    ("keywords", "中文关键词|关键词语|关键词|关键字|主题词"),
    ("clc", "中图法分类号|中图分类号|中国图书分类号|分类号|CLC number|CLC"),
    ("doc-code", "文献标识码|文献标志码|文献识别码|文章标识码|文章标识|文献标识|Document code"),
    ("article-id", "文章编号|文章编码|Article ID"),
    ("doi", "数字对象标识符|DOI编码|DOI号|DOI"),
    ("received", "收稿日期|收稿时间|投稿日期|投稿时间|来稿日期"),
    ("revised", "修回日期|修回时间|定稿日期|修订日期|修改时间|修改日期|修稿日期|改回日期"),
    ("accepted", "录用日期|录用时间|接受日期|接收日期|采用日期|采用时间|截稿日期|截稿时间|截稿"),
    ("published", "网络首发日期|网络首发时间|网络出版日期|网络出版时间|在线出版日期|在线发布日期|出版日期"),
    ("funding", "基金项目|资助项目|基金资助|项目基金|课题项目|课题来源|基金课题|项目资助|基金"),
    ("affiliation", "作者单位|工作单位"),
    ("bio", "第一作者简介|作者简介|作者介绍|作者信息|通讯作者简介|第一作者|作者"),
    ("correspondence", "通讯作者|通信作者|联系作者|责任作者|作者电子信箱|作者电子邮箱|作者邮箱"),
    (
        "editor",
        "本文责任编辑|责任编辑、校对|责任编辑|责任编校|责任编审|本文责编|本文编辑|责编|学术编辑|特约编辑|特邀编辑|执行编辑|栏目编辑|栏目主持人|"
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
DATES = frozenset({"received", "revised", "accepted", "published"})
CODES = SHORT | {"editor"}
# Words that a line may begin with in any sentence: without a bracket or a colon they are no labels.
NEED_COLON = frozenset(
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
            made.append(r"\s*".join(map(in_both_scripts, label)))
    return "|".join(made)


ANY = "|".join(f"(?P<{key.replace('-', '_')}>{_spaced(names)})" for key, names in KEYS)


# Words that a sentence may begin with: a label only where a bracket or a colon shows it.
PLAIN_WORDS = frozenset({"作者", "基金", "编辑", "校对", "审校", "编审", "译者", "翻译", "提要", "Summary"})
OPEN, CLOSE = r"[【\[［〔（(]", r"[】\]］〕）)]"


def of(*keys: str, plain: bool = True) -> str:
    """The labels of these keys as an alternation, white space allowed inside them; ``plain``: with ``PLAIN_WORDS``."""
    words = [word for key, names in KEYS if key in keys for word in names.split("|")]
    chosen = "|".join(word for word in words if plain or word not in PLAIN_WORDS)
    return rf"(?:(?i:{_spaced(chosen)}))"


def opening(*keys: str) -> str:
    """A line's beginning that is a label of these keys: a star and a bracket may stand before it; plain words need proof."""
    shown = rf"{OPEN}\s*{of(*keys)}\s*(?:{CLOSE}|[:：])|{of(*keys)}\s*[:：]"
    return rf"\s*[*＊∗]?\s*(?:{shown}|{OPEN}?\s*{of(*keys, plain=False)}(?![A-Za-z的了与和及]))"


# What stands at a first page's foot: dates, grants, the authors' lives.
FOOT_KEYS = ("received", "revised", "accepted", "published", "funding", "bio", "correspondence", "doi")
FOOT = re.compile(opening(*FOOT_KEYS))
DATED_FOOT = re.compile(opening("received", "revised", "accepted", "published", "doi"))  # of one line each
# A line that is no text and no note's: a field of the front or the back, or words that send the reader to another page.
FIELD_LINE = re.compile(
    opening(*(key for key, _ in KEYS if key not in ("title-en", "author-en", "url")))
    + r"|\s*[【\[［〔（(]?\s*(?:本文)?责?任?编[辑校审]|\s*作者系|\s*(?i:translated by|edited by)|\s*[上下][接转]第"
)
# A label in a bracket that a line opens with, and labels anywhere that no sentence has.
IN_BRACKET = re.compile(rf"{OPEN}\s*{of(*(key for key, _ in KEYS))}")
_INSIDE_KEYS = ("abstract", "keywords", "clc", "doc-code", "received", "funding", "bio", "affiliation", "editor")
IN_TEXT = re.compile(
    rf"[【［\[〔]\s*{of(*_INSIDE_KEYS)}\s*[】］\]〕]|"
    rf"{of('keywords', 'clc', 'doc-code', 'article-id', 'received', 'revised', 'funding', 'bio', 'editor', plain=False)}\s*[:：]"
)
EDITOR_IN_BRACKET = re.compile(rf"[（(]\s*{of('editor')}")


def key_of(match: re.Match[str]) -> str:
    """The key of the label that a pattern made of ``ANY`` has matched."""
    return next((key for key, _ in KEYS if match[key.replace("-", "_")]), "")
