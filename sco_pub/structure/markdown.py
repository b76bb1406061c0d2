"""Take plain text with note calls, give Pandoc Markdown that reads back as the same text.

Contract: what pandoc would take for markup is escaped, and nothing else (model.markdown_tokens has the signs), and a
space at an end.  URLs that are complete become autolinks.
Source: Pandoc User's Guide, "Pandoc's Markdown"; the reader's extensions are those of edge.pandoc.door.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from sco_pub.lexicon import addresses
from sco_pub.model.inlines import NoteCall, Words, inlines
from sco_pub.model.markdown_tokens import TO_ESCAPE_FIRST, call_of, escape
from sco_pub.model.text import LIST_MARKER, Look, Picture, Styled

FORMULA, PICTURE = "公式", "插图"  # what a picture without a caption is called, in the source's language
_CM = 2.54 / 72  # of a point


def inline(text: str, *, whole: bool = True, styles: Sequence[Styled] = ()) -> str:
    """One line of Markdown; ``whole``: its last URL is complete; ``styles``: what is raised, lowered, italic or bold."""
    parts = inlines(text)
    made = [
        call_of(part.label) if isinstance(part, NoteCall) else _words(text, part, whole=whole, styles=styles)
        for part in parts
    ]
    return "".join(made).strip()


def _words(text: str, part: Words, *, whole: bool, styles: Sequence[Styled]) -> str:
    """A stretch of words with its addresses as links."""
    out, at = [], part.start
    for match in addresses.IN_MARKDOWN.finditer(text, part.start, part.end):
        out.append(_dressed(text, at, match.start(), styles))
        url, rest = _trimmed(match[0])
        last = match.end() == len(text) and not rest
        linked = addresses.AUTOLINK.match(url) and (whole or not last)
        out += [f"<{url}>" if linked else escape(url), escape(rest)]
        at = match.end()
    return "".join([*out, _dressed(text, at, part.end, styles)])


def _dressed(text: str, start: int, end: int, styles: Sequence[Styled]) -> str:
    """A stretch of text with the marks of its looks: ^raised^, ~lowered~, *italic*, **bold**; one look inside another is both."""
    looks: list[frozenset[Look]] = [frozenset()] * (end - start)
    for style in styles:
        for n in range(max(style.start, start), min(style.end, end)):
            looks[n - start] |= {style.look}
    out, at, before = "", start, frozenset[Look]()
    for look, group in groupby(looks):
        size = sum(1 for _ in group)
        if before & _STARRED and look & _STARRED and not (before | look) & _SCRIPTS:
            look -= _STARRED  # two runs of asterisks that touch can't be told apart
        out += _marked(text[at : at + size], look)
        at, before = at + size, look
    return out


_STARRED, _SCRIPTS = frozenset({Look.ITALIC, Look.BOLD}), frozenset({Look.RAISED, Look.LOWERED})
_MARKS = {Look.BOLD: "**", Look.ITALIC: "*", Look.RAISED: "^", Look.LOWERED: "~"}


def _marked(text: str, looks: frozenset[Look]) -> str:
    made = escape(text)
    if not text.strip():
        return made
    for look, mark in _MARKS.items():
        if look in looks:
            made = f"{mark}{re.sub(r'[ ]', chr(92) + ' ', made) if look in _SCRIPTS else made}{mark}"
    return made


def _trimmed(url: str) -> tuple[str, str]:
    """The URL, and marks after it that belong to the sentence."""
    end = len(url)
    while end and (
        url[end - 1] in ".,;:!?" or (url[end - 1] == ")" and url.count("(", 0, end) < url.count(")", 0, end))
    ):
        end -= 1
    return url[:end], url[end:]


def block(text: str, *, whole: bool = True, styles: Sequence[Styled] = ()) -> str:
    """A paragraph or heading text: inline, and safe at its start."""
    line = inline(text, whole=whole, styles=styles)
    match = TO_ESCAPE_FIRST.match(line)
    if match:
        at = match.end() - 1 if match[0][-1] in ".)" else 0
        line = line[:at] + "\\" + line[at:]
    return line


def item(text: str, styles: Sequence[Styled] = ()) -> str:
    """An item of a list, its marker as Markdown writes it: 1. 1) (1) or a hyphen for any bullet."""
    match = LIST_MARKER.match(text)
    if match is None or match.lastgroup is None:
        return block(text, styles=styles)
    number = match[match.lastgroup]
    marker = {"period": f"{number}.", "bracket": f"{number})", "brackets": f"({number})", "bullet": "-"}[
        match.lastgroup
    ]
    moved = [Styled(each.start - match.end(), each.end - match.end(), each.look) for each in styles]
    return f"{marker} {block(text[match.end() :], styles=moved)}"


def heading(text: str, level: int, styles: Sequence[Styled] = ()) -> str:
    """A heading line; braces and closing number signs can't be taken for attributes."""
    line = re.sub(r"([{}])", r"\\\1", inline(text, styles=styles))
    return "#" * level + " " + re.sub(r"#+$", lambda m: "\\#" * len(m[0]), line)


def table(rows: Sequence[Sequence[str]]) -> str:
    """A pipe table; the first row is its head, and short rows are filled up."""
    width = max(len(row) for row in rows)
    full = [[inline(cell).replace("|", "\\|") or " " for cell in row] + [" "] * (width - len(row)) for row in rows]
    lines = ["| " + " | ".join(row) + " |" for row in full]
    return "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])


def code(text: str) -> str:
    """A fenced code block: its fence is longer than any run of backticks inside (Pandoc User's Guide, fenced_code_blocks)."""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence}\n{text.rstrip()}\n{fence}"


def picture(of: Picture, text: str, *, formula: bool, folder: str, styles: Sequence[Styled] = ()) -> str:
    """A picture in a paragraph of its own: a figure with its caption, or a formula with its number behind it.

    Pandoc makes a figure of an image that is all of a paragraph, its description the caption; so where there is no caption,
    a line break follows (Pandoc User's Guide, implicit_figures).  The width is the one on the page.
    """
    left, _, right, _ = of.box
    kind = " .formula" if formula else ""
    path = f"{folder}/{of.name}.png"
    path = f"<{path}>" if re.search(r"[\s()]", path) else path
    target = f"({path}){{#{of.name}{kind} width={(right - left) * _CM:.1f}cm}}"
    if formula:
        return f"![{FORMULA}{inline(text)}]{target}" + (f"\u3000{inline(text)}" if text else "\\")
    return f"![{inline(text, styles=styles)}]{target}" if text else f"![{PICTURE}]{target}\\"


def with_inlaid(line: str, pictures: Sequence[Picture], folder: str) -> str:
    """Markdown with the pictures that stand in its lines in place of their stand-ins, in order, as wide as on the page."""
    made = iter(pictures)

    def one(stand_in: re.Match[str]) -> str:
        of = next(made, None)
        if of is None:
            return stand_in[0]
        path = f"{folder}/{of.name}.png"
        path = f"<{path}>" if re.search(r"[\s()]", path) else path
        return f"![{FORMULA}]({path}){{.inline width={(of.box[2] - of.box[0]) * _CM:.2f}cm}}"

    return re.sub("\N{OBJECT REPLACEMENT CHARACTER}", one, line)


def scalar(text: str) -> str:
    """A YAML plain scalar where YAML allows one, else a double-quoted one.  ``text`` is Markdown already."""
    if _needs_quotes(text):
        return '"' + "".join(_QUOTED.get(c, c) for c in text) + '"'
    return text


_QUOTED = {"\\": "\\\\", '"': '\\"', "\t": "\\t", "\n": "\\n", "\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P"}


def _needs_quotes(text: str) -> bool:
    return (
        not text
        or text != text.strip()
        or bool(re.match(r"[-?:,\[\]{}#&*!|>'\"%@`=<~]", text))
        or ": " in text
        or " #" in text
        or text.endswith(":")
        or bool(re.search(r"[\x00-\x1f\x85\u2028\u2029]", text))
        or bool(
            re.fullmatch(
                r"(?i)(?:true|false|yes|no|on|off|null|y|n|~|[-+.]?[0-9][0-9_.,:eE+\-]*|[-+]?\.(?:inf|nan)|0[xo][0-9a-f]+)",
                text,
            )
        )
        or bool(re.match(r"\d{4}-\d{1,2}-\d{1,2}", text))
    )
