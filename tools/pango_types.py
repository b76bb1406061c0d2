"""Write sco_pub/edge/weasyprint_patches/pango_types.py from WeasyPrint's declarations: ``python -m tools.pango_types``.

cffi reads the declarations and writes down what it has read, as it does for its out-of-line ABI mode; the file is a table of
types and holds no code.  To be run when the locked version of WeasyPrint or of cffi changes.
"""

from __future__ import annotations

import ast
import hashlib
import tempfile
from importlib.util import find_spec
from pathlib import Path

import cffi
from cffi import recompiler

TARGET = Path(__file__).resolve().parents[1] / "sco_pub" / "edge" / "weasyprint_patches" / "pango_types.py"
_HEAD = '''"""What cffi reads in WeasyPrint's declarations of Pango, HarfBuzz and fontconfig, written down.

Not to be edited: ``python -m tools.pango_types`` makes it.  See weasyprint_patches.quick_imports.
"""

'''


def declarations() -> str:
    """The C that WeasyPrint describes its libraries in."""
    spec = find_spec("weasyprint")
    places = spec.submodule_search_locations if spec else None
    if not places:
        raise SystemExit("WeasyPrint isn't installed.")
    tree = ast.parse((Path(places[0]) / "text" / "ffi.py").read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "ffi.cdef":
            return str(ast.literal_eval(node.args[0]))
    raise SystemExit("WeasyPrint declares nothing in text/ffi.py.")


def text() -> str:
    """The module as it is to be."""
    declared = declarations()
    ffi = cffi.FFI()
    ffi.cdef(declared)
    ffi.set_source("pango_types", None)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pango_types.py"
        recompiler.make_py_source(ffi, "pango_types", str(path))
        tree = ast.parse(path.read_text("utf-8"))
    call = next(node for node in ast.walk(tree) if isinstance(node, ast.Call))
    rows = "".join(f'    "{named.arg}": {ast.unparse(named.value)},\n' for named in call.keywords)
    digest = hashlib.sha256(declared.encode()).hexdigest()
    return f'{_HEAD}DECLARATIONS = "{digest}"\nWRITTEN = {{\n{rows}}}\n'


def main() -> None:
    TARGET.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
