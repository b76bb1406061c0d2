"""A publication whose PDF has a figure, a formula and a photograph: cleaned, cut out, and built in every format."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from sco_pub.edge.pdf import inspect_made
from sco_pub.model.choices import Format
from sco_pub.pipeline import house, stores
from sco_pub.pipeline.build import BuildContext, Order, build
from sco_pub.pipeline.clean import clean_file
from sco_pub.pipeline.engine import Engine
from sco_pub.pipeline.masters_of import Result, clean_publications
from sco_pub.pipeline.shown import page_text
from sco_pub.pipeline.workers import Workers
from tests.corpus.article import CALL, Kind
from tests.corpus.rawtext import named
from tests.edge.pdf.test_regions import CHART, CSS, formula, picture
from tests.edge.pdf.test_shapes import page

HOUSE = 'schema = 1\nsource_language = "zh"\nlanguages = ["zh"]\nformats = ["pdf", "epub", "docx", "html"]\n'
SHOWN = ["fig-1.png", "formula-1.png", "formula-unnumbered-1.png", "picture-1.png"]
PICTURES = ["fig-1.pdf", *SHOWN]  # the drawing a second time, in vectors


def article() -> bytes:
    blocks = named("gbk", 7).article.blocks
    prose = [f"<p>{CALL.sub('', block.text)}</p>" for block in blocks if block.kind is Kind.PARAGRAPH]
    front = "<h1 style='text-align:center'>区域合作的机制研究</h1><p style='text-align:center'>张三</p>"
    front += "<p>摘要：本文研究区域合作的机制及其变化。</p><p>关键词：区域；合作；机制</p><h2>一、引言</h2>"
    figure = f"{CHART}<p class=c style='margin:0'>图1　历年变化趋势</p><p class=c>Fig. 1 Trends over the years</p>"
    numbered = (
        f"<p>模型如下：</p>{formula('Y = αX + βZ + ε', '(1)')}<p style='text-indent:0'>其中，Y是结果，X是原因。</p>"
    )
    photo = f"<div class=f><img src='{picture(120, 90)}' style='width:60mm'></div>"
    alone = "<div class=f><i>S = Σ k = n(n+1)/2</i></div>"
    body = [front, *prose[:2], figure, prose[2], numbered, "<h2>二、结论</h2>", *prose[3:5], photo, prose[5], alone]
    return page("".join([*body, *prose[6:8]]), CSS)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> house.Project:
    root = tmp_path_factory.mktemp("pictured")
    (root / "sco_pub.toml").write_text(HOUSE)
    (root / "source" / "paper").mkdir(parents=True)
    (root / "source" / "paper" / "raw.pdf").write_bytes(article())
    found = house.find(root)
    (cleaned,) = clean_publications(found)
    assert cleaned.result is Result.WRITTEN
    return found


def test_the_pictures_stand_beside_the_master_which_names_each_in_its_place(workshop: house.Project) -> None:
    folder = workshop.root / "source" / "paper"
    assert sorted(path.name for path in (folder / "figures").iterdir()) == PICTURES
    lines = (folder / "master.md").read_text().split("\n")
    shown = [line.split("]")[0] for line in lines if line.startswith("![")]
    assert shown == ["![图1　历年变化趋势　Fig. 1 Trends over the years", "![公式(1)", "![插图", "![公式"]
    at = next(n for n, line in enumerate(lines) if line.startswith("![公式(1)"))
    assert lines[at].endswith("cm}\u3000(1)")
    assert lines[at - 2] == "模型如下："
    assert lines[at + 2] == "其中，Y是结果，X是原因。"


def test_words_inside_pictures_are_in_the_ledger_and_in_no_paragraph(workshop: house.Project) -> None:
    master = (workshop.root / "source" / "paper" / "master.md").read_text()
    report = (workshop.root / "build" / "paper" / "cleaning.json").read_text()
    assert "样本甲" not in master
    assert "in-picture" in report
    assert "样本甲" in report


def test_every_format_shows_all_pictures(workshop: house.Project) -> None:
    assert all(item.artifact for item in build(workshop, Order(formats=tuple(Format))))
    made = workshop.root / "build" / "paper"
    for name in ("epub", "docx"):
        with zipfile.ZipFile(made / f"paper.zh.{name}") as package:
            pictures = [item for item in package.namelist() if item.endswith(".png") and "cover" not in item]
            assert len(pictures) == len(SHOWN)
            assert all(Image.open(io.BytesIO(package.read(item))).width > 50 for item in pictures)
    assert (made / "paper.zh.html").read_text().count("data:image/png;base64,") == len(SHOWN)
    with Engine(stores.of(workshop), Workers(1)) as works:
        context = BuildContext(workshop, workshop.publications(())[0], Order().policy, works)
        wanted = page_text(context.read_edition("zh"))
    found = inspect_made.inspect((made / "paper.zh.pdf").read_bytes(), workshop.house.in_language("zh"), wanted)
    assert [finding.code for finding in found if finding.code in ("VER-306", "VER-311", "VER-312")] == []


def test_a_file_s_pictures_go_into_a_folder_of_its_name(workshop: house.Project, tmp_path: Path) -> None:
    target = tmp_path / "my paper.md"
    clean_file(workshop.root / "source" / "paper" / "raw.pdf", target)
    assert sorted(path.name for path in (tmp_path / "my paper.figures").iterdir()) == PICTURES
    assert "](<my paper.figures/fig-1.png>){#fig-1 " in target.read_text()
