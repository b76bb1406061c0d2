"""Take one block's draft, give its letters, digits and signs their usual width and form, and take out what can't be seen.

Strategy.  Founder's layers write Latin letters and digits full-width; they become ASCII one by one, never by NFKC, which turns ①
into 1.  A full-width point or slash is folded where letters or digits stand beside it, and in references, whose marks GB/T
7714 sets half-width; between the parts of a Western reference a space follows it, unless the layer has its own.  A point
between hanzi is a full stop where the text has no other, and a name's dot between two transliterations.
"""

from __future__ import annotations

import re
import unicodedata

from sco_pub.clean.ledger.draft import Draft
from sco_pub.clean.typography.conventions import Conventions
from sco_pub.model.characters import HANZI, WORD
from sco_pub.model.reserved import CALL_OPEN
from sco_pub.model.rule import Rule

# Control and format characters, which nothing prints: C0 and C1, soft hyphens, joiners, directions.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_REFERENCE = re.compile("[\\[［]([JMNCDRSPGAZ]|[A-Z]{1,2}[/／]OL)[\\]］]")
_LIGATURES = dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
_ACCENTED_LIGATURE = re.compile("[ﬀ-ﬆ][\u0300-\u036f]+")  # the accent is its last letter's
# Hanzi that write foreign names: a point between two such stretches is a name's.
_NAME = (
    "[阿艾埃安奥巴白柏班贝本比彼别宾波伯勃博布查达丹当道德登迪蒂丁杜多厄恩尔法凡菲费芬佛弗福夫冈戈格古哈海汉赫黑亨洪华霍基吉加贾杰金卡凯坎康考"
    "科克库夸昆拉莱赖兰朗劳雷里理利莉列林琳留卢鲁路吕伦罗洛马玛迈麦曼梅门蒙米密明缪摩莫姆穆纳娜南内尼涅纽努诺欧帕派潘庞佩皮珀普奇契恰乔切琼热荣茹"
    "瑞若萨塞赛桑瑟沙珊尚绍舍什史施舒斯思司苏索塔泰坦汤唐特提廷图托瓦万威韦维魏温文翁沃乌伍武西希锡席夏肖谢辛休许雅亚扬杨耶叶伊易因英尤约扎泽詹珍朱"
    "兹祖佐鲍狄娅约翰蕾蓓丝妮黛怀惠]"
)
_NAMES = re.compile(f"(?<={_NAME}{_NAME})[.．](?={_NAME}{_NAME})")


def fold(draft: Draft, conventions: Conventions) -> None:
    """Widths and forms of a block's letters, digits, points and slashes."""
    draft.sub(re.compile("\u00ad[ \t\u3000]*\n[ \t\u3000]*"), "", Rule.HYPHENATION)
    draft.sub(_INVISIBLE, "", Rule.INVISIBLE)
    draft.sub(_ACCENTED_LIGATURE, _apart, Rule.COMPOSED)
    draft.sub(re.compile("[ﬀ-ﬆ]"), lambda m: _LIGATURES.get(m[0], m[0]), Rule.LIGATURE)
    draft.sub(re.compile("[０-９Ａ-Ｚａ-ｚ％＠＃＆＋＝＿＊＼＾｀｜＄]"), _ascii, Rule.WIDTH)
    draft.sub(re.compile(f"[{WORD}][\u0300-\u036f]+"), lambda m: unicodedata.normalize("NFC", m[0]), Rule.COMPOSED)
    draft.sub(
        re.compile(f"(?<=[0-9A-Za-z)）])[＜＞]|[＜＞](?=\\s?[0-9A-Za-z])(?![^＜＞]*[{HANZI}]＞)"), _ascii, Rule.WIDTH
    )
    if not conventions.spaced:
        draft.sub(_PARTS, ". ", Rule.WIDTH)
    if _REFERENCE.search(draft.text):
        draft.sub(re.compile("．"), ".", Rule.WIDTH)
        draft.sub(_REFERENCE, lambda m: f"[{m[1]}]", Rule.WIDTH)
    draft.sub(re.compile(f"(?<=[0-9A-Za-z{WORD}])[．／](?=\\s*[0-9A-Za-z{WORD}])"), _ascii, Rule.WIDTH)
    draft.sub(re.compile("(?<=[0-9]) ?．(?= ?[0-9])"), lambda m: m[0].replace("．", "."), Rule.WIDTH)
    draft.sub(re.compile(f"(?<=[0-9{WORD}])．"), ".", Rule.WIDTH)
    draft.sub(re.compile(f"／(?![{HANZI}])|(?<![{HANZI}])／"), "/", Rule.WIDTH)
    _stops(draft, conventions)
    draft.sub(re.compile("(?<![A-Za-z])(Fig|Vol|Tab|No|Eq|pp|p)\\.(?=[0-9])"), r"\1. ", Rule.SPACE)


def _apart(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", _LIGATURES[match[0][0]] + match[0][1:])


# A full-width point between the parts of a Western reference; not between initials, which stay together.
_PARTS = re.compile("(?<=[A-Za-z\\]］)）])．(?=[A-Z][a-z])")


# The full stop of a text that sets points: behind hanzi, quotations, per cents and citations, before what can begin a sentence.
_STOP = re.compile(f"(?<=[{HANZI}”’）)》%\\]])\\.(?=\\s*(?:[{HANZI}“《（]|$))|(?<=[{HANZI}])\\. (?=[A-Za-z])")


def _stops(draft: Draft, conventions: Conventions) -> None:
    """Points between hanzi: names' dots, or the full stops of a text that sets points for them; in a reference they part a name
    from its work and an edition from its place (GB/T 7714)."""
    if _REFERENCE.search(draft.text):
        return
    draft.sub(_NAMES, "·", Rule.MIDDLE_DOT)
    draft.sub(re.compile(f"(?<=[{HANZI}”’》])．(?=\\s*(?:[{HANZI}“《（”’{CALL_OPEN}]|$))"), "。", Rule.FULL_STOP)
    if conventions.stops:
        draft.sub(_STOP, "。", Rule.FULL_STOP)


def _ascii(match: re.Match[str]) -> str:
    return chr(ord(match[0]) - 0xFEE0)
