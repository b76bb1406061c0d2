"""Take events, findings and results, give what a person or a machine reads.  The only module that knows colours, progress
bars and exit codes.

stdout is results, stderr is talk.  On a terminal long work shows a bar, elsewhere one plain line a unit; ``--quiet`` keeps
only findings and errors; ``--json`` puts one JSON object on stdout and nothing else there.  rich honours NO_COLOR.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec

import click

from sco_pub.cli import ui
from sco_pub.model.msgid import N_

if TYPE_CHECKING:
    from rich.console import Console as RichConsole
    from rich.progress import Progress, TaskID

    from sco_pub.model.errors import ScoPubError
    from sco_pub.model.finding import Finding
    from sco_pub.model.wording import Value
    from sco_pub.pipeline.events import Advanced, Event
    from sco_pub.pipeline.isolation import Failure

P = ParamSpec("P")

DONE, FINDINGS, USAGE, TOOL, INTERNAL, INTERRUPTED = 0, 1, 2, 3, 70, 130
_ALIKE, _FIRST = 10, 3  # findings of a kind in a file: more than these fold, and then so many are shown
_KEPT = frozenset("\n\t\u00a0\u00ad\u2002\u2003\u2009\u200a\u200b\u202f\u3000")  # no letters, but no harm either
_CODES = {"input": USAGE, "tool": TOOL, "ours": INTERNAL}  # by isolation.Blame
_STANDING = frozenset(("kept", "unchanged", "edited by hand, kept", "no raw text"))  # outcomes of what stays as it is
_STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_SEVERITIES = {"error": N_("error"), "warning": N_("warning"), "info": N_("info")}


class Console:
    """One command's mouth: build it with the global options, use it as a listener of events."""

    def __init__(self, *, quiet: bool = False, as_json: bool = False, brief: bool = False) -> None:
        self.quiet = quiet
        self.spoken: list[str] = []  # the sentences that were said
        self.brief = brief  # nothing is said of what stays as it is
        self.as_json = as_json
        from rich.console import Console as RichConsole

        self.out = RichConsole(soft_wrap=True, highlight=False)
        self.err: RichConsole = RichConsole(stderr=True, soft_wrap=True, highlight=False)
        self._progress: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Console:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def _stop(self) -> None:
        if self._progress is not None:
            self._progress.stop()
            self._progress = None
            self._tasks.clear()

    def listen(self, event: Event) -> None:
        """Show an event: a bar on a terminal, a plain line elsewhere, nothing when quiet."""
        from sco_pub.pipeline import events

        if self.quiet:
            return
        if self.err.is_terminal:
            self._bar(event)
        elif isinstance(event, events.Advanced) and not self._passed_over(event):
            self.err.print(safe(f"{ui.reader().talk(event.outcome):>9}  {event.item}"), markup=False)

    def _passed_over(self, event: Advanced) -> bool:
        return self.brief and event.outcome in _STANDING

    def _bar(self, event: Event) -> None:
        from rich.markup import escape
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeElapsedColumn,
            TimeRemainingColumn,
        )

        from sco_pub.pipeline.events import Started, Working

        talk = ui.reader().talk
        if self._progress is None:
            times = TimeElapsedColumn(), TextColumn("-"), TimeRemainingColumn()
            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), *times)
            self._progress = Progress(*columns, TextColumn("{task.fields[item]}"), console=self.err, transient=True)
            self._progress.start()
        if isinstance(event, Started):
            self._tasks[event.task] = self._progress.add_task(talk(event.task), total=event.total, item="")
        elif isinstance(event, Working):
            self._progress.update(self._tasks[event.task], item=escape(safe(event.item)))
        else:
            self._progress.update(self._tasks[event.task], advance=1, item=escape(safe(event.item)))
            if not self._passed_over(event):
                self._progress.print(f"[dim]{talk(event.outcome):>9}[/dim]  {escape(safe(event.item))}")

    def findings(self, findings: Iterable[Finding], *, fold: str = "") -> None:
        """Findings on stderr, the weightiest first; info ones are for --json and reports only.  ``fold``: of many alike in one
        file the first few are shown, and this sentence counts the rest ({count}, {code})."""
        from rich.markup import escape

        self._stop()
        talk, order = ui.reader().talk, list(_STYLES)
        shown = sorted(findings, key=lambda item: order.index(item.severity))
        left = _folded(shown) if fold else {}
        for finding in shown:
            if finding.severity == "info" and self.quiet:
                continue
            if id(finding) in left:
                if left[id(finding)]:
                    self.say(fold, **left[id(finding)])
                continue
            style = _STYLES[finding.severity]
            place = f"{escape(safe(str(finding.place)))}: " if finding.place else ""
            advice = finding.advice(talk)
            hint = f" [dim]{escape(safe(advice))}[/dim]" if advice else ""
            label = f"[{style}]{talk(_SEVERITIES[finding.severity])}[/{style}] {finding.code}"
            self.err.print(f"{place}{label} {escape(safe(finding.text(talk)))}{hint}")

    def failures(self, failures: Sequence[Failure]) -> None:
        """At the end: what failed, by name."""
        places = dict.fromkeys(str(failed.finding.place) for failed in failures)
        if len(places) > 1:  # one has just been named
            self.say(N_("Failed: {places}; the rest was done."), places=", ".join(places))

    def say(self, text: str, **values: Value) -> None:
        """A sentence of talk, on stderr: a msgid and what fills it."""
        from sco_pub.model.wording import filled

        self._stop()
        said = safe(filled(text, values, ui.reader().talk))
        self.spoken.append(said)
        if not self.quiet:
            self.err.print(said, markup=False)

    def result(self, text: str) -> None:
        """A line of result, on stdout."""
        self._stop()
        if not self.as_json:
            click.echo(safe(text))

    def text(self, text: str) -> None:
        """A whole text on stdout: to a file or a program as it is, to a terminal as a result."""
        self._stop()
        click.echo(safe(text) if self.out.is_terminal else text, nl=False)

    def table(self, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """A table of results: drawn on a terminal, tab-separated elsewhere."""
        self._stop()
        if self.as_json:
            return
        if not self.out.is_terminal:
            for row in (header, *rows):
                click.echo("\t".join(safe(str(cell)) for cell in row))
            return
        from rich.markup import escape
        from rich.table import Table

        table = Table(box=None, pad_edge=False, header_style="bold")
        for name in header:
            table.add_column(ui.reader().talk(name))
        for row in rows:
            table.add_row(*(escape(safe(str(cell))) for cell in row))
        self.out.print(table)

    def json(self, value: object) -> None:
        """The one JSON object of a --json run."""
        import json

        if self.as_json:
            sys.stdout.write(_shown(json.dumps(plain(value), ensure_ascii=False, indent=2)) + "\n")


def _folded(findings: Iterable[Finding]) -> dict[int, dict[str, Value]]:
    """The findings that aren't shown one by one, by identity: the first of each kind with their count."""
    kinds: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        kinds.setdefault(_kind(finding), []).append(finding)
    left: dict[int, dict[str, Value]] = {}
    for alike in kinds.values():
        if len(alike) > _ALIKE:
            left |= {id(finding): {} for finding in alike[_FIRST:]}
            left[id(alike[_FIRST])] = {"count": len(alike) - _FIRST, "code": alike[0].code}
    return left


def _kind(finding: Finding) -> tuple[str, ...]:
    """What findings that are alike share: file, code and form, and the sentences within the sentence."""
    from sco_pub.model.wording import Phrase

    within = (value.template for _, value in finding.values if isinstance(value, Phrase))
    return (finding.place.file if finding.place else "", finding.code, finding.form, *within)


def safe(text: str) -> str:
    """Text of strangers for a terminal: control signs (which could move its cursor or worse), and what is no character."""
    strange = {
        ord(sign): ascii(sign)[1:-1] for sign in set(text) if not (sign.isprintable() or sign in _KEPT)
    }  # a long report has few different signs
    return text.translate(strange) if strange else text


def _shown(text: str) -> str:
    """JSON with its control signs beyond ASCII as JSON's own escapes: the same value, which no terminal obeys."""
    strange = {sign for sign in set(text) if not (sign.isprintable() or sign in _KEPT)}
    return text.translate({ord(sign): _escaped(sign) for sign in strange}) if strange else text


def _escaped(sign: str) -> str:
    """A sign in the escapes of JSON (RFC 8259, 7): two for one beyond the first plane."""
    units = sign.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def plain(value: Any) -> Any:
    """A value of the model as JSON-able data; a finding's sentence is in the language that was asked for, or English."""
    from sco_pub.model.finding import Finding

    if isinstance(value, Finding):
        return _finding(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, Path):
        return str(value)
    return value


def _finding(finding: Finding) -> dict[str, Any]:
    written = ui.reader().written
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.text(written),
        "place": plain(finding.place),
        "hint": finding.advice(written),
    }


def exits(command: Callable[P, int]) -> Callable[P, None]:
    """Turn a command's return value, or what it raised, into the process's exit code, with one clear sentence."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        from sco_pub.model.errors import ScoPubError

        try:
            code = command(*args, **kwargs)
        except ScoPubError as error:
            code = _code(error)
            _complain(error)
        except KeyboardInterrupt:
            interrupted = N_("Interrupted; what was finished stands, nothing is half written.")
            click.echo(ui.reader().talk(interrupted), err=True)
            code = INTERRUPTED
        except BrokenPipeError:
            sys.stderr.close()
            code = DONE
        except Exception as error:  # whatever it is, it is ours, and it must not look like findings (exit code 1)
            from sco_pub.pipeline import isolation

            failed = isolation.failure(" ".join(["sco-pub", *sys.argv[1:]]), error)
            code = _CODES[failed.blame]
            _complain(isolation.as_error(failed))
        raise SystemExit(code)

    return run


def _code(error: ScoPubError) -> int:
    from sco_pub.model.errors import InputError, InternalError, ToolError

    for kind, code in ((InputError, USAGE), (ToolError, TOOL), (InternalError, INTERNAL)):
        if isinstance(error, kind):
            return code
    return INTERNAL


def _complain(error: ScoPubError) -> None:
    from sco_pub.model.errors import InternalError
    from sco_pub.model.wording import filled, told

    talk = ui.reader().talk
    said, advice = told(error.said, talk), told(error.advice, talk)
    if isinstance(error, InternalError) and not error.recorded:
        said = filled(N_("This is a fault of sco-pub itself, please report it: {said}"), {"said": said}, talk)
    click.echo(safe(f"sco-pub: {said}{' ' if advice else ''}{advice}"), err=True)


def ended(failures: Iterable[Failure], otherwise: int) -> int:
    """The exit code of a command that went on past failures: the worst of them; 1 where there are findings as well.

    ``otherwise``: the code if nothing had failed.
    """
    codes = {_CODES[failed.blame] for failed in failures}
    worst = max(codes, default=otherwise)
    return FINDINGS if worst == USAGE and otherwise == FINDINGS else worst


def verdict(findings: Iterable[Finding], *, strict: bool = False) -> int:
    """1 when there is an error (or, strictly, a warning) among the findings, else 0."""
    gate = {"error", "warning"} if strict else {"error"}
    return FINDINGS if any(finding.severity in gate for finding in findings) else DONE
