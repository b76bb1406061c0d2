"""What takes longer than a step may is one sentence, and exit code 1 or 2: also where files come back, and in checks."""

from __future__ import annotations

import signal
import time

import pytest

from sco_pub.edge import bounds, git
from sco_pub.model.config import Limits
from sco_pub.pipeline import catalogue_tools, catalogues, exchange, volumes
from sco_pub.pipeline.steps import check, edition


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
    monkeypatch.setattr(check, "check_catalogue", for_ever)
    began = time.process_time()
    said = run(house, "check")
    assert time.process_time() - began < 25
    assert said.code in (1, 2)
    assert "takes more than 1 seconds" in said.err + said.out


@pytest.mark.parametrize(
    ("module", "slow", "command"),
    [
        (exchange, "handed_out", "exchange xliff export --to out"),
        (exchange, "handed_out", "exchange omegat export --to out"),
        (catalogue_tools.comments, "whole", "po normalize"),
        (catalogue_tools.migrate, "migrate", "po migrate"),
        (catalogue_tools, "review", "review --by 王某"),
        (catalogue_tools.guard, "restored", "po restore"),
        (catalogue_tools.Memory, "learn", "po export-tmx all.tmx"),
        (catalogue_tools.Memory, "import_tmx", "po import-tmx all.tmx"),
        (catalogue_tools, "read_glossary", "po glossary terms.csv terms.tbx"),
        (volumes, "find", "po find 信任"),
        (volumes, "volumes", "stats --words"),
        (catalogues, "state_of", "stats"),
    ],
)
def test_a_translators_command_has_the_time_of_a_step_for_each_catalogue(
    run, house, monkeypatch, module, slow, command
):
    run(house, "update")
    catalogue = house / "translations" / "small" / "ru.po"
    catalogue.write_text(catalogue.read_text().replace('msgstr ""\n\n', '# mine\nmsgstr "Слово."\n\n', 2))
    (house / "sco_pub.toml").write_text('languages = ["zh", "ru"]\n[limits]\nseconds = 1\n')
    before = catalogue.read_bytes()
    monkeypatch.setattr(module, slow, for_ever)
    began = time.process_time()
    said = run(house, *command.split())
    assert time.process_time() - began < 25
    assert said.code == 2
    assert said.err.count("takes more than 1 seconds") == 1
    assert "raise seconds in [limits] of sco_pub.toml" in said.err
    assert catalogue.read_bytes() == before
    assert not (house / "out").exists() or not list((house / "out").rglob("*.*"))


def test_a_merge_that_takes_too_long_leaves_both_sides_to_git(run, house, monkeypatch):
    run(house, "update")
    catalogue = house / "translations" / "small" / "ru.po"
    before = catalogue.read_bytes()
    (house / "base.po").write_bytes(before)
    monkeypatch.setattr(git, "merge", for_ever)
    monkeypatch.setattr(git.bounds, "_now", git.bounds.Bounds(Limits(seconds=1)))
    said = run(house, "po", "merge-driver", "base.po", str(catalogue), "base.po", "translations/small/ru.po")
    assert said.code == 2
    assert "takes more than 1 seconds" in said.err
    assert catalogue.read_bytes() == before


def test_a_program_that_drafts_has_the_time_of_a_step_for_each_batch(run, house, monkeypatch):
    monkeypatch.setattr(bounds, "_WALL", 1)
    (house / "sco_pub.toml").write_text('languages = ["zh", "ru"]\n[limits]\nseconds = 2\n[translate]\nbatch = 1\n')
    run(house, "update")
    slow = house / "slow.sh"
    slow.write_text("#!/bin/sh\nsleep 0.7\ncat\n")
    slow.chmod(0o755)
    began = time.monotonic()
    said = run(house, "po", "prefill", "--command", str(slow))
    assert time.monotonic() - began > 2
    assert said.code == 0


def test_an_edition_has_the_time_of_a_step_before_it_is_set(run, house, monkeypatch):
    run(house, "update")
    (house / "sco_pub.toml").write_text('languages = ["zh", "ru"]\nformats = ["html"]\n[limits]\nseconds = 1\n')
    monkeypatch.setattr(edition, "check_front_matter", for_ever)
    said = run(house, "build", "-j", "1")
    assert said.code in (1, 2)
    assert "master.md (zh) takes more than 1 seconds of the processor" in said.err
