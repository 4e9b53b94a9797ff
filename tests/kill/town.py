"""The whole product as processes of their own, server and worker, each of which can be killed and started again."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from html import unescape
from pathlib import Path
from uuid import uuid4

from tests.kill.process import ROOT

AGENT = "test"
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


class Running:
    """`dixian serve` or `dixian worker`; killed with whatever it started."""

    def __init__(self, folder: Path, *command: str) -> None:
        self._folder, self._command = folder, command
        self.start()

    def start(self) -> None:
        """Begin, or begin again."""
        with (self._folder / f"{self._command[0]}.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "dixian", *self._command],
                cwd=ROOT, env=dict(os.environ), stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def kill(self) -> None:
        """SIGKILL, at once and to all of it."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)


class Clerk:
    """Somebody at a browser: opens pages and sends forms, again and again until they are answered."""

    def __init__(self, address: str, session: str) -> None:
        self._address, self._session, self._token = address, session, ""

    def open(self, path: str) -> str:
        """The page, as soon as the server is there."""
        return self._until_answered(urllib.request.Request(f"{self._address}{path}", headers=self._headers()))

    def fields(self, page: str, action: str) -> dict[str, str]:
        """What stands hidden in a page's form."""
        form = page.split(f'action="{action}"', 1)[1].split("</form>", 1)[0]
        return {name: unescape(value) for name, value in HIDDEN.findall(form)}

    def send(self, path: str, fields: dict[str, str], file: tuple[str, bytes] | None = None) -> str:
        """Send a form with the same key until it is answered: the page it leads to."""
        edge = uuid4().hex
        body = b"".join(_part(edge, f'name="{name}"', value.encode()) for name, value in fields.items())
        if file:
            body += _part(edge, f'name="file"; filename="{file[0]}"', file[1])
        body += f"--{edge}--\r\n".encode()
        headers = {
            **self._headers(),
            "Content-Type": f"multipart/form-data; boundary={edge}",
            "Referer": f"{self._address}{path}",
        }
        return self._until_answered(urllib.request.Request(f"{self._address}{path}", body, headers))

    def _headers(self) -> dict[str, str]:
        return {"Cookie": f"sessionid={self._session}; csrftoken={self._token}", "User-Agent": AGENT}

    def _keep(self, cookies: list[str]) -> None:
        for cookie in cookies:
            if cookie.startswith("csrftoken="):
                self._token = cookie.split(";")[0].removeprefix("csrftoken=")

    def _until_answered(self, request: urllib.request.Request) -> str:
        deadline = time.monotonic() + 120
        while True:
            try:
                with urllib.request.urlopen(request, timeout=60) as answer:
                    self._keep(answer.headers.get_all("Set-Cookie") or [])
                    return str(answer.read().decode())
            except urllib.error.HTTPError as refused:
                # Busy is said in words and passes; anything else is an answer.
                if refused.code != 503 or time.monotonic() > deadline:
                    raise AssertionError(f"{refused.code}: {refused.read().decode()[-800:]}") from None
            except (OSError, EOFError):
                if time.monotonic() > deadline:
                    raise
            time.sleep(0.1)


def _part(edge: str, what: str, content: bytes) -> bytes:
    return f"--{edge}\r\nContent-Disposition: form-data; {what}\r\n\r\n".encode() + content + b"\r\n"


def free_port() -> int:
    """One nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
