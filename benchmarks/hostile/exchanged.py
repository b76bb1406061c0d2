"""What translators' tools and terminologists might send back and mean harm with: XLIFF, TMX, TBX, tables, projects, PO files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from benchmarks.hostile.case import MASTER, SECRET, Case, Files
from benchmarks.hostile.packages import ENTITIES, docx, overlapping, zipped

_HOUSE: Files = {"source/made/master.md": MASTER.encode()}
_SOURCE = "国家之间的信任不是自然产生的[^1]。它需要时间。"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _xliff(target: str, head: str = "", units: int = 1) -> bytes:
    unit = '<trans-unit id="{}"><source>' + _SOURCE + "</source><target>" + target + "</target></trans-unit>"
    return (
        f'{head}<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="made" source-language="zh"'
        f' target-language="ru"><body>{"".join(unit.replace("{}", str(n)) for n in range(units))}</body></file></xliff>'
    ).encode()


def _xliff2(segment: str, data: str = "") -> bytes:
    return (
        '<xliff version="2.1" srcLang="zh" trgLang="ru" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f" original="made">'
        f'<unit id="u1">{data}<segment state="final">{segment}</segment></unit></file></xliff>'
    ).encode()


def _tmx(words: str, head: str = "", units: int = 1) -> bytes:
    unit = f'<tu><tuv xml:lang="zh"><seg>{_SOURCE}</seg></tuv><tuv xml:lang="ru"><seg>{words}</seg></tuv></tu>'
    return f'{head}<tmx version="1.4"><header srclang="zh"/><body>{unit * units}</body></tmx>'.encode()


def _tbx(words: str, head: str = "") -> bytes:
    sections = f'<langSet xml:lang="zh"><tig><term>信任</term></tig></langSet><langSet xml:lang="ru"><tig><term>{words}</term></tig></langSet>'
    return f'{head}<martif type="TBX"><text><body><termEntry>{sections}</termEntry></body></text></martif>'.encode()


def _xlsx(rows: str, strings: str = "", head: str = "") -> bytes:
    sheet = f'{head}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    parts = {"xl/worksheets/sheet1.xml": sheet.encode(), "xl/workbook.xml": b"<x/>"}
    return zipped(parts | ({"xl/sharedStrings.xml": strings.encode()} if strings else {}))


def _cells(*texts: str, row: str = "1") -> str:
    cells = "".join(
        f'<c r="{"ABCDEFG"[n]}{row}" t="inlineStr"><is><t>{text}</t></is></c>' for n, text in enumerate(texts)
    )
    return f'<row r="{row}">{cells}</row>'


_HEAD = _cells("id", "source zh", "target ru")
_DEEP = "<g id='1'>" * 100_000 + "x" + "</g>" * 100_000
_NESTED = "<g id='1'>" * 200 + "x" + "</g>" * 200
_SIGNS = "\u202e\u2028\x85\ufdd0" + "[" * 30 + "`" * 3_000


def _files() -> dict[str, dict[str, Callable[[], bytes]]]:
    xml: dict[str, Callable[..., bytes]] = {"xliff": _xliff, "tmx": _tmx, "tbx": _tbx}
    found: dict[str, dict[str, Callable[[], bytes]]] = {}
    for kind, make in xml.items():
        found[kind] = {
            **{name: lambda make=make, head=head: make("&l9;" * 50, head) for name, head in ENTITIES.items()},  # type: ignore[misc]
            "elements 100,000 deep": lambda make=make: make(_DEEP),  # type: ignore[misc]
            "elements 200 deep": lambda make=make: make(_NESTED),  # type: ignore[misc]
            "a style sheet": lambda make=make: make("x", '<?xml-stylesheet href="http://evil.example/x.xsl"?>'),  # type: ignore[misc]
            "an inclusion": lambda make=make: make(  # type: ignore[misc]
                f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" href="{SECRET.decode()}"/>'
            ),
            "strange signs": lambda make=make: make(_SIGNS),  # type: ignore[misc]
            "a text of ten million signs": lambda make=make: make("上" * 10_000_000),  # type: ignore[misc]
            "a million comments": lambda make=make: make("<!-- x -->" * 300_000),  # type: ignore[misc]
            "UTF-7": lambda make=make: b'<?xml version="1.0" encoding="utf-7"?>' + make("+ADw-"),  # type: ignore[misc]
            "noughts": lambda: b"\0" * 1_000_000,
            "half": lambda make=make: make("x" * 1000)[:-700],  # type: ignore[misc]
        }
    found["xliff"] |= {
        "20,000 units": lambda: _xliff("x", units=20_000),
        "a reference to nothing": lambda: _xliff2('<source>x</source><target><ph id="1" dataRef="no"/></target>'),
        "50,000 pieces of data": lambda: _xliff2(
            "<source>x</source><target>" + '<ph id="1" dataRef="d"/>' * 50_000 + "</target>",
            '<originalData><data id="d">[^1]</data></originalData>',
        ),
        "20,000 segments": lambda: _xliff2("<source>x</source></segment><segment>" * 20_000),
        "a number of lines": lambda: _xliff("x").replace(b'id="0"', b'id="' + b"9" * 5000 + b'"'),
    }
    found["tmx"] |= {"20,000 units": lambda: _tmx("x", units=20_000)}
    found["xlsx"] = {
        "a row of 5,000 digits": lambda: _xlsx(_HEAD + _cells("#x", "x", "x", row="9" * 5000)),
        "a string of 5,000 digits": lambda: _xlsx(_HEAD + f'<row r="2"><c r="A2" t="s"><v>{"9" * 5000}</v></c></row>', f'<sst xmlns="{_MAIN}"/>'),
        "a far cell": lambda: _xlsx(_HEAD + '<row r="1048576"><c r="XFD1048576"><v>1</v></c><c r="ZZZ1"><v>2</v></c></row>'),
        "formulas": lambda: _xlsx(_HEAD + '<row r="2"><c r="A2"><f>WEBSERVICE("http://evil.example/")</f><v>=cmd|x</v></c></row>'),
        "100,000 rows": lambda: _xlsx(_HEAD + "".join(_cells("#x", "x", "x", row=str(n)) for n in range(2, 100_000))),
        "a row of 100,000 cells": lambda: _xlsx(_HEAD + "<row>" + "<c><v>1</v></c>" * 100_000 + "</row>"),
        "escapes": lambda: _xlsx(_HEAD + _cells("#x", "x", "_xD800__x0000__xFFFF__x001B_")),
        "a bomb": lambda: zipped({"xl/worksheets/sheet1.xml": b" " * 1_000_000_000}),
        "parts that overlap": lambda: overlapping(_xlsx(_HEAD + _cells("x" * 1_000_000, "x", "x")), 50_000),
        "parts that lead out": lambda: zipped({"../../tmp/evil": b"x", "xl/worksheets/sheet1.xml": b"<x/>"}),
        "no zip": lambda: b"PK\3\4" + b"\0" * 100,
        **{name: lambda head=head: _xlsx(_HEAD + _cells("#x", "&l9;", "&l9;"), head=head) for name, head in ENTITIES.items()},  # type: ignore[misc]
    }  # fmt: skip
    found["docx"] = {
        "a table of 20,000 rows": lambda: docx("<w:tbl>" + "<w:tr>" + "<w:tc><w:p><w:r><w:t>id target</w:t></w:r></w:p></w:tc>" * 4 + "</w:tr>" * 1 + "</w:tbl>" * 1),
        "tables 60 deep": lambda: docx("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>target</w:t></w:r></w:p>" * 60 + "</w:tc></w:tr></w:tbl>" * 60),
        "a row of 20,000 cells": lambda: docx("<w:tbl><w:tr>" + "<w:tc><w:p><w:r><w:t>target</w:t></w:r></w:p></w:tc>" * 20_000 + "</w:tr></w:tbl>"),
        "a bomb": lambda: docx(parts={"word/x": b"\0" * 1_000_000_000}),
        **{name: lambda head=head: docx("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>", head=head) for name, head in ENTITIES.items()},  # type: ignore[misc]
    }  # fmt: skip
    found["csv"] = {
        "a cell that has no end": lambda: b'id,source,target\n"' + b"x" * 20_000_000,
        "100,000 columns": lambda: b"id,target" + b",x" * 100_000 + b"\n1" + b",y" * 100_000,
        "noughts": lambda: b"id,source,target\n\0,\0,\0\n",
        "half of UTF-16": lambda: b"\xff\xfe" + "id,source,target\n#x,x,x".encode("utf-16-le")[:-1],
        "100,000 rows": lambda: b"id,source,target\n" + b"#x,x,x\n" * 100_000,
        "formulas": lambda: b"id,source,target\n#x,x,\"=HYPERLINK(\"\"http://evil.example/\"\")\"\n",
        "signs that move the cursor": lambda: b"id,source,target\n#\x1b[2J,\x1b]0;x\x07,x\n",
    }  # fmt: skip
    found["weblate"] = {
        "changes of another shape": lambda: json.dumps(
            [{"context": "c", "source": ["x"], "target": ["y"], "approved": True, "fuzzy": False, "translated": True, "translation": "a/made/ru/"},
             {"action": 36, "unit": 1, "details": "source"}, {"action": 36, "unit": 2, "details": ["source"], "user": {}, "timestamp": {}}]
        ).encode(),
        "numbers and names in the wrong places": lambda: json.dumps(
            [{"context": [1], "source": [2], "target": {"a": 1}, "approved": 1, "fuzzy": 0, "translated": None, "translation": 7}]
        ).encode(),
        "lists 100,000 deep": lambda: b"[" * 100_000,
        "a number of 5,000 digits": lambda: b"[" + b"9" * 5000 + b"]",
        "a million pages": lambda: b"[] " * 300_000,
    }  # fmt: skip
    return found


def _pos() -> dict[str, bytes]:
    head = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: ru\\n"\n\n'
    entry = f'msgctxt "paragraph"\nmsgid "{_SOURCE}"\nmsgstr "%s"\n\n'.encode()
    return {
        "a text of five million signs": head + entry % (b"a" * 5_000_000),
        "200,000 lines of a text": head + entry % (b'"\n"'.join([b"a\\n"] * 200_000)),
        "100,000 comments": head + b"# x\n" * 100_000 + entry % b"x",
        "100,000 flags": head + b"#, fuzzy, " + b", ".join(b"f%d" % n for n in range(100_000)) + b"\n" + entry % b"x",
        "50,000 entries": head + b"".join(b'msgid "%d"\nmsgstr "%d"\n\n' % (n, n) for n in range(50_000)),
        "50,000 obsolete entries": head + b"".join(b'#~ msgid "%d"\n#~ msgstr "%d"\n\n' % (n, n) for n in range(50_000)),
        "50,000 that are nearly the text": head
        + b"".join(b'msgid "%s%d"\nmsgstr "x"\n\n' % (_SOURCE.encode(), n) for n in range(20_000)),
        "10,000 of one text": head + entry % b"x" * 10_000,
        "100,000 fields in its head": head[:-1] + b"".join(b'"X-%d: y\\n"\n' % n for n in range(100_000)) + b"\n",
        "brackets": head + entry % (b"[" * 2_000),
        "backticks": head + entry % (b"`a" * 20_000),
        "stars": head + entry % (b"*a_" * 20_000),
        "dollars": head + entry % (b"$a" * 20_000),
        "numbers": head + entry % (b"1.2-3 " * 20_000),
        "addresses": head + entry % (b"http://a.b/c?d=" * 20_000),
        "calls": head + entry % (b"[^1]" * 20_000),
        "quotes": head + entry % ("«" * 20_000 + "“" * 20_000).encode(),
        "a table": head + entry % (b"| " * 20_000),
        "pictures": head + entry % (b"![x](file:///etc/passwd){width=1e9}" * 100),
        "HTML": head + entry % (b"<script src=http://evil.example/>x</script><img src=file:///etc/passwd>" * 100),
        "TeX": head + entry % (rb"$\\input{/etc/passwd}\\def\\x{\\x\\x}\\x$" * 20),
        "a head in another coding": head.replace(b"UTF-8", b"x-evil") + entry % b"\xff",
    }  # fmt: skip


def _imported(kind: str, name: str, make: Callable[[], bytes]) -> Case:
    if kind == "tbx":
        commands: tuple[tuple[str, ...], ...] = (("po", "glossary", "made.ru.tbx", "g.csv"),)
    else:
        commands = (("update", "-q"), ("exchange", kind, "import", f"made.ru.{kind}", "--pub", "made", "--lang", "ru"))
        commands += (("po", "import-tmx", "made.ru.tmx"), ("update",)) if kind == "tmx" else ()
    shown = "table in docx" if kind == "docx" else kind  # beside the manuscripts of the same harm
    return Case(f"{shown}: {name}", lambda: {**_HOUSE, f"made.ru.{kind}": make()}, commands)


def _catalogue(name: str, data: bytes) -> Case:
    commands = (("check",), ("update",), ("po", "normalize"), ("build", "--lang", "ru", "--format", "html"))
    return Case(f"po: {name}", lambda: {**_HOUSE, "translations/made/ru.po": data}, commands)


def cases() -> Iterator[Case]:
    for kind, group in _files().items():
        yield from (_imported(kind, name, make) for name, make in group.items())
    yield from (_catalogue(name, data) for name, data in _pos().items())
