"""A publication that cites by key from a .bib file, built in every format: each edition in its own style, nothing lost on the way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sco_pub.edge import package
from sco_pub.edge.pdf import inspect_made
from sco_pub.model.choices import Format, Policy
from sco_pub.model.finding import Finding
from sco_pub.pipeline import house
from sco_pub.pipeline.build import Order, build

BIB = """
@article{li2020, author={李, 明}, title={区域合作的演变}, journal={国际研究}, year={2020}, number={3}, pages={12--30}}
@article{smith2019, author={Smith, John and Doe, Jane}, title={The shape of cooperation}, journal={Journal of Regions}, volume={12},
  number={2}, pages={101--120}, year={2019}}
"""
MASTER = """---
title: 论引用
author:
  - name: 甲某
bibliography: refs.bib
lang: zh-CN
---

# 一　引言

合作的演变早有论述[@li2020; @smith2019]，又见专著[@smith2019, 105]。
"""
CATALOGUE = """msgid ""
msgstr "Language: en\\n"

msgctxt "paragraph"
msgid "合作的演变早有论述[@li2020; @smith2019]，又见专著[@smith2019, 105]。"
msgstr "Cooperation was discussed long ago [@li2020; @smith2019] and [@lost2000]."
"""
_TAGS = re.compile(r"<[^>]*>")
LIST = {"zh": "SMITHJ,DOEJ.", "en": "Smith,John,andJaneDoe.2019."}
HEADING = {"zh": "参考文献", "en": "References"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in {
        "sco_pub.toml": 'languages = ["zh", "en"]\n',
        "source/p/master.md": MASTER,
        "source/p/refs.bib": BIB,
        "translations/p/en.po": CATALOGUE,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def words(path: Path) -> str:
    data = path.read_bytes()
    if path.suffix == ".pdf":
        return "".join(sign.text for page in inspect_made.signs(data) for sign in page)
    parts = {path.name: data} if path.suffix == ".html" else package.unpack(data)
    return "".join(
        part.decode() for name, part in sorted(parts.items()) if name.endswith((".xhtml", "document.xml", ".html"))
    )


def findings(root: Path, order: Order) -> list[Finding]:
    return [finding for built in build(house.find(root), order) for finding in built.findings]


def test_every_format_has_the_list_in_the_style_and_under_the_heading_of_its_language(root: Path) -> None:
    found = findings(root, Order(formats=tuple(Format)))
    for language in ("zh", "en"):
        for wanted in Format:
            text = words(root / "build/p" / f"p.{language}.{wanted.value}")
            assert HEADING[language] in text and "@li2020" not in text
            assert LIST[language] in "".join(_TAGS.sub("", text).split())
    lost = {finding.place for finding in found if finding.code == "TYP-114"}
    assert {(place.file, place.line) for place in lost if place} == {("translations/p/en.po", 6)}


def test_the_same_sources_give_the_same_bytes_and_another_source_makes_the_edition_anew(root: Path) -> None:
    order = Order(languages=("zh",), formats=(Format.HTML,))
    (first,) = build(house.find(root), order)
    (again,) = build(house.find(root), order)
    assert first.made and not again.made
    (root / "source/p/refs.bib").write_text(BIB.replace("year={2019}", "year={2018}"), "utf-8")
    (third,) = build(house.find(root), order)
    assert third.made and "2018" in words(root / "build/p/p.zh.html")


def test_a_list_that_isn_t_there_is_an_error_that_a_release_refuses(root: Path) -> None:
    (root / "source/p/refs.bib").unlink()
    order = Order(languages=("zh",), formats=(Format.HTML,), policy=Policy.RELEASE)
    (built,) = build(house.find(root), order)
    assert built.artifact is None
    assert {finding.code for finding in built.findings} == {"TYP-114", "TYP-115"}


def test_a_formula_that_can_t_be_set_is_marked_in_a_draft_and_refused_in_a_release(root: Path) -> None:
    master = root / "source/p/master.md"
    master.write_text(master.read_text("utf-8") + "\n\n式$\\unknowncommand{x}$。\n", "utf-8")
    (draft,) = build(house.find(root), Order(languages=("zh",), formats=(Format.HTML,)))
    assert draft.artifact is not None
    (built,) = build(house.find(root), Order(languages=("zh",), formats=(Format.HTML,), policy=Policy.RELEASE))
    assert built.artifact is None
    assert "TYP-303" in {finding.code for finding in built.findings}
