"""Take nothing, have fontconfig call every family by its English name, whatever the locale.

A Chinese family has a Chinese name as well, and fontconfig gives the one of the locale's language (FcGetDefaultLangs, which asks
FC_LANG first): the fonts of a PDF made in Peking would have other names than those of one made in Moscow.
"""

from __future__ import annotations

import os


def in_english() -> None:
    """For this process and what it starts; before fontconfig is asked for the first time."""
    os.environ["FC_LANG"] = "en"
