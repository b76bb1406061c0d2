"""Take the house and an edition's language, give the figures that Word's styles are filled with.

Word counts in half-points (type sizes) and twentieths of a point (everything else); here lengths are in points.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from sco_pub.model.config import Fonts, House, NoteMark
from sco_pub.model.design import COLOURS, Headings
from sco_pub.model.scripts import is_right_to_left
from sco_pub.typeset.print_style import geometry
from sco_pub.typeset.title_lines import is_long

_TITLE, _LEAST_TITLE = 1.8, 1.45  # the title's size, as multiples of the body's


@dataclass(frozen=True, slots=True)
class Design:
    """What the table of styles is filled with; lengths in points."""

    chinese: bool
    lang: str
    east_asian: str
    bidi: str
    western: Fonts
    eastern: Fonts
    size: float
    leading: float
    measure: float
    circled: bool
    title_size: float
    sources: bool = False  # whether there is a reference list
    headings: Headings = field(default_factory=Headings)
    accent: str = "000000"

    @property
    def indent(self) -> str:
        """The attributes of ``w:ind`` for a paragraph's first line."""
        if self.chinese:
            return f'w:firstLineChars="200" w:firstLine="{twentieths(2 * self.size)}"'
        return f'w:firstLine="{twentieths(1.5 * self.size)}"'


def design(house: House, language: str, lang: str, title: str = "", *, sources: bool = False) -> Design:
    """The figures of one edition's document; a ``title`` that just misses one line, or is long, is set a little smaller."""
    chinese = lang.split("-")[0] == "zh"
    east_asian = lang.split("-")[0] in ("zh", "ja", "ko")
    eastern = house.fonts_for(language if east_asian else house.source_language)
    western = house.fonts_for("default") if east_asian else house.fonts_for(language)
    return Design(
        chinese=chinese,
        lang="en-US" if east_asian else regional(lang),
        east_asian=regional(lang) if east_asian else "zh-CN",
        bidi=regional(lang) if is_right_to_left(lang) else "ar-SA",
        western=western,
        eastern=eastern,
        size=house.page.size,
        leading=house.page.size * house.page.leading,
        measure=geometry(house.page).measure,
        circled=house.notes_for(language).mark is NoteMark.CIRCLED,
        title_size=_title_size(house, title, chinese=chinese),
        sources=sources,
        headings=house.headings,
        accent={**COLOURS, **house.colours}["accent"].lstrip("#"),
    )


def _title_size(house: House, title: str, *, chinese: bool) -> float:
    """Hanzi are counted as one em each: so many fill a line of the measure."""
    full, least = house.page.size * _TITLE, house.page.size * _LEAST_TITLE
    if not chinese:
        return least if is_long(title) else full
    fitting = geometry(house.page).measure / max(len(title), 1)
    return min(full, fitting) if fitting >= least else full


def regional(lang: str) -> str:
    """A language tag with a region, as Word's spelling checker wants it: ``ru`` is ``ru-RU`` (CLDR's likely
    subtags)."""
    try:
        locale = Locale.parse(lang, sep="-")
        likely = get_global("likely_subtags").get(locale.language, "")
        return f"{locale.language}-{locale.territory or likely.split('_')[-1]}".rstrip("-")
    except (UnknownLocaleError, ValueError):
        return lang


def twentieths(points: float) -> int:
    """A length in points as OOXML has all others."""
    return round(points * 20)


def half_points(points: float) -> int:
    """A length in points as OOXML has sizes of type."""
    return round(points * 2)
