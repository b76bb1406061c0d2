"""A rare hanzi is a hanzi in every rule: Extensions A to I and the compatibility ideographs, through the whole cleaner."""

from __future__ import annotations

import pytest

from sco_pub.clean import cleaning
from sco_pub.edge import rawtext
from sco_pub.lexicon.names import authors_of
from sco_pub.model.characters import hanzi_count
from sco_pub.model.text import CleanText, Role
from sco_pub.structure.authors import authors

# Extension A, B, C, D, E, F, G, H, I, a compatibility ideograph and its supplement.
RARE = ["\u4d18", "\U00020547", "\U0002a7dd", "\U0002b7bd", "\U0002bb5f", "\U0002ceb0", "\U00030edd", "\U00031350", "\U0002ebf0",
        "\ufa0e", "\U0002f81a"]  # fmt: skip


def cleaned(rare: str) -> CleanText:
    lines = [
        f"{rare}县渡口的设立与裁撤",
        f"王{rare}　　李{rare}明",
        f"（1.{rare}州学院历史系，{rare}州 100000；2.{rare}山大学文学院，{rare}山 200000）",
        f"【摘要】　{rare}县的渡口由官府设立，也由官府裁撤，前后不过三十年，县志里却写得很少。",
        f"【关键词】　{rare}县；渡口；{rare}水",
        "",
        f"　　一、{rare}县的渡口",
        f"　　{rare}县的渡口在河的下游，春天水涨的时候船只要停上好几天①，行人只好在岸边的庙里过夜。",
        f"　　{rare}水向东流去，两岸的人家都以打鱼为生，渡口裁撤以后他们的日子并没有好起来。",
        f"　　二、{rare}水的船",
        f"　　船是{rare}县自己造的，用的木料从上游放下来，到了冬天就停在岸边。",
        "",
        f"　　① {rare}某：《{rare}县渡口考》，某某出版社 2001 年版，第 5 页。",
    ]
    return cleaning.clean(rawtext.from_bytes("\n".join(lines).encode(), "raw.txt").value).value


@pytest.mark.parametrize("rare", RARE)
def test_a_rare_sign_counts_as_a_hanzi(rare: str) -> None:
    assert hanzi_count(rare) == 1


@pytest.mark.parametrize("rare", RARE)
def test_title_author_headings_and_notes_are_found_with_it(rare: str) -> None:
    text = cleaned(rare)
    meta = {b.key: b.text for b in text.blocks if b.role is Role.META}
    assert meta["title"] == f"{rare}县渡口的设立与裁撤"
    assert meta["author"] == f"王{rare}；李{rare}明"
    assert meta["keywords"] == f"{rare}县；渡口；{rare}水"
    assert [b.text for b in text.blocks if b.role is Role.HEADING] == [f"一、{rare}县的渡口", f"二、{rare}水的船"]
    assert [b.text for b in text.blocks if b.role is Role.NOTE] == [
        f"{rare}某：《{rare}县渡口考》，某某出版社2001年版，第5页。"
    ]
    assert not text.missing


@pytest.mark.parametrize("rare", RARE)
def test_institutions_are_given_to_their_authors_with_it(rare: str) -> None:
    made = authors(
        authors_of(f"王{rare}1；李{rare}明2"),
        f"1.{rare}州学院历史系，{rare}州 100000；2.{rare}山大学文学院，{rare}山 200000",
        "",
    )
    assert [(a.name, a.affiliation) for a in made] == [
        (f"王{rare}", f"{rare}州学院历史系"),
        (f"李{rare}明", f"{rare}山大学文学院"),
    ]
