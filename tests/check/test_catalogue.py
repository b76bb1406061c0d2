"""The checks of translations: each wrong entry raises its codes and no others, each right one none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sco_pub.check import markup, render
from sco_pub.check.catalogue import check_catalogue
from sco_pub.check.figures import hanzi_value, source_figures
from sco_pub.edge.glossary import read_glossary
from sco_pub.edge.morphology import morphology
from sco_pub.model.catalogue import Catalogue, Entry, Segment, Template
from sco_pub.model.codes import checks
from sco_pub.model.finding import Finding, Place
from sco_pub.model.finding import found as made
from sco_pub.model.markdown_tokens import code_spans
from tests.check.cases import RIGHT, WRONG

ROOT = Path(__file__).parents[2]
GLOSSARY = read_glossary(ROOT / "translations" / "glossary.csv")


def found(language: str, *entries: Entry) -> list[Finding]:
    catalogue = Catalogue("p", language, f"{language}.po", entries=entries)
    return list(check_catalogue(catalogue, glossary=GLOSSARY, morphology=morphology(language)))


@pytest.mark.parametrize(("language", "kind", "source", "target", "codes"), WRONG)
def test_what_is_wrong_is_found_and_nothing_else(
    language: str, kind: str, source: str, target: str, codes: set[str]
) -> None:
    assert {finding.code for finding in found(language, Entry(kind, source, target))} == codes


@pytest.mark.parametrize(("language", "kind", "source", "target"), RIGHT)
def test_what_is_right_is_left_in_peace(language: str, kind: str, source: str, target: str) -> None:
    assert found(language, Entry(kind, source, target)) == []


@pytest.mark.parametrize(
    ("language", "pairs", "given"),
    [
        ("en", [("张之洞上奏。", "Zhang Zhidong sent a memorial."), ("张之洞主张西学。", "Chang Chih-tung was for Western learning.")],
         "Chang Chih-tung"),
        ("ru", [("阿尔伯特·爱因斯坦提出理论。", "Теорию выдвинул Альберт Эйнштейн."),
                ("阿尔伯特·爱因斯坦移居国外。", "Альберт Эйнштэйн уехал за границу.")], "Эйнштэйн"),
    ],
)  # fmt: skip
def test_one_name_in_two_forms_is_told_where_the_rarer_one_stands(
    language: str, pairs: list[tuple[str, str]], given: str
) -> None:
    entries = [Entry("paragraph", source, target) for source, target in pairs]
    assert [(f.code, f.form) for f in found(language, *entries)] == [("CHK-024", "two")]
    assert given in found(language, *entries)[0].message


def test_cases_and_derivations_of_a_foreign_name_are_one_form() -> None:
    pairs = [("卡尔·马克思出生。", "Карл Маркс родился."), ("卡尔·马克思去世。", "Смерть Карла Маркса."), ("卡尔·马克思提出。", "Карлом Марксом выдвинуто.")]  # fmt: skip
    assert found("ru", *(Entry("paragraph", source, target) for source, target in pairs)) == []


def test_what_is_short_is_measured_by_the_catalogue_itself() -> None:
    source = "研究表明城市化水平与居民收入呈正相关但这种相关性在西部地区并不那么明显"
    brief = "The study finds that cities and incomes are linked with one another, although not quite as clearly in the western regions."
    usual = [Entry("paragraph", source.replace("西部", f"西{n}部"), brief + " " + "x" * 150) for n in range(30)]
    assert "CHK-016" not in {f.code for f in found("en", Entry("paragraph", source, brief))}
    assert "CHK-016" in {f.code for f in found("en", *usual, Entry("paragraph", source, brief))}


def test_a_waiver_with_a_reason_silences_its_check_and_only_that() -> None:
    entry = Entry("paragraph", "2001年", "в 2002 г.", comments=("sco-ok: numbers — опечатка автора",))
    assert [f.code for f in found("ru", entry)] == ["CHK-012"]


def test_a_waiver_may_name_one_term() -> None:
    comments = ("sco-ok: terms:命运共同体 — цитата 2011 г.",)
    entry = Entry("paragraph", "命运共同体与上海合作组织", "общность и пакт", comments=comments)
    assert [f.message[9:15] for f in found("ru", entry) if f.code == "CHK-020"] == ["上海合作组织"]


@pytest.mark.parametrize(
    ("comment", "code"),
    [("sco-ok: numbers", "CHK-030"), ("sco-ok: nombers — x", "CHK-031"), ("sco-ok: links — x", "CHK-032")],
)
def test_a_waiver_that_does_not_count_is_said(comment: str, code: str) -> None:
    codes = [f.code for f in found("ru", Entry("paragraph", "2001年", "в 2002\u00a0г.", comments=(comment,)))]
    assert codes[-1] == code
    assert "CHK-004" in codes


def test_fuzzy_empty_and_obsolete_entries_are_not_checked_unless_asked() -> None:
    entries = (
        Entry("paragraph", "2001年", "2002", flags=("fuzzy",)), Entry("paragraph", "甲[^a]"), Entry("note", "甲[^a]", "А", obsolete=True),
    )  # fmt: skip
    assert found("ru", *entries) == []
    assert [f.code for f in check_catalogue(Catalogue("p", "ru", "", entries=entries), fuzzy=True)] == [
        "CHK-004",
        "CHK-004",
    ]


def test_a_catalogue_that_does_not_fit_its_master_is_an_error() -> None:
    template = Template("p", "zh-CN", "", (Segment("paragraph", "甲"), Segment("paragraph", "乙")))
    catalogue = Catalogue("p", "ru", "ru.po", entries=(Entry("paragraph", "甲", "А"), Entry("paragraph", "丙", "В")))
    assert [f.code for f in check_catalogue(catalogue, template=template)] == ["CHK-040"]


def test_a_language_without_tables_gets_the_checks_that_need_none() -> None:
    assert found("kk", Entry("paragraph", "1134亿美元", "113,4 миллиард"), Entry("paragraph", "甲[^a]", "А[^a]")) != []
    assert found("kk", Entry("paragraph", "2020年", "2020 жыл")) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("十", 10), ("十八", 18), ("二十", 20), ("三百二十一", 321), ("两千", 2000), ("二〇二〇", 2020), ("百", 100)],
)
def test_hanzi_numerals(text: str, value: int) -> None:
    assert hanzi_value(text) == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1134亿", [113_400_000_000]),
        ("1.7万", [17_000]),
        ("2008~2019年", [2008, 2019]),
        ("3～5亿", [300_000_000, 500_000_000]),
        ("1 134", [1134]),
    ],
)
def test_figures_of_the_source(text: str, values: list[int]) -> None:
    assert [need.options[0][0] for need in source_figures(text) if need.needed] == values


# -- rendering

FINDINGS = [
    made(checks.NUMBERS, Place("a b.po", 12, entry="f00ba2"), "missing", words="“2001”", reading="100%"),
    made(checks.QUOTES, None, "straight", words="A\nB"),
]


def test_text_json_sarif_and_annotations() -> None:
    assert (
        render.as_text(FINDINGS).splitlines()[0]
        == "a b.po:12 (f00ba2): error CHK-004: The number “2001” isn't in the translation."
    )
    assert render.as_text(FINDINGS).endswith("1 error, 1 warning.\n")
    assert json.loads(render.as_json(FINDINGS))[0]["entry"] == "f00ba2"
    run = json.loads(render.as_sarif(FINDINGS, version="1.0"))["runs"][0]
    assert [r["ruleId"] for r in run["results"]] == ["CHK-004", "CHK-010"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"] == {"startLine": 12}
    assert render.as_github(FINDINGS).splitlines() == [
        "::error file=a b.po,line=12,title=CHK-004::The number “2001” isn't in the translation."
        " Expected 100%25; the units are 万 = 10 thousand, 亿 = 100 million.",
        "::warning title=CHK-010::A%0AB has a straight quotation mark. Use the language's own marks.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("a `b` c", ["`b`"]),
        ("``a`b`` c `d`", ["``a`b``", "`d`"]),
        ("`a``b` c", ["`a``b`"]),
        (r"\`a` b `c", ["` b `"]),
        ("`a", []),
        ("`" * 100_000, []),
        ("".join("`" * n + "a" for n in range(1, 400)), []),
    ],
    ids=[
        "plain",
        "a tick inside",
        "two ticks inside",
        "an escaped tick",
        "never closed",
        "one long run",
        "runs of all lengths",
    ],
)
def test_code_reaches_from_a_run_of_backticks_to_the_next_of_its_length(text, spans):
    """In one pass: catalogues with thousands of backticks once kept the check busy for ever."""
    assert [text[a:b] for a, b in code_spans(text)] == spans
    assert len(markup._skeleton(text)) <= len(text)
