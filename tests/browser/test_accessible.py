"""Every page of every role, wide and narrow: no violation of accessibility, nothing sticks out sideways.

What has been judged is not judged again: axe is asked at every address once, and wherever a page holds a kind of element
that none of this width did before. What three roles have opened the others open in `make test-all`.
"""

import os
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser.administrators import arrive
from tests.support.often import THOROUGH
from tests.support.site import Site

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
WIDE, NARROW = ViewportSize(width=1440, height=900), ViewportSize(width=390, height=900)
# Only what is wrong is written down and told: that all else is right takes as long again.
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]},
    "resultTypes": ["violations"],
    "preload": False,
}
ASKED = "rules => axe.run(document, rules).then(found => found.violations)"
# Those first whose pages hold most.
ROLES = [
    "cun",
    "nongye",
    "xiangzhen",
    "yibao",
    "bangfu",
    "weisheng",
    "juzhang",
    "lingdao",
    "ducha",
    "xitong",
    "anquan",
    "shenji",
]
BEYOND_THE_MENU = [
    "/notices/",
    "/contact/",
    "/duties/late/",
    "/brief/slipped/",
    "/confirm-desk/?step=answer",
    "/heads/",
    "/post/",
    "/password/",
    "/codes/",
    "/rows/?bin=stranger",
    "/logs/?who=nongye&what=commons_leads_lead",
    "/logs/reads/?since=2020-02-30",
    "/settings/parameters/days/",
    "/settings/parameters/lists/at_risk_reason/",
]
# A record's address ends in its uid.
RECORD = "all => all.map(one => one.getAttribute('href')).find(one => /^[/](leads|households|batches|rows|settings[/]accounts)[/][0-9a-f-]{36}/.test(one))"


# Each element by what axe judges it from: itself, its attributes, what it stands in.
KINDS = """() => [...new Set([...document.querySelectorAll('*')].map(one => [one.parentElement?.tagName,
    one.parentElement?.className, one.tagName, one.className, !one.labels?.length, !one.textContent.trim(), ...one.getAttributeNames()].join(' ')))]"""
UID = re.compile(r"[0-9a-f-]{36}")
# The addresses judged, without uids; and by width the kinds.
ADDRESSES: set[str] = set()
JUDGED: defaultdict[int, set[str]] = defaultdict(set)
# How many roles have opened an address.
OPENED: Counter[str] = Counter()
ENOUGH = len(ROLES) if THOROUGH in os.environ else 3


def pages_of(page: Page, address: str) -> Iterator[str]:
    """The pages of the menu, and the first record each of them leads to."""
    menu = page.eval_on_selector_all(".side nav a", "all => all.map(one => one.getAttribute('href'))")
    menu += ["/settings/accounts/new/"] if "/settings/accounts/" in menu else []
    for path in [*menu, *BEYOND_THE_MENU]:
        OPENED[path] += 1
        if OPENED[path] > ENOUGH:
            continue
        page.goto(address + path)
        yield path
        record = page.eval_on_selector_all("main a", RECORD)
        if record:
            page.goto(address + record)
            yield record


def violations(page: Page) -> list[str]:
    assert page.viewport_size is not None
    address, judged = UID.sub("", urlsplit(page.url).path), JUDGED[page.viewport_size["width"]]
    kinds = set(page.evaluate(KINDS))
    if address in ADDRESSES and kinds <= judged:
        return []
    ADDRESSES.add(address)
    judged |= kinds
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=str(AXE))
    found: list[dict[str, Any]] = page.evaluate(ASKED, RULES)
    return [
        f"{one['id']}: {node['target'][0]} {node['html'][:120]}" for one in found for node in one["nodes"]
    ]


@pytest.fixture
def trusting(browser: Any, site: Site) -> Iterator[Callable[..., Page]]:
    """Signed-in windows where the test may bring a script of its own past the content policy."""
    made = []

    def signed_in(username: str) -> Page:
        context = browser.new_context(viewport=WIDE, locale="zh-CN", bypass_csp=True)
        made.append(context)
        page = context.new_page()
        page.goto(f"{site.address}/sign-in/")
        assert violations(page) == []
        arrive(page, site, username, site.password(username))
        return page

    yield signed_in
    for context in made:
        context.close()


@pytest.mark.parametrize("role", ROLES)
def test_pages_can_be_used_by_everybody(site: Site, trusting: Callable[..., Page], role: str) -> None:
    page = trusting(role)
    wrong = []
    for path in pages_of(page, site.address):
        for window in (WIDE, NARROW):
            page.set_viewport_size(window)
            wrong += [f"{path} at {window['width']}: {one}" for one in violations(page)]
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                wrong.append(f"{path} is wider than a window of {window['width']}")
        page.set_viewport_size(WIDE)
    assert wrong == []
