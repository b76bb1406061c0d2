"""A translator, an editor and the tools of both in turn, in any order: nothing that someone wrote is ever gone.

A model of what has to be there (marks that occur once each) is held against the text of the catalogue after each step.  A mark goes only
when its own author takes it out.  A merge has to keep what both sides have, and what either has added.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from sco_pub.edge.po.file import parse, render
from sco_pub.localise.merge import merge
from sco_pub.localise.migrate import migrate
from sco_pub.localise.po_header import new_catalogue
from sco_pub.localise.update import update
from sco_pub.model.catalogue import Catalogue, Segment, Template
from sco_pub.model.errors import InputError
from tests.examples import examples

PARAGRAPHS = (
    "国家之间的信任不是自然产生的。它需要时间。",
    "历史上的例子很多。这里只举一个。",
    "地区治理与全球治理不能分割。",
    "人文合作占有特殊的位置。",
)
WHICH = st.integers(0, 30)


def read(text: str) -> Catalogue:
    return parse(text, publication="p", language="ru", path="ru.po")


def blocks(text: str) -> list[str]:
    return text.replace("\r\n", "\n").rstrip("\n").split("\n\n")


class TwoHands(RuleBasedStateMachine):
    """``here`` and ``there`` are two clones of the catalogue, ``marks`` what has to be in each."""

    @initialize()
    def begin(self) -> None:
        self.count = 0
        self.paragraphs = list(PARAGRAPHS[:3])
        self.text = render(new_catalogue("p", "ru", "ru.po", plural_forms="nplurals=1; plural=0;"))
        self.marks: set[str] = set()
        self.base, self.base_marks = self.text, set(self.marks)
        self.there: tuple[str, set[str]] | None = None
        self.update()

    def mark(self) -> str:
        self.count += 1
        return f"M{self.count:04}M"

    def put(self, which: int, change) -> None:
        """Change one entry's lines, the header left out."""
        parts = blocks(self.text)
        if len(parts) > 1:
            at = 1 + which % (len(parts) - 1)
            parts[at] = change(parts[at])
            self.text = "\n\n".join(parts) + "\n"

    # -- the translator

    @rule(which=WHICH, fuzzy=st.booleans())
    def translate(self, which: int, fuzzy: bool) -> None:
        mark = self.mark()

        def change(block: str) -> str:
            block = block.replace('msgstr"', 'msgstr "')
            prefix = "#~ " if block.rsplit("\n", 1)[-1].startswith("#~") else ""
            head, _, old = block.rpartition(f"{prefix}msgstr ")
            self.marks -= {m for m in self.marks if m in old}
            lines = [line for line in head.split("\n") if not line.startswith("#, ")]
            flags = [part for line in head.split("\n") if line.startswith("#, ") for part in line[3:].split(", ")]
            flags = [*(["fuzzy"] if fuzzy else []), *(flag for flag in flags if flag != "fuzzy")]
            notes = [line for line in lines if line.startswith(("# ", "#.", "#:")) or line == "#"]
            rest = [line for line in lines if line not in notes]
            self.marks.add(mark)
            return (
                "\n".join([*notes, *([f"#, {', '.join(flags)}"] if flags else []), *rest]) + f'{prefix}msgstr "{mark}"'
            )

        self.put(which, change)

    @rule(
        which=WHICH,
        kind=st.sampled_from(
            ("# {}", "#{}", "#. {}", "#. facade {}", "#. was: {}", "#: src/{}.c", "#, x-{}", "# Weblate: {}\n#\n#")
        ),
    )
    def remark(self, which: int, kind: str) -> None:
        mark = self.mark()

        def change(block: str) -> str:
            self.marks.add(mark)
            return f"{kind.format(mark)}\n{block}"

        self.put(which, change)

    @rule(kind=st.sampled_from(('"X-Own: {}\\n"', '"Last-Translator: {}\\n"', '"{}\\n"')))
    def head(self, kind: str) -> None:
        mark = self.mark()
        head, *rest = blocks(self.text)
        lines = head.split("\n")
        if kind.startswith('"Last'):
            self.marks -= {m for m in self.marks for line in lines if line.startswith('"Last-Translator') and m in line}
            lines = [line for line in lines if not line.startswith('"Last-Translator')]
        self.text = "\n\n".join(["\n".join([*lines, kind.format(mark)]), *rest]) + "\n"
        self.marks.add(mark)

    # -- their tools

    @rule()
    def saved_with_other_line_ends(self) -> None:
        self.text = self.text.replace("\r\n", "\n").replace("\n", "\r\n")

    @rule(which=WHICH)
    def saved_without_spaces(self, which: int) -> None:
        self.put(which, lambda block: block.replace("#, ", "#,").replace('msgstr "', 'msgstr"'))

    @rule(which=WHICH)
    def strings_wrapped(self, which: int) -> None:
        """As msgcat and Poedit do: an empty first line, the text below."""
        self.put(which, lambda block: re.sub(r'(?m)^(#~ )?(msgid|msgstr) ("[^"]+")$', r'\1\2 ""\n\1\3', block))

    @rule(which=WHICH)
    def comments_wrapped(self, which: int) -> None:
        """A word on each line: of a translator's comments and of extracted ones."""
        self.put(which, lambda block: re.sub(r"(?m)^(#[ .]) ?(?!sco-|Weblate)(\w+) (\w.*)$", r"\1 \2\n\1 \3", block))

    @rule(which=WHICH)
    def flags_on_lines_of_their_own(self, which: int) -> None:
        """And behind the extracted comments, or before them."""

        def change(block: str) -> str:
            lines = block.split("\n")
            flags = [flag.strip() for line in lines if line.startswith("#,") for flag in line[2:].split(",")]
            rest = [line for line in lines if not line.startswith("#,")]
            at = which % (1 + next((n for n, line in enumerate(rest) if not line.startswith("#")), 0))
            return "\n".join([*rest[:at], *(f"#, {flag}" for flag in flags), *rest[at:]])

        self.put(which, change)

    @rule(which=WHICH)
    def an_entry_that_is_there_twice_is_refused(self, which: int) -> None:
        parts = blocks(self.text)
        block = parts[which % len(parts)]
        if not any(line.startswith("#~") for line in block.split("\n")) and len(parts) > 1:
            with pytest.raises(InputError):
                read("\n\n".join([*parts, block]) + "\n")

    @rule(which=WHICH)
    def an_obsolete_twin(self, which: int) -> None:
        mark, parts = self.mark(), blocks(self.text)
        if len(parts) > 1:
            block = parts[1 + which % (len(parts) - 1)]
            strings = [line for line in block.split("\n") if line.startswith(("msg", '"'))]
            cut = next((n for n, line in enumerate(strings) if line.startswith("msgstr")), 0)
            if cut:
                twin = [f"#~ {line}" for line in strings[:cut]]
                self.text = (
                    self.text.replace("\r\n", "\n").rstrip("\n")
                    + "\n\n"
                    + "\n".join([*twin, f'#~ msgstr "{mark}"'])
                    + "\n"
                )
                self.marks.add(mark)

    @rule()
    def header_reordered(self) -> None:
        head, *rest = blocks(self.text)
        lines = head.split("\n")
        fields = [line for line in lines if line.startswith('"')]
        self.text = (
            "\n\n".join(["\n".join([*(line for line in lines if line not in fields), *reversed(fields)]), *rest]) + "\n"
        )

    # -- the editor

    @rule(which=WHICH)
    def paragraph_goes(self, which: int) -> None:
        if len(self.paragraphs) > 1:
            self.paragraphs.pop(which % len(self.paragraphs))

    @rule(which=WHICH)
    def paragraph_comes_or_comes_back(self, which: int) -> None:
        text = PARAGRAPHS[which % len(PARAGRAPHS)]
        if text not in self.paragraphs:
            self.paragraphs.insert(which % (len(self.paragraphs) + 1), text)

    @rule(which=WHICH)
    def paragraph_edited(self, which: int) -> None:
        at = which % len(self.paragraphs)
        self.paragraphs[at] = (
            self.paragraphs[at].removesuffix("又一句。")
            if self.paragraphs[at].endswith("又一句。")
            else self.paragraphs[at] + "又一句。"
        )
        self.paragraphs = list(dict.fromkeys(self.paragraphs))

    # -- ours

    @rule()
    def update(self) -> None:
        segments = tuple(Segment("paragraph", source, ("0a1b2c paragraph",)) for source in self.paragraphs)
        template = Template("p", "zh", "0" * 64, segments, path="source/p/master.md")
        self.text = render(update(template, migrate(read(self.text)), terms={}, suggestions={}).value)
        again = update(template, read(self.text), terms={}, suggestions={}).value
        assert render(again) == self.text

    @rule()
    def normalise(self) -> None:
        self.text = render(read(self.text))

    # -- two clones

    @precondition(lambda self: self.there is None)
    @rule()
    def clone(self) -> None:
        self.there = (self.text, set(self.marks))
        self.base, self.base_marks = self.text, set(self.marks)

    @precondition(lambda self: self.there is not None)
    @rule()
    def at_the_other_desk(self) -> None:
        assert self.there is not None
        text, marks = self.there
        self.there = (self.text, self.marks)
        self.text, self.marks = text, marks

    @precondition(lambda self: self.there is not None)
    @rule()
    def merge(self) -> None:
        assert self.there is not None
        text, marks = self.there
        self.text = render(merge(read(self.base), read(self.text), read(text)).value)
        self.marks = (self.marks & marks) | (self.marks - self.base_marks) | (marks - self.base_marks)
        self.there = None

    @invariant()
    def everything_is_there(self) -> None:
        missing = {mark for mark in self.marks if mark not in self.text}
        assert not missing, (missing, self.text)

    @invariant()
    def it_can_be_read(self) -> None:
        read(self.text)


def test_nothing_that_someone_wrote_is_ever_gone():
    run_state_machine_as_test(TwoHands, settings=examples(10, stateful_step_count=20, deadline=None))


# -- two races, step by step


def raced(first: str, second: str, *, at_start: str, translator) -> Catalogue:
    """The editor changes ``first`` into ``second`` and updates while the translator works on the state before."""
    before = read(at_start)
    ours = update(template((second,)), before).value
    theirs = translator(before)
    merged = merge(before, ours, theirs).value
    return update(template((second,)), merged).value


def template(texts: tuple[str, ...]) -> Template:
    return Template(
        "p", "zh-CN", "d" * 64, tuple(Segment("paragraph", text, ("0a1b2c paragraph",)) for text in texts), path="m.md"
    )


def with_words(target: str):
    return lambda catalogue: replace(catalogue, entries=tuple(replace(e, target=target) for e in catalogue.entries))


def test_a_translation_of_a_text_that_was_new_and_is_edited_meanwhile_is_offered_to_what_it_became():
    old, new = PARAGRAPHS[0], PARAGRAPHS[0].replace("长久", "很多").replace("需要", "要")
    start = render(update(template((old,)), new_catalogue("p", "ru", "ru.po")).value)
    (live,) = [e for e in raced(old, new, at_start=start, translator=with_words("Доверие.")).entries if not e.obsolete]
    assert (live.target, live.fuzzy, live.previous_source) == ("Доверие.", True, old)


def test_the_newer_wording_of_an_edited_text_is_the_one_that_is_fuzzy():
    old, new = PARAGRAPHS[0], PARAGRAPHS[0].replace("需要", "要")
    first = update(template((old,)), new_catalogue("p", "ru", "ru.po")).value
    start = render(with_words("Доверие.")(first))
    (live,) = [e for e in raced(old, new, at_start=start, translator=with_words("Вера.")).entries if not e.obsolete]
    assert (live.target, live.fuzzy, live.previous_source) == ("Вера.", True, old)


def test_where_another_driver_merged_the_other_wording_is_shown_beside_the_fuzzy_one():
    old, new = PARAGRAPHS[0], PARAGRAPHS[0].replace("需要", "要")
    first = with_words("Доверие.")(update(template((old,)), new_catalogue("p", "ru", "ru.po")).value)
    edited = update(template((new,)), first).value
    shelf = tuple(replace(e, target="Вера.") if e.obsolete else e for e in edited.entries)
    live = update(template((new,)), replace(edited, entries=shelf)).value.entries[0]
    assert live.extracted[-1] == "suggestion (the former text, in other words, 100 %): Вера."
    done = replace(live, flags=(), previous_source=None)
    after = update(template((new,)), replace(edited, entries=(done, *shelf[1:]))).value.entries[0]
    assert not any("Вера" in line for line in after.extracted)
