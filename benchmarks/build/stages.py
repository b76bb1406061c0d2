"""Where the seconds of a PDF go: ``python -m benchmarks.build.stages [LANGUAGE …]``, one process a language.

Seconds of the processor, each counted for the innermost stage that is under way; beside them what a naive WeasyPrint takes for the
same text (pandoc's HTML of the edition, no style of ours): import, layout, writing.  Nothing is taken from a store.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("zh", "ru", "en")
NAIVE = """
import sys, time, warnings
warnings.simplefilter("ignore")
begin = time.process_time()
import weasyprint
loaded = time.process_time()
document = weasyprint.HTML(string=sys.stdin.read()).render()
laid_out = time.process_time()
document.write_pdf()
print(loaded - begin, laid_out - loaded, time.process_time() - laid_out, len(document.pages))
"""


class Clock:
    """Seconds of the processor by stage; a stage within another stops the outer one."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self.calls: dict[str, int] = {}
        self._under_way: list[str] = []
        self._since = time.process_time()

    def _turn(self) -> None:
        now = time.process_time()
        name = self._under_way[-1] if self._under_way else "the rest"
        self.spent[name] = self.spent.get(name, 0.0) + now - self._since
        self._since = now

    def within(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*given: Any, **named: Any) -> Any:
            self._turn()
            self._under_way.append(name)
            self.calls[name] = self.calls.get(name, 0) + 1
            try:
                return function(*given, **named)
            finally:
                self._turn()
                self._under_way.pop()

        return timed

    def put_on(self, name: str, owner: Any, function: str) -> None:
        setattr(owner, function, self.within(name, getattr(owner, function)))


def ours(language: str) -> tuple[Clock, str]:
    """The stages of one PDF, and the edition's HTML for the naive way."""
    clock = Clock()
    edition, house, pictures = clock.within("the edition, from the store or made", _edition)(language)

    from sco_pub.edge import weasyprint

    clock.within("WeasyPrint imported and patched", weasyprint.load)()
    import pydyf
    import weasyprint as engine
    from weasyprint import document, pdf
    from weasyprint.layout import page

    from sco_pub.edge.weasyprint_patches import measuring
    from sco_pub.model.job import PandocJob
    from sco_pub.typeset.lines.breaking import Breaker

    for name, owner, function in (
        ("the text made harmless, linked, marked", weasyprint.print_body, "body"),
        ("pandoc called", weasyprint.pandoc, "convert"),
        ("the page's HTML", weasyprint.print_html, "compose"),
        ("HTML and CSS read, boxes made", engine.HTML, "render"),
        ("paragraphs measured", measuring, "parts"),
        ("breaks allowed", measuring.Measured, "paragraph"),
        ("breaks searched", Breaker, "_chain"),
        ("pages laid out", page, "make_page"),
        ("pages drawn", document.Page, "paint"),
        ("fonts cut", pdf, "build_fonts_dictionary"),
        ("tags", pdf, "add_tags"),
        ("the file written", pydyf.PDF, "write"),
    ):
        clock.put_on(name, owner, function)
    made = weasyprint.make(edition, house, pictures)
    clock._turn()
    assert made.value is not None
    plain = PandocJob(replace(edition.document, meta={}), "html5", options={"quiet": True})
    return clock, f"<html lang={edition.lang}>{weasyprint.pandoc.convert(plain, epoch=0).decode()}"


def _edition(language: str) -> Any:
    from sco_pub.model.choices import Format, Policy
    from sco_pub.pipeline import house, stores
    from sco_pub.pipeline.build import BuildContext, seen_by
    from sco_pub.pipeline.engine import Engine
    from sco_pub.pipeline.workers import Workers

    workshop = house.find(ROOT)
    with Engine(stores.of(workshop), Workers(1)) as works:
        context = BuildContext(workshop, workshop.publications()[0], Policy.DRAFT, works)
        edition = context.read_edition(language)
    pictures = {name: path.read_bytes() for name, path in context.pictures.items()}
    return edition, seen_by(workshop.house, language, Format.PDF), pictures


def show(language: str) -> None:
    clock, html = ours(language)
    naive = subprocess.run([sys.executable, "-c", NAIVE], input=html, capture_output=True, text=True, check=True).stdout
    loaded, laid_out, written, pages = map(float, re.findall(r"[\d.]+", naive))
    print(f"{language}: {sum(clock.spent.values()):.2f} s")
    for name, spent in sorted(clock.spent.items(), key=lambda item: -item[1]):
        print(f"  {name:<42}{spent:6.2f}{clock.calls.get(name, 1):7}")
    print(f"  a naive WeasyPrint: {loaded:.2f} import, {laid_out:.2f} layout, {written:.2f} writing; {pages:.0f} pages")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="*", default=[])
    given = parser.parse_args().languages
    if len(given) == 1:
        show(given[0])
        return
    for language in given or LANGUAGES:
        subprocess.run([sys.executable, "-m", "benchmarks.build.stages", language], check=True)


if __name__ == "__main__":
    main()
