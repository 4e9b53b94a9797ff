"""Bring a bare machine to where Dixian runs: environment, front end, and for tests the system parts.

Usage: python3 scripts/bootstrap.py app|dev
Standard library only; it runs before anything is installed. Every step leaves a stamp and is
skipped while what it was made from has not changed. What is missing is named with the package
that brings it, and nothing is half done.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
FRONTEND = ROOT / "frontend"
NODE_AT_LEAST = (20, 19)

# What the tests need of the system: Debian package -> a path that shows it is there.
SYSTEM_PARTS = {
    "chromium": ["/usr/bin/chromium"],
    "fonts-noto-cjk": ["/usr/share/fonts/opentype/noto"],
    "postgresql": ["/usr/lib/postgresql"],
}


def main() -> None:
    """Do the steps in order; each prints one line with its seconds when it had something to do."""
    kind = sys.argv[1] if len(sys.argv) > 1 else "app"
    os.chdir(ROOT)
    check_python()
    if kind == "dev":
        step("系统部件", install_system_parts)
    step("Python 环境", lambda: build_environment(kind))
    step("前端", build_front_end)


def step(name: str, work: object) -> None:
    """Run one step and say how long it took, when it did anything."""
    begun = time.monotonic()
    if work():  # type: ignore[operator]
        print(f"  {name}：{time.monotonic() - begun:.0f} 秒", flush=True)


def check_python() -> None:
    """Stop unless this is Python 3.11 that can make environments; Debian packs that part apart."""
    if sys.version_info[:2] != (3, 11):
        stop(f"需要 Python 3.11，现在是 {sys.version.split()[0]}", "Debian 12：apt-get install python3")
    if importlib.util.find_spec("ensurepip") is None:
        install_packages(["python3.11-venv"], "Python 缺少 venv 模块")


def install_system_parts() -> bool:
    """Chromium, fonts and PostgreSQL for the tests."""
    missing = [name for name, paths in SYSTEM_PARTS.items() if not all(Path(p).exists() for p in paths)]
    if not missing:
        return False
    install_packages(missing, "测试缺少系统软件")
    return True


def install_packages(missing: list[str], message: str) -> None:
    """Through apt-get where this user may; otherwise stop with `message` and the packages."""
    packages = " ".join(missing)
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        stop(f"{message}：{packages}", f"以管理员身份运行 apt-get install {packages}")
    print(f"  正在安装系统软件：{packages}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", *missing]):
        with (ROOT / "apt.log").open("ab") as log:
            done = subprocess.run(["apt-get", *arguments], stdout=log, stderr=log, env=environment)
        if done.returncode:
            stop(f"apt-get {arguments[0]} 没有成功，详见 apt.log", f"手工运行 apt-get install {packages}")
    (ROOT / "apt.log").unlink()


def build_environment(kind: str) -> bool:
    """A virtual environment from the hashed lock, with this project in it."""
    lock = ROOT / "requirements" / f"{kind}.lock"
    stamp = VENV / f"stamp-{kind}"
    mark = fingerprint([lock, ROOT / "pyproject.toml"])
    if stamp.exists() and stamp.read_text() == mark:
        return False
    if not (BIN / "python").exists():
        run(
            [sys.executable, "-m", "venv", str(VENV)],
            "建立虚拟环境没有成功",
            "apt-get install python3.11-venv",
        )
    pip = [str(BIN / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, "--require-hashes", "-r", str(lock)], "安装依赖没有成功", "检查网络和软件源后再试")
    run(
        [*pip, "--no-deps", "--no-build-isolation", "--editable", "."],
        "安装本项目没有成功",
        "删除 .venv 后再试",
    )
    stamp.write_text(mark)
    return True


def build_front_end() -> bool:
    """Styles and scripts, bundled. Node from PyPI where the machine has none that is new enough."""
    sources = [path for path in (FRONTEND / "src").rglob("*") if path.is_file()]
    built = ROOT / "dixian" / "web" / "static" / "built"
    stamp = built / ".stamp"
    mark = fingerprint([*sorted(sources), *sorted(FRONTEND.glob("*.*"))])
    if stamp.exists() and stamp.read_text() == mark:
        return False
    environment = dict(os.environ)
    if not node_is_new_enough():
        lock = ROOT / "requirements" / "node.lock"
        run(
            [str(BIN / "python"), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(lock)],
            "安装 Node 没有成功",
            "检查网络和软件源后再试",
        )
        environment["PATH"] = f"{BIN}:{environment['PATH']}"
    for arguments in (["ci", "--no-audit", "--no-fund", "--loglevel=error"], ["run", "--silent", "build"]):
        run(["npm", *arguments], "前端没有建成", "检查网络和软件源后再试", cwd=FRONTEND, env=environment)
    built.mkdir(parents=True, exist_ok=True)
    stamp.write_text(mark)
    return True


def node_is_new_enough() -> bool:
    """Whether the machine's own Node and npm can build the front end."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return False
    text = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    major, minor, *_ = text.strip().lstrip("v").split(".")
    return (int(major), int(minor)) >= NODE_AT_LEAST


def fingerprint(paths: Iterable[Path]) -> str:
    """A digest of the contents of `paths`."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def run(command: list[str], message: str, remedy: str, **options: object) -> None:
    """Run a command; stop with a Chinese message where it fails."""
    if subprocess.run(command, **options).returncode:  # type: ignore[call-overload]
        stop(message, remedy)


def stop(message: str, remedy: str) -> None:
    """Say what is missing and what brings it; exit code 3."""
    print(f"错误：{message}。\n怎么办：{remedy}", file=sys.stderr)
    raise SystemExit(3)


if __name__ == "__main__":
    main()
