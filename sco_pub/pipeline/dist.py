"""Take a house, give what it hands out: a folder of releases under stable names, with checksums and a manifest; or one zip of it.

Strategy.  Everything is built by the release policy; what is refused or failed isn't handed out, and is named.  ``SHA256SUMS`` is
what sha256sum -c reads; ``MANIFEST.json`` says of each file what it is, what it was made from (digests of inputs), with which
libraries, and how far its translation is.  Nothing in them depends on the day or the folder, so the same release is the same
bytes.  Files of an earlier release that are no more part of it are taken away; others are never touched.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sco_pub.edge import files, package
from sco_pub.model.choices import Format, Policy
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Place
from sco_pub.model.wording import N_, phrase
from sco_pub.pipeline import events
from sco_pub.pipeline.build import Built, Order, build
from sco_pub.pipeline.crew import Hands
from sco_pub.pipeline.events import Listener
from sco_pub.pipeline.house import Project
from sco_pub.pipeline.record import Record

MANIFEST, SUMS = "MANIFEST.json", "SHA256SUMS"
_SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is handed out, and where: ``folder``, or ``archive`` for a zip."""

    publications: tuple[str, ...]
    languages: tuple[str, ...]
    formats: tuple[Format, ...]
    jobs: int | None
    folder: Path
    archive: Path | None


@dataclass(frozen=True, slots=True)
class Distributed:
    """What was built, and the names of the files that are handed out."""

    built: tuple[Built, ...]
    names: tuple[str, ...]


def distribute(workshop: Project, wanted: Wanted, listen: Listener = events.silent) -> Distributed:
    """Build the releases, write the folder or the zip."""
    order = Order(wanted.publications, wanted.languages, wanted.formats, Policy.RELEASE, Hands(wanted.jobs))
    built = build(workshop, order, listen)
    parts: dict[str, bytes] = {}
    rows = []
    for item in built:
        if item.artifact is None:
            continue
        path = Path(item.artifact.path)
        name = f"{item.publication}/{path.name}"
        parts[name] = files.read_bytes(path)
        rows.append(_row(workshop, item, name))
    if not parts:
        raise InputError(
            N_("There is nothing to hand out: no release could be made."),
            place=Place(workshop.shown(wanted.folder)),
            hint=N_("`sco-pub build --policy release` says why."),
        )
    manifest = {"schema": _SCHEMA, "files": rows}
    parts[MANIFEST] = (json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
    sums = "".join(f"{files.sha256(parts[name])}  {name}\n" for name in sorted(parts))
    parts[SUMS] = sums.encode()
    if wanted.archive is not None:
        files.write_bytes(wanted.archive, package.pack(parts))
    else:
        _write(wanted.folder, parts)
    return Distributed(built, tuple(parts))


def _row(workshop: Project, item: Built, name: str) -> dict[str, Any]:
    """What the manifest says of a file."""
    assert item.artifact is not None
    (publication,) = workshop.publications((item.publication,))
    steps = Record(publication.build).steps
    own = steps.get(f"{item.format} {item.language}", {}).get("parts", {})
    edition = steps.get(f"edition {item.language}", {}).get("parts", {})
    inputs = {key: digest for key, digest in edition.items() if "/" in key}
    return {
        "path": name,
        "publication": item.publication,
        "language": item.language,
        "format": item.format.value,
        "sha256": item.artifact.sha256,
        "size": item.artifact.size,
        "inputs": {**inputs, **_pictures(workshop, publication.folder, own.get("pictures", {}))},
        "tools": own.get("tools", {}),
        "translation": asdict(item.progress),
    }


def _pictures(workshop: Project, folder: Path, pictures: Mapping[str, str]) -> dict[str, str]:
    return {f"{workshop.shown(folder)}/{name}": digest for name, digest in pictures.items()}


def _write(folder: Path, parts: Mapping[str, bytes]) -> None:
    """The files, without those of an earlier release that are no more part of it."""
    sums = folder / SUMS
    if folder.exists() and any(folder.iterdir()) and not sums.is_file():
        raise InputError(
            phrase(N_("{folder} holds other files."), folder=str(folder)),
            place=Place(str(folder)),
            hint=N_("Name an empty folder, or one that `sco-pub dist` wrote."),
        )
    before = [line.partition("  ")[2] for line in files.read_text(sums).splitlines()] if sums.is_file() else []
    for name, data in parts.items():
        files.write_bytes(folder / name, data)
    for name in before:
        path = folder / name
        if name not in parts and path.is_file() and path.resolve().is_relative_to(folder.resolve()):
            path.unlink()
