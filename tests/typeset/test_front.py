"""Front matter and colophon: what metadata of every shape comes to."""

from __future__ import annotations

from sco_pub.edge.pandoc import door as pandoc
from sco_pub.model.ast import stringify
from sco_pub.model.config import NoteMark
from sco_pub.model.edition import Progress
from sco_pub.typeset.article import front_blocks, keyword_line
from sco_pub.typeset.colophon import colophon, original_line
from sco_pub.typeset.front import front_matter, plain
from sco_pub.typeset.note_marks import note_mark
from tests.typeset.editions import SMALL, edition, small


def front(yaml: str):
    return front_matter(pandoc.read_markdown([f"---\n{yaml}\n---\n"])[0].meta)


def test_an_author_may_be_a_name_or_a_map_one_or_several():
    assert [plain(author.name) for author in front("author: 甲").authors] == ["甲"]
    assert [plain(author.name) for author in front("author: [甲, 乙]").authors] == ["甲", "乙"]
    (author,) = front("author:\n- name: 甲\n  affiliation: 某校").authors
    assert (plain(author.name), plain(author.affiliation), author.bio) == ("甲", "某校", [])


def test_metadata_that_is_silent_is_empty():
    found = front("lang: zh-CN")
    assert (found.title, found.authors, found.abstract, found.keywords, found.doi) == ([], (), [], (), "")
    assert found.plain_title == ""


def test_title_and_subtitle_are_joined_as_the_language_does():
    assert front("title: 正题\nsubtitle: 副题").plain_title == "正题：副题"
    assert front("title: Main\nsubtitle: Sub").plain_title == "Main: Sub"


def test_a_title_keeps_its_ideographic_space_and_drops_its_notes():
    assert plain(pandoc.read_markdown(["一　题[^1]\n\n[^1]: 注\n"])[0].blocks) == "一　题"


def test_an_affiliation_that_authors_share_is_said_once():
    shared = "author:\n- {name: 甲, affiliation: 某校}\n- {name: 乙, affiliation: 某校}"
    blocks = front_blocks(pandoc.read_markdown([f"---\n{shared}\n---\n"])[0].meta, small())
    assert [stringify(block) for block in blocks] == ["甲", "乙", "某校"]


def test_keywords_stand_apart_as_the_language_does():
    words = tuple([{"t": "Str", "c": word}] for word in ("a", "b"))
    assert stringify(keyword_line(words, "zh-CN")) == "a　b"
    assert stringify(keyword_line(words, "ru")) == "a; b"
    assert stringify(keyword_line(words, "ja")) == "a、b"
    assert stringify(keyword_line(words, "ar")) == "a؛ b"


def test_a_translation_says_what_it_was_translated_from():
    assert stringify(original_line(small("ru"))) == "Перевод с китайского: 王某：《论“文本”》"
    assert original_line(small("zh")) == []


def test_the_colophon_tells_how_far_the_translation_is():
    def said(progress: Progress) -> str:
        return stringify(colophon(edition(SMALL["ru"], "en", source=small(), progress=progress)))

    assert "complete" not in said(Progress(4, 4))
    assert "not complete: 3 of 4 passages" in said(Progress(4, 3, 0, 1))
    assert "1 passages carry an unchecked" in said(Progress(4, 3, 1, 0))
    assert "2 of 4 passages have been reviewed" in said(Progress(4, 4, 0, 0, 2))
    assert "complete" not in stringify(colophon(small("zh")))


def test_a_colophon_names_no_files_and_says_only_what_a_translation_lacks():
    complete = edition(SMALL["ru"], "en", source=small(), progress=Progress(4, 4))
    said = stringify(colophon(complete))
    assert "master.md" not in said and "complete" not in said
    assert "has not been authorized by the author" in said
    assert "not complete: 3 of 4" in stringify(
        colophon(edition(SMALL["ru"], "en", source=small(), progress=Progress(4, 3, 0, 1)))
    )


def test_the_colophon_owns_up_to_missing_notes():
    assert "原始文本中部分注释缺失" in stringify(colophon(small("zh")))
    assert "缺失" not in stringify(colophon(edition("正文。\n")))


def test_circled_numbers_go_to_fifty():
    assert [note_mark(n, NoteMark.CIRCLED) for n in (1, 20, 21, 35, 36, 50, 51)] == [
        "①",
        "⑳",
        "㉑",
        "㉟",
        "㊱",
        "㊿",
        "51",
    ]
    assert note_mark(7, NoteMark.ARABIC) == "7"
