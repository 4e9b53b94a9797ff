"""A visitor who clicks through the pages by plain HTTP over one connection."""

import re
import time
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

FORM = re.compile(r"<form[^>]*>.*?</form>", re.DOTALL)
PAIR = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
ACTION = re.compile(r'<form[^>]* action="([^"]*)"')
IDLE_SECONDS = 5
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Answer:
    """What the server said, and how long it took until the last byte."""

    status: int
    text: str
    location: str
    milliseconds: float


@dataclass(frozen=True)
class Form:
    """A form of a page: where it goes, and its hidden values."""

    action: str
    values: list[tuple[str, str]]
    text: str


def forms(page: str) -> list[Form]:
    """The forms of a page in its order."""
    found = []
    for text in FORM.findall(page):
        action = ACTION.match(text)
        values = [(name, unescape(value)) for name, value in PAIR.findall(text)]
        found.append(Form(action[1] if action else "", values, text))
    return found


def form_with(page: str, words: str) -> Form:
    """The form that has these words on it. Raises LookupError."""
    for form in forms(page):
        if words in form.text:
            return form
    raise LookupError(f"no form says {words}")


@dataclass
class Visitor:
    """One browser: its cookies and its open connection."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
        self._last = 0.0

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, values: list[tuple[str, str]], file: Path | None = None) -> Answer:
        """Send a form, with `file` as its field `file` where there is one."""
        if file is None:
            return self._ask("POST", path, urlencode(values).encode(), "application/x-www-form-urlencoded")
        mark = uuid4().hex
        parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}' for name, value in values]
        head = f'Content-Disposition: form-data; name="file"; filename="{file.name}"\r\nContent-Type: {XLSX}'
        text = "".join(f"--{mark}\r\n{part}\r\n" for part in parts) + f"--{mark}\r\n{head}\r\n\r\n"
        body = text.encode() + file.read_bytes() + f"\r\n--{mark}--\r\n".encode()
        return self._ask("POST", path, body, f"multipart/form-data; boundary={mark}")

    def sign_in(self, username: str, password: str) -> None:
        """Raises RuntimeError where the door stays shut."""
        form = form_with(self.get("/sign-in/").text, "用户名")
        said = self.post("/sign-in/", [*form.values, ("username", username), ("password", password)])
        if said.status != 302:
            raise RuntimeError(f"{username} can't sign in: {said.status}")

    def _ask(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = kind
        if time.perf_counter() - self._last > IDLE_SECONDS:
            self._connection.close()  # Before the server does it; the next request opens it again.
        begun = time.perf_counter()
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        text = response.read()
        self._last = time.perf_counter()
        taken = (self._last - begun) * 1000
        self._keep_cookies(response)
        location = response.headers.get("Location", "")
        return Answer(response.status, text.decode(errors="replace"), location, taken)

    def _keep_cookies(self, response: HTTPResponse) -> None:
        for line in response.headers.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
