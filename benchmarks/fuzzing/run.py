"""Mutation fuzzing of everything that reads files of strangers: ``python -m benchmarks.fuzzing.run``.

``--inputs N`` tries N inputs, spread over the kinds by what they cost; ``--seed`` chooses which; ``--kind`` one kind alone.  What comes
out of a reader that is no refusal, or takes longer than ten seconds of the processor, is a failure: its input is kept in
``build/fuzzing/`` and told, and the exit code is 1.  The same seed gives the same inputs.
"""

from __future__ import annotations

import argparse
import hashlib
import signal
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

from benchmarks.fuzzing.mutation import mutated
from benchmarks.fuzzing.targets import TARGETS, sound
from sco_pub.model.errors import InternalError, ScoPubError

_SECONDS = 10  # of the processor, for one input
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


def fuzz(kind: str, seed: int, count: int) -> tuple[Counter[str], dict[str, bytes]]:
    """How many inputs ended how, and the first input of each failure."""
    ended: Counter[str] = Counter()
    broke: dict[str, bytes] = {}
    files = sound(kind)
    for number in range(count):
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


def _late(_: int, __: object) -> None:
    raise Late


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=TARGETS)
    asked = parser.parse_args()
    signal.signal(signal.SIGPROF, _late)
    failed = 0
    for kind, count in shares(asked.inputs, [asked.kind] if asked.kind else list(TARGETS)).items():
        began = time.process_time()
        ended, broke = fuzz(kind, asked.seed, count)
        told = ", ".join(f"{number:,} {how}" for how, number in sorted(ended.items()))
        print(f"{kind:12} {count:9,} inputs: {told}; {time.process_time() - began:.0f} s", flush=True)
        for how, data in broke.items():
            _KEPT.mkdir(parents=True, exist_ok=True)
            path = _KEPT / f"{kind}-{hashlib.sha256(data).hexdigest()[:12]}"
            path.write_bytes(data)
            print(f"    {how}  ({path})", flush=True)
        failed += len(broke)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
