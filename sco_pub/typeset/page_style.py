"""Take the house, give what its design says of a web page: families and colours, as custom properties; of a book the colours.

The reader's own machine has other fonts than ours: the house's family comes first, and those that go with it on common systems
behind it.  On a dark page the accent is mixed with white, so that links stay legible (WCAG 2.2, 1.4.3).
"""

from __future__ import annotations

from sco_pub.model.config import House
from sco_pub.model.design import COLOURS
from sco_pub.typeset.print_style import css_string

_SERIF = 'Georgia, "Times New Roman", serif'
_SANS = '"Helvetica Neue", Arial, sans-serif'
_HAN_SERIF = '"Source Han Serif SC", "Songti SC", SimSun'
_HAN_SANS = '"Source Han Sans SC", "PingFang SC", "Microsoft YaHei", SimHei'
_KAI = '"Kaiti SC", KaiTi, STKaiti'


def in_colours(sheet: str, house: House) -> str:
    """A sheet with the house's colours written out, for readers of books that know no custom properties (EPUB 2's engines)."""
    for name, colour in {**COLOURS, **house.colours}.items():
        sheet = sheet.replace(f"var(--{name})", colour)
    return sheet


def variables(house: House) -> str:
    """A sheet with nothing but custom properties, behind the page's own."""
    western, eastern = house.fonts_for("default"), house.fonts_for("zh")
    sans = {western.sans, eastern.sans}
    rows = {
        "--serif": f"{css_string(western.serif)}, {_SANS if western.serif in sans else _SERIF}",
        "--sans": f"{css_string(western.sans)}, {_SANS}",
        "--han-serif": f"{css_string(eastern.serif)}, {_HAN_SANS if eastern.serif in sans else _HAN_SERIF}",
        "--han-sans": f"{css_string(eastern.sans)}, {_HAN_SANS}",
        "--quote": ", ".join(
            ["house-letters", *map(css_string, eastern.quote), _KAI, "var(--han-serif)", "var(--serif)"]
        ),
    }
    accent = {**COLOURS, **house.colours}["accent"]
    if accent != COLOURS["accent"]:
        rows["--link"] = f"light-dark({accent}, color-mix(in oklab, {accent}, white 55%))"
    return f":root {{ {'; '.join(f'{name}: {value}' for name, value in rows.items())} }}\n"
