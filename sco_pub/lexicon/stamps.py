"""What publishers and data bases stamp on pages: copyright lines, download lines, their own names, identifiers."""

from __future__ import annotations

import re

from sco_pub.lexicon import addresses, label_words

_DATABASES = "万方数据|维普资讯|中国知网"
# Words that such a line has, whatever else stands in it.
LEGAL = re.compile(
    r"(?i)(?:(?:©|\(c\))\s*(?:copyright\s*)?(?:19|20)\d\d|©|版权所有|all rights reserved|china academic journal|cnki\.net|"
    r"万方数据|wanfangdata|"
    r"electronic publishing house|网络首发|知网|www\.cnki|cqvip|维普资讯|下载时间|下载日期|downloaded (?:by|from|on)\b|"
    r"\bIP\s*[:：]?\s*\d{1,3}(?:\.\d{1,3}){3}|仅供.{0,8}(?:学习|研究|使用|参考)|\bCC[- ]BY\b|"
    r"Creative Commons [A-Z][a-z]+.{0,40}(?:许可|licen[cs]e))"
)
# Those that no sentence of an article has.
IN_TEXT = re.compile(rf"(?i){_DATABASES}|中国学术期刊|www\.cnki|China Academic Journal|All rights reserved")
NAME_ALONE = re.compile(rf"(?i)(?:{_DATABASES})(?:\s*{addresses.SITE})?")
SENTENCE = re.compile(r"(?i)electronic publishing house|all rights reserved")  # a sentence, yet nobody's text
# What some journals print on every page: the article's identifiers, alone on their line.
IDENTIFIER = re.compile(rf"(?i)(?:{addresses.DOI_LINE}|{label_words.of('article-id')}|ISSN|CN\s*\d\d-\d{{4}})")
# A line of a rights' holder and its year, and no more: ©2022 某某学会.
HOLDER = re.compile(r"(?:©|\([cC]\))\s?(?:19|20)\d\d\s?[^，。；：]{2,20}")
# The words of such lines: what is left of one without them is somebody's text.
BOILERPLATE = re.compile(
    r"中国学术期刊(?:[（(]光盘版[)）])?(?:电子)?(?:杂志社|出版社)?(?:有限公司)?|中国知网|万方数据(?:库|知识服务平台)?|维普资讯|版权所有|"
    r"(?:网络)?首发(?:时间|地址)?|下载(?:时间|日期|地址)?|未经许可|不得转载|请勿(?:转载|传播)|侵权必究|违者必究|仅供|个人|学习|研究|使用|参考|"
    r"根据|许可|用户|来源|数据库?|杂志社|编辑部|出版社|学术期刊|电子|网络|出版"
)
