"""A publication with a reference list, built in every format: links both ways, a list for eye and ear, no validator's complaint."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from lxml import etree, html

from sco_pub.check.verify_report import Verdict
from sco_pub.edge import package
from sco_pub.edge.pdf import inspect_made
from sco_pub.model.choices import Format
from sco_pub.pipeline import house
from sco_pub.pipeline.build import Order, build
from sco_pub.pipeline.verify import verify

HOUSE = Path(__file__).parents[1] / "references"
LANGUAGES = ("zh", "en")
ENTRIES = 12
# [1] [2-3] [4,6] [5] [1,3-5] [7] ［8］ 〔9〕 [10] [2, 5-7, 11-12], in the note [12] [3], then [9-10] [1] [12]
LINKS = 24
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> house.Project:
    root = tmp_path_factory.mktemp("cited") / "house"
    shutil.copytree(HOUSE, root)
    found = house.find(root)
    assert all(item.artifact for item in build(found, Order(formats=tuple(Format))))
    return found


@pytest.fixture(scope="module")
def made(workshop: house.Project) -> Any:
    @cache
    def read(language: str, wanted: Format) -> bytes:
        return (workshop.root / "build" / "cited" / f"cited.{language}.{wanted.value}").read_bytes()

    return read


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_validator_finds_an_error_or_a_warning(workshop: house.Project, language: str) -> None:
    (verified,) = verify(workshop, Order(languages=(language,), formats=tuple(Format)))
    assert [(check.tool, finding) for check in verified.checks for finding in check.findings] == []
    assert {check.verdict for check in verified.checks} <= {Verdict.PASSED, Verdict.NOT_RUN}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("wanted", [Format.EPUB, Format.HTML])
def test_every_link_of_a_page_or_book_has_a_place_to_go(made: Any, language: str, wanted: Format) -> None:
    pages = dict(chapters(made(language, wanted), wanted))
    ids = {(name, found) for name, page in pages.items() for found in page.xpath("//@id")}
    roles: dict[str, int] = {}
    for name, page in pages.items():
        for link in page.xpath("//*[local-name()='a'][@role='doc-biblioref' or @role='doc-backlink']"):
            roles[link.get("role")] = roles.get(link.get("role"), 0) + 1
            file, _, target = link.get("href").partition("#")
            assert (file or name, target) in ids
    assert roles["doc-biblioref"] == LINKS
    (section,) = [found for page in pages.values() for found in page.xpath("//*[@role='doc-bibliography']")]
    assert section.get("aria-label") == {"zh": "参考文献", "en": "References"}[language]
    assert len(section.xpath("./*[local-name()='ol']/*[local-name()='li']")) == ENTRIES
    assert len(section.xpath(".//@id[starts-with(., 'reference-')]")) == ENTRIES
    assert not section.xpath(".//@role[. = 'doc-biblioentry']"), "deprecated"


def chapters(data: bytes, wanted: Format) -> Iterator[tuple[str, Any]]:
    if wanted is Format.HTML:
        yield "", html.document_fromstring(data.decode())
        return
    for name, part in package.unpack(data).items():
        if name.endswith(".xhtml"):
            yield name.rpartition("/")[2], etree.fromstring(part)


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_has_a_bookmark_for_every_link_and_a_style_for_every_entry(made: Any, language: str) -> None:
    parts = package.unpack(made(language, Format.DOCX))
    trees = [etree.fromstring(parts[f"word/{name}.xml"]) for name in ("document", "footnotes")]
    marks = {mark.get(f"{W}name") for tree in trees for mark in tree.iter(f"{W}bookmarkStart")}
    targets = [
        link.get(f"{W}anchor") for tree in trees for link in tree.iter(f"{W}hyperlink") if link.get(f"{W}anchor")
    ]
    assert set(targets) <= marks
    assert len([name for name in targets if name.startswith("reference-")]) == LINKS
    entries = [
        p
        for p in trees[0].iter(f"{W}p")
        if p.xpath("boolean(w:pPr/w:pStyle[@w:val='Bibliography'])", namespaces={"w": W[1:-1]})
    ]
    assert len(entries) == ENTRIES
    assert all(len(list(entry.iter(f"{W}tab"))) == 1 for entry in entries), "number, tab, source"


def elements(pdf: pikepdf.Pdf, kind: str) -> list[Any]:
    return [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == kind]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_is_tagged_and_its_links_say_where_they_lead(made: Any, language: str) -> None:
    with pikepdf.open(io.BytesIO(made(language, Format.PDF))) as pdf:
        (listed,) = [item for item in elements(pdf, "/L") if item.get("/K")]
        assert listed.A.ListNumbering == "/Decimal"
        assert [[str(kid.S) for kid in item.K] for item in listed.K] == [["/Lbl", "/LBody"]] * ENTRIES
        links = [link for sheet in pdf.pages for link in sheet.get("/Annots", []) if "Dest" in str(link.keys())]
        names = [str(link.Contents) for link in links if str(link.Dest).startswith("reference-")]
        assert len(names) == LINKS
        word = {"zh": "参考文献", "en": "Reference"}[language]
        assert set(names) == {f"{word} {number}" for number in range(1, ENTRIES + 1)}
        assert len([link for link in links if str(link.Dest).startswith("citation-")]) == ENTRIES


def test_sources_hang_from_a_column_of_numbers(made: Any) -> None:
    """Lines begin in two columns: a number's, which holds nothing else, and the sources'."""
    signs = inspect_made.signs(made("zh", Format.PDF))[-1]
    heading = next(
        index for index in range(len(signs)) if "".join(s.text for s in signs[index : index + 4]) == "参考文献"
    )
    lines: dict[float, list[Any]] = {}
    for sign in signs[heading + 4 :]:
        lines.setdefault(round(sign.y), []).append(sign)
    begins = [min(line, key=lambda sign: sign.x0) for line in lines.values()]
    column = [first for first in begins if first.text == "["]
    assert len(column) == ENTRIES
    assert max(first.x0 for first in column) - min(first.x0 for first in column) < 0.5
    size = column[0].size
    hanging = [first for first in begins if first.text != "[" and first.x0 - column[0].x0 > size]
    assert len(hanging) >= 6, "long sources have further lines"
    assert all(abs(first.x0 - column[0].x0 - 2.4 * size) < 0.6 * size for first in hanging)


def test_a_raised_citation_begins_no_line(made: Any) -> None:
    page = inspect_made.signs(made("zh", Format.PDF))[0]
    left = min(sign.x0 for sign in page)
    raised = [sign for sign in page if sign.text == "[" and sign.size < 8.5]
    assert len(raised) == 2
    assert all(sign.x0 > left + 5 for sign in raised)


def test_a_text_without_a_list_is_set_as_before(tmp_path: Path) -> None:
    """Neither style sheets nor styles of lists come into files that have none."""
    root = tmp_path / "house"
    shutil.copytree(HOUSE, root)
    master = root / "source" / "cited" / "master.md"
    master.write_text(master.read_text("utf-8").partition("# 参考文献")[0], "utf-8")
    built = build(house.find(root), Order(languages=("zh",), formats=(Format.EPUB, Format.DOCX, Format.HTML)))
    for item in built:
        assert item.artifact is not None
        data = Path(item.artifact.path).read_bytes()
        parts = {"page": data} if item.format is Format.HTML else package.unpack(data)
        assert not any(b"biblioref" in part or b"reference-number" in part for part in parts.values())
        assert b"w:hanging" not in parts.get("word/styles.xml", b"")
