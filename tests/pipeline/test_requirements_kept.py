"""What the machine lacks is looked for once, from the first run on, and not kept by a run that makes nothing."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest

from sco_pub.edge import fonts
from sco_pub.pipeline import house
from sco_pub.pipeline.requirements import requirements


def test_the_first_build_of_a_house_looks_and_the_next_one_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sco_pub.toml").write_text("")
    workshop = house.find(tmp_path)
    looked = mock.Mock(wraps=fonts.requirements)
    monkeypatch.setattr(fonts, "requirements", looked)

    lacking = requirements(workshop, keep=False)
    assert not (tmp_path / "build").exists()
    assert requirements(workshop) == lacking
    assert looked.call_count == 2
    assert requirements(workshop) == lacking
    assert looked.call_count == 2
