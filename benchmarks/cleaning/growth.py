"""How the time of the whole cleaner grows with one long line of what is worst: ``python -m benchmarks.cleaning.growth``.

For each kind of line the length is doubled from ``--from`` to ``--to`` signs, until a text takes longer than ``--seconds`` of the
processor; what grows by more than 1.3 × linear from one length to the next is marked.  The line stands in a short article, alone
it would be no text (``--lines``: many short ones instead).  The tests count steps of patterns (tests/clean/test_growth.py).
"""

from __future__ import annotations

import argparse
import signal
import time

from sco_pub.clean import cleaning
from sco_pub.edge import rawtext
from sco_pub.structure import master

KINDS = {
    "letters": "a", "capitals": "A", "digits": "1", "hanzi": "上", "spaces": " ", "wide spaces": "\u3000", "points": ".", "full stops": "。",
    "commas": ",", "wide commas": "，", "ellipses": "…", "dashes": "—", "hyphens": "-", "strokes": "/", "at": "@", "stars": "*", "#": "#",
    "circles": "①", "calls": "[1]", "wide calls": "［１］", "brackets": "(", "wide brackets": "（", "nests": "〔[（", "title marks": "《",
    "quotes": "“上”", "straight quotes": '"', "enumerators": "1.", "words": "word ", "hyphened": "ab-", "addresses": "http://a.cn/",
    "mail": "a@", "numerals": "一", "labels": "关键词：", "years": "2020年", "spaced": "上 ",
}  # fmt: skip
_TEXT = "上海合作组织成员国之间的信任不是自然产生的，" * 2 + "\n"
_MOST = 2.6


class Late(Exception):
    """A text took too long."""


def text(unit: str, signs: int, *, short: bool) -> str:
    if short:
        return (unit * 3 + "\n") * (signs // (3 * len(unit) + 1))
    return f"{_TEXT * 5}上海{unit * (signs // len(unit))}合作。\n{_TEXT * 5}"


def took(given: str) -> float:
    began = time.process_time()
    master.structure(cleaning.clean(rawtext.from_bytes(given.encode(), "raw.txt").value).value)
    return time.process_time() - began


def _late(_: int, __: object) -> None:
    raise Late


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--from", dest="first", type=int, default=10_000)
    parser.add_argument("--to", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--lines", action="store_true", help="many short lines instead of one long")
    parser.add_argument("kinds", nargs="*", default=list(KINDS))
    asked = parser.parse_args()
    signal.signal(signal.SIGPROF, _late)
    took(text("上海", 2_000, short=False))
    for kind in asked.kinds:
        signs, before, shown = asked.first, 0.0, []
        while signs <= asked.to:
            signal.setitimer(signal.ITIMER_PROF, asked.seconds)
            try:
                now = took(text(KINDS[kind], signs, short=asked.lines))
            except Late:
                shown.append(f"{signs:,}: over {asked.seconds:.0f} s !")
                break
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0)
            shown.append(f"{signs:,}: {now:.2f} s{' !' if before and now > _MOST * before else ''}")
            signs, before = 2 * signs, now
        print(f"{kind:16} {', '.join(shown)}", flush=True)


if __name__ == "__main__":
    main()
