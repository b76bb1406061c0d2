"""The glossary's two files, and the labels."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from sco_pub.edge import labels
from sco_pub.edge.glossary import (
    parse_csv,
    parse_tbx,
    read_glossary,
    render_csv,
    render_omegat,
    render_pairs,
    render_tbx,
)
from sco_pub.model.errors import InputError
from sco_pub.model.glossary import Evidence, Glossary, Term

ROOT = Path(__file__).parents[2]
GLOSSARY = Glossary((
    Term(("命运共同体",), {"ru": ("сообщество единой судьбы",)}, {"ru": ("общность судьбы",)}, {"ru": Evidence.SEEN}, "concept"),
    Term(("人类命运共同体",), {"ru": ("сообщество единой судьбы человечества",), "en": ("community, “shared”",)}, note="a, b\nc"),
    Term(("上海合作组织", "上合组织"), {"en": ("SCO",)}, checked=False),
))  # fmt: skip


def test_csv_there_and_back() -> None:
    assert parse_csv(render_csv(GLOSSARY), "g.csv") == GLOSSARY


def test_tbx_there_and_back_keeps_forms_allowed_and_forbidden() -> None:
    back = parse_tbx(render_tbx(GLOSSARY), "g.tbx")
    assert [(t.forms, t.allowed, t.forbidden) for t in back.terms] == [
        (t.forms, t.allowed, t.forbidden) for t in GLOSSARY.terms
    ]


def test_the_edition_of_2019_is_read_too() -> None:
    data = """<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca" xml:lang="en"><text><body>
    <conceptEntry id="c1"><langSec xml:lang="zh"><termSec><term>上合组织</term></termSec></langSec>
    <langSec xml:lang="ru"><termSec><term>ШОС</term></termSec></langSec></conceptEntry></body></text></tbx>"""
    (term,) = parse_tbx(data.encode(), "g.tbx").terms
    assert (term.forms, term.allowed) == (("上合组织",), {"ru": ("ШОС",)})


def test_the_translate_toolkit_which_weblate_reads_with_finds_every_term(tmp_path: Path) -> None:
    store = pytest.importorskip("translate.storage.tbx").tbxfile(sourcelanguage="zh", targetlanguage="ru")
    store.parse(render_tbx(GLOSSARY, only="ru"))
    assert [(unit.source, unit.target) for unit in store.units] == [
        ("命运共同体", "сообщество единой судьбы"),
        ("人类命运共同体", "сообщество единой судьбы человечества"),
    ]


def test_omegats_glossary_has_a_line_for_each_form_and_rendering() -> None:
    more = Term(("成员国",), {"ru": ("страна-член", "государство-член")}, kind="word", note="a\tb\nc")
    assert render_omegat(Glossary((*GLOSSARY.terms, more)), "ru") == (
        "命运共同体\tсообщество единой судьбы\tconcept; not общность судьбы\n"
        "人类命运共同体\tсообщество единой судьбы человечества\ta, b c\n"
        "成员国\tстрана-член\tword; a b c\n"
        "成员国\tгосударство-член\n"
    )


def test_weblates_glossary_has_two_columns() -> None:
    assert (
        render_pairs(GLOSSARY, "en")
        == 'source,target\n人类命运共同体,"community, “shared”"\n上海合作组织,SCO\n上合组织,SCO\n'
    )


def test_tbx_with_entities_is_refused() -> None:
    data = b'<!DOCTYPE tbx [<!ENTITY x SYSTEM "x.txt">]><tbx><langSec xml:lang="zh"><term>&x;</term></langSec></tbx>'
    with pytest.raises(InputError):
        parse_tbx(data, "g.tbx")


def test_the_longest_term_hides_the_shorter_one_inside_it() -> None:
    assert [form for form, _ in GLOSSARY.found_in("构建人类命运共同体")] == ["人类命运共同体"]
    assert [form for form, _ in GLOSSARY.found_in("上合组织命运共同体与人类命运共同体")] == [
        "上合组织",
        "命运共同体",
        "人类命运共同体",
    ]


def test_comments_say_what_is_allowed_and_what_not() -> None:
    assert GLOSSARY.comments("命运共同体", "ru") == ("命运共同体 = сообщество единой судьбы; not общность судьбы",)


@pytest.mark.parametrize("text", ["", "zh\n", "zh,ru\na\n", "zh,ru,ru:evidence\n甲,б,sure\n", 'zh,ru\n"甲,б\n'])
def test_a_broken_csv_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_csv(text, "g.csv")


def test_the_repositorys_own_glossary_reads() -> None:
    terms = read_glossary(ROOT / "translations" / "glossary.csv").terms
    assert len(terms) > 200
    assert any(Evidence.DOUBTFUL in term.evidence.values() for term in terms)


LANGUAGES = labels.label_languages()


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_are_complete_keep_their_placeholders_and_pass_msgfmt(language: str) -> None:
    path = ROOT / "sco_pub" / "locale" / f"{language}.po"
    subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(path)], check=True, capture_output=True)
    text = path.read_text("utf-8")
    pairs = dict(re.findall(r'^msgid "(.+)"\nmsgstr "(.*)"$', text, re.MULTILINE))
    english = dict(
        re.findall(r'^msgid "(.+)"\nmsgstr "(.*)"$', (path.parent / "en.po").read_text("utf-8"), re.MULTILINE)
    )
    assert pairs.keys() == english.keys()
    for msgid, msgstr in pairs.items():
        assert msgstr
        assert sorted(re.findall(r"\{\w+\}", msgid)) == sorted(re.findall(r"\{\w+\}", msgstr))


def test_a_language_without_labels_gets_english_and_cldr_knows_its_plurals() -> None:
    assert labels.labels("de").gettext("Abstract") == "Abstract"
    assert labels.labels("zh-CN").gettext("Keywords") == "关键词"
    assert labels.plural_forms("kk").startswith("nplurals=2;")
    assert labels.language_name("zh", in_language="ru") == "китайский"
    with pytest.raises(InputError):
        labels.locale_of("not a language")
