"""Lines: what CLREQ and Knuth–Plass ask, on clusters as a shaper would give them (10 units an em)."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sco_pub.typeset.lines.breaking import NO_WISH, Wish, breaks, chain
from sco_pub.typeset.lines.classes import CJK, Cluster, Kind, is_wide, kind_of
from sco_pub.typeset.lines.fitting import fit
from sco_pub.typeset.lines.line_ends import Setting, line_cost
from sco_pub.typeset.lines.no_break_spaces import ties
from sco_pub.typeset.lines.paragraph import Paragraph, line, paragraph, tracked
from sco_pub.typeset.lines.title_breaks import sense
from tests.examples import examples

EM = 10.0
NARROW = {" ": 2.5, "-": 3.0, ".": 2.5, "/": 3.0}


def clusters(text: str) -> list[Cluster]:
    found = []
    for character in text:
        wide = character > "\u2e7f" or character in "“”‘’—…"
        width = EM if wide else NARROW.get(character, 5.0)
        found.append(Cluster(character, width, EM, kind_of(character, is_wide(character, width, EM))))
    return found


def composed(text: str, **options: object) -> Paragraph:
    spaces = {index for index, character in enumerate(text) if character == " "}
    return paragraph(clusters(text), breakable=spaces, **options)  # type: ignore[arg-type]


def set_lines(text: str, measure: float, **frame: object) -> list[str]:
    ends = breaks(composed(text), Setting(measure, **frame))  # type: ignore[arg-type]
    cuts = [0, *(end + 1 for end in ends), len(text)]
    return [text[start:end] for start, end in pairwise(cuts)]


@pytest.mark.parametrize(
    ("text", "wide", "kind"),
    [
        ("“", True, Kind.OPEN),
        ("“", False, Kind.MARK),
        ("，", True, Kind.STOP),
        ("》", True, Kind.CLOSE),
        ("——", True, Kind.DASH),
        ("·", False, Kind.MIDDLE),
        ("①", True, Kind.HAN),
        ("년", True, Kind.WORD),  # Hangul stands close to figures and letters, with blanks between words
        ("Ж", False, Kind.WORD),
        ("\U00020bb7", True, Kind.HAN),
        ("％", True, Kind.HAN),
        ("\u00a0", False, Kind.TIE),
    ],
)
def test_a_sign_is_classed_by_what_it_is_and_by_how_wide_it_is(text: str, wide: bool, kind: Kind) -> None:
    assert kind_of(text, wide) is kind


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("文》，文", 3.5),  # the closing mark gives up its blank half
        ("文”、“文", 4.0),  # of three marks' four blank halves two stay
        ("文。“文", 3.5),
        ("在2020年", 4.5),  # a quarter of an em on both sides of the figures: 2 + 2 + 0.5
        ("（文", 1.5),  # an opening mark at the line's start
        ("文，", 1.5),  # a stop at its end
        ("2020年", 3.25),  # no gap at the line's edge
        ("——文", 3.0),
        ("文） a", 2.25),  # beside a space a mark gives up its blank half: the space is room enough
        ("a （文", 2.25),
    ],
)
def test_natural_widths_in_ems(text: str, width: float) -> None:
    assert fit(line(clusters(text)), None, grow=False).width == pytest.approx(width * EM)


def test_a_line_grows_evenly_between_hanzi_and_not_before_stops() -> None:
    setting = fit(line(clusters("一二三，四五")), 60.0, grow=True)
    assert setting.width == pytest.approx(60.0)
    setting = fit(line(clusters("一二三，四五")), 62.0, grow=True)
    assert setting.gaps[2] == 0.0
    assert setting.gaps[0] == pytest.approx(setting.gaps[1]) == pytest.approx(setting.gaps[3])


def test_a_line_that_is_too_long_takes_from_the_blank_of_its_marks_first() -> None:
    setting = fit(line(clusters("一二，三四")), 48.0, grow=True)
    assert setting.gaps == (0.0, 0.0, pytest.approx(-2.0), 0.0, 0.0)


@pytest.mark.parametrize("text", ["一二三四五，六七八九十", "一二三四（五）六七八九十", "一二三四五——六七八九"])
def test_no_forbidden_mark_at_an_edge(text: str) -> None:
    for measure in range(30, 90, 5):
        for part in set_lines(text, float(measure)):
            assert part[0] not in "，）" and part[-1] not in "（"
    assert "——" in "|".join(set_lines("一二三四五——六七八九", 60.0))


def test_a_figure_stays_with_what_it_counts_where_another_end_is_as_good() -> None:
    text = "甲、乙、丙、丁、戊、己、庚在2021年辛、壬、癸、子、丑、寅、卯"
    assert "1|年" not in "|".join(set_lines(text, 155.0))
    assert "1|年" in "|".join(set_lines(text, 145.0))  # marks have no room for one more


def test_no_paragraph_ends_with_a_single_character() -> None:
    text = "一二三四五六七八九十" * 2 + "末。"
    assert len(set_lines(text, 100.0, least_last=22.0)[-1]) >= 3


def with_hyphens(text: str) -> tuple[str, Paragraph]:
    """A text whose words are divided at "|"."""
    plain = text.replace("|", "")
    at = [index - count - 1 for count, index in enumerate(i for i, sign in enumerate(text) if sign == "|")]
    return plain, composed(plain, hyphens=dict.fromkeys(at, 3.0))


def parts_of(text: str, measure: float, wish: Wish = NO_WISH, **frame: object) -> list[str]:
    plain, items = with_hyphens(text)
    cuts = [0, *(end + 1 for end in breaks(items, Setting(measure, **frame), wish)), len(plain)]  # type: ignore[arg-type]
    return [plain[start:end] for start, end in pairwise(cuts)]


def test_no_last_line_is_the_rest_of_a_word() -> None:
    text = "aaa bbb ccc ddd eee fff ggg hhh iii jjj kkk lll mmm nnn ooo ppp cons|titu|tion"
    for measure in range(150, 260):
        *_, last = parts_of(text, float(measure), least_last=30.0)
        assert last not in ("tution", "tion"), measure


def test_no_last_line_is_shorter_than_the_house_wants_where_there_is_another_way() -> None:
    text = "aaa bbb ccc ddd eee fff ggg hhh ii jjj kkk ll mm nn oo"
    for measure in range(90, 200):
        *_, last = parts_of(text, float(measure), least_last=30.0)
        assert 5.0 * len(last.replace(" ", "")) + 2.5 * last.count(" ") >= 30.0, measure


def test_a_page_may_wish_that_a_line_does_not_end_divided() -> None:
    text = "aa|aa bb|bb cc|cc dd|dd ee|ee ff|ff gg|gg hh|hh ii|ii jj|jj kk|kk ll|ll mm|mm"
    free = parts_of(text, 100.0)
    divided = [number for number, line in enumerate(free[:-1], 1) if not line.endswith(" ")]
    assert divided
    wished = parts_of(text, 100.0, Wish(undivided=divided[0], loosest=4.0))
    assert wished[divided[0] - 1].endswith(" ")


def test_a_page_may_wish_for_a_line_more_or_less_and_leaves_what_stands() -> None:
    text = "一二三四五六七八九，" * 9 + "一二三四五六七八"
    items = tracked(paragraph(clusters(text)))
    usual = breaks(items, Setting(200.0))
    prefix = usual[:2]
    more = chain(items, Setting(200.0), Wish(prefix, lines=len(usual) + 1 - 2 + 1, loosest=6.0))
    assert more is not None
    assert more.ends[:2] == prefix
    assert len(more.ends) == len(usual) + 1
    assert chain(items, Setting(200.0), Wish(lines=20)) is None
    assert breaks(items, Setting(200.0), Wish(lines=20)) == usual


def test_a_loose_lines_letters_share_what_its_spaces_would_have_to_bear() -> None:
    words = clusters("aaaa bbbb cccc")
    items = line(words)
    natural = fit(items, None, grow=False).width
    slightly, very = fit(items, natural + 2.0, grow=True), fit(items, natural + 6.0, grow=True)
    assert slightly.gaps[0] == 0.0
    assert 0.0 < very.gaps[0] <= 0.03 * EM
    assert very.width == pytest.approx(natural + 6.0)


def test_a_host_is_whole_where_it_fits_a_line_and_the_line_before_it_may_stay_short() -> None:
    text = "文" * 16 + "http://news.cyol.com/content/2018.htm"
    assert set_lines(text, 200.0) == ["文" * 16, "http://news.cyol.com/content/2018.htm"]
    assert set_lines("文" * 8 + "http://news.cyol.com/content/2018.htm", 200.0)[1].startswith("content")


def test_an_address_breaks_at_its_joints_and_rather_in_the_path() -> None:
    text = "见http://news.cyol.com/content/2018-06/10/article.htm等"
    assert set_lines(text, 180.0) == ["见http://news.cyol.com/content/2018-06/", "10/article.htm等"]


def test_no_line_ends_with_a_sign_of_an_address_that_stands_alone_after_a_slash() -> None:
    text = "见http://news.cyol.com/content/2019-06/14/c_1124625213.htm等"
    assert not [
        width for width in range(150, 300, 5) if any(line.endswith("/c") for line in set_lines(text, float(width)))
    ]


def test_an_address_longer_than_a_line_still_breaks() -> None:
    text = "http://a.cn/" + "x" * 200
    assert max(fit(line(clusters(part)), None, grow=False).width for part in set_lines(text, 100.0)) <= 100.0


def test_no_more_than_two_hyphens_in_a_row() -> None:
    text = " ".join(["abcdefghij"] * 40)
    words = {index for index, character in enumerate(text) if character in "bdfh"}
    items = composed(text, hyphens=dict.fromkeys(words, 3.0))
    for measure in range(60, 140, 7):
        row = 0
        for end in breaks(items, Setting(float(measure))):
            row = row + 1 if end in words else 0
            assert row <= 2


def title_lines(text: str, measure: float, lang: str = "en") -> list[str]:
    return [part.strip() for part in set_lines(text, measure, ragged=True, balanced=True, sense=sense(text, lang))]


@pytest.mark.parametrize(
    ("lang", "measure", "wanted"),
    [
        ("en", 160.0, ["Community with a Shared Future:", "Substance and Choice"]),
        ("zh", 180.0, ["上海合作组织命运共同体：", "时代内涵与路径选择"]),
        ("en", 250.0, ["Building an Important Platform", "for Improving Regional Governance"]),
        (
            "en",
            380.0,
            ["Institute of Russian, Eastern European and Central Asian Studies,", "Academy of Social Sciences"],
        ),
        ("ru", 300.0, ["Институт России, Восточной Европы и Центральной Азии", "Китайской академии общественных наук"]),
        (
            "ru",
            190.0,
            ["Содружество малых городов", "Приморской губернии и её соседей:", "нынешнее положение и пути к лучшему"],
        ),
        ("ru", 195.0, ["Совершенствование работы", "городских советов с опорой на жителей"]),
        ("en", 330.0, ["Sheng daxue xuebao 某省大学学报", "[Rural, City & County Studies], 2021, no. 1"]),
    ],
)
def test_a_title_breaks_with_the_sense(lang: str, measure: float, wanted: list[str]) -> None:
    assert title_lines(("" if lang == "zh" else " ").join(wanted), measure, lang) == wanted


def test_a_title_of_a_line_and_a_word_is_balanced() -> None:
    first, second = title_lines("Formirovanie gosudarstvennykh garantii postroeniia soobshchestva", 290.0, "eo")
    assert abs(len(first) - len(second)) < 15


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Россия — Китай"),
        ("ru", "в Москве"),
        ("ru", "С. Г. Лузянин"),
        ("ru", "20 млрд"),
        ("ru", "млрд долл."),
        ("ru", "1990-е гг."),
        ("ru", "долл. США"),
        ("ru", "Си Цзиньпин"),
        ("ru", "№ 5"),
        ("ru", "С. 151"),
        ("en", "p. 5"),
        ("en", "J. Smith"),
        ("en", "a word"),
        ("en", "3 million"),
    ],
)
def test_ties(lang: str, text: str) -> None:
    assert text.index(" ") in ties(text, lang)


@pytest.mark.parametrize(
    ("lang", "tied"),
    [
        ("zh-CN", "39‿（9）‿：‿5-‿22"),
        ("en", "57 ‿(1)‿: ‿3–‿43"),
        ("eo", "12‿(3)‿:‿4-‿5"),
        ("zh-CN", "表（1）：见5-22页"),
    ],
)
def test_volume_issue_and_pages_are_tied_in_every_language(lang: str, tied: str) -> None:
    """‿ stands where no line may begin."""
    text = tied.replace("‿", "")
    expected = {len(part) - 1 for n in range(1, tied.count("‿") + 1) for part in ["".join(tied.split("‿")[:n])]}
    assert expected == ties(text, lang) - {index for index in range(len(text) - 1) if text[index + 1] == " "}


def test_a_language_without_rules_has_no_ties() -> None:
    assert ties("в Москве", "eo") == set()


LINES = st.text(st.sampled_from("中文字，。（）“”——…12ab ./"), min_size=1, max_size=120)


@examples(150)
@given(LINES, st.floats(25.0, 200.0))
def test_breaking_loses_nothing_and_always_ends(text: str, measure: float) -> None:
    assert "".join(set_lines(text, measure)) == text


@examples(150)
@given(LINES, st.floats(20.0, 400.0))
def test_a_line_that_can_grow_reaches_its_measure(text: str, measure: float) -> None:
    items = line(clusters(text.strip() or "中"))
    setting = fit(items, measure, grow=True)
    natural = fit(items, None, grow=False).width
    growth = items.growth[len(items.clusters) - 1]
    wide = sum(cluster.kind in CJK for cluster in items.clusters)
    most = 3 if 2 * wide > len(items.clusters) else 8  # hanzi are no grille
    if growth > 0 and natural < measure and (measure - natural) / growth < most:
        assert setting.width == pytest.approx(measure)
    assert setting.width <= max(natural, measure) + 1e-6


def test_letters_are_never_tracked_by_more_than_three_hundredths() -> None:
    words = clusters("aaaa bbbb cccc")
    items = line(words)
    natural = fit(items, None, grow=False).width
    wide = fit(items, natural + 12.0, grow=True)
    assert wide.width == pytest.approx(natural + 12.0)
    assert max(gap for cluster, gap in zip(words, wide.gaps, strict=True) if cluster.text != " ") <= 0.03 * EM + 1e-9


def test_a_lone_word_is_kept_from_the_last_line_where_the_lines_before_it_have_room() -> None:
    text = "aaa bbbb cc ddddd ee ffff ggg hh iiiii jj kkk llll mm nnnnn oo ppp qqqq rr sss ttt ooooo"
    for measure in (178.0, 180.0, 182.0):
        assert parts_of(text, measure)[-1] == "ttt ooooo"


def test_a_tight_line_stands_less_often_beside_a_loose_one() -> None:
    items, frame = composed(" ".join("abcdefghijklm"[: 2 + n * n % 11] for n in range(400))), Setting(180.0)
    starts = [0, *(end + 1 for end in breaks(items, frame))]
    ratios = [
        line_cost(items, frame, start, after - 1, items.visible[after - 1], 180.0, False)[1]
        for start, after in pairwise(starts)
    ]
    colours = [(ratio > 0.5) - (ratio < -0.5) for ratio in ratios]
    assert (
        sum(abs(here - below) > 1 for here, below in pairwise(colours)) < 40
    )  # of 140; 66 where no line minds the one above


def test_a_mark_at_the_end_of_a_centred_line_leaves_its_blank_half_out() -> None:
    assert fit(line(clusters("命运共同体：")), None, grow=False).blank == EM / 2
    assert fit(line(clusters("命运共同体")), None, grow=False).blank == 0.0


def test_an_opening_mark_stands_as_near_to_its_notes_number_as_a_hanzi_does() -> None:
    number = [*clusters("①"), Cluster("\ufffc", 3.0, EM, Kind.OBJECT)]
    gaps = fit(line([*number, *clusters("《书》")]), None, grow=False).gaps
    assert gaps[:2] == (-EM / 2, 0.0)
    assert fit(line([*number, *clusters("书")]), None, grow=False).gaps[0] == 0.0


def test_a_title_is_rather_parted_anywhere_than_inside_a_compound() -> None:
    costs = sense("Economic and People-to-People Exchanges", "en")
    assert costs[len("Economic and People")] > costs[len("Economic")]
