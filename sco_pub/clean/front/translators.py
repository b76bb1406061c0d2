"""Tell a translator's name in the title block: in the author's line (甲著　乙译), or in a line of its own (乙　译　丙　校)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sco_pub.clean.front.fields import Field, Front
from sco_pub.clean.lines.lines import Line
from sco_pub.model.characters import HANZI
from sco_pub.model.text import Range

WITH_AUTHOR = re.compile(
    rf"^(?P<author>.+?)\s*(?:[/／]?\s*(?:著|作|文))?[\s,，;；/／]+(?P<name>[{HANZI}\s]{{2,12}}?)\s*(?P<role>[/／]?\s*译|编译|译校|翻译)$"
)

# A translator's line below the author's: 某某　译　某某　校.
ALONE = re.compile(
    rf"^[{HANZI}](?:[{HANZI}\s]{{1,8}}?)\s*(?:译|编译|译校|翻译)(?:[\s，,；;]+[{HANZI}\s]{{2,10}}?\s*(?:校|审校|校订))?$"
)


def lift(lines: Sequence[Line], front: Front, group: list[int], match: re.Match[str]) -> None:
    """An author's and a translator's name in one line: two fields; 著 and 译 are their labels."""
    line = lines[group[-1]]
    cut = line.start + match.start("name")
    author = (*(lines[p].range for p in group[:-1]), Range(line.line_start, cut))
    front.fields.append(
        Field("author", author, (Range(line.start + match.end("author"), cut),), lines[group[0]].number)
    )
    role = (Range(line.start + match.start("role"), line.end),)
    front.fields.append(Field("translator", (Range(cut, line.full_end),), role, line.number))
