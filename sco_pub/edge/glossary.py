"""Take a glossary file (CSV or TBX), give a Glossary, and the other way round.

CSV: one row a term; columns ``SOURCE`` (the source language's tag, first column), then for each language ``LANG``,
``LANG:forbidden`` and ``LANG:evidence`` (seen, memory, proposed, doubtful), and ``kind``, ``checked`` (yes, no), ``note``,
``source``.  Several forms or renderings stand in one cell, divided by `` | ``; the first is the preferred one.

TBX: TBX-Basic as version 2 of the standard has it (source: ISO 30042:2008; LISA, TBX-Basic, 2008): ``martif``, one termEntry a
term, ``administrativeStatus`` says which rendering is preferred, admitted or deprecated (forbidden).  The edition of 2019
(``tbx``, conceptEntry) is read too, but isn't written: OmegaT, Weblate and the Translate Toolkit don't read it.  Files from
elsewhere are parsed without entities, DTDs or network.

For one language there are two plain forms.  OmegaT's (source: its manual, "Glossaries"): UTF-8, ``.utf8``, a line a pair,
source, rendering and comment divided by tabs.  Weblate's: a CSV of two columns, ``source`` and ``target``.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from lxml import etree

from sco_pub.edge.files import read_bytes, read_text
from sco_pub.edge.xml_door import parse, text_within, xml_text
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Place
from sco_pub.model.glossary import Evidence, Glossary, Term
from sco_pub.model.wording import N_, phrase

_SEPARATOR = " | "
_OTHER = ("kind", "checked", "note", "source")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_STATUS = {
    "preferredTerm-admn-sts": True,
    "admittedTerm-admn-sts": True,
    "deprecatedTerm-admn-sts": False,
    "supersededTerm-admn-sts": False,
}


def read_glossary(path: Path) -> Glossary:
    """The glossary in a .csv or .tbx file; InputError with the line for what can't be read."""
    if path.suffix.lower() == ".tbx":
        return parse_tbx(read_bytes(path, what=N_("glossary")), str(path))
    return parse_csv(read_text(path, what=N_("glossary")), str(path))


def parse_csv(text: str, name: str) -> Glossary:
    """The glossary of a CSV text; ``name`` is for messages."""
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        columns = rows.fieldnames or []
    except csv.Error as error:
        raise InputError(
            phrase(N_("{name} isn't CSV: {error}."), name=name, error=str(error)), place=Place(name, 1)
        ) from None
    if len(columns) < 2 or len(set(columns)) < len(columns):
        raise InputError(
            phrase(N_("{name} has no header row with a source language and at least one other."), name=name),
            place=Place(name, 1),
        )
    source = columns[0]
    languages = [column for column in columns[1:] if ":" not in column and column not in _OTHER]
    terms = []
    try:
        for row in rows:
            if None in row or None in row.values():
                raise InputError(
                    phrase(N_("{name} has a row with another number of columns than its header."), name=name),
                    place=Place(name, rows.line_num),
                )
            if _split(row[source]):
                terms.append(_term(row, source, languages, Place(name, rows.line_num)))
    except csv.Error as error:
        raise InputError(
            phrase(N_("{name} isn't CSV: {error}."), name=name, error=str(error)), place=Place(name, rows.line_num)
        ) from None
    return Glossary(tuple(terms))


def _term(row: dict[str, str], source: str, languages: list[str], place: Place) -> Term:
    evidence = {}
    for language in languages:
        value = row.get(f"{language}:evidence", "").strip()
        if value:
            try:
                evidence[language] = Evidence(value)
            except ValueError:
                raise InputError(
                    phrase(
                        N_("{place} has the evidence “{value}”; it must be seen, memory, proposed or doubtful."),
                        place=str(place),
                        value=value,
                    ),
                    place=place,
                ) from None
    return Term(
        forms=_split(row[source]),
        allowed={language: _split(row[language]) for language in languages if _split(row[language])},
        forbidden={
            language: words for language in languages if (words := _split(row.get(f"{language}:forbidden", "")))
        },
        evidence=evidence,
        kind=row.get("kind", ""),
        checked=row.get("checked", "yes").strip().lower() != "no",
        note=row.get("note", ""),
        source=row.get("source", ""),
    )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def render_csv(glossary: Glossary, *, source: str = "zh") -> str:
    """The glossary as CSV; parse_csv gives the same glossary back."""
    languages = sorted(
        {language for term in glossary.terms for language in (*term.allowed, *term.forbidden, *term.evidence)}
    )
    out = io.StringIO()
    columns = [source]
    for language in languages:
        columns += [language, f"{language}:forbidden", f"{language}:evidence"]
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*columns, *_OTHER])
    for term in glossary.terms:
        cells = [_SEPARATOR.join(term.forms)]
        for language in languages:
            cells.append(_SEPARATOR.join(term.allowed.get(language, ())))
            cells.append(_SEPARATOR.join(term.forbidden.get(language, ())))
            cells.append(term.evidence.get(language, ""))
        writer.writerow([*cells, term.kind, "yes" if term.checked else "no", term.note, term.source])
    return out.getvalue()


# -- TBX


def parse_tbx(data: bytes, name: str, *, source: str = "zh") -> Glossary:
    """The glossary of a TBX file (DCA or the older martif); the language ``source`` gives the forms."""
    root = parse(data, name)
    terms = []
    for entry in root.iter("{*}conceptEntry", "{*}termEntry"):
        term = _tbx_term(entry, source)
        if term.forms:
            terms.append(term)
    return Glossary(tuple(terms))


def _tbx_term(entry: etree._Element, source: str) -> Term:
    forms: list[str] = []
    allowed: dict[str, tuple[str, ...]] = {}
    forbidden: dict[str, tuple[str, ...]] = {}
    for section in entry.iter("{*}langSec", "{*}langSet"):
        language = section.get(_XML_LANG, "").replace("_", "-")
        for group in section.iter("{*}termSec", "{*}tig", "{*}ntig"):
            found = group.find(".//{*}term")
            word = text_within(found).strip() if found is not None else ""
            status = next(
                (note.text for note in group.iter("{*}termNote") if note.get("type") == "administrativeStatus"), ""
            )
            if not word:
                continue
            if language.split("-")[0] == source.split("-")[0]:
                forms.append(word)
            elif _STATUS.get((status or "").strip(), True):
                allowed[language] = (*allowed.get(language, ()), word)
            else:
                forbidden[language] = (*forbidden.get(language, ()), word)
    return Term(tuple(forms), allowed, forbidden, {}, _described(entry, "subjectField"), note=_described(entry, "note"))


def _described(entry: etree._Element, what: str) -> str:
    if what == "note":
        return next((text_within(note).strip() for note in entry.findall("{*}note")), "")
    return next((text_within(d).strip() for d in entry.iter("{*}descrip") if d.get("type") == what), "")


def render_tbx(glossary: Glossary, *, source: str = "zh", only: str = "", title: str = "Glossary") -> bytes:
    """The glossary as TBX-Basic, in all languages or ``only`` one; evidence and sources, which it has no field for, stay in
    the CSV."""
    root = etree.Element("martif", {"type": "TBX", _XML_LANG: "en"})
    head = etree.SubElement(root, "martifHeader")
    header = etree.SubElement(head, "fileDesc")
    etree.SubElement(etree.SubElement(header, "titleStmt"), "title").text = title
    etree.SubElement(etree.SubElement(header, "sourceDesc"), "p").text = "Exported from the house's CSV glossary."
    encoding = etree.SubElement(head, "encodingDesc")
    etree.SubElement(encoding, "p", type="XCSURI").text = "TBXBasicXCSV02.xcs"
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    for number, term in enumerate(glossary.terms, 1):
        languages = [item for item in sorted({*term.allowed, *term.forbidden}) if only in ("", item)]
        if only and not languages:
            continue
        entry = etree.SubElement(body, "termEntry", id=f"c{number}")
        if term.kind:
            etree.SubElement(entry, "descrip", type="subjectField").text = xml_text(term.kind, "The glossary")
        if term.note:
            etree.SubElement(entry, "note").text = xml_text(term.note, "The glossary")
        _words(entry, source, term.forms, ())
        for language in languages:
            _words(entry, language, term.allowed.get(language, ()), term.forbidden.get(language, ()))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _words(entry: etree._Element, language: str, allowed: tuple[str, ...], forbidden: tuple[str, ...]) -> None:
    section = etree.SubElement(entry, "langSet", {_XML_LANG: language})
    for index, word in enumerate((*allowed, *forbidden)):
        status = "deprecatedTerm-admn-sts" if index >= len(allowed) else "admittedTerm-admn-sts"
        group = etree.SubElement(section, "tig")
        etree.SubElement(group, "term").text = xml_text(word, "The glossary")
        note = etree.SubElement(group, "termNote", type="administrativeStatus")
        note.text = status if index else status.replace("admitted", "preferred")


# -- for one language


def render_omegat(glossary: Glossary, language: str) -> str:
    """OmegaT's glossary: a line for each form and rendering; the first of a form says in its comment what else is known."""
    lines = []
    for form, term, words in _in_one(glossary, language):
        forbidden = term.forbidden.get(language, ())
        remarks = [term.kind, term.note, f"not {', '.join(forbidden)}" if forbidden else ""]
        comment = "; ".join(filter(None, remarks))
        for index, word in enumerate(words):
            lines.append("\t".join(" ".join(cell.split()) for cell in (form, word, "" if index else comment)).rstrip())
    return "".join(f" {line}\n" if line.startswith("#") else f"{line}\n" for line in lines)


def render_pairs(glossary: Glossary, language: str) -> str:
    """Two columns, ``source`` and ``target``: a row for each form and rendering, as Weblate's glossaries are loaded."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("source", "target"))
    for form, _, words in _in_one(glossary, language):
        writer.writerows((form, word) for word in words)
    return out.getvalue()


def _in_one(glossary: Glossary, language: str) -> list[tuple[str, Term, tuple[str, ...]]]:
    return [
        (form, term, words)
        for term in glossary.terms
        if (words := term.allowed.get(language, ()))
        for form in term.forms
    ]
