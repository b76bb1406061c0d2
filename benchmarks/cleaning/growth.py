"""How the time of the whole cleaner grows with one long line of what is worst: ``python -m benchmarks.cleaning.growth``.

For each kind of text the length is doubled (``--times``) from ``--from`` to ``--to`` signs, until a text takes longer than ``--seconds``
of the processor; what grows by more than 1.3 × linear from one length to the next is marked.  The line stands in a short article, alone
it would be no text; ``--lines 3`` makes short lines of three pieces each instead, ``--lines 40`` longer ones.

``--rules`` tells the functions whose own time (with what they call in C: patterns, sorting) grows faster than that between the last
two lengths, by the profiler: the place to look at.  The tests count steps of patterns and calls (tests/clean/test_growth.py).
"""

from __future__ import annotations

import argparse
import contextlib
import cProfile
import pstats
import signal
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from sco_pub.clean import cleaning
from sco_pub.edge import rawtext
from sco_pub.model.errors import InputError, ScoPubError
from sco_pub.structure import master

KINDS = {
    "letters": "a", "capitals": "A", "digits": "1", "hanzi": "上", "spaces": " ", "wide spaces": "\u3000", "points": ".", "full stops": "。",
    "commas": ",", "wide commas": "，", "ellipses": "…", "dashes": "—", "hyphens": "-", "strokes": "/", "at": "@", "stars": "*", "#": "#",
    "circles": "①", "calls": "[1]", "wide calls": "［１］", "brackets": "(", "wide brackets": "（", "nests": "〔[（", "title marks": "《",
    "quotes": "“上”", "straight quotes": '"', "enumerators": "1.", "words": "word ", "hyphened": "ab-", "addresses": "http://a.cn/",
    "mail": "a@", "numerals": "一", "labels": "关键词：", "years": "2020年", "spaced": "上 ", "square brackets": "[", "lenses": "【",
    "braces": "{", "blanks and tabs": " \t", "thin blanks": "\u2009", "zero width": "\u200b", "Founder": "\ue010", "private use": "\uf8ff",
    "astral private": "\U000f0000", "lost": "\ufffd", "full and half": "，,", "wide letters": "Ａ", "wide digits": "１",
    "Latin words": "Shanghai Cooperation ", "Cyrillic words": "слово ", "notes": "①王某：《论信任》，北京：某出版社，2001年，第3页。",
    "numbers": "12,000 ", "percents": "3.5% ", "ranges": "1949-1955 ", "pages": "第3页，", "names": "王  某 ", "sections": "一、上（二）",
    "combining": "e\u0301", "bullets": "•", "middle dots": "·", "degrees": "°", "backslashes": "\\", "pipes": "|", "DOIs": "10.1000/x ",
    "sentences": "国家之间的信任不是自然产生的，它需要时间。",
}  # fmt: skip
_TEXT = "上海合作组织成员国之间的信任不是自然产生的，" * 2 + "\n"
_MOST = 1.3  # times linear, from one length to the next
_LEAST = 0.02  # seconds of a function's own time: below it is the clock's


class Late(Exception):
    """A text took too long."""


def text(unit: str, signs: int, *, a_line: int) -> str:
    """So many signs of a unit: in one line of an article, or so many units ``a_line``."""
    if a_line:
        return (unit * a_line + "\n") * (signs // (a_line * len(unit) + 1))
    return f"{_TEXT * 5}上海{unit * (signs // len(unit))}合作。\n{_TEXT * 5}"


def work(given: str) -> None:
    with contextlib.suppress(InputError):  # blanks alone are no text
        master.structure(cleaning.clean(rawtext.from_bytes(given.encode(), "raw.txt").value).value)


def took(given: str) -> float:
    began = time.process_time()
    work(given)
    return time.process_time() - began


def too_much(times: float) -> float:
    """How many times as long a text may take that is so many times as long."""
    return times * _MOST


def grown(shorter: Callable[[], object], longer: Callable[[], object], times: float) -> Iterator[str]:
    """The functions whose own time grows faster."""
    before, after = _own(shorter), _own(longer)
    for place, seconds in sorted(after.items(), key=lambda each: -each[1]):
        first = max(before.get(place, 0.0), _LEAST)
        if seconds > _LEAST and seconds > too_much(times) * first:
            yield f"{place}: {first:.2f} s, {seconds:.2f} s"


def _own(work: Callable[[], object]) -> dict[str, float]:
    profile = cProfile.Profile(time.process_time, builtins=False)
    with contextlib.suppress(ScoPubError):
        profile.runcall(work)
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    return {f"{Path(file).name}:{line} {name}": row[2] for (file, line, name), row in stats.items()}


def _late(_: int, __: object) -> None:
    raise Late


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--from", dest="first", type=int, default=10_000)
    parser.add_argument("--to", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=2, help="how many times as long the next text is")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--lines", type=int, default=0, metavar="PIECES", help="short lines of so many pieces")
    parser.add_argument("--rules", action="store_true", help="tell the functions that grow too fast")
    parser.add_argument("kinds", nargs="*", default=list(KINDS))
    asked = parser.parse_args()
    signal.signal(signal.SIGPROF, _late)
    took(text("上海", 2_000, a_line=0))
    for kind in asked.kinds:
        signs, before, shown = asked.first, 0.0, []
        while signs <= asked.to:
            signal.setitimer(signal.ITIMER_PROF, asked.seconds)
            try:
                now = took(text(KINDS[kind], signs, a_line=asked.lines))
            except Late:
                shown.append(f"{signs:,}: over {asked.seconds:.0f} s !")
                break
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0)
            shown.append(f"{signs:,}: {now:.2f} s{' !' if before and now > too_much(asked.times) * before else ''}")
            signs, before = asked.times * signs, now
        print(f"{kind:16} {', '.join(shown)}", flush=True)
        if asked.rules:
            shorter, longer = (
                partial(work, text(KINDS[kind], size, a_line=asked.lines))
                for size in (signs // asked.times**2, signs // asked.times)
            )
            print(*(f"    {each}\n" for each in grown(shorter, longer, asked.times)), sep="", end="", flush=True)


if __name__ == "__main__":
    main()
