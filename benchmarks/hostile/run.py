"""Whether inputs that mean harm end in a result or in one sentence: ``python -m benchmarks.hostile.run``.

Each case (``--list``) is a house of its own with one hostile file, in which the commands that read such a file are run, each in a
process of its own (benchmarks.forked), with 20 seconds and 1,500 MB a step.  Told are: a traceback or exit code 70; an exit code that
says nothing of it; more than three sentences of one fault; a file outside the house that was read into what came out, or written; more
seconds of the processor than the limit leaves room for, or waiting without end.  With ``--trace`` strace looks on: no command may make
a connection or open the file that it may not read.

``--only WORD`` takes the cases with the word in their names; ``--journal FILE`` keeps what was found, so that a run that was stopped
goes on where it was.  The exit code is 1 where anything is told.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
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
_RUN = "from sco_pub.cli.main import main; main()"
_SECONDS = 20
_TOML = f'languages = ["zh", "ru"]\n\n[limits]\nseconds = {_SECONDS}\nmemory_mb = 1500\n'
_CANARY = "这是别人的秘密不应当出现"
_FAULT = re.compile(r"Traceback|fault of sco-pub|\bFatal\b|Segmentation")
_CODES = (0, 1, 2, 3)
_STEPS = 4  # a command has several: reading, a format of the edition, checks; each may take its seconds
_PATIENCE = 2  # times what it may take, then it is ended
_START = 15  # seconds for starting
_SENTENCES = 12  # lines of talk
_OUT = re.compile(rb"\b(connect|sendto|sendmsg)\(\d+, .*AF_INET")


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
    written = sorted({path.name for path in place.iterdir()} - set(outside) - {"trace", "said"})
    found += [f"written outside: {name}" for name in written]
    found += [f"read from outside: {path.relative_to(house)}" for path in _with_canary(house)]
    return found + (["written: /tmp/evil"] if Path("/tmp/evil").exists() else [])


def _of(command: tuple[str, ...], house: Path, secret: Path, *, trace: bool) -> Iterator[str]:
    shown, log, talk = " ".join(command)[:40], house.parent / "trace", house.parent / "said"
    most, took = _SECONDS * _STEPS + _START, 0.0
    variables = {"PYTHONPATH": str(_ROOT), "SCO_PUB_STORE": str(house / "store"), "LC_ALL": "C.UTF-8"}
    if trace:
        look = ["strace", "-f", "-qq", "-e", "trace=network,openat,open", "-o", str(log), sys.executable, "-c", _RUN]
        with talk.open("wb") as said_to:
            given = [*look, *(os.fsencode(part) for part in command)]
            means = {"stdin": subprocess.DEVNULL, "stdout": said_to, "stderr": said_to}
            code = subprocess.run(given, cwd=house, env={**os.environ, **variables}, **means).returncode  # type: ignore[call-overload]
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
    if trace and log.exists():
        yield from _traced(log.read_bytes(), os.fsencode(secret), shown)


def _traced(log: bytes, secret: bytes, shown: str) -> Iterator[str]:
    for line in log.splitlines():
        if _OUT.search(line) or (secret in line and b"= -1" not in line):
            yield f"{shown}: {line[:160].decode('utf-8', 'replace')}"


def _with_canary(house: Path) -> Iterator[Path]:
    for path in house.rglob("*"):
        if path.is_file() and not path.is_symlink() and _CANARY.encode() in path.read_bytes():
            yield path


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", metavar="WORD")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--trace", action="store_true")
    parser.add_argument("--journal", type=Path)
    asked = parser.parse_args()
    chosen = [case for case in everything() if asked.only in case.name]
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
