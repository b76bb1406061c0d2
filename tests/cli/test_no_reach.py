"""Whatever a stranger's master, catalogue and raw text say: no request is made, no file outside the house is opened, and no edition acts.

The interpreter itself tells of each connection, name that is asked for, and file that is opened (PEP 578), in a process of its
own; what programs outside it do, strace tells (``python -m benchmarks.hostile.run --trace``).
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from sco_pub.edge import citation_styles

ROOT = Path(__file__).resolve().parents[2]
SECRET = "outside-of-the-house"
LOOK = f"""
import sys

def look(event, given):
    if event == "open" and {SECRET!r} in str(given[0]) or event in (
        "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request", "http.client.connect", "ftplib.connect", "webbrowser.open"
    ) or event == "socket.connect" and isinstance(given[1], tuple):
        sys.__stderr__.write("REACHED " + event + " " + ascii(given[:2]) + chr(10))

sys.addaudithook(look)
"""
MAIN = "from sco_pub.cli.main import main; main()"
# A picture, a link, a style, a script and a note, each of which leads to a file outside or into the net.
LEADS = """[a](javascript:alert(1)) [b](file://{secret}) ![c]({secret}) ![d](file://{secret}) ![e](http://127.0.0.1:9/e.png)
![f](../../../{secret}) <img src="http://127.0.0.1:9/f.png"> <script src="http://127.0.0.1:9/g.js"></script> `<link href="{secret}">`{{=html}}
[g]{{style="background:url(http://127.0.0.1:9/g.png)"}} `\\input{{{secret}}}`{{=latex}} $\\input{{{secret}}}$"""
FRONT = """css: http://127.0.0.1:9/a.css
header-includes: <link rel="stylesheet" href="file://{secret}">
bibliography: {secret}
csl: http://127.0.0.1:9/a.csl
cover-image: {secret}
"""


def talked(house: Path, code: str, *command: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SCO_PUB_STORE": str(house / "store")}
    done = subprocess.run(
        [sys.executable, "-c", LOOK + code, *command],
        cwd=house,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr and done.returncode in (0, 1, 2), done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp(SECRET) / "secret.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    return path


def test_the_look_sees_a_file_that_is_opened_and_a_connection_that_is_tried(house, secret):
    code = f"import socket, contextlib; open({str(secret)!r}).close()\nwith contextlib.suppress(OSError): socket.create_connection(('127.0.0.1', 9))"
    said = talked(house, code)
    assert "REACHED open" in said and "REACHED socket.connect" in said


def test_nothing_that_a_text_says_reaches_out_of_the_house_and_no_page_acts(house, secret):
    leads = LEADS.format(secret=secret)
    master = house / "source" / "small" / "master.md"
    told = master.read_text().replace("lang: zh-CN\n", "lang: zh-CN\n" + FRONT.format(secret=secret))
    master.write_text(f"{told}\n\n{leads}\n\n又一段[^2]。\n\n[^2]: {leads}\n")
    raw = house / "source" / "raw" / "raw.txt"
    raw.parent.mkdir()
    raw.write_text("论信任\n\n" + f"国家之间的信任不是自然产生的，它需要时间。{leads}\n" * 9)
    (house / "sco_pub.toml").write_text('languages = ["zh", "ru"]\nformats = ["pdf", "html", "epub", "docx"]\n')
    said = talked(house, MAIN, "clean", "raw") + talked(house, MAIN, "update")
    catalogue = house / "translations" / "small" / "ru.po"
    hostile = "Слово. " + leads.replace("\n", " ").replace("\\", "\\\\").replace('"', '\\"')
    catalogue.write_text(re.sub(r'msgstr ""\n(?=\n|$)', lambda _: f'msgstr "{hostile}"\n', catalogue.read_text()))
    for command in (
        ("check",),
        ("build", "-j", "1"),
        ("stats", "--words"),
        ("exchange", "docx", "export", "--to", "out"),
    ):
        said += talked(house, MAIN, *command)
    assert "REACHED" not in said
    pages = sorted(house.glob("build/small/*.pdf"))
    assert [page.name for page in pages] == ["small.ru.pdf", "small.zh.pdf"]
    for page in pages:
        assert acting(page) == []


STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info><title>x</title><id>x</id>
<link href="{address}" rel="independent-parent"/></info></style>"""


@pytest.mark.parametrize("kind", ["address", "file"])
def test_a_citation_style_that_is_elsewhere_is_not_fetched(house, tmp_path_factory, kind):
    """Pandoc would fetch it, sandboxed or not."""
    (house / "sco_pub.toml").write_text('languages = ["zh"]\nformats = ["html"]\n[citations]\nzh = "a.csl"\n')
    (house / "source" / "small" / "a.bib").write_text("@book{a, title={论}, year={2001}}\n")
    master = house / "source" / "small" / "master.md"
    told = master.read_text().replace("lang: zh-CN\n", "lang: zh-CN\nbibliography: a.bib\n")
    master.write_text(f"{told}\n又一段[@a]。\n")
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "b.csl"
    own = citation_styles.shipped("chicago-author-date")
    elsewhere.write_bytes(own)
    (house / "a.csl").write_bytes(own)
    assert "failed" not in talked(house, MAIN, "build", "-j", "1")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        address = str(elsewhere) if kind == "file" else f"http://127.0.0.1:{server.getsockname()[1]}/b.csl"
        (house / "a.csl").write_text(STYLE.format(address=address))
        said = talked(house, MAIN, "build", "-j", "1")
        with pytest.raises(BlockingIOError):
            server.accept()
    assert "a.csl is no style of its own" in said


def acting(page: Path) -> list[str]:
    """What a page of a PDF would run or open, but for the net's addresses."""
    with pikepdf.open(page) as pdf:
        found = [str(name) for name in ("/OpenAction", "/AA", "/AcroForm") if name in pdf.Root]
        for each in pdf.objects:
            if (
                isinstance(each, pikepdf.Dictionary)
                and "/S" in each
                and each.get("/S")
                in ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition")
            ):
                found.append(str(each["/S"]))
            if (
                isinstance(each, pikepdf.Dictionary)
                and "/URI" in each
                and not str(each["/URI"]).startswith(("http", "mailto:"))
            ):
                found.append(str(each["/URI"]))
        return found
