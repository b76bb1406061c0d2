"""Take git's three files of a merge, give one; and tell git to do so (`po merge-driver`).

git calls the driver with the ancestor's, our and their version of a catalogue as files, and takes what it leaves in our file.
And give files as they were committed: only git's own objects are read, no filter, hook or remote takes part.

The driver is named in .gitattributes (committed) and defined in the clone's own configuration (git does not let a repository
bring programs with it), so each clone installs it once.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from sco_pub.edge import bounds
from sco_pub.edge.files import read_text, write_text
from sco_pub.edge.po.file import parse, render
from sco_pub.localise.merge import merge
from sco_pub.model.errors import InputError, ToolError
from sco_pub.model.finding import Finding
from sco_pub.model.wording import N_, phrase

DRIVER = "sco-pub-po"
ATTRIBUTES = "*.po merge=sco-pub-po diff=sco-pub-po\n"
# Hunks of `git diff` are headed by the entry's context.
_FOUND = 3  # words of an answer: the object's name, its kind, its size; anything else says that there is none
_FUNCTION = '^msgctxt "(.*)"$'


def merge_files(ancestor: Path, ours: Path, theirs: Path, *, name: str) -> tuple[Finding, ...]:
    """Merge catalogue files, the result in ``ours``; ``name`` is the catalogue's path in the repository.  The findings are
    the conflicts; the caller exits with 1 if there are any, so that git says so."""
    language = Path(name).stem
    publication = Path(name).parent.name

    def read(path: Path) -> str:
        return read_text(path, what=N_("catalogue"))

    with bounds.deadline(name):
        old, mine, yours = (read(path) for path in (ancestor, ours, theirs))
        before = parse(old, publication=publication, language=language, path=name) if old.strip() else None
        here = parse(mine, publication=publication, language=language, path=name)
        there = parse(yours, publication=publication, language=language, path=name)
        outcome = merge(before, here, there)
    write_text(ours, render(outcome.value))
    return outcome.errors


def install(folder: Path | None, *, command: str) -> bool:
    """Define the driver in the clone that holds ``folder`` and name it in its .gitattributes; without a folder in this user's own
    configuration and attributes (git's core.attributesFile), for all clones.  False if all was there.

    ``command``: how git is to call us, without the placeholders (``sco-pub po merge-driver``)."""
    if folder is not None:
        attributes = Path(_git(folder, "rev-parse", "--show-toplevel").strip()) / ".gitattributes"
        changed = _define(folder, "--local", command)
    else:
        asked = ("config", "--global", "--default", "", "--type=path", "--get", "core.attributesFile")
        named = _git(Path.cwd(), *asked).strip()
        home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
        attributes = Path(named) if named else home / "git" / "attributes"
        changed = _define(Path.cwd(), "--global", command)
    return _name_in(attributes) or changed


def _define(folder: Path, where: str, command: str) -> bool:
    wanted = {
        f"merge.{DRIVER}.name": "gettext catalogues, merged by entry",
        f"merge.{DRIVER}.driver": f"{command} %O %A %B %P",
        f"diff.{DRIVER}.xfuncname": _FUNCTION,
    }
    changed = False
    for key, value in wanted.items():
        if _git(folder, "config", where, "--default", "", "--get", key).rstrip("\n") != value:
            _git(folder, "config", where, key, value)
            changed = True
    return changed


def _name_in(attributes: Path) -> bool:
    text = read_text(attributes) if attributes.exists() else ""
    if ATTRIBUTES.strip() in text.splitlines():
        return False
    text += "" if not text or text.endswith("\n") else "\n"
    return write_text(attributes, text + ATTRIBUTES)


_SAFE = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "--no-replace-objects")
# A partial clone would fetch what it lacks, by a program that its configuration names; git before 2.44 minds only protocols.
_QUIET = {
    "GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0",
}  # fmt: skip
_LONGEST = 60  # seconds for reading what was committed, of however many files


def committed(root: Path, paths: Sequence[Path], revision: str = "HEAD") -> dict[Path, bytes]:
    """The files under ``root`` as they are in a revision: those that it has; none without git or such a revision."""
    if revision != "".join(revision.split()) or revision.startswith("-"):
        raise InputError(
            phrase(N_("{revision!r} is no git revision."), revision=revision), hint=N_("Give one like HEAD~2.")
        )
    named = [path for path in paths if "\n" not in str(path)]  # git reads one name a line
    asked = "".join(f"{revision}:./{path.relative_to(root).as_posix()}\n" for path in named)
    try:
        done = subprocess.run(
            ["git", *_SAFE, "-C", str(root), "cat-file", "--batch"],
            input=os.fsencode(asked), capture_output=True, check=True, timeout=_LONGEST, env={**os.environ, **_QUIET},
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return {}
    answers, at = done.stdout, 0
    found = {}
    for path in named:
        end = answers.index(b"\n", at)
        head = answers[at:end].split(b" ")
        at = end + 1
        if len(head) == _FOUND and head[1] == b"blob":
            size = int(head[2])
            found[path] = answers[at : at + size]
            at += size + 1
    return found


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=True)
    except FileNotFoundError:
        raise ToolError(N_("git isn't installed."), hint=N_("Install the package git.")) from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ToolError(
            phrase(
                N_("git {verb} failed: {said}."), verb=arguments[0], said=said[-1] if said else str(error.returncode)
            )
        ) from None
    return done.stdout.decode("utf-8", "replace")
