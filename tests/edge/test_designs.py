"""A design is a folder of data: chosen by name, laid beneath sco_pub.toml, checked before anything is set with it."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from sco_pub.edge import config, designs
from sco_pub.model.design import Contents, Ink, Margins
from sco_pub.model.errors import InputError
from sco_pub.typeset import sheet_check

OWN = "designs"


def house(root: Path, toml: str = "", **files: str) -> Path:
    """A house on disk; ``files``: those of its own design, double underscores for dots."""
    (root / "sco_pub.toml").write_text(toml, "utf-8")
    for name, text in files.items():
        path = root / OWN / "own" / name.replace("__", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def made(place: Path) -> Path:
    """A folder of its own, with room for what lies outside."""
    (place / "house").mkdir()
    return place / "house"


def told(root: Path) -> str:
    with pytest.raises(InputError) as caught:
        config.read(root)
    return str(caught.value.message)


def test_a_house_that_names_none_has_the_journal(tmp_path: Path) -> None:
    read = config.read(house(tmp_path))
    assert (read.design, read.page.width, read.sizes["zh"]) == ("journal", 170, 10.5)
    assert read.margins["zh"] == Margins(inside=20, outside=16, head=20, foot=24)
    assert set(read.look.sheets) >= {"print"}


def test_the_two_designs_differ_in_page_type_and_parts(tmp_path: Path) -> None:
    journal = config.read(house(tmp_path))
    briefing = config.read(house(tmp_path, 'design = "briefing"'))
    assert (briefing.page.width, briefing.page.facing, briefing.parts.contents) == (210, False, Contents.ALWAYS)
    assert briefing.fonts_for("ru").serif != journal.fonts_for("ru").serif
    assert designs.names(tmp_path) == ("briefing", "journal")


def test_what_the_house_says_comes_before_what_the_design_says(tmp_path: Path) -> None:
    said = '[margins.zh]\nfoot = 30\n[fonts.default]\nserif = "Any Serif"\n[press]\nink = "black"\n'
    read = config.read(house(tmp_path, said))
    assert read.margins["zh"] == Margins(inside=20, outside=16, head=20, foot=30)
    assert (read.fonts_for("en").serif, read.fonts_for("en").sans) == ("Any Serif", "PT Sans")
    assert read.press.ink is Ink.BLACK


def test_one_size_of_the_house_goes_before_the_design_s_sizes_by_language(tmp_path: Path) -> None:
    read = config.read(house(tmp_path, "[page]\nsize = 11\n"))
    assert {read.in_language(language).page.size for language in ("zh", "ru")} == {11}
    both = config.read(house(tmp_path, "[page]\nsize = 11\n[sizes]\nzh = 12\n"))
    assert (both.in_language("zh").page.size, both.in_language("ru").page.size) == (12, 10)


def test_a_house_may_have_a_design_of_its_own(tmp_path: Path) -> None:
    root = house(tmp_path, 'design = "own"', design__toml="[page]\nwidth = 150\n", print__css="h1 { color: red }")
    read = config.read(root)
    assert (read.page.width, read.look.sheets["print"]) == (150, "h1 { color: red }")
    assert str(root / OWN / "own" / "print.css") in read.look.files
    assert "own" in designs.names(root)


def test_a_sheet_of_the_house_lies_over_the_design(tmp_path: Path) -> None:
    root = house(tmp_path, '[style]\ncss = "house.css"')
    (root / "house.css").write_text("h1 { color: green }", "utf-8")
    assert config.read(root).look.sheets["print"].endswith("h1 { color: green }")


@pytest.mark.parametrize(
    ("toml", "sentence"),
    [
        ('design = "none"', "There is no design 'none'"),
        ('design = "../journal"', "There is no design '../journal'"),
        ('[colours]\naccent = "red"', "colours.accent must be like #7a2318"),
        ('[colours]\npink = "#ff0000"', "colours.pink is no colour"),
        ('[heads.zh]\nleft = ["{page}"]', "heads.zh.left must have three parts"),
        ('[heads.zh]\nleft = ["{folio}", "", ""]', "heads.zh.left names {folio}"),
        ('[colophon]\ndefault = "{whose}"', "colophon.default names {whose}"),
        ("[margins.zh]\ninside = 1", "a margin is outside 5–100 mm"),
        ("[press]\nbleed = 50", "press.bleed is outside 0–10 mm"),
        ('[style]\ncss = "../../else.css"', "leaves the house"),
        ("look = 1", "unknown look in the file"),
    ],
)
def test_a_fault_of_the_settings_is_told(tmp_path: Path, toml: str, sentence: str) -> None:
    assert sentence in told(house(tmp_path, toml))


def test_a_design_has_tables_of_its_own_and_no_others(tmp_path: Path) -> None:
    root = house(tmp_path, 'design = "own"', design__toml='[translate]\ncommand = "rm"\n[typo]\n')
    assert "unknown translate, typo" in told(root)


@pytest.mark.parametrize(
    "sheet",
    [
        "h1 { background: url(http://example.org/a.png) }",
        "h1 { background: URL('a.png') }",
        "@import 'other.css';",
        "@font-face { font-family: A; src: local('B') }",
        "@page { @top-left { content: url(a.png) } }",
        "h1 { background: image-set('a.png' 1x) }",
        "@media print { p { list-style: url(a.png) } }",
        "h1 { --x: </style><script>1</script> }",
        "h1 { width: calc(1px + url(a)) }",
    ],
)
def test_a_sheet_names_no_address_no_file_and_no_end_of_its_element(tmp_path: Path, sheet: str) -> None:
    said = told(house(tmp_path, 'design = "own"', design__toml="", print__css=sheet))
    assert "print.css, line 1" in said


@pytest.mark.parametrize(
    "sheet", ["p { width: " + "calc(" * 5000, "p {" * 5000, "@media {" * 5000, "p { --x: " + "[" * 5000]
)
def test_a_sheet_whose_brackets_never_end_is_refused(tmp_path: Path, sheet: str) -> None:
    said = told(house(tmp_path, 'design = "own"', design__toml="", print__css=sheet))
    assert "print.css, line 1: brackets are nested too deep" in said


@pytest.mark.parametrize(
    "place", ["designs", "designs/own", "designs/own/design.toml", "designs/own/page.css", "house.css", "logo.svg"]
)
def test_no_file_of_a_design_is_read_through_a_link(tmp_path: Path, place: str) -> None:
    root = house(
        made(tmp_path),
        'design = "own"\n[style]\ncss = "house.css"\nlogo = "logo.svg"\n',
        design__toml="",
        page__css="",
    )
    (root / "house.css").write_text("", "utf-8")
    (root / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    assert config.read(root).design == "own"
    (root / place).rename(tmp_path / "elsewhere")
    (root / place).symlink_to(tmp_path / "elsewhere")
    assert f"{place} is a link, which isn't followed" in told(root)
    with (root / "sco_pub.toml").open("a", encoding="utf-8") as settings:
        settings.write("[paths]\nfollow_links = true\n")
    assert config.read(root).design == "own"


def test_the_settings_are_no_link_whatever_they_say(tmp_path: Path) -> None:
    root = house(made(tmp_path))
    (tmp_path / "elsewhere").write_text("[paths]\nfollow_links = true\n", "utf-8")
    (root / "sco_pub.toml").unlink()
    (root / "sco_pub.toml").symlink_to(tmp_path / "elsewhere")
    assert "sco_pub.toml is a link, which isn't followed" in told(root)


def test_all_faults_of_a_design_s_sheets_are_told_at_once(tmp_path: Path) -> None:
    said = told(
        house(tmp_path, 'design = "own"', design__toml="", print__css="\n@import 'a';", page__css="p { color: url(b) }")
    )
    assert "print.css, line 2" in said
    assert "page.css, line 1" in said


@pytest.mark.parametrize("name", ["journal", "briefing"])
def test_the_program_s_own_designs_keep_the_rules(name: str) -> None:
    folder = resources.files("sco_pub").joinpath("designs", name)
    for sheet in (each for each in folder.iterdir() if each.name.endswith(".css")):
        assert list(sheet_check.faults(sheet.read_text("utf-8"))) == [], sheet.name
