"""Take a PrintJob, give a PDF's bytes: WeasyPrint behind one door.

Strategy.  One pass lays the pages out, and shows which note is the first of each.  When notes are numbered from 1 on each
page and the numbers are all of one width (circled ones are), they are written over in place: nothing moves.  Otherwise a
second pass starts the count at those notes; a wider number can move a note to another page, so passes go on until the same
notes come first (two, nearly always).  What has been planned for a paragraph is kept from pass to pass.

Nothing is fetched: pictures come from the job, by name, and there is no other address that WeasyPrint could open.
What WeasyPrint has to say of the text (a glyph that no font has) comes back as findings.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from sco_pub.edge import fonts, formulas, garbage, libraries_talk, styles
from sco_pub.edge.page_room import notes_beyond_room
from sco_pub.edge.pandoc import door as pandoc
from sco_pub.edge.weasyprint_patches.metadata import finisher, settled
from sco_pub.model.codes import typesetting
from sco_pub.model.config import House
from sco_pub.model.edition import Edition
from sco_pub.model.errors import InputError, ScoPubError, ToolError
from sco_pub.model.finding import Finding, Outcome, Place, Severity, found
from sco_pub.model.job import PrintJob
from sco_pub.model.wording import N_, phrase
from sco_pub.typeset import logo, print_body, print_html
from sco_pub.typeset.sanitise import media_type

Progress = Callable[[str], None]
_BASE = "http://publication.invalid/"
# Each moves notes to other pages or leaves them: two settle most texts; what swings for ever ends here.
_MOST_PASSES = 5
_VARIANT = "pdf/a-2a"


def design() -> str:
    """The house's print design, styles/print.css."""
    return styles.sheet("print")


def make(edition: Edition, house: House, pictures: Mapping[str, bytes] | None = None) -> Outcome[bytes | None]:
    """An edition as PDF; None when it had to be refused."""
    if unset := fonts.unset(house, edition.language):
        return Outcome(None, unset)
    body = print_body.body(edition, pictures, house)
    pictures = {**(pictures or {}), **logo.pictures(house)}
    html = pandoc.convert(body.value, epoch=0).decode()
    job = print_html.compose(edition, html, house, design(), pictures, formulas.draw)
    made = with_sheets(job.value, house.look.own.get("print", ()))
    return Outcome(made.value, (*body.findings, *job.findings, *made.findings))


def with_sheets(job: PrintJob, sheets: Sequence[str]) -> Outcome[bytes | None]:
    """As ``render``; where the house has sheets of its own, what WeasyPrint doesn't survive comes of them."""
    try:
        return render(job)
    except (ScoPubError, OSError, MemoryError):
        raise
    except Exception as error:  # of any kind: its boxes are made for what people write
        if not sheets:
            raise
        said = phrase(
            N_("WeasyPrint can't set a page with {sheets} ({error})."),
            sheets=", ".join(sheets),
            error=type(error).__name__,
        )
        hint = N_("Take out what is unusual there: sizes, positions, transforms, floats, columns.")
        raise InputError(said, place=Place(sheets[0]), hint=hint) from None


def render(job: PrintJob, progress: Progress | None = None) -> Outcome[bytes | None]:
    """The PDF, or None when the text can't be set (the findings say where); ``progress`` hears of each pass."""
    engine = load()
    engine.lines.forget()
    with _listening() as heard, libraries_talk.heard_by(lambda said: heard.append(_remark(said))):
        document = _lay_out(engine, job, progress or (lambda _: None))
        engine.lines.keep()
        engine.contents.fill(document.pages)
        findings = [*notes_beyond_room(document.pages)]
        pdf = None
        if not any(finding.severity is Severity.ERROR for finding in findings):
            engine.tags.mark_artifacts(document.pages)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves its colour profile open
                bleed = float(str(job.options["bleed"])) if job.options.get("bleed") is not None else None
                pdf = settled(
                    lambda padding: document.write_pdf(
                        pdf_variant=_VARIANT, finisher=finisher(job.lang, padding, bleed)
                    )
                )
    engine.lines.forget()
    return Outcome(pdf, (*findings, *_unique(heard)))


def picture_page(picture: bytes) -> bytes:
    """A PDF of one page that is the picture and nothing else."""
    engine = load()
    sheet = engine.CSS(
        string="@page { margin: 0; size: 100mm 400mm } body { margin: 0 } img { width: 100mm; display: block }"
    )
    serve = engine.fetcher(_serve({"picture": picture}))
    html = engine.HTML(string='<html><body><img src="picture"></body></html>', base_url=_BASE, url_fetcher=serve)
    page = html.render(stylesheets=[sheet]).pages[0]
    image = next(box for box in page._page_box.descendants() if box.element_tag == "img")
    height = image.height
    exact = engine.CSS(string=f"@page {{ margin: 0; size: 100mm {max(height, 1):.2f}px }}")
    pdf: bytes = html.render(stylesheets=[sheet, exact]).write_pdf()
    return pdf


@lru_cache(maxsize=1)
def load() -> Any:
    """WeasyPrint and its patches, once a process; ToolError when it can't be loaded or isn't the version patched."""
    try:
        from sco_pub.edge.weasyprint_patches import quick_imports

        quick_imports.load()
        from sco_pub.edge.weasyprint_patches import engine
    except OSError as error:
        raise ToolError(
            phrase(N_("WeasyPrint can't be loaded: {error}."), error=str(error)),
            hint=N_("Install libpango-1.0-0 and libpangoft2-1.0-0."),
        ) from None
    engine.patch()
    garbage.never_of_these()
    return engine


def _lay_out(engine: Any, job: PrintJob, progress: Progress) -> Any:
    """The laid-out document, its notes counted as the job asks."""
    fonts, counters = engine.FontConfiguration(), engine.CounterStyle()
    html = engine.HTML(string=job.html, base_url=_BASE, url_fetcher=engine.fetcher(_serve(job.pictures)))
    sheets = [engine.CSS(string=text, font_config=fonts, counter_style=counters) for text in job.stylesheets]
    begin: tuple[str, ...] = ()
    restarts, mark = job.options.get("notes_restart"), job.options.get("notes_counter")
    for number in range(1, _MOST_PASSES + 1):
        progress(f"pass {number}")
        restart = engine.CSS(string="".join(f"#{name}{{counter-set:footnote 0}}" for name in begin))
        document = html.render(
            stylesheets=[*sheets, restart], font_config=fonts, counter_style=counters, pdf_variant=_VARIANT
        )
        if not restarts or (found := engine.notes.firsts(document.pages)) == begin:
            break
        if number == 1 and engine.notes.renumber(document.pages, lambda count: str(counters.render_value(count, mark))):
            break
        begin = found
    return document


def _serve(pictures: Mapping[str, bytes]) -> Callable[[str], tuple[bytes, str]]:
    """What the locked fetcher gives for an address: one of the job's pictures, or ValueError."""

    def serve(url: str) -> tuple[bytes, str]:
        picture = pictures.get(unquote(url.removeprefix(_BASE))) if url.startswith(_BASE) else None
        kind = media_type(picture) if picture is not None else None
        if picture is None or kind is None:
            raise ValueError(f"{url} isn't a picture of this publication")
        return picture, kind

    return serve


@contextmanager
def _listening() -> Iterator[list[Finding]]:
    """Collect what WeasyPrint logs, and keep it from the terminal."""
    logger, heard = logging.getLogger("weasyprint"), list[Finding]()

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            message = record.getMessage()
            if ".notdef" in message:
                character = record.args[0] if isinstance(record.args, tuple) and record.args else "?"
                heard.append(_missing_glyph(str(character)))
            else:
                heard.append(_remark(message))

    ear, level, passing = Ear(logging.WARNING), logger.level, logger.propagate
    before = list(logger.handlers)
    logger.handlers, logger.propagate = [ear], False
    logger.setLevel(logging.WARNING)
    try:
        yield heard
    finally:
        logger.handlers, logger.propagate = before, passing
        logger.setLevel(level)


def _missing_glyph(character: str) -> Finding:
    return found(typesetting.NO_GLYPH, character=character, point=f"U+{ord(character[0]):04X}")


def _remark(said: str) -> Finding:
    return found(typesetting.ENGINE_SAYS, said=" ".join(said.split()))


def _unique(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(dict.fromkeys(findings))
