"""What went wrong in single cases: ``python -m benchmarks.cleaning.show 17 founder-2`` (seeds, or a named style and a seed).

Every difference between the truth and the master, field by field, with the letters around it; ``--raw`` prints the
raw text too, ``--pdf`` goes by way of the typeset PDF.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from tests.corpus.article import Article
from tests.corpus.metrics import alike, f1, score
from tests.corpus.reading import Reading, of_article, of_markdown
from tests.corpus.subjects import Cleaned, Subject, clean, from_pdf, generated

_MARGIN = 14


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="+")
    parser.add_argument("--raw", action="store_true")
    parser.add_argument("--pdf", action="store_true")
    parser.add_argument("--most", type=int, default=8, help="differences shown a case")
    options = parser.parse_args()
    for name in options.cases:
        subject = generated(name)
        if options.raw:
            print(subject.raw)
        for line in _report(from_pdf(subject) if options.pdf else subject, options.most):
            print(line)


def _report(subject: Subject, most: int) -> Iterator[str]:
    return differences(subject.case.name, subject.case.article, clean(subject), most)


def differences(name: str, article: Article, result: Cleaned, most: int) -> Iterator[str]:
    """What a master says otherwise than the truth, one line each."""
    truth, found = of_article(article), of_markdown(result.markdown)
    marks = score(truth, found)
    yield (
        f"##### {name}: CER {marks.cer:.2%}, paragraphs {f1(marks.paragraphs):.2f}, "
        f"headings {f1(marks.headings):.2f}, notes {f1(marks.notes):.2f}"
    )
    yield from (f"  ERROR {message[:180]}" for message in result.errors[:3])
    for key in marks.wrong_fields:
        yield f"  FIELD {key}: {_short(truth.metadata.get(key))} | {_short(found.metadata.get(key))}"
    yield from _text(truth, found, most)
    yield from (f"  PARAGRAPH {p[:30]} … {p[-24:]}" for p in _missed(truth.paragraphs, found.paragraphs)[:most])
    yield from (f"  HEADING true {h}" for h in truth.headings if h not in found.headings)
    yield from (f"  HEADING found {h}" for h in found.headings if h not in truth.headings)
    for note in truth.notes:
        same = [n for n in found.notes if n.before == note.before]
        if not any(n.fate == note.fate and alike(n.body, note.body) for n in same):
            yield f"  NOTE {note.before} {note.fate} {note.body[:40]} | {[(str(n.fate), n.body[:40]) for n in same]}"


def _text(truth: Reading, found: Reading, most: int) -> Iterator[str]:
    a, b = truth.text, found.text
    changes = [op for op in Levenshtein.opcodes(a, b) if op.tag != "equal"]
    for op in changes[:most]:
        a0, a1, b0, b1 = op.src_start, op.src_end, op.dest_start, op.dest_end
        yield f"  {a[max(0, a0 - _MARGIN) : a0]}[{a[a0:a1][:60]} → {b[b0:b1][:80]}]{a[a1 : a1 + _MARGIN]}"


def _missed(truth: tuple[str, ...], found: tuple[str, ...]) -> list[str]:
    return [p for p in truth if not any(alike(p, q) for q in found)]


def _short(value: object) -> str:
    return str(value)[:100]


if __name__ == "__main__":
    main()
