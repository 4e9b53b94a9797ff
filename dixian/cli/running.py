"""Server and worker side by side, as one foreground command that leaves nothing behind."""

import ctypes
import errno
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import BinaryIO

from dixian.cli.troubles import NotReady

READY_SECONDS = 60
END_SECONDS = 15
PR_SET_PDEATHSIG = 1
NAMES = {"serve": "网页", "worker": "后台"}
Started = dict[str, subprocess.Popen[bytes]]


def run_until_interrupted(host: str, port: int, ready: Callable[[], None], log: Path) -> None:
    """Start server and worker, call `ready` once the page answers, wait for the end, end both.

    log: takes what the worker tells of its events, which is for machines.
    Raises NotReady where one of them ends by itself or the page does not come up.
    """
    stop = until_told_to_end()
    started: Started = {}
    try:
        started["serve"] = _start("serve", "--host", host, "--port", str(port))
        with os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as told:
            # One from before may be open to others.
            os.fchmod(told.fileno(), 0o600)
            started["worker"] = _start("worker", told=told)
        if _wait_until_ready(host, port, started, stop, log):
            ready()
        while not stop.wait(0.5):
            _refuse_ended(started, log)
    finally:
        _end(started)


def until_told_to_end() -> threading.Event:
    """Set by Ctrl-C, by SIGTERM, and when the terminal closes (unless started with nohup)."""
    stop = threading.Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, end)
    return stop


def refuse_taken(host: str, port: int, instead: str) -> None:
    """Raises NotReady where something listens there already, or this machine has no such address.

    instead: a command that would work.
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError:
        raise NotReady(f"监听地址 {host} 看不懂，写本机的地址，例如 127.0.0.1") from None
    with socket.socket(family, kind) as tried:
        # Without SO_REUSEPORT, which the server sets: two servers would share the port in silence.
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(address)
            tried.listen()
        except PermissionError:
            raise NotReady(f"没有权限使用端口 {port}；换一个大于 1023 的，例如 {instead}") from None
        except OSError as error:
            if error.errno == errno.EADDRNOTAVAIL:
                raise NotReady(f"{host} 不是本机的地址") from None
            raise NotReady(f"端口 {port} 已被别的程序占用；换一个，例如 {instead}") from None


def _start(*arguments: str, told: BinaryIO | None = None) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C reaches only this process, which then ends both in order.
    return subprocess.Popen(
        [sys.executable, "-m", "dixian", *arguments],
        env=dict(os.environ),
        stderr=told,
        start_new_session=True,
        preexec_fn=_end_with_parent if sys.platform == "linux" else None,
    )


def _end_with_parent() -> None:
    """Where this command is killed outright, its children are told to end."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _wait_until_ready(host: str, port: int, started: Started, stop: threading.Event, log: Path) -> bool:
    """Whether the page answers; False where the end comes first."""
    deadline = time.monotonic() + READY_SECONDS
    while not stop.is_set():
        _refuse_ended(started, log)
        try:
            with urllib.request.urlopen(f"http://{host}:{port}/health/live", timeout=2):
                return True
        except (urllib.error.URLError, OSError):
            if time.monotonic() > deadline:
                raise NotReady(f"{READY_SECONDS} 秒内网页没有起来，请看上面的提示") from None
        stop.wait(0.3)
    return False


def _refuse_ended(started: Started, log: Path) -> None:
    for name, process in started.items():
        if process.poll() is not None:
            where = log if name == "worker" else "上面的提示"
            raise NotReady(
                f"{NAMES[name]}进程自己结束了（退出码 {process.returncode}），请看{where}；已办的都在，再运行同一条命令接着办"
            )


def _end(started: Started) -> None:
    for process in started.values():
        if process.poll() is None:
            process.terminate()
    for process in started.values():
        try:
            process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
