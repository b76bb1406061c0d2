"""What a piece of work may take, and where it may reach: the limits of sco_pub.toml and the fence around a house.

Strategy.  Both are set once, when a house is opened, and hold for the whole process, because the doors that mind them are called
from everywhere; worker processes are given the same (``use`` as their initialiser).  Without a house the defaults hold and
there is no fence.

The fence: below a house's root no symbolic link is followed, for reading or for writing (a house that comes from a stranger can
carry one to anywhere), unless ``[paths] follow_links`` says so; and every name there has to be one that can be shown and written.

Time is the processor's: on a machine that does other things besides, nothing is lost that would have been made on a quiet one.
What waits for something that never comes takes no processor time, so a clock on the wall stands beside it, set much later
(``patience``).  ``deadline`` interrupts what runs in Python, regular expressions included, by the signals of both clocks.
Signals reach the main thread only; in other threads, and where there is no alarm, it does nothing.
"""

from __future__ import annotations

import resource
import signal
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from sco_pub.model.config import House, Limits
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Place
from sco_pub.model.wording import N_, Phrase, phrase

#: Bytes of a folder's name: the longest name made of it (``.NAME.zh-Hant.review.html.XXXXXXXX.part``) has to fit into 255.
LONGEST_NAME = 200
_SPACES = frozenset(" \u3000")
#: Seconds of the wall for one of the processor; with twenty programs on two cores 22 were seen.
_WALL = 30
_GRACE = 5  # seconds from the kernel's word to a program to its end


@dataclass(frozen=True, slots=True)
class Bounds:
    """The limits, and the root of the house that is open; ``follow``: whether links below it are followed."""

    limits: Limits = field(default_factory=Limits)
    fence: Path | None = None
    follow: bool = False


_now = Bounds()


def use(bounds: Bounds) -> None:
    """From now on these hold, in this process."""
    global _now
    _now = bounds


def of(root: Path, house: House) -> Bounds:
    """The bounds of a house."""
    return Bounds(house.limits, root, house.paths.follow_links)


def current() -> Bounds:
    return _now


def limits() -> Limits:
    return _now.limits


def passed(what: str, limit: Phrase, setting: str) -> InputError:
    """The one sentence of everything that is too much: ``what`` "has more than 20 notes"."""
    hint = phrase(N_("If it is meant, raise {setting} in [limits] of sco_pub.toml."), setting=setting)
    return InputError(phrase(N_("{what} {limit}."), what=what, limit=limit), place=Place(what), hint=hint)


def reach(path: Path) -> None:
    """InputError for a path below the open house that goes through a link, or has a name that can't be used."""
    root = _now.fence
    if root is None or _now.follow:
        return
    path = path.absolute()
    if not path.is_relative_to(root):
        return
    here = root
    for part in path.relative_to(root).parts:
        here = here / part
        if here.is_symlink():
            shown = here.relative_to(root).as_posix()
            raise InputError(
                phrase(N_("{shown} is a link, which isn't followed."), shown=shown),
                place=Place(shown),
                hint=N_("Put the file itself there, or set follow_links = true in [paths] of sco_pub.toml."),
            )


def name_fault(name: str) -> str:
    """Why a publication can't have this name, as the end of a sentence; "" if it can."""
    if name != name.strip() or not name:
        return N_("begins or ends with a blank")
    if name[0] in ".-":
        return N_("begins with a dot or a hyphen")
    if "/" in name or "\\" in name:
        return N_("has a slash")
    if not all(sign.isprintable() or sign in _SPACES for sign in name):
        return N_("has signs that can't be shown")
    if len(name.encode()) > LONGEST_NAME:
        return N_("is longer than 200 bytes")
    return "" if unicodedata.is_normalized("NFC", name) else N_("isn't in Unicode's form NFC")


def room(megabytes: int) -> None:
    """From now on this process, and what it starts, may have so much address space, or as much as it may have at all."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def more_room(megabytes: int) -> None:
    """So much more than the limit, in a process whose room is limited, for something large that is ours."""
    soft, _ = resource.getrlimit(resource.RLIMIT_AS)
    if soft != resource.RLIM_INFINITY:
        room(_now.limits.memory_mb + megabytes)


def patience(steps: int = 1) -> int:
    """Seconds of the wall after which so many steps are ended that don't use the processor, either."""
    return _now.limits.seconds * steps * _WALL


def alarm(steps: int = 1) -> None:
    """From now on both clocks run: SIGPROF comes after the processor time of so many steps, SIGALRM after their patience."""
    signal.setitimer(signal.ITIMER_PROF, _now.limits.seconds * steps)
    signal.setitimer(signal.ITIMER_REAL, patience(steps))


def no_alarm() -> None:
    """Both clocks stand."""
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.setitimer(signal.ITIMER_REAL, 0)


def longer(steps: int) -> None:
    """An alarm that runs rings only after the time of so many steps, from now."""
    if signal.getitimer(signal.ITIMER_REAL)[0]:
        alarm(steps)


def processor_time(process: int) -> None:
    """A program that was started has the processor time of one step; then the kernel ends it (SIGXCPU).  Where a system can't be
    told so of another process, the wall's clock alone counts."""
    if not hasattr(resource, "prlimit"):
        return
    with suppress(ProcessLookupError):  # it may have ended
        _, hard = resource.prlimit(process, resource.RLIMIT_CPU)
        most = _now.limits.seconds
        if hard == resource.RLIM_INFINITY or most + _GRACE <= hard:
            resource.prlimit(process, resource.RLIMIT_CPU, (most, most + _GRACE))


def late(signalled: int, steps: int = 1) -> Phrase:
    """What a clock's signal says, as the end of a sentence."""
    if signalled == signal.SIGALRM:
        return phrase(N_("takes more than {seconds} seconds"), seconds=patience(steps))
    return phrase(N_("takes more than {seconds} seconds of the processor"), seconds=_now.limits.seconds * steps)


@contextmanager
def deadline(what: str, steps: int = 1) -> Iterator[None]:
    """InputError in the body once it has taken longer than so many steps may; a deadline inside another one is ignored."""
    runs = any(signal.getitimer(clock)[0] for clock in (signal.ITIMER_PROF, signal.ITIMER_REAL))
    if runs or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(signalled: int, _: object) -> None:
        raise passed(what, late(signalled, steps), "seconds")

    before = {clock: signal.signal(clock, ring) for clock in (signal.SIGPROF, signal.SIGALRM)}
    alarm(steps)
    try:
        yield
    finally:
        no_alarm()
        for clock, handler in before.items():
            signal.signal(clock, handler)
