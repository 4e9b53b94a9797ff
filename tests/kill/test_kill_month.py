"""`kill -9` while a department's file is read, committed and judged: everything is there once, and the sums hold."""

import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dixian.cli.checks import run_checks
from dixian.commons.leads.models import LeadSource
from dixian.foundation.audit.api import reading, writing
from dixian.foundation.files.api import store
from dixian.foundation.jobs.api import Job, JobState
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.registry.facts.models import Fact
from dixian.warning.alerts.models import Alert
from dixian.warning.submissions import api as submissions
from dixian.warning.submissions.models import Batch, Row
from tests.kill.process import Worker, until
from tests.support.month import committed_county, file_of
from tests.support.register import XLSX, medical_kind

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
PEOPLE = 260
LINKED, RAISED = 221, 91
MODULE = "tests.kill.month_worker"
LIVE = (JobState.QUEUED, JobState.RUNNING)
Start = Callable[..., Worker]
POINTS = [
    "submissions.stage 1 inside",
    "submissions.stage 2 after",
    "submissions.stage 4 inside",
    "submissions.commit 1 inside",
    "submissions.commit 1 after",
    "submissions.commit 2 inside",
    "alerts.judge 2 inside",
    "alerts.judge 3 after",
    "alerts.judge 5 after",
]


@pytest.fixture
def month(transactional_db: None, acting: Any, home: Path, tmp_path: Path) -> Any:
    """Gives steps: to upload the file of the month, and to commit it."""
    county, villagers = committed_county(PEOPLE)
    content = file_of(villagers, tmp_path)

    class Steps:
        def upload(self) -> None:
            with writing():
                stored = store([content], name="自付.xlsx", content_type=XLSX, purpose="报送")
                submissions.receive(
                    kind=medical_kind(), month=Month.of(clock.today()), stored=stored, post=county["insurer"]
                )

        def commit(self) -> None:
            with writing():
                batch = Batch.objects.select_related("submission__kind", "stored").get()
                submissions.commit(batch=batch, post=county["insurer"])

    return Steps()


def stands(state: str) -> bool:
    """The batch is in a state and nothing of the month is under way."""
    with reading():
        under_way = Job.objects.filter(state__in=LIVE).exclude(key__startswith="slot:").exists()
        return Batch.objects.get().state == state and not under_way


def assert_the_sums_hold() -> None:
    """Also while somebody is in the midst of it."""
    assert [one for one in run_checks() if one.difference] == []


def assert_everything_once() -> None:
    with reading():
        assert Row.objects.count() == PEOPLE
        assert Row.objects.filter(bin="linked").count() == LINKED
        assert Fact.objects.exclude(kind="lead.warned").count() == LINKED
        assert Alert.objects.count() == LeadSource.objects.count() == RAISED
        assert not Job.objects.filter(state=JobState.FAILED).exists()
        assert [one for one in run_checks() if one.difference] == []


@pytest.mark.parametrize("point", POINTS)
def test_killed_in_the_midst_of_a_real_job_the_month_is_done_once(
    start: Start, month: Any, point: str
) -> None:
    during_reading = point.startswith("submissions.stage")
    month.upload()
    if not during_reading:
        first = start(module=MODULE)
        until(lambda: stands("previewed"))
        first.end()
        month.commit()
    struck = start(module=MODULE, kill_at=point)
    struck.wait_there()
    assert_the_sums_hold()
    struck.kill()
    assert_the_sums_hold()
    start(module=MODULE)
    if during_reading:
        until(lambda: stands("previewed"))
        month.commit()
    until(lambda: stands("committed"))
    assert_everything_once()


@pytest.mark.parametrize("seed", range(10))
def test_killed_at_random_instants_the_month_is_done_once(start: Start, month: Any, seed: int) -> None:
    chance = random.Random(seed)
    for step, state in ((month.upload, "previewed"), (month.commit, "committed")):
        step()
        for _ in range(chance.randint(1, 3)):
            struck = start(module=MODULE)
            struck.wait_ready()
            time.sleep(chance.uniform(0, 1))
            struck.kill()
        last = start(module=MODULE)
        until(lambda state=state: stands(state))
        last.kill()
    assert_everything_once()
