"""No text keeps pandoc busy for ever: what nests too deep isn't given to it, and every call has an end."""

from __future__ import annotations

import time

import pytest

from sco_pub.edge import bounds
from sco_pub.edge.pandoc import door
from sco_pub.edge.pandoc.inlines import PandocCodec
from sco_pub.model import ast
from sco_pub.model.config import Limits
from sco_pub.model.errors import InputError
from sco_pub.model.wording import told


@pytest.mark.parametrize(
    "text", ["[" * 12 + "x" + "]" * 12, "^[" * 40 + "x", "[" * 60 + "x" + "]{.a}" * 60, "![a " * 30]
)
def test_a_master_that_nests_too_deep_is_refused_at_once_with_its_line(text):
    began = time.monotonic()
    with pytest.raises(InputError, match=r"m\.md has more than 5 brackets .*\(line 3\)"):
        door.read_markdown([f"文。\n\n{text}\n"], ["m.md"])
    assert time.monotonic() - began < 1


def test_yaml_aliases_are_refused():
    levels = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10))
    with pytest.raises(InputError, match="YAML anchor"):
        door.read_markdown([f"---\na0: &a0 [x, x]\n{levels}\n---\n\n文。\n"], ["m.md"])


def test_a_call_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(door, "too_deep", lambda *_: None)
    bounds.use(bounds.Bounds(Limits(seconds=1)))
    with pytest.raises(InputError, match="busy for more than 1 seconds"):
        door.read_markdown(["![a " * 30])


def test_a_call_that_waits_is_ended_by_the_clock_on_the_wall(monkeypatch, tmp_path):
    program = tmp_path / "pandoc"
    program.write_text("#!/bin/sh\nexec sleep 60\n")
    program.chmod(0o755)
    monkeypatch.setattr(door, "_program", lambda: str(program))
    monkeypatch.setattr(bounds, "_WALL", 2)
    bounds.use(bounds.Bounds(Limits(seconds=1)))
    with pytest.raises(InputError, match="busy for more than 2 seconds"):
        door.call([])


def test_a_call_that_takes_too_much_memory_is_ended(monkeypatch):
    monkeypatch.setattr(door, "too_deep", lambda *_: None)
    bounds.use(bounds.Bounds(Limits(memory_mb=20)))
    with pytest.raises(InputError, match="more than 20 MB"):
        door.read_markdown(["*文* `x` [a](b) " * 100_000])


def test_a_translation_that_nests_too_deep_is_read_letter_by_letter():
    text = "[" * 12 + "x" + "]" * 12
    (inlines,) = PandocCodec().read([text], [()])
    assert ast.stringify(inlines) == text
    fault = PandocCodec().refused(text)
    assert fault is not None
    assert "more than 5 brackets" in told(fault)


def test_what_pandoc_says_while_it_works_is_not_shown(capfd):
    door.read_markdown(["$\\undefined{$"])
    assert capfd.readouterr().err == ""
