"""Masters, pictures, settings and names that mean harm."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.hostile.case import MASTER, SECRET, Case, Files
from benchmarks.hostile.packages import ENTITIES

_FORMATS = ("pdf", "epub", "docx", "html")
_SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
_BUILD = (("build", *(part for kind in _FORMATS for part in ("--format", kind))),)
_RAW = "论信任\n\n王某\n\n一、引言\n" + "国家之间的信任不是自然产生的，它需要时间，这是许多学者的看法。\n" * 12


def _house(more: str = "", front: str = "") -> Files:
    master = MASTER.replace("lang: zh-CN\n", f"lang: zh-CN\n{front}")
    return {"source/made/master.md": f"{master}\n{more}\n".encode()}


def _table(rows: int, columns: int) -> str:
    line = "|" + " 上 |" * columns + "\n"
    return line + "|" + " --- |" * columns + "\n" + line * rows


def _texts() -> dict[str, str]:
    """The constructs that readers of Markdown, checks and typesetting find hard."""
    return {
        "a table of 500 by 500": _table(500, 500),
        "a table of 3 by 20,000": _table(20_000, 3),
        "a table of 20,000 by 2": _table(2, 20_000),
        "a table without its lines": "| a " * 50_000,
        "a grid of strokes": ("+---" * 300 + "+\n" + "| a " * 300 + "|\n") * 60,
        "quotes 100 deep": ">" * 100 + " x",
        "quotes 5,000 deep": ">" * 5_000 + " x",
        "lists 100 deep": "\n".join("    " * n + "- x" for n in range(100)),
        "20,000 list items": "- x\n" * 20_000,
        "numbers of 10^30": f"{10**30}. x\n\n{'9' * 5000}. y",
        "divisions 100 deep": "".join(f"{':' * (103 - n)} {{.a}}\n\n" for n in range(100)),
        "open divisions": "::: {.a}\n" * 2_000,
        "emphasis that never ends": "*a **b " * 5_000,
        "underscores": "_a__b " * 5_000,
        "backticks that grow": " ".join("`" * n for n in range(1, 300)),
        "dollars": "$a " * 10_000,
        "carets": "^a~b" * 5_000,
        "open brackets": "[" * 5_000,
        "closed brackets": "]" * 20_000,
        "brackets of links": "[a](" * 3_000,
        "pictures without end": "![a](" * 3_000,
        "spans of attributes": "[a]{" * 3_000,
        "attributes": "# x {" + " ".join(f"a{n}=1" for n in range(5_000)) + "}",
        "one heading of 200,000 signs": "# " + "上" * 200_000,
        "10,000 headings": "# 上\n\n" * 10_000,
        "headings that jump": "# 上\n\n###### 下\n\n" * 300,
        "10,000 notes": "".join(f"文[^n{n}]。\n\n[^n{n}]: 注。\n\n" for n in range(10_000)),
        "a note that calls itself": "文[^a]。\n\n[^a]: 注[^a]。",
        "notes that call each other": "文[^a]。\n\n[^a]: 注[^b]。\n\n[^b]: 注[^a]。",
        "one note 5,000 times": "文[^1]。" * 5_000,
        "a note of 300,000 signs": "文[^a]。\n\n[^a]: " + "注" * 300_000,
        "10,000 definitions": "".join(f"[r{n}]: http://a.b/{n}\n" for n in range(10_000)),
        "a definition of itself": "[a]\n\n[a]: [a]",
        "references to figures": "@fig:a " * 5_000,
        "citations": "[@a; @b; @c] " * 3_000,
        "a word of 300,000 letters": "a" * 300_000,
        "an address of 50,000 signs": "<http://a.b/" + "c" * 50_000 + ">",
        "100,000 blanks": "上" + " " * 100_000 + "下",
        "100,000 line breaks": "上\\\n" * 50_000,
        "20,000 rules": "---\n\n" * 20_000,
        "10,000 paragraphs": "国家之间的信任不是自然产生的。\n\n" * 10_000,
        "signs of every direction": "\u202e\u2066\u200f上\u202a" * 3_000,
        "signs on signs": "e" + "\u0301" * 50_000,
        "joined signs": "\U0001f468\u200d" * 10_000,
        "references of HTML": "&#x10FFFF;&#0;&#xD800;&nbsp;&amp;" * 3_000,
        "HTML 3,000 deep": "<div>" * 3_000,
        "a comment that never ends": "<!-- " + "- " * 20_000,
        "TeX that defines itself": "$\\def\\x{\\x\\x}\\x$",
        "TeX 2,000 deep": "$" + "{" * 2_000 + "x" + "}" * 2_000 + "$",
        "TeX fractions 50 deep": "$" + r"\frac{1}{" * 50 + "x" + "}" * 50 + "$",
        "TeX that reads": r"$\input{/etc/passwd}\write18{touch /tmp/evil}$",
        "2,000 formulas": "$a^2+b^2$ 上 " * 2_000,
        "pictures from everywhere": "".join(
            f"![x]({a}){{width=1e9}}\n\n" for a in ("http://evil.example/a.png", f"file://{SECRET.decode()}", SECRET.decode(), "../../../x.png", "data:image/svg+xml,<svg/>", "//evil.example/a.png")
        ),
        "raw parts": '`<img src="http://evil.example/">`{=html} `\\input{/etc/passwd}`{=latex} `<w:p/>`{=openxml}',
    }  # fmt: skip


def _fronts() -> dict[str, str]:
    file = SECRET.decode()
    return {
        "aliases": "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}' if n else 'x'] * 9)}]\n" for n in range(10)),
        "an alias of itself": "a: &a [*a]\n",
        "tags": 'a: !!python/object/apply:os.system ["touch /tmp/evil"]\nb: !<tag:x> y\n',
        "lists 5,000 deep": "a: " + "[" * 5_000 + "]" * 5_000 + "\n",
        "numbers": "date: 99999999999999999999\nyear: 1e999\nvolume: .nan\nissue: 0x7fffffffffffffffffff\n",
        "a date that isn't": "date: 2023-99-99\n",
        "a language that leads out": "lang: ../../etc\n",
        "files": f"bibliography: {file}\ncsl: {file}\ntemplate: {file}\nreference-doc: {file}\ncover-image: {file}\n",
        "addresses": "bibliography: http://evil.example/a.json\ncsl: http://evil.example/a.csl\ncss: http://evil.example/\n",
        "a title of 100,000 signs": f"subtitle: {'上' * 100_000}\n",
        "5,000 authors": "authors:\n" + "  - 王某\n" * 5_000,
        "10,000 keys": "".join(f"k{n}: v\n" for n in range(10_000)),
        "a key twice": "title: x\ntitle: y\n",
        "wrong kinds": "author: {a: {b: {c: 1}}}\nkeywords: 3\nabstract: [[1]]\n",
        "a DOI that acts": 'doi: "10.1/\\"><script>alert(1)</script>"\n',
        "control signs": 'subtitle: "\\e[31m\\0\\x1b]0;x\\a\\u202e"\n',
        "tabs": "\ta: b\n",
    }


def _svg(inner: str, head: str = "", attributes: str = 'width="90" height="60"') -> bytes:
    return f"{head}<svg {_SVG} {attributes}>{inner}</svg>".encode()


def _uses(levels: int) -> str:
    groups = "".join(
        f'<g id="g{n}"><use xlink:href="#g{n - 1}"/><use xlink:href="#g{n - 1}"/></g>' for n in range(1, levels)
    )
    return f'<defs><g id="g0"><rect width="9" height="9"/></g>{groups}</defs><use xlink:href="#g{levels - 1}"/>'


def _pictures() -> dict[str, Callable[[], tuple[str, bytes]]]:
    file, net = f"file://{SECRET.decode()}", "http://evil.example/a"
    fetching = "".join(
        f'<image href="{a}" xlink:href="{a}" width="9" height="9"/><use xlink:href="{a}#x"/><feImage xlink:href="{a}"/><a xlink:href="{a}"><text>x</text></a>'
        f'<rect fill="url({a}#x)" width="9" height="9"/><style>@import url({a}); rect {{fill: url({a}); background: url({a})}}</style>'
        f'<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="{a}"/></foreignObject><font-face-uri xlink:href="{a}"/>'
        for a in (net, file, SECRET.decode(), "../../../../../etc/hostname", "//evil.example/x")
    )
    inner: dict[str, tuple[str, str, str]] = {
        "scripts": ('<script>alert(1)</script><rect onload="x()" onclick="x()"/><a href="javascript:x()"><text>x</text></a><set attributeName="href" to="javascript:x()"/>', "", ""),
        "whatever fetches": (fetching, "", ""),
        "uses that use each other": ('<g id="a"><use xlink:href="#b"/></g><g id="b"><use xlink:href="#a"/></g><use xlink:href="#a"/>', "", ""),
        "a use of itself": ('<use id="a" xlink:href="#a"/>', "", ""),
        "2^40 uses": (_uses(40), "", ""),
        "2^14 uses": (_uses(14), "", ""),
        "groups 100,000 deep": ("<g>" * 100_000 + "</g>" * 100_000, "", ""),
        "groups 240 deep": ("<g>" * 240 + "</g>" * 240, "", ""),
        "a mask of itself": ('<mask id="m"><rect width="9" height="9" mask="url(#m)"/></mask><rect width="9" height="9" mask="url(#m)"/>', "", ""),
        "a pattern of itself": ('<pattern id="p" width=".0001" height=".0001"><rect width="9" height="9" fill="url(#p)"/></pattern><rect width="90" height="60" fill="url(#p)"/>', "", ""),
        "a clip of itself": ('<clipPath id="c" clip-path="url(#c)"><rect width="9" height="9"/></clipPath><rect width="9" height="9" clip-path="url(#c)"/>', "", ""),
        "a gradient of itself": ('<linearGradient id="g" xlink:href="#g"/><rect width="9" height="9" fill="url(#g)"/>', "", ""),
        "a marker of itself": ('<marker id="k"><path d="M0 0L9 9" marker-end="url(#k)"/></marker><path d="M0 0L9 9" marker-end="url(#k)"/>', "", ""),
        "a picture of a billion": ("<rect/>", "", 'width="1000000000" height="1000000000"'),
        "a picture without size": ("<rect/>", "", 'width="0" height="-1" viewBox="0 0 0 0"'),
        "sizes that are none": ("<rect/>", "", 'width="1e999" height="nan" viewBox="a b c d"'),
        "a path of a million points": (f'<path d="M0 0{"L1 1" * 300_000}"/>', "", ""),
        "a path of noise": (f'<path d="{"M" * 50_000}{"." * 50_000}{"e" * 50_000}"/>', "", ""),
        "50,000 rectangles": ("<rect width='1' height='1'/>" * 50_000, "", ""),
        "a text of a million letters": (f"<text>{'a' * 300_000}</text>", "", ""),
        "transforms": (f'<g transform="{"rotate(1) " * 50_000}scale(0) matrix(1e308 1e308 1e308 1e308 1e308 1e308)"><rect/></g>', "", ""),
        "dashes": ('<path d="M0 0L1000000000 0" stroke="black" stroke-dasharray=".00001"/>', "", ""),
        "CSS": (f"<style>{'a{' * 20_000}</style><style>{'/*' * 20_000}</style>", "", ""),
        **{name: ("<text>&l9;</text>" * 20, head, "") for name, head in ENTITIES.items()},
    }  # fmt: skip
    made: dict[str, Callable[[], tuple[str, bytes]]] = {
        f"SVG, {name}": lambda parts=parts: ("a.svg", _svg(parts[0], parts[1], parts[2] or 'width="90" height="60"'))  # type: ignore[misc]
        for name, parts in inner.items()
    }
    return made | {
        "PNG of 10^10 points": lambda: ("a.png", _png(100_000, 100_000)),
        "PNG of noughts": lambda: ("a.png", _png(0, 0)),
        "PNG, a text that is a bomb": lambda: ("a.png", _png(9, 9, b"zTXt", b"x\0\0" + zlib.compress(b"x" * 500_000_000, 9))),
        "PNG, colours that are a bomb": lambda: ("a.png", _png(9, 9, b"iCCP", b"x\0\0" + zlib.compress(b"x" * 300_000_000, 9))),
        "PNG that is half": lambda: ("a.png", _png(90, 90)[:-40]),
        "JPEG of 65,535 by 65,535": lambda: ("a.jpg", b"\xff\xd8\xff\xc0\0\x11\x08\xff\xff\xff\xff\3\1\x22\0\2\x11\1\3\x11\1\xff\xd9"),
        "GIF of 65,535 by 65,535": lambda: ("a.gif", b"GIF89a\xff\xff\xff\xff\0\0\0,\0\0\0\0\xff\xff\xff\xff\0\2\1\0\0;"),
        "a picture that is HTML": lambda: ("a.png", b"<html><script>alert(1)</script>"),
        "a picture that is PostScript": lambda: ("a.eps", b"%!PS\n(/etc/passwd) run"),
    }  # fmt: skip


def _png(width: int, height: int, kind: bytes = b"", data: bytes = b"") -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\2\0\0\0"
    more = chunk(kind, data) if kind else b""
    pixels = zlib.compress(b"\0" * min(50_000_000, (width * 3 + 1) * height), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + more + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


_PUBLICATIONS = (
    "a\nb", "\u202eabc", "a" * 240, "a\x7fb", "%s%n", "$(touch evil)", "a;b", "con", "a.b.c", "..a", "a b", "-rf", "a\u2028b", "Ａ", "e\u0301",
    "a\udcffb",
)  # fmt: skip
_IMAGES = (
    "a\nb.png", "\u202egnp.a.png", "a" * 240 + ".png", "a'\"<>&.png", "%2e%2e%2fa.png", "a?b#c.png", "a\udcff.png", "-o.png",
)  # fmt: skip
_LAYERS = ("a\nb.txt", "-x.txt", "a" * 240 + ".txt", "\u202etxt.a.txt", "a\x1b[31m.txt", "a\udcff.txt")
_CATALOGUES = ("ru\n.po", "RU.po", "ru.po.po", "x" * 200 + ".po", "\u202e.po")


def _names() -> Iterator[Case]:
    def pictured(name: str) -> Files:
        shown = name.encode("utf-8", "replace").decode()
        return {**_house(f"![x](<{shown}>)"), f"source/made/{name}": _png(9, 9)}

    def catalogued(name: str) -> Files:
        return {**_house(), f"translations/made/{name}": b'msgid ""\nmsgstr ""\n'}

    for name in _PUBLICATIONS:
        files = partial(lambda name: {**_house(), f"source/{name}/raw.txt": _RAW.encode()}, name)
        yield Case(f"name: the publication {name!a}", files, (("make", "-q"), ("make",), ("stats",), ("check",)))
    for name in _IMAGES:
        yield Case(f"name: the picture {name!a}", partial(pictured, name), _BUILD)
    for name in _LAYERS:
        files = partial(lambda name: {name: _RAW.encode()}, name)
        yield Case(f"name: the text {name!a}", files, (("clean", f"./{name}", "-o", "out.md"),))
    for name in _CATALOGUES:
        yield Case(f"name: the catalogue {name!a}", partial(catalogued, name), (("update",), ("check",), ("stats",)))
    files = partial(lambda: {**_house(), "source/raw/raw.txt": _RAW.encode()})
    yield Case("name: a master that is a file elsewhere, too", files, (("make", "-q"),), _hard_link)
    files = partial(lambda: {**_house(), "in/own.txt": _RAW.encode()})
    yield Case("name: a folder with a link out of it", files, (("clean", "in", "-o", "out"),), _link_out)


def _settings() -> Iterator[Case]:
    secret = SECRET.decode()
    tables = {
        "paths that lead out": '[paths]\nsource = "../.."\nbuild = "/tmp/evil"\n',
        "a glossary that leads out": f'glossary = "{secret}"\n',
        "a design that leads out": 'design = "../../../../etc"\n',
        "languages": 'languages = ["../x", "zh\\n", "' + "a" * 300 + '", "ru"]\n',
        "numbers": "[page]\nwidth = 1e308\nheight = -5\nsize = nan\n",
        "a number of 5,000 digits": f"schema = {'9' * 5000}\n",
        "lists 5,000 deep": f"languages = {'[' * 5000}\n",
        "limits of nothing": "[limits]\nseconds = 0\nmemory_mb = 1\n",
        "limits of everything": f"[limits]\nseconds = {10**15}\nmemory_mb = {10**18}\n",
        "fonts that are CSS": "[fonts]\nru = {serif = \"x; } @import url(http://evil.example/); a {\", sans = \"url(file:///etc/passwd)\"}\n",
        "fonts that no program can be asked for": '[fonts.ru]\nserif = "\\u0000"\nquote = ["\\u001b[31m"]\n',
        "a program": '[translate]\ncommand = "touch /tmp/evil"\n',
    }  # fmt: skip
    for name, toml in tables.items():
        files = partial(lambda toml: {**_house(), "sco_pub.toml": toml.encode()}, toml)
        yield Case(f"settings: {name}", files, (("build", "--lang", "ru", "--format", "html"), ("check",)))
    sizes = "font-size: 1e9px", "letter-spacing: 1e9px", "word-spacing: -1e20px; font-size: 1e6px", "line-height: 1e30"
    for rule in sizes:
        made = {"sco_pub.toml": b'[style]\ncss = "house.css"\n', "house.css": f"p {{ {rule} }}".encode()}
        yield Case(f"sheet: {rule}", partial(lambda made: {**_house(), **made}, made), _BUILD)


def _hard_link(house: Path) -> None:
    """The master is the same file as one outside the house; what is written has to be written beside it."""
    outside = house.parent / "outside.md"
    outside.write_text(MASTER)
    (house / "source/raw/master.md").hardlink_to(outside)
    outside.chmod(0o444)


def _link_out(house: Path) -> None:
    (house / "in/out.txt").symlink_to(house.parent / "secret.txt")


def cases() -> Iterator[Case]:
    whole = (("update", "-q"), ("check", "-q"), *_BUILD)
    for name, more in _texts().items():
        yield Case(f"master: {name}", partial(_house, more), whole)
    for name, front in _fronts().items():
        yield Case(f"front matter: {name}", partial(_house, front=front), whole)
    for name, make in _pictures().items():
        yield Case(f"picture: {name}", partial(_shown, make), _BUILD)
    yield from _names()
    yield from _settings()


def _shown(make: Callable[[], tuple[str, bytes]]) -> Files:
    name, data = make()
    return {**_house(f"![图1　说明]({name})"), f"source/made/{name}": data}
