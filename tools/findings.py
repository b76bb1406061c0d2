"""Write docs/findings.md from the registries: ``python -m tools.findings`` (``--check``: exit 1 when it isn't current)."""

from __future__ import annotations

import sys
from pathlib import Path

from sco_pub.check import explain

PAGE = Path(__file__).resolve().parents[1] / "docs" / "findings.md"


def main() -> None:
    text = explain.page()
    if "--check" in sys.argv:
        raise SystemExit(PAGE.read_text("utf-8") != text)
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
