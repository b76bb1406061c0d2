"""A manuscript in DOCX, ODT or HTML becomes a master with the same front matter, headings, notes and tables."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import pypandoc
import pytest

from sco_pub.clean import cleaning
from sco_pub.edge.manuscript import read_manuscript
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Severity
from sco_pub.model.text import Role
from sco_pub.structure import master

WRITTEN = """---
title: 草原牧区合作社的制度选择
subtitle: 以三个村庄为例
author: [张三, 李四四]
---

摘要：本文考察草原牧区合作社的制度选择，说明成员为何愿意共同承担风险。

关键词：合作社；制度；牧区

# 一、问题的提出

草原上的合作社由来已久，它们的形式却各不相同。本文所说的合作社是指成员自愿组成、共同经营的组织[^a]，其中有些已经存在了三十年，另一些刚刚成立，规模也不大，成员之间的关系主要靠习惯维持。

第二段说明研究的方法。作者在2019年和2020年走访了三个村庄，访谈了四十二位牧民，并查阅了当地的档案；数据的处理见附表。

> 合作不是一种选择，而是草场的要求。没有人能独自度过那个冬天，这是老人们常说的一句话，年轻人也这样说。

## （一）三个村庄

表中列出三个村庄的基本情况。

| 村庄 | 户数 | 合作社 |
|------|------|--------|
| 东村 | 120  | 3      |
| 西村 | 95   | 1      |

村庄之间的差别首先在于人口[^b]，其次在于距离市场的远近，后者决定了产品能否及时出售。

**二、结论**

制度的选择取决于风险的大小和成员之间的信任，二者缺一不可，这一点在三个村庄里都得到了证实。

[^a]: 参见张三：《合作的条件》，某某出版社2015年版，第12页。

[^b]: 人口数据来自各村的户籍登记，截至2020年底。
"""


def made(kind: str, folder: Path) -> Path:
    path = folder / f"article.{kind}"
    command = [pypandoc.get_pandoc_path(), "--from=markdown", f"--to={kind}", "--standalone", "-o", str(path)]
    subprocess.run(command, input=WRITTEN.encode(), check=True)
    return path


@pytest.fixture(scope="module", params=["docx", "odt", "html"])
def cleaned(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    return cleaning.clean(read_manuscript(made(request.param, tmp_path_factory.mktemp("manuscript"))))


def blocks(cleaned, role: Role) -> list[str]:
    return [block.text for block in cleaned.value.blocks if block.role is role]


def test_nothing_stops_the_work(cleaned):
    assert [f.message for f in cleaned.findings if f.severity is Severity.ERROR] == []


def test_its_front_matter_is_lifted(cleaned):
    fields = {block.key: block.text for block in cleaned.value.blocks if block.role is Role.META}
    assert fields["title"].startswith("草原牧区合作社的制度选择")
    assert "张三" in fields["author"]
    assert fields["abstract"].startswith("本文考察草原牧区")
    assert fields["keywords"] == "合作社；制度；牧区"


def test_headings_are_headings_by_style_and_by_bold_numbers(cleaned):
    found = [(block.level, block.text) for block in cleaned.value.blocks if block.role is Role.HEADING]
    assert found == [(1, "一、问题的提出"), (2, "（一）三个村庄"), (1, "二、结论")]


def test_paragraphs_stay_whole(cleaned):
    paragraphs = blocks(cleaned, Role.PARAGRAPH)
    assert len([p for p in paragraphs if p.startswith("草原上的合作社由来已久")]) == 1
    assert any(p.startswith("第二段说明研究的方法") and p.endswith("数据的处理见附表。") for p in paragraphs)


def test_a_quotation_is_one(cleaned):
    assert len(blocks(cleaned, Role.QUOTE)) == 1


def test_notes_are_called_and_have_their_texts(cleaned):
    markdown = master.structure(cleaned.value).value.markdown
    notes = blocks(cleaned, Role.NOTE)
    assert [note[:4] for note in notes] == ["参见张三", "人口数据"]
    assert "共同经营的组织[^" in markdown
    assert "首先在于人口[^" in markdown
    assert cleaned.value.missing == ()


def test_a_table_keeps_its_cells(cleaned):
    (table,) = [block for block in cleaned.value.blocks if block.role is Role.TABLE]
    assert table.rows == (("村庄", "户数", "合作社"), ("东村", "120", "3"), ("西村", "95", "1"))


def test_a_picture_is_left_out_by_name(tmp_path: Path):
    path = tmp_path / "a.html"
    path.write_text(
        "<html><body><p>"
        + "文字说明了这一点。" * 20
        + "</p><p><img src='map.png' alt='三个村庄的位置'></p></body></html>"
    )
    raw = read_manuscript(path)
    assert [one.text for one in raw.left_out] == ["三个村庄的位置"]
    assert "CLN-017" in {f.code for f in cleaning.clean(raw).findings}


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.docx", b"PK\x03\x04broken", "damaged"),
        ("a.odt", b"no archive at all", "damaged"),
        ("a.docx", None, "can't be read as DOCX"),
        ("a.html", b"<html></html>", "has no text"),
    ],
)
def test_what_is_no_manuscript_is_one_sentence(tmp_path: Path, name: str, data: bytes | None, says: str):
    if data is None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("mimetype", "nothing")
        data = out.getvalue()
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_manuscript(tmp_path / name)
    assert says in caught.value.message


def test_a_bomb_is_not_unpacked(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * (210 * 1024 * 1024))
    with pytest.raises(InputError, match="unpacks to"):
        read_manuscript(tmp_path / "a.docx")


def test_more_notes_than_have_a_number_of_their_own_are_one_sentence(tmp_path: Path):
    path = tmp_path / "a.html"
    notes = "".join(f'<li id="n{n}" role="doc-footnote"><p>注</p></li>' for n in range(1001))
    calls = "".join(f'文<a href="#n{n}" role="doc-noteref">{n}</a>' for n in range(1001))
    path.write_text(f"<p>{calls}</p><section role='doc-endnotes'><ol>{notes}</ol></section>")
    with pytest.raises(InputError, match=r"a\.html has more than 999 notes"):
        read_manuscript(path)
