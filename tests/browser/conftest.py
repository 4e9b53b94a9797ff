"""The whole product running: a demo county of its own, server, worker, Chromium."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.support.postgresql import Cluster
from tests.support.site import CHROMIUM, Site, running_site
from tests.support.walk import open_as

PEOPLE = 3000


@pytest.fixture(scope="session")
def site(cluster: Cluster | None) -> Iterator[Site]:
    """A small demo county; its last month has gone through the loop so far."""
    with running_site(PEOPLE) as started:
        yield started


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives the browsers; a process may start it once only."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The machine's Chromium."""
    opened = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
    yield opened
    opened.close()


@pytest.fixture
def sign_in(site: Site, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Sign in as somebody in a window of their own; any script error or refused resource fails the test."""
    pages: list[Page] = []
    complaints: list[str] = []

    def signed_in(username: str, *, width: int = 1440) -> Page:
        page = open_as(browser, site, username, width=width, complaints=complaints)
        pages.append(page)
        return page

    yield signed_in
    for page in pages:
        page.context.close()
    assert complaints == []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The main job uses up what waits in the county, so it comes after all that looks at what waits."""
    items.sort(key=lambda item: item.path.name == "test_main_job.py")
