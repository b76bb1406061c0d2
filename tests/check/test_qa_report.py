"""The page that goes to a translator: entry, both texts, findings, glossary."""

from __future__ import annotations

from dataclasses import replace

from sco_pub.check.catalogue import check_catalogue
from sco_pub.check.qa_report import report
from sco_pub.localise.extract import entry_id
from sco_pub.localise.po_header import new_catalogue
from sco_pub.model.catalogue import Entry
from sco_pub.model.codes import catalogues
from sco_pub.model.finding import Place, found
from sco_pub.model.glossary import Glossary, Term

ENTRY = Entry("paragraph", "上海精神是互信<x>[^1-1]。", "Доверие  между.")
HERE = replace(new_catalogue("p", "ru", "ru.po"), entries=(ENTRY, Entry("note", "好", "Хорошо")))
GLOSSARY = Glossary((Term(("上海精神",), {"ru": ("Шанхайский дух",)}),))


def test_an_entry_with_findings_stands_there_with_both_texts_and_the_glossarys_words() -> None:
    findings = check_catalogue(HERE, glossary=GLOSSARY)
    html = report(findings, [HERE], GLOSSARY)
    assert html.count("<section") == 1
    assert f'id="e{entry_id(ENTRY.key)}"' in html
    assert "上海精神是互信&lt;x&gt;[^1-1]。" in html
    assert "Доверие  между." in html
    assert "上海精神 = Шанхайский дух" in html
    for finding in findings:
        assert finding.code in html


def test_what_belongs_to_no_entry_or_to_no_catalogue_is_there_too() -> None:
    gone = found(catalogues.WORK_GONE, Place("ru.po"), since="HEAD", emptied=1, readings=0, comments=0)
    other = found(catalogues.MERGE_CONFLICT, Place("en.po"), source="别")
    html = report([gone, other], [HERE], GLOSSARY)
    assert "PO-030" in html.partition("<h2>")[2]
    assert "PO-040" in html.partition("<h2>")[0]
