"""Chinese personal names: which lines name authors."""

from __future__ import annotations

import re

from sco_pub.model.characters import HANZI, hanzi_count

# The commonest surnames of the name list of the Chinese Academy of Sciences' survey, and the compound ones.
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦"
    "付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰"
    "焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连"
    "芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆"
    "乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁"
)


COMPOUND = (
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "司徒",
    "皇甫",
    "东方",
    "令狐",
    "尉迟",
    "长孙",
    "慕容",
    "夏侯",
    "公孙",
    "端木",
)


NAME = rf"(?:{'|'.join(COMPOUND)}|[{''.join(sorted(SURNAMES))}])[{HANZI}]{{1,2}}"


_NAME_SPACED = rf"(?:{'|'.join(COMPOUND)}|[{''.join(sorted(SURNAMES))}])\s*(?:[{HANZI}]\s*){{1,2}}"


_AUTHOR_MARK = r"[\s0-9０-９①-⑳*＊†,，、；;\-－()（）a-zA-Z]*"


_AUTHORS = re.compile(rf"^(?:\[[^\]]{{1,6}}\]|[\s\W]*)?{NAME}(?:{_AUTHOR_MARK}{NAME})*{_AUTHOR_MARK}(?:著|文|/文)?$")


ORG = re.compile(
    "(?:大学|学院|研究院|研究所|研究中心|中心|科学院|研究室|社会科学|党校|医院|委员会|编辑部|公司|出版社|博物馆|图书馆|系)"
)


def is_author_line(text: str) -> bool:
    """A line of names: each a known surname and one or two characters, with marks of affiliation between them."""
    plain = re.sub(rf"(?<=[{HANZI}])[ \u3000]+(?=[{HANZI}])", "\u3000", text.strip())
    if hanzi_count(plain) > 40 or hanzi_count(plain) < 2 or ORG.search(plain):
        return False
    closed = re.sub("\u3000", "", plain)
    parts = [x for x in re.split(r"[\s,，、；;0-9０-９①-⑳*＊†()（）]+", plain) if x]
    loose = all(re.fullmatch(NAME, x) for x in parts) and bool(parts)
    spaced = bool(re.fullmatch(NAME, closed)) and len(closed) <= 4
    known = sum(x[0] in SURNAMES or x.startswith(COMPOUND) for x in parts)
    several = len(parts) >= 2 and known * 2 >= len(parts) and all(re.fullmatch(f"[{HANZI}]{{2,4}}", x) for x in parts)
    loose = loose or (several and "，" not in plain and "、" not in plain)
    if any(len(x) == 1 for x in parts):  # 张 明 李晓华: names of two hanzi are spread
        merged = re.sub(rf"(?<![{HANZI}])([{HANZI}])[\s\u3000]+([{HANZI}])(?![{HANZI}])", r"\1\2", text.strip())
        if merged != text.strip() and is_author_line(merged):
            return True
    single = len(parts) == 3 and all(len(x) == 1 for x in parts) and parts[0] in SURNAMES
    return loose or spaced or single
