"""Alarms on right pairs and errors found in seeded ones: `python -m benchmarks.catalogues.parallel PAIRS.jsonl …`.

A file has one pair a line, {"zh": …, "en": …, "ru": …}, of translators who know nothing of these rules; such texts are others' and stay
outside the project.  The pairs with an even number are for tuning, those with an odd one for judging: of these nobody reads more
than the counts.  Printed are, by language and half, the pairs of a thousand with a finding, by code, and how many of the errors that
benchmarks.catalogues.breaking seeds, one a pair, raise a finding that wasn't there before.  `--show CODE` prints the tuning half's.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from benchmarks.catalogues.breaking import BREAKS
from benchmarks.catalogues.seeded import GLOSSARY
from sco_pub.check.catalogue import check_catalogue
from sco_pub.edge.morphology import morphology
from sco_pub.model.catalogue import Catalogue, Entry
from sco_pub.model.finding import Finding

_LANGUAGES = ("en", "ru")
_HALVES = ("tuning", "judging")
#: The house's own ways with signs, which strangers don't have.
_STYLE = frozenset(f"CHK-0{number}" for number in range(10, 16))
_EACH = 100  # errors of a kind and half


def main() -> None:
    """Print the counts of the files that are named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--show", nargs="*", default=())
    given = parser.parse_args()
    for path in given.files:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for language in _LANGUAGES:
            for half, name in enumerate(_HALVES):
                pairs = [(row["zh"], row[language]) for row in rows[half::2] if row.get(language)]
                if pairs:
                    print(f"{path.stem} {language} {name}")
                    _report(pairs, language, given.show if name == "tuning" else ())


def _report(pairs: Sequence[tuple[str, str]], language: str, show: Sequence[str]) -> None:
    right = found(pairs, language)
    told = [{finding.code for finding in some} for some in right]
    alarms = Counter(code for codes in told for code in codes)
    sense = sum(bool(codes - _STYLE) for codes in told)
    print(
        f"  of 1,000 pairs {1000 * sense / len(pairs):.0f} have an alarm about the sense", _thousand(alarms, len(pairs))
    )
    for at, some in enumerate(right):
        for finding in some:
            if finding.code in show:
                print(f"  {finding.code} {finding.message}\n    {pairs[at][0]}\n    {pairs[at][1]}")
    for kind, mutate in BREAKS.items():
        rng = random.Random(kind)
        broken = [(at, new) for at, (zh, target) in enumerate(pairs) if (new := mutate(rng, zh, target, language))]
        broken = rng.sample(broken, min(_EACH, len(broken)))
        after = found([(pairs[at][0], new) for at, new in broken], language)
        heard = sum(_new(right[at], some) for (at, _), some in zip(broken, after, strict=True))
        if broken:
            print(f"  {kind}: {heard} of {len(broken)}")


def found(pairs: Sequence[tuple[str, str]], language: str) -> list[list[Finding]]:
    """The findings of each pair, as those of one catalogue."""
    entries = tuple(Entry(f"paragraph#{at}", zh, target, line=at) for at, (zh, target) in enumerate(pairs))
    catalogue = Catalogue("p", language, "", entries=entries)
    by_pair: dict[int | None, list[Finding]] = defaultdict(list)
    for finding in check_catalogue(catalogue, glossary=GLOSSARY, morphology=morphology(language)):
        if finding.place is not None:
            by_pair[finding.place.line].append(finding)
    return [by_pair[at] for at in range(len(pairs))]


def _new(before: Sequence[Finding], after: Sequence[Finding]) -> bool:
    return bool(Counter(some.message for some in after) - Counter(some.message for some in before))


def _thousand(counts: Counter[str], pairs: int) -> str:
    return ", ".join(f"{code} {1000 * count / pairs:.1f}" for code, count in counts.most_common())


if __name__ == "__main__":
    main()
