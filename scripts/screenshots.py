"""The pictures of the README and the manual: the demo county's main job, half way, at both widths.

Usage: screenshots.py   (writes docs/screenshots/*.png)
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, sync_playwright  # noqa: E402

from tests.support.site import CHROMIUM, Site, running_site  # noqa: E402
from tests.support.walk import commit, on_first_row, open_as, release_all, to_upload, upload  # noqa: E402

FOLDER = ROOT / "docs" / "screenshots"
PEOPLE = 8000


def main() -> None:
    """Walk half the main job and take each picture on the way."""
    FOLDER.mkdir(exist_ok=True)
    with running_site(PEOPLE) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        take_department(browser, site)
        take_bureau(browser, site)
        take_field(browser, site)
        browser.close()


def take_department(browser: Browser, site: Site) -> None:
    """The department's upload: checked, then compared."""
    page = open_as(browser, site, "yibao", width=1440, complaints=[])
    to_upload(page)
    upload(page, site)
    page.screenshot(path=FOLDER / "preview-1440.png")
    commit(page)
    page.screenshot(path=FOLDER / "batch-1440.png")


def take_bureau(browser: Browser, site: Site) -> None:
    """The bureau's desk, then everything pushed to the townships."""
    page = open_as(browser, site, "nongye", width=1440, complaints=[])
    page.get_by_role("link", name="推送台").click()
    page.screenshot(path=FOLDER / "release-1440.png")
    release_all(page)


def take_field(browser: Browser, site: Site) -> None:
    """What waits for a township clerk and, on a phone, for a village cadre, with one lead open."""
    page = open_as(browser, site, "xiangzhen", width=1440, complaints=[])
    page.screenshot(path=FOLDER / "inbox-1440.png")
    page = open_as(browser, site, "cun", width=390, complaints=[])
    page.screenshot(path=FOLDER / "inbox-390.png")
    on_first_row(page, "核实")
    page.screenshot(path=FOLDER / "lead-390.png")


if __name__ == "__main__":
    main()
