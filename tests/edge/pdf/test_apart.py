"""What breaks or blocks the PDF reader ends one file, in one sentence, and the next file is read."""

from __future__ import annotations

import io
import os
import signal
import time
import zlib
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from sco_pub.edge import bounds
from sco_pub.edge.pdf import apart, read
from sco_pub.model.config import Limits
from sco_pub.model.errors import InputError
from sco_pub.model.text import Picture
from tests.corpus.pdf_writer import write_pdf
from tests.corpus.rawtext import named


@pytest.fixture(scope="module")
def article() -> bytes:
    made = named("plain", 7)
    return write_pdf(made.article, made.style)


@pytest.fixture
def sound(article: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "sound.pdf"
    path.write_bytes(article)
    return path


def with_forms(draws: list[bytes]) -> bytes:
    """A PDF of one page that draws the first of several forms, which have these contents; form n is called /Fn."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    forms = [pdf.make_indirect(pdf.make_stream(content)) for content in draws]
    names = pikepdf.Dictionary({f"/F{n}": form for n, form in enumerate(forms)})
    for form in forms:
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.BBox = pikepdf.Array([0, 0, 100, 100])
        form.Resources = pikepdf.Dictionary(XObject=names)
    page.obj.Resources = pikepdf.Dictionary(XObject=names)
    page.obj.Contents = pdf.make_stream(b"/F0 Do")
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def flate_bomb() -> bytes:
    """A page whose contents are a thousand times longer than the file."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    packed = zlib.compress(b"0 0 1 1 re f\n" * 40_000_000, 9)
    page.obj.Contents = pikepdf.Stream(pdf, packed)
    page.obj.Contents.Filter = pikepdf.Name.FlateDecode
    out = io.BytesIO()
    pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()


BOMBS = {
    "a form that draws itself": lambda: with_forms([b"/F0 Do"]),
    "forms that each draw the next one twice": lambda: with_forms(
        [f"/F{n + 1} Do /F{n + 1} Do".encode() for n in range(40)] + [b"0 0 1 1 re f"]
    ),
    "a bomb of rectangles": flate_bomb,
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_small_pdf_that_takes_all_there_is_ends_in_one_sentence(bomb, sound, tmp_path):
    path = tmp_path / "bomb.pdf"
    path.write_bytes(bomb())
    bounds.use(bounds.Bounds(Limits(seconds=10, memory_mb=600)))
    began = time.monotonic()
    with pytest.raises(InputError) as caught:
        apart.read_pdf(path)
    assert time.monotonic() - began < 60
    assert "bomb.pdf" in caught.value.message
    assert caught.value.hint
    assert apart.read_pdf(sound).lines


def test_it_is_the_same_text_as_without_a_process_of_its_own(sound):
    assert apart.read_pdf(sound) == read.read_pdf(sound)


@pytest.mark.parametrize(("clock", "says"), [("SIGPROF", "7 seconds of the processor"), ("SIGALRM", "210 seconds")])
def test_a_page_that_takes_too_long_is_named(sound, clock, says):
    def ring(page: int, _: int) -> None:
        os.kill(apart._child().process.pid, signal.Signals[clock])  # as the kernel does when the time is up

    bounds.use(bounds.Bounds(Limits(seconds=7)))
    with pytest.raises(InputError, match=rf"takes more than {says} for page \d"):
        apart.read_pdf(sound, ring)
    assert apart.read_pdf(sound).lines


def test_a_crash_of_the_reader_is_a_sentence_and_the_next_file_is_read(sound):
    def crash(page: int, _: int) -> None:
        if page == 1:
            os.kill(apart._child().process.pid, signal.SIGSEGV)

    with pytest.raises(InputError, match=r"sound\.pdf breaks the PDF reader at page"):
        apart.read_pdf(sound, crash)
    assert apart.read_pdf(sound).lines


def test_more_pages_than_a_pdf_may_have(sound):
    bounds.use(replace(bounds.current(), limits=Limits(pages=1)))
    with pytest.raises(InputError, match=r"has \d+ pages, more than 1"):
        apart.read_pdf(sound)


def test_an_interruption_ends_the_reader_and_the_next_file_is_read(sound):
    def interrupt(_: int, __: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        apart.read_pdf(sound, interrupt)
    assert apart.read_pdf(sound).lines


def test_what_stands_in_the_working_folder_is_not_run(sound, tmp_path, monkeypatch):
    (tmp_path / "pickle.py").write_text("open('ran', 'w').close()\n")
    (tmp_path / "sco_pub").mkdir()
    (tmp_path / "sco_pub" / "__init__.py").write_text("open('ran', 'w').close()\n")
    monkeypatch.chdir(tmp_path)
    apart._drop()
    assert apart.read_pdf(Path("sound.pdf")).lines
    assert not (tmp_path / "ran").exists()


def test_only_types_of_the_model_are_taken_from_the_reader():
    import pickle

    with pytest.raises(pickle.UnpicklingError):
        apart._loads(pickle.dumps(os.system))


def test_a_pdf_that_says_it_has_a_million_pages_is_refused_before_one_is_looked_at(tmp_path):
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1000000>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>",
    ]
    body = b"".join(b"%d 0 obj %s endobj\n" % (n, text) for n, text in enumerate(objects, 1))
    path = tmp_path / "many.pdf"
    path.write_bytes(b"%PDF-1.7\n" + body + b"trailer<</Root 1 0 R/Size 4>>\n%%EOF")
    began = time.monotonic()
    with pytest.raises(InputError, match="has 1000000 pages, more than 3000"):
        apart.read_pdf(path)
    assert time.monotonic() - began < 60


def test_a_page_that_the_reader_refuses_later_is_the_file_s_fault_and_not_ours(sound):
    gone = Picture("figure-1", sheet=99, box=(0.0, 0.0, 50.0, 50.0), core=(0.0, 50.0))
    with pytest.raises(InputError, match=r"sound\.pdf breaks the PDF reader"):
        apart.cut(sound, [gone])
    assert apart.read_pdf(sound).lines
