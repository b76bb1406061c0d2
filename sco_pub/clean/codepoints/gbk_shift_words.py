"""Words and names that hold a hanzi which a shifted layer also uses for a sign: there the hanzi is itself.

Strategy.  A word is listed when it is common in learned prose; where it can also arise by chance, from a word before or
behind the sign, the entry says so: 方法：is not 法院, 如下：is not 下院, 。远东 is not 遥远, ：内部 is not 院内.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sco_pub.model.characters import HANZI

MARK_WORDS = re.compile(
    "(?<![方办用做看想说语书])法院|(?<=[停创开举兴筹]办)法院|(?:[医戏影寺]|检察|研究|国务|[参众参国]议|上议|下议|科学|社科|妓|养老|福利|贵族|枢密|元老|最高法|疗养|修道|孤儿|电影|敬老|军事)院|"
    "(?<![如以之])[上下]院(?=[议通的选审多]|[，。、袁遥尧])|(?<![扩最重巨很更较])大院|(?<![之最以然])后院|"
    "(?<![法哲文史])学院|(?<=[法哲文史])学院(?!一是|第一|首先|其一|以|从|在)|书院|剧院|画院|"
    "院(?:士|子|派(?!生|遣|出|系)|庭)|院校(?!际|园|对)|院系(?!统|列|数)|院所(?!谓|有|以|在|得|需|指|述|见)|"
    "院内(?=[外的人设医各师，。、袁遥尧]|感染)|院外(?=[的会人，。袁遥])|院长(?!期|江|远|久|三角|春|沙|时|城|达|于|效)|院落(?!实|后|地|差|到)|"
    "遥远(?!东|程|期|洋|征|方|离|近|未|不|比|超|高|大|小|在|见|销|景|处|低|非)|遥遥(?=领先|无期|相|在望)|遥(?:感|控|望|测|想|祝)|逍遥|"
    "渊(?:源|博|深|薮|源)|[深天]渊|冤(?:案|枉|屈|魂|假|狱|情|错)|[申鸣含]冤|唐尧|尧舜|"
    "叶(?:片|子(?=[的和上，。袁遥])|利|卡|落|夫|尼|赛|甫|戈|塞|圣|海|芝|剑|绿|酸|门|赫|尔)|[枝茶树落中末红绿百枫初]叶|"
    "袁(?:世凯|隆平|枚|崇焕|宏道|绍|术)|[摇拖]曳|"
    "[视田朝在越分粗狂旷原]野|荒野|野(?:生|蛮|心|外|战|兽|性|史|猪|味|营)|冶(?:金|炼|铁|铸)|陶冶|"
    "[诗子名书号]曰|曰常|沐浴|浴(?:室|缸|血|池|场|巾)|[洗淋]浴|[锁关]钥|[大老少姥]爷|爷(?:爷|们|孙)|耶(?:稣|路|鲁|和华|律)|"
    "窑(?:洞|址|炉|工|厂)|[煤砖瓷官炭]窑|[荣照炫闪辉夸显]耀|耀(?:眼|斑|武)|哽噎|因噎"
)
DIGIT_WORDS = re.compile(
    "(?:[成人委官党动研职雇演教船球店社团裁海队组伤雇译乘船指战服导随阁学会议]|公务|专业|检察|派驻|职务|司法|飞行|通讯|议政|研究)员(?!会[园员])|员(?:会|工|额|外|制|国|单位)|"
    "圆(?:满|桌|形|周|心|融|润|梦|滑|柱)|[椭方团半]圆|"
    "[资来能起根水财电货税渊法信同热污光病发策声开本语血粮]源|源(?:于|自|头|泉|流|远流|源不|源而|代码|出|起|地|文)|"
    "缘(?:故|由|起|分|何|于|政治|经济)|[边因地血姻亲学业趣机人投有无]缘|"
    "[永长深久遥疏偏高边望致更很太最甚不跳渐悠辽]远|远远(?=[不超高低大小没落多少胜望未看走传])|远(?:未|不|非|比|超|高|低|大|小|在|离|东|程|方|景|见|去|近|洋|征|销|古|处|距|走|播|道|亲|山|郊|胜|多|少|没|赴)|"
    "[意自志宁心祝情许甘不遗誓如本]愿|愿(?:意|望|景|不|为|者|同|以|与|在|将|因|付)|[抱恩仇埋民]怨|怨(?:恨|言|声|气)|"
    "[公校家庄田花乐果菜产学科茶幼儿陵]园|园(?:区|林|艺|地|丁|长|内)|[艺文学鹿宫]苑|苑(?:囿)|[类古]猿|猿(?:猴|人(?=[类的和])|类)|人猿"
)
_SURNAME = (
    "[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹喻苏潘葛范彭郎鲁韦马方俞任袁柳史唐费薛雷贺倪汤罗"
    "毕郝安常于傅齐康伍余元顾孟黄穆萧尹姚邵汪祁毛戴宋庞熊纪舒屈项祝董梁杜阮蓝闵季贾路江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡"
    "凌霍万柯管卢莫房丁邓洪包左石崔龚程邢裴陆翁段侯武刘景龙叶黎白蒲赖卓乔闻党翟谭申冉桑桂温庄晏瞿连欧向古易廖耿关聂沙"
    "曾游尚尧戚渊]"
)
_GIVEN = f"(?:(?![冤院袁遥曳冶爷曰]|等院)[{HANZI}]){{1,2}}"
_NAME = _SURNAME + _GIVEN
_NOTE = "①-⑩淤于盂榆虞愚舆余俞逾\\]］"
_LINE = "\ufdd6"  # stands between two lines
# A name: before a colon or comma and a title, before a point in a reference, before a birth year, behind 责任编辑, on a
# line of names.
_NAMES = re.compile(
    f"(?<=[见自遥曰尧；、{_NOTE}{_LINE}]) ?{_NAME}(?=等?著?[院袁尧][叶野《“])|(?<=[\\]］]) ?{_NAME}(?=[.．])|"
    f"{_NAME}(?=袁[男女]袁|渊员怨|渊19)|(?<=[遥曰院。；：〕】］\\] \u3000{_LINE}]){_NAME}"
    f"(?=袁[{HANZI}]{{2,6}}(?:大学|学院|研究院|科学院|党校|学校))|"
    f"(?<=编辑院) ?{_SURNAME} ?{_GIVEN}|"
    f"(?<={_LINE}){_NAME}(?:[ \u3000]+{_NAME})*(?={_LINE})|(?<={_LINE}){_SURNAME}[ \u3000]+[{HANZI}](?={_LINE})"
)


@dataclass(frozen=True, slots=True)
class Flat:
    """A text without its line ends: ``at`` are the offsets of its characters in the text, ``heads`` its lines' beginnings."""

    text: str
    at: tuple[int, ...]
    heads: frozenset[int]

    @classmethod
    def of(cls, text: str) -> Flat:
        at: list[int] = []
        heads = set()
        for m in re.finditer("[^\r\n\f]+", text):
            line = m[0].strip(" \t\u3000")
            if line:
                start = m.start() + m[0].index(line[0])
                heads.add(len(at))
                at += range(start, start + len(line))
        return cls("".join(text[i] for i in at), tuple(at), frozenset(heads))

    def spared(self, words: re.Pattern[str]) -> set[int]:
        """Positions in the words of a list; a word may be broken over a line's end."""
        return {i for m in words.finditer(self.text) for i in range(m.start(), m.end())}


def names(flat: Flat) -> set[int]:
    """Positions in the names of people."""
    bounds = sorted(flat.heads)
    ends = [*bounds[1:], len(flat.text)]
    text = _LINE + "".join(flat.text[a:b] + _LINE for a, b in zip(bounds, ends, strict=True))
    place = [-1] + [i for a, b in zip(bounds, ends, strict=True) for i in (*range(a, b), -1)]
    return {place[i] for m in _NAMES.finditer(text) for i in range(m.start(), m.end())} - {-1}
