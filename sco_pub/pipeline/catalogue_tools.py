"""Take catalogues on disk, give them normalised, migrated, reviewed or exchanged: the translator's desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from sco_pub.check.pair import WITH_HANZI, primary
from sco_pub.edge import bounds, clock, files, git, machine
from sco_pub.edge.glossary import parse_csv, read_glossary, render_csv, render_omegat, render_pairs, render_tbx
from sco_pub.edge.inflection import bend_russian
from sco_pub.edge.memory import MADE_BY, Memory
from sco_pub.edge.morphology import morphology
from sco_pub.edge.po import file as po
from sco_pub.localise import comments, migrate, term_change
from sco_pub.localise.extract import entry_id
from sco_pub.localise.prefill import prefilled
from sco_pub.localise.state import review
from sco_pub.localise.term_change import Replaced
from sco_pub.model.catalogue import Catalogue, Entry
from sco_pub.model.codes.catalogues import NO_DRAFT
from sco_pub.model.errors import InputError
from sco_pub.model.finding import Finding, Place, found
from sco_pub.model.glossary import Glossary
from sco_pub.model.wording import N_, phrase
from sco_pub.pipeline import catalogues, guard, isolation
from sco_pub.pipeline.house import Project, Publication
from sco_pub.pipeline.isolation import Failure


@dataclass(frozen=True, slots=True)
class Written:
    """One file, whether it changed (or, in a dry run, would), and how many entries that touched."""

    path: str
    changed: bool
    count: int = 0
    failed: Failure | None = None
    findings: tuple[Finding, ...] = ()


def normalise(
    workshop: Project, names: tuple[str, ...], languages: tuple[str, ...], *, dry: bool
) -> tuple[Written, ...]:
    """Every catalogue in the canonical form: no wrapping, a fixed order of fields, nothing else changed."""

    def unwrapped(catalogue: Catalogue) -> tuple[Catalogue, int]:
        entries = tuple(replace(entry, comments=comments.whole(entry.comments)) for entry in catalogue.entries)
        return replace(catalogue, entries=entries), 0

    return _each(workshop, names, languages, unwrapped, dry=dry)


def restore(
    workshop: Project, names: tuple[str, ...], languages: tuple[str, ...], *, revision: str, dry: bool
) -> tuple[Written, ...]:
    """Put back the finished work that is gone since ``revision``, or without git since the last update; nothing else changes."""
    wanted = [(publication, language) for publication, language, _ in present(workshop, names, languages)]
    former = guard.former(workshop, wanted, revision)

    def back(catalogue: Catalogue) -> tuple[Catalogue, int]:
        before = former.get((catalogue.publication, catalogue.language))
        return guard.restored(before, catalogue) if before is not None else (catalogue, 0)

    return _each(workshop, names, languages, back, dry=dry)


def migrate_all(
    workshop: Project, names: tuple[str, ...], languages: tuple[str, ...], *, dry: bool
) -> tuple[Written, ...]:
    """Every catalogue in the present schema, translations kept."""
    return _each(workshop, names, languages, lambda catalogue: (migrate.migrate(catalogue), 0), dry=dry)


def record_review(
    workshop: Project,
    names: tuple[str, ...],
    languages: tuple[str, ...],
    *,
    reader: str,
    date: str | None,
    ids: tuple[str, ...],
) -> tuple[Written, ...]:
    """Note that ``reader`` has read the finished entries (all, or those whose six digits are given) as they stand now."""
    if not reader.strip() or not reader.isprintable():
        raise InputError(
            N_("The reader's name has signs that can't be shown."), hint=N_("Give it in UTF-8, on one line.")
        )

    def which(entry: Entry) -> bool:
        return not ids or entry_id(entry.key) in ids

    def read(catalogue: Catalogue) -> tuple[Catalogue, int]:
        return review(catalogue, name=reader, date=date or clock.today(), which=which)

    return _each(workshop, names, languages, read, dry=False)


def prefill(
    workshop: Project, names: tuple[str, ...], languages: tuple[str, ...], *, command: str
) -> tuple[Written, ...]:
    """Drafts of a program's in the entries that are empty, fuzzy; see localise.prefill."""
    spoilt: dict[str, int] = {}
    source, batch = workshop.house.source_language, workshop.house.translate.batch

    def drafted(catalogue: Catalogue) -> tuple[Catalogue, int]:
        tag = catalogue.language
        program = machine.machine(command, workshop.root, source, tag)
        name = machine.name_of(command)
        bounds.longer(2 + len(catalogue.entries) // batch)  # the program has the time of a step for each batch
        done = prefilled(catalogue, program, name=name, batch=batch, hanzi=primary(tag) in WITH_HANZI)
        spoilt[catalogue.path] = done.spoilt
        return done.catalogue, done.drafts

    written = _each(workshop, names, languages, drafted, dry=False)
    told = {path: (found(NO_DRAFT, Place(path), count=count),) for path, count in spoilt.items() if count}
    return tuple(replace(item, findings=told.get(item.path, ())) for item in written)


def replace_term(
    workshop: Project,
    names: tuple[str, ...],
    languages: tuple[str, ...],
    *,
    term: str,
    old: str,
    revision: str,
    dry: bool,
) -> tuple[tuple[Written, ...], tuple[Replaced, ...]]:
    """The glossary's new words in the place of the old ones (see localise.term_change), and every place of it.

    ``term``: only this one; ``old``: its words as they were, which otherwise the glossary of ``revision`` says."""
    now = catalogues.glossary(workshop)
    former = _former_glossary(workshop, revision) if not old else Glossary()
    asked: dict[str, tuple[Finding, ...]] = {}
    places: list[Replaced] = []

    def renewed(catalogue: Catalogue) -> tuple[Catalogue, int]:
        language = catalogue.language
        wanted = term_change.changes(former, now, language) if not old else _one_change(now, term, old, language)
        wanted = tuple(change for change in wanted if not term or change.form == term)
        base, bend = morphology(language).loose, _BEND.get(primary(language), _ask)
        done = term_change.proposed(catalogue, wanted, now, base, bend)
        asked[catalogue.path] = done.asked
        places.extend(done.places)
        return done.catalogue, len(done.places)

    written = _each(workshop, names, languages, renewed, dry=dry)
    return tuple(replace(item, findings=asked.get(item.path, ())) for item in written), tuple(places)


_BEND: dict[str, term_change.Bend] = {"ru": bend_russian}


def _ask(there: str, old: str, new: str) -> None:
    """Inflected words of a language whose inflection isn't known here: a person decides."""


def _one_change(now: Glossary, term: str, old: str, language: str) -> tuple[term_change.Change, ...]:
    found_terms = [item for item in now.terms if term in item.forms]
    if not found_terms:
        raise InputError(phrase(N_("The glossary has no term {term}."), term=term))
    allowed = found_terms[0].allowed.get(language, ())
    return (term_change.Change(term, old, allowed[0]),) if allowed and allowed[0] != old else ()


def _former_glossary(workshop: Project, revision: str) -> Glossary:
    name = workshop.house.glossary or ""
    path = workshop.root / name
    data = git.committed(workshop.root, (path,), revision).get(path) if name else None
    if data is None:
        raise InputError(
            phrase(N_("There is no glossary in {revision} to compare with."), revision=revision),
            hint=N_("Say what changed: --term FORM --old WORDS."),
        )
    return parse_csv(data.decode("utf-8", "replace"), f"{revision}:{name}")


def _each(
    workshop: Project,
    names: tuple[str, ...],
    languages: tuple[str, ...],
    change: Callable[[Catalogue], tuple[Catalogue, int]],
    *,
    dry: bool,
) -> tuple[Written, ...]:
    """What stops one catalogue stops no other, nor does one that takes too long; what a translator saves meanwhile is read,
    not overwritten."""
    done = []
    for publication, language, path in present(workshop, names, languages):
        shown = workshop.shown(path)

        def work(publication: Publication = publication, language: str = language, path: Path = path) -> Written:
            publication.refuse()
            name = workshop.shown(path)
            before, read = po.load(path, publication=publication.name, language=language, name=name)
            catalogue, count = change(read)
            after = po.render(catalogue).encode()
            if after != before and not dry:
                files.write_bytes(path, after, instead_of=before)
            return Written(name, after != before, count)

        written = isolation.attempt_in_time(shown, partial(files.again, work))
        done.append(Written(shown, False, 0, written) if isinstance(written, Failure) else written)
    return tuple(done)


def present(
    workshop: Project, names: tuple[str, ...], languages: tuple[str, ...]
) -> list[tuple[Publication, str, Path]]:
    """The catalogues that are there, of these publications and languages."""
    return [
        (publication, language, publication.catalogue(language))
        for publication in workshop.publications(names)
        for language in catalogues.targets(workshop, languages)
        if publication.catalogue(language).is_file()
    ]


def export_memory(workshop: Project, target: Path) -> Written:
    """Every finished translation of the house as TMX."""
    path = workshop.root / workshop.house.paths.build / catalogues.MEMORY
    files.over_ours(target, MADE_BY)
    there = present(workshop, (), ())
    with bounds.deadline(str(target), steps=max(1, len(there))), Memory(path) as memory:
        count = sum(memory.learn(catalogues.read(workshop, item, lang)) for item, lang, _ in there)
        changed = memory.export_tmx(target, source_language=workshop.house.source_language)
    return Written(str(target), changed, count)


def import_memory(workshop: Project, source: Path) -> Written:
    """Learn a TMX file; what it holds is offered in comments from the next update on."""
    path = workshop.root / workshop.house.paths.build / catalogues.MEMORY
    with bounds.deadline(str(source)), Memory(path) as memory:
        count = memory.import_tmx(source, source_language=workshop.house.source_language)
    return Written(workshop.shown(path), count > 0, count)


def convert_glossary(workshop: Project, source: Path, target: Path, language: str = "") -> Written:
    """A glossary in another form, by the names' endings: CSV, TBX, or for one language OmegaT's ``.utf8`` and a CSV of pairs."""
    if language:
        workshop.languages((language,))
    if target.suffix.lower() == ".utf8" and not language:
        said = phrase(N_("{name} holds one language; which?"), name=target.name)
        raise InputError(said, place=Place(str(target)), hint=N_("Name it: --lang LANG."))
    with bounds.deadline(str(source)):
        glossary = read_glossary(source)
        changed = files.write_bytes(target, _glossary_as(glossary, target, language, workshop.house.source_language))
    count = sum(bool(term.allowed.get(language)) for term in glossary.terms) if language else len(glossary.terms)
    return Written(str(target), changed, count)


def _glossary_as(glossary: Glossary, target: Path, language: str, original: str) -> bytes:
    """The bytes of a glossary in the form that the name's ending asks for."""
    ending = target.suffix.lower()
    if ending == ".tbx":
        return render_tbx(glossary, source=original, only=language)
    if ending == ".utf8":
        return render_omegat(glossary, language).encode()
    return (render_pairs(glossary, language) if language else render_csv(glossary, source=original)).encode()
