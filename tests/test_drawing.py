"""The drawing of the house shows every room of the contract."""

from tools.draw_house import TARGET, floors, svg


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
