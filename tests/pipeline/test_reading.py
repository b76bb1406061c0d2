"""What is read before it is cleaned has no more time than any other step."""

from __future__ import annotations

import time
from pathlib import Path
from types import ModuleType

import pytest

from sco_pub.clean.review import report, report_html
from sco_pub.edge import bounds, rawtext
from sco_pub.model.config import Limits
from sco_pub.model.errors import InputError
from sco_pub.model.wording import english
from sco_pub.pipeline import reading


def test_a_text_that_takes_too_long_to_read_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "raw.txt"
    path.write_text("".join(f"{'国家之间的信任' * 2}{' ' * 20}{n:08} 合作\n" for n in range(200_000)))
    bounds.use(bounds.Bounds(Limits(seconds=1)))
    began = time.process_time()
    with pytest.raises(InputError, match="raw text takes more than 1 seconds"):
        reading.read(path, "raw text")
    assert time.process_time() - began < 30


@pytest.mark.parametrize(("module", "slow"), [(report, "make"), (report_html, "render")])
def test_a_report_has_the_time_of_a_step(monkeypatch: pytest.MonkeyPatch, module: ModuleType, slow: str) -> None:
    text = "论信任\n\n" + "国家之间的信任不是自然产生的，它需要时间。\n" * 9
    product = reading.produce(rawtext.from_bytes(text.encode(), "raw.txt"))

    def for_ever(*_: object, **__: object) -> None:
        until = time.process_time() + 30
        while time.process_time() < until:
            pass

    monkeypatch.setattr(module, slow, for_ever)
    bounds.use(bounds.Bounds(Limits(seconds=1)))
    with pytest.raises(InputError, match=r"raw\.txt takes more than 1 seconds of the processor"):
        reading.reported(product, english, None)
