"""Sources are cited by key, and set in the style of each language's journals, by pandoc's citeproc."""

from __future__ import annotations

import json

import pytest

from sco_pub.edge import citation_styles
from sco_pub.edge.pandoc import citeproc
from sco_pub.model import ast
from sco_pub.model.config import House, OfPublication
from sco_pub.model.edition import Edition
from sco_pub.model.errors import InputError
from sco_pub.typeset import sources
from sco_pub.typeset.references import set_references
from tests.typeset.editions import edition

BIB = """
@article{li2020, author={李, 明 and 王, 小红}, title={区域合作的演变}, journal={国际研究}, year={2020}, number={3}, pages={12--30}}
@book{petrov2018, author={Петров, И. И.}, title={История сотрудничества}, publisher={Наука}, address={М.}, year={2018}}
@article{smith2019, author={Smith, John and Doe, Jane and Roe, Richard and Poe, Edgar}, title={The shape of cooperation},
  journal={Journal of Regions}, volume={12}, number={2}, pages={101--120}, year={2019}}
"""
ITEMS = citeproc.read(BIB.encode(), "refs.bib")


def cite(text: str, language: str, style: str = "") -> Edition:
    chosen = style or House().citation_style("probe", language)
    return citeproc.cite(edition(text, language), ITEMS, chosen, citation_styles.shipped(chosen))


def words(of: Edition) -> str:
    return ast.stringify(list(of.document.blocks))


def notes(of: Edition) -> list[str]:
    return [ast.stringify(element["c"]) for element in ast.walk(list(of.document.blocks)) if element["t"] == "Note"]


def test_a_chinese_edition_has_raised_numbers_and_a_list_by_gb_t_7714() -> None:
    made = cite("论述[@li2020; @smith2019]，又见[@petrov2018, 12]。\n", "zh")
    assert words(made).startswith("论述[1,2]，又见[3]12。参考文献")
    raised = [element for element in ast.walk(list(made.document.blocks)) if element["t"] == "Superscript"]
    assert [ast.stringify(each["c"]) for each in raised] == ["[1,2]", "[3]12"]
    assert "李明, 王小红. 区域合作的演变[J]. 国际研究, 2020(3): 12-30." in words(made)


def test_a_russian_edition_follows_gost_and_an_english_one_chicago() -> None:
    text = "A [@petrov2018, 12] and [@smith2019].\n"
    assert words(cite(text, "ru")).startswith("A [1, с. 12] and [2].Список литературы")
    assert words(cite(text, "en")).startswith("A (Петров 2018, 12) and (Smith et al. 2019).References")


@pytest.mark.parametrize(("language", "said"), [("zh", "ROE R, et al. The shape"), ("ru", "Smith J. et al. The shape")])
def test_a_source_is_described_in_its_own_language_where_the_standard_wants_it(language: str, said: str) -> None:
    assert said in words(cite("A [@smith2019].\n", language))


def test_chinese_names_are_one_piece_in_every_style() -> None:
    for style in citation_styles.names():
        made = words(cite("A [@li2020].\n", "ru", style))
        assert "李明" in made and "李明.," not in made


def test_a_note_style_makes_notes_behind_the_stop_and_knows_the_author_s_own() -> None:
    text = "One [@smith2019, 5], two[^a], three [@smith2019].\n\n[^a]: See [@li2020, 13] for more.\n"
    made = cite(text, "en", "chicago-notes-bibliography")
    assert words(made).startswith("One, two, three.References")
    first, own, again = notes(made)
    assert first.startswith("John Smith et al., “The Shape of Cooperation,” Journal of Regions 12")
    assert (
        own.startswith("See 李明 and 王小红, “区域合作的演变,”") and own.endswith("13 for more.") and "(李" not in own
    )
    assert again == "Smith et al., “The Shape of Cooperation.”"
    assert made.note_labels == ("cite-1", "cite-2")


def test_citations_lead_to_their_entries_and_back() -> None:
    made = cite("A [@smith2019] and [@li2020; @smith2019].\n", "en")
    blocks = set_references(made.document, "en", made.labels.gettext).blocks
    links = [each["c"][2][0] for each in ast.walk(list(blocks)) if each["t"] == "Link"]
    assert links[:3] == ["#reference-1", "#reference-2", "#reference-1"]
    assert {"#citation-1", "#citation-2"} <= set(links)
    (listed,) = [block for block in blocks if block["t"] == "Div" and "references" in block["c"][0][1]]
    assert "unnumbered" in listed["c"][0][1]


def test_the_list_stands_where_the_text_wants_it_under_the_heading_it_has() -> None:
    made = cite("A [@smith2019].\n\n# Works cited\n\n::: {#refs}\n:::\n\n# Appendix\n\nEnd.\n", "en")
    heads = [ast.stringify(block["c"][2]) for block in made.document.blocks if block["t"] == "Header"]
    assert heads == ["Works cited", "Appendix"]
    assert [block["t"] for block in made.document.blocks] == ["Para", "Header", "Div", "Header", "Para"]


def test_a_caption_that_cites_does_so_once() -> None:
    made = cite("![Set-up [@smith2019]](a.png)\n", "en", "chicago-notes-bibliography")
    assert len(notes(made)) == 1


def test_what_has_no_source_stays_as_it_was_and_a_text_without_citations_is_left_alone() -> None:
    assert words(cite("A [@none] and [@smith2019].\n", "en")).startswith("A [@none] and (Smith et al. 2019).")
    of = edition("A text.\n", "en")
    assert citeproc.cite(of, ITEMS, "chicago-author-date", citation_styles.shipped("chicago-author-date")) is of


def test_a_key_behind_a_letter_is_told_for_pandoc_reads_none_there() -> None:
    (finding,) = sources.glued(edition("他说@li2020 如此，又见 @smith2019。\n"), ITEMS)
    assert "@li2020 stands right behind a letter" in finding.message


def test_csl_json_is_read_as_it_is_and_what_is_no_list_is_refused() -> None:
    item = {"id": "a", "type": "book", "title": "Книга", "author": [{"family": "Петров", "given": "И."}]}
    assert citeproc.read(json.dumps([item]).encode(), "refs.json") == [{**item, "language": "ru-RU"}]
    for name, data in (("refs.json", b"{"), ("refs.json", b"[1]"), ("refs.bib", b"@article{a, title={")):
        with pytest.raises(InputError, match="can't be read as a list of sources"):
            citeproc.read(data, name)


def test_the_style_is_the_publication_s_then_the_house_s_then_the_language_s() -> None:
    house = House(citations={"ru": "a.csl"}, publications={"p": OfPublication(citations={"default": "b.csl"})})
    assert house.citation_style("p", "ru") == "b.csl"
    assert house.citation_style("q", "ru") == "a.csl"
    assert house.citation_style("q", "zh-Hant") == "gb-t-7714-2015-numeric"
    assert house.citation_style("q", "kk") == "gost-r-7-0-5-2008-numeric"
    assert house.citation_style("q", "de") == "chicago-author-date"
