"""Take Markdown, give pandoc's AST; take a PandocJob, give a file's bytes.  The only room that starts pandoc.

Strategy.  All reading and writing of Markdown goes through pandoc's own reader and writer, many texts in one process
(batch.lua), always sandboxed, with raw HTML, TeX and raw attributes off and ``smart`` off: with it pandoc rewrites “ ” and
—— (seen with 2.17 and 3.9).  Pandoc's JSON has no note labels, so a private marker paragraph is put in front of each
note definition before reading and taken out again afterwards (wherever it turns up, in a code block for instance).
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pypandoc

from sco_pub.edge.standins import SIGN, shorten
from sco_pub.model import ast
from sco_pub.model.document import Document
from sco_pub.model.errors import InputError, ToolError
from sco_pub.model.finding import Place
from sco_pub.model.job import PandocJob

DIALECT = (
    "markdown-smart+east_asian_line_breaks-raw_html-raw_tex-raw_attribute-native_divs-native_spans"
    "-simple_tables-multiline_tables"
)
# Pandoc's Markdown writer eats the character after a backslash when raw_tex is off (seen with 3.9: Str "\\<" is written
# as two backslashes), so it writes with raw_tex on; what it then escapes reads the same without.
WRITER_DIALECT = DIALECT.replace("-raw_tex", "")
_DEEPEST = 250  # levels of JSON; a block quote takes two
_BATCH = str(Path(__file__).with_name("batch.lua"))
_API_VERSION = [1, 23, 1]
# Noncharacters would be the right thing, but pandoc's reader drops them; these two private-use points are
# refused in texts.
_OPEN, _CLOSE = "\U0010fffc", "\U0010fffd"
_MARK = re.compile(f"{_OPEN}(.*?){_CLOSE}\n*")
# A definition whose text stands in (see edge.standins) brings its label with it.
_DEFINITION = re.compile(rf"^( {{0,3}})\[\^([^\]\s]+)\]:(?![ \t]*{SIGN})[ \t]*", re.MULTILINE)


def read_markdown(texts: Sequence[str], names: Sequence[str] | None = None) -> tuple[Document, ...]:
    """Each text as a Document whose notes carry their labels; one pandoc process for all of them.

    InputError, with the name of the text (``names``) where there is one, for front matter that isn't YAML.
    """
    for text in texts:
        if _OPEN in text or _CLOSE in text:
            raise InputError(
                "The text has one of the private-use points U+10FFFC, U+10FFFD, which sco-pub needs itself."
            )
    short = [shorten(text) for text in texts]
    marked = [_DEFINITION.sub(rf"\1[^\2]: {_OPEN}\2{_CLOSE}\n\n    ", stands.text) for stands in short]
    jobs = [ast.div([{"t": "CodeBlock", "c": [["", [], []], text]}], classes=["read"]) for text in marked]
    result = _batch(jobs)
    for index, job in enumerate(result["blocks"]):
        if "failed" in job["c"][0][1]:
            raise _unreadable(job["c"][1][0]["c"][1], names[index] if names else "The text")
        if _too_deep(job):
            raise _nested(names[index] if names else "The text")
    metas = result["meta"]["jobs"]["c"] if jobs else []
    for index, meta in enumerate(metas):
        if _too_deep(meta):
            raise _nested(names[index] if names else "The text")
    return tuple(
        Document(
            meta=stands.restore(_finish(meta["c"])),
            blocks=tuple(stands.restore(_finish(job["c"][1]))),
            api_version=tuple(result["pandoc-api-version"]),
        )
        for job, meta, stands in zip(result["blocks"], metas, short, strict=True)
    )


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
    return InputError(f"{name} is nested too deep.", place=Place(name), hint="Take out some of the quotes or lists.")


def _unreadable(reason: str, name: str) -> InputError:
    found = re.search(r"YAML.*? at line (\d+)", reason, re.DOTALL)
    line = int(found[1]) + 1 if found else None
    what = f"the front matter of {name} isn't YAML" if "YAML" in reason else f"{name} can't be read as Markdown"
    where = f" (line {line})" if line else ""
    return InputError(f"{what[0].upper()}{what[1:]}{where}.", place=Place(name, line), hint="Mend the line it names.")


def write_markdown(jobs: Sequence[ast.Blocks]) -> tuple[str, ...]:
    """Each list of blocks as Markdown without wrapping; a Note is written as its bare call, ``[^label]``."""
    result = _batch([ast.div(ast.transform(blocks, _bare_call), classes=["write"]) for blocks in jobs])
    return tuple(job["c"][1][0]["c"][1] for job in result["blocks"])


def _bare_call(element: ast.Element) -> ast.Element | None:
    if element["t"] == "Note":
        return {"t": "RawInline", "c": ["markdown", f"[^{element['label']}]"]}
    return None


def _finish(tree: Any) -> Any:
    return _join_lines(_label(tree))


def _join_lines(node: Any) -> Any:
    """Line breaks inside Chinese dropped, as east_asian_line_breaks does (pandoc has it in its main program, not in the
    reader that Lua calls), and also beside “ ” ‘ ’ — …, whose width Unicode leaves open (UAX 11, class A)."""
    if isinstance(node, dict):
        return {key: _join_lines(value) for key, value in node.items()}
    if not isinstance(node, list):
        return node
    items = [_join_lines(item) for item in node]
    return [item for index, item in enumerate(items) if not _is_chinese_break(items, index)]


def _is_chinese_break(items: list[Any], index: int) -> bool:
    if not (isinstance(items[index], dict) and items[index].get("t") == "SoftBreak" and 0 < index < len(items) - 1):
        return False
    before, after = ast.stringify(items[index - 1])[-1:], ast.stringify(items[index + 1])[:1]
    wide = [bool(char) and unicodedata.east_asian_width(char) in "WF" for char in (before, after)]
    return all(wide) or (any(wide) and all(w or c in "“”‘’—…" for w, c in zip(wide, (before, after), strict=True) if c))


def _label(tree: Any) -> Any:
    """Move the marker paragraph of each note into the note's ``label``, and drop markers that are not in a note."""

    def change(element: ast.Element) -> ast.Element | list[ast.Element] | None:
        if element["t"] == "Note" and element["c"]:
            first = element["c"][0]
            found = _MARK.fullmatch(ast.stringify(first)) if first["t"] in ("Para", "Plain") else None
            if found:
                return {"t": "Note", "c": element["c"][1:], "label": found[1]}
        elif element["t"] in ("Code", "CodeBlock") and _OPEN in element["c"][1]:
            return {"t": element["t"], "c": [element["c"][0], re.sub(_MARK.pattern + " *", "", element["c"][1])]}
        return None

    return ast.transform(tree, change)


def _batch(jobs: list[ast.Element]) -> dict[str, Any]:
    meta = {
        "dialect": {"t": "MetaString", "c": DIALECT},
        "writer_dialect": {"t": "MetaString", "c": WRITER_DIALECT},
    }
    document = {"pandoc-api-version": _API_VERSION, "meta": meta, "blocks": jobs}
    written = _run(json.dumps(document), "json", [f"--lua-filter={_BATCH}"])
    try:
        result: dict[str, Any] = json.loads(written)
    except RecursionError:
        raise _nested("The text") from None
    return result


def _run(source: str, to: str, arguments: Sequence[str]) -> str:
    """What pandoc makes of its own JSON.  Called by its path: pypandoc asks it three questions before each job."""
    try:
        command = [_program(), "--from=json", f"--to={to}", "--sandbox", *arguments]
        done = subprocess.run(command, input=source.encode(), capture_output=True)
    except OSError as error:
        raise _failed(str(error)) from None
    if done.returncode:
        raise _failed(done.stderr.decode("utf-8", "replace"))
    return done.stdout.decode()


def _failed(said: str) -> ToolError:
    return ToolError(f"pandoc failed: {' '.join(said.split())}.", hint="Run `make` to set it up again.")


@lru_cache(maxsize=1)
def _program() -> str:
    return str(pypandoc.get_pandoc_path())


def convert(job: PandocJob, *, epoch: int) -> bytes:
    """The bytes of the file that pandoc writes for a job; ``epoch`` (seconds) is the only time it can know."""
    with tempfile.TemporaryDirectory(prefix="sco-pub-") as folder:
        room = Path(folder)
        for name, data in job.resources.items():
            (room / name).write_bytes(data)
        arguments = []
        for name, value in job.options.items():
            for item in value if isinstance(value, tuple) else (value,):
                if item is False:
                    continue
                if isinstance(item, str) and item in job.resources:
                    item = str(room / item)
                arguments.append(f"--{name}" if item is True else f"--{name}={item}")
        arguments += [f"--variable={name}={value}" for name, value in job.variables.items()]
        target = room / f"out.{job.to}"
        before = os.environ.get("SOURCE_DATE_EPOCH")
        os.environ["SOURCE_DATE_EPOCH"] = str(epoch)
        try:
            pypandoc.convert_text(
                json.dumps(job.document.json()),
                job.to,
                format="json",
                outputfile=str(target),
                extra_args=["--sandbox", *arguments],
            )
        except (RuntimeError, OSError) as error:
            raise ToolError(f"pandoc could not write {job.to}: {' '.join(str(error).split())}.") from None
        finally:
            if before is None:
                del os.environ["SOURCE_DATE_EPOCH"]
            else:
                os.environ["SOURCE_DATE_EPOCH"] = before
        return target.read_bytes()


@lru_cache(maxsize=4)
def data_file(name: str) -> bytes:
    """One of pandoc's own data files, such as ``reference.docx``."""
    command = [_program(), f"--print-default-data-file={name}"]
    try:
        return subprocess.run(command, capture_output=True, check=True).stdout
    except (subprocess.CalledProcessError, OSError):
        raise ToolError(f"pandoc has no data file {name}.", hint="Run `make` to set it up again.") from None
