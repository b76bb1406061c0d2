"""The drawing of the house shows every room of the contract, and its page names only what is there."""

import re

from tools.draw_house import ROOT, TARGET, floors, svg


def test_the_committed_drawing_has_every_room():
    drawn = TARGET.read_text("utf-8")
    assert all(f">{room}/<" in drawn for rooms in floors() for room in rooms)


def test_arrows_run_down():
    order = {room: n for n, rooms in enumerate(floors()) for room in rooms}
    titles = [part.split(":")[0] for part in svg().split("<title>")[1:]]
    assert titles
    for title in titles:
        above, below = title.split(" → ")
        assert order[above] < order[below]


def test_each_module_that_the_page_of_the_house_names_is_there():
    page = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    named = re.findall(r"`([a-z_]+/[a-z_/]*(?:\.py)?)`", page)
    roots = (ROOT, ROOT / "sco_pub", ROOT / "sco_pub" / "clean")
    assert len(named) > 20
    assert [path for path in named if not any((root / path).exists() for root in roots)] == []
