"""In which language the reader is spoken to.

Strategy.  Talk (messages, findings, help) follows ``--ui``, SCO_PUB_UI, or the locale (LC_ALL, LC_MESSAGES, LANG), the first that
is set.  What is written down or read by machines (reports, JSON, SARIF) is English unless ``--ui`` or SCO_PUB_UI asks for
another language: the same command gives the same bytes on every machine.  click's own words ("Usage", "Options") go
through the same catalogues.
"""

from __future__ import annotations

import copy
import os
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import click

from sco_pub.edge import ui
from sco_pub.model.msgid import Say, english

_VARIABLE = "SCO_PUB_UI"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


class Reader(NamedTuple):
    """``talk``: how the terminal is spoken to; ``written``: how files and machines are; ``asked``: what was asked for."""

    talk: Say = english
    written: Say = english
    asked: str | None = None


_now = [Reader()]


def reader() -> Reader:
    """Whom this run speaks to."""
    return _now[0]


def begin(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    """Find out whom this run speaks to."""
    asked = _asked(arguments) or environment.get(_VARIABLE, "")
    asked = asked if asked in ui.LANGUAGES else ""
    spoken = asked or _of_locale(environment)
    _now[0] = Reader(ui.say(spoken), ui.say(asked or ui.ENGLISH), asked or None)


def _asked(arguments: Sequence[str]) -> str:
    for n, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--ui":
            return arguments[n + 1] if n + 1 < len(arguments) else ""
        if argument.startswith("--ui="):
            return argument.removeprefix("--ui=")
    return ""


def _of_locale(environment: Mapping[str, str]) -> str:
    """The first of the locale's variables that is set decides, as in POSIX."""
    value = next((environment[name] for name in _LOCALE if environment.get(name)), "")
    return value.replace("-", "_").split("_")[0].split(".")[0].lower()


def option(command: Any) -> Any:
    """``--ui`` on a command; it was seen to before click read the arguments (``begin``)."""
    return click.option(
        "--ui",
        type=click.Choice(ui.LANGUAGES),
        expose_value=False,
        help="Language of messages and reports (default: the locale's for messages, English for reports).",
    )(command)


def translated(command: click.Command) -> click.Command:
    """The command with its help in the reader's language."""
    say = reader().talk
    if say is english:
        return command
    made = copy.copy(command)
    made.params = [_option(parameter, say) for parameter in command.params]
    if made.help:
        made.help = say(_plain(made.help))
    if isinstance(made, click.Group):
        made.commands = {name: translated(each) for name, each in made.commands.items()}
    return made


def _option(parameter: click.Parameter, say: Say) -> click.Parameter:
    if not isinstance(parameter, click.Option) or not parameter.help:
        return parameter
    made = copy.copy(parameter)
    made.help = say(parameter.help)
    return made


def _plain(text: str) -> str:
    """A help text as its msgid has it: paragraphs on one line each."""
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def speak_for_click() -> None:
    """Let click's own sentences go through the reader's catalogue: it asks gettext for them module by module."""
    for module in (click.core, click.decorators, click.exceptions, click.formatting, click.parser, click.types):
        if hasattr(module, "_"):
            setattr(module, "_", _spoken)  # noqa: B010 - click sets no type for it


def _spoken(text: str) -> str:
    return reader().talk(text)


def start(arguments: Sequence[str]) -> None:
    begin(arguments, os.environ)
    speak_for_click()
