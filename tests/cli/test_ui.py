"""The reader's language: the option before the variable, the variable before the locale; what is written stays English."""

from __future__ import annotations

import subprocess
import sys

import pytest

from sco_pub.cli import ui, verbs
from sco_pub.model.choices import Format
from sco_pub.model.config import House


@pytest.mark.parametrize(
    ("arguments", "environment", "spoken", "asked"),
    [
        ([], {}, "error", None),
        ([], {"LANG": "zh_CN.UTF-8"}, "错误", None),
        ([], {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "error", None),
        ([], {"LANG": "ru_RU.UTF-8", "SCO_PUB_UI": "zh"}, "错误", "zh"),
        (["build", "--ui", "ru"], {"SCO_PUB_UI": "zh"}, "ошибка", "ru"),
        (["--ui=zh", "check"], {}, "错误", "zh"),
    ],
)
def test_whom_a_run_speaks_to(arguments, environment, spoken, asked) -> None:
    ui.begin(arguments, environment)
    reader = ui.reader()
    ui.begin([], {})
    assert (reader.talk("error"), reader.asked) == (spoken, asked)
    assert reader.written("error") == (spoken if asked else "error")


def test_the_options_know_all_formats() -> None:
    assert set(House().formats) == set(Format)


@pytest.mark.parametrize("verb", verbs.VERBS)
def test_help_loads_nothing_of_what_the_verb_does(verb) -> None:
    """The help of a verb costs click and the names of its options (msgids and choices), not the engines behind it."""
    code = (
        "import sys; sys.argv = ['sco-pub', sys.argv[1], '--help']\n"
        "from sco_pub.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "light = ('sco_pub.cli', 'sco_pub.edge.garbage', 'sco_pub.edge.ui', 'sco_pub.edge.po.grammar', 'sco_pub.model.choices', "
        "'sco_pub.model.msgid')\n"
        "ours = {m for m in sys.modules if m.startswith('sco_pub.') and not m.startswith(light)}\n"
        "heavy = {'rich', 'json', 'tomllib', 'cattrs', 'fontTools', 'lxml', 'babel', 'numpy', 'weasyprint'}\n"
        "print(sorted(ours - {'sco_pub.edge', 'sco_pub.edge.po', 'sco_pub.model'} | heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, verb], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
