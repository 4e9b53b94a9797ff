"""Nobody holds up the writers of others: not by sending slowly, not by work that takes long."""

import http.cookiejar
import re
import socket
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections

from dixian.foundation.accounts.api import ACCOUNT_COLUMNS, User
from dixian.foundation.areas.models import UnitGroup
from dixian.foundation.audit.api import acting, reading, writing
from dixian.foundation.jobs.api import drain
from dixian.foundation.sheets.api import write_table
from tests.support.client import FormClient
from tests.support.serving import serving
from tests.web.agreeing import agree
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "a-long-one-for-the-test"
# Fewer than the server's threads; a proxy in front takes slow clients off its hands (docs/howto/install.md).
SLOW = 5


@pytest.fixture
def port(county: Any, tmp_path: Path) -> Iterator[int]:
    """A server on the county's database; the township's clerk has a password."""
    with acting(SYSTEM), writing():
        user = User.objects.get(pk=county.posts["clerk"].user_id)
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
    with serving(tmp_path / "serve.log") as listening:
        yield listening


def opener(port: int) -> tuple[urllib.request.OpenerDirector, str, str]:
    """A browser that has seen the sign-in page, the token of its form, and the cookie that goes with it."""
    jar = http.cookiejar.CookieJar()
    made = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    with made.open(f"http://127.0.0.1:{port}/sign-in/") as answer:
        page = answer.read().decode()
    cookie = next(one.value for one in jar if one.name == "csrftoken")
    return made, re.findall(r'csrfmiddlewaretoken" value="(\w+)"', page)[0], str(cookie)


def seconds_to_sign_in(port: int) -> float:
    browser, token, _ = opener(port)
    form = {"csrfmiddlewaretoken": token, "username": "clerk", "password": PASSWORD, "next": "/notices/"}
    begun = time.monotonic()
    sent = urllib.parse.urlencode(form).encode()
    with browser.open(f"http://127.0.0.1:{port}/sign-in/", sent, timeout=30) as answer:
        assert answer.url.endswith("/notices/")
    return time.monotonic() - begun


@contextmanager
def dribbling(port: int, clients: int) -> Iterator[None]:
    """Anonymous clients that promise a long form to the sign-in page and send a byte now and then."""
    head = (
        "POST /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5000\r\n"
        f"Cookie: csrftoken={opener(port)[2]}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\nusername=x"
    )
    stop = threading.Event()
    slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(clients)]
    for one in slow:
        one.sendall(head.encode())

    def go_on() -> None:
        while not stop.wait(0.5):
            for one in slow:
                one.sendall(b"x")

    sender = threading.Thread(target=go_on)
    sender.start()
    time.sleep(1)
    try:
        yield
    finally:
        stop.set()
        sender.join()
        for one in slow:
            one.close()


def test_slow_clients_hold_up_no_sign_in_and_no_writer(county: Any, port: int) -> None:
    usual = seconds_to_sign_in(port)
    with dribbling(port, SLOW):
        during = seconds_to_sign_in(port)
        written = seconds_to_write(0)
    assert during < usual + 2
    assert written < 2


def seconds_to_write(number: int) -> float:
    begun = time.monotonic()
    with acting(SYSTEM), writing():
        UnitGroup.objects.create(code=f"beside.{number}", name="甲")
    return time.monotonic() - begun


def test_hashing_many_passwords_holds_up_no_writer(county: Any, as_post: Callable[[str], FormClient]) -> None:
    rows = [
        [f"new{number}", f"新{number}", "", "县医保局", "", "部门经办", "2024-04-03"] for number in range(10)
    ]
    sheet = SimpleUploadedFile("开通.xlsx", write_table(title="开通", columns=ACCOUNT_COLUMNS, rows=rows))
    sent = as_post("system_admin").post("/settings/accounts/open/", {"file": sheet, "source": "报来的名单"})
    assert sent.status_code == 302
    agree(as_post)
    begun = time.monotonic()

    def work() -> None:
        with acting(SYSTEM):
            drain()
        connections.close_all()

    worker = threading.Thread(target=work)
    worker.start()
    waits = []
    while worker.is_alive():
        waits.append(seconds_to_write(len(waits) + 1))
        time.sleep(0.02)
    lasted = time.monotonic() - begun
    with acting(SYSTEM), reading():
        assert User.objects.filter(username__startswith="new").count() == 10
    assert len(waits) > 5
    assert max(waits) < lasted / 3
