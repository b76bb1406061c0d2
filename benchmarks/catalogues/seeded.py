"""Precision and recall of the checks: `python -m benchmarks.catalogues.seeded`.

Correct entries are the repository's own catalogues and the right cases of the tests; every finding on them (waived ones aside) is a
false alarm.  Wrong entries are the wrong cases of the tests and errors seeded, one at a time, into the repository's catalogues: a
mutation that a tired translator or a careless tool makes, with the code that should find it.  A seeded entry counts as found if
that code is raised that was not raised before.  Writes seeded.json beside this file.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from sco_pub.check.catalogue import check_catalogue
from sco_pub.edge.glossary import read_glossary
from sco_pub.edge.morphology import morphology
from sco_pub.edge.po.file import read_catalogue
from sco_pub.model.catalogue import Catalogue, Entry
from tests.check.cases import RIGHT, WRONG

ROOT = Path(__file__).parents[2]
GLOSSARY = read_glossary(ROOT / "translations" / "glossary.csv")
Mutation = Callable[[random.Random, Entry, str], str | None]


def codes(entry: Entry, language: str) -> Counter[str]:
    catalogue = Catalogue("p", language, "", entries=(entry,))
    found = check_catalogue(catalogue, glossary=GLOSSARY, morphology=morphology(language))
    return Counter(finding.code for finding in found)


def replaced(pattern: str, change: Callable[[random.Random, re.Match[str]], str]) -> Mutation:
    """A mutation of one match of a pattern, chosen at random; none where there is no match or nothing changes."""

    def mutate(rng: random.Random, entry: Entry, language: str) -> str | None:
        found = list(re.finditer(pattern, entry.target))
        if not found:
            return None
        match = rng.choice(found)
        target = entry.target[: match.start()] + change(rng, match) + entry.target[match.end() :]
        return target if target != entry.target else None

    return mutate


def _other_digit(rng: random.Random, match: re.Match[str]) -> str:
    digits = match[0]
    index = rng.randrange(len(digits))
    return digits[:index] + rng.choice([d for d in "123456789" if d != digits[index]]) + digits[index + 1 :]


def _other_unit(rng: random.Random, match: re.Match[str]) -> str:
    units = {"млн": "млрд", "млрд": "млн", "тыс.": "млн", "million": "billion", "billion": "million"}
    return units[match[0]]


def _left_over(rng: random.Random, entry: Entry, language: str) -> str | None:
    words = re.findall(r"[\u4e00-\u9fff]{4,}", entry.source)
    if not words or not entry.target.count(" "):
        return None
    spaces = [match.start() for match in re.finditer(" ", entry.target)]
    place = rng.choice(spaces)
    return f"{entry.target[:place]} {rng.choice(words)[:6]}{entry.target[place:]}"


def _copied(rng: random.Random, entry: Entry, language: str) -> str | None:
    return entry.source if re.search(r"[\u4e00-\u9fff]", entry.source) else None


def _other_term(rng: random.Random, entry: Entry, language: str) -> str | None:
    pairs = {
        "ru": [
            ("единой судьбы", "общей судьбы"),
            ("гуманитарн", "гуманистическ"),
            ("Циндао", "Шанха"),
            ("ШОС", "АСЕАН"),
        ],
        "en": [
            ("shared future", "common fate"),
            ("SCO", "ASEAN"),
            ("Central Asia", "Middle Asia"),
            ("Shanghai Spirit", "Shanghai Mind"),
        ],
    }[language]
    usable = [(old, new) for old, new in pairs if old in entry.target]
    if not usable:
        return None
    old, new = rng.choice(usable)
    return entry.target.replace(old, new)


_CALL = r"\[\^[^\]]+\]"
MUTATIONS: dict[str, tuple[str, Mutation]] = {
    "note call dropped": ("CHK-001", replaced(_CALL, lambda rng, m: "")),
    "note call doubled": ("CHK-001", replaced(_CALL, lambda rng, m: m[0] * 2)),
    "note label changed": ("CHK-001", replaced(_CALL, lambda rng, m: m[0].replace("1]", "9]").replace("2]", "9]"))),
    "bold opened, not closed": ("CHK-002", replaced(r"(?<= )\w+(?= )", lambda rng, m: f"**{m[0]}")),
    "span lost": ("CHK-002", replaced(r"\{\.[\w-]+\}", lambda rng, m: "")),
    "address damaged": ("CHK-003", replaced(r"(?<=://)[\w.]+/", lambda rng, m: m[0] + "x")),
    "digit changed": ("CHK-004", replaced(r"(?<![\w/.-])\d+(?![\w/-])", _other_digit)),
    "figure dropped": ("CHK-004", replaced(r"(?<![\w/.^-])\d+(?:[.,]\d+)?(?![\w/\]-])", lambda rng, m: "")),
    "unit confused": ("CHK-004", replaced(r"млн|млрд|тыс\.|million|billion", _other_unit)),
    "Chinese left over": ("CHK-005", _left_over),
    "source copied": ("CHK-006", _copied),
    "letter of the other script": ("CHK-007", replaced(r"(?<=[а-я])[оеса](?=[а-я])", lambda rng, m: dict(zip("оеса", "oeca", strict=True))[m[0]])),
    "straight quotes": ("CHK-010", replaced(r"[«»“”]", lambda rng, m: '"')),
    "quotation mark lost": ("CHK-010", replaced(r"[«»“”]", lambda rng, m: "")),
    "hyphen for a dash": ("CHK-011", replaced(r"\u00a0— |(?<=\w)—(?=\w)", lambda rng, m: " - ")),
    "breaking space": ("CHK-012", replaced(r"(?<=\d)\u00a0(?=г\.|млн|млрд|billion|million)|\u00a0(?=—)", lambda rng, m: " ")),
    "full-width comma": ("CHK-013", replaced(r", ", lambda rng, m: "，")),
    "doubled space": ("CHK-014", replaced(r"(?<=\w) (?=\w)", lambda rng, m: "  ")),
    "space before a comma": ("CHK-014", replaced(r"(?<=\w), ", lambda rng, m: " , ")),
    "other term": ("CHK-020", _other_term),
}  # fmt: skip


def seeded(entries: list[tuple[Entry, str]], each: int) -> Iterator[tuple[str, str, Entry, Entry, str]]:
    """Name, code, entry before, entry after, language: up to ``each`` of every mutation."""
    for name, (code, mutate) in MUTATIONS.items():
        rng = random.Random(name)
        order = rng.sample(entries, len(entries))
        count = 0
        for entry, language in order * 3:
            target = mutate(rng, entry, language)
            if target is not None and count < each:
                count += 1
                yield name, code, entry, replace(entry, target=target), language


def main(each: int = 40) -> None:
    entries = []
    for path in sorted((ROOT / "translations").glob("*/*.po")):
        catalogue = read_catalogue(path, publication=path.parent.name, language=path.stem)
        entries += [
            (entry, path.stem) for entry in catalogue.entries if entry.target and not entry.fuzzy and not entry.obsolete
        ]
    right = entries + [(Entry(kind, source, target), language) for language, kind, source, target in RIGHT]
    alarms = sum((codes(entry, language) for entry, language in right), Counter())
    hits: dict[str, list[bool]] = defaultdict(list)
    beside: Counter[str] = Counter()
    missed = []
    for name, code, before, after, language in seeded(entries, each):
        new = codes(after, language) - codes(before, language)
        hits[f"{code} {name}"].append(code in new)
        if code not in new:
            missed.append(f"{name}: {after.target[:60]}")
        beside.update(other for other in new if other != code)
    for language, kind, source, target, expected in WRONG:
        new = codes(Entry(kind, source, target), language)
        hits["cases of the tests"].append(expected <= new.keys())
        beside.update(new.keys() - expected)
    found = sum(map(sum, hits.values()))
    total = sum(map(len, hits.values()))
    result = {
        "correct entries": len(right), "false alarms on them": dict(alarms),
        "seeded errors": total, "found": found, "recall": round(found / total, 4),
        "precision": round(found / (found + sum(alarms.values())), 4),
        "by kind": {name: f"{sum(values)} of {len(values)}" for name, values in sorted(hits.items())},
        "other codes raised beside the expected one": dict(beside),
    }  # fmt: skip
    (Path(__file__).parent / "seeded.json").write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n")
    print(json.dumps(result, indent=2, ensure_ascii=False))
    print("\n".join(missed))


if __name__ == "__main__":
    main()
