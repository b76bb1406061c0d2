"""The only clock of the house: today's date, for records that a person asks for; no output depends on it."""

from __future__ import annotations

import os
from datetime import UTC, datetime


def today() -> str:
    """The date in ISO 8601 (UTC); SOURCE_DATE_EPOCH decides where it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    return moment.date().isoformat()


def age(moment: float) -> float:
    """Seconds since a moment of the file system's clock; for what earlier runs left behind."""
    return datetime.now(UTC).timestamp() - moment
