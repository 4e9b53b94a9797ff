"""What every test stands on: a home with keys, one of two databases, someone who acts.

`DIXIAN_TEST_DB=postgresql` runs the same tests on a cluster of their own, as the role `dixian_web`
under row security; otherwise on SQLite. Undefined template variables and warnings are errors.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from tests.support import environment

HOME = environment.prepare()

import django  # noqa: E402

from dixian.foundation.kernel.collection import loading  # noqa: E402

# Before the conftests of the rooms, which import models.
with loading():
    django.setup()
# The processes pytest-xdist starts must not read the settings before they have a home of their own.
del os.environ["DJANGO_SETTINGS_MODULE"]

from django.contrib.auth.hashers import PBKDF2PasswordHasher  # noqa: E402

from tests.support.clean_sheet import CleanSheet  # noqa: E402
from tests.support.database import (  # noqa: E402
    make_schema,
    run_jobs_as_worker,
    socket_folder,
    why_row_security_is_void,
)
from tests.support.grounds import FOUNDED, Grounds, ground_of  # noqa: E402
from tests.support.often import THOROUGH  # noqa: E402
from tests.support.postgresql import Cluster  # noqa: E402

# A sweep proves hundreds of passwords, at a third of a second each; the pages can't tell how often one was hashed.
PBKDF2PasswordHasher.iterations = 1000

hypothesis.settings.register_profile(
    "dixian",
    deadline=None,
    derandomize=True,
    max_examples=100 if THOROUGH in os.environ else 50,
    suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture],
)
hypothesis.settings.load_profile("dixian")


GROUNDS, ASKED = pytest.StashKey[Grounds](), pytest.StashKey[str]()
ASKS_A_DATABASE = {"db", "transactional_db", "django_db_setup", "cluster", "site"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests of one county follow each other, the longest first, so that no process waits for another at the end.

    On PostgreSQL one that asks no database would say nothing new.
    """
    items.sort(key=lambda one: (not _takes_long(one), ground_of(one)))
    if os.environ.get("DIXIAN_TEST_DB") != "postgresql":
        return
    asking = [one for one in items if _asks_a_database(one)]
    config.hook.pytest_deselected(items=[one for one in items if one not in asking])
    items[:] = asking


def _takes_long(item: pytest.Item) -> bool:
    return any(item.get_closest_marker(name) for name in ("sweep", "alike"))


def _asks_a_database(item: pytest.Item) -> bool:
    marked = any(item.get_closest_marker(name) for name in ("django_db", "browser", "slow"))
    return marked or bool(ASKS_A_DATABASE & set(getattr(item, "fixturenames", ())))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """What the test begins on is laid before any transaction of its own."""
    if not _asks_a_database(item):
        return
    item.config.stash[ASKED] = ground_of(item)
    grounds = item.config.stash.get(GROUNDS, None)
    if grounds is not None:
        grounds.lay(item.config.stash[ASKED])


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster | None]:
    """The PostgreSQL cluster of this process; None on SQLite."""
    folder = socket_folder()
    if folder is None:
        yield None
        return
    made = Cluster(folder)
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: Any,
    cluster: Cluster | None,
) -> Iterator[None]:
    """The schema, made as owner; tests come in as `web`, and stop if `web` could bypass row security."""
    from django.db import connections
    from django.test import TransactionTestCase

    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        make_schema()
        void = why_row_security_is_void()
        if void:
            pytest.exit("row security would prove nothing: " + "; ".join(void), returncode=1)
        grounds = Grounds(CleanSheet(HOME, cluster), HOME, django_db_blocker.unblock)
        request.config.stash[GROUNDS] = grounds
        run_jobs_as_worker(patch)
        patch.setattr(TransactionTestCase, "_fixture_teardown", grounds.trodden)
        grounds.lay(request.config.stash[ASKED])
        connections.close_all()
        django_db_blocker.block()
        yield
        django_db_blocker.restore()
        connections.close_all()


@pytest.fixture
def home() -> Path:
    """The home folder, with nothing in it but keys and database."""
    environment.tidy_home(HOME)
    return HOME


@pytest.fixture
def acting(request: pytest.FixtureRequest) -> Iterator[Any]:
    """The test itself acts and sees everything; for tests of what is done, not of who may."""
    from django.db import connection

    from dixian.foundation.audit.context import Acting
    from dixian.foundation.audit.context import acting as someone_acts
    from dixian.foundation.audit.transactions import hand_over_settings

    with someone_acts(Acting(actor="test:acting", settings=(("dixian.all", "1"),))) as who:
        if connection.in_atomic_block:
            hand_over_settings()
        yield who


def _county(name: str) -> Any:
    """The fixture of a county that lies under the tests that ask for it (`tests.support.grounds`)."""

    @pytest.fixture(name=name)
    def found(request: pytest.FixtureRequest, home: Path, django_db_setup: None) -> Any:
        return request.config.stash[GROUNDS].county(name)

    return found


packaged_areas, small_county, warned_county, settled_county, one_lead = (
    _county(name) for name in list(FOUNDED)[:5]
)
two_leads, posted_county, web_county, answered_leads, played_county = (
    _county(name) for name in list(FOUNDED)[5:]
)
