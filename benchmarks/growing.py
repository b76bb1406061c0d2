"""How the time of everything but the cleaner grows with its input: ``python -m benchmarks.growing``.

For each target (``--list``: layout, tables and memories that come back, catalogues, checks, manuscripts) an input of a size and one
``--times`` as large are made and worked on; told are the seconds of the processor, and each function whose own time, with what it calls
in C, grew by more than 1.3 × linear (by the profiler).  ``--size`` is the larger one; a target may have less, where a piece is large.

``python -m benchmarks.cleaning.growth`` does the same for the cleaner, with lines of what is worst.
"""

from __future__ import annotations

import argparse
import json
import signal
import tempfile
import time
import warnings
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.cleaning.growth import Late, grown, too_much
from sco_pub.check.catalogue import check_catalogue
from sco_pub.edge import bounds, glossary, rawtext
from sco_pub.edge.exchange import commas, memories, sheets, weblate, words, xliff
from sco_pub.edge.memory import Memory
from sco_pub.edge.morphology import morphology
from sco_pub.edge.pandoc.placeholders import shorten
from sco_pub.edge.po.file import parse, render
from sco_pub.layout import manuscript
from sco_pub.layout.page import Gathered, add_sheet
from sco_pub.lexicon.nesting import too_deep
from sco_pub.localise.exchange import Table, handed_out, taken_in
from sco_pub.localise.inlines import plain_read
from sco_pub.localise.merge import merge
from sco_pub.localise.po_header import new_catalogue
from sco_pub.localise.protected import lost
from sco_pub.localise.update import update
from sco_pub.localise.volume import volumes
from sco_pub.model.catalogue import Catalogue, Entry, Segment, Template
from sco_pub.model.config import Limits
from sco_pub.model.errors import ScoPubError
from sco_pub.model.glossary import Glossary, Term
from sco_pub.model.sheet import Glyph, Rule, Sheet

_HANZI = "国际秩序的变动要求各国重新审视区域合作的机制并在平等协商的基础上寻找新的平衡点"
#: What one translation is made long of.
_UNITS = (
    "word ", "слово ", "上", "12 ", "1,5 ", "[^1]", "*a* ", "`a` ", "$a$ ", "[a](http://b.c) ", "[", "]", "(", ")", "«а» ", "“", '"', "— ", "-", "…",
    ". ", ", ", "  ", "a", "\\", "<", "&amp;", "@key ", "2020 г. ", "5 млн ", "10 % ", "№ ", "http://a.b/", "a@b.c ", "|", "#", "~", "^", "_", "{", "![a](b) ",
)  # fmt: skip

Work = Callable[[], object]


@dataclass(frozen=True)
class Target:
    """``make``: an input of a size, as the work on it; ``most``: the largest size that makes sense."""

    make: Callable[[int], Work]
    most: int = 100_000


def _text(number: int) -> str:
    return f"{_HANZI[number % 20 :]}第{number}次，{_HANZI[: number % 17]}。"


def _catalogue(count: int, *, translated: bool = True, word: str = "Перевод") -> Catalogue:
    entries = tuple(
        Entry(
            "paragraph",
            _text(n),
            f"{word} {n} раз." if translated else "",
            extracted=(f"{n:06x} paragraph",),
            comments=("моё",),
        )
        for n in range(count)
    )
    return replace(new_catalogue("p", "ru", "ru.po"), entries=entries)


def _template(count: int, change: Callable[[str], str] = str) -> Template:
    segments = tuple(Segment("paragraph", change(_text(n)), (f"{n:06x} paragraph",)) for n in range(count))
    return Template("p", "zh", "0" * 64, segments, path="source/p/master.md")


def _table(count: int) -> Table:
    return handed_out(_catalogue(count), "zh-CN")


def _read(data: bytes, read: Callable[[bytes, str], Table]) -> Work:
    return partial(read, data, "x")


def _reading(render_: Callable[[Table], bytes], read: Callable[[bytes, str], Table]) -> Callable[[int], Work]:
    return lambda size: _read(render_(_table(size)), read)


def _writing(render_: Callable[[Table], bytes]) -> Callable[[int], Work]:
    return lambda size: partial(render_, _table(size))


def _tmx(data: bytes, name: str) -> Table:
    return memories.read(data, name, "zh", "ru")


def _pieces(size: int) -> Work:
    """One text with many pieces of markup."""
    row = replace(_table(1).rows[0], source="上[^1]" * size, target="а[^1]" * size)
    table = replace(_table(1), rows=(row,))
    return lambda: (xliff.read(xliff.render_1(table), "x"), xliff.read(xliff.render_2(table), "x"))


def _commented(make: str, read: Callable[[bytes], object]) -> Callable[[int], Work]:
    """A text with many comments of XML in it."""
    return lambda size: partial(read, make.replace("@", "<!-- -->a" * size).encode())


_XLIFF = '<xliff version="1.2"><file original="p"><body><trans-unit id="1"><source>@</source><target>@</target><note>@</note></trans-unit></body></file></xliff>'
_XLIFF2 = '<xliff version="2.1"><file id="f"><unit id="u1"><notes><note>@</note></notes><originalData><data id="d">@</data></originalData><segment><source>@</source><target>@</target></segment></unit></file></xliff>'
_TMX = '<tmx><body><tu><prop type="x-digest">@</prop><tuv xml:lang="zh"><seg>@</seg></tuv><tuv xml:lang="ru"><seg>@</seg></tuv></tu></body></tmx>'
_TBX = '<martif><text><body><termEntry><descrip type="subjectField">@</descrip><note>@</note><langSet xml:lang="zh"><tig><term>@</term></tig></langSet></termEntry></body></text></martif>'


def _memory(size: int) -> Work:
    data = memories.render(_table(size))

    def work() -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "x.tmx"
            path.write_bytes(data)
            with Memory(Path(folder) / "memory.sqlite") as memory:
                memory.import_tmx(path, source_language="zh")
                memory.suggest([_text(n)[3:] for n in range(0, size, 10)], language="ru", publication="q")
                memory.exact([_text(n) for n in range(size)], language="ru", publication="q")

    return work


def _weblate(size: int) -> Work:
    units = [
        {"context": "paragraph", "source": [_text(n)], "target": [str(n)], "approved": True, "translation": "x/p/ru/"}
        for n in range(size)
    ]
    changes = [
        {
            "action": 36,
            "unit": n,
            "details": {"source": _text(n), "context": "paragraph"},
            "target": str(n),
            "translation": "x/p/ru/",
        }
        for n in range(size)
    ]
    return partial(weblate.read, {"a": json.dumps(units).encode(), "b": json.dumps(changes).encode()}, "zh")


def _wrapped(size: int) -> Work:
    """A catalogue as other tools write it."""
    text = render(_catalogue(size)).replace('msgstr "', 'msgstr ""\n"')
    return partial(parse, text, publication="p", language="ru", path="ru.po")


def _taken(size: int) -> Work:
    rows = [replace(row, target=f"{row.target} Ещё.") for row in _table(size).rows]
    return partial(taken_in, _catalogue(size), rows, name="x")


def _pairs(size: int) -> Work:
    rows = [replace(row, ident="") for row in _table(size).rows]
    return partial(taken_in, _catalogue(size, translated=False), rows, name="x")


def _updated(change: Callable[[str], str]) -> Callable[[int], Work]:
    return lambda size: partial(update, _template(size, change), _catalogue(size), terms={}, suggestions={})


def _merged(size: int) -> Work:
    return partial(merge, _catalogue(size), _catalogue(size, word="Наш"), _catalogue(size, word="Их"))


def _checked(target: str, source: str = "") -> Catalogue:
    entry = Entry("paragraph", source or target, target, extracted=("0a1b2c paragraph",))
    return replace(new_catalogue("p", "ru", "ru.po"), entries=(entry,))


def _terms(size: int) -> Work:
    terms = tuple(Term((f"{_HANZI[n % 30 :][:3]}{n}",), {"ru": (f"слово{n}",)}, {}, {}) for n in range(size // 10))
    return partial(check_catalogue, _catalogue(size // 10), glossary=Glossary(terms), morphology=morphology("ru"))


def _long(unit: str) -> Callable[[int], Work]:
    """One long translation of a unit, through checks, protection and the reader of plain inlines."""

    def make(size: int) -> Work:
        text = unit * (size // len(unit))

        def work() -> None:
            check_catalogue(_checked(text))
            check_catalogue(_checked(text, "上海合作组织。"))
            check_catalogue(_checked("Слово.", text))
            lost(text, text)
            plain_read(text, ())
            too_deep(text, 5)
            shorten(text)

        return work

    return make


def _signs(text: str, x: float, y: float, size: float = 10.0) -> list[Glyph]:
    return [Glyph(sign, x + n * size, x + (n + 1) * size, y, size, False, "Song", False) for n, sign in enumerate(text)]


def _sheet(glyphs: list[Glyph], rules: list[Rule]) -> Work:
    sheet = Sheet(1, 5000.0, 7000.0, tuple(glyphs), tuple(rules), 0, 0, False, (), (), (0, 0.0))
    return lambda: add_sheet(Gathered([], [], [], []), sheet)


def _lines_of_page(size: int) -> Work:
    return _sheet([g for n in range(size // 20) for g in _signs(_HANZI[:20], 50.0, 6900.0 - n * 16)], [])


def _columns_of_page(size: int) -> Work:
    return _sheet(
        [g for n in range(size // 40) for g in _signs(_HANZI[:8], 50.0 + n % 5 * 110, 6900.0 - n // 5 * 16)], []
    )


def _scattered(size: int) -> Work:
    return _sheet([g for n in range(size // 5) for g in _signs(_HANZI[n % 20], (n * 37) % 4900, (n * 101) % 6900)], [])


def _one_place(size: int) -> Work:
    return _sheet([g for n in range(size // 5) for g in _signs("上", 50.0, 600.0)], [])


def _rules(size: int) -> Work:
    rules = [Rule(50, 20 + n * 0.05, 450, 20.3 + n * 0.05) for n in range(size // 20)]
    rules += [Rule(50 + n * 0.02, 20, 50.3 + n * 0.02, 600) for n in range(size // 20)]
    return _sheet([g for n in range(60) for g in _signs(_HANZI[:20], 50.0, 6900.0 - n * 16)], rules)


def _short_rules(size: int) -> Work:
    rules = [Rule((n * 13) % 450, (n * 7) % 600, (n * 13) % 450 + 9, (n * 7) % 600 + 0.3) for n in range(size // 20)]
    return _sheet([g for n in range(60) for g in _signs(_HANZI[:20], 50.0, 6900.0 - n * 16)], rules)


def _spaced(line: str) -> Callable[[int], Work]:
    def make(size: int) -> Work:
        text = "\n".join(line.format(_HANZI[n % 20 :], n) for n in range(size // 10))
        return partial(rawtext.from_bytes, text.encode(), "raw.txt")

    return make


def _blocks(kind: str) -> Callable[[int], Work]:
    def inlines(n: int) -> list[dict[str, Any]]:
        return [{"t": "Str", "c": _text(n)}]

    def make(size: int) -> Work:
        count = size // 10
        if kind == "paragraphs":
            blocks: list[dict[str, Any]] = [{"t": "Para", "c": inlines(n)} for n in range(count)]
        elif kind == "notes":
            note = [{"t": "Note", "c": [{"t": "Para", "c": [{"t": "Str", "c": "注"}]}]}]
            blocks = [{"t": "Para", "c": inlines(n) + note} for n in range(count)]
        elif kind == "headings":
            blocks = [{"t": "Header", "c": [1, ["", [], []], inlines(n)]} for n in range(count)]
        else:
            spans = [part for n in range(count) for part in ({"t": "Emph", "c": inlines(n)}, {"t": "Space"})]
            blocks = [{"t": "Para", "c": spans}]
        return partial(manuscript.set_in_lines, {}, blocks)

    return make


TARGETS: Mapping[str, Target] = {
    "read XLIFF 1.2": Target(_reading(xliff.render_1, xliff.read)),
    "read XLIFF 2.1": Target(_reading(xliff.render_2, xliff.read)),
    "read DOCX": Target(_reading(words.render, words.read)),
    "read XLSX": Target(_reading(sheets.render, sheets.read)),
    "read CSV": Target(_reading(commas.render, commas.read)),
    "read TMX": Target(_reading(memories.render, _tmx)),
    "read TBX": Target(lambda size: partial(glossary.parse_tbx, glossary.render_tbx(_glossary(size)), "x")),
    "read a glossary": Target(lambda size: partial(glossary.parse_csv, glossary.render_csv(_glossary(size)), "x")),
    "read Weblate's": Target(_weblate),
    "write XLIFF 1.2": Target(_writing(xliff.render_1)),
    "write XLIFF 2.1": Target(_writing(xliff.render_2)),
    "write DOCX": Target(_writing(words.render)),
    "write XLSX": Target(_writing(sheets.render)),
    "write CSV": Target(_writing(commas.render)),
    "write TMX": Target(_writing(memories.render)),
    "XLIFF, pieces of one text": Target(_pieces),
    "XLIFF 1.2, comments": Target(_commented(_XLIFF, lambda data: xliff.read(data, "x"))),
    "XLIFF 2.1, comments": Target(_commented(_XLIFF2, lambda data: xliff.read(data, "x"))),
    "TMX, comments": Target(_commented(_TMX, lambda data: _tmx(data, "x"))),
    "TBX, comments": Target(_commented(_TBX, lambda data: glossary.parse_tbx(data, "x"))),
    "a memory": Target(_memory, 20_000),
    "rows taken in": Target(_taken),
    "pairs taken in": Target(_pairs),
    "read PO": Target(lambda size: partial(parse, render(_catalogue(size)), publication="p", language="ru", path="ru.po")),
    "read PO, wrapped": Target(_wrapped),
    "write PO": Target(lambda size: partial(render, _catalogue(size))),
    "update, nothing new": Target(_updated(str)),
    "update, all changed a little": Target(_updated(lambda text: text.replace("次", "回")), 20_000),
    "update, all new": Target(_updated(lambda text: f"{hash(text)}"), 20_000),
    "update, one text often": Target(_updated(lambda _: "上海"), 20_000),
    "merge": Target(_merged),
    "volumes": Target(lambda size: partial(volumes, [("p", "ru", _catalogue(size, translated=False).entries)], _catalogue(size).entries), 20_000),
    "check": Target(lambda size: partial(check_catalogue, _catalogue(size)), 20_000),
    "check, terms": Target(_terms, 20_000),
    **{f"check, {unit.strip() or 'blanks'}": Target(_long(unit)) for unit in _UNITS},
    "layout, lines": Target(_lines_of_page, 40_000),
    "layout, columns": Target(_columns_of_page, 40_000),
    "layout, scattered signs": Target(_scattered, 40_000),
    "layout, signs in one place": Target(_one_place, 40_000),
    "layout, rules": Target(_rules, 40_000),
    "layout, short rules": Target(_short_rules, 40_000),
    "spaced text, lines": Target(_spaced("{0}")),
    "spaced text, columns": Target(_spaced("{0:　<24}" + " " * 12 + "{0}")),
    "spaced text, blanks": Target(_spaced("{1}" + " " * 60 + "x")),
    "spaced text, figures": Target(_spaced("      {1}")),
    "manuscript, paragraphs": Target(_blocks("paragraphs")),
    "manuscript, notes": Target(_blocks("notes")),
    "manuscript, headings": Target(_blocks("headings")),
    "manuscript, spans": Target(_blocks("spans")),
}  # fmt: skip


def _glossary(size: int) -> Glossary:
    return Glossary(tuple(Term((f"{_text(n)}",), {"ru": (f"слово {n}",)}, {}, {}) for n in range(size)))


def took(work: Work) -> float:
    began = time.process_time()
    with suppress(ScoPubError):
        work()
    return time.process_time() - began


def _late(_: int, __: object) -> None:
    raise Late


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--rules", action="store_true", help="tell the functions that grow too fast, of every target")
    parser.add_argument("targets", nargs="*", default=list(TARGETS))
    asked = parser.parse_args()
    if asked.list:
        print(*TARGETS, sep="\n")
        return
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGPROF, _late)
    bounds.use(bounds.Bounds(Limits(input_mb=1000, segments=10**9, notes=10**9)))
    for name in asked.targets:
        target = TARGETS[name]
        most = min(asked.size, target.most)
        took(target.make(most // asked.times // asked.times))
        shown, before = [], 0.0
        for size in (most // asked.times, most):
            work = target.make(size)
            signal.setitimer(signal.ITIMER_PROF, asked.seconds)
            try:
                now = took(work)
            except Late:
                shown.append(f"{size:,}: over {asked.seconds:.0f} s !")
                before = 1.0
                break
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0)
            worse = before > 0 and now > too_much(asked.times) * before
            shown.append(f"{size:,}: {now:.2f} s{' !' if worse else ''}")
            before = now
        print(f"{name:30} {', '.join(shown)}", flush=True)
        if asked.rules or "!" in shown[-1]:
            shorter, longer = (target.make(most // asked.times // part) for part in (5, 1))
            print(*(f"    {each}\n" for each in grown(shorter, longer, 5)), sep="", end="", flush=True)


if __name__ == "__main__":
    main()
