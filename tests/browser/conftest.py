"""The whole product running: a demo county of its own, server, worker, Chromium."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.postgresql import Cluster

PEOPLE = 3000
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]  # fmt: skip


@dataclass(frozen=True)
class Site:
    """A running Dixian and what its demo county printed."""

    address: str
    facts: dict[str, Any]
    environment: dict[str, str]

    def password(self, username: str) -> str:
        return next(one["password"] for one in self.facts["accounts"] if one["username"] == username)

    def file(self, months_ago: int = 0) -> Path:
        """The department's file of this month, or of an earlier one."""
        return Path(sorted(self.facts["files"], reverse=True)[months_ago])

    def dixian(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a `dixian` command on the same home and database."""
        return subprocess.run(
            [sys.executable, "-m", "dixian", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
        )


@pytest.fixture(scope="session")
def site(cluster: Cluster | None) -> Iterator[Site]:
    """A demo county prepared and started the way `make demo` does it."""
    folder = Path(tempfile.mkdtemp(prefix="dixian-site-"))
    environment = {**os.environ, "DIXIAN_HOME": str(folder / "home")}
    command = [sys.executable, "-m", "dixian", "demo", "--people", str(PEOPLE)]
    subprocess.run([*command, "--no-serve"], env=environment, check=True, timeout=180)
    port = _free_port()
    with (folder / "site.log").open("wb") as log:
        running = subprocess.Popen([*command, "--port", str(port)], env=environment, stdout=log, stderr=log)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(address, running, folder / "site.log")
        facts = json.loads((folder / "home" / "demo.json").read_text(encoding="utf8"))
        yield Site(address, facts, environment)
    finally:
        running.terminate()
        running.wait(30)
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        yield opened
        opened.close()


@pytest.fixture
def sign_in(site: Site, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Sign in as somebody in a window of their own; any script error or refused resource fails the test."""
    opened, complaints = [], []

    def open_as(username: str, *, width: int = 1440) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda said: complaints.append(f"{page.url}: {said.text}") if said.type == "error" else None,
        )
        page.goto(f"{site.address}/sign-in/")
        page.get_by_label("用户名").fill(username)
        page.get_by_label("密码").fill(site.password(username))
        page.get_by_role("button", name="登录").click()
        page.wait_for_url(f"{site.address}/")
        return page

    yield open_as
    for context in opened:
        context.close()
    assert complaints == []


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait(address: str, running: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(f"{address}/health/ready", timeout=2).close()
            return
        except OSError:
            if running.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"the site did not start:\n{log.read_text(errors='replace')}")
        time.sleep(0.2)
