"""`kill -9` of server and worker at random points of a push, from the upload to the leads: done once, and the sums hold.

`DIXIAN_KILL_SEEDS=50 .venv/bin/pytest -m slow tests/kill/test_kill_push.py` runs fifty seeds, `DIXIAN_KILL_FROM` the first of them.
"""

import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dixian.commons.leads.models import Lead
from dixian.foundation.accounts.models import User
from dixian.foundation.audit.api import reading, writing
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.worklist.api import Obligation
from dixian.warning.submissions.models import Batch, Submission
from tests.kill.process import until
from tests.kill.test_kill_month import PEOPLE, RAISED, assert_everything_once, assert_the_sums_hold, stands
from tests.kill.town import AGENT, Clerk, Running, free_port
from tests.support.client import FormClient
from tests.support.month import committed_county, file_of
from tests.support.register import medical_kind

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
FIRST = int(os.environ.get("DIXIAN_KILL_FROM", "0"))
SEEDS = range(FIRST, FIRST + int(os.environ.get("DIXIAN_KILL_SEEDS", "2")))
BACKEND = "django.contrib.auth.backends.ModelBackend"
LONG, MOST_KILLS, WITHIN = 180.0, 3, 4.0


class Town:
    """Server and worker on the database of this run, somebody at the browser, and what strikes them."""

    def __init__(self, folder: Path, session: str) -> None:
        port = free_port()
        self.running = {
            "server": Running(folder, "serve", "--port", str(port)),
            "worker": Running(folder, "worker"),
        }
        self.clerk = Clerk(f"http://127.0.0.1:{port}", session)

    def strike(self, chance: random.Random) -> threading.Thread:
        """Up to three kills at instants a generator chose, of one or both; each is started again at once."""
        plan = [
            (chance.uniform(0, WITHIN), chance.choice([("server",), ("worker",), ("server", "worker")]))
            for _ in range(chance.randint(1, MOST_KILLS))
        ]
        struck = threading.Thread(target=self._struck, args=(plan,))
        struck.start()
        return struck

    def _struck(self, plan: list[tuple[float, tuple[str, ...]]]) -> None:
        for wait, victims in plan:
            time.sleep(wait)
            for name in victims:
                self.running[name].kill()
            for name in victims:
                self.running[name].start()

    def end(self) -> None:
        """Nothing outlives its test."""
        for one in self.running.values():
            one.kill()


@pytest.fixture
def file(transactional_db: None, acting: Any, home: Path, tmp_path: Path) -> bytes:
    """A department's month, and the county it is about."""
    _, villagers = committed_county(PEOPLE)
    with writing():
        User.objects.update(must_change_password=False)
    return file_of(villagers, tmp_path)


@pytest.fixture
def town(file: bytes, tmp_path: Path) -> Iterator[Town]:
    """The product running, the insurer's clerk signed in."""
    client = FormClient(headers={"user-agent": AGENT})
    with writing():
        client.force_login(User.objects.get(username="insurer"), backend=BACKEND)
    made = Town(tmp_path, client.cookies["sessionid"].value)
    made.clerk.open("/health/ready")
    yield made
    made.end()


def uploaded(clerk: Clerk, content: bytes) -> None:
    month, action = Month.of(clock.today()).code, f"/submissions/kinds/{medical_kind().uid}/upload/"
    page = clerk.open(f"/submissions/?month={month}")
    clerk.send(action, clerk.fields(page, action), ("自付.xlsx", content))


def committed(clerk: Clerk) -> None:
    with reading():
        at = f"/batches/{Batch.objects.get().uid}/"
    clerk.send(f"{at}commit/", clerk.fields(clerk.open(at), f"{at}commit/"))


def finished(step: Callable[[], None], state: str, town: Town, chance: random.Random) -> None:
    """A step somebody takes while all is struck comes to its end."""
    struck = town.strike(chance)
    try:
        step()
    finally:
        # Whoever starts again what it killed would outlive the test.
        struck.join()
    assert_the_sums_hold()
    until(lambda: stands(state), seconds=LONG)


@pytest.mark.parametrize("seed", SEEDS)
def test_killed_at_random_points_a_push_is_finished_once(town: Town, file: bytes, seed: int) -> None:
    chance = random.Random(seed)
    finished(lambda: uploaded(town.clerk, file), "previewed", town, chance)
    finished(lambda: committed(town.clerk), "committed", town, chance)
    town.end()
    assert_everything_once()
    with reading():
        assert (Submission.objects.count(), Batch.objects.count()) == (1, 1)
        assert Lead.objects.count() == RAISED
        assert Obligation.objects.filter(kind="verification.release", state="open").count() == RAISED
