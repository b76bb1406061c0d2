"""Entries with the codes that they must raise, and correct ones that must raise none: (language, kind, source, target, codes).

The same cases are what benchmarks/catalogues counts precision and recall on, beside errors seeded into whole catalogues.
"""

from __future__ import annotations

NB = "\u00a0"
#: What is wrong, and the codes it must raise, no more and no fewer.
WRONG = [
    # notes
    ("ru", "paragraph", "甲[^a]乙[^b]。", "А[^a] и Б.", {"CHK-001"}),
    ("ru", "paragraph", "甲[^c]。", "А[^с].", {"CHK-001"}),  # a Cyrillic с
    ("ru", "paragraph", "甲[^a]。", "А[^a] и ещё[^a].", {"CHK-001"}),
    ("en", "paragraph", "甲。", "A.[^a]", {"CHK-001"}),
    # markup and links
    ("ru", "paragraph", "**甲**乙", "**А и Б", {"CHK-002"}),
    ("ru", "paragraph", "**甲**乙", "А и Б", {"CHK-002"}),
    ("ru", "note", "[原文缺注]{.note-missing}", "[текст отсутствует]", {"CHK-002"}),
    ("ru", "paragraph", "甲`x`", "А", {"CHK-002"}),
    ("en", "note", "《甲》，<http://a.cn/1>", "“A,” <http://a.cn/2>", {"CHK-003"}),
    ("en", "paragraph", "见[网页](http://a.cn/1)。", "See [the page](http://a.cn/).", {"CHK-003"}),
    # numbers
    ("ru", "paragraph", "贸易额1134亿美元。", f"Объём торговли — 1134{NB}млрд долл. США.", {"CHK-004", "CHK-012"}),
    ("ru", "paragraph", "贸易额1134亿美元", f"Объём торговли 11,34{NB}млрд", {"CHK-004"}),
    ("en", "paragraph", "1.7万多家企业", "more than 1,700 enterprises", {"CHK-004"}),
    ("en", "paragraph", "刚过百亿美元", f"just over US$100{NB}billion", {"CHK-004"}),
    ("en", "paragraph", "2020年11月10日", "October 10, 2020", {"CHK-004"}),
    ("ru", "paragraph", "2019年6月", "в июле 2019" + NB + "г.", {"CHK-004"}),
    ("en", "paragraph", "20世纪50年代", "the 1960s", {"CHK-004"}),
    ("en", "paragraph", "近3/4的地区", "nearly two-thirds of the region", {"CHK-004"}),
    ("ru", "paragraph", "已召开15次会议", "состоялось 18 заседаний", {"CHK-004"}),
    ("en", "paragraph", "二〇二〇年", "in 2021", {"CHK-004"}),
    ("en", "paragraph", "不到6000万美元", f"less than US$600{NB}million", {"CHK-004"}),
    ("ru", "heading", "（三）深化合作", "Углубление сотрудничества", {"CHK-004"}),
    # scripts
    ("ru", "paragraph", "上海精神是基础", "上海精神 — основа", {"CHK-005", "CHK-012", "CHK-020"}),
    ("en", "paragraph", "提出倡议和目标", "It proposed 倡议 and goals", {"CHK-005"}),
    (
        "en",
        "note",
        "张三：《甲乙丙丁》，《人民日报》2020年第1版。",
        "Zhang San, 甲乙丙丁，《人民日报》2020年第1版。",
        {"CHK-005", "CHK-013"},
    ),
    ("ru", "paragraph", "合作，发展", "сотрудничество，развитие", {"CHK-013"}),
    ("en", "paragraph", "（以下简称甲）", "（hereafter A）", {"CHK-013"}),
    ("ru", "paragraph", "合作发展", "合作发展", {"CHK-005", "CHK-006"}),
    ("ru", "paragraph", "合作", "Cотрудничество", {"CHK-007"}),  # a Latin C
    # typography
    ("ru", "paragraph", "“精神”", '"дух"', {"CHK-010"}),
    ("ru", "paragraph", "“精神”", "“дух”", {"CHK-010"}),
    ("ru", "paragraph", "“甲‘乙’丙”", "«А «Б» В»", {"CHK-010"}),
    ("ru", "paragraph", "“甲”乙", "«А Б", {"CHK-010"}),
    ("en", "paragraph", "“精神”", "«spirit»", {"CHK-010"}),
    ("en", "paragraph", "“精神”。", "the “spirit”.", {"CHK-010"}),
    ("en", "paragraph", "国的", "the country's", {"CHK-010"}),
    ("ru", "paragraph", "甲是乙", "А - Б", {"CHK-011"}),
    ("ru", "paragraph", "甲是乙", f"А{NB}– Б", {"CHK-011"}),
    ("ru", "paragraph", "2008~2019年", f"2008-2019{NB}гг.", {"CHK-011"}),
    ("en", "paragraph", "甲——乙", "A — B", {"CHK-011"}),
    ("ru", "paragraph", "甲是乙", "А — Б", {"CHK-012"}),
    ("ru", "paragraph", "2001年", "в 2001 г.", {"CHK-012"}),
    ("ru", "note", "第20期", "№ 20", {"CHK-012"}),
    ("en", "paragraph", "10亿美元", "US$1 billion", {"CHK-012"}),
    ("ru", "paragraph", "甲乙", "А  Б", {"CHK-014"}),
    ("en", "paragraph", "甲，乙", "A , B", {"CHK-014"}),
    ("en", "paragraph", "甲乙", " A B", {"CHK-014"}),
    # terms
    ("ru", "paragraph", "命运共同体的理念", "концепция сообщества общей судьбы", {"CHK-020"}),
    ("ru", "paragraph", "构建命运共同体", "строить сообщество с общим будущим", {"CHK-020", "CHK-021"}),
    ("en", "paragraph", "上海合作组织", "the Shanghai Pact", {"CHK-020", "CHK-021"}),
    ("en", "paragraph", "务实合作", "pragmatic cooperation", {"CHK-020", "CHK-021"}),
    ("ru", "paragraph", "在西安举行", "прошла в Пекине", {"CHK-020"}),
]

#: What is right and looks hard.
RIGHT = [
    ("ru", "paragraph", "甲[^a]乙[^b]。", "Б[^b] и А[^a]."),
    ("ru", "paragraph", "贸易额1134亿美元", f"113,4{NB}млрд долл. США"),
    ("en", "paragraph", "贸易额1134亿美元", f"US\\$113.4{NB}billion"),
    ("en", "paragraph", "1.7万多家企业", "more than 17,000 enterprises"),
    ("ru", "paragraph", "1.7万多家企业", f"более 17{NB}тыс. предприятий"),
    ("en", "paragraph", "近3/4的地区", "nearly three-quarters of the region"),
    ("ru", "paragraph", "近3/4的地区", "почти три четверти региона"),
    ("ru", "paragraph", "近3/4的地区", "почти ¾ региона"),
    ("en", "paragraph", "2020年11月10日", "November 10, 2020"),
    ("ru", "paragraph", "2020年11月10日", f"10{NB}ноября 2020{NB}г."),
    ("ru", "paragraph", "成立20周年", "двадцатилетие создания"),
    ("ru", "paragraph", "成立20周年", "20-летие создания"),
    ("en", "paragraph", "成立近20年来", "for nearly two decades since its founding"),
    ("en", "paragraph", "20世纪50年代", "in the 1950s"),
    ("ru", "paragraph", "20世纪50年代", f"в 50-е годы XX{NB}в."),
    ("ru", "paragraph", "16世纪初", f"начало XVI{NB}в."),
    ("en", "paragraph", "16世纪初", "the early sixteenth century"),
    ("en", "paragraph", "已召开17次会晤，74所高校", "seventeen meetings and seventy-four institutions"),
    ("en", "paragraph", "100亿到150亿美元", f"US\\$10–15{NB}billion"),
    ("en", "paragraph", "到2024年达到2000亿美元", f"US\\$200{NB}billion by 2024"),
    ("en", "paragraph", "第十八次会议", "the 18th meeting"),
    ("en", "paragraph", "新冠肺炎疫情", "the COVID-19 pandemic"),
    ("en", "paragraph", "二十国集团", "the G20"),
    ("ru", "heading", "一　深化合作", "I. Углубление сотрудничества"),
    ("en", "heading", "（三）深化合作", "3. Deepening Cooperation"),
    ("en", "note", "С. 151–152", "151–52"),
    ("ru", "note", "2019年第20期、第22期", f"2019. №{NB}20, 22"),
    ("ru", "note", "张蕴岭：《国际治理向何处去》，《世界知识》2019年第20期。", f"Чжан Юньлин. 国际治理向何处去 [Куда движется управление?] // Шицзе чжиши. 2019. №{NB}20."),
    ("en", "note", "张蕴岭：《国际治理向何处去》，《世界知识》2019年第20期。", "Zhang Yunling 张蕴岭, “Guoji zhili” 国际治理向何处去 [Where is it heading?], *Shijie zhishi* 世界知识 [World affairs], 2019, no. 20."),
    ("ru", "meta:author.bio", "孙壮志，所长。", f"Сунь Чжуанчжи (孙壮志){NB}— директор."),
    ("ru", "paragraph", "“甲‘乙’丙”", "«А „Б“ В»"),
    ("ru", "note", "Лузянин С. Г. Россия", f"Лузянин С.{NB}Г. Россия"),
    ("ru", "paragraph", "中国—俄罗斯", f"Китай{NB}— Россия"),
    ("en", "paragraph", "“精神”，", "the “spirit,” and"),
    ("en", "paragraph", "国的", "the country’s"),
    ("en", "note", "《甲》，<http://a.cn/1>", "“A,” <http://a.cn/1>"),
    ("en", "note", "《中国的和平发展》", "*China’s Peaceful Development*"),
    ("ru", "paragraph", "命运共同体的理念", "идея сообщества единой судьбы"),
    ("ru", "paragraph", "构建上合组织命运共同体", "построение сообщества единой судьбы Шанхайской организации сотрудничества"),
    ("ru", "paragraph", "在西安举行", "прошла в Сиане"),
    ("en", "paragraph", "中亚国家", "the Central Asian countries"),
    ("en", "paragraph", "务实合作", "cooperation of a practical kind"),
    ("ru", "paragraph", "成员国", "государствами-членами"),
    ("ru", "paragraph", "$x^2$和`код`", "$x^2$ и `код`"),
    ("ru", "note", "Москва", "Москва"),
]  # fmt: skip
