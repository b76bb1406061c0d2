"""Long lines take the cleaner as long as their length says: twice the signs, about twice the time, in the rules that once were worse.

Time is that of the processor, the least of three runs; the bound is loose, so that a busy machine passes, and what was quadratic
(four times the time) or cubic fails.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from sco_pub.clean.ledger.draft import Draft
from sco_pub.clean.lines.lines import without_calls
from sco_pub.clean.typography import punctuation, urls
from sco_pub.lexicon import addresses, labels
from sco_pub.model.text import Range

SIGNS = 3_000
MOST = 3.0


def drafted(rule: Callable[[Draft], object]) -> Callable[[str], object]:
    def run(text: str) -> object:
        return rule(Draft(text, [Range(0, len(text))]))

    return run


RULES = {
    "calls at a line's end": (without_calls, ["［１］", "①", "[1]", "*"]),
    "labels": (labels.find, [" ", "\t", "\u3000", "摘要：", "\f", "("]),
    "addresses": (drafted(urls.close_up), ["ab-", "a.", "1.", "zhong-guo-", "acgt", "http : // a . cn / ", "a.a@"]),
    "addresses of a text": (lambda text: addresses.MAIL_WHOLE.findall(text), ["a", "a.", "a-"]),
    "marks": (drafted(punctuation.full), ["甲）", "，”,", "a@b. ", "“甲”,", "(a)"]),
}
CASES = [(name, unit) for name, (_, units) in RULES.items() for unit in units]


def took(rule: Callable[[str], object], text: str) -> float:
    times = []
    for _ in range(3):
        began = time.process_time()
        rule(text)
        times.append(time.process_time() - began)
    return min(times)


@pytest.mark.parametrize(("name", "unit"), CASES, ids=[f"{name}, {unit!a}" for name, unit in CASES])
def test_the_time_grows_with_the_length(name, unit):
    rule = RULES[name][0]
    short, long = ("上海" + unit * (signs // len(unit)) + "合作" for signs in (SIGNS, 2 * SIGNS))
    rule(short)
    assert took(rule, long) < MOST * took(rule, short) + 0.02
