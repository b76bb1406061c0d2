"""Stories of a program that drafts translations."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

PO = "translations/small/ru.po"
ENGINE = "import os, sys\nfor line in sys.stdin: print(os.environ['SCO_SOURCE'], os.environ['SCO_TARGET'], ''.join(c for c in line if c in '⟦⟧123'))\n"


@pytest.fixture
def engine(run, house):
    (house / "engine.py").write_text(ENGINE)
    run(house, "update")
    return f"{sys.executable} engine.py"


def test_drafts_are_fuzzy_named_and_never_done(run, house, engine):
    assert run(house, "po", "prefill", "--lang", "ru", "--command", engine).code == 0
    text = (house / PO).read_text()
    assert 'msgstr "zh ru [^1-1]"' in text
    assert "#. machine (python" in text
    assert run(house, "stats").out.splitlines()[1].split("\t")[4] == "0"
    run(house, "update")
    assert (house / PO).read_text() == text
    assert run(house, "po", "prefill", "--lang", "ru", "--command", engine).out.startswith("unchanged")


def test_the_program_of_the_manual_drafts_from_a_table(run, house, engine):
    manual = (Path(__file__).parents[2] / "docs" / "translating.md").read_text()
    program = manual.partition("## Drafts by machine")[2].partition("```python\n")[2].partition("```")[0]
    (house / "engine.py").write_text(program)
    (house / "drafts.ru.csv").write_text(
        '国家之间的信任不是自然产生的。,Доверие не возникает само.\n"上海精神是互信、互利、平等、协商⟦1⟧。",Дух — это доверие⟦1⟧.\n'
    )
    assert run(house, "po", "prefill", "--lang", "ru", "--command", engine).code == 0
    text = (house / PO).read_text()
    assert 'msgstr "Доверие не возникает само."' in text
    assert 'msgstr "Дух — это доверие[^1-1]."' in text
    assert text.count("#. machine (python") == 2


def test_a_command_of_the_house_runs_only_when_it_is_asked_for(run, house, engine):
    toml = house / "sco_pub.toml"
    toml.write_text(f'{toml.read_text()}[translate]\ncommand = "{engine}"\nbatch = 2\n')
    before = (house / PO).read_text()
    said = run(house, "po", "prefill")
    assert (said.code, "--run" in said.err, (house / PO).read_text() == before) == (2, True, True)
    assert run(house, "po", "prefill", "--run").code == 0
    assert "#. machine (python" in (house / PO).read_text()


@pytest.mark.parametrize(
    ("program", "code"),
    [("", 2), ("'", 2), ("no-such-program", 3), (f"{sys.executable} -c 'print(1)'", 3), (f"{sys.executable} -c 'import sys; sys.exit(\"broken\")'", 3)],
)  # fmt: skip
def test_a_program_that_fails_or_answers_with_other_lines_changes_nothing(run, house, engine, program, code):
    before = (house / PO).read_text()
    assert run(house, "po", "prefill", "--command", program).code == code
    assert (house / PO).read_text() == before


@pytest.mark.parametrize(
    "program",
    ["import time; time.sleep(60)", "import subprocess; subprocess.run(['sleep', '60'])"],
    ids=["it hangs itself", "one that it started hangs"],
)
def test_a_program_that_hangs_is_ended_with_all_that_it_started(run, house, engine, program):
    toml = house / "sco_pub.toml"
    toml.write_text(f"{toml.read_text()}[limits]\nseconds = 2\n")
    (house / "engine.py").write_text(program)
    before = (house / PO).read_text()
    start = time.monotonic()
    said = run(house, "po", "prefill", "--lang", "ru", "--command", engine)
    assert time.monotonic() - start < 30
    assert (said.code, "more than 2 seconds" in said.err) == (2, True)
    assert (house / PO).read_text() == before


@pytest.mark.parametrize(
    "program",
    [
        "import sys; sys.stdout.buffer.write(b'\\xff\\n' * len(sys.stdin.readlines()))",
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
        "import sys\nfor line in sys.stdin: print('a'); print('b')",
        "import sys\nfor line in list(sys.stdin)[1:]: print('a')",
    ],
    ids=["no text", "killed", "too many lines", "too few lines"],
)
def test_a_program_that_answers_in_no_way_is_named_and_changes_nothing(run, house, engine, program):
    (house / "engine.py").write_text(program)
    before = (house / PO).read_text()
    said = run(house, "po", "prefill", "--lang", "ru", "--command", engine)
    assert (said.code, "Traceback" in said.err) == (3, False)
    assert (house / PO).read_text() == before


def test_what_the_machine_spoilt_is_told(run, house, engine):
    (house / "engine.py").write_text("import sys\nfor line in sys.stdin: print('слово')\n")
    said = run(house, "po", "prefill", "--command", engine)
    assert (said.code, "PO-064" in said.err) == (0, True)
    assert 'msgid "上海精神是互信、互利、平等、协商[^1-1]。"\nmsgstr ""' in (house / PO).read_text()
