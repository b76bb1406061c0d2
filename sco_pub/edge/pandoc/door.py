"""Take Markdown, give pandoc's AST; take a PandocJob, give a file's bytes.  The only room that starts pandoc.

Strategy.  All reading and writing of Markdown goes through pandoc's own reader and writer, many texts in one process
(batch.lua), always sandboxed, with raw HTML, TeX and raw attributes off and ``smart`` off: with it pandoc rewrites “ ” and
—— (seen with 2.17 and 3.9).  Paragraphs that are plain words go there as numbers (edge.pandoc.placeholders), notes with marks
(edge.pandoc.note_labels), and what pandoc read before need not be read again (edge.pandoc.cache).

Pandoc's reader goes back and forth, so that short texts can keep it busy for ever: texts that nest too deep are refused before it
sees them (lexicon.nesting), and every call has a limit of time and of memory (edge.bounds).  What pandoc says while it
works is shown only when it fails.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sco_pub.edge import bounds, temporary
from sco_pub.edge.pandoc import cache, note_labels
from sco_pub.edge.pandoc.cache import Trees, Written
from sco_pub.edge.pandoc.placeholders import Shortened, shorten
from sco_pub.lexicon.nesting import too_deep
from sco_pub.model import ast, markdown_tokens
from sco_pub.model.characters import HANZI_WRITTEN
from sco_pub.model.document import Document
from sco_pub.model.errors import InputError, ToolError
from sco_pub.model.finding import Place
from sco_pub.model.job import PandocJob
from sco_pub.model.markdown_tokens import call_of
from sco_pub.model.wording import N_, phrase

DIALECT = (
    "markdown-smart+east_asian_line_breaks-raw_html-raw_tex-raw_attribute-native_divs-native_spans"
    "-simple_tables-multiline_tables"
)
# Pandoc's Markdown writer eats the character after a backslash when raw_tex is off (seen with 3.9: Str "\\<" is written
# as two backslashes), so it writes with raw_tex on; what it then escapes reads the same without.
WRITER_DIALECT = DIALECT.replace("-raw_tex", "")
# To pandoc a hanzi is a letter, behind which no reference begins: 见@fig:a is read as 见[@fig:a].
_GLUED = re.compile(
    rf"(?<=[{HANZI_WRITTEN}\u3040-\u30ff\uac00-\ud7af])"
    r"(@(?:fig|tbl|eq|sec|fn):[A-Za-z0-9_]+(?:[.-][A-Za-z0-9_]+)*)"
)
_DEEPEST = 250  # levels of JSON; a block quote takes two
_BATCH = str(Path(__file__).with_name("batch.lua"))
_TEXT = "The text"  # of which nobody said a name
API_VERSION = [1, 23, 1]
# Megabytes for new values before GHC looks for garbage (-A, 4 by default): an article's tree fits, which saves a quarter of the
# time that pandoc 3.9 takes to read and write it.  16 saves nearly as much, 64 no more.
_YOUNG = 32
_HEAP_EXHAUSTED = 251  # the exit code of a Haskell program whose heap has reached -M (GHC's manual, "RTS options")


def read_markdown(
    texts: Sequence[str], names: Sequence[str] | None = None, known: Trees | None = None
) -> tuple[Document, ...]:
    """Each text as a Document whose notes carry their labels; one pandoc process for all of them.

    ``known``: a store of trees; pandoc is asked for those only that it doesn't have.  InputError, with the name of the text
    (``names``) where there is one, for front matter that isn't YAML.
    """
    for index, text in enumerate(texts):
        note_labels.refuse_marks(text)
        refuse_depth(text, _name(names, index))
    short = [shorten(_GLUED.sub(r"[\1]", text)) for text in texts]
    asked = [note_labels.marked(stands.text) for stands in short]
    keys = [cache.key(text, _means()) for text in asked] if known else [str(index) for index in range(len(asked))]
    found = dict(known.known(keys)) if known else {}
    new = {keys[index]: index for index in reversed(range(len(asked))) if keys[index] not in found}
    made = dict(zip(new, _read([asked[i] for i in new.values()], [_name(names, i) for i in new.values()]), strict=True))
    if known:
        known.keep(made.items())
    found |= made
    return tuple(_document(found[key], stands) for key, stands in zip(keys, short, strict=True))


def _document(tree: dict[str, Any], stands: Shortened) -> Document:
    return Document(stands.restore(tree["meta"]), tuple(stands.restore(tree["blocks"])), tuple(API_VERSION))


def _name(names: Sequence[str] | None, index: int) -> str:
    return names[index] if names else _TEXT


def _read(texts: Sequence[str], names: Sequence[str]) -> list[dict[str, Any]]:
    """The tree of each text, with labels."""
    jobs = [ast.div([{"t": "CodeBlock", "c": [["", [], []], text]}], classes=["read"]) for text in texts]
    name = names[0] if len(set(names)) == 1 else _TEXT  # of several: who reads them one by one then learns which it is
    result = _batch(jobs, name) if jobs else {"blocks": []}
    made = []
    for index, (job, name) in enumerate(zip(result["blocks"], names, strict=True)):
        if "failed" in job["c"][0][1]:
            raise _unreadable(job["c"][1][0]["c"][1], name)
        meta = result["meta"]["jobs"]["c"][index]["c"]
        if _too_deep([job, meta]):
            raise _nested(name)
        made.append({"meta": note_labels.finish(meta), "blocks": note_labels.finish(job["c"][1])})
    return made


@lru_cache(maxsize=1)
def _means() -> str:
    """What a tree depends on besides its text: pandoc, the dialect, the filter, and how labels are put on."""
    program = Path(_program()).stat()
    own = [Path(name).read_text("utf-8") for name in (_BATCH, note_labels.__file__, markdown_tokens.__file__)]
    return "\0".join([f"{program.st_size} {program.st_mtime_ns}", DIALECT, *own])


def _too_deep(tree: Any) -> bool:
    """Whether the tree is nested deeper than the house's own walks over trees could follow; no walk that recurs itself."""
    level = [tree]
    for _ in range(_DEEPEST):
        level = [child for node in level for child in (node.values() if isinstance(node, dict) else node)]
        level = [child for child in level if isinstance(child, dict | list)]
        if not level:
            return False
    return True


def _nested(name: str) -> InputError:
    return InputError(
        phrase(N_("{name} is nested too deep."), name=name),
        place=Place(name),
        hint=N_("Take out some of the quotes or lists."),
    )


def _unreadable(reason: str, name: str) -> InputError:
    found = re.search(r"YAML.*? at line (\d+)", reason, re.DOTALL)
    line = int(found[1]) + 1 if found else None
    if "YAML" in reason:
        said = phrase(N_("The front matter of {name} isn't YAML (line {line})."), name=name, line=line or 1)
    else:
        said = phrase(N_("{name} can't be read as Markdown."), name=name)
    return InputError(said, place=Place(name, line), hint=N_("Mend the line it names."))


def write_markdown(jobs: Sequence[ast.Blocks], known: Written | None = None) -> tuple[str, ...]:
    """Each list of blocks as Markdown without wrapping; a Note is written as its bare call, ``[^label]``.

    ``known``: a store of what was written; pandoc isn't asked where it has these very jobs.
    """
    key = cache.key(json.dumps(list(jobs), ensure_ascii=False), _means(), WRITER_DIALECT) if known else ""
    if known and (texts := known.known(key, len(jobs))) is not None:
        return texts
    result = _batch([ast.div(ast.transform(blocks, _bare_call), classes=["write"]) for blocks in jobs])
    made = tuple(job["c"][1][0]["c"][1] for job in result["blocks"])
    if known:
        known.keep(key, made)
    return made


def _bare_call(element: ast.Element) -> ast.Element | None:
    if element["t"] == "Note":
        return {"t": "RawInline", "c": ["markdown", call_of(element["label"])]}
    return None


def _batch(jobs: list[ast.Element], name: str = _TEXT) -> dict[str, Any]:
    meta = {
        "dialect": {"t": "MetaString", "c": DIALECT},
        "writer_dialect": {"t": "MetaString", "c": WRITER_DIALECT},
    }
    document = {"pandoc-api-version": API_VERSION, "meta": meta, "blocks": jobs}
    written = _run(json.dumps(document), "json", [f"--lua-filter={_BATCH}"], name)
    try:
        result: dict[str, Any] = json.loads(written)
    except RecursionError:
        raise _nested(name) from None
    return result


def refuse_depth(text: str, name: str) -> None:
    """InputError for a text that would keep pandoc busy for ever."""
    if found := too_deep(text, bounds.limits().nesting):
        fault = phrase(found.fault, most=bounds.limits().nesting)
        raise InputError(
            phrase(N_("{name} {fault} (line {line})."), name=name, fault=fault, line=found.line),
            place=Place(name, found.line),
            hint=N_("Put a backslash before those that are meant as signs."),
        )


def _run(source: str, to: str, arguments: Sequence[str], name: str) -> str:
    """What pandoc makes of its own JSON."""
    return call(["--from=json", f"--to={to}", "--sandbox", *arguments], source.encode(), name).decode()


_NO_FOLDER = os.devnull  # as pandoc's folder of the user: there is nothing in it
_RUN_TIME = ("GHCRTS",)


class _Refused(ToolError):
    """pandoc ran, and ended with an error."""


def call(
    arguments: Sequence[str], source: bytes = b"", name: str = _TEXT, environment: Mapping[str, str] | None = None
) -> bytes:
    """What pandoc writes to standard output.  Called by its path: pypandoc asks it three questions before each job.

    The user's own templates and reference files are none of the house's, nor are options for GHC's run time from outside.
    """
    limits = bounds.limits()
    young = max(min(_YOUNG, limits.memory_mb // 8), 1)
    command = [
        _program(),
        "+RTS",
        f"-M{limits.memory_mb}m",
        f"-A{young}m",
        "-RTS",
        f"--data-dir={_NO_FOLDER}",
        *arguments,
    ]
    variables = {k: v for k, v in (environment or os.environ).items() if k not in _RUN_TIME}
    try:
        done = _run_program(command, source, variables)
    except subprocess.TimeoutExpired:
        raise _busy(name, bounds.patience()) from None
    except OSError as error:
        raise _failed(str(error)) from None
    if done.returncode == -signal.SIGXCPU:
        raise _busy(name, limits.seconds)
    if done.returncode == _HEAP_EXHAUSTED:
        memory = phrase(N_("takes pandoc more than {most} MB of memory"), most=limits.memory_mb)
        raise bounds.passed(name, memory, "memory_mb")
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())
        raise _Refused(phrase(N_("pandoc failed: {listed}."), listed=said), hint=N_("Run `make` to set it up again."))
    return done.stdout


def _run_program(
    command: Sequence[str], source: bytes, variables: Mapping[str, str]
) -> subprocess.CompletedProcess[bytes]:
    """As ``subprocess.run``, with the processor time of a step."""
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=variables) as process:
        try:
            bounds.processor_time(process.pid)
            written, said = process.communicate(source, timeout=bounds.patience())
        except BaseException:
            process.kill()
            raise
    return subprocess.CompletedProcess(command, process.returncode, written, said)


def _busy(name: str, seconds: int) -> InputError:
    return bounds.passed(
        name, phrase(N_("keeps pandoc busy for more than {seconds} seconds"), seconds=seconds), "seconds"
    )


def read_manuscript(data: bytes, kind: str, name: str) -> tuple[dict[str, Any], list[Any]]:
    """The metadata and blocks of a DOCX, ODT or HTML file; InputError where pandoc makes nothing of it."""
    try:
        read = call([f"--from={kind}", "--to=json", "--sandbox", "--track-changes=accept"], data, name)
    except _Refused:
        said = phrase(N_("{name} can't be read as {kind}."), name=name, kind=kind.upper())
        raise InputError(said, place=Place(name), hint=N_("Save it again, or ask for it again.")) from None
    try:
        tree = json.loads(read)
    except RecursionError:
        raise _nested(name) from None
    if _too_deep(tree):
        raise _nested(name)
    return tree["meta"], tree["blocks"]


def _failed(said: str) -> ToolError:
    return ToolError(
        phrase(N_("pandoc failed: {listed}."), listed=" ".join(said.split())), hint=N_("Run `make` to set it up again.")
    )


@lru_cache(maxsize=1)
def _program() -> str:
    """The pandoc that came with pypandoc, found without loading it; another where PYPANDOC_PANDOC names one."""
    package = None if "PYPANDOC_PANDOC" in os.environ else find_spec("pypandoc")
    for folder in (package.submodule_search_locations or ()) if package is not None else ():
        path = Path(folder) / "files" / "pandoc"
        if path.is_file():
            return str(path)
    import pypandoc

    return str(pypandoc.get_pandoc_path())


def convert(job: PandocJob, *, epoch: int) -> bytes:
    """The bytes of the file that pandoc writes for a job; ``epoch`` (seconds) is the only time it can know."""
    with temporary.folder() as folder:
        room = Path(folder)
        for name, data in job.resources.items():
            (room / name).write_bytes(data)
        arguments = [f"--variable={name}={value}" for name, value in job.variables.items()]
        for name, value in job.options.items():
            for item in value if isinstance(value, tuple) else (value,):
                if item is False:
                    continue
                if isinstance(item, str) and item in job.resources:
                    item = str(room / item)
                arguments.append(f"--{name}" if item is True else f"--{name}={item}")
        target = room / f"out.{job.to}"
        _convert(
            ["--from=json", f"--to={job.to}", f"--output={target}", "--sandbox", *arguments],
            json.dumps(job.document.json()),
            {**os.environ, "SOURCE_DATE_EPOCH": str(epoch)},
            job.to,
        )
        return target.read_bytes()


def _convert(arguments: Sequence[str], source: str, environment: Mapping[str, str], to: str) -> None:
    try:
        call(arguments, source.encode(), environment=environment)
    except ToolError as error:
        said = error.message.removeprefix("pandoc failed: ")
        raise ToolError(phrase(N_("pandoc could not write {to}: {said}"), to=to, said=said)) from None


@lru_cache(maxsize=4)
def data_file(name: str) -> bytes:
    """One of pandoc's own data files, such as ``reference.docx``."""
    try:
        return call([f"--print-default-data-file={name}"])
    except ToolError:
        raise ToolError(
            phrase(N_("pandoc has no data file {name}."), name=name), hint=N_("Run `make` to set it up again.")
        ) from None
