"""Take many masters and their catalogues, bring the catalogues up to date: in batches, on all cores, and for nothing at all
where nothing changed.

Strategy.  A pair (master, catalogue) that an update left alone is remembered by the sha256 of both files' bytes and of what else
the update used; next time it is skipped unread by pandoc and polib.  The rest goes to worker processes in batches, one pandoc
process a batch; each worker keeps no more than its batch in memory.  The result is the same whatever the number of workers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from sco_pub.edge import pandoc, po
from sco_pub.edge.files import read_bytes, sha256, write_text
from sco_pub.edge.inlines import PandocCodec
from sco_pub.edge.labels import plural_forms
from sco_pub.localise.extract import extract
from sco_pub.localise.header import SCHEMA, new_catalogue
from sco_pub.localise.suggestions import term_comments
from sco_pub.localise.update import update
from sco_pub.model.document import Master
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Finding, Place
from sco_pub.model.glossary import Glossary

_BATCH = 25  # articles; about 5 MB of trees


@dataclass(frozen=True, slots=True)
class Job:
    """One publication: its master and its catalogues by language, as files and as the user names them."""

    publication: str
    master: Path
    catalogues: tuple[tuple[str, Path], ...]
    name: str = ""  # of the master, for references
    source_language: str = "zh-CN"


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one catalogue."""

    publication: str
    language: str
    path: Path
    changed: bool
    findings: tuple[Finding, ...] = ()


class Current:
    """The digests of pairs that need no update, in a file beside the derived ones; a broken file counts as empty."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            known = json.loads(path.read_text("utf-8"))
            self.known = set(known) if isinstance(known, list) else set()
        except (OSError, ValueError):
            self.known = set()
        self._used: set[str] = set()

    def has(self, key: str) -> bool:
        """Whether this pair is known to need nothing."""
        return key in self.known

    def keep(self, keys: Iterable[str]) -> None:
        """Remember these, and of the older ones only those that are kept too."""
        self._used.update(keys)

    def save(self) -> None:
        """Write what was kept."""
        write_text(self.path, json.dumps(sorted(self._used), indent=0) + "\n")


def digest(master: bytes, catalogue: bytes, extras: str = "") -> str:
    """The key of a pair for Current; ``extras`` stands for what else an update uses (the glossary's digest)."""
    whole = hashlib.sha256(f"{SCHEMA}\n{extras}\n{len(master)}\n".encode())
    whole.update(master)
    whole.update(catalogue)
    return whole.hexdigest()


def update_many(
    jobs: Sequence[Job],
    *,
    current: Current | None = None,
    glossary: Glossary | None = None,
    extras: str = "",
    workers: int = 1,
) -> tuple[Done, ...]:
    """Bring the catalogues of all jobs up to their masters and write those that change.

    ``extras``: a digest of the glossary.  Nothing is written for a job whose files can't be read; the InputError comes first.
    """
    done: dict[tuple[str, str], Done] = {}
    open_jobs = []
    for job in jobs:
        left = job.catalogues if current is None else tuple(_stale(job, current, extras, done))
        if left:
            open_jobs.append(Job(job.publication, job.master, left, job.name, job.source_language))
    size = max(1, min(_BATCH, -(-len(open_jobs) // workers)))
    batches = [open_jobs[start : start + size] for start in range(0, len(open_jobs), size)]
    if workers > 1 and len(batches) > 1:
        with ProcessPoolExecutor(workers) as pool:
            results = list(pool.map(_update_batch, batches, [glossary] * len(batches)))
    else:
        results = [_update_batch(batch, glossary) for batch in batches]
    for item in (item for result in results for item in result):
        done[item.publication, item.language] = item
    if current is not None:
        for job in open_jobs:
            master = read_bytes(job.master)
            current.keep(digest(master, read_bytes(path), extras) for _, path in job.catalogues)
        current.save()
    return tuple(done[job.publication, language] for job in jobs for language, _ in job.catalogues)


def _stale(job: Job, current: Current, extras: str, done: dict[tuple[str, str], Done]) -> Iterable[tuple[str, Path]]:
    master = read_bytes(job.master, what="master")
    for language, path in job.catalogues:
        key = digest(master, path.read_bytes() if path.exists() else b"", extras)
        if current.has(key):
            current.keep([key])
            done[job.publication, language] = Done(job.publication, language, path, False)
        else:
            yield language, path


def _update_batch(jobs: Sequence[Job], glossary: Glossary | None) -> list[Done]:
    data = [read_bytes(job.master, what="master") for job in jobs]
    documents = pandoc.read_markdown(
        [_text(job, raw) for job, raw in zip(jobs, data, strict=True)], [str(job.master) for job in jobs]
    )
    codec = PandocCodec()
    done = []
    for job, raw, document in zip(jobs, data, documents, strict=True):
        name = job.name or job.master.as_posix()
        template = extract(Master(job.publication, name, sha256(raw), job.source_language, document), codec).value
        for language, path in job.catalogues:
            is_new = not path.exists()
            if is_new:
                before = new_catalogue(job.publication, language, str(path), plural_forms=plural_forms(language))
            else:
                before = po.read_catalogue(path, publication=job.publication, language=language)
            terms = term_comments(template, glossary, language) if glossary else None
            outcome = update(template, before, terms=terms)
            changed = (is_new or outcome.value != before) and po.write_catalogue(path, outcome.value)
            done.append(Done(job.publication, language, path, changed, outcome.findings))
    return done


def _text(job: Job, raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"The master {job.master} isn't UTF-8 (line {line}).", place=Place(str(job.master), line)
        ) from None
