"""What is read before it is cleaned has no more time than any other step."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from sco_pub.edge import bounds
from sco_pub.model.config import Limits
from sco_pub.model.errors import InputError
from sco_pub.pipeline import reading


def test_a_text_that_takes_too_long_to_read_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "raw.txt"
    path.write_text("".join(f"{'国家之间的信任' * 2}{' ' * 20}{n:08} 合作\n" for n in range(200_000)))
    bounds.use(bounds.Bounds(Limits(seconds=1)))
    began = time.process_time()
    with pytest.raises(InputError, match="raw text takes more than 1 seconds"):
        reading.read(path, "raw text")
    assert time.process_time() - began < 30
