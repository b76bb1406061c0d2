"""Take many masters and their catalogues, bring the catalogues up to date: in batches, on all cores, and for nothing at all
where nothing changed.

Strategy.  A pair (master, catalogue) that an update left alone is remembered by the sha256 of both files' bytes and of what else
the update used; next time it is skipped unread.  The rest goes through in batches, one pandoc process a batch: pandoc reads the
masters while this process reads the catalogues, and the next batch's while this one is matched and written; many batches go to
worker processes.  No more than two batches are in memory.  The result is the same whatever the number of workers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from pathlib import Path

from sco_pub.edge import bounds, files
from sco_pub.edge.files import read_bytes, sha256
from sco_pub.edge.labels import plural_forms
from sco_pub.edge.memory import BrokenMemory, Memory
from sco_pub.edge.pandoc.cache import Trees
from sco_pub.edge.pandoc.inlines import PandocCodec
from sco_pub.edge.pandoc.uncalled import read_masters
from sco_pub.edge.po import file as po
from sco_pub.edge.store import Store
from sco_pub.localise.migrate import migrate
from sco_pub.localise.po_header import SCHEMA, new_catalogue
from sco_pub.localise.state import state_of
from sco_pub.localise.suggestions import term_comments
from sco_pub.localise.update import update
from sco_pub.model.catalogue import Catalogue, State, Template
from sco_pub.model.document import Master
from sco_pub.model.finding import Finding
from sco_pub.model.glossary import Glossary
from sco_pub.model.wording import N_
from sco_pub.pipeline import isolation, masters
from sco_pub.pipeline.isolation import Failure

_BATCH = 25  # articles; about 5 MB of trees
_WRITERS = 4  # threads that wait for a disk: more queue up there


class Result(StrEnum):
    """What became of a catalogue; STALE is what a dry run calls one that it would have changed, FAILED one that was left alone
    because it or its master can't be read."""

    CREATED = N_("created")
    UPDATED = N_("updated")
    UNCHANGED = N_("unchanged")
    STALE = N_("stale")
    FAILED = N_("failed")


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
    failed: Failure | None = None
    #: The sha256 of the master as it was read and of the catalogue as it was left; None where they weren't read.
    pair: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Means:
    """What every update uses besides its own files: the glossary, the memory's file, the store of trees, whether to write."""

    glossary: Glossary = field(default_factory=Glossary)
    memory: Path | None = None
    trees: Path | None = None
    dry: bool = False
    #: Whether empty entries get what other publications have for the very same text, as fuzzy.
    fill: bool = False


class Current:
    """The keys of pairs that need no update, as entries without content in a store; one that can't be read counts as empty."""

    def __init__(self, path: Path) -> None:
        self._store = Store(path)

    def has(self, key: str) -> bool:
        """Whether this pair is known to need nothing."""
        return self._store.has(key)

    def keep(self, keys: Iterable[str]) -> None:
        """Remember these."""
        for key in keys:
            if not self.has(key):
                self._store.put(key, b"")
        self._store.close()


def digest(master: str, catalogue: str, extras: str = "") -> str:
    """The key of a pair for Current, from the sha256 of both files; ``extras`` stands for what else an update uses (the
    glossary, the code)."""
    return hashlib.sha256(f"{SCHEMA}\n{extras}\n{master}\n{catalogue}".encode()).hexdigest()


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

    ``extras``: a digest of what ``means`` gives; ``means`` is asked only when something is stale.  A file that can't be read
    makes its own catalogue's result FAILED, and no other's.
    """
    done: dict[tuple[str, str], Done] = {}
    open_jobs = []
    for job in jobs:
        found = isolation.attempt(job.shown(job.master), lambda job=job: tuple(_stale(job, current, extras)))  # type: ignore[misc]
        stale = job.catalogues if isinstance(found, Failure) else found  # who reads it says what is wrong with it
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
        current.keep(digest(*item.pair, extras) for item in done.values() if item.pair)
    return tuple(done[job.publication, language] for job in jobs for language, _ in job.catalogues)


def _work(jobs: Sequence[Job], means: Means, workers: int) -> Iterator[Done]:
    size = max(1, min(_BATCH, -(-len(jobs) // workers)))
    batches = [jobs[start : start + size] for start in range(0, len(jobs), size)]
    if workers > 1 and len(batches) > 1:
        with ProcessPoolExecutor(workers, initializer=bounds.use, initargs=(bounds.current(),)) as pool:
            for result in pool.map(_update_alone, batches, [means] * len(batches)):
                yield from result
        return
    with ThreadPoolExecutor(1) as ahead:
        reading = [ahead.submit(_read_masters, batch, means) for batch in batches[:1]]
        for index, batch in enumerate(batches):
            reading += [ahead.submit(_read_masters, later, means) for later in batches[index + 1 : index + 2]]
            yield from _whole_or_each(batch, _Templates(reading.pop(0).result), means)


def _stale(job: Job, current: Current | None, extras: str) -> Iterator[tuple[str, Path]]:
    master = sha256(read_bytes(job.master, what=N_("master"))) if current is not None else ""
    for language, path in job.catalogues:
        if current is None or not path.is_file() or not current.has(digest(master, sha256(read_bytes(path)), extras)):
            yield language, path


def _update_alone(jobs: Sequence[Job], means: Means) -> list[Done]:
    """In a worker process."""
    with ThreadPoolExecutor(1) as ahead:
        return _whole_or_each(jobs, _Templates(ahead.submit(_read_masters, jobs, means).result), means)


class _Templates:
    """Gives the templates of a batch's masters; ``failed``: it couldn't, and wouldn't for any of their languages."""

    def __init__(self, reading: Callable[[], list[Master]]) -> None:
        self._reading = reading
        self.failed = False

    def __call__(self) -> list[Template]:
        self.failed = True
        codec = PandocCodec()
        made = [masters.template(master, codec) for master in self._reading()]
        self.failed = False
        return made


def _whole_or_each(jobs: Sequence[Job], reading: _Templates, means: Means) -> list[Done]:
    """A batch at once; where something in it can't be read, its publications one by one, then their languages, unless it is
    the master that can't: it has had its time."""
    done = isolation.attempt(jobs[0].shown(jobs[0].master), lambda: _update_batch(jobs, reading, means))
    if not isinstance(done, Failure):
        return done
    parts = list(jobs)
    if len(jobs) == 1:
        (job,) = jobs
        if reading.failed or len(job.catalogues) == 1:
            return [
                Done(job.publication, language, job.shown(path), Result.FAILED, (done.finding,), done)
                for language, path in job.catalogues
            ]
        parts = [replace(job, catalogues=(pair,)) for pair in job.catalogues]
    return [
        item
        for part in parts
        for item in _whole_or_each([part], _Templates(partial(_read_masters, [part], means)), means)
    ]


def _read_masters(jobs: Sequence[Job], means: Means) -> list[Master]:
    shown = [job.shown(job.master) for job in jobs]
    sources = [masters.source(job.master, name) for job, name in zip(jobs, shown, strict=True)]
    documents = read_masters([text for _, text in sources], shown, Trees(means.trees) if means.trees else None)
    return [
        masters.master(job.publication, name, sha256(data), document, job.source_language)
        for job, name, (data, _), document in zip(jobs, shown, sources, documents, strict=True)
    ]


def _update_batch(jobs: Sequence[Job], reading: _Templates, means: Means) -> list[Done]:
    """Nothing is written before every file of the batch is read; a catalogue that someone saves meanwhile is read again."""
    shown = jobs[0].shown(jobs[0].master)
    with bounds.deadline(shown if len(jobs) == 1 else f"The batch that begins with {shown}", steps=len(jobs)):
        updates = _updates(jobs, reading, means)
    if not means.dry:
        with ThreadPoolExecutor(_WRITERS) as pool:  # most of the time goes by waiting for the disk
            saved = list(pool.map(_write, updates))
        for index, update in enumerate(updates):
            if saved[index]:
                updates[index] = files.again(partial(_anew, update, means))
    return [update.done for update in updates]


@dataclass(frozen=True, slots=True)
class _Update:
    """One catalogue: what stood in its file when it was read, and what is to be written, if anything is."""

    job: Job
    path: Path
    before: bytes
    after: Catalogue | None
    done: Done


def _updates(jobs: Sequence[Job], reading: _Templates, means: Means) -> list[_Update]:
    before = [[_catalogue(job, language, path) for language, path in job.catalogues] for job in jobs]
    made: list[_Update] = []
    for job, catalogues, template in zip(jobs, before, reading(), strict=True):
        for (_, path), (data, catalogue) in zip(job.catalogues, catalogues, strict=True):
            made.append(_update(job, template, path, data, catalogue, means))
    return made


def _write(update: _Update) -> bool:
    """Whether someone has saved the file since it was read; then nothing is written."""
    if update.after is None:
        return False
    try:
        po.write_catalogue(update.path, update.after, instead_of=update.before)
    except files.SavedMeanwhile:
        return True
    return False


def _anew(update: _Update, means: Means) -> _Update:
    """The update of one catalogue from the beginning."""
    job = replace(update.job, catalogues=((update.done.language, update.path),))
    (again,) = _updates([job], _Templates(partial(_read_masters, [job], means)), means)
    if again.after is not None:
        po.write_catalogue(again.path, again.after, instead_of=again.before)
    return again


def _catalogue(job: Job, language: str, path: Path) -> tuple[bytes, Catalogue]:
    if path.exists():
        return po.load(path, publication=job.publication, language=language, name=job.shown(path))
    new = new_catalogue(job.publication, language, job.shown(path), plural_forms=plural_forms(language))
    return files.ABSENT, new


def _update(job: Job, template: Template, path: Path, data: bytes, before: Catalogue, means: Means) -> _Update:
    """What becomes of a catalogue, and its new state if it is to be written."""
    present = migrate(before)
    terms = term_comments(template, means.glossary, before.language)
    suggestions, fills = _offered(template, present, means)
    outcome = update(template, present, terms=terms, suggestions=suggestions, fills=fills)
    is_new = data is files.ABSENT
    changed = is_new or outcome.value is not before
    result = Result.CREATED if is_new else Result.UPDATED if changed else Result.UNCHANGED
    if changed and means.dry:
        result = Result.STALE
    after = outcome.value if changed and not means.dry else None
    left = data if after is None else po.render(after).encode()
    findings = outcome.findings if changed else ()
    pair = template.master_digest, sha256(left)
    done = Done(before.publication, before.language, before.path, result, findings, pair=pair)
    return _Update(job, path, data, after, done)


_Lines = dict[str, tuple[str, ...]]
_Fills = dict[str, tuple[str, str]]


def _offered(template: Template, catalogue: Catalogue, means: Means) -> tuple[_Lines | None, _Fills]:
    """What other publications made of the texts that aren't translated yet, None where there are no others; and what of it
    fills empty entries."""
    if means.memory is None:
        return None, {}
    entries = {entry.key: entry for entry in catalogue.entries if not entry.obsolete}
    open_texts = [
        segment.source
        for segment in template.segments
        if state_of(entries.get(segment.key)) in (State.UNTRANSLATED, State.FUZZY)
    ]
    language, name = catalogue.language, catalogue.publication
    try:
        with Memory(means.memory) as base:
            fills = dict(base.exact(open_texts, language=language, publication=name)) if means.fill else {}
            return dict(base.suggest(open_texts, language=language, publication=name)), fills
    except BrokenMemory:  # it is made anew by the next update; until then the comments stay as they are
        return None, {}
