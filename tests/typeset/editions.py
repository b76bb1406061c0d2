"""Editions for the tests of typesetting: from a few lines of Markdown, or from the first article."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from sco_pub.edge import files, labels
from sco_pub.edge.pandoc import door as pandoc
from sco_pub.edge.pandoc import inlines
from sco_pub.edge.po import file as po
from sco_pub.localise import apply
from sco_pub.model.document import Master
from sco_pub.model.edition import Edition, Progress, Provenance

ROOT = Path(__file__).parents[2]
PUBLICATION = "sun-2021-sco"

SMALL = {
    "zh": """---
title: 论“文本”
author:
  - name: 王某
    affiliation: 某大学
    bio: 王某，某大学教授。
abstract: 摘要文字。
keywords: [文本, 注释]
funding: 某基金项目。
editor: 李某
lang: zh-CN
---

引言文字[^a]。

# 一　第一节

正文《书》，“文”[^b]见。

## （一）小节

再注[^c]。

[^a]: 《书名》，某社2018年版。

[^b]: С. Г. Лузянин. Россия — Китай. 2018. С. 151–152. <https://example.org/a>

[^c]: [原文缺注]{.note-missing}
""",
    "ru": """---
title: О «тексте»
author:
  - name: Ван
    affiliation: Университет
abstract: Аннотация.
keywords: [текст, примечание]
lang: ru
---

Введение[^a].

# I. Раздел

Текст[^b] и [未译段落]{.untranslated lang=zh-CN}.

[^a]: 《书名》.

[^b]: Примечание.
""",
}


def edition(
    markdown: str, language: str = "zh", *, source: Edition | None = None, progress: Progress | None = None
) -> Edition:
    """An edition of a text in Markdown; ``source`` is the edition it was translated from."""
    (document,) = pandoc.read_markdown([markdown])
    return Edition(
        publication="probe",
        language=language,
        lang="zh-CN" if language == "zh" else language,
        source_lang="zh-CN",
        document=document,
        source_meta=source.document.meta if source else document.meta,
        labels=labels.labels(language),
        progress=progress or Progress(),
        provenance=Provenance("source/probe/master.md", "0" * 64),
    )


@lru_cache(maxsize=4)
def small(language: str = "zh") -> Edition:
    """A text of one page with three notes, and its Russian counterpart, of which one passage of four is
    untranslated."""
    if language == "zh":
        return edition(SMALL["zh"])
    return edition(SMALL[language], language, source=small("zh"), progress=Progress(4, 3, 0, 1))


@lru_cache(maxsize=4)
def article(language: str) -> Edition:
    """The first article in one of its languages, as the pipeline makes it."""
    path = ROOT / "source" / PUBLICATION / "master.md"
    data = path.read_bytes()
    (document,) = pandoc.read_markdown([data.decode()])
    master = Master(PUBLICATION, f"source/{PUBLICATION}/master.md", files.sha256(data), "zh-CN", document)
    words = labels.labels(language)
    if language == "zh":
        return apply.source_edition(master, language=language, labels=words)
    name = f"translations/{PUBLICATION}/{language}.po"
    catalogue = po.read_catalogue(ROOT / name, publication=PUBLICATION, language=language, name=name)
    digest = files.sha256((ROOT / name).read_bytes())
    return apply.apply(master, catalogue, inlines.PandocCodec(), labels=words, catalogue_digest=digest).value


def notes_of_article(language: str) -> int:
    """How many notes the first article has: the author's thirteen, and in a translation those of its translator."""
    if language == "zh":
        return 13
    lines = (ROOT / "translations" / PUBLICATION / f"{language}.po").read_text(encoding="utf-8").split("\n")
    return 13 + sum(line.count("^[") for line in lines if line.startswith(("msgstr", '"')))
