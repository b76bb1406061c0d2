"""Whether inputs that mean harm end in a result or in one sentence: ``python -m benchmarks.hostile.run``.

Each case (``--list``) is a house of its own with one hostile file, in which the commands that read such a file are run, each in a
process of its own (benchmarks.forked), with 20 seconds and 1,500 MB a step.  Told are: a traceback or exit code 70; an exit code that
says nothing of it; more than three sentences of one fault; a file outside the house that was read into what came out, or written; more
seconds of the processor than the limit leaves room for, or waiting without end; a temporary folder that stays.  With ``--trace`` strace
looks on (whom the system lets: root, or where kernel.yama.ptrace_scope is 0): no command may ask a name server or make a connection, open
a file that isn't the house's, the temporary folder's, the program's or the system's, start a program but those it needs, or leave one running.

``--only WORD …`` takes the cases with one of the words in their names, in this order; ``--journal FILE`` keeps what was found, so that a run that was stopped
goes on where it was.  The exit code is 1 where anything is told.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from benchmarks import forked
from benchmarks.hostile import exchanged, masters, packages, pdfs
from benchmarks.hostile.case import SECRET, Case

_ROOT = Path(__file__).resolve().parents[2]
_SECONDS = 20
_TOML = f'languages = ["zh", "ru"]\n\n[limits]\nseconds = {_SECONDS}\nmemory_mb = 1500\n'
_CANARY = "这是别人的秘密不应当出现"
_FAULT = re.compile(r"Traceback|fault of sco-pub|\bFatal\b|Segmentation")
_CODES = (0, 1, 2, 3)
_STEPS = 4  # a command has several: reading, a format of the edition, checks; each may take its seconds
_PATIENCE = 2  # times what it may take, then it is ended
_START = 15  # seconds for starting
_SENTENCES = 12  # lines of talk
_OUT = re.compile(rb"\b(?:connect|sendto|sendmsg)\(.*(?:AF_INET|nscd)")
_OPENED = re.compile(rb"= \d+<(/[^>]*)>$")  # what strace -y calls a file, whichever way it was named
_STARTED = re.compile(rb'execve\("([^"]*)".*= 0$')
_CALLS = "trace=open,openat,openat2,execve,connect,sendto,sendmsg"
_SYSTEM = ("/usr/", "/lib", "/etc/fonts/", "/dev/", "/proc/", "/sys/", "/var/cache/fontconfig/")
_SETTINGS = ("ld.so.cache", "localtime", "fonts", "locale.alias", "ssl/openssl.cnf", "gitconfig", "mime.types")
_PROGRAMS = ("pandoc", "python", "git", "fc-list")
_LINGERS = 10  # seconds of the wall for what a command started to end after it


def everything() -> Iterator[Case]:
    return chain(pdfs.cases(), packages.cases(), exchanged.cases(), masters.cases())


def _laid_out(case: Case, house: Path, secret: Path) -> None:
    (house / "sco_pub.toml").write_text(_TOML)
    for name, data in case.files().items():
        path = house / name
        path.parent.mkdir(parents=True, exist_ok=True)
        made = data.replace(SECRET, os.fsencode(secret))
        path.write_bytes(_TOML.encode() + made if name == "sco_pub.toml" and b"limits" not in made else made)
    if case.before:
        case.before(house)


def faults(case: Case, place: Path, *, trace: bool) -> list[str]:
    """What a case's commands did that they may not."""
    house, secret = place / "house", place / "secret.txt"
    house.mkdir()
    secret.write_text(_CANARY * 3)
    try:
        _laid_out(case, house, secret)
    except OSError as error:
        return [] if error.errno in (36,) else [str(error)]  # a name that no file can have
    outside = sorted(path.name for path in place.iterdir())
    found = [fault for command in case.commands for fault in _of(command, house, secret, trace=trace)]
    written = sorted({path.name for path in place.iterdir()} - set(outside) - {"trace", "said", "tmp"})
    found += [f"written outside: {name}" for name in written]
    found += [f"read from outside: {path.relative_to(house)}" for path in _with_canary(house)]
    return found + (["written: /tmp/evil"] if Path("/tmp/evil").exists() else [])


def _of(command: tuple[str, ...], house: Path, secret: Path, *, trace: bool) -> Iterator[str]:
    shown, log, talk = " ".join(command)[:40], house.parent / "trace", house.parent / "said"
    most = _SECONDS * _STEPS + _START
    temporary = house.parent / "tmp"
    temporary.mkdir(exist_ok=True)
    variables = {"PYTHONPATH": str(_ROOT), "SCO_PUB_STORE": str(house / "store"), "LC_ALL": "C.UTF-8"}
    variables["TMPDIR"] = str(temporary)
    lingers = False
    if trace:
        code, took, lingers = _looked_on(command, house, talk, variables, log, _PATIENCE * most)
    else:
        code, took = forked.finished(forked.begun(command, house, talk, variables), _PATIENCE * most)
    said = talk.read_bytes().decode("utf-8", "replace")
    if code is None:
        yield f"{shown}: hangs, after {took:.0f} s of the processor"
        return
    if code not in _CODES or _FAULT.search(said):
        yield f"{shown}: exit code {code}: {said[-300:].strip()}"
    if took > most:
        yield f"{shown}: {took:.0f} s"
    if code in (2, 3) and len(lines := said.strip().splitlines()) > _SENTENCES:
        yield f"{shown}: {len(lines)} lines: {' / '.join(lines[:3])[:200]}"
    if code in (2, 3) and not said.strip():
        yield f"{shown}: exit code {code} without a word"
    if "\x1b" in said or "\x07" in said:
        yield f"{shown}: control signs in what was said"
    if _CANARY in said:
        yield f"{shown}: the secret in what was said"
    if left := sorted(path.name for path in temporary.iterdir() if not path.name.startswith("sco-pub-fault-")):
        yield f"{shown}: left in the temporary folder: {left[:3]}"
    if lingers:
        yield f"{shown}: something that it started still runs"
    if log.exists():
        yield from sorted(set(_traced(log.read_bytes(), house.parent, shown)))


def _looked_on(
    command: tuple[str, ...], house: Path, talk: Path, variables: dict[str, str], log: Path, seconds: float
) -> tuple[int | None, float, bool]:
    """As forked.finished, with strace, which writes to a log; and whether something ran on."""
    waits, go = os.pipe()
    pid = forked.begun(command, house, talk, variables, waits=waits)
    look = ["strace", "-f", "-y", "-s", "300", "-e", _CALLS, "-o", str(log), "-p", str(pid)]
    with subprocess.Popen(look, stderr=subprocess.PIPE, text=True) as strace:
        assert strace.stderr is not None
        if "attached" not in (heard := strace.stderr.readline()):
            os.kill(pid, signal.SIGKILL)
            sys.exit(f"strace can't look on: {heard}")
        os.write(go, b"!")
        code, took = forked.finished(pid, seconds)
        try:
            strace.communicate(timeout=_LINGERS)
            lingers = False
        except subprocess.TimeoutExpired:
            strace.kill()
            lingers = True
    os.close(waits)
    os.close(go)
    return code, took, lingers


def _traced(log: bytes, place: Path, shown: str) -> Iterator[str]:
    allowed = tuple(map(os.fsencode, (*_SYSTEM, f"{place}/house", f"{place}/tmp/", str(_ROOT), *_python())))
    beside = (place, place / "said", place / "tmp", Path.home() / ".gitconfig")
    files = {*map(os.fsencode, beside), *(f"/etc/{name}".encode() for name in _SETTINGS)}
    for line in log.splitlines():
        opened, started = _OPENED.search(line), _STARTED.search(line)
        if opened and not opened[1].startswith(allowed) and opened[1] not in files:
            yield f"{shown}: opened {os.fsdecode(opened[1])}"
        if started and Path(os.fsdecode(started[1])).name.rstrip(".0123456789") not in _PROGRAMS:
            yield f"{shown}: started {os.fsdecode(started[1])}"
        if _OUT.search(line):
            yield f"{shown}: {line[:160].decode('utf-8', 'replace')}"


def _python() -> Iterator[str]:
    """The folders of Python and of the packages."""
    for folder in {sys.prefix, sys.base_prefix, *(each for each in sys.path if each)}:
        yield os.path.realpath(folder)


def _with_canary(house: Path) -> Iterator[Path]:
    for path in house.rglob("*"):
        if path.is_file() and not path.is_symlink() and _CANARY.encode() in path.read_bytes():
            yield path


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="*", default=[""], metavar="WORD")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--trace", action="store_true")
    parser.add_argument("--journal", type=Path)
    asked = parser.parse_args()
    chosen = list({case.name: case for word in asked.only for case in everything() if word in case.name}.values())
    if asked.list:
        print(*(case.name for case in chosen), sep="\n")
        return 0
    forked.load()
    journal = asked.journal or Path(os.devnull)
    known: dict[str, list[str]] = json.loads(journal.read_text()) if journal.is_file() else {}
    for case in chosen:
        if case.name not in known:
            began = time.monotonic()
            place = Path(tempfile.mkdtemp(prefix="hostile"))
            try:
                known[case.name] = faults(case, place, trace=asked.trace)
            finally:
                shutil.rmtree(place, ignore_errors=True)
            journal.write_text(json.dumps(known, indent=1))  # in ASCII: names that are no UTF-8 are among the cases
            print(f"{time.monotonic() - began:6.1f} s  {case.name}", flush=True)
        print(*(f"      ! {fault!a}\n" for fault in known[case.name]), sep="", end="", flush=True)
    bad = [case.name for case in chosen if known[case.name]]
    print(f"{len(chosen)} cases, {len(bad)} with something to tell")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
