"""Take a house, give its store: among the derived files, or where SCO_PUB_STORE says, so that several houses can share one."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path

from sco_pub.edge.store import FOLDER, Store
from sco_pub.model.config import House
from sco_pub.pipeline.house import Project

PLACE = "SCO_PUB_STORE"


def place(workshop: Project) -> Path:
    """The store's folder."""
    given = os.environ.get(PLACE, "")
    return Path(given).absolute() if given else workshop.root / workshop.house.paths.build / FOLDER


def of(workshop: Project) -> Store:
    """The house's store."""
    return Store(place(workshop), workshop.house.limits.store_mb * 1_000_000)


def limits(house: House) -> dict[str, int]:
    """The limits that a step may meet: what it made within some it might be refused within others."""
    return {name: value for name, value in asdict(house.limits).items() if name != "store_mb"}
