"""Server and worker side by side: one port, one owner, and nothing left behind however it ends."""

import os
import re
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Installation

SECONDS = 30


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/health/live", timeout=2).close()
    except OSError:
        return False
    return True


def wait_for(what: Callable[[], bool]) -> bool:
    """Whether it comes true within half a minute."""
    deadline = time.monotonic() + SECONDS
    while not what():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def is_free(port: int) -> bool:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return tried.connect_ex(("127.0.0.1", port)) != 0


def children(pid: int) -> list[int]:
    """The processes whose parent this is."""
    told = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True)
    return [int(number) for number in told.stdout.split()]


def is_gone(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return True
    return state == "Z"


@pytest.fixture
def running(demo: tuple[Installation, Any]) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The demo county served."""
    made, _ = demo
    port = free_port()
    started = made.start("demo", "--port", str(port))
    try:
        assert wait_for(lambda: answers(port)), started.communicate(timeout=1)
        yield started, port
    finally:
        if started.poll() is None:
            started.terminate()
        started.communicate(timeout=SECONDS)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda one: one.name)
def test_a_signal_ends_everything_in_order(running: Any, number: int) -> None:
    started, port = running
    left = children(started.pid)
    assert len(left) == 2
    started.send_signal(number)
    said, _ = started.communicate(timeout=SECONDS)
    assert started.returncode == 0, said
    assert "Traceback" not in said
    # People read this: no event of the worker stands between the lines, and the last one says that it has ended.
    assert "worker_started" not in said
    assert said.splitlines()[-1] == "已停止"
    assert is_free(port)
    assert all(is_gone(pid) for pid in left)


def test_a_parent_that_is_killed_leaves_no_children_and_a_free_port(running: Any) -> None:
    started, port = running
    left = children(started.pid)
    started.kill()
    assert wait_for(lambda: is_free(port) and all(is_gone(pid) for pid in left))


def test_a_second_server_on_the_same_port_is_refused(demo: Any, running: Any) -> None:
    made, _ = demo
    _, port = running
    for arguments in (("serve",), ("demo",)):
        told = made.run(*arguments, "--port", str(port))
        assert told.returncode == 3
        assert f"端口 {port} 已被别的程序占用" in told.stderr
        assert str(port + 1) in told.stderr
    assert answers(port)


def test_a_foreign_listener_and_a_foreign_address_are_named(demo: Any) -> None:
    made, _ = demo
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        told = made.run("serve", "--port", str(taken.getsockname()[1]))
    assert (told.returncode, "已被别的程序占用" in told.stderr) == (3, True)
    told = made.run("serve", "--host", "192.0.2.1")
    assert (told.returncode, "192.0.2.1 不是本机的地址" in told.stderr) == (3, True)
    told = made.run("serve", "--host", "没有这台机器")
    assert (told.returncode, "看不懂" in told.stderr) == (3, True)


def test_a_child_that_ends_by_itself_ends_the_rest(running: Any) -> None:
    started, port = running
    left = children(started.pid)
    server = next(pid for pid in left if "serve" in Path(f"/proc/{pid}/cmdline").read_text())
    os.kill(server, signal.SIGTERM)
    said, _ = started.communicate(timeout=SECONDS)
    assert started.returncode == 3
    assert "网页进程自己结束了" in said
    assert is_free(port)


def test_behind_a_tls_proxy_forms_are_taken(installation: Installation) -> None:
    port = free_port()
    environment = {**installation.environment, "DIXIAN_TLS": "1", "DIXIAN_HOSTS": "xian.example"}
    started = Installation(installation.home, environment).start("serve", "--port", str(port))
    said = {"Host": "xian.example", "X-Forwarded-Proto": "https", "Origin": "https://xian.example"}
    try:
        assert wait_for(lambda: not is_free(port))
        page, cookie = ask(port, "GET", "/sign-in/", said)
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page[1])
        assert token
        values = f"csrfmiddlewaretoken={token[1]}&username=nobody&password=wrong"
        form = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        answer, _ = ask(port, "POST", "/sign-in/", {**said, **form}, values)
        assert answer[0] != 403
        assert header(port, "/sign-in/", said, "Strict-Transport-Security") == "max-age=31536000"
    finally:
        started.terminate()
        started.communicate(timeout=SECONDS)


def header(port: int, path: str, headers: dict[str, str], name: str) -> str | None:
    """One header of the answer."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=SECONDS)) as connection:
        connection.request("GET", path, headers=headers)
        return connection.getresponse().headers[name]


def ask(
    port: int, method: str, path: str, headers: dict[str, str], body: str | None = None
) -> tuple[tuple[int, str], str]:
    """Status and text, and the cookies that came."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=SECONDS)) as connection:
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        cookies = [line.partition(";")[0] for line in response.headers.get_all("Set-Cookie") or ()]
        return (response.status, response.read().decode()), "; ".join(cookies)
