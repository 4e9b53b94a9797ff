"""A real Chromium 86, as old desktops have it (360 browser), from the npm package that brings one."""

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright

from tests.support.site import CHROMIUM

PACKED = Path(__file__).parents[2] / "frontend" / "node_modules" / "chrome-aws-lambda" / "bin"
UNPACK = """
import { brotliDecompressSync } from "node:zlib";
import { readFileSync, writeFileSync } from "node:fs";
const [packed, unpacked] = process.argv.slice(1);
writeFileSync(unpacked, brotliDecompressSync(readFileSync(packed)), { mode: 0o755 });
"""
# Playwright's own clicks ask the page for what Chromium 86 hasn't got; real mouse and keys need nothing of it.
MIDDLE = """([selector, text]) => {
  const all = Array.from(document.querySelectorAll(selector));
  const one = all.find((each) => each.textContent.trim().startsWith(text) && each.getClientRects().length);
  if (!one) return null;
  one.scrollIntoView({ block: "nearest", behavior: "instant" });
  const box = one.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
}"""


def unpack(folder: Path) -> Path:
    """The browser, made ready in `folder`.

    Raises:
        RuntimeError: the package isn't there; the walk must not pass unwalked.
    """
    if not (PACKED / "chromium.br").exists():
        raise RuntimeError(
            f"没有 Chromium 86（{PACKED}），老浏览器没有走查：运行 python3 scripts/bootstrap.py dev"
        )
    for name, unpacked in (("chromium.br", "chromium"), ("swiftshader.tar.br", "swiftshader.tar")):
        _node("--input-type=module", "--eval", UNPACK, str(PACKED / name), str(folder / unpacked))
    with tarfile.open(folder / "swiftshader.tar") as libraries:
        libraries.extractall(folder, filter="data")
    return folder / "chromium"


def launch(playwright: Playwright, folder: Path) -> Browser:
    """Chromium 86, running."""
    browser = playwright.chromium.launch(executable_path=unpack(folder), args=CHROMIUM)
    assert browser.version.startswith("86."), browser.version
    return browser


def press(page: Page, selector: str, text: str = "") -> None:
    """Click the first thing shown that `selector` names and whose words begin with `text`."""
    page.wait_for_function(f"asked => ({MIDDLE})(asked) !== null", arg=[selector, text])
    page.mouse.click(*page.evaluate(MIDDLE, [selector, text]))


def write(page: Page, selector: str, text: str) -> None:
    """Put the cursor into a field and type."""
    press(page, selector)
    page.keyboard.type(text)


def computed(page: Page, selector: str, *names: str) -> list[str]:
    """What the browser made of the styles of the first such element."""
    script = "([one, names]) => names.map((name) => getComputedStyle(document.querySelector(one))[name])"
    return page.evaluate(script, [selector, list(names)])


def _node(*arguments: str) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    node = shutil.which("node", path=path)
    if node is None:
        raise RuntimeError("没有 Node：运行 python3 scripts/bootstrap.py dev")
    subprocess.run([node, *arguments], check=True, timeout=60)
