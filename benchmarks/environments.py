"""Whether the same house gives the same bytes wherever it is built: ``python -m benchmarks.environments``.

A small house (a publication with notes, a table, formulas and a figure in three languages, and a raw text that is cleaned)
is made once as it comes, and once again in each environment below, each time in a folder of its own without a store.  What
is compared: the SHA-256 of masters, catalogues and every edition, and the exit code.  ``--only WORD …`` takes the environments with
one of the words in their names, ``--list`` names them; what can't be had on this machine is named and left out.  ``--journal FILE`` keeps
what was found, so that a run that was stopped goes on where it was.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

from sco_pub.edge.po.file import parse, render

_ROOT = Path(__file__).resolve().parents[1]
_TOML = 'languages = ["zh", "ru", "en"]\n\n[publications.raw]\nlanguages = ["zh"]\n'
_MASTER = """---
title: 论国家之间的信任
author: 王某
lang: zh-CN
doi: 10.1000/xyz
---

# 一、引言

国家之间的信任不是自然产生的[^1]。它需要时间，也需要*共同*的历史。公式 $a^2+b^2=c^2$ 只是例子[^2]。

| 年份 | 次数 |
| --- | --: |
| 2001 | 12 |
| 2010 | 345 |

![图1　成员国](figures/a.png)

- 第一点。
- 第二点：“信任”。

[^1]: 王某：《论信任》，北京：某出版社，2001年，第3页。
[^2]: Smith J. *Trust*. London, 2010, pp. 3–5.
"""
_RAW = (
    "论地区治理\n\n李某\n\n摘要：地区治理与全球治理不能分割。\n关键词：治理；地区\n\n一、引言\n"
    + "地区治理与全球治理不能分割①，这是许多学者的看法，也是本文的出发\n点。历史上的例子很多，这里只举一个。\n" * 8
    + "① 王某：《论信任》，北京：某出版社，2001年，第3页。\n"
)
_RUN = "from sco_pub.cli.main import main; main()"
_CLOCK = "import time; time.time = lambda: {0}.0; time.time_ns = lambda: {0} * 10**9; " + _RUN
_MADE = (".pdf", ".epub", ".docx", ".html", ".po", ".md")
_SAID = 300  # signs of what went wrong


@dataclass(frozen=True)
class Environment:
    """What is otherwise than usual.  A variable that is None is taken out."""

    name: str
    variables: Mapping[str, str | None] = field(default_factory=dict)
    folder: str = "house"
    arguments: tuple[str, ...] = ()
    code: str = _RUN
    before: Callable[[Path], object] | None = None  # done with the house
    started: Callable[[], object] | None = None  # done in the process before it begins
    streams: Mapping[str, int | None] = field(default_factory=dict)
    user: int | None = None
    around: Callable[[Path], AbstractContextManager[tuple[str, ...]]] | None = None  # gives further arguments


@contextmanager
def _cluster(house: Path) -> Iterator[tuple[str, ...]]:
    """A dask scheduler and two workers on this machine, each in a folder of its own."""
    place = house.parent / "cluster"
    told, processes = place / "scheduler.json", list[subprocess.Popen[bytes]]()

    def start(name: str, *words: str) -> None:
        folder = place / name
        folder.mkdir(parents=True)
        command = [sys.executable, "-m", "dask", *words, "--host", "127.0.0.1", "--no-dashboard"]
        environment = {**os.environ, "PYTHONPATH": str(_ROOT)}
        quiet = subprocess.DEVNULL
        processes.append(subprocess.Popen(command, cwd=folder, env=environment, stdout=quiet, stderr=quiet))

    try:
        start("scheduler", "scheduler", "--port", "0", "--scheduler-file", str(told))
        while not told.exists() or not told.read_text():
            time.sleep(0.1)
        address = json.loads(told.read_text())["address"]
        for name in ("one", "other"):
            start(name, "worker", address, "--nthreads", "1", "--no-nanny", "--local-directory", str(place / name))
        yield "--scheduler", address
    finally:
        for process in processes:
            process.kill()
            process.wait()


def _closed(*handles: int) -> Callable[[], None]:
    def close() -> None:
        for handle in handles:
            os.close(handle)

    return close


def _files(number: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (number, number))


def _times(seconds: int) -> Callable[[Path], None]:
    def touch(house: Path) -> None:
        for path in house.rglob("*"):
            os.utime(path, (seconds, seconds))

    return touch


def _pandoc_of_the_user(house: Path) -> None:
    """A folder of pandoc's in the place of the user's, with other templates."""
    for name in ("default.html5", "default.epub3", "default.opendocument", "default.openxml", "styles.html"):
        place = house / "home" / "pandoc" / "templates" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("another template: $body$\n")
    (house / "home" / "pandoc" / "reference.docx").write_bytes(b"no document")
    (house / "home" / "pandoc" / "abbreviations").write_text("上海\n")


def _backwards(house: Path) -> None:
    """The files are made anew in the opposite order, so that the folders list them otherwise."""
    for path in sorted(house.rglob("*"), reverse=True):
        if path.is_file():
            data = path.read_bytes()
            path.unlink()
            path.write_bytes(data)


ENVIRONMENTS = (
    *(Environment(f"TZ={zone}", {"TZ": zone}) for zone in ("Asia/Shanghai", "America/St_Johns", "Pacific/Kiritimati", "no/where")),
    *(
        Environment(f"LC_ALL={name}", {"LC_ALL": name, "LANG": name})
        for name in ("C", "POSIX", "C.UTF-8", "ru_RU.UTF-8", "zh_CN.GB18030", "tr_TR.UTF-8", "ar_EG.UTF-8", "en_US.ISO-8859-1", "no_WHERE")
    ),
    Environment("no locale at all", {"LC_ALL": None, "LANG": None, "LC_CTYPE": None}),
    Environment("no locale, no UTF-8 mode", {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}),
    *(Environment(f"PYTHONHASHSEED={seed}", {"PYTHONHASHSEED": seed}) for seed in ("0", "1", "42", "4294967295")),
    Environment("PYTHONOPTIMIZE=1", {"PYTHONOPTIMIZE": "1"}),
    Environment("PYTHONOPTIMIZE=2", {"PYTHONOPTIMIZE": "2"}),
    Environment("PYTHONUTF8=1", {"PYTHONUTF8": "1"}),
    Environment("PYTHONIOENCODING=ascii", {"PYTHONIOENCODING": "ascii"}),
    Environment("PYTHONWARNINGS=error", {"PYTHONWARNINGS": "error"}),
    Environment("PYTHONDEVMODE=1", {"PYTHONDEVMODE": "1"}),
    Environment("PYTHONMALLOC=malloc", {"PYTHONMALLOC": "malloc"}),
    Environment("umask 000", started=lambda: os.umask(0)),
    Environment("umask 077", started=lambda: os.umask(0o077)),
    Environment("no HOME", {"HOME": None}),
    Environment("HOME that isn't there", {"HOME": "/nonexistent"}),
    Environment("HOME that may not be written", {"HOME": "/proc"}),
    Environment("caches that may not be written", {"XDG_CACHE_HOME": "/proc/none"}),
    *(
        Environment(f"folder {name!a}", folder=name)
        for name in ("房子", "a house of mine", "two\nlines", "\u202eрусский 🏠", "-house", "%s #?&;'$(x)", "x" * 200)
    ),
    Environment("long TMPDIR", {"TMPDIR": "{house}/" + "t" * 120}),
    Environment("TMPDIR in hanzi", {"TMPDIR": "{house}/临 时"}),
    Environment("one worker", arguments=("-j", "1")),
    Environment("two workers", arguments=("-j", "2")),
    Environment("five workers", arguments=("-j", "5")),
    Environment("a cluster of two workers", around=_cluster),
    Environment("standard input closed", started=_closed(0)),
    Environment("all streams closed", started=_closed(0, 1, 2)),
    Environment("standard input a pipe", streams={"stdin": subprocess.PIPE}),
    Environment("COLUMNS=20", {"COLUMNS": "20", "LINES": "5"}),
    Environment("NO_COLOR", {"NO_COLOR": "1"}),
    Environment("colours forced", {"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1", "TERM": "xterm-256color"}),
    Environment("TERM=dumb", {"TERM": "dumb"}),
    Environment("SOURCE_DATE_EPOCH=0", {"SOURCE_DATE_EPOCH": "0"}),
    Environment("SOURCE_DATE_EPOCH=2000000000", {"SOURCE_DATE_EPOCH": "2000000000"}),
    Environment("the clock at 1980", code=_CLOCK.format(315619200)),
    Environment("the clock at 2099", code=_CLOCK.format(4073500800)),
    Environment("files of 1980", before=_times(315619200)),
    Environment("files of 2099", before=_times(4073500800)),
    Environment("files made in another order", before=_backwards),
    Environment("64 open files", started=_files(64)),
    Environment("pandoc's folder of the user", {"XDG_DATA_HOME": "{house}/home", "HOME": "{house}/home"}, before=_pandoc_of_the_user),
    Environment("a git folder elsewhere", {"GIT_DIR": "/nonexistent", "GIT_WORK_TREE": "/"}),
    Environment("options of pandoc's run time", {"GHCRTS": "-N2"}),
    Environment("nice", started=lambda: os.nice(5)),
    Environment("another user", user=65534),
)  # fmt: skip


def _picture() -> bytes:
    """A small PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    rows = b"".join(b"\0" + bytes((x * y) % 256 for x in range(40)) for y in range(30))
    head = (40).to_bytes(4, "big") + (30).to_bytes(4, "big") + bytes((8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def founded(house: Path) -> None:
    """The house as it is copied into each environment: its catalogues are translated after a fashion."""
    (house / "source" / "made" / "figures").mkdir(parents=True)
    (house / "source" / "raw").mkdir()
    (house / "sco_pub.toml").write_text(_TOML)
    (house / "source" / "made" / "master.md").write_text(_MASTER)
    (house / "source" / "made" / "figures" / "a.png").write_bytes(_picture())
    (house / "source" / "raw" / "raw.txt").write_text(_RAW)
    run(Environment(""), house, ("update", "-q", "made"))
    for language, word in (("ru", "Перевод"), ("en", "Translation")):
        path = house / "translations" / "made" / f"{language}.po"
        catalogue = parse(path.read_text(), publication="made", language=language, path=path.name)
        entries = tuple(replace(entry, target=f"{word}: {entry.source}") for entry in catalogue.entries)
        path.write_text(render(replace(catalogue, entries=entries)))
    shutil.rmtree(house / "build", ignore_errors=True)


def run(environment: Environment, house: Path, verb: tuple[str, ...]) -> tuple[int, str]:
    """The exit code, and what was said."""
    variables = {
        **os.environ,
        "PYTHONPATH": str(_ROOT),
        "SCO_PUB_STORE": str(house / "store"),
        "TMPDIR": tempfile.gettempdir(),
    }
    for name, value in environment.variables.items():
        variables.pop(name, None)
        if value is not None:
            variables[name] = value.replace("{house}", str(house))
    Path(variables["TMPDIR"]).mkdir(exist_ok=True)
    if environment.user is not None:
        for path in (house, *house.rglob("*")):
            os.chown(path, environment.user, environment.user)
    streams: dict[str, int | None] = {
        "stdin": subprocess.DEVNULL,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.STDOUT,
    }
    done = subprocess.run(
        [sys.executable, "-c", environment.code, *verb, *environment.arguments],
        cwd=house, env=variables, check=False, preexec_fn=environment.started, user=environment.user,
        **(streams | dict(environment.streams)),  # type: ignore[call-overload]
    )  # fmt: skip
    return done.returncode, (done.stdout or b"").decode("utf-8", "replace")


def made(house: Path) -> dict[str, str]:
    """The digest of each thing that was made."""
    found = (path for place in ("source", "translations", "build") for path in sorted((house / place).rglob("*")))
    kept = (path for path in found if path.suffix in _MADE and ".store" not in path.parts)
    return {path.relative_to(house).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in kept}


def tried(environment: Environment, model: Path, place: Path) -> tuple[int, dict[str, str], str]:
    """The exit code, what came out, and what was said, of the house in an environment."""
    house = place / environment.folder
    shutil.copytree(model, house)
    if environment.before:
        environment.before(house)
    with environment.around(house) if environment.around else nullcontext(()) as more:
        code, said = run(environment, house, ("make", "-q", *more))
    return code, made(house), said


def differences(usual: tuple[int, dict[str, str], str], here: tuple[int, dict[str, str], str]) -> str:
    """What is otherwise, in words; "" for nothing."""
    if usual[0] != here[0]:
        return f"exit code {here[0]} for {usual[0]}: {here[2][-_SAID:]}"
    return ", ".join(name for name in sorted(usual[1] | here[1]) if usual[1].get(name) != here[1].get(name))


def _possible(environment: Environment) -> bool:
    if environment.user is None:
        return True
    test = [sys.executable, "-c", "import sco_pub.edge.files"]
    if os.geteuid():
        return False
    try:
        done = subprocess.run(test, user=environment.user, cwd="/", env={"PYTHONPATH": str(_ROOT)}, capture_output=True)
    except OSError:
        return False
    return done.returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="*", default=[""], metavar="WORD")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--journal", type=Path)
    asked = parser.parse_args()
    chosen = [each for each in ENVIRONMENTS if any(word in each.name for word in asked.only)]
    if asked.list:
        print(*(each.name for each in chosen), sep="\n")
        return 0
    journal = asked.journal or Path(os.devnull)
    known: dict[str, str] = json.loads(journal.read_text()) if journal.is_file() else {}
    with tempfile.TemporaryDirectory(prefix="env") as folder:
        place = Path(folder)
        place.chmod(0o755)
        founded(place / "model")
        usual = tried(Environment("usual"), place / "model", place / "usual")
        print(f"usual: exit code {usual[0]}, {len(usual[1])} files", flush=True)
        for number, each in enumerate(chosen):
            if each.name not in known:
                if not _possible(each):
                    print(f"left out  {each.name}: not possible on this machine", flush=True)
                    continue
                known[each.name] = differences(usual, tried(each, place / "model", place / str(number)))
                shutil.rmtree(place / str(number), ignore_errors=True)
                journal.write_text(json.dumps(known, ensure_ascii=False, indent=1))
            print(f"{'other: ' + known[each.name] if known[each.name] else 'same':8}  {each.name}", flush=True)
    here = [known[each.name] for each in chosen if each.name in known]
    print(f"{len(here)} environments, {sum(not each for each in here)} with the same bytes in {len(usual[1])} files")
    return 1 if any(here) else 0


if __name__ == "__main__":
    sys.exit(main())
