"""An edition, as bytes, to one file: of the makers (steps.given) it loads only its own."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from sco_pub.edge import bounds, figures, kept, pictures
from sco_pub.model.choices import Format
from sco_pub.model.config import House
from sco_pub.model.edition import Edition
from sco_pub.model.finding import Outcome, Place
from sco_pub.pipeline.steps.as_json import from_json
from sco_pub.pipeline.steps.given import MEANS
from sco_pub.pipeline.steps.made import Made, rows

Pictures = Mapping[str, bytes]
Maker = Callable[[Edition, House, Pictures, int], Outcome[bytes | None]]


def run(
    wanted: Format, edition: bytes, house: House, files: Pictures, epoch: int, shown: str, folder: str, store: Path
) -> Made:
    """The file; no output when it had to be refused (the findings say why).  ``files``: the publication's pictures."""
    maker: Maker = importlib.import_module(MEANS[wanted].module).make
    for name, data in files.items():
        pictures.refuse_bomb(data, f"{folder}/{name}")
    kept.use(store)
    with bounds.deadline(shown):
        drawn = figures.ready(files)
        made = maker(from_json(edition), house, drawn.value, epoch)
    outputs = {} if made.value is None else {"file": made.value}
    placed = [each if each.place else replace(each, place=Place(shown)) for each in made.findings]
    return Made(outputs, {"findings": rows((*drawn.findings, *placed))})
