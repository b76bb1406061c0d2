"""Whether a `make` or `build` that ended well would do nothing again: told from the states of files, before anything is loaded.

Strategy.  When such a command has ended well, it leaves ``build/.standing/NAME``: its arguments, what it would say if it were
run again, and a row (size, times, inode) for every file and folder that it looked at: inputs and outputs, the folders in which a
file could appear, the settings, the program's own files, the folders of libraries and fonts.  The same command looks at the rows
first, as Git looks at its index; if all hold, it is done.  Whatever is different, or can't be read, it goes the whole way, which
compares contents.  Rows are of the states in which the files were read (pipeline.record), so that what was saved meanwhile is
seen.  Only ``os`` and ``sys`` are used here, since loading anything more costs more than the looking.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

_FOLDER = "build/.standing"
_SETTINGS = "sco_pub.toml"
_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 - pathlib loads slowly
_ENVIRONMENT = ("SCO_PUB_UI", "LC_ALL", "LC_MESSAGES", "LANG", "SCO_PUB_STORE", "FONTCONFIG_FILE", "FONTCONFIG_PATH")
_WHOLE = frozenset(("--json", "-n", "--dry-run", "--all-warnings", "--help", "-h"))  # with these it goes the whole way
_FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts", "/etc/fonts")
_ABSENT = "-"
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_LONGEST = 200_000_000  # signs of a record: a house of a million files
_asked: list[str] = []  # the arguments of this run


def known(arguments: Sequence[str]) -> str | None:
    """What the command would say; None where it may have something to do."""
    _asked[:] = arguments
    root = root_of(arguments)
    if root is None or _WHOLE & set(arguments):
        return None
    try:
        handle = os.open(_place(root, arguments), os.O_RDONLY | _NO_LINK | getattr(os, "O_NONBLOCK", 0))
        with open(handle, encoding="utf-8", errors="surrogateescape") as stream:  # noqa: PTH123
            head, said, *rows = stream.read(_LONGEST).split("\0")
    except (OSError, ValueError):
        return None
    if head != _head(arguments) or not said.replace("\n", "").isprintable():
        return None
    looked = [row.partition(" ") for row in rows]
    # whoever sends a house can write a record, but doesn't know when its settings will be written here
    if not any(path == f"{root}/{_SETTINGS}" for _, _, path in looked):
        return None
    if any(state != state_of(path) for state, _, path in looked):
        return None
    return "" if {"-q", "--quiet"} & set(arguments) else said


def root_of(arguments: Sequence[str]) -> str | None:
    """The house that the arguments mean."""
    given = next((arguments[n + 1] for n, item in enumerate(arguments[:-1]) if item == "--house"), ".")
    given = next((item[8:] for item in arguments if item.startswith("--house=")), given)
    here = os.path.abspath(given)  # noqa: PTH100
    while not os.path.isfile(f"{here}/{_SETTINGS}"):  # noqa: PTH113
        if here == os.path.dirname(here):  # noqa: PTH120
            return None
        here = os.path.dirname(here)  # noqa: PTH120
    return here


def state_of(path: str) -> str:
    """The state of a file or folder: of a folder without its size, which is the file system's affair."""
    try:
        seen = os.stat(path)  # noqa: PTH116
    except (OSError, ValueError):
        return _ABSENT
    size = 0 if seen.st_mode & 0o40000 else seen.st_size
    return f"{size},{seen.st_mtime_ns},{seen.st_ctime_ns},{seen.st_ino}"


def surroundings(root: str, folders: Iterable[str]) -> list[str]:
    """The rows of what a build depends on besides the publications' files; ``folders``: where those are.  To be asked before
    anything is read."""
    paths = [f"{root}/{_SETTINGS}", *folders, *_below(_PACKAGE), *(path for path in sys.path if os.path.isdir(path))]  # noqa: PTH112
    for place in _FONTS:
        paths += [folder for folder, _, _ in os.walk(os.path.expanduser(place))]  # noqa: PTH111
    return [f"{state_of(path)} {path}" for path in paths]


def names_in(folders: Iterable[str]) -> dict[str, frozenset[str]]:
    """What is in each folder; of files among them nothing is said."""
    return {folder: frozenset(_names(folder)) for folder in folders if os.path.isdir(folder)}  # noqa: PTH112


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208
    except OSError:
        return []


def renewed(rows: Iterable[str], before: Mapping[str, frozenset[str]], written: Collection[str]) -> Iterator[str]:
    """The rows, with a folder's state as it is now where nothing came or went but what this run has written itself.

    The state is asked first, the names after it: what someone else saves in between is a name that isn't ours.
    """
    for row in rows:
        state, _, path = row.partition(" ")
        if path in before and (now := state_of(path)) != state:
            own = {os.path.basename(name) for name in written if os.path.dirname(name) == path}  # noqa: PTH119, PTH120
            yield f"{now} {path}" if frozenset(_names(path)) - own == before[path] - own else row
        else:
            yield row


def leave(root: str, said: str, rows: Iterable[str]) -> None:
    """Say that the command that was asked about would do nothing again as long as the rows hold; where that can't be written,
    nothing happens."""
    place = _place(root, _asked)
    text = "\0".join([_head(_asked), said, *rows])
    beside = f"{place}.{os.getpid()}.part"
    try:
        os.makedirs(os.path.dirname(place), exist_ok=True)  # noqa: PTH103, PTH120
        if os.path.islink(os.path.dirname(place)):  # noqa: PTH114, PTH120
            return
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK, 0o666)
        with open(handle, "w", encoding="utf-8", errors="surrogateescape") as stream:  # noqa: PTH123
            stream.write(text)
        os.replace(beside, place)  # noqa: PTH105
    except OSError:
        return


def _place(root: str, arguments: Sequence[str]) -> str:
    """The file for a command: the same for the same arguments, and few for many (a collision only costs time)."""
    number = sum((n + 1) * byte for n, byte in enumerate("\n".join(arguments).encode("utf-8", "surrogateescape")))
    return f"{root}/{_FOLDER}/{number % 100}"


def _head(arguments: Sequence[str]) -> str:
    given = [f"{name}={os.environ.get(name, '')}" for name in _ENVIRONMENT]
    return "\n".join([*arguments, *given, sys.version, _PACKAGE])


def _below(folder: str) -> Iterator[str]:
    """Every folder and file of the program."""
    yield folder
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir():
                yield from _below(entry.path) if entry.name != "__pycache__" else ()
            else:
                yield entry.path
