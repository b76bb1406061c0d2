"""A translation program of the house's: it gets lines on its standard input and writes as many to its standard output.

It is started once a batch, without a shell, in the house's folder, with the two languages in ``SCO_SOURCE`` and ``SCO_TARGET``.
It has the time of one step ([limits] seconds).  Nothing here calls a network; what the program does is its own affair, so it
only runs when it is asked for.
"""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable, Sequence
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
            done = subprocess.run(
                words,
                input=given,
                capture_output=True,
                check=True,
                cwd=folder,
                env=environment,
                timeout=bounds.limits().seconds,
            )
            answers = done.stdout.decode("utf-8").removesuffix("\n").split("\n")
        except subprocess.CalledProcessError as error:
            last = error.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
            raise ToolError(phrase(N_("{name} failed: {said}"), name=words[0], said="".join(last))) from None
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


def name_of(command: str) -> str:
    """What a draft's comment calls the program: its name, without folder and options."""
    return Path(command.split()[0]).name if command.split() else ""
