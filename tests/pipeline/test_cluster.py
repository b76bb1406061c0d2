"""The same build on a cluster: a real scheduler and real workers on this machine, which share no folder with the house."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

RUN = "from sco_pub.cli.main import main; main()"
HASTY = f"from sco_pub.pipeline import cluster; cluster.PATIENCE = 3; {RUN}"
RAW = "上海精神的来源\n张三\n摘要：本文讨论上海精神的来源。\n一　问题\n国家之间的信任不是自然产生的，它需要时间。\n"
TOML = 'languages = ["zh", "ru"]\nformats = ["docx", "html"]\n'


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Four publications, each a raw text."""
    root = tmp_path / "house"
    for name in "abcd":
        (root / "source" / name).mkdir(parents=True)
        (root / "source" / name / "raw.txt").write_text(RAW * (1 + ord(name) % 2))
    (root / "sco_pub.toml").write_text(TOML)
    return root


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    with Cluster(tmp_path / "cluster") as found:
        yield found


class Cluster:
    """A scheduler on a free port of the loopback, and workers, each a process with its own folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._folder = folder
        self._workers: list[subprocess.Popen[bytes]] = []
        self._file = folder / "scheduler.json"

    def __enter__(self) -> Cluster:
        self.scheduler = self._start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(self._file)
        )
        wait(self._file.exists)
        self.address = self._file.read_text().split('"address": "')[1].split('"')[0]
        return self

    def __exit__(self, *_: object) -> None:
        for process in (*self._workers, self.scheduler):
            process.kill()
            process.wait()

    def worker(self, **environment: str) -> subprocess.Popen[bytes]:
        place = self._folder / f"worker{len(self._workers)}"
        place.mkdir()
        options = ("--nthreads", "1", "--no-nanny", "--host", "127.0.0.1", "--local-directory", str(place))
        found = self._start("worker", self.address, *options, cwd=place, **environment)
        self._workers.append(found)
        return found

    def _start(self, *words: str, cwd: Path | None = None, **environment: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", *words, "--no-dashboard"]
        return subprocess.Popen(
            command,
            cwd=cwd or self._folder,
            env=os.environ | environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def wait(there: Callable[[], object], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


@contextmanager
def running(house: Path, *words: str, code: str = RUN) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", code, *words], cwd=house, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    out, err = process.communicate(timeout=180)
    return process.returncode, out + err


def well(process: subprocess.Popen[str]) -> None:
    code, said = ended(process)
    assert code == 0, said


def made(house: Path) -> dict[str, str]:
    """The sha256 of every file that a reader, an editor or a translator gets."""
    kept = [*house.glob("build/[a-z]*/[a-z]*"), *house.glob("source/*/*"), *house.glob("translations/*/*")]
    return {
        path.relative_to(house).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in kept
        if path.is_file()
    }


def at_home(house: Path) -> dict[str, str]:
    """What the same house makes on this machine alone."""
    other = house.parent / "other"
    shutil.copytree(house, other, ignore=shutil.ignore_patterns("build", "translations", "master.md"))
    with running(other, "make", "-j", "1") as process:
        well(process)
    return made(other)


def test_a_cluster_makes_the_same_bytes_and_leaves_nothing_behind(house, cluster):
    cluster.worker()
    cluster.worker()
    with running(house, "make", "--scheduler", cluster.address) as process:
        well(process)
    assert made(house) == at_home(house)
    assert not list(house.rglob("*.part"))


def test_a_worker_that_is_killed_costs_nothing_but_time(house, cluster):
    first = cluster.worker()
    with running(house, "make", "--scheduler", cluster.address) as process:
        wait(lambda: list(house.glob("source/*/master.md")))
        cluster.worker()
        first.send_signal(signal.SIGKILL)
        well(process)
    assert made(house) == at_home(house)


def test_when_the_scheduler_goes_away_the_next_run_goes_on(house, cluster):
    cluster.worker()
    with running(house, "make", "--scheduler", cluster.address) as process:
        wait(lambda: list(house.glob("build/*/*.html")))
        cluster.scheduler.kill()
        code, said = ended(process)
    assert code == 3
    assert "has gone away" in said
    assert "Traceback" not in said, said
    with running(house, "make", "-j", "1") as process:
        well(process)
    assert made(house) == at_home(house)


def test_a_scheduler_without_workers_is_not_waited_for_for_ever(house, cluster):
    with running(house, "make", "--scheduler", cluster.address, code=HASTY) as process:
        code, said = ended(process)
    assert code == 3
    assert "no worker" in said


def test_a_worker_with_other_libraries_is_refused_before_anything_is_made(house, cluster, tmp_path):
    (tmp_path / "other" / "weasyprint-1.0.dist-info").mkdir(parents=True)
    path = os.pathsep.join([str(tmp_path / "other"), *filter(None, [os.environ.get("PYTHONPATH")])])
    cluster.worker(PYTHONPATH=path)
    wait_for_worker(cluster)
    with running(house, "make", "--scheduler", cluster.address) as process:
        code, said = ended(process)
    assert code == 3
    assert "weasyprint (1.0, not" in said
    assert not (house / "build").is_dir() or not list((house / "build").rglob("*.html"))


def wait_for_worker(cluster: Cluster) -> None:
    """Until the scheduler knows one: the check of its libraries is then made at once."""
    from distributed import Client

    with Client(cluster.address, set_as_default=False) as client:
        client.wait_for_workers(1, timeout=60)


def test_an_address_where_nobody_answers_is_one_sentence(house):
    code = f"from sco_pub.pipeline import cluster; cluster.ANSWERS = 2; {RUN}"
    with running(house, "make", "--scheduler", "tcp://127.0.0.1:9", code=code) as process:
        status, said = ended(process)
    assert status == 3
    assert "No scheduler answers at tcp://127.0.0.1:9." in said
    with running(house, "build", "--scheduler", "moon", code=code) as process:
        status, said = ended(process)
    assert status == 3
    assert "Traceback" not in said


def test_without_the_extra_the_refusal_says_how_to_get_it(house):
    without = f"import sys; sys.modules['distributed'] = None; {RUN}"
    with running(house, "build", "--scheduler", "tcp://127.0.0.1:9", code=without) as process:
        status, said = ended(process)
    assert status == 2
    assert 'pip install "sco-pub[dask]"' in said
