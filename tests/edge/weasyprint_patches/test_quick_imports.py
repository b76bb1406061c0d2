"""WeasyPrint is imported in less time, and is the same."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from sco_pub.edge.weasyprint_patches import pango_types, quick_imports
from sco_pub.model.errors import ToolError
from tools import pango_types as tool


def test_the_types_are_those_that_weasyprint_declares() -> None:
    assert ast.dump(ast.parse(tool.text())) == ast.dump(ast.parse(tool.TARGET.read_text("utf-8")))


def test_types_made_from_other_declarations_are_refused() -> None:
    with pytest.raises(ToolError, match=r"text/ffi\.py has changed"):
        quick_imports._Declared("other", **pango_types.WRITTEN).cdef("int pango_version (void);")


def test_neither_a_parser_of_c_nor_what_only_rare_fonts_need_is_loaded_until_it_is_used() -> None:
    script = """
import sys
from sco_pub.edge import weasyprint
weasyprint.load()
early = {"pycparser", "fontTools.subset", "fontTools.varLib.instancer"} & set(sys.modules)
from weasyprint.pdf import fonts
options = fonts.subset.Options(notdef_outline=True)
import fontTools.subset, cffi
late = type(options) is fontTools.subset.Options and cffi.FFI.__module__ == "cffi.api"
print(sorted(early), late)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["[]", "True"]
