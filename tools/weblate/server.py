"""Set up a Weblate server on loopback, with sco_pub's merge driver, and start and stop it.

    python -m tools.weblate.server set-up FOLDER    # once; some minutes, most of it installing
    python -m tools.weblate.server start FOLDER     # http://127.0.0.1:8088, admin's token in FOLDER/token
    python -m tools.weblate.server stop FOLDER

FOLDER gets all there is: a virtual environment with Weblate and this checkout of sco_pub, a PostgreSQL cluster and a Redis of
its own (nothing of the machine's is touched), a git daemon that serves FOLDER/git and takes pushes, the settings and the logs.
Weblate needs Python 3.12 or later; give one with --python. Needed of Debian: postgresql, redis-server, git, and to build what
Weblate uses libacl1-dev, liblz4-dev, libxxhash-dev, libzstd-dev, libssl-dev, libxmlsec1-dev, libgirepository1.0-dev,
libcairo2-dev, gir1.2-pango-1.0, gir1.2-gtk-3.0, pkg-config.

What differs from Weblate's own example: tasks run in the request that asks for them (so that a script needn't wait),
repositories may be local (git://127.0.0.1), no mail. It is for trying things; it isn't safe for anybody else's network.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
WEB, DATABASE, REDIS, GIT = 8088, 8089, 8090, 8091  # ports on 127.0.0.1
_STARTS_IN = 60  # seconds until the server has to answer
_SETTINGS = """\
from weblate.settings_example import *  # Weblate's own form of settings

DEBUG = False
SITE_TITLE = "Weblate on loopback"
SITE_DOMAIN = "127.0.0.1:{web}"
OTP_WEBAUTHN_RP_NAME = OTP_WEBAUTHN_RP_ID = "localhost"
OTP_WEBAUTHN_ALLOWED_ORIGINS = ["https://localhost"]  # nobody logs in by a key here
SECRET_KEY = "{secret}"
DATA_DIR = "{folder}/data"
CACHE_DIR = "{folder}/data/cache"
MEDIA_ROOT, STATIC_ROOT = f"{{DATA_DIR}}/media", f"{{CACHE_DIR}}/static"
DATABASES["default"] |= {{"HOST": "{folder}/postgres/run", "PORT": "{database}", "USER": "weblate", "NAME": "weblate"}}
CACHES["default"]["LOCATION"] = "redis://127.0.0.1:{redis}/1"
CACHES["avatar"]["LOCATION"] = f"{{CACHE_DIR}}/avatar"
CELERY_TASK_ALWAYS_EAGER, CELERY_BROKER_URL, CELERY_RESULT_BACKEND = True, "memory://", None
ENABLE_HTTPS = False
REGISTRATION_OPEN = False
ENABLE_AVATARS = False
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
VCS_ALLOW_SCHEMES, VCS_RESTRICT_PRIVATE, VCS_API_DELAY = {{"git", "https", "ssh"}}, False, 0
API_RATELIMIT_USER = API_RATELIMIT_ANON = "100000/hour"
REST_FRAMEWORK = get_drf_settings(require_login=REQUIRE_LOGIN)
"""


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.weblate.server")
    parser.add_argument("verb", choices=["set-up", "start", "stop"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--python", default=sys.executable, help="of version 3.12 or later, for set-up")
    chosen = parser.parse_args(arguments)
    server = Server(chosen.folder.resolve())
    if chosen.verb == "set-up":
        server.set_up(chosen.python)
    elif chosen.verb == "start":
        server.start()
    else:
        server.stop()


class Server:
    """A server in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bin = folder / "venv" / "bin"
        self._postgres = folder / "postgres"

    @property
    def environment(self) -> Mapping[str, str]:
        """For Weblate's own commands: its settings, and a home that holds git's configuration (and the merge driver)."""
        home = self.folder / "data" / "home"
        return {
            **os.environ, "DJANGO_SETTINGS_MODULE": "loopback", "PYTHONPATH": f"{self.folder}/settings", "HOME": str(home),
            "PATH": f"{self.bin}:{os.environ['PATH']}", "XDG_CONFIG_HOME": str(home / ".config"),
        }  # fmt: skip

    def set_up(self, python: str) -> None:
        """Install, make the database, an administrator and their token; teach the server's git our merge."""
        for name in ("settings", "data/home", "git", "log", "redis"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        if not (self.bin / "weblate").exists():
            _run([python, "-m", "venv", str(self.bin.parent)])
            _run(
                [str(self.bin / "pip"), "install", "--quiet", "--prefer-binary", "weblate[postgres]", "psycopg[binary]"]
            )
        _run([str(self.bin / "pip"), "install", "--quiet", str(CHECKOUT)])
        secret = _run([str(self.bin / "weblate-generate-secret-key")]).strip()
        settings = _SETTINGS.format(folder=self.folder, web=WEB, database=DATABASE, redis=REDIS, secret=secret)
        (self.folder / "settings" / "loopback.py").write_text(settings, "utf-8")
        self._make_database()
        self._start_services()
        self.weblate("migrate", "--noinput", "--verbosity", "0")
        self.weblate("collectstatic", "--noinput", "--verbosity", "0")
        self.weblate("createadmin", "--password", "loopback", "--update")
        token = self.weblate("shell", "--verbosity", "0", "-c", _TOKEN).split()[-1]
        (self.folder / "token").write_text(token, "utf-8")
        _run([str(self.bin / "sco-pub"), "po", "install-merge-driver", "--everywhere"], self.environment)
        self.stop()

    def weblate(self, *arguments: str) -> str:
        """One of Weblate's own commands; what it prints."""
        return _run([str(self.bin / "weblate"), *arguments], self.environment)

    def start(self) -> None:
        """Start all, and wait until the server answers."""
        self._start_services()
        serve = ["--reuseaddr", f"--base-path={self.folder / 'git'}", "--export-all", "--enable=receive-pack"]
        self._spawn("git", ["git", "daemon", *serve, "--listen=127.0.0.1", f"--port={GIT}", str(self.folder / "git")])
        web = [str(self.bin / "weblate"), "runserver", "--noreload", "--insecure", f"127.0.0.1:{WEB}"]
        self._spawn("web", web, self.environment)
        self._wait()

    def stop(self) -> None:
        """End what was started here."""
        for record in sorted((self.folder / "log").glob("*.pid")):
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(int(record.read_text("ascii")), signal.SIGTERM)
            record.unlink()
        if (self._postgres / "data" / "postmaster.pid").exists():
            self._database("pg_ctl", "--pgdata", str(self._postgres / "data"), "--mode=fast", "stop")

    def _make_database(self) -> None:
        if (self._postgres / "data").exists():
            return
        (self._postgres / "run").mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            shutil.chown(self._postgres, "postgres", "postgres")
            shutil.chown(self._postgres / "run", "postgres", "postgres")
        where = ["--pgdata", str(self._postgres / "data")]
        self._database("initdb", *where, "--username=weblate", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")

    def _start_services(self) -> None:
        self._start_database()
        redis = ["redis-server", "--bind", "127.0.0.1", "--port", str(REDIS), "--save", "", "--dir", "redis"]
        self._spawn("redis", redis)

    def _start_database(self) -> None:
        if (self._postgres / "data" / "postmaster.pid").exists():
            return
        options = f"-c listen_addresses='' -c port={DATABASE} -c unix_socket_directories={self._postgres / 'run'}"
        log = str(self._postgres / "log")
        self._database(
            "pg_ctl",
            "--pgdata",
            str(self._postgres / "data"),
            "--wait",
            f"--options={options}",
            f"--log={log}",
            "start",
        )
        place = ["--host", str(self._postgres / "run"), "--port", str(DATABASE), "--username", "weblate"]
        there = _run(
            ["psql", *place, "--dbname=postgres", "--tuples-only", "--command=SELECT datname FROM pg_database"]
        )
        if "weblate" not in there.split():
            _run(["createdb", *place, "weblate"])

    def _database(self, program: str, *arguments: str) -> None:
        """One of PostgreSQL's programs, which refuse to work for root."""
        found = shutil.which(program) or str(max(Path("/usr/lib/postgresql").glob(f"*/bin/{program}")))
        who = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        subprocess.run([*who, found, *arguments], check=True, stdout=subprocess.DEVNULL, cwd="/")

    def _spawn(self, name: str, command: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
        record = self.folder / "log" / f"{name}.pid"
        if record.exists():
            return
        with (self.folder / "log" / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                command, cwd=self.folder, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True,
                env=environment,
            )  # fmt: skip
        record.write_text(str(process.pid), "ascii")

    @staticmethod
    def _wait() -> None:
        end = time.monotonic() + _STARTS_IN
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{WEB}/healthz/", timeout=_STARTS_IN):
                    return
            except OSError:
                if time.monotonic() > end:
                    raise
                time.sleep(1)


_TOKEN = """\
from weblate.auth.models import User
from rest_framework.authtoken.models import Token
print(Token.objects.get(user=User.objects.get(username="admin")).key)
"""


def _run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> str:
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    return done.stdout.decode("utf-8", "replace")


if __name__ == "__main__":
    main(sys.argv[1:])
