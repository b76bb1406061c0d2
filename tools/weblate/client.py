"""A small client of the API of the server that tools.weblate.server starts."""

from __future__ import annotations

import json
import urllib.request
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tools.weblate.server import WEB

_LONGEST = 600  # seconds; tasks run in the request here


class Client:
    """The API as its administrator; ``folder``: the server's."""

    def __init__(self, folder: Path) -> None:
        self._token = (folder / "token").read_text("utf-8").strip()

    def get(self, path: str) -> Any:
        return json.loads(self.fetched(path))

    def fetched(self, path: str) -> bytes:
        return self._asked("GET", path)

    def send(self, method: str, path: str, data: Mapping[str, object]) -> Any:
        answer = self._asked(method, path, json.dumps(data).encode(), "application/json")
        return json.loads(answer) if answer else None

    def upload(self, path: str, data: bytes, fields: Mapping[str, str]) -> Any:
        """A file with form fields."""
        mark = uuid.uuid4().hex
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields.items()
        ]
        head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="file.po"\r\n\r\n'
        body = "".join([*parts, head]).encode() + data + f"\r\n--{mark}--\r\n".encode()
        return json.loads(self._asked("POST", path, body, f"multipart/form-data; boundary={mark}"))

    def _asked(self, method: str, path: str, data: bytes | None = None, kind: str = "") -> bytes:
        headers = {"Authorization": f"Token {self._token}", **({"Content-Type": kind} if kind else {})}
        request = urllib.request.Request(f"http://127.0.0.1:{WEB}/api/{path}", data, headers, method=method)
        with urllib.request.urlopen(request, timeout=_LONGEST) as answer:
            body: bytes = answer.read()
            return body
