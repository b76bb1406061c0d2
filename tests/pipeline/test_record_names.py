"""The record of a build folder holds the names of files as bytes, whatever the machine's locale makes of them."""

from __future__ import annotations

import json
import os
from pathlib import Path

from sco_pub.pipeline.record import NAME, Record


def test_a_name_that_the_locale_cannot_read_is_written_as_its_bytes(tmp_path: Path) -> None:
    record = Record(tmp_path)
    record._files[os.fsencode("目录/a.md").decode("ascii", "surrogateescape")] = [1, 2, 3, 4, "digest"]
    record.save()
    assert list(json.loads((tmp_path / NAME).read_text(encoding="utf-8"))["files"]) == ["目录/a.md"]
    assert Record(tmp_path)._files == {"目录/a.md": [1, 2, 3, 4, "digest"]}
