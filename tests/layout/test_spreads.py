"""Two pages side by side on one sheet: each page gets the rules that lie in it, seen from its own left edge."""

from __future__ import annotations

from sco_pub.layout import spreads
from sco_pub.model.sheet import Rule

LEFT_PAGE, RIGHT_PAGE = (0.0, 400.0), (400.0, 800.0)


def test_a_rule_of_one_page_is_none_of_the_other() -> None:
    rules = [Rule(60.0, 100.0, 200.0, 100.0), Rule(460.0, 90.0, 600.0, 90.0)]
    assert spreads._cut(rules, *LEFT_PAGE) == (rules[0],)
    assert spreads._cut(rules, *RIGHT_PAGE) == (Rule(60.0, 90.0, 200.0, 90.0),)


def test_a_rule_over_both_pages_is_cut_at_the_fold() -> None:
    rules = [Rule(60.0, 100.0, 740.0, 100.0)]
    assert spreads._cut(rules, *LEFT_PAGE) == (Rule(60.0, 100.0, 400.0, 100.0),)
    assert spreads._cut(rules, *RIGHT_PAGE) == (Rule(0.0, 100.0, 340.0, 100.0),)


def test_a_rule_that_only_touches_the_fold_stays_on_its_page() -> None:
    assert spreads._cut([Rule(60.0, 100.0, 400.5, 100.0)], *RIGHT_PAGE) == ()
