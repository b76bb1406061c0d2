"""Mutation fuzzing of everything that reads files of strangers: ``python -m benchmarks.fuzzing.run``.

``--inputs N`` tries N inputs, spread over the kinds by what they cost; ``--seed`` chooses which; ``--kind`` one kind alone.  What comes
out of a reader that is no refusal, or takes longer than ten seconds of the processor, is a failure: its input is kept in
``build/fuzzing/`` and told, and the exit code is 1.  The same seed gives the same inputs.

All kinds go in turn, in a hundred rounds; after each the figures so far are kept in ``build/fuzzing/seed-N.json``, so that a run that
the clock (``--seconds``) or somebody ended has tried something of each, and goes on there when it is called again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import signal
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

from benchmarks.fuzzing.mutation import mutated
from benchmarks.fuzzing.targets import TARGETS, sound
from sco_pub.edge import bounds
from sco_pub.model.errors import InternalError, ScoPubError

_SECONDS = 10  # of the processor, for one input
_ROUNDS = 100
_KEPT = Path("build/fuzzing")


class Late(Exception):
    """An input took too long."""


def outcome(kind: str, data: bytes) -> str:
    """ "read", "refused", or what went wrong, with the place in the code."""
    signal.setitimer(signal.ITIMER_PROF, _SECONDS)
    try:
        TARGETS[kind].run(data)
    except InternalError as error:
        return f"fault: {error.message}"
    except ScoPubError:
        return "refused"
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}: {str(error)[:80]!r}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return "read"


def fuzz(kind: str, seed: int, count: int, first: int = 0) -> tuple[Counter[str], dict[str, bytes]]:
    """How many of the inputs from the ``first`` on ended how, and the first input of each failure."""
    ended: Counter[str] = Counter()
    broke: dict[str, bytes] = {}
    files = sound(kind)
    for number in range(first, first + count):
        data = mutated(f"{kind}:{seed}:{number}", files)
        how = outcome(kind, data)
        if how in ("read", "refused"):
            ended[how] += 1
        else:
            ended["failed"] += 1
            if how not in broke:
                broke[how] = data
    return ended, broke


def shares(inputs: int, kinds: list[str]) -> dict[str, int]:
    """How many inputs each kind gets."""
    whole = sum(TARGETS[kind].weight for kind in kinds)
    return {kind: max(1, inputs * TARGETS[kind].weight // whole) for kind in kinds}


class Run:
    """What has been tried of a seed; kept in a file after each round, so that a run that is stopped goes on where it was."""

    def __init__(self, seed: int, counts: dict[str, int]) -> None:
        self.seed, self.counts = seed, counts
        self.ended = {kind: Counter[str]() for kind in counts}
        self.seconds = dict.fromkeys(counts, 0.0)
        self.told: set[str] = set()
        self._journal = _KEPT / f"seed-{seed}.json"
        if self._journal.is_file():
            kept = json.loads(self._journal.read_text())
            for kind in self.ended.keys() & kept.keys():
                self.ended[kind].update(kept[kind]["ended"])
                self.seconds[kind] = kept[kind]["seconds"]

    def round(self, part: float) -> None:
        """Each kind up to this part of its inputs."""
        for kind, count in self.counts.items():
            done = self.ended[kind].total()
            began = time.process_time()
            ended, broke = fuzz(kind, self.seed, max(0, int(count * part) - done), done)
            self.seconds[kind] += time.process_time() - began
            self.ended[kind] += ended
            self._keep(kind, broke)
        _KEPT.mkdir(parents=True, exist_ok=True)
        self._journal.write_text(
            json.dumps({k: {"ended": e, "seconds": self.seconds[k]} for k, e in self.ended.items()})
        )

    def _keep(self, kind: str, broke: dict[str, bytes]) -> None:
        for how, data in broke.items():
            if how in self.told:
                continue
            self.told.add(how)
            path = _KEPT / f"{kind}-{hashlib.sha256(data).hexdigest()[:12]}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            print(f"    {kind}: {how}  ({path})", flush=True)

    def table(self) -> str:
        lines = [f"| {'kind':12} | {'inputs':>10} | {'read':>10} | {'refused':>10} | failed | seconds |"]
        lines.append("| --- | --: | --: | --: | --: | --: |")
        for kind, ended in self.ended.items():
            figures = f"{ended.total():10,} | {ended['read']:10,} | {ended['refused']:10,} | {ended['failed']:6,}"
            lines.append(f"| {kind:12} | {figures} | {self.seconds[kind]:7,.0f} |")
        whole = sum((Counter(ended) for ended in self.ended.values()), Counter[str]())
        return "\n".join([*lines, f"{whole.total():,} inputs of seed {self.seed}, {whole['failed']:,} failed"])


def _late(_: int, __: object) -> None:
    raise Late


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=TARGETS)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="begin no round after these, by the clock")
    parser.add_argument("--memory", type=int, default=4_000, help="megabytes that the process may have")
    asked = parser.parse_args()
    signal.signal(signal.SIGPROF, _late)
    bounds.room(asked.memory)
    run = Run(asked.seed, shares(asked.inputs, [asked.kind] if asked.kind else list(TARGETS)))
    began = time.monotonic()
    for number in range(1, _ROUNDS + 1):
        if time.monotonic() - began < asked.seconds:
            run.round(number / _ROUNDS)
    print(run.table())
    return 1 if any(ended["failed"] for ended in run.ended.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
