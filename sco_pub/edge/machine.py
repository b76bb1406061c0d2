"""A translation program of the house's: it gets lines on its standard input and writes as many to its standard output.

It is started once a batch, without a shell, in the house's folder, with the two languages in ``SCO_SOURCE`` and ``SCO_TARGET``.
It has the time of one step ([limits] seconds).  Nothing here calls a network; what the program does is its own affair, so it
only runs when it is asked for.
"""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from sco_pub.edge import bounds
from sco_pub.model.errors import InputError, ToolError
from sco_pub.model.wording import N_, phrase


def machine(command: str, folder: Path, source: str, target: str) -> Callable[[Sequence[str]], Sequence[str]]:
    """The program as a function from lines to lines; ToolError for one that fails or gives another number of lines."""
    try:
        words = shlex.split(command)
    except ValueError:
        words = []
    if not words:
        said = phrase(N_("“{command}” is no command."), command=command)
        raise InputError(said, hint=N_("Give one: --command, or command in [translate] of sco_pub.toml."))
    environment = {**os.environ, "SCO_SOURCE": source, "SCO_TARGET": target}

    def work(lines: Sequence[str]) -> Sequence[str]:
        given = "".join(f"{line}\n" for line in lines).encode()
        try:
            code, out, errors = _talk(words, given, folder, environment)
            if code:
                last = errors.decode("utf-8", "replace").strip().splitlines()[-1:]
                raise ToolError(phrase(N_("{name} failed: {said}"), name=words[0], said="".join(last)))
            answers = out.decode("utf-8").removesuffix("\n").split("\n")
        except subprocess.TimeoutExpired:
            said = phrase(N_("takes more than {seconds} seconds"), seconds=bounds.limits().seconds)
            raise bounds.passed(words[0], said, "seconds") from None
        except (OSError, UnicodeDecodeError) as error:
            raise ToolError(phrase(N_("{name} failed: {said}"), name=words[0], said=str(error))) from None
        if len(answers) != len(lines):
            said = phrase(
                N_("{name} gave {given} lines for {wanted}."), name=words[0], given=len(answers), wanted=len(lines)
            )
            raise ToolError(said, hint=N_("It has to answer each line with one line."))
        return [answer.rstrip("\r") for answer in answers]

    return work


def _talk(words: Sequence[str], given: bytes, folder: Path, environment: Mapping[str, str]) -> tuple[int, bytes, bytes]:
    """Run the program; its code and what it wrote.  When its time is over it is ended with all that it started."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        words, stdin=pipe, stdout=pipe, stderr=pipe, cwd=folder, env=environment, start_new_session=True
    ) as process:
        try:
            out, errors = process.communicate(given, timeout=bounds.limits().seconds)
        except BaseException:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            raise
    return process.returncode, out, errors


def name_of(command: str) -> str:
    """What a draft's comment calls the program: its name, without folder and options."""
    return Path(command.split()[0]).name if command.split() else ""
