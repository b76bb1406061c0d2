"""The rights of files hold for the superuser too, for a while: who runs the tests as root sees what everybody else would."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager

# What lets root pass over a file's rights: CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH (linux/capability.h).
_PASSING_OVER = 1 << 1 | 1 << 2
_VERSION = 0x20080522  # of the interface: two words for each set (capget(2))


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Sets(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


@contextmanager
def minded() -> Iterator[None]:
    """In this thread and those that it starts; nothing changes for whoever isn't root."""
    if os.geteuid() != 0:
        yield
        return
    kernel = ctypes.CDLL(None, use_errno=True)
    header, sets = _Header(_VERSION, 0), (_Sets * 2)()
    _done(kernel.capget(ctypes.byref(header), sets))
    before = sets[0].effective
    sets[0].effective = before & ~_PASSING_OVER
    _done(kernel.capset(ctypes.byref(header), sets))
    try:
        yield
    finally:
        sets[0].effective = before
        _done(kernel.capset(ctypes.byref(header), sets))


def _done(result: int) -> None:
    if result:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
