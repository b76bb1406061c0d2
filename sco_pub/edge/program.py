"""Take a step's module, give what of this program, of its libraries and of the machine's fonts its output depends on.

Strategy.  A step depends on its own module and on every module that this one imports, directly or not (its closure), and on
the data files that those read: a change to the DOCX writer leaves PDFs alone.  Imports are found in the text of the modules,
inside functions too; ``if TYPE_CHECKING`` counts, which is too much rather than too little.  Reading 300 modules takes a
twentieth of a second, so what was found is kept in the store, under the names, sizes and times of the files.

Only modules of the standard library that load fast are imported here: a build with nothing to do comes by.
Fonts are known by their table directories, which hold a checksum of each table (OpenType specification, "Table Directory"):
the first bytes of a file tell its content.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from sco_pub.edge.store import Store

_PACKAGE = Path(__file__).resolve().parent.parent
_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+(sco_pub[\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)|import[ \t]+(sco_pub[\w.]*))",
    re.MULTILINE,
)
_STARTED = re.compile(r'"-m", "(sco_pub[\w.]+)"')  # a module that is started as a process of its own
_NAME = re.compile(r"\w+")
#: The data files that a module reads, by its path; a style sheet is named by the step (``parts_of``), for edge.styles reads any.
_DATA = {
    "edge/labels.py": ("locale/*.po",),
    "edge/citation_styles.py": ("typeset/citation_styles/*.csl",),
    "edge/ui.py": ("locale/ui/*.po",),
    "edge/designs.py": tuple(f"designs/{name}/*.{end}" for name in ("briefing", "journal") for end in ("css", "toml")),
    "edge/pandoc/door.py": ("edge/pandoc/batch.lua",),
    "edge/validators/browser.py": ("edge/validators/browser.js",),
    "clean/review/report_html.py": ("clean/review/report_html.css",),
    "lexicon/data/__init__.py": ("lexicon/data/*.tsv", "lexicon/data/*.txt"),
}
#: What a module uses only for a kind of input that is rare: who has it names the module besides (pipeline.build).
_RARELY = {"edge/figures.py": ("edge/weasyprint.py",)}
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts", "/etc/fonts")
_DIRECTORY = 8192  # bytes of a font file: the heads of a collection of some ten faces, with their tables' checksums
_LIBRARIES = ("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib", "/opt/homebrew/lib")
_SHARED = (
    "libpango-1.0.so.0",
    "libpangoft2-1.0.so.0",
    "libharfbuzz.so.0",
    "libharfbuzz-subset.so.0",
    "libfontconfig.so.1",
)


def sources() -> Iterator[tuple[str, os.stat_result]]:
    """Every file of the package, with its state: the path below it."""
    folders = [""]
    while folders:
        folder = folders.pop()
        with os.scandir(_PACKAGE / folder) as found:
            for entry in sorted(found, key=lambda each: each.name):
                name = f"{folder}{entry.name}"
                if entry.is_dir():
                    folders += [f"{name}/"] if entry.name != "__pycache__" else []
                else:
                    yield name, entry.stat()


@cache
def state() -> str:
    """A digest of the names, sizes and times of the package's files: the same while nobody touched them."""
    rows = [f"{name} {seen.st_size} {seen.st_mtime_ns}" for name, seen in sources()]
    return hashlib.sha256("\n".join(sorted(rows)).encode()).hexdigest()


class Program:
    """What is known of the package's files; ``store``: where that is kept."""

    def __init__(self, store: Store | None = None) -> None:
        key = hashlib.sha256(f"program {state()}".encode()).hexdigest()
        self._files = _known(store.get(key)) if store else {}
        if not self._files:
            self._files = _read()
            if store:
                store.put(key, json.dumps(self._files).encode())
        self._closures: dict[tuple[tuple[str, ...], tuple[str, ...]], dict[str, str]] = {}

    def parts_of(self, roots: tuple[str, ...], data: tuple[str, ...] = ()) -> Mapping[str, str]:
        """The sha256 of each file that the modules ``roots`` use, by its path; ``data``: files that they read besides."""
        known = self._closures.get((roots, data))
        if known is not None:
            return known
        waiting, seen = [_path(root) for root in roots], dict.fromkeys(data)
        while waiting:
            path = waiting.pop()
            if path in seen or path not in self._files:
                continue
            seen[path] = None
            waiting += self._files[path][1]
        found = {path: self._files[path][0] for path in sorted(seen) if path in self._files}
        self._closures[roots, data] = found
        return found

    def digest(self) -> str:
        """The sha256 of the whole package."""
        rows = [f"{name} {content}" for name, (content, _) in sorted(self._files.items())]
        return hashlib.sha256("\n".join(rows).encode()).hexdigest()

    def claimed(self) -> frozenset[str]:
        """The files that some module uses: what a test holds against the files that there are."""
        return frozenset(used for _, uses in self._files.values() for used in uses)


def _path(module: str) -> str:
    return f"{module.removeprefix('sco_pub').removeprefix('.').replace('.', '/')}.py"


def _known(kept: bytes | None) -> dict[str, tuple[str, list[str]]]:
    """What the store has; nothing where it has none that can be read."""
    try:
        return {name: (str(digest), list(uses)) for name, (digest, uses) in json.loads(kept or b"{}").items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        return {}


def _read() -> dict[str, tuple[str, list[str]]]:
    """Of each file its sha256, and the files of the package that it uses."""
    names = {name for name, _ in sources()}
    found = {}
    for name in sorted(names):
        content = (_PACKAGE / name).read_bytes()
        uses = _uses(name, content.decode("utf-8"), names) if name.endswith(".py") else []
        found[name] = hashlib.sha256(content).hexdigest(), uses
    return found


def _uses(name: str, text: str, names: set[str]) -> list[str]:
    modules = list(_STARTED.findall(text))
    for package, imported, plain in _IMPORT.findall(text):
        modules += [plain] if plain else [package, *(f"{package}.{each}" for each in _NAME.findall(imported))]
    paths = {path for module in modules for path in (_path(module), _path(f"{module}.__init__"))}
    data = [path for pattern in _DATA.get(name, ()) for path in names if _fits(path, pattern)]
    return sorted((paths & names) - set(_RARELY.get(name, ()))) + sorted(data)


def _fits(path: str, pattern: str) -> bool:
    folder, _, end = pattern.rpartition("/")
    return path.rpartition("/")[0] == folder and (path.endswith(end[1:]) if end[0] == "*" else path == pattern)


@cache
def _installed() -> Mapping[str, str]:
    """The version of each distribution by its name, from the names of their folders: importlib.metadata loads slowly."""
    found: dict[str, str] = {}
    for folder in reversed(sys.path):
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208 - quick
        except OSError:
            continue
        for name in names:
            if name.endswith(".dist-info"):
                distribution, _, version = name.removesuffix(".dist-info").partition("-")
                found[distribution.lower().replace("_", "-")] = version
    return found


def versions(*distributions: str) -> Mapping[str, str]:
    """The versions of libraries, and Python's own."""
    installed = _installed()
    own = {name: installed.get(name, "absent") for name in distributions}
    return {**own, "python": ".".join(map(str, sys.version_info[:2]))}


@cache
def shared_libraries() -> Mapping[str, str]:
    """The versions of the libraries that set type, from the names that their links lead to."""
    found = {}
    for name in _SHARED:
        for folder in _LIBRARIES:
            path = f"{folder}/{name}"
            if os.path.exists(path):  # noqa: PTH110 - quick
                found[name] = os.path.basename(os.path.realpath(path))  # noqa: PTH119
                break
    return found


def font_folders() -> Iterable[tuple[str, os.stat_result]]:
    """Every folder in which fonts or their settings are, with its state: it changes when a font comes or goes."""
    for root in map(os.path.expanduser, _FONT_FOLDERS):  # noqa: PTH111 - quick
        for folder, _, _ in os.walk(root):
            yield folder, os.stat(folder)  # noqa: PTH116


@cache
def fonts() -> str:
    """A digest of the fonts of this machine and of fontconfig's settings: which families there are, and what glyphs they have."""
    digest = hashlib.sha256()
    for root in map(os.path.expanduser, _FONT_FOLDERS):  # noqa: PTH111 - quick
        for folder, folders, names in os.walk(root):
            folders.sort()
            for name in sorted(names):
                try:
                    with open(f"{folder}/{name}", "rb") as stream:  # noqa: PTH123 - quick
                        head = stream.read(_DIRECTORY)
                except OSError:
                    continue
                digest.update(f"{name}\0{len(head)}\0".encode("utf-8", "surrogateescape") + head)
    return digest.hexdigest()
