"""A publication's raw text to its master, its reports and its pictures: the cleaner, as a step of the graph."""

from __future__ import annotations

from sco_pub.clean.review import report
from sco_pub.edge import files, ui
from sco_pub.edge.pdf import apart as pdf
from sco_pub.model.choices import Ocr, Witness
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Place
from sco_pub.model.wording import N_, phrase
from sco_pub.pipeline.reading import Product, Reading, produce, read, reported
from sco_pub.pipeline.steps.given import RawFile
from sco_pub.pipeline.steps.made import Made, rows


def run(wanted: RawFile) -> Made:
    """The master, cleaning.html and .json, read.txt, clean.txt, and figures/NAME.png; ``said``: findings, and whether it is
    refused."""
    reading = Reading(Ocr(wanted.ocr), wanted.store / "ocr", wanted.cores, Witness(wanted.witness))
    raw = read(wanted.path, wanted.name, reading)
    product = produce(raw, wanted.decisions, wanted.decisions_name)
    made, page = reported(product, ui.say(wanted.report_language), wanted.path)
    texts = {
        "master.md": product.markdown,
        "cleaning.html": page,
        "cleaning.json": report.as_json(made),
        "read.txt": product.raw.text,
        "clean.txt": product.cleaned.value.text + "\n",
    }
    outputs = {name: text.encode("utf-8") for name, text in texts.items()} | _pictures(wanted, product)
    if files.sha256(files.read_bytes(wanted.path)) != wanted.digest:
        said = phrase(N_("{path} was saved by someone else meanwhile."), path=wanted.name)
        raise InputError(
            said, place=Place(wanted.name), hint=N_("Run the command again; what was saved is still there.")
        )
    return Made(outputs, {"findings": rows(product.findings), "refused": product.refused})


def _pictures(wanted: RawFile, product: Product) -> dict[str, bytes]:
    """The figures and formulas that the master names, cut out of the PDF."""
    pictures = product.cleaned.value.pictures
    cut = pdf.cut(wanted.path, pictures) if pictures else {}
    return {f"figures/{name}": data for name, data in cut.items()}
