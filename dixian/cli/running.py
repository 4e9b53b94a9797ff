"""Server and worker side by side, as one foreground command."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from types import FrameType

import click

from dixian.cli.zh import NotReady

READY_SECONDS = 60
END_SECONDS = 15


def run_until_interrupted(port: int) -> None:
    """Start server and worker, wait for Ctrl-C or SIGTERM, end both.

    Raises NotReady where one of them ends by itself or the page does not come up.
    """
    stop = threading.Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGINT, end)
    signal.signal(signal.SIGTERM, end)
    started = [_start("serve", "--port", str(port)), _start("worker")]
    try:
        _wait_until_ready(port, started, stop)
        click.echo(f"地址：http://127.0.0.1:{port}/ （Ctrl-C 结束）")
        while not stop.wait(0.5):
            _refuse_ended(started)
    finally:
        _end(started)


def refuse_taken(port: int) -> None:
    """Raises NotReady where something else listens on the port already."""
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
        except OSError:
            raise NotReady(f"端口 {port} 已被别的程序占用；换一个，例如 make demo PORT={port + 1}") from None


def _start(*arguments: str) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C reaches only this process, which then ends both in order.
    return subprocess.Popen(
        [sys.executable, "-m", "dixian", *arguments], env=dict(os.environ), start_new_session=True
    )


def _wait_until_ready(port: int, started: list[subprocess.Popen[bytes]], stop: threading.Event) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not stop.is_set():
        _refuse_ended(started)
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/live", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            if time.monotonic() > deadline:
                raise NotReady(f"{READY_SECONDS} 秒内网页没有起来，请看上面的提示") from None
        stop.wait(0.3)


def _refuse_ended(started: list[subprocess.Popen[bytes]]) -> None:
    for name, process in zip(("网页", "后台"), started, strict=True):
        if process.poll() is not None:
            raise NotReady(f"{name} 进程自己结束了（退出码 {process.returncode}），请看上面的提示")


def _end(started: list[subprocess.Popen[bytes]]) -> None:
    for process in started:
        if process.poll() is None:
            process.terminate()
    for process in started:
        try:
            process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
