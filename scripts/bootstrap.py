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
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
FRONTEND = ROOT / "frontend"
NODE_AT_LEAST = (20, 19)

# What the tests need of the system: Debian package -> a path that shows it is there. (PostgreSQL's folder
# comes with its client alone already; initdb comes with the server.)
SYSTEM_PARTS = {
    "chromium": "usr/bin/chromium",
    "fonts-noto-cjk": "usr/share/fonts/opentype/noto",
    "postgresql": "usr/lib/postgresql/*/bin/initdb",
}


def main() -> None:
    """Do the steps in order; each that has something to do says so before it begins, and its seconds after."""
    kind = sys.argv[1] if len(sys.argv) > 1 else "app"
    os.chdir(ROOT)
    check_python()
    if kind == "dev":
        install_system_parts()
    build_environment(kind)
    build_front_end(kind)


@contextmanager
def saying(name: str) -> Iterator[None]:
    """Say what begins before it does, and how long it took after."""
    print(f"  {name}……", end="", flush=True)
    begun = time.monotonic()
    try:
        yield
    except BaseException:
        print(flush=True)
        raise
    print(f" {time.monotonic() - begun:.0f} 秒", flush=True)


def check_python() -> None:
    """Stop unless this is Python 3.11 that can make environments; Debian packs that part apart."""
    if sys.version_info[:2] != (3, 11):
        stop(f"需要 Python 3.11，现在是 {sys.version.split()[0]}", "Debian 12：apt-get install python3")
    if importlib.util.find_spec("ensurepip") is None:
        install_packages(["python3.11-venv"], "Python 缺少 venv 模块")


def install_system_parts() -> None:
    """Chromium, fonts and PostgreSQL for the tests."""
    missing = [name for name, path in SYSTEM_PARTS.items() if not any(Path("/").glob(path))]
    if missing:
        install_packages(missing, "测试缺少系统软件")


def install_packages(missing: list[str], message: str) -> None:
    """Through apt-get where this user may; otherwise stop with `message` and the packages."""
    packages = " ".join(missing)
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        stop(f"{message}：{packages}", f"以管理员身份运行 apt-get install {packages}")
    with saying(f"安装系统软件：{packages}"):
        apt_get("update", packages)
        apt_get("install", packages)
    (ROOT / "apt.log").unlink()


def apt_get(verb: str, packages: str) -> None:
    """One call of apt-get; what it says goes to apt.log."""
    command = ["apt-get", verb, "-q"]
    if verb == "install":
        command += ["-y", "--no-install-recommends", *packages.split()]
    with (ROOT / "apt.log").open("ab") as log:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        done = subprocess.run(command, stdout=log, stderr=log, env=environment)
    if done.returncode:
        stop(f"apt-get {verb} 没有成功，详见 apt.log", f"手工运行 apt-get install {packages}")


def build_environment(kind: str) -> None:
    """A virtual environment from the hashed lock, with this project in it."""
    lock = ROOT / "requirements" / f"{kind}.lock"
    stamp = VENV / f"stamp-{kind}"
    mark = fingerprint([lock, ROOT / "pyproject.toml"])
    if stamp.exists() and stamp.read_text() == mark:
        return
    with saying("建立 Python 环境"):
        install_locked(lock)
    stamp.write_text(mark)


def install_locked(lock: Path) -> None:
    """Everything of the lock, then this project."""
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


def build_front_end(kind: str) -> None:
    """Styles and scripts, bundled; what a build is made from says which classes pages use, too."""
    web = ROOT / "dixian" / "web"
    environment = dict(os.environ)
    install_npm_packages(kind, environment)
    stamp = web / "static" / "built" / ".stamp"
    sources = [path for path in (FRONTEND / "src").rglob("*") if path.is_file()]
    pages = [*(web / "templates").rglob("*.html"), *(web / "shell" / "templatetags").glob("*.py")]
    mark = fingerprint([*sorted(sources), *sorted(FRONTEND.glob("*.*")), *sorted(pages)])
    if stamp.exists() and stamp.read_text() == mark:
        return
    with saying("建立前端"):
        npm(environment, "run", "--silent", "build")
    stamp.write_text(mark)


def install_npm_packages(kind: str, environment: dict[str, str]) -> None:
    """The locked packages; those that only tests need (an old browser among them) for `dev` alone.

    Node comes from PyPI where the machine has none that is new enough; `environment` then finds it.
    """
    own_node = node_is_new_enough()
    if not own_node:
        environment["PATH"] = f"{BIN}:{environment['PATH']}"
    stamp = FRONTEND / "node_modules" / ".stamp"
    mark = fingerprint(sorted(FRONTEND.glob("package*.json")))
    if stamp.exists() and stamp.read_text() in (f"dev {mark}", f"{kind} {mark}"):
        return
    with saying("安装前端依赖"):
        if not own_node:
            lock = ROOT / "requirements" / "node.lock"
            run(
                [str(BIN / "python"), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(lock)],
                "安装 Node 没有成功",
                "检查网络和软件源后再试",
            )
        quietly = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        npm(environment, "ci", *quietly, *([] if kind == "dev" else ["--omit=dev"]))
    stamp.write_text(f"{kind} {mark}")


def npm(environment: dict[str, str], *arguments: str) -> None:
    """One call of npm in the front end's folder."""
    run(["npm", *arguments], "前端没有建成", "检查网络和软件源后再试", cwd=FRONTEND, env=environment)


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
    print(f"\n错误：{message}。\n怎么办：{remedy}", file=sys.stderr)
    raise SystemExit(3)


if __name__ == "__main__":
    main()
