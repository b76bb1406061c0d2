"""How Chinese notes and reference lists name a source: 参见, 出版社, 第 5 页, [M], p. 12, Ibid.

Pieces of patterns, and a few whole ones; what each of them proves is said where it is used.  GB/T 7714, annex B, has the
type marks ([M] a book, [J] a journal, [D] a thesis, [EB/OL] on line).
"""

from __future__ import annotations

import re

from sco_pub.lexicon.addresses import COLON, SCHEME
from sco_pub.model.characters import HANZI

PUBLISHERS = "出版社|书局|书店|印书馆"
REFERRING = "参见|参阅|详见|见|转引自|引自"  # what a note begins with that sends its reader elsewhere
SAME = "同上|同前|同注"  # and one that names the source of the note before
REFERRING_FOREIGN = r"See\b|Ibid|Cf\b|там же"
TYPE_MARK = r"[\[［][A-Z]{1,2}(?:/[A-Z]{2})?[\]］]"
ONLINE = re.compile(r"[\[［][A-Z]{1,2}/OL[\]］]")  # the type marks of what stands on line
TYPE_MARK_OPENS = r"\[[JMDCNRZ]"
_RANGE = r"[0-9]+(?:\s*[—–、，～~-]\s*[0-9]+)*"
PLACE = rf"第\s*{_RANGE}\s*[页期版卷]"  # 第3—5页
PAGE = rf"第\s*{_RANGE}\s*[页版]|年第\s*[0-9]+\s*期"
PAGE_FOREIGN = r"\bpp?\.\s*\d|\b[СсC]\.\s*\d"

NAMES_SOURCE = re.compile(rf"{PUBLISHERS}|{PAGE}|{COLON}|{PAGE_FOREIGN}")
# The same, or the words by which notes refer; a note that has them is surely one.
SOURCED = re.compile(
    rf"^\s*(?:{REFERRING}|{SAME}|{REFERRING_FOREIGN})|{PUBLISHERS}|Press\b|{TYPE_MARK_OPENS}|{PLACE}|"
    rf"》\s*[,，（(]?\s*\d{{4}}\s*年|{COLON}|{PAGE_FOREIGN}|(?:1[89]|20)\d\d\s*[,:，：]\s*\d"
)
# What reads like a note's line: any of these, a year, a foreign word.
NOTE_LIKE = re.compile(
    rf"^\s*[《«“\"‘〔［\[]|^\s*(?:{REFERRING}|{SAME}|载|该|数据|资料|根据|{REFERRING_FOREIGN})|"
    rf"[:：]\s*[《«“]|{PUBLISHERS}|{PLACE}|{SCHEME}|[0-9]{{4}}\s*年|[A-ZА-Я][a-zа-я]+|{TYPE_MARK_OPENS}"
)
# What a note begins with: a title, a word that refers, an author with a colon, a country in brackets before his name.
OPENS_NOTE = re.compile(
    rf"^\s*(?:[《“\"〈「]|{REFERRING}|{SAME}|{REFERRING_FOREIGN}|[A-ZА-Я]|[{HANZI}]{{2,4}}(?:、[{HANZI}]{{2,4}})*(?:等)?[：:]|"
    rf"\[[^\]]{{1,3}}\][{HANZI}])"
)
PAGES_AT_END = re.compile(rf"(?:\bpp?\.|\b[СсC]\.|第)\s*{_RANGE}\s*[页版期]?\s*[.。]?$")
# The same with what layers leave of “pp.” and of 年版: p 422, 2003年版.
PLACE_AT_END = re.compile(
    rf"(?:\bpp?\.?|\b[СсC]\.)\s*{_RANGE}\s*[.。]?$|第\s*{_RANGE}\s*[页版期][.。]?$|[0-9]{{4}}\s*年版?[.。]?$"
)
# 张三：《…》，… 出版社 2001 年版; A. Lukin, …, p. 5: how a line of a note begins and goes on.
CITING = re.compile(
    rf"^(?:[^\w\s《“（(]{{1,2}}\s*|\d{{1,2}}[.．]?\s*)?(?:{REFERRING})?\s*(?:\w[\w·]{{1,11}}\s*[:：，,])?\s*"
    rf"《[^》]+》[^。]{{0,40}}(?:{PUBLISHERS}|第\s*\d+\s*[期页版])"
    rf"|^[^{HANZI}]{{20,}}\b(?:pp?|С)\.\s*\d+"
)
# An abbreviation before a figure: no note ends so.
ABBREVIATION_AT_END = re.compile(
    r"(?:^|[\s,(（.])(?:[СсPpТтМЛVv]|pp|Vol|vol|No|no|№|ed|eds|СПб|см|Ed|Fig|ch)\.\s*$|№\s*$"
)
# The end of an entry: its page, its type mark, its address.
ENTRY_END = re.compile(rf"[0-9][.．。]?$|\[[A-Z]\][^\[\]]*[.．]$|{SCHEME}://\S+$")
# How an entry without a number begins: Brown, A., & Smith, B. (2012); 陈某，2015：; 陈某. (2015). 陈某著, 李某、王某译. (2015).
AUTHOR_AND_YEAR = re.compile(
    rf"(?:[A-ZÀ-ÞА-Я][\w’'\-]+,\s*(?:[A-ZА-Я][.\w]|et al)|[{HANZI}]{{2,4}}(?:[、，,]\s?[{HANZI}]{{2,4}}){{0,5}}(?:等)?"
    r"\s*[.，,]?\s*[（(]?(?:19|20)\d\d"
    rf"|[{HANZI}][{HANZI}·•]{{1,20}}[著编編主](?:[、，,]\s?[{HANZI}·•]{{2,25}}){{0,5}}\s*[.．]\s*[（(](?:19|20)\d\d[a-z]?[)）])"
)
YEAR_OR_TYPE = re.compile(rf"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|{TYPE_MARK}")
