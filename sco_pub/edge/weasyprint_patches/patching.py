"""Take a function of WeasyPrint, give it up to be replaced, if it is still the one the patch was written against."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable
from types import ModuleType
from typing import Any

import weasyprint

from sco_pub.model.errors import ToolError
from sco_pub.model.wording import N_, phrase

VERSION = "70.0"


def require_version() -> None:
    """ToolError unless WeasyPrint is the version that all patches were written for."""
    if weasyprint.__version__ != VERSION:
        raise ToolError(
            phrase(
                N_("WeasyPrint is {version}, and the page-making patches are for {wanted} only."),
                version=weasyprint.__version__,
                wanted=VERSION,
            ),
            hint=N_("Run `make` to install the locked version."),
        )


def original(module: ModuleType | type, name: str, digest: str) -> Callable[..., Any]:
    """The function ``name`` as WeasyPrint has it; ToolError when its source isn't the one with this digest."""
    function: Callable[..., Any] = getattr(module, name)
    found = hashlib.sha256(inspect.getsource(function).encode()).hexdigest()[:12]
    if found != digest:
        raise ToolError(
            phrase(
                N_(
                    "WeasyPrint's {name} has changed (its source has digest {found}, not {digest}); the patch doesn't fit."
                ),
                name=name,
                found=found,
                digest=digest,
            ),
            hint=N_("Run `make` to install the locked version."),
        )
    return function
