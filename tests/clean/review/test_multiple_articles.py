"""A file that holds several articles is told to: a master is one."""

from __future__ import annotations

from sco_pub.clean.review import multiple_articles
from sco_pub.edge import rawtext

BODY = [f"第{n}县的渡口在案卷里写法不一，书吏抄录时并不统一，后来的人也就不再追究它了。" for n in range(40)]


def article(
    title: str, abstract: str = "摘 要：本文讨论渡口的名字。", keywords: str = "关键词：渡口；案卷"
) -> list[str]:
    return [title, "某　甲", abstract, keywords, *BODY]


def found(lines: list[str]) -> list[str]:
    raw = rawtext.from_bytes("\n".join(lines).encode(), "raw.txt").value
    return [f"{f.code} {f.place.line if f.place else 0}" for f in multiple_articles.check(raw, raw.text)]


def test_a_second_article_is_found_by_its_abstract_and_key_words() -> None:
    one = article("渡口之名")
    assert found([*one, *article("渡夫其人", "【内容提要】 又一篇。", "【关键词】 渡夫")]) == [
        f"CLN-018 {len(one) + 3}"
    ]


def test_one_article_with_its_english_abstract_is_one() -> None:
    assert found([*article("渡口之名"), "Abstract: On ferries.", "Key words: ferries"]) == []


def test_an_abstract_printed_again_beside_itself_is_no_second_article() -> None:
    assert found(["摘 要：讨论渡口。", "关键词：渡口", *article("渡口之名")]) == []


def test_a_sentence_about_abstracts_is_none() -> None:
    assert found([*article("渡口之名"), "摘要是文章的缩影。", "关键词则不然。"]) == []
