"""The store of trees: what is read with it is what is read without it, and it never stands in the way."""

from __future__ import annotations

import zlib
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import strategies as st

from sco_pub.edge.pandoc import door as pandoc
from sco_pub.edge.pandoc.cache import Trees
from sco_pub.edge.pandoc.inlines import PandocCodec
from sco_pub.edge.store import Store
from sco_pub.model import ast
from sco_pub.model.document import Document
from sco_pub.model.errors import InputError
from tests.examples import examples
from tests.localise.markdown import DOCUMENT

TEXT = "---\ntitle: 题\n---\n\n# 甲\n\n命运共同体[^1]，共同构建。\n\n第二段文字。\n\n[^1]: 《人民日报》第1版。\n"


def refused(*_: object) -> None:
    raise AssertionError("pandoc was asked")


@examples(3, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck))
@given(st.lists(DOCUMENT, min_size=30, max_size=30))
def test_a_document_from_the_store_is_the_document(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    store = Trees(tmp_path_factory.mktemp("trees") / "trees")
    alone, first = pandoc.read_markdown(texts), pandoc.read_markdown(texts, known=store)
    with patch("sco_pub.edge.pandoc.door._run", refused):
        second = pandoc.read_markdown(texts, known=store)
    assert alone == first == second


def test_edited_words_need_no_pandoc_and_an_edited_structure_does(tmp_path: Path) -> None:
    store = Trees(tmp_path / "trees")
    pandoc.read_markdown([TEXT], known=store)
    edited = (
        TEXT.replace("共同构建", "一起建设")
        .replace("第二段文字。", "换了。\n\n又加一段[^1]。")
        .replace("第1版", "第2版")
    )
    with patch("sco_pub.edge.pandoc.door._run", refused):
        (words,) = pandoc.read_markdown([TEXT.replace("共同构建", "一起建设")], known=store)
        with pytest.raises(AssertionError):
            pandoc.read_markdown([edited], known=store)
    assert words == pandoc.read_markdown([TEXT.replace("共同构建", "一起建设")])[0]
    assert pandoc.read_markdown([edited], known=store) == pandoc.read_markdown([edited])


def test_a_text_that_can_not_be_read_is_refused_each_time_and_not_remembered(tmp_path: Path) -> None:
    store = Trees(tmp_path / "trees")
    for _ in range(2):
        with pytest.raises(InputError, match=r"b\.md"):
            pandoc.read_markdown([TEXT, "---\na: [\n---\n\n甲\n"], ["a.md", "b.md"], store)


@pytest.mark.parametrize("spoil", ["garbage", "folder", "nowhere"])
def test_a_store_that_can_not_be_used_counts_as_empty(tmp_path: Path, spoil: str) -> None:
    path = tmp_path / "trees"
    if spoil == "garbage":
        path.write_bytes(b"no database" * 100)
    elif spoil == "folder":
        path.mkdir()
    else:
        (tmp_path / "file").write_text("x")
        path = tmp_path / "file" / "trees"
    read: tuple[Document, ...] = pandoc.read_markdown([TEXT, TEXT], known=Trees(path))
    assert read == pandoc.read_markdown([TEXT, TEXT])


HARD: list[ast.Inlines] = [
    [{"t": "Emph", "c": [{"t": "Str", "c": "论信任"}]}],
    [{"t": "Str", "c": "a*b"}],
    [{"t": "Str", "c": "平常"}],
]


def test_a_master_s_segments_are_written_once_for_all_its_languages(tmp_path: Path) -> None:
    alone, first = PandocCodec().write(HARD), PandocCodec(tmp_path).write(HARD)
    with patch("sco_pub.edge.pandoc.door._run", refused):
        second = PandocCodec(tmp_path).write(HARD)
        with pytest.raises(AssertionError, match="pandoc was asked"):
            PandocCodec(tmp_path).write(HARD[:1])
    assert list(alone) == list(first) == list(second) == ["*论信任*", r"a\*b", "平常"]


def test_what_something_else_has_put_into_the_store_is_written_again(tmp_path: Path) -> None:
    PandocCodec(tmp_path).write(HARD)
    (entry,) = (path for path in tmp_path.rglob("*") if path.is_file() and len(path.parent.name) == 2)
    Store(tmp_path).put(entry.parent.name + entry.name, zlib.compress(b'["too few"]'))
    assert PandocCodec(tmp_path).write(HARD)[0] == "*论信任*"
