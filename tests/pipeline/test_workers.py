"""The order in which waiting pieces of work are done."""

from __future__ import annotations

from sco_pub.pipeline.workers import Piece, Workers


def test_the_heaviest_piece_that_waits_is_done_first_and_equal_ones_in_their_order() -> None:
    weights = {"html": 1, "edition": 100, "pdf": 10, "docx": 1, "epub": 3}
    with Workers(1) as workers:
        for name, weight in weights.items():
            workers.give(Piece(name, "operator:index", (weight,), name, weight))
        done = [piece.ident for _ in weights for piece, _ in workers.results()]
    assert done == ["edition", "pdf", "epub", "html", "docx"]
