"""A demo county that is served, and the department's month in it up to the push."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.visitor import Visitor, form_with

PATIENCE = 900


@contextmanager
def demo_site(people: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """`dixian demo` in the present environment: its port, and what it printed about the county.

    Raises RuntimeError where it does not come up within two minutes.
    """
    command = [sys.executable, "-m", "dixian", "demo", "--people", str(people)]
    subprocess.run([*command, "--no-serve"], check=True, stdout=subprocess.DEVNULL)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = int(taken.getsockname()[1])
    home = Path(os.environ["DIXIAN_HOME"])
    with (home.parent / "site.log").open("wb") as log:
        running = subprocess.Popen([*command, "--port", str(port)], stdout=log, stderr=log)
    try:
        _wait(f"http://127.0.0.1:{port}/health/ready", home.parent / "site.log")
        yield port, json.loads((home / "demo.json").read_text(encoding="utf8"))
    finally:
        running.terminate()
        running.wait(30)


def _wait(address: str, log: Path) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError(f"the site did not come up:\n{log.read_text(errors='replace')}")


def submit(visitor: Visitor, file: Path) -> None:
    """The department's month: upload, commit, wait for the alerts."""
    form = form_with(visitor.get("/submissions/").text, "上传并预览")
    batch = visitor.post(form.action, form.values, file).location
    commit = form_with(_until(visitor, batch, "请核对后提交"), "提交 ")
    visitor.post(commit.action, commit.values)
    _until(visitor, batch, "已预警", without="hx-get=")


def _until(visitor: Visitor, path: str, words: str, without: str = "") -> str:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        text = visitor.get(path).text
        if words in text and not (without and f'{without}"{path}progress' in text):
            return text
        time.sleep(1)
    raise RuntimeError(f"{path} never said {words}")


def release_all(visitor: Visitor) -> int:
    """Push page after page of the desk. Returns the leads."""
    pushed = 0
    while 'name="chosen"' in (text := visitor.get("/push-desk/").text):
        form = form_with(text, 'name="chosen"')
        chosen = [("chosen", part.split('"')[0]) for part in form.text.split('name="chosen" value="')[1:]]
        if visitor.post(form.action, [*form.values, *chosen]).status != 302:
            raise RuntimeError("the push desk refused")
        pushed += len(chosen)
    return pushed
