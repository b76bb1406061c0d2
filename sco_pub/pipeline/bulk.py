"""Take many masters and their catalogues, bring the catalogues up to date: in batches, on all cores, and for nothing at all
where nothing changed.

Strategy.  A pair (master, catalogue) that an update left alone is remembered by the sha256 of both files' bytes and of what else
the update used; next time it is skipped unread by pandoc and polib.  The rest goes to worker processes in batches, one pandoc
process a batch; each worker keeps no more than its batch in memory.  The result is the same whatever the number of workers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from sco_pub.edge import pandoc, po
from sco_pub.edge.files import read_bytes, sha256, write_text
from sco_pub.edge.inlines import PandocCodec
from sco_pub.edge.labels import plural_forms
from sco_pub.edge.memory import Memory
from sco_pub.localise.extract import extract
from sco_pub.localise.header import SCHEMA, new_catalogue
from sco_pub.localise.state import state_of
from sco_pub.localise.suggestions import term_comments
from sco_pub.localise.update import update
from sco_pub.model.catalogue import Catalogue, State, Template
from sco_pub.model.finding import Finding
from sco_pub.model.glossary import Glossary
from sco_pub.pipeline import masters

_BATCH = 25  # articles; about 5 MB of trees


class Result(StrEnum):
    """What became of a catalogue; STALE is what a dry run calls one that it would have changed."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Job:
    """One publication: its master and its catalogues by language; paths are shown relative to ``root``."""

    publication: str
    master: Path
    catalogues: tuple[tuple[str, Path], ...]
    root: Path | None = None
    source_language: str = "zh"

    def shown(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix() if self.root and path.is_relative_to(self.root) else str(path)


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one catalogue."""

    publication: str
    language: str
    path: str
    result: Result
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Means:
    """What every update uses besides its own files: the glossary, the memory's file, whether to write at all."""

    glossary: Glossary = field(default_factory=Glossary)
    memory: Path | None = None
    dry: bool = False


class Current:
    """The digests of pairs that need no update, in a file beside the derived ones; a broken file counts as empty."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            known = json.loads(path.read_text("utf-8"))
            self.known = set(known) if isinstance(known, list) else set()
        except (OSError, ValueError):
            self.known = set()

    def has(self, key: str) -> bool:
        """Whether this pair is known to need nothing."""
        return key in self.known

    def keep(self, keys: Iterable[str]) -> None:
        """Remember these."""
        self.known.update(keys)

    def save(self) -> None:
        """Write what is known, unless it stands there already."""
        write_text(self.path, json.dumps(sorted(self.known), indent=0) + "\n")


def digest(master: bytes, catalogue: bytes, extras: str = "") -> str:
    """The key of a pair for Current; ``extras`` stands for what else an update uses (the glossary, the code)."""
    whole = hashlib.sha256(f"{SCHEMA}\n{extras}\n{len(master)}\n".encode())
    whole.update(master)
    whole.update(catalogue)
    return whole.hexdigest()


def update_many(
    jobs: Sequence[Job],
    *,
    current: Current | None = None,
    extras: str = "",
    means: Callable[[], Means] = Means,
    workers: int = 1,
    listen: Callable[[Done], None] = lambda _: None,
) -> tuple[Done, ...]:
    """Bring the catalogues of all jobs up to their masters and write those that change.

    ``extras``: a digest of what ``means`` gives; ``means`` is asked only when something is stale.  InputError for a file
    that can't be read, before anything of its batch is written.
    """
    done: dict[tuple[str, str], Done] = {}
    open_jobs = []
    for job in jobs:
        stale = tuple(_stale(job, current, extras))
        for language, path in job.catalogues:
            if (language, path) not in stale:
                done[job.publication, language] = Done(job.publication, language, job.shown(path), Result.UNCHANGED)
                listen(done[job.publication, language])
        if stale:
            open_jobs.append(Job(job.publication, job.master, stale, job.root, job.source_language))
    used = means() if open_jobs else Means()
    for item in _work(open_jobs, used, workers):
        done[item.publication, item.language] = item
        listen(item)
    if current is not None and not used.dry:
        for job in open_jobs:
            master = read_bytes(job.master)
            current.keep(digest(master, read_bytes(path), extras) for _, path in job.catalogues)
        current.save()
    return tuple(done[job.publication, language] for job in jobs for language, _ in job.catalogues)


def _work(jobs: Sequence[Job], means: Means, workers: int) -> Iterator[Done]:
    size = max(1, min(_BATCH, -(-len(jobs) // workers)))
    batches = [jobs[start : start + size] for start in range(0, len(jobs), size)]
    if workers == 1 or len(batches) < 2:
        for batch in batches:
            yield from _update_batch(batch, means)
        return
    with ProcessPoolExecutor(workers) as pool:
        for result in pool.map(_update_batch, batches, [means] * len(batches)):
            yield from result


def _stale(job: Job, current: Current | None, extras: str) -> Iterator[tuple[str, Path]]:
    master = read_bytes(job.master, what="master") if current is not None else b""
    for language, path in job.catalogues:
        if current is None or not path.is_file() or not current.has(digest(master, read_bytes(path), extras)):
            yield language, path


def _update_batch(jobs: Sequence[Job], means: Means) -> list[Done]:
    sources = [masters.source(job.master, job.shown(job.master)) for job in jobs]
    documents = pandoc.read_markdown([text for _, text in sources], [job.shown(job.master) for job in jobs])
    codec = PandocCodec()
    work: list[tuple[Path, bool, Catalogue, Done]] = []
    for job, (data, _), document in zip(jobs, sources, documents, strict=True):
        name = job.shown(job.master)
        master = masters.master(job.publication, name, sha256(data), document, job.source_language)
        template = extract(master, codec).value
        for language, path in job.catalogues:
            work.append((path, *_update(job, template, language, path, means)))
    for path, write, catalogue, _ in work:
        if write:
            po.write_catalogue(path, catalogue)
    return [done for _, _, _, done in work]


def _update(job: Job, template: Template, language: str, path: Path, means: Means) -> tuple[bool, Catalogue, Done]:
    shown, is_new = job.shown(path), not path.exists()
    if is_new:
        before = new_catalogue(job.publication, language, shown, plural_forms=plural_forms(language))
    else:
        before = po.read_catalogue(path, publication=job.publication, language=language, name=shown)
    terms = term_comments(template, means.glossary, language)
    outcome = update(template, before, terms=terms, suggestions=_suggestions(template, before, means.memory))
    changed = is_new or outcome.value != before
    result = Result.CREATED if is_new else Result.UPDATED if changed else Result.UNCHANGED
    if changed and means.dry:
        result = Result.STALE
    done = Done(job.publication, language, shown, result, outcome.findings if changed else ())
    return changed and not means.dry, outcome.value, done


def _suggestions(template: Template, catalogue: Catalogue, memory: Path | None) -> dict[str, tuple[str, ...]] | None:
    """What other publications made of the texts that aren't translated yet; None where there are no others."""
    if memory is None:
        return None
    entries = {entry.key: entry for entry in catalogue.entries if not entry.obsolete}
    open_texts = [
        segment.source
        for segment in template.segments
        if state_of(entries.get(segment.key)) in (State.UNTRANSLATED, State.FUZZY)
    ]
    with Memory(memory) as base:
        return dict(base.suggest(open_texts, language=catalogue.language, publication=catalogue.publication))
