"""A week of an editor and four translators on one repository: what is left of what each wrote?

    python -m benchmarks.catalogues.week                     # without a Weblate server
    python -m benchmarks.catalogues.week --weblate FOLDER    # with one that tools.weblate.server set up and started

The people: an editor, who changes the master and runs update; Anna, whose client writes through gettext (msgcat, wrapped);
Boris, whose client is polib with its wrapping; Olga with OmegaT (its console, if it is installed) through `exchange omegat`;
Vera on a real Weblate server, if there is one. Each has a clone with the merge driver, and pulls and pushes as people do.

Every translation and remark has words that stand nowhere else, so that what is gone is seen. A wording counts as kept if it
stands anywhere in the catalogue (also as fuzzy, obsolete, or in a comment), or if somebody who had it in front of them replaced
it. The article is one of tests/corpus/recombined.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import polib
from lxml import etree

from sco_pub.edge.po import file as po
from sco_pub.localise.state import state_of
from sco_pub.model.catalogue import Catalogue, Entry, State
from tests.corpus.recombined import article, clauses
from tools.weblate.client import Client
from tools.weblate.server import GIT, Server

ROOT = Path(__file__).parents[2]
PUB, LANG = "week", "ru"
PO = f"translations/{PUB}/{LANG}.po"
MASTER = f"source/{PUB}/master.md"
_SCO = (sys.executable, "-c", "from sco_pub.cli.main import main; main()")
_CALL = re.compile(r"\[\^[^\]\s]+\]")


@dataclass
class Ledger:
    """What was written, by whom; what was knowingly replaced."""

    written: list[tuple[str, str, str]] = field(default_factory=list)  # who, day, words
    replaced: set[str] = field(default_factory=set)
    number: int = 0

    def words(self, who: str, day: str, source: str, *, over: str = "") -> str:
        """A new translation of a source, with its note calls; ``over``: the one it takes the place of."""
        self.number += 1
        words = f"Перевод {who} {day} {self.number:04d}"
        self.written.append((who, day, words))
        self.replaced |= set(re.findall(r"Перевод \w+ \w+ \d{4}", over))
        return f"{words}: так сказано в источнике и так оно звучит{''.join(_CALL.findall(source))}."

    def remark(self, who: str, day: str) -> str:
        self.number += 1
        words = f"Замечание {who} {day} {self.number:04d}"
        self.written.append((who, day, words))
        return words

    def lost(self, text: str) -> list[tuple[str, str, str]]:
        text = " ".join(text.split())
        return [item for item in self.written if item[2] not in text and item[2] not in self.replaced]


class Desk:
    """Somebody's clone."""

    def __init__(self, folder: Path, origin: str, name: str) -> None:
        self.name, self.folder = name, folder / name
        _run(["git", "clone", "-q", origin, str(self.folder)])
        for key, value in (("user.name", name), ("user.email", f"{name}@example.org"), ("pull.rebase", "false")):
            self.git("config", key, value)
        self.git("config", "merge.sco-pub-po.driver", f"{' '.join(map(shlex.quote, _SCO))} po merge-driver %O %A %B %P")
        attributes = self.folder / ".git" / "info" / "attributes"
        attributes.write_text("*.po merge=sco-pub-po\n", "utf-8")

    def git(self, *arguments: str, check: bool = True) -> str:
        return _run(["git", *arguments], self.folder, check=check)

    def sco(self, *arguments: str) -> str:
        return _run([*_SCO, *arguments], self.folder, check=False)

    @property
    def catalogue(self) -> Catalogue:
        return po.read_catalogue(self.folder / PO, publication=PUB, language=LANG)

    def write(self, catalogue: Catalogue) -> None:
        po.write_catalogue(self.folder / PO, catalogue)

    def commit(self, words: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-qm", words, "--allow-empty")

    def exchange_with_others(self) -> int:
        """Pull, settle what git calls a conflict (our driver leaves a whole file), update if the master moved, push."""
        said = self.git("pull", "-q", "--no-edit", check=False)
        conflict = bool(self.git("ls-files", "--unmerged"))
        if conflict:
            self.commit("Merge, both wordings kept")
        del said
        self.sco("update")
        self.commit("Update")
        self.git("push", "-q", check=False)
        return conflict


def translate(
    catalogue: Catalogue,
    ledger: Ledger,
    who: str,
    day: str,
    which: Callable[[Entry], bool],
    most: int,
    remarks: int = 0,
) -> Catalogue:
    """The catalogue with the first ``most`` entries that ``which`` picks translated, a few of them with a remark."""
    entries, done = [], 0
    for entry in catalogue.entries:
        if done < most and not entry.obsolete and which(entry):
            words = ledger.words(who, day, entry.source, over=entry.target)
            comments = (*entry.comments, ledger.remark(who, day)) if done < remarks else entry.comments
            flags = tuple(flag for flag in entry.flags if flag != "fuzzy")
            entry = replace(
                entry, target=words, comments=comments, flags=flags, previous_source=None, previous_context=None
            )
            done += 1
        entries.append(entry)
    return replace(catalogue, entries=tuple(entries))


def empty(entry: Entry) -> bool:
    return not entry.target


def fuzzy(entry: Entry) -> bool:
    return entry.fuzzy


class Olga:
    """OmegaT: a project is exported, translated in its console, imported days later."""

    def __init__(self, desk: Desk, ledger: Ledger, folder: Path) -> None:
        self.desk, self._ledger, self._folder = desk, ledger, folder
        self._program = shutil.which("omegat")

    def export(self, day: str) -> None:
        self._project = self._folder / f"omegat-{day}" / LANG
        self.desk.sco("exchange", "omegat", "export", "--lang", LANG, "--to", str(self._project.parent))

    def translate(self, day: str, most: int) -> None:
        """Translations in the project's own memory, as its editor saves them; then the console writes target/."""
        source = po.read_catalogue(self._project / "source" / f"{PUB}.po", publication=PUB, language=LANG)
        after = translate(source, self._ledger, "Olga", day, empty, most)
        pairs = [
            (a.source, a.target) for a, b in zip(after.entries, source.entries, strict=True) if a.target != b.target
        ]
        root = etree.Element("tmx", version="1.1")
        head = {"srclang": "zh-CN", "segtype": "paragraph", "o-tmf": "OmegaT TMX", "adminlang": "EN-US"}
        head |= {"datatype": "plaintext", "creationtool": "OmegaT", "creationtoolversion": "3.6.0"}
        etree.SubElement(root, "header", head)
        body = etree.SubElement(root, "body")
        for pair in pairs:
            unit = etree.SubElement(body, "tu")
            for language, text in zip(("zh-CN", LANG), pair, strict=True):
                variant = etree.SubElement(unit, "tuv", lang=language)
                etree.SubElement(variant, "seg").text = text
        (self._project / "omegat").mkdir(exist_ok=True)
        (self._project / "omegat" / "project_save.tmx").write_bytes(
            etree.tostring(root, encoding="UTF-8", xml_declaration=True)
        )
        if self._program:
            _run([self._program, str(self._project), "--mode=console-translate"], env={"HOME": str(self._folder)})
        else:
            (self._project / "target").mkdir(exist_ok=True)
            po.write_catalogue(self._project / "target" / f"{PUB}.po", after)

    def bring(self) -> str:
        return self.desk.sco("exchange", "omegat", "import", str(self._project))


class Vera:
    """Somebody on a Weblate server."""

    def __init__(self, folder: Path, ledger: Ledger) -> None:
        self.api, self._ledger = Client(folder), ledger
        self._translation, self._component = f"translations/week/{PUB}/{LANG}/", f"components/week/{PUB}/"
        self.server = Server(folder)

    def join(self, folder: Path) -> None:
        """The project with reviews, and the component as the docs describe it, with this repository's addresses."""
        if any(project["slug"] == "week" for project in self.api.get("projects/")["results"]):
            self.api.send("DELETE", "projects/week/", {})
        project = {"name": "week", "slug": "week", "web": "https://example.org/", "translation_review": True}
        self.api.send("POST", "projects/", project)
        (component,) = json.loads((ROOT / "docs" / "weblate-component.json").read_text("utf-8"))
        address = f"git://127.0.0.1:{GIT}/week.git"
        component |= {"name": PUB, "slug": PUB, "repo": address, "push": address}
        component["filemask"] = f"translations/{PUB}/*.po"
        (folder / "component.json").write_text(json.dumps([component]), "utf-8")
        self.server.weblate("import_json", "--project", "week", str(folder / "component.json"))

    def units(self, query: str = "") -> list[dict[str, object]]:
        found: list[dict[str, object]] = self.api.get(f"{self._translation}units/?page_size=1000{query}")["results"]
        return found

    def translate(self, day: str, most: int, *, state: int = 20, which: Callable[[dict[str, object]], bool]) -> None:
        for unit in [unit for unit in self.units() if which(unit)][-most:]:
            source, target = _text(unit["source"]), _text(unit["target"])
            words = self._ledger.words("Vera", day, source, over=target)
            self.api.send("PATCH", f"units/{unit['id']}/", {"state": state, "target": [words]})

    def approve(self, most: int) -> None:
        for unit in [unit for unit in self.units() if unit["translated"] and not unit["approved"]][:most]:
            self.api.send("PATCH", f"units/{unit['id']}/", {"state": 30, "target": unit["target"]})

    def exchange_with_others(self) -> bool:
        """Commit, pull, push; whether the pull failed."""
        for operation in ("commit", "pull", "push"):
            done = self.api.send("POST", f"{self._component}repository/", {"operation": operation})
            if not done["result"]:
                return True
        return False

    def approvals(self, desk: Desk) -> str:
        for name in ("units", "changes"):
            data = self.api.fetched(f"{self._translation}{name}/?page_size=1000")
            (desk.folder.parent / f"{name}.json").write_bytes(data)
        return desk.sco(
            "exchange", "weblate", "import", *(str(desk.folder.parent / f"{n}.json") for n in ("units", "changes"))
        )


def _text(plurals: object) -> str:
    return "".join(plurals) if isinstance(plurals, list) else str(plurals)


def through_gettext(desk: Desk) -> None:
    """Save as a client does that writes through gettext: wrapped at 78."""
    path = str(desk.folder / PO)
    _run(["msgcat", "--width=78", "-o", path, path])


def through_polib(desk: Desk) -> None:
    polib.pofile(str(desk.folder / PO)).save()


def edit(desk: Desk, *changes: Callable[[list[str]], list[str]]) -> None:
    """Change the master's paragraphs."""
    path = desk.folder / MASTER
    parts = path.read_text("utf-8").split("\n\n")
    for change in changes:
        parts = change(parts)
    path.write_text("\n\n".join(parts), "utf-8")
    desk.sco("update")
    desk.commit("The editor's changes")


def paragraphs(parts: Sequence[str]) -> list[int]:
    return [at for at, part in enumerate(parts) if not part.startswith(("---", "#", "[^")) and len(part) > 60]


def typos(parts: list[str]) -> list[str]:
    for at in paragraphs(parts)[2:12:2]:
        parts[at] = parts[at].replace("，", "，确实", 1)
    return parts


def split(parts: list[str]) -> list[str]:
    at = paragraphs(parts)[14]
    first, stop, rest = parts[at].partition("。") if "。" in parts[at][:-1] else parts[at].partition("，")
    return [*parts[:at], first + "。", rest or stop, *parts[at + 1 :]]


def joined(parts: list[str]) -> list[str]:
    places = paragraphs(parts)
    at = next(place for place in places[18:] if place + 1 in places)
    return [*parts[:at], parts[at] + parts[at + 1], *parts[at + 2 :]]


def moved(parts: list[str]) -> list[str]:
    at = paragraphs(parts)[5]
    return [*parts[:at], *parts[at + 1 : at + 9], parts[at], *parts[at + 9 :]]


def renumbered(parts: list[str]) -> list[str]:
    return [part.replace("# 三　", "# 四　").replace("[^3-", "[^三-") for part in parts]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.catalogues.week")
    parser.add_argument("--weblate", type=Path, metavar="FOLDER")
    server = parser.parse_args().weblate
    os.environ["PYTHONPATH"] = str(ROOT)
    with tempfile.TemporaryDirectory(prefix="sco-week-") as name:
        folder = Path(name)
        bare = (server.resolve() / "git" if server else folder) / "week.git"
        shutil.rmtree(bare, ignore_errors=True)
        _play(folder, bare, server)


def _play(folder: Path, bare: Path, server: Path | None) -> None:
    ledger = Ledger()
    _run(["git", "init", "-q", "--bare", "-b", "main", str(bare)])
    editor = Desk(folder, str(bare), "editor")
    editor.git("checkout", "-q", "-b", "main")
    (editor.folder / MASTER).parent.mkdir(parents=True)
    (editor.folder / MASTER).write_text(article(1, clauses()).markdown(), "utf-8")
    (editor.folder / "sco_pub.toml").write_text('schema = 1\nlanguages = ["zh", "ru"]\n', "utf-8")
    (editor.folder / ".gitignore").write_text("build/\n", "utf-8")
    editor.sco("update")
    editor.commit("The article")
    editor.git("push", "-q", "-u", "origin", "main")
    anna, boris, olga_desk = (Desk(folder, str(bare), who) for who in ("anna", "boris", "olga"))
    olga = Olga(olga_desk, ledger, folder)
    vera = Vera(server, ledger) if server else None
    if vera:
        vera.join(folder)
    desks, conflicts, failures = (editor, anna, boris, olga_desk), 0, 0

    def meet() -> None:
        """Everybody pulls, merges and pushes, twice, so that all have all."""
        nonlocal conflicts, failures
        for _ in range(2):
            for desk in desks:
                conflicts += desk.exchange_with_others()
            failures += vera.exchange_with_others() if vera else 0

    def save(desk: Desk, client: Callable[[Desk], None], catalogue: Catalogue, words: str) -> None:
        desk.write(catalogue)
        client(desk)
        desk.commit(words)

    # Monday: each begins somewhere else
    olga.export("mon")
    save(anna, through_gettext, translate(anna.catalogue, ledger, "Anna", "mon", empty, 30, remarks=4), "Anna")
    reverse = boris.catalogue
    later = replace(reverse, entries=tuple(reversed(reverse.entries)))
    back = translate(later, ledger, "Boris", "mon", empty, 30, remarks=4)
    save(boris, through_polib, replace(reverse, entries=tuple(reversed(back.entries))), "Boris")
    if vera:
        vera.translate("mon", 15, which=lambda unit: not unit["translated"] and len(_text(unit["source"])) > 100)
    meet()
    # Tuesday: the editor changes the text while translations are on their way
    olga.translate("tue", 45)
    save(anna, through_gettext, translate(anna.catalogue, ledger, "Anna", "tue", empty, 10, remarks=2), "Anna")
    edit(editor, typos, split, joined, moved)
    if vera:
        vera.translate("tue", 6, which=lambda unit: not unit["translated"])
    olga.bring()
    olga_desk.commit("Olga")
    meet()
    # Wednesday: two translate the same entries, a third corrects finished ones
    olga.export("wed")
    same = [entry.key for entry in anna.catalogue.entries if not entry.obsolete and not entry.target][:6]
    save(anna, through_gettext, translate(anna.catalogue, ledger, "Anna", "wed", lambda e: e.key in same, 6), "Anna")
    save(boris, through_polib, translate(boris.catalogue, ledger, "Boris", "wed", lambda e: e.key in same, 6), "Boris")
    if vera:
        vera.translate("wed", 4, which=lambda unit: bool(unit["translated"]))
    meet()
    # Thursday: fuzzy ones are gone through, the editor renumbers, an old OmegaT project comes back
    save(boris, through_polib, translate(boris.catalogue, ledger, "Boris", "thu", fuzzy, 12, remarks=3), "Boris")
    edit(editor, renumbered)
    olga.translate("thu", 30)
    olga.bring()
    olga_desk.commit("Olga")
    meet()
    # Friday: the rest, readings, approvals
    save(
        anna,
        through_gettext,
        translate(anna.catalogue, ledger, "Anna", "fri", lambda e: not e.target or e.fuzzy, 200),
        "Anna",
    )
    meet()
    anna.sco("review", PUB, "--lang", LANG, "--by", "Anna")
    anna.commit("Read")
    if vera:
        vera.approve(20)
    meet()
    if vera:
        print(vera.approvals(editor).strip())
        editor.commit("Approved on the server")
    meet()
    _told(desks, ledger, conflicts, failures)


def _told(desks: Sequence[Desk], ledger: Ledger, conflicts: int, failures: int) -> None:
    editor = desks[0]
    text = _unwrapped(editor.catalogue)
    lost = ledger.lost(text)
    states = [state_of(entry) for entry in editor.catalogue.entries if not entry.obsolete]
    print(f"{len(states)} entries: {', '.join(f'{states.count(state)} {state.value}' for state in State)}")
    by_who = sorted({(who, sum(item[0] == who for item in ledger.written)) for who, _, _ in ledger.written})
    print(
        f"written: {', '.join(f'{who} {count}' for who, count in by_who)}; knowingly replaced: {len(ledger.replaced)}"
    )
    print(f"merges with both wordings of an entry: {conflicts}; failed pulls of the server: {failures}")
    print(f"clones with the same catalogue: {len({po.render(desk.catalogue) for desk in desks}) == 1}")
    print(f"update has nothing left to do: {'updated' not in editor.sco('update')}")
    print(f"lost: {len(lost)}")
    for item in lost:
        print("   ", *item)
    sys.exit(bool(lost))


def _unwrapped(catalogue: Catalogue) -> str:
    texts = []
    for entry in catalogue.entries:
        texts += [entry.target, *entry.comments, *entry.extracted]
    return "\n".join(texts)


def _run(
    command: Sequence[str], folder: Path | None = None, *, check: bool = True, env: dict[str, str] | None = None
) -> str:
    done = subprocess.run(
        command, cwd=folder, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, **(env or {})},
    )  # fmt: skip
    said = done.stdout.decode("utf-8", "replace")
    if check and done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{said}")
    return said


if __name__ == "__main__":
    main()
