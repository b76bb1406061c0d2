"""Take nothing, give WeasyPrint ready for use: its public names, the patches in place, and a fetcher that fetches nothing."""

from __future__ import annotations

from collections.abc import Callable

from weasyprint import CSS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from sco_pub.edge import font_names
from sco_pub.edge.weasyprint_patches import (
    contents,
    grid,
    ink,
    lines,
    long_notes,
    notes,
    pages,
    patching,
    seams,
    shaping,
    tables,
    tags,
    together,
)

__all__ = ["CSS", "HTML", "CounterStyle", "FontConfiguration", "contents", "fetcher", "lines", "notes", "patch", "tags"]

_PATCHES = (ink, shaping, together, lines, notes, long_notes, grid, pages, tables, tags, seams)
_done: list[bool] = []


def patch() -> None:
    """Put all patches in place, once; ToolError when one doesn't fit."""
    if _done:
        return
    font_names.in_english()
    patching.require_version()
    for module in _PATCHES:
        module.apply()
    _done.append(True)


def fetcher(serve: Callable[[str], tuple[bytes, str]]) -> URLFetcher:
    """A fetcher whose only source is ``serve`` (address → bytes and media type, or ValueError): no network, no file."""

    class Locked(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            body, kind = serve(url)
            return URLFetcherResponse(url, body, {"Content-Type": kind})

    return Locked(allowed_protocols=())
