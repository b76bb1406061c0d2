"""A file that was built to what its validators and our page checks say of it, and pictures of its pages: a step of the graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sco_pub.check.verify_report import OWN, Check, row_of
from sco_pub.edge import files, page_pictures
from sco_pub.edge.pdf import inspect_made
from sco_pub.edge.validators import by_format
from sco_pub.model.choices import Format
from sco_pub.model.config import House
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Place
from sco_pub.model.wording import N_, phrase
from sco_pub.pipeline.shown import page_parts, page_text
from sco_pub.pipeline.steps.as_json import from_json
from sco_pub.pipeline.steps.made import Made


def run(
    path: Path, digest: str, shown: str, wanted: Format, edition: bytes | None, house: House, pictures: bool
) -> Made:
    """``said`` has a row for each check and the pictures' captions, the outputs are the pictures by their number.

    ``edition``: what a PDF has to show; ``digest``: of the file to be checked, InputError where another one is there by the end.
    """
    checks = (*by_format.checks(path, shown, wanted), *_own(path, shown, edition, house))
    drawn = page_pictures.pictures(path, wanted) if pictures else ()
    if files.sha256(files.read_bytes(path)) != digest:
        said = phrase(N_("{path} was saved by someone else meanwhile."), path=shown)
        raise InputError(said, place=Place(shown), hint=N_("Run the command again; what was saved is still there."))
    outputs = {str(number): png for number, (_, png) in enumerate(drawn)}
    said_too = {"findings": [], "checks": [row_of(check) for check in checks], "captions": [each[0] for each in drawn]}
    return Made(outputs, said_too, lasting=all(_lasting(check) for check in checks))


def _own(path: Path, shown: str, edition: bytes | None, house: House) -> Iterator[Check]:
    if edition is not None:
        read = from_json(edition)
        found = inspect_made.inspect(files.read_bytes(path), house, page_text(read), page_parts(read), ink=True)
        yield Check(OWN, "", shown, found)


def _lasting(check: Check) -> bool:
    """Whether the check would say the same again.  One that was not run says what to install; without that advice it took
    too long or could not be started, which another time may be otherwise."""
    return not check.reason or bool(check.hint)
