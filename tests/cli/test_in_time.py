"""What takes longer than a step may is one sentence, and exit code 1 or 2: also where files come back, and in checks."""

from __future__ import annotations

import signal
import time

import pytest

from sco_pub.pipeline import checks, exchange


def for_ever(*_: object, **__: object) -> None:
    """As a pattern does that never ends."""
    until = time.process_time() + 30
    while time.process_time() < until:
        signal.getitimer(signal.ITIMER_REAL)


@pytest.mark.parametrize("where", ["reading", "taking"])
def test_a_file_that_comes_back_has_the_time_of_a_step(run, house, monkeypatch, where):
    run(house, "update")
    run(house, "exchange", "csv", "export", "--to", "out")
    (house / "sco_pub.toml").write_text('languages = ["zh", "ru"]\n[limits]\nseconds = 1\n')
    if where == "reading":
        monkeypatch.setitem(exchange._READ, exchange.Kind.CSV, for_ever)
    else:
        monkeypatch.setattr(exchange, "taken_in", for_ever)
    began = time.process_time()
    said = run(house, "exchange", "csv", "import", "out/small.ru.csv")
    assert time.process_time() - began < 25
    assert said.code == 2
    assert "takes more than 1 seconds" in said.err


def test_a_catalogue_has_the_time_of_a_step_to_be_checked(run, house, monkeypatch):
    run(house, "update")
    (house / "sco_pub.toml").write_text('languages = ["zh", "ru"]\n[limits]\nseconds = 1\n')
    monkeypatch.setattr(checks, "check_catalogue", for_ever)
    began = time.process_time()
    said = run(house, "check")
    assert time.process_time() - began < 25
    assert said.code in (1, 2)
    assert "takes more than 1 seconds" in said.err + said.out
