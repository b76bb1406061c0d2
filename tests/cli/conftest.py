"""A house to run commands in, and a way to run them as a shell would."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from sco_pub.cli.main import main

MASTER = """---
title: 上海精神的来源
author:
  - name: 张三
    affiliation: 某大学
abstract: 本文讨论上海精神的来源。
keywords:
  - 上海精神
lang: zh-CN
---

上海精神是互信、互利、平等、协商[^1-1]。

# 一　问题

国家之间的信任不是自然产生的。

[^1-1]: 《人民日报》2020年11月12日，第1版。
"""


@dataclass(frozen=True)
class Run:
    """What a command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "sco_pub.toml").write_text('languages = ["zh", "ru"]\nformats = ["epub"]\n')
    (tmp_path / "source" / "small").mkdir(parents=True)
    (tmp_path / "source" / "small" / "master.md").write_text(MASTER)
    return tmp_path


@pytest.fixture
def run(monkeypatch, capsys):
    """``run(folder, "verb", …)`` → Run."""

    def command(folder: Path, *arguments: str) -> Run:
        monkeypatch.chdir(folder)
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        said = capsys.readouterr()
        return Run(int(ended.value.code or 0), said.out, said.err)

    return command
