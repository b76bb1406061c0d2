"""Take nothing, give WeasyPrint imported in less time: without parsing C, without the libraries that only rare fonts need.

Strategy.  A quarter of what WeasyPrint's import costs is two things.

- It describes Pango, HarfBuzz and fontconfig to cffi in C, which a parser written in Python reads at every start, and again for
  each type it is asked for.  cffi can write down what it has read (its out-of-line ABI mode); pango_types.py is that, made by
  ``python -m tools.pango_types``, and holds only for the very text it was made from.
- Its font module imports fontTools' subsetter and instancer, which are used only where HarfBuzz's own subsetter isn't there, and
  for variable fonts.  While it is imported two stand-ins take their place, which load the real ones when they are first used.

Whoever has imported WeasyPrint before has it as it is; nothing else changes.
"""

from __future__ import annotations

import hashlib
import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import _cffi_backend

from sco_pub.edge.weasyprint_patches import pango_types
from sco_pub.model.errors import ToolError
from sco_pub.model.wording import N_, phrase

_RARELY = {"fontTools.subset": (), "fontTools.varLib.instancer": ("instantiateVariableFont",)}


def load() -> None:
    """Import WeasyPrint; ToolError where its declarations aren't those that the types were made from."""
    if "weasyprint" in sys.modules:
        return
    with _stand_ins(), _types_at_hand():
        importlib.import_module("weasyprint")


class _Declared(_cffi_backend.FFI):  # type: ignore[misc]  # cffi's inside has no types
    """The types as they were written down, with cffi's way to declare them."""

    def cdef(self, text: str) -> None:
        """Nothing, for the declarations that the types were made from."""
        found = hashlib.sha256(text.encode()).hexdigest()
        if found != pango_types.DECLARATIONS:
            raise ToolError(
                phrase(
                    N_(
                        "WeasyPrint's {name} has changed (its source has digest {found}, not {digest}); the patch doesn't fit."
                    ),
                    name="text/ffi.py",
                    found=found[:12],
                    digest=pango_types.DECLARATIONS[:12],
                ),
                hint=N_("Run `make` to install the locked version."),
            )


@contextmanager
def _types_at_hand() -> Iterator[None]:
    """cffi.FFI gives the types that are written down, for as long as WeasyPrint is imported."""
    import cffi

    usual = cffi.FFI
    cffi.FFI = lambda: _Declared("pango_types", **pango_types.WRITTEN)
    try:
        yield
    finally:
        cffi.FFI = usual


class _Later(ModuleType):
    """A module that is imported when something of it is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(importlib.import_module(self.__name__), name)


def _calls_later(module: str, name: str) -> Any:
    def call(*given: Any, **named: Any) -> Any:
        return getattr(importlib.import_module(module), name)(*given, **named)

    return call


@contextmanager
def _stand_ins() -> Iterator[None]:
    """Modules that are rarely used, not imported yet; who asks for them afterwards gets the real ones."""
    placed = {}
    for module, functions in _RARELY.items():
        if module not in sys.modules:
            placed[module] = sys.modules[module] = _Later(module)
            for name in functions:
                setattr(placed[module], name, _calls_later(module, name))
    try:
        yield
    finally:
        for module, stand_in in placed.items():
            if sys.modules.get(module) is stand_in:
                del sys.modules[module]
